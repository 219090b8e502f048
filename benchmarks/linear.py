"""Whether the time for a text grows with its length alone, on texts made to take long.

``python -m benchmarks.linear [--size MB] [--every N]`` runs each detector's worst strings, and those of every stage,
through all detectors at a quarter of the size and at the size (1 by default), and ends with 1 where four times the text
took more than `LIMIT` times as long. tests/test_linear.py does the same with little. That takes hours, most of them for
findings; before a release these take one:

    python -m benchmarks.linear --alone --seconds 1800
    python -m benchmarks.linear --alone --unfound --size 10 --seconds 1800
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence

from chatscrub.detection.cascade import Detection
from chatscrub.detection.dialect import compiled
from chatscrub.detection.pack_cache import load_kept
from chatscrub.detection.samples import fill
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Detector

GROWTH = 4
LIMIT = 9.0
"""Times as long for `GROWTH` times the text; 4 is linear, 16 would be its square."""
FLOOR = 0.05  # seconds of processor time; what takes less is not told apart from noise

UNITS: tuple[str, ...] = (
    *"([{<}\\\"'`~*_#=:;,.-+@/|$%^&?! \n\t\r0aAé\0", "{{", "}}", "((", '{"a":', "[[", "<a>", "<!--", "<a b='", "</", "{'a':",
    "a ", "A ", "Ab ", "aB", "a_", "a-", "a.", "a'b", "1 ", "1.", "1-", "1/", "+4", "a@", "a@b.", "a.b@", "a=b&", "a: ",
    "a: b\n", "a=b\n", "- a\n", "> ", ">>", "|a", "|a|b|\n", "a,b\n", '"a","b"\n', "a\tb\n", ", ", ". ", "; ", "\n\n", " \n",
    "http://", "http://a", "https://a.b/?c=", "www.", "://", "\\u0041", "\\n", "%41", "%25", "&amp;", "&#65;", "=41", "QUJD",
    "eyJ", "H4sI", "QUJD\n", "0a", "A0-", "0123456789abcdef", "ABCDEFGHIJKLMNOP", "4556 7375 ", "1990-01-01 ", "12:30 ",
    "Ann ", "Ann Miller, ", "Ann-", "Ann'", "Mr. ", "Dr. A. ", "Dear ", "Hi Ann,\n", "Best,\nAnn\n", "My name is ", "am ",
    "password ", "password: ", "password is ", "user: a\npassword: b\n", "PIN ", "code ", "key = ", "born ", "10 Main Street, ",
    "Patient: ", "From: a@b.c\n", "From: \n", "INSERT INTO t (a) VALUES ('b');\n", "INSERT INTO t VALUES (", "<table><tr><td>",
    "<tr><td>a</td></tr>", "<td", "  a:\n", "name: Ann\n", "-----BEGIN PRIVATE KEY-----\n", "```\n", "[12:30] Ann: a\n",
    "\u200b", "\u0301", "\u2028", "\u00a0", "\U0001f600", "ß", "’", "＠",
)  # fmt: skip
"""What is repeated: brackets, quotes, escapes, and the beginnings of all that some stage looks for."""
CUES = (
    "Dear Ann Miller,\nour server 10.0.0.3, user: amiller, password: hunter2Xq! (new)\nMy name is Jan Kowalski, phone "
    "+49 30 901820, born 12.03.1984, diagnosed with asthma\n"
)
"""Wakes the stages that look only where people or passwords are spoken of; all of it is invented."""

Run = Callable[[str], object]


def of_stages() -> Iterator[tuple[str, str]]:
    """A name and a unit for each."""
    yield from ((repr(unit), unit) for unit in UNITS)


def of_people(length: int) -> Iterator[tuple[str, str]]:
    """A name and a text of at least so many characters for each way to write people down, no two of whom are alike."""
    noise = random.Random(1)

    def word() -> str:
        return "".join(noise.choices("abcdefghijklmnopqrstuvwxyz", k=6))

    def accounts() -> str:
        name, secret = word().title(), f"{word()}{noise.randrange(1000)}!X"
        return f'{{"name": "Ann {name}", "email": "{word()}@{word()}.test", "password": "{secret}"}}, '

    def rows() -> str:
        name, number = word().title(), noise.randrange(10**6, 10**7)
        return f"{word().title()} {name}, {word()}@{word()}.test, +49 30 {number}, {name}str. {number % 99}, {number % 90000 + 10000} Berlin\n"

    def logins() -> str:
        return f"user: {word()}{noise.randrange(99)}\npassword: {word()}{noise.randrange(1000)}!X\n\n"

    for one in (accounts, rows, logins):
        yield f"people as {one.__name__}", "".join(one() for _ in range(length // len(one()) * 2))


def of_detector(detector: Detector, length: int) -> Iterator[tuple[str, str]]:
    """A name and a unit for each of a detector's worst strings; one is `length` characters long in itself."""
    text = fill(detector.match[0], detector.id)
    program = compiled(detector.pattern)
    found = program.search(text)
    start, end = found.span(program.groupindex["value"]) if found else (0, len(text))
    before, value = text[:start], text[start:end]
    near = f"{before}{value[:-1]}! "
    noise = random.Random(detector.id)
    units = {
        "match": f"{text}\n", "value": value, "values": f"{value} ", "beginning": before or value[:4], "near miss": near,
        "long value": before + "".join(noise.choices(value, k=length)),
    }  # fmt: skip
    yield from ((f"{detector.id} {name}", unit) for name, unit in units.items())


def together(units: Sequence[str], length: int) -> str:
    """Units one after the other, each again and again, `length` characters."""
    share = length // len(units)
    return "".join([(unit * (share // len(unit) + 1))[:share] for unit in units])


def grown(units: Sequence[str], length: int) -> str:
    """The units again and again, `length` characters, between cues and in one line with some."""
    half = together(units, length // 2)
    return f"{CUES}{half} password: hunter2Xq! of Ann Miller {half}\n{CUES}"


def seconds(run: Run, text: str) -> float:
    """Processor time."""
    gc.collect()
    began = time.process_time()
    run(text)
    return time.process_time() - began


def growth(run: Run, unit: str | Sequence[str], length: int) -> float:
    """How many times as long `GROWTH` times the text takes, `length` characters at the end.

    Some stages only wake in the longer text, so what seems too much is looked at once more, one step further.
    """
    units = [unit] if isinstance(unit, str) else unit
    ratio = 0.0
    for step in (1, GROWTH):
        less, more = (seconds(run, grown(units, step * each)) for each in (length // GROWTH, length))
        ratio = more / max(less, FLOOR / GROWTH) if more >= FLOOR else 0.0
        if ratio <= LIMIT:
            break
    return ratio


def through(detectors: Sequence[Detector]) -> Run:
    """All that is done to a text: prefilter, verification, readers, models, decoding."""
    detection = Detection(detectors, b"k" * 32)
    account = Account("chatgpt", email="anna@brightwater.test")
    chat = Conversation("chatgpt", "chat", account)

    def run(text: str) -> None:
        detection.scan([Passage(chat, text, "text", account, "m1")])

    return run


Case = tuple[str, Run, Sequence[str]]
"""A name, what is run, and the units of its text."""


def cases(detectors: Sequence[Detector], chosen: Sequence[Detector], length: int) -> Iterator[Case]:
    """Each string by itself, through all detectors."""
    run = through(detectors)
    run(CUES)
    for name, unit in (
        *of_stages(),
        *of_people(length),
        *(each for one in chosen for each in of_detector(one, length)),
    ):
        yield name, run, [unit]


def cases_alone(chosen: Sequence[Detector], length: int, *, unfound: bool) -> Iterator[Case]:
    """All strings of a detector in one text, through it alone; with `unfound` those in which there is nothing to find."""
    for one in chosen:
        run = through([one])
        run(CUES)
        worst = dict(of_detector(one, length))
        if unfound:
            worst = {name: unit for name, unit in worst.items() if not name.endswith((" match", " values"))}
        yield one.id, run, list(worst.values())


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, default=1.0, help="megabytes of the longer text")
    parser.add_argument("--every", type=int, default=1, help="only each n-th detector")
    parser.add_argument("--alone", action="store_true", help="each detector by itself, all its strings in one text")
    parser.add_argument("--unfound", action="store_true", help="with --alone: only strings in which nothing is found")
    parser.add_argument(
        "--seconds", type=float, default=float("inf"), help="processor time after which no more is begun"
    )
    asked = parser.parse_args()
    length = int(asked.size * 1e6)
    detectors = load_kept()
    chosen = list(detectors[:: asked.every])
    random.Random(1).shuffle(chosen)  # what is broken off has looked at some of each file
    given = cases_alone(chosen, length, unfound=asked.unfound) if asked.alone else cases(detectors, chosen, length)
    slow = count = 0
    began = time.process_time()
    for name, run, units in given:
        ratio = growth(run, units, length)
        count += 1
        if ratio > LIMIT:
            slow += 1
            print(f"{ratio:6.1f} times as long for {GROWTH} times the text: {name}", flush=True)
        if time.process_time() - began > asked.seconds:
            print("broken off after the time that was given")
            break
    print(f"{count:,} texts of {asked.size:g} MB, {slow} of them not linear; {len(detectors):,} detectors")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
