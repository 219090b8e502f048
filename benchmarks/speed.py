"""How fast a scan is: next to the floor, Kingfisher, detect-secrets and Presidio, in one run; and what starting costs.

    python -m benchmarks.speed [--megabytes 100] [--runs 3] [--provider chatgpt …] [--text plain|dense|written] [--tree DIR] [--json FILE]

All processes take turns, each a few times; given are the medians. A ratio of processor seconds is what to quote: machines
differ and drift, and others work on them. The floor (benchmarks/floor.py) inflates, splits and parses the archive and looks
at nothing. "Without start-up" is the difference between this size and a tenth of it. Kingfisher reads the same JSON,
unzipped, in one thread and without validation, if it is on the PATH; its cache of rules is warm, as is our prefilter's.
The two libraries run as they come, in this process, on the texts of a few messages, their start-up left out.
`--tree` is a checkout of the program to measure, by default this one.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from benchmarks import corpus, peers
from benchmarks.corpus import Provider
from benchmarks.corpus_texts import KINDS, KindOfText, Talk
from benchmarks.layouts.chatgpt import conversation
from benchmarks.measuring import ROOT, Measured, Scans, has_affinity, in_turn, measure, median, table, write_json
from chatscrub.detection.samples import fill

FLOOR, ONE, TWO = "floor: inflate, split, parse", "scan, 1 process", "scan, 2 processes"
ONE_CORE = "scan, 1 process on 1 core"  # one process has threads that another core would take
FOUR_ONE, FOUR_TWO = "scan of 4 archives, 1 process", "scan of 4 archives, 2 processes"
KINGFISHER = "Kingfisher, 1 job"
_SMALL = 10  # the small archive is this part of the large one
_KINGFISHER_CODES = (0, 200)  # nothing found, something found
_SLICE = 0.2  # MB of text for the libraries
Row = dict[str, object]


class _Subject:
    """The corpora of one provider and the processes that read them."""

    def __init__(self, provider: Provider, text: KindOfText, megabytes: float, work: Path, scans: Scans) -> None:
        self.provider, self.megabytes, self.scans, self._work = provider, megabytes, scans, work
        self.large, self.small, self.four = work / "large.zip", work / "small.zip", work / "four"
        corpus.write(self.large, megabytes, provider=provider, text=text)
        corpus.write(self.small, megabytes / _SMALL, provider=provider, text=text)
        corpus.write_many(self.four, 4, megabytes, provider=provider, text=text)
        self.findings: dict[str, int] = {}

    def commands(self) -> dict[str, Callable[[], Measured]]:
        """By label, what runs once a round."""
        found: dict[str, Callable[[], Measured]] = {
            FLOOR: lambda: self._floor(self.large),
            f"{FLOOR}, small": lambda: self._floor(self.small),
            ONE: lambda: self._scan(ONE, self.large),
            f"{ONE}, small": lambda: self._scan("", self.small),
            TWO: lambda: self._scan(TWO, self.large, 2),
            FOUR_ONE: lambda: self._scan(FOUR_ONE, self.four),
            FOUR_TWO: lambda: self._scan(FOUR_TWO, self.four, 2),
        }
        if has_affinity():
            found[ONE_CORE] = lambda: self._scan(ONE_CORE, self.large, one_core=True)
        if program := shutil.which("kingfisher"):
            unzipped = self._work / "unzipped"
            with zipfile.ZipFile(self.large) as archive:
                archive.extractall(unzipped)
            (self._work / "warm.txt").write_text("nothing", "utf-8")
            self._kingfisher(program, self._work / "warm.txt")
            found[KINGFISHER] = lambda: self._kingfisher(program, unzipped)
        return found

    def _floor(self, archive: Path) -> Measured:
        return measure([sys.executable, "-m", "benchmarks.floor", self.provider, archive])

    def _scan(self, label: str, path: Path, jobs: int = 1, *, one_core: bool = False) -> Measured:
        measured = self.scans(path, jobs=jobs, one_core=one_core)
        self.findings[label] = self.scans.findings
        return measured

    def _kingfisher(self, program: str, path: Path) -> Measured:
        options = (
            "--no-validate",
            "--jobs",
            "1",
            "--max-file-size",
            "100000",
            "--no-update-check",
            "--format",
            "jsonl",
        )
        out = self._work / "kingfisher.jsonl"
        measured = measure([program, "scan", path, *options], codes=_KINGFISHER_CODES, out=out)
        with out.open("rb") as lines:
            self.findings[KINGFISHER] = sum(line.startswith(b'{"rule"') for line in lines)
        return measured


def archives(subject: _Subject, runs: int) -> list[Row]:
    """Times of everything that reads whole archives, and of floor and scan without their start-up."""
    figures = {label: median(each) for label, each in in_turn(runs, subject.commands()).items()}
    floor, megabytes = figures[FLOOR], subject.megabytes
    rows = [
        _row(label, figure, megabytes, floor) | {"findings": subject.findings.get(label)}
        for label, figure in figures.items()
        if not label.endswith(", small")
    ]
    net = {label: _less(figures[label], figures[f"{label}, small"]) for label in (FLOOR, ONE)}
    rows += [
        _row(f"{label}, without start-up", figure, megabytes * (1 - 1 / _SMALL), net[FLOOR])
        for label, figure in net.items()
    ]
    return rows


def speed_up(rows: list[Row]) -> dict[str, float]:
    """How many times faster on the clock two processes are than one: at one archive, and at four of a quarter of the size.

    One process lets its threads have the second processor too, so the first is also compared with one that has none.
    """
    wall = {str(row["label"]): float(str(row["wall s"])) for row in rows}
    found = {"one archive": wall[ONE] / wall[TWO], "four archives": wall[FOUR_ONE] / wall[FOUR_TWO]}
    if ONE_CORE in wall:
        found["one archive, two cores against one"] = wall[ONE_CORE] / wall[TWO]
    return found


def _row(label: str, figure: Measured, megabytes: float, floor: Measured) -> Row:
    return {
        "label": label,
        "wall s": figure.wall,
        "cpu s": figure.cpu,
        "MB/cpu s": megabytes / figure.cost,
        "cpu x floor": figure.cost / floor.cost,
        "wall x floor": figure.wall / floor.wall,
        "peak MB": figure.peak,
        "findings": None,
    }


def _less(large: Measured, small: Measured) -> Measured:
    """The difference, which has no peak of its own; a thousandth of a second where noise is larger than it."""
    cpu = None if large.cpu is None or small.cpu is None else max(1e-3, large.cpu - small.cpu)
    return Measured(max(1e-3, large.wall - small.wall), cpu, None, large.code)


def libraries(archive: Path, megabytes: float, per_megabyte: float) -> list[Row]:
    """Seconds of processor a MB of text, beside those of a scan: `per_megabyte` of the JSON that the archive has."""
    texts, size, total = list[str](), 0.0, 0.0
    for text in said(archive):
        length = len(text.encode()) / 1e6
        total += length
        if size < _SLICE:
            texts.append(text)
            size += length
    of_text = per_megabyte * megabytes / total
    rows: list[Row] = [{"label": f"{ONE}, without start-up", "cpu s/MB text": of_text, "x scan": 1.0}]
    for label, make in (
        ("detect-secrets, all plugins", peers.detect_secrets),
        ("Presidio, default recognizers", peers.presidio),
    ):
        claims = make()
        claims(texts[0])
        began = time.process_time()
        for text in texts:
            claims(text)
        cost = (time.process_time() - began) / size
        rows.append({"label": label, "cpu s/MB text": cost, "x scan": cost / of_text})
    return rows


def said(archive: Path) -> Iterator[str]:
    """The texts of the messages, each once in a row."""
    last = None
    with zipfile.ZipFile(archive) as members:
        for name in members.namelist():
            for text in _said(orjson.loads(members.read(name))):
                if text != last:
                    last = text
                    yield text


def _said(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _said(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in ("text", "extracted_content") and isinstance(each, str):
                yield each
            elif key == "parts":
                yield from each
            else:
                yield from _said(each)


def write_for_presidio(path: Path) -> None:
    """A small archive with a US social security number, which Presidio's recognizer verifies."""
    text = fill("his SSN is 5{{digits:2}}-4{{digits:1}}-3{{digits:3}}, please file it", "start")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", orjson.dumps([conversation(Talk(random.Random(1)), 1, text)]))
        archive.writestr("user.json", orjson.dumps({"id": "user-bench", "email": "bench@brightwater-logistics.de"}))


def starting(scans: Scans, work: Path, runs: int) -> list[Row]:
    """What starts once a call: the help page, and a scan of one small archive without and with a call of Presidio."""
    plain, number = work / "plain.zip", work / "number.zip"
    corpus.write(plain, 0.02, often=0)
    write_for_presidio(number)
    commands: dict[str, Callable[[], Measured]] = {
        "chatscrub --help": lambda: measure(scans.command("--help"), tree=scans.tree),
        "scan of one small archive": lambda: scans(plain),
        "the same with a candidate for Presidio": lambda: scans(number),
    }
    return [
        {"label": label, "wall s": figure.wall, "cpu s": figure.cpu, "peak MB": figure.peak}
        for label, figure in ((label, median(each)) for label, each in in_turn(runs, commands).items())
    ]


def show(heading: str, rows: list[Row]) -> None:
    """Prints a table of rows with the same keys."""
    print(f"\n{heading}\n" + table(["", *list(rows[0])[1:]], [list(row.values()) for row in rows]), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=100, help="of JSON in each large archive")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--provider", choices=corpus.PROVIDERS, action="append", help="only this one; may be repeated")
    parser.add_argument("--text", choices=KINDS, default="plain")
    parser.add_argument("--tree", type=Path, default=ROOT)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    results: dict[str, object] = {"megabytes": asked.megabytes, "text": asked.text, "runs": asked.runs}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        scans = Scans(work, asked.tree.resolve())
        results["starting"] = rows = starting(scans, work, max(3, asked.runs))
        show("What starting costs", rows)
        for provider in asked.provider or corpus.PROVIDERS:
            place = work / provider
            place.mkdir()
            subject = _Subject(provider, asked.text, asked.megabytes, place, scans)
            results[provider] = rows = archives(subject, asked.runs)
            show(f"{provider}: {asked.megabytes:g} MB of JSON, {asked.text} text, {asked.runs} runs in turn", rows)
            results[f"{provider} two processes"] = faster = speed_up(rows)
            print("Two processes: " + ", ".join(f"{ratio:.2f} x at {what}" for what, ratio in faster.items()))
            per_megabyte = 1 / float(str(rows[-1]["MB/cpu s"]))
            results[f"{provider} libraries"] = peers_rows = libraries(
                subject.small, asked.megabytes / _SMALL, per_megabyte
            )
            show("As they come, on a slice", peers_rows)
            shutil.rmtree(place)
    write_json(asked.json, results)


if __name__ == "__main__":
    main()
