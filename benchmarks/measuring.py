"""Processes measured from outside: seconds on the clock, seconds of processor, peak memory. And what is said of the results.

The command runs below a small process of its own, whose accounting of its children holds the command and all that it
started. (A process inherits the peak memory of the one that starts it, so a large benchmark must not start it itself.)
Where the system keeps no such account, as on Windows, only the clock is known.

Standard library alone: this file is also that small process.
"""

from __future__ import annotations

import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SCAN_CODES = (0, 1)  # nothing found, something found; 3 would say that something was not read


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a command. `wall` and `cpu` in seconds, `cpu` of user and system and of all processes together; `peak`
    in MB of the largest process; None where the system does not tell. `code` is what it exited with."""

    wall: float
    cpu: float | None
    peak: float | None
    code: int

    @property
    def cost(self) -> float:
        """Seconds of processor, on a system that does not tell seconds on the clock."""
        return self.wall if self.cpu is None else self.cpu


class FailedError(RuntimeError):
    """A measured command did not do its work, so its time says nothing."""


def measure(  # noqa: PLR0913  # what runs, where, and on how much of the machine
    command: Sequence[str | Path],
    *,
    tree: Path = ROOT,
    codes: Sequence[int] = (0,),
    out: Path | None = None,
    environment: Mapping[str, str] | None = None,
    one_core: bool = False,
) -> Measured:
    """Runs a command in the folder `tree`, from which Python imports first; its output goes to the file `out`.

    `environment` goes over this process's own. With `one_core` all threads of it share one processor. Byte code is
    written even where this process writes none, since an installed program has it.

    Raises:
        FailedError: it exited with another code than one of `codes`.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = [sys.executable, "-I", __file__, report, out or os.devnull, str(int(one_core)), *command]
        variables = {**os.environ, "PYTHONPATH": str(tree), **(environment or {})}
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run([str(word) for word in words], cwd=tree, env=variables, check=True)
        measured = Measured(**json.loads(report.read_text("utf-8")))
        if measured.code not in codes:
            said = report.with_suffix(".err").read_text("utf-8", "replace")[-500:]
            raise FailedError(f"{' '.join(map(str, command[:6]))} … exited with {measured.code}: {said}")
    return measured


def has_affinity() -> bool:
    """Whether this system can keep a process on one processor, as `measure` does with `one_core`."""
    return hasattr(os, "sched_setaffinity")


def _child(report: Path, out: Path, command: list[str], *, one_core: bool) -> None:
    """Runs the command and writes down what the system says that it took."""
    if one_core:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with out.open("wb") as output, report.with_suffix(".err").open("wb") as errors:
        began = time.perf_counter()
        code = subprocess.call(command, stdout=output, stderr=errors)
        wall = time.perf_counter() - began
    cpu, peak = _account()
    report.write_text(json.dumps({"wall": wall, "cpu": cpu, "peak": peak, "code": code}), "utf-8")


def _account() -> tuple[float | None, float | None]:
    if sys.platform == "win32":
        return None, None
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts in bytes, the others in KiB
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def in_turn(runs: int, commands: Mapping[str, Callable[[], Measured]]) -> dict[str, list[Measured]]:
    """Each command so many times, one after the other in each round, so that a busy minute falls on all of them."""
    found: dict[str, list[Measured]] = {label: [] for label in commands}
    for _ in range(runs):
        for label, command in commands.items():
            found[label].append(command())
    return found


def median(runs: Sequence[Measured]) -> Measured:
    """The medians of the times and the highest of the peaks."""
    cpu = [each.cpu for each in runs if each.cpu is not None]
    peaks = [each.peak for each in runs if each.peak is not None]
    return Measured(
        wall=statistics.median(each.wall for each in runs),
        cpu=statistics.median(cpu) if cpu else None,
        peak=max(peaks, default=None),
        code=runs[-1].code,
    )


class Scans:
    """Scans by the program of one tree; what they leave behind stands in a folder of this class and goes with the next.

    The compiled prefilter is kept between scans, as it is on an operator's machine, so the first scan of all costs more.
    """

    def __init__(self, work: Path, tree: Path = ROOT, environment: Mapping[str, str] | None = None) -> None:
        self.tree = tree
        self._environment = environment
        self._out, self._state = work / "out", work / "state"

    def __call__(self, path: Path, *options: str | Path, jobs: int = 1, one_core: bool = False) -> Measured:
        """One scan with an empty ledger. Raises FailedError where something could not be read."""
        for folder in (self._out, self._state):
            shutil.rmtree(folder, ignore_errors=True)
        places = ("--out", self._out, "--state", self._state, "--jobs", str(jobs), "--quiet")
        words = self.command("scan", path, *places, *options)
        return measure(words, tree=self.tree, codes=_SCAN_CODES, environment=self._environment, one_core=one_core)

    @staticmethod
    def command(*words: str | Path) -> list[str | Path]:
        """The program with these words."""
        return [sys.executable, "-m", "chatscrub", *words]

    @property
    def findings(self) -> int:
        """How many lines the last scan wrote."""
        with (self._out / "findings.jsonl").open("rb") as lines:
            return sum(1 for _ in lines)


@dataclass(frozen=True, slots=True)
class Slope:
    """How a cost grows: ``cost = base * size ** slope``. A slope of 1.00 is linear: each MB costs the same."""

    slope: float
    base: float


def slope(points: Sequence[tuple[float, float]]) -> Slope:
    """The least-squares fit of cost over size, both as logarithms; NaN where fewer than two costs are known."""
    known = [(math.log(size), math.log(cost)) for size, cost in points if size > 0 and cost > 0]
    if len({size for size, _ in known}) < 2:
        return Slope(math.nan, math.nan)
    fit = statistics.linear_regression([size for size, _ in known], [cost for _, cost in known])
    return Slope(fit.slope, math.exp(fit.intercept))


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Aligned columns; the first to the left, numbers to the right, ``-`` for what is not known."""
    cells = [[str(each) for each in head], *([_cell(each) for each in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in cells
    )


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def write_json(path: Path | None, results: Mapping[str, object]) -> None:
    """The results with the machine that they are of, where a path is given."""
    if path is not None:
        machine = {"system": platform.platform(), "python": platform.python_version(), "processors": os.cpu_count()}
        path.write_text(json.dumps({"machine": machine, **results}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    _child(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[4:], one_core=sys.argv[3] == "1")
