"""What a scan shows in the terminal: progress while it runs, then a ranked table as wide as it allows."""

from __future__ import annotations

import textwrap
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from chatscrub.cli.tables import WIDEST, WIDTH, short_names
from chatscrub.escape import plain
from chatscrub.model.exposure import Band, Exposure
from chatscrub.model.run import Run
from chatscrub.model.task import Action, Checklist, Task

ROWS = 15
_ORDER = "Order: level (colour), then live credentials, public links, training, how many"
BAND_STYLE = {Band.VERY_HIGH: "bold red", Band.HIGH: "red", Band.MEDIUM: "yellow", Band.LOW: "", Band.NONE: ""}


class Screen:
    """Takes progress and the outcome. Progress goes to the terminal's error stream, and only where it is one."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._console = Console(highlight=False, soft_wrap=False)
        if not self._console.is_terminal:
            self._console.width = WIDTH
        self._table_width = min(self._console.width, WIDEST)
        self._errors = Console(stderr=True, highlight=False)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=self._errors,
            transient=True,
            auto_refresh=False,  # by a thread, beside which no process can be forked
            disable=quiet or not self._errors.is_terminal,
        )
        self._task = self._bar.add_task("preparing the detectors (longer on the first run)")
        self._began = time.monotonic()
        self._archives = self._read = self._conversations = self._findings = 0
        self._shown = 0.0

    def __enter__(self) -> Screen:
        self._bar.start()
        self._bar.refresh()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def archive(self, path: str) -> None:
        """An archive is begun."""
        self._archives += 1
        self._show(force=True)

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """More was read, finished, found."""
        self._read += read
        self._conversations += conversations
        self._findings += findings
        self._show()

    def _show(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if not force and now - self._shown < 0.1:
            return
        self._shown = now
        rate = self._read / 1e6 / max(now - self._began, 1e-3)
        self._bar.update(
            self._task,
            description=f"{_count(self._archives, 'archive')}  {_count(self._conversations, 'conversation')}  "
            f"{self._read / 1e6:,.1f} MB  {rate:.1f} MB/s  {_count(self._findings, 'finding')}",
        )
        self._bar.refresh()

    def outcome(self, run: Run, folder: Path, remark: str | None = None) -> None:
        """Prints the ranked table and what was skipped; `remark` is said where something is to be deleted."""
        self._bar.stop()
        if self._quiet:
            return
        console = self._console
        self._tables(run, folder)
        console.print()
        for line in _summary(run):
            console.print(Text(line))
        if remark is not None and any(_undoes(task) for checklist in run.checklists for task in checklist.tasks):
            for line in textwrap.wrap(plain(remark, 400), WIDTH, break_on_hyphens=False):
                console.print(Text(line, style="bold"))
        for heading, texts, style in _coverage(run):
            console.print(Text(f"\n{heading}", style=style or "bold yellow"))
            for text in texts:
                for line in _item(plain(text, 400)):
                    console.print(Text(line, style=style))
        if run.skipped:
            console.print(Text(f"\nNot read ({run.unread:,}): the result is incomplete", style="bold red"))
            for each in run.skipped[:ROWS]:
                for line in _item(f"{plain(each.path, 150)}: {plain(each.reason, 300)}"):
                    console.print(Text(line))
            more = sum(each.count for each in run.skipped[ROWS:])
            if more:
                console.print(Text(f"  … and {more:,} more in the report"))
        console.print(Text(f"\nReports and checklists: {plain(str(folder), 200)}"))

    def _tables(self, run: Run, folder: Path) -> None:
        """The worst conversations, then everybody who has something to do."""
        console = self._console
        listed = list(islice((each for each in run.exposures if each.counts), ROWS))
        if listed:
            console.print(_table(listed, self._table_width))
            if any(one.score < other.score for one, other in pairwise(listed)):
                console.print(Text(_ORDER, style="dim"))
            more = sum(each.counts for each in run.exposures) - len(listed)
            if more:
                console.print(f"… and {more} more in {folder / 'report.md'}", markup=False)
        people = [each for each in run.checklists if each.progress.total]
        if people:
            console.print()
            console.print(_people(people[:ROWS], self._table_width))
            if len(people) > ROWS:
                console.print(f"… and {len(people) - ROWS} more in {folder / 'report.md'}", markup=False)


def _table(exposures: list[Exposure], width: int) -> Table:
    more = max(0, width - WIDTH)
    table = Table(box=None, padding=(0, 2, 0, 0), width=width, header_style="bold")
    table.add_column("score", justify="right", width=5)
    table.add_column("employee", width=16 + more // 5, no_wrap=True, overflow="ellipsis")
    table.add_column("tool", width=7, no_wrap=True)
    table.add_column("conversation", ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("what", width=20 + more * 2 // 5, no_wrap=True, overflow="ellipsis")
    names = short_names(each.employee for each in exposures)
    for each in exposures:
        table.add_row(
            Text(str(each.score), style=BAND_STYLE[each.level]),
            Text(plain(names[each.employee], 60)),
            Text(plain(each.conversation.provider, 12)),
            Text(plain(each.title, 60)),
            Text(what(each)),
        )
    return table


def _people(lists: list[Checklist], width: int) -> Table:
    """One line an employee: what is to do, and how far it is."""
    table = Table(box=None, padding=(0, 2, 0, 0), width=width, header_style="bold")
    table.add_column("employee", ratio=1, no_wrap=True, overflow="ellipsis")
    for heading in ("rotate", "revoke", "delete", "admin", "gone", "waits"):
        table.add_column(heading, justify="right", width=6)
    names = short_names(each.employee for each in lists if not each.admin)
    for each in lists:
        counts = Counter(task.action for task in each.tasks)
        figures = (*(counts[action] for action in Action), each.progress.proven, each.progress.claimed)
        table.add_row(
            Text(plain("(for an admin)" if each.admin else names[each.employee], 60)),
            *(Text(f"{figure:,}" if figure else "–") for figure in figures),
        )
    return table


def what(exposure: Exposure) -> str:
    """The content of a conversation in a few words, the worst first."""
    parts = []
    if exposure.credential is not None:
        count = len({leak.fingerprint for leak in exposure.leaks})
        parts.append(_count(count, "credential"))
    if exposure.band is not Band.NONE:
        parts.append(f"{exposure.people} {'people' if exposure.people != 1 else 'person'}")
    if exposure.conversation.shared_links:
        parts.append("public link")
    return ", ".join(parts)


def _undoes(task: Task) -> bool:
    """Whether a task takes something away that a legal hold may want."""
    return task.action is not Action.ROTATE


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _summary(run: Run) -> list[str]:
    counts = Counter(task.action for checklist in run.checklists for task in checklist.tasks)
    read: Counter[str] = Counter()
    for archive in run.archives:
        read["conversations"] += archive.conversations
        read["characters"] += archive.characters
        read["samples"] += archive.samples
    employees = sum(bool(checklist.tasks) and not checklist.admin for checklist in run.checklists)
    affected = sum(exposure.counts for exposure in run.exposures)
    samples = _count(read["samples"], "published sample")
    todo = [f"{counts[Action.ROTATE]:,} to rotate", f"{_count(counts[Action.UNSHARE], 'link')} to revoke"]
    todo.append(f"{counts[Action.DELETE]:,} to delete")
    if counts[Action.ASK_ADMIN]:
        todo.append(f"{counts[Action.ASK_ADMIN]:,} for an admin")
    found = f"{_count(run.findings, 'finding')} in {_count(affected, 'conversation')}"
    lines = [
        f"{_count(len(run.archives), 'archive')}, {_count(read['conversations'], 'conversation')}, {_size(read['characters'])} of text",
        f"{found}; {run.below:,} less sure, {samples} left out",
    ]
    if run.suppressed:
        lines.append(f"{run.suppressed:,} more suppressed as false alarms, see chatscrub suppress list")
    changes = run.changes
    if changes is not None and (changes.still or changes.gone or changes.back or changes.absent):
        line = (
            f"Since the exports before: {changes.fresh:,} new, {changes.still:,} still there, {changes.gone:,} gone, "
            f"{changes.back:,} came back"
        )
        lines.append(f"{line}, {changes.absent:,} absent, not proven" if changes.absent else line)
    elif run.seen_before:
        lines.append(f"{_count(run.seen_before, 'archive')} handed in before, with the same content: nothing new")
    lines.append(f"To do for {_count(employees, 'employee')}: {', '.join(todo)}")
    return lines + _proofs(run)


def _proofs(run: Run) -> list[str]:
    """What exports proved, and what they contradicted."""
    totals = [each.progress for each in run.checklists]
    told = (
        (sum(each.proven for each in totals), "proven gone"),
        (sum(each.claimed for each in totals), "waiting for proof"),
        (sum(each.still_there for each in totals), "said to be done and still there"),
        (sum(each.came_back for each in totals), "came back"),
        (sum(each.unclear for each in totals), "not proven"),
        (sum(each.not_provable for each in totals), "done where no export can prove it"),
        (sum(each.held for each in totals), "under a hold"),
    )
    parts = [f"{count:,} {text}" for count, text in told if count]
    lines = [f"Of all tasks: {', '.join(parts)}"] if parts else []
    if any(each.still_there for each in totals):
        lines.append("Which are still there: chatscrub todo list --in still_present")
    return lines


def _size(characters: int) -> str:
    return f"{characters / 1e6:,.1f} MB" if characters >= 100_000 else f"{characters / 1e3:,.1f} kB"


def _coverage(run: Run) -> Iterator[tuple[str, list[str], str]]:
    """Warnings, and what the exports cannot contain, each once: heading, texts and their style."""
    notices = {(notice.warning, notice.text) for archive in run.archives for notice in archive.notices}
    totals: dict[str, int] = {}
    for archive in run.archives:
        for what_, each in archive.not_scanned.items():
            totals[what_] = totals.get(what_, 0) + each.count
    limits = sorted(text for warning, text in notices if not warning)
    if totals:
        limits.append("Not scanned: " + ", ".join(f"{each}: {count:,}" for each, count in sorted(totals.items())))
    if warnings := sorted(text for warning, text in notices if warning):
        yield "Handle with care", warnings, ""
    if limits:
        yield "What these exports do not hold", limits, "dim"


def _item(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
