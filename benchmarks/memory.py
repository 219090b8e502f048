"""Peak memory of a scan: of archives of growing size, of one giant message, of many archives; with one process and two.

    python -m benchmarks.memory [--max 1000] [--max-archives 1000] [--one-line 50] [--provider chatgpt …] [--text plain|dense|written]
        [--tree DIR] [--json FILE]

Given are the MB that the largest process had resident at once, as the system accounts for it (Linux and macOS; Windows
does not tell). One corpus is on the disk at a time: --max 10000 needs some 3 GB.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import corpus
from benchmarks.corpus import Provider
from benchmarks.corpus_texts import KINDS, KindOfText
from benchmarks.measuring import ROOT, Scans, table, write_json
from benchmarks.scale import tens

_JOBS = (1, 2)
_PER_ARCHIVE = 0.01  # MB


@contextmanager
def _sized(
    work: Path, megabytes: float, provider: Provider, text: KindOfText, *, one_line: bool = False
) -> Iterator[Path]:
    archive = work / "corpus.zip"
    corpus.write(archive, megabytes, provider=provider, text=text, one_line=one_line)
    yield archive
    archive.unlink()


@contextmanager
def _many(work: Path, archives: int, provider: Provider, text: KindOfText) -> Iterator[Path]:
    folder = work / "archives"
    corpus.write_many(folder, archives, archives * _PER_ARCHIVE, provider=provider, text=text)
    yield folder
    shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--max", type=float, default=1000, help="MB of the largest archive")
    parser.add_argument("--max-archives", type=int, default=1000)
    parser.add_argument("--one-line", type=float, default=50, help="MB of the giant message")
    parser.add_argument("--provider", choices=corpus.PROVIDERS, action="append", help="only this one; may be repeated")
    parser.add_argument("--text", choices=KINDS, default="plain")
    parser.add_argument("--tree", type=Path, default=ROOT, help="a checkout of the program to measure")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        scans = Scans(work, asked.tree.resolve())
        for provider in asked.provider or corpus.PROVIDERS:
            cases = [
                *((f"{size:g} MB", _sized(work, size, provider, asked.text)) for size in tens(10, asked.max)),
                (
                    f"one message of {asked.one_line:g} MB",
                    _sized(work, asked.one_line, provider, asked.text, one_line=True),
                ),
                (f"{asked.max_archives:,} archives", _many(work, asked.max_archives, provider, asked.text)),
            ]
            for label, case in cases:
                with case as path:
                    rows.append([f"{provider}, {label}", *(scans(path, jobs=jobs).peak for jobs in _JOBS)])
                print(table(["peak MB", *map(str, _JOBS)], rows[-1:]), flush=True)
    print("\n" + table(["peak MB of the largest process", *map(str, _JOBS)], rows))
    results = {label: dict(zip(map(str, _JOBS), peaks, strict=True)) for label, *peaks in rows}
    write_json(asked.json, {"text": asked.text, "peak MB by processes": results})


if __name__ == "__main__":
    main()
