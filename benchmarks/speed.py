"""Time and peak memory of a scan, next to inflate and parse alone, in one run.

    python -m benchmarks.speed [--megabytes 100] [--runs 3]

The floor inflates, splits and parses the same archive and looks at nothing. Each figure is of a process of its own,
start-up included, medians of the runs; the ratio is what to quote, because machines differ and drift.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpus

FLOOR = """
import sys
from pathlib import Path
from chatscrub.archive import open_zip
from chatscrub.json_stream import records
archive = open_zip(Path(sys.argv[1]))
print(sum(1 for each in records(archive.named("conversations.json"))))
"""


def timed(command: list[str], peak: Path) -> tuple[float, float]:
    """Seconds and peak resident MB of one process (0 MB where the system does not tell)."""
    began = time.perf_counter()
    wrapper = (
        "import resource,subprocess,sys;code=subprocess.call(sys.argv[2:],stdout=subprocess.DEVNULL);"
        "open(sys.argv[1],'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
    )
    subprocess.run([sys.executable, "-c", wrapper, str(peak), *command], check=True)
    return time.perf_counter() - began, int(peak.read_text()) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "chatgpt.zip"
        corpus.write(archive, options.megabytes)
        scan = [sys.executable, "-m", "chatscrub", "scan", str(archive), "--quiet", "--jobs", "1",
                "--out", str(folder / "out"), "--state", str(folder / "state")]  # fmt: skip
        commands = {"floor: inflate, split, parse": [sys.executable, "-c", FLOOR, str(archive)], "chatscrub scan": scan}
        figures: dict[str, list[tuple[float, float]]] = {each: [] for each in commands}
        for _ in range(options.runs):
            for label, command in commands.items():
                figures[label].append(timed(command, folder / "peak"))
        floor = statistics.median(seconds for seconds, _ in figures["floor: inflate, split, parse"])
        print(f"{'':<32}{'seconds':>9}{'MB/s':>8}{'peak MB':>9}{'x floor':>9}")
        for label, runs in figures.items():
            seconds = statistics.median(each for each, _ in runs)
            peak = max(each for _, each in runs)
            print(f"{label:<32}{seconds:>9.2f}{options.megabytes / seconds:>8.1f}{peak:>9.0f}{seconds / floor:>9.2f}")
        lines = sum(1 for _ in (folder / "out" / "findings.jsonl").open(encoding="utf-8"))
        print(f"{lines} findings")


if __name__ == "__main__":
    main()
