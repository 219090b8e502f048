"""Trains the tagger of passwords, PINs and the like.

    python -m benchmarks.training.passwords [--copies 3] [--out FILE]

It learns from carriers alone: talk with slots in ``credentials/`` and in ``carriers/`` beside this file, filled with
invented values, and pieces of code and documentation of this Python installation, in which nothing is a password.
The same Python and Faker give the same model, in ``chatscrub/detection/passwords/``.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from benchmarks.training import names
from benchmarks.training.corpora import Row
from benchmarks.training.people import LOCALES
from chatscrub.detection.cascade import Detection
from chatscrub.detection.names.tagger import embedded
from chatscrub.detection.pack_cache import load_kept
from chatscrub.detection.passwords.features import Features
from chatscrub.detection.passwords.stage import read_by_others
from chatscrub.detection.passwords.tokens import Token, tokens

HERE = Path(__file__).parent
TARGET = Path(__file__).parents[2] / "chatscrub" / "detection" / "passwords" / "passwords.crfsuite"
COPIES = 3  # fillings of a carrier
COUNTS = {
    "": 0,
    "-long": 0,
    "-ways": 5,
    "-notes": 5,
    "-more": 5,
    "-talk": 5,
    "-chats": 5,
    "-silent": 8,
    "-days": 4,
    "-beside": 5,
    "-work": 5,
    "-office": 5,
    "-trades": 5,
}
"""Fillings of a carrier by what follows the language in the name of its file, 0 for `COPIES`."""
PEOPLE = 2  # fillings of a carrier that was written for names
SILENT = 3000  # pieces of code and documentation
DOCUMENTS = 3000
BESIDE = (
    ".md",
    ".rst",
    ".txt",
    ".yml",
    ".yaml",
    ".toml",
    ".cfg",
    ".json",
    ".pyi",
    "RECORD",
    "METADATA",
    ".js",
    ".c",
    ".pxd",
)
LARGEST = 500_000  # bytes of a file
PIECE = 4000  # characters
SEED = 1
SECRET = {
    "pw": "password",
    "word": "word",
    "pin": "pin",
    "phrase": "phrase",
    "key": "key",
    "spoken": "spoken",
    "answer": "answer",
    "join": "joined",
}
NAMES = {"user": "user", "wifi": "network"}
REPEATED = ("again", "changed", "spelt")
OTHER = {"part": "part", "ver": "version", "weak": "weak"}
_SLOT = re.compile(r"\{(\w+)\}|\{([=~:?])([^{}]+)\}")

Carrier = tuple[str, str]
"""Language and text with slots."""


def carriers(folder: Path, name: str = "*") -> list[Carrier]:
    """The carriers of a folder that has files for each language; `name` is what follows the language."""
    found: list[Carrier] = []
    for language in LOCALES:
        for path in sorted(folder.glob(f"{language}{name}.txt")):
            parts = re.split(r"(?m)^---$", path.read_text("utf-8"))
            found += [(language, part.strip("\n")) for part in parts if part.strip()]
    return found


class Filler(names.Filler):
    """Carriers → texts with the spans of what is secret (SECRET) and of names of accounts and networks (USER).

    Beside the slots for people these know ``{pw} {word} {pin} {phrase} {key} {answer}`` for secrets, ``{=99-aa}`` for one in a
    given shape, ``{:one|other}`` for one of those that are written there, and ``{again} {changed} {spelt}`` for the one
    before: the same, another made of it, and letter by letter. ``{user} {wifi} {part} {ver} {weak} {ip} {host} {time}
    {hex}``, ``{~AA-99}`` and ``{?one|other}`` are for what is none; ``weak`` is a password that is named as an example.
    """

    def fill(self, language: str, carrier: str) -> Row:
        """A carrier with all slots filled."""
        spans: list[tuple[int, int, str]] = []
        text, position = "", 0
        person = self.people.names(language)
        secret = ""
        for slot in _SLOT.finditer(carrier):
            text += carrier[position : slot.start()]
            position = slot.end()
            if slot[1] in ("name", "first", "last", "lastfirst", "initial") and self.random.random() < 0.5:
                person = self.people.names(language)
            if slot[1] in REPEATED:
                label, value = "SECRET", str(getattr(self.passwords, slot[1])(secret or self.passwords.word(language)))
            else:
                label, value = self._filled(slot, language, person)
            if label == "SECRET" and slot[1] != "spelt":
                secret = value
            if label:
                spans.append((len(text), len(text) + len(value), label))
            text += value
        return text + carrier[position:], spans

    def _filled(self, slot: re.Match[str], language: str, person: tuple[str, str]) -> tuple[str, str]:
        name, kind, shape = slot.groups()
        random_ = self.random
        if kind:
            value = self.passwords.like(shape) if kind in "=~" else random_.choice(shape.split("|"))
            return ("SECRET" if kind in "=:" else ""), value
        if name in SECRET:
            return "SECRET", str(getattr(self.passwords, SECRET[name])(language))
        if name in NAMES:
            return "USER", str(getattr(self.passwords, NAMES[name])(language))
        if name in OTHER:
            return "", str(getattr(self.passwords, OTHER[name])(language))
        fake = self.people.faker(language)
        if name == "ip":
            return "", fake.ipv4_private()
        if name == "host":
            return "", fake.domain_name()
        if name == "time":
            return "", fake.time(random_.choice(("%H:%M", "%H:%M:%S", "%H.%M")))
        if name == "hex":
            return "", f"{random_.getrandbits(random_.choice((28, 32, 64))):x}"
        return "", self._value(name, language, person)[1]

    def texts(self, chosen: Iterable[Carrier], copies: int) -> Iterator[Row]:
        """Texts of one to four carriers of one language; some in small letters, some with the breaks taken out."""
        by_language: dict[str, list[Carrier]] = {}
        for carrier in chosen:
            by_language.setdefault(carrier[0], []).extend([carrier] * copies)
        for waiting in by_language.values():
            self.random.shuffle(waiting)
            while waiting:
                text = ""
                spans: list[tuple[int, int, str]] = []
                for _ in range(self.random.choice((1, 1, 2, 3, 4))):
                    if waiting:
                        more, found = self.fill(*waiting.pop())
                        text += self.random.choice(("\n\n", "\n", "\n")) * bool(text)
                        spans += [(start + len(text), end + len(text), label) for start, end, label in found]
                        text += more
                yield self._worn(text, spans)

    def _worn(self, text: str, spans: list[tuple[int, int, str]]) -> Row:
        """As people type: small letters outside of values, no stops at the end."""
        if self.random.random() >= 0.12:
            return text, spans
        inside = [False] * len(text)
        for start, end, _ in spans:
            inside[start:end] = [True] * (end - start)
        return "".join(
            each if kept or len(each.lower()) != 1 else each.lower() for each, kept in zip(text, inside, strict=True)
        ), spans


def tags(spans: Sequence[tuple[int, int, str]], words: Sequence[Token]) -> list[str]:
    """One tag a token: secrets in the BIO scheme, names of accounts and networks."""
    result = ["O"] * len(words)
    for start, end, label in spans:
        inside = [at for at, word in enumerate(words) if start <= word.start < end and word.text[0] != "\n"]
        for place, at in enumerate(inside):
            result[at] = "USER" if label == "USER" else "I" if place else "B"
    return result


def rows(copies: int) -> Iterator[Row]:
    """Everything that the model learns from."""
    filler = Filler(SEED)
    for name, count in COUNTS.items():
        yield from filler.texts(carriers(HERE / "credentials", name), count or copies)
    yield from filler.texts(names.carriers(), PEOPLE)
    yield from names.silent(SILENT, 7, embedded().lexicon)
    yield from documents(DOCUMENTS, 11)


def documents(count: int, seed: int) -> Iterator[Row]:
    """Pieces of what lies beside the code of the installed packages: manuals, settings, stubs, records of hashes."""
    random_ = random.Random(seed)
    packages = Path(sysconfig.get_paths()["purelib"])
    kinds = [sorted(packages.rglob(f"*{suffix}")) for suffix in BESIDE]
    kinds = [paths for paths in kinds if paths]
    made = 0
    while made < count:
        path = random_.choice(random_.choice(kinds))
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        lines = path.read_text("utf-8", "replace").splitlines()
        start = random_.randrange(max(1, len(lines) - 20))
        piece = "\n".join(lines[start : start + random_.randint(3, 25)])
        if piece.strip() and len(piece) <= PIECE:
            made += 1
            yield piece, []


def train(  # noqa: PLR0913 - what is tuned
    texts: Iterable[Row],
    out: Path,
    *,
    detection: Detection,
    l1: float = 6.2,
    l2: float = 1.0,
    least: int = 15,
    iterations: int = 80,
) -> int:
    """Trains a model on labelled texts, which it sees with what the other detectors claim; how many tokens there were."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    features: Features[tuple[str, ...]] = Features(embedded().lexicon, tuple)
    count = 0
    labelled = [row for row in texts if row[0].strip()]
    encoded = [text.encode() for text, _ in labelled]
    for (text, spans), data, claims in zip(labelled, encoded, detection.before_models(encoded), strict=True):
        words = tokens(text)
        told = features.of(words, list(read_by_others(claims, data)))
        trainer.append(told, tags(spans, words))
        count += len(words)
    trainer.set_params(
        {
            "c1": l1,
            "c2": l2,
            "max_iterations": iterations,
            "feature.possible_transitions": True,
            "feature.minfreq": least,
        }
    )
    trainer.train(str(out))
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=COPIES)
    parser.add_argument("--l1", type=float, default=6.2)
    parser.add_argument("--least", type=int, default=15, help="how often a feature must be seen")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # Faker draws from sets
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.training.passwords", *sys.argv[1:]])
    began = time.perf_counter()
    detection = Detection(load_kept(), b"training")
    count = train(rows(options.copies), options.out, detection=detection, l1=options.l1, least=options.least)
    size = options.out.stat().st_size / 1e3
    print(f"{count} tokens, {time.perf_counter() - began:.0f} s, {size:.0f} kB")


if __name__ == "__main__":
    main()
