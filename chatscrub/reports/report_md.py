"""report.md: the outcome for IT and the data-protection officer, readable as text and rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from chatscrub.escape import markdown
from chatscrub.model.exposure import Exposure, Leak
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.task import Action
from chatscrub.private_file import write_private
from chatscrub.reports.interface import Report

MOST = 1000  # conversations listed; more would not be read, and findings.jsonl has them all


def report(run: Run) -> Iterator[str]:
    """The report line by line."""
    yield "# What lies in the chat exports"
    yield ""
    yield from _overview(run)
    yield from _ranked(run)
    yield from _credentials(run)
    yield from _employees(run)
    yield from _coverage(run)
    yield from _method(run)


def _overview(run: Run) -> Iterator[str]:
    conversations = sum(archive.conversations for archive in run.archives)
    affected = sum(exposure.findings > exposure.review for exposure in run.exposures)
    first = sum(exposure.first_group for exposure in run.exposures)
    yield (
        f"{run.findings:,} findings in {affected:,} of {conversations:,} conversations "
        f"from {len(run.archives):,} archives; {first:,} conversations come first."
    )
    yield ""
    if run.skipped:
        yield f"**Incomplete:** {len(run.skipped):,} things could not be read; they are listed at the end."
        yield ""
    if run.by_entity:
        yield "| what | findings |"
        yield "|---|--:|"
        for entity, count in sorted(run.by_entity.items(), key=lambda item: (-item[1], item[0])):
            yield f"| {markdown(entity)} | {count:,} |"
        yield ""


def _ranked(run: Run) -> Iterator[str]:
    listed = [exposure for exposure in run.exposures if exposure.findings > exposure.review]
    if not listed:
        return
    yield "## Conversations in working order"
    yield ""
    yield "| score | employee | tool | conversation | why | from |"
    yield "|--:|---|---|---|---|---|"
    for exposure in listed[:MOST]:
        yield (
            f"| {exposure.score} | {markdown(exposure.employee)} | {markdown(exposure.conversation.provider)} "
            f"| {_linked(exposure)} | {markdown(exposure.vector)} | {markdown(exposure.archive)} |"
        )
    if len(listed) > MOST:
        yield ""
        yield f"… and {len(listed) - MOST:,} more in findings.jsonl."
    yield ""


def _linked(exposure: Exposure) -> str:
    title = markdown(exposure.title, 80)
    url = exposure.conversation.url
    # The URL is made by the source from an id; angle brackets and an escaped closing one keep it a single target.
    return f"[{title}](<{url.replace('<', '%3C').replace('>', '%3E')}>)" if url and url.isprintable() else title


def _credentials(run: Run) -> Iterator[str]:
    leaks: dict[str, Leak] = {}
    places: Counter[str] = Counter()
    for exposure in run.exposures:
        for leak in exposure.leaks:
            leaks.setdefault(leak.fingerprint, leak)
            places[leak.fingerprint] += 1
    if not leaks:
        return
    yield "## Credentials to rotate"
    yield ""
    yield "| severity | credential | masked | conversations | first seen with |"
    yield "|---|---|---|--:|---|"
    for leak in sorted(leaks.values(), key=lambda each: (-each.severity, each.entity, each.fingerprint)):
        yield (
            f"| {leak.severity.label} | {markdown(leak.entity)} | {markdown(leak.match)} "
            f"| {places[leak.fingerprint]} | {markdown(leak.owner.key)} |"
        )
    yield ""


def _employees(run: Run) -> Iterator[str]:
    if not run.checklists:
        return
    yield "## Employees"
    yield ""
    yield "| employee | rotate | revoke links | delete | ask an admin |"
    yield "|---|--:|--:|--:|--:|"
    for checklist in run.checklists:
        counts = Counter(task.action for task in checklist.tasks)
        name = "(for an admin)" if checklist.admin else checklist.employee
        cells = " | ".join(str(counts[action]) for action in Action)
        yield f"| {markdown(name)} | {cells} |"
    yield ""


def _coverage(run: Run) -> Iterator[str]:
    yield "## What was read, and what was not"
    yield ""
    for archive in run.archives:
        yield (
            f"- {markdown(archive.path)}: {archive.provider}, {archive.conversations:,} conversations, "
            f"{archive.passages:,} texts, {archive.samples:,} published sample values left out"
        )
        for what, each in sorted(archive.not_scanned.items()):
            yield f"  - not scanned: {markdown(what)}: {each.count:,}"
        for notice in archive.notices:
            yield f"  - {'**' if notice.warning else ''}{markdown(notice.text, 400)}{'**' if notice.warning else ''}"
    for skipped in run.skipped:
        yield f"- **not read:** {markdown(skipped.path)}: {markdown(skipped.reason, 400)}"
    yield ""


def _method(run: Run) -> Iterator[str]:
    yield "## Method"
    yield ""
    yield f"chatscrub {run.version}; {run.detectors}; ranking tables {run.tables}."
    yield (
        "Personal data is scored as ENISA does (SE = DPC × EI + CB, working document of December 2013); "
        "credentials are ranked on a track of their own. The score supports a decision by people; "
        "it neither triggers nor excuses a notification."
    )
    if run.below:
        yield f"{run.below:,} findings under the asked confidence are counted and not listed."
    if run.suppressed:
        yield (
            f"{run.suppressed:,} findings are suppressed as false alarms: counted, neither listed nor scored; "
            "`chatscrub suppress list` shows who decided that, and why."
        )


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "report.md"

    def finding(self, record: Record) -> None:
        """The report is made from the run."""

    def finish(self, run: Run) -> None:
        write_private(self._path, ("\n".join(report(run)) + "\n").encode("utf-8", "replace"))

    def abort(self) -> None:
        """Nothing was begun."""


class ReportMarkdown:
    """For people."""

    name = "md"
    default = True
    is_list = False

    def open(self, folder: Path) -> _Writer:
        """Starts report.md."""
        return _Writer(folder)


REPORT: Report = ReportMarkdown()
