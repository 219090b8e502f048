"""How the cost of a scan grows: with the size of an archive, the number of archives, the length of a message, the detectors.

    python -m benchmarks.scale [--what sizes|archives|one-line|detectors …] [--max 1000] [--max-archives 10000]
        [--more-detectors 1000] [--provider chatgpt] [--text plain|dense|written] [--runs 1] [--tree DIR] [--json FILE]

Cost is seconds of processor less start-up, which is a scan of two small archives in which everything is found that makes
the program import one more library (for the number of archives: of one tiny archive). For each way to grow it prints the slope, the fit of cost over size as logarithms (1.00: twice the size costs twice as much), and the base, the cost of the
first MB or archive in that fit. Detectors are not paid for one by one: there the archive stays the same, and a slope of
0.00 says that more of them cost nothing. One corpus is on the disk at a time: --max 10000 needs some 3 GB.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, detector_sets
from benchmarks.corpus import Provider
from benchmarks.corpus_texts import KINDS, KindOfText
from benchmarks.measuring import ROOT, Measured, Scans, median, slope, table, write_json
from benchmarks.speed import write_for_presidio

_ONE_LINE = (1, 10, 50)  # MB
_PER_ARCHIVE = 0.01  # MB
_SUBSETS = (20, 100, 400)  # detectors, or a few more: whole packs are taken
_FOR_DETECTORS = 20  # MB


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line."""

    provider: Provider
    text: KindOfText
    runs: int
    tree: Path
    most: float  # MB
    most_archives: int
    more_detectors: int


@dataclass(frozen=True, slots=True)
class Point:
    """The cost at one size: what a scan took, and of that the seconds of processor for start-up."""

    size: float
    scan: Measured
    start: float

    @property
    def net(self) -> float:
        """Seconds of processor without start-up."""
        return self.scan.cost - self.start


def tens(first: float, last: float) -> Iterator[float]:
    """The first size, ten times as much, and so on, and the last."""
    size = first
    while size < last:
        yield size
        size *= 10
    yield last


def _point(asked: Asked, scans: Scans, path: Path, size: float, start: float, *options: str | Path) -> Point:
    return Point(size, median([scans(path, *options) for _ in range(asked.runs)]), start)


def _start(scans: Scans, work: Path, *options: str | Path) -> float:
    """Seconds of processor before the first MB: all is imported that any text needs, and the prefilter is compiled."""
    folder = work / "start"
    folder.mkdir(exist_ok=True)
    corpus.write(folder / "dense.zip", 0.1, often=0.3, text="dense")
    write_for_presidio(folder / "number.zip")
    return _cost(scans, folder, *options)


def _cost(scans: Scans, path: Path, *options: str | Path) -> float:
    scans(path, *options)
    return statistics.median(scans(path, *options).cost for _ in range(3))


def sizes(asked: Asked, work: Path) -> Iterator[Point]:
    """MB of JSON in one archive, from 10 to what was asked for."""
    yield from _archives_of(asked, work, tens(10, asked.most), one_line=False)


def one_line(asked: Asked, work: Path) -> Iterator[Point]:
    """MB of text in one message without a line break."""
    yield from _archives_of(asked, work, _ONE_LINE, one_line=True)


def _archives_of(
    asked: Asked, work: Path, megabytes: Iterator[float] | tuple[int, ...], *, one_line: bool
) -> Iterator[Point]:
    scans, archive = Scans(work, asked.tree), work / "corpus.zip"
    start = _start(scans, work)
    for size in megabytes:
        corpus.write(archive, size, provider=asked.provider, text=asked.text, one_line=one_line)
        yield _point(asked, scans, archive, size, start)
        archive.unlink()


def archives(asked: Asked, work: Path) -> Iterator[Point]:
    """Small archives in folders, each of another person, from 1 to what was asked for."""
    scans, folder = Scans(work, asked.tree), work / "archives"
    tiny = work / "tiny.zip"
    corpus.write(tiny, 0.002, often=0)
    start = _cost(scans, tiny)
    for count in map(int, tens(1, asked.most_archives)):
        corpus.write_many(folder, count, count * _PER_ARCHIVE, provider=asked.provider, text=asked.text)
        yield _point(asked, scans, folder, count, start)
        shutil.rmtree(folder)


def detectors(asked: Asked, work: Path) -> Iterator[Point]:
    """Detectors, at one archive: a few packs, all that come with the program, and made-up ones beside them."""
    archive = work / "corpus.zip"
    corpus.write(archive, _FOR_DETECTORS, provider=asked.provider, text=asked.text)
    trees = [detector_sets.subset(asked.tree, work / f"with-{least}", least) for least in _SUBSETS]
    for tree in (*trees, asked.tree):
        yield _with_detectors(asked, work, tree, archive, detector_sets.count(tree))
    more = detector_sets.made_up(work / "made-up", asked.more_detectors)
    count = detector_sets.count(asked.tree) + asked.more_detectors
    yield _with_detectors(asked, work, asked.tree, archive, count, "--detectors", more)


def _with_detectors(asked: Asked, work: Path, tree: Path, archive: Path, count: int, *options: str | Path) -> Point:
    # What is compiled for this alone is not to stay in the user's cache.
    scans = Scans(work, tree, {"XDG_CACHE_HOME": str(work / "cache")})
    return _point(asked, scans, archive, count, _start(scans, work, *options), *options)


_Part = Callable[[Asked, Path], Iterator[Point]]
PARTS: dict[str, tuple[str, _Part]] = {
    "sizes": ("MB", sizes),
    "archives": ("archives", archives),
    "one-line": ("MB", one_line),
    "detectors": ("detectors", detectors),
}


def result(name: str, unit: str, points: list[Point]) -> dict[str, object]:
    """Prints the table of one part and gives it as JSON values."""
    fit = slope([(each.size, each.net) for each in points])
    per = _FOR_DETECTORS if name == "detectors" else None
    head = [unit, "wall s", "cpu s", "of it start-up", "net ms per MB" if per else f"net ms per {unit}", "peak MB"]
    rows = [
        [each.size, each.scan.wall, each.scan.cpu, each.start, 1e3 * each.net / (per or each.size), each.scan.peak]
        for each in points
    ]
    print(f"\n{name}: slope {fit.slope:.2f}, base {1e3 * fit.base:.3g} ms\n{table(head, rows)}", flush=True)
    return {"slope": fit.slope, "base s": fit.base, "points": [dict(zip(head, row, strict=True)) for row in rows]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--what", choices=PARTS, action="append", help="only this; may be repeated")
    parser.add_argument("--max", type=float, default=1000, help="MB of the largest archive")
    parser.add_argument("--max-archives", type=int, default=10_000)
    parser.add_argument(
        "--more-detectors", type=int, default=1000, help="made up, beside all that come with the program"
    )
    parser.add_argument("--provider", choices=corpus.PROVIDERS, default="chatgpt")
    parser.add_argument("--text", choices=KINDS, default="plain")
    parser.add_argument("--runs", type=int, default=1, help="of each scan; the median counts")
    parser.add_argument("--tree", type=Path, default=ROOT, help="a checkout of the program to measure")
    parser.add_argument("--json", type=Path)
    words = parser.parse_args()
    asked = Asked(
        words.provider,
        words.text,
        words.runs,
        words.tree.resolve(),
        words.max,
        words.max_archives,
        words.more_detectors,
    )
    results: dict[str, object] = {"provider": asked.provider, "text": asked.text}
    for name in words.what or PARTS:
        unit, part = PARTS[name]
        with tempfile.TemporaryDirectory() as folder:
            results[name] = result(name, unit, list(part(asked, Path(folder))))
    write_json(words.json, results)


if __name__ == "__main__":
    main()
