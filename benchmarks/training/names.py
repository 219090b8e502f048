"""Trains the model of names and addresses.

    python -m benchmarks.training.names CORPORA [--iterations 150] [--out DIR]
    python -m benchmarks.training.names --names-only        adds names listed since to the word lists; trains nothing

CORPORA is a folder with corpora that may be used with attribution (see NOTICE): ``wnut17_train.jsonl``,
``wnut17_dev.jsonl`` and ``wikigold.jsonl`` as ``{text, spans: [{start, end, label}]}``, and the Broad Twitter Corpus as
``btc/*.conll`` and GermEval 2014 as ``germeval2014/*.tsv`` (its parts dev and test). To these come the carriers beside this
file, filled with invented people, and text without people: code and documentation of the Python installation. Some of the
chats among the carriers are held out. Rare surnames come from the packages ``names`` 0.3.0 and ``mimesis`` 22.2.0. The result is written to ``chatscrub/detection/names/``. The same Python, Faker and
corpora give the same model.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import sysconfig
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import faker.providers.lorem
import pycrfsuite

from benchmarks.training import names_of_today
from benchmarks.training.corpora import Row, conll, corpus
from benchmarks.training.invented_passwords import Passwords
from benchmarks.training.people import LOCALES, PRODUCTS, Invented, provider_words
from benchmarks.training.surnames import surnames
from chatscrub.detection.names import lexicon as lexicons
from chatscrub.detection.names.features import features, mail_parts, tokens
from chatscrub.detection.passwords.ordinary_words import ORDINARY, folded

HERE = Path(__file__).parent
TARGET = Path(lexicons.__file__).parent
COPIES = 9  # fillings of a carrier
WHOLE = 8  # fillings of a whole chat
HELD_OUT = "records|messages"  # files of chats that show how a model does on what it never saw
NEGATIVES = 3500
QUOTED = 0.06  # share of filled texts with a mark in front of each line
_LINE_MARKS = ("> ", ">", ">> ", "| ", "# ", "* ", "- ", "// ", ".. ", "?? ", "  ", "\t")
_SLOT = re.compile(r"\{\{|\}\}|\{(\w+)\}|\{([@!=~])([^{}\n]+)\}")
_OF_PASSWORDS = {
    "word": "word",
    "pin": "pin",
    "phrase": "phrase",
    "key": "key",
    "spoken": "spoken",
    "user": "user",
    "wifi": "network",
    "part": "part",
    "ver": "version",
}
_PERSONAL_LINE = re.compile(
    r"(?i)author|copyright|written by|maintain|contribut|@|\bet al|thanks to|\d{4}\)|[A-Z]\. [A-Z][a-z]+"
)


def carriers() -> list[tuple[str, str]]:
    """Language and text of every carrier."""
    found = []
    for language in LOCALES:
        text = (HERE / "carriers" / f"{language}.txt").read_text("utf-8")
        found += [(language, each.strip("\n")) for each in re.split(r"(?m)^---$", text) if each.strip()]
    # English forms are filled in by people of all countries.
    text = (HERE / "carriers" / "forms.txt").read_text("utf-8")
    found += [(language, each.strip("\n")) for language in LOCALES for each in re.split(r"(?m)^---$", text)]
    return found


def chats(without: str = "") -> list[tuple[str, str]]:
    """The carriers that are whole chats and talk as people type it; without the files whose name `without` matches."""
    found = []
    for folder, name in (("carriers", "-*"), ("credentials", "-long")):
        for language in LOCALES:
            for path in sorted((HERE / folder).glob(f"{language}{name}.txt")):
                if not without or not re.search(without, path.stem):
                    parts = re.split(r"(?m)^---$", path.read_text("utf-8"))
                    found += [(language, each.strip("\n")) for each in parts if each.strip()]
    return found


class Filler:
    """Carriers → labelled texts.

    Beside the slots of a word there are ``{@Last, First I.}`` for a name written in a given way (see
    `Invented.written`), ``{!Café First}`` for a company named after somebody, ``{=99-aa}`` for a password in a given shape and ``{~AA-99}`` for a number.
    """

    def __init__(self, seed: int, rare_names: Sequence[str] = ()) -> None:
        self.people = Invented(seed, rare_names)
        self.random = self.people.random
        self.passwords = Passwords(self.random, self.people.first_names)

    def fill(self, language: str, carrier: str) -> Row:
        """A carrier with all slots filled; persons, addresses, companies and places are labelled."""
        spans: list[tuple[int, int, str]] = []
        text, position = "", 0
        person = self.people.names(language)
        for slot in _SLOT.finditer(carrier):
            text += carrier[position : slot.start()]
            position = slot.end()
            if slot[2] and slot[2] in "@!":
                value = self.people.written(slot[3], language)
                spans.append((len(text), len(text) + len(value), "PER" if slot[2] == "@" else "ORG"))
                text += value
                continue
            if slot[2]:
                text += self.passwords.like(slot[3])
                continue
            if slot[1] is None:
                text += slot.group()[0]
                continue
            if slot[1] in ("name", "first", "last", "lastfirst", "initial"):
                person = self.people.names(language)
            label, value = self._value(slot[1], language, person)
            if label:
                spans.append((len(text), len(text) + len(value), label))
            text += value
        return text + carrier[position:], spans

    def _value(self, slot: str, language: str, person: tuple[str, str]) -> tuple[str, str]:
        people, random_ = self.people, self.random
        fake = people.faker(language)
        first, last = person
        values: dict[str, Any] = {
            "name": lambda: people.full_name(first, last),
            "first": lambda: first,
            "last": lambda: last,
            "lastfirst": lambda: f"{last}, {first}",
            "initial": lambda: f"{first[0]}. {last}",
            "addr": lambda: people.address(language),
            "addr2": lambda: people.address_block(language),
            "street": lambda: people.street(language),
            "city": fake.city,
            "country": lambda: people.faker("en").country(),
            "org": lambda: people.company(language),
            "mail": lambda: people.mail(first, last, language),
            "phone": fake.phone_number,
            "date": lambda: random_.choice(
                [fake.date("%d.%m.%Y"), fake.date("%Y-%m-%d"), fake.date("%d/%m/%y"), fake.date("%d %B %Y")]
            ),
            "num": lambda: str(random_.randint(2, 10 ** random_.randint(1, 5))),
            "amt": lambda: random_.choice(["€ {}", "{} EUR", "${}", "£{}", "{} zł", "{} kr"]).format(
                random_.randint(5, 9000)
            ),
            "iban": fake.iban,
            "id": lambda: (
                random_.choice(["INC", "RE-", "#", "AB", "P", "KD-", "T-", ""]) + str(random_.randint(1000, 9999999))
            ),
            "prod": lambda: random_.choice(PRODUCTS),
            "job": fake.job,
            "pw": lambda: fake.password() if random_.random() < 0.4 else self.passwords.password(language),
            "uuid": fake.uuid4,
            "ip": fake.ipv4_private,
            "host": fake.domain_name,
            "time": lambda: fake.time(random_.choice(("%H:%M", "%H:%M:%S", "%H.%M"))),
            "hex": lambda: f"{random_.getrandbits(random_.choice((28, 32, 64))):x}",
            "dictated": lambda: people.address(language).lower().replace(",", ""),
        }
        if slot in _OF_PASSWORDS:
            return "", str(getattr(self.passwords, _OF_PASSWORDS[slot])(language))
        kind = dict.fromkeys(("addr", "addr2", "street", "dictated"), "ADR").get(slot, "")
        kind = {"city": "LOC", "country": "LOC", "org": "ORG"}.get(slot, kind)
        if slot in ("name", "first", "last", "lastfirst", "initial"):
            kind = "PER"
        return kind, values[slot]()

    def rows(self, chosen: list[tuple[str, str]], copies: int) -> Iterator[Row]:
        """Texts of one to three carriers; some all in small letters, as people type."""
        chosen = [each for each in chosen for _ in range(copies)]
        self.random.shuffle(chosen)
        while chosen:
            text, spans = "", []
            for _ in range(self.random.choice((1, 1, 1, 2, 2, 3))):
                if chosen:
                    more, found = self.fill(*chosen.pop())
                    text += "\n\n" * bool(text)
                    spans += [(start + len(text), end + len(text), label) for start, end, label in found]
                    text += more
            if self.random.random() < QUOTED:
                text, spans = _behind(self.random.choice(_LINE_MARKS), text, spans)
            yield (text.lower() if self.random.random() < 0.09 else text), spans


def _behind(mark: str, text: str, spans: list[tuple[int, int, str]]) -> Row:
    """A text with a mark in front of each line, as mail quotes it."""

    def moved(position: int) -> int:
        return position + len(mark) * (1 + text.count("\n", 0, position))

    return mark + text.replace("\n", f"\n{mark}"), [
        (moved(start), moved(end - 1) + 1, kind) for start, end, kind in spans
    ]


def _typed_without_capitals(rows: Sequence[Row]) -> list[Row]:
    """Every tenth text once more in small letters, as people type it. (A few letters have no single small one.)"""
    return [(text.lower(), spans) for text, spans in rows[::10] if len(text.lower()) == len(text)]


def silent(count: int, seed: int, lexicon: lexicons.Lexicon) -> Iterator[Row]:
    """Pieces of code and documentation of this Python installation, without lines that may name people."""
    random_ = random.Random(seed)
    library = Path(sysconfig.get_paths()["stdlib"])
    packages = Path(sysconfig.get_paths()["purelib"])
    paths = [path for path in sorted(library.glob("*.py")) if path.name != "this.py"]
    for pattern in (
        "*/METADATA",
        "numpy/lib/*.py",
        "pydantic/*.py",
        "jinja2/*.py",
        "rich/*.py",
        "spacy/*.py",
        "presidio_analyzer/**/*.py",
    ):
        paths += sorted(packages.glob(pattern))
    made = 0
    while made < count:
        lines = random_.choice(paths).read_text("utf-8", "replace").splitlines()
        start = random_.randrange(max(1, len(lines) - 20))
        piece = [line for line in lines[start : start + random_.randint(3, 18)] if not _names_somebody(line, lexicon)]
        if any(line.strip() for line in piece):
            made += 1
            yield "\n".join(piece), []


def _names_somebody(line: str, lexicon: lexicons.Lexicon) -> bool:
    if _PERSONAL_LINE.search(line):
        return True
    pairs = re.findall(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b", line)
    return any(lexicon.first(one.lower()) or lexicon.last(two.lower()) for one, two in pairs)


def build_lexicon(without: str = "") -> lexicons.Lexicon:
    """Names of all of Faker's locales in Latin script; common words of its word lists and of Python's library."""
    people = Invented(0)
    common = {word.lower() for word in provider_words(faker.providers.lorem, ("word_list",))["word_list"]}
    library = Path(sysconfig.get_paths()["stdlib"])
    counts: Counter[str] = Counter()
    for path in sorted(library.glob("*.py")):
        counts.update(re.findall(r"(?<![\w.])[a-z]{2,}(?![\w.(])", path.read_text("utf-8", "replace")))
    common |= {word for word, count in counts.items() if count >= 8}
    common |= {
        word
        for _, text in [*carriers(), *chats(without)]
        for word in re.findall(r"(?<![\w{])[^\W\d_A-Z]{3,}(?!\w)", _SLOT.sub(" ", text))
    }
    keep = re.compile(r"[^\W\d_]{2,15}").fullmatch
    short = {name.lower() for names in names_of_today.SHORT.values() for name in names}
    # A name that is an ordinary word somewhere (``Long``, ``Vale``) stays out, unless the country itself uses it.
    world = {name.lower() for name in names_of_today.WORLD_FIRST} - common
    short = {name for name in short if folded(name) not in ORDINARY}
    first = {name.lower() for name in people.first_names} | world | short
    last = {*people.last_names, *names_of_today.WORLD_LAST, *chain.from_iterable(names_of_today.LAST.values())}
    rare = {name.lower() for name in surnames()} - common
    lists = (
        first,
        _parts(last),
        (word for word in common if word.isascii() or all(letter < "ƀ" for letter in word)),
        (name for name in rare if folded(name) not in ORDINARY),
    )
    return lexicons.build(*(sorted({word for word in words if keep(word)}) for words in lists))


def with_names_of_today(known: lexicons.Lexicon) -> lexicons.Lexicon:
    """A lexicon with the names that were listed since it was built. Ordinary words are none, as ever."""
    more = ({name.lower() for name in names_of_today.WORLD_FIRST}, set(_parts(names_of_today.WORLD_LAST)))
    keep = re.compile(r"[^\W\d_]{2,15}").fullmatch
    first, last = ({name for name in names if keep(name) and not known.common(name)} for names in more)
    return known.joined(lexicons.build(first, last, ()))


def _parts(names: Iterable[str]) -> Iterator[str]:
    return (part.lower() for name in names for part in re.split(r"[ '-]", name))


def tags(text: str, spans: list[tuple[int, int, str]], words: list[Any]) -> list[str]:
    """One tag a token, in the BIO scheme."""
    result = ["O"] * len(words)
    for start, end, label in spans:
        inside = [index for index, word in enumerate(words) if word.start < end and start < word.end]
        for place, index in enumerate(inside):
            result[index] = f"{'I' if place else 'B'}-{label}"
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="?", default=Path())
    parser.add_argument("--iterations", type=int, default=150)
    parser.add_argument("--copies", type=int, default=COPIES)
    parser.add_argument("--whole", type=int, default=WHOLE)
    parser.add_argument("--without", default=HELD_OUT, help="leaves out files of chats whose name this pattern matches")
    parser.add_argument("--l1", type=float, default=1.0)
    parser.add_argument("--least", type=int, default=5, help="how often a feature must be seen")
    parser.add_argument("--names-only", action="store_true", help="adds names to the word lists, and trains nothing")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # Faker draws from sets
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.training.names", *sys.argv[1:]])
    began = time.perf_counter()
    if options.names_only:
        (options.out / lexicons.FILE).write_bytes(with_names_of_today(lexicons.load(TARGET)).dump())
        return
    lexicon = build_lexicon(options.without)
    (options.out / lexicons.FILE).write_bytes(lexicon.dump())
    filler = Filler(1, surnames())
    rows = [*filler.rows(carriers(), options.copies), *filler.rows(chats(options.without), options.whole)]
    filled = len(rows)
    for name in ("wnut17_train", "wnut17_dev", "wikigold"):
        rows += corpus(options.corpora / f"{name}.jsonl")
    for path in sorted([*options.corpora.glob("btc/*.conll"), *options.corpora.glob("germeval2014/*.tsv")]):
        rows += conll(path)
    rows += _typed_without_capitals(rows[filled:])
    rows += silent(NEGATIVES, 7, lexicon)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    count = 0
    for text, spans in rows:
        words = tokens(text)
        if words:
            trainer.append(features(words, lexicon, mail_parts(text)), tags(text, spans, words))
            count += len(words)
    print(f"{len(rows)} texts, {count} tokens, prepared in {time.perf_counter() - began:.0f} s", flush=True)
    trainer.set_params(
        {
            "c1": options.l1,
            "c2": 0.05,
            "max_iterations": options.iterations,
            "feature.possible_transitions": True,
            "feature.minfreq": options.least,
        }
    )
    trainer.train(str(options.out / "names.crfsuite"))
    sizes = {each: (options.out / each).stat().st_size / 1e6 for each in ("names.crfsuite", lexicons.FILE)}
    print(
        f"trained in {time.perf_counter() - began:.0f} s;",
        ", ".join(f"{name} {size:.2f} MB" for name, size in sizes.items()),
    )


if __name__ == "__main__":
    main()
