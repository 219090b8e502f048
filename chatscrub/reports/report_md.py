"""report.md: the outcome for IT and the data-protection officer, readable as text and rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from chatscrub.escape import markdown
from chatscrub.model.contract import Contract, ContractAnswer
from chatscrub.model.detector import Severity
from chatscrub.model.exposure import Exposure
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.task import Action
from chatscrub.pages.wording import count, link
from chatscrub.private_file import in_lines, write_private
from chatscrub.reports.interface import Report
from chatscrub.vendors.questions import FIVE

MOST = 1000  # conversations listed; more would not be read, and findings.jsonl has them all


def report(run: Run) -> Iterator[str]:
    """The report line by line."""
    yield "# What lies in the chat exports"
    yield ""
    yield from _overview(run)
    yield from _ranked(run)
    yield from _credentials(run)
    yield from _changes(run)
    yield from _employees(run)
    yield from _contracts(run)
    yield from _coverage(run)
    yield from _method(run)


def _overview(run: Run) -> Iterator[str]:
    conversations = sum(archive.conversations for archive in run.archives)
    counting = Counter(exposure.first_group for exposure in run.exposures if exposure.counts)
    affected, first = counting.total(), counting[True]
    yield (
        f"{count(run.findings, 'finding')} in {affected:,} of {count(conversations, 'conversation')} "
        f"from {count(len(run.archives), 'archive')}; {count(first, 'conversation')} {'comes' if first == 1 else 'come'} first."
    )
    yield ""
    if run.hold_remark:
        yield f"**{markdown(run.hold_remark, 400)}**"
        yield ""
    if run.skipped:
        yield f"**Incomplete:** {count(run.unread, 'thing')} could not be read: see the end."
        yield ""
    if run.by_entity:
        yield "| what | findings |"
        yield "|---|--:|"
        for entity, number in sorted(run.by_entity.items(), key=lambda item: (-item[1], item[0])):
            yield f"| {markdown(entity)} | {number:,} |"
        yield ""


def _ranked(run: Run) -> Iterator[str]:
    listed = list(islice((exposure for exposure in run.exposures if exposure.counts), MOST))
    if not listed:
        return
    yield "## Conversations in working order"
    yield ""
    yield "| score | employee | tool | conversation | why | from |"
    yield "|--:|---|---|---|---|---|"
    for exposure in listed:
        yield (
            f"| {exposure.score} | {markdown(exposure.employee)} | {markdown(exposure.conversation.provider)} "
            f"| {_linked(exposure)} | {markdown(exposure.vector)} | {markdown(exposure.archive)} |"
        )
    more = sum(exposure.counts for exposure in run.exposures) - len(listed) if len(listed) == MOST else 0
    if more:
        yield ""
        yield f"… and {more:,} more in findings.jsonl."
    yield ""


def _linked(exposure: Exposure) -> str:
    title = markdown(exposure.title, 80)
    url = link(exposure.conversation.provider, exposure.conversation.url)
    return f"[{title}](<{url}>)" if url else title


def _credentials(run: Run) -> Iterator[str]:
    # What sorts the first that is met → its mask, owner and conversation.
    leaks: dict[tuple[int, str, str], tuple[str, str, str]] = {}
    places: Counter[str] = Counter()
    for exposure in run.exposures:
        for leak in exposure.leaks:
            if leak.fingerprint not in places:
                leaks[-leak.severity, leak.entity, leak.fingerprint] = (leak.match, leak.owner.key, _linked(exposure))
            places[leak.fingerprint] += 1
    if not leaks:
        return
    yield "## Credentials to rotate"
    yield ""
    yield "| severity | credential | masked | conversation | first seen with |"
    yield "|---|---|---|---|---|"
    for (severity, entity, fingerprint), (match, owner, conversation) in sorted(leaks.items()):
        yield (
            f"| {Severity(-severity).label} | {markdown(entity)} | {markdown(match)} "
            f"| {conversation}{_more(places[fingerprint] - 1)} | {markdown(owner)} |"
        )
    yield ""


def _more(number: int) -> str:
    return f" and {number:,} more" if number else ""


def _changes(run: Run) -> Iterator[str]:
    """Against the exports before, and what exports proved."""
    changes = run.changes
    if changes is None or not (changes.still or changes.gone or changes.back):
        return
    yield "## Since the exports before"
    yield ""
    yield (
        f"{count(changes.fresh, 'finding')} {'is' if changes.fresh == 1 else 'are'} new, {changes.still:,} still there, {changes.gone:,} gone, "
        f"{changes.back:,} came back."
    )
    gone = sum(exposure.gone for exposure in run.exposures)
    if gone:
        yield (
            f"{gone:,} conversation{' is' if gone == 1 else 's are'} in an older export and proven gone by a newer one: "
            "not ranked above."
        )
    yield ""


def _employees(run: Run) -> Iterator[str]:
    if not run.checklists:
        return
    yield "## Employees"
    yield ""
    yield "| employee | rotate | revoke links | delete | ask an admin | proven gone | waiting for proof | came back |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for checklist in run.checklists:
        counts = Counter(task.action for task in checklist.tasks)
        name = "(for an admin)" if checklist.admin else checklist.employee
        progress = checklist.progress
        figures = (*(counts[action] for action in Action), progress.proven, progress.claimed, progress.came_back)
        cells = " | ".join(map(str, figures))
        yield f"| {markdown(name)} | {cells} |"
    yield ""


def _contracts(run: Run) -> Iterator[str]:
    if not run.contracts:
        return
    yield "## Contracts"
    yield ""
    yield (
        "For each tool and plan that was read: what its contract says, and what that means for what was found. Your own "
        "answers (`chatscrub vendors set`) go before those that chatscrub ships; unknown counts as the worse."
    )
    yield ""
    for contract in run.contracts:
        yield f"### {markdown(contract.name)}, {_plan(contract)}"
        yield ""
        yield _found_there(contract)
        yield ""
        yield "| question | answer | what it means for this | said by | review |"
        yield "|---|---|---|---|---|"
        for each in contract.answers[: len(FIVE)]:
            yield _answer(each)
        others = [each for each in contract.answers[len(FIVE) :] if each.origin != "nobody"]
        for each in others:
            yield _answer(each)
        if len(others) < len(contract.answers) - len(FIVE):
            silent = [each.label for each in contract.answers[len(FIVE) :] if each.origin == "nobody"]
            yield ""
            yield f"Not recorded: {' '.join(silent)}"
        yield ""


def _plan(contract: Contract) -> str:
    return f"plan {markdown(contract.plan, 40)}" if contract.plan else "plan not known"


def _found_there(contract: Contract) -> str:
    if contract.conversations:
        found = (
            f"Found: {count(contract.conversations, 'conversation')}, data of at most "
            f"{count(contract.people, 'person', 'people')}, "
            f"{count(contract.credentials, 'credential')}."
        )
    else:
        found = "Nothing found."
    policy = {None: "no policy is recorded", True: "the policy allows it", False: "**the policy forbids it**"}
    mfa = {None: "not recorded", True: "required", False: "**not required**: whoever has the password reads all chats"}
    return f"{found} Customers' data: {policy[contract.allowed]}. Second factor at sign-in: {mfa[contract.mfa]}."


def _answer(each: ContractAnswer) -> str:
    said = " ".join(filter(None, [each.by or each.origin, each.certainty and f"({each.certainty})"]))
    if each.on:
        said += f", {each.on.isoformat()}"
    if each.source:
        said += f", {each.source}"
    review = each.review.isoformat() if each.review else "never asked"
    answer = each.answer + (f": {each.text}" if each.text else "")
    return (
        f"| {markdown(each.label)} | {markdown(answer, 400)} | {markdown(each.meaning, 300)} | {markdown(said, 300)} "
        f"| {'**overdue** since ' if each.overdue else ''}{review} |"
    )


def _coverage(run: Run) -> Iterator[str]:
    yield "## What was read, and what was not"
    yield ""
    for archive in run.archives:
        yield (
            f"- {markdown(archive.path)}: {markdown(archive.provider)}, {count(archive.conversations, 'conversation')}, "
            f"{count(archive.passages, 'text')}, {count(archive.samples, 'published sample value')} left out"
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
    yield f"chatscrub {markdown(f'{run.version}; {run.detectors}; {run.tables}', 400)}."
    yield (
        "Personal data is scored as ENISA does (SE = DPC × EI + CB, working document of December 2013); "
        "credentials are ranked on a track of their own. The score supports a decision by people; "
        "it neither triggers nor excuses a notification."
    )
    if run.below:
        yield f"{count(run.below, 'finding')} under the asked confidence: counted, not listed."
    if run.suppressed:
        yield (
            f"{count(run.suppressed, 'finding')} {'is' if run.suppressed == 1 else 'are'} suppressed as false alarms: counted, neither listed nor scored; "
            "`chatscrub suppress list` shows who decided that, and why."
        )


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "report.md"

    def finding(self, record: Record) -> None:
        """The report is made from the run."""

    def finish(self, run: Run) -> None:
        write_private(self._path, in_lines(report(run)))

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
