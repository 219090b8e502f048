"""The lists of the report: conversations, employees, customers, credentials and shared links, cut where nobody would read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from chatscrub.escape import plain
from chatscrub.model.conversation import SharedLink
from chatscrub.model.detector import Severity
from chatscrub.model.entity_words import entity_words
from chatscrub.model.exposure import Exposure, Leak
from chatscrub.model.run import Run
from chatscrub.model.task import Action
from chatscrub.pages.tally import Tally, kinds_in_words
from chatscrub.pages.wording import count, cut, flags, link, tool

MOST = 500  # rows of a list
UNFOLDED = 12  # conversations that are seen at once
_ALL = "findings.csv and summary.json"

T = TypeVar("T")


class Listed(msgspec.Struct, frozen=True):
    """A conversation in working order. `reasons` put its score in words, `level` names its shade."""

    score: int
    level: str
    first: bool
    title: str
    url: str | None
    employee: str
    tool: str
    what: str
    flags: tuple[str, ...]
    reasons: tuple[str, ...]
    vector: str
    archive: str
    oldest: str | None


class Employee(msgspec.Struct, frozen=True):
    """One row; `figures` are rotate, unshare, delete, admin, proven, waiting, came back."""

    name: str
    figures: tuple[int, ...]


class CustomerRow(msgspec.Struct, frozen=True):
    """One person whose data lies there."""

    pseudonym: str
    findings: int
    conversations: int
    kinds: str
    tools: str
    first: str | None
    special: bool


class CredentialRow(msgspec.Struct, frozen=True):
    """One credential, masked, with the most exposed conversation. `rotated` is the day on which somebody replaced it."""

    severity: str
    what: str
    match: str
    title: str
    url: str | None
    more: int
    who: str
    tools: str
    sent: str | None
    public: bool
    rotated: str | None


class LinkRow(msgspec.Struct, frozen=True):
    """One shared link; whoever has it can read the conversation if `public`."""

    title: str
    url: str | None
    employee: str
    tool: str
    public: bool


class Cut(msgspec.Struct, frozen=True):
    """Rows of a list, and what is said below where it was cut."""

    rows: tuple[object, ...]
    total: int
    rest: str | None


def level(score: int) -> str:
    """The shade of a score, in steps that charts and lists share."""
    return "s1" if score >= 90 else "s2" if score >= 70 else "s3" if score >= 40 else "s4"


def listed(run: Run) -> Cut:
    """The conversations that count, in working order."""
    return _cut((each for each in run.exposures if each.counts), _listed, _ALL)


def _cut(found: Iterable[T], row: Callable[[T], object], where: str) -> Cut:
    rows: list[object] = []
    total = 0
    for each in found:
        total += 1
        if total <= MOST:
            rows.append(row(each))
    return Cut(tuple(rows), total, cut(total, MOST, where))


def _listed(each: Exposure) -> Listed:
    conversation = each.conversation
    what = []
    if each.leaks:
        what.append(count(len(each.leaks), "credential"))
    if each.people:
        what.append(f"data of at most {count(each.people, 'person', 'people')}")
    if each.public:
        what.append("whoever has the link can read it")
    return Listed(
        score=each.score,
        level=level(each.score),
        first=each.first_group,
        title=plain(each.title, 120) or "(no title)",
        url=link(conversation.provider, conversation.url),
        employee=plain(each.employee, 80),
        tool=tool(conversation.provider),
        what=", ".join(what),
        flags=flags(each.flags),
        reasons=tuple(plain(reason, 200) for reason in each.reasons),
        vector=plain(each.vector, 200),
        archive=plain(each.archive, 120),
        oldest=oldest(each),
    )


def oldest(each: Exposure) -> str | None:
    """The day of the oldest text in it with a finding."""
    moments = [target.first_sent for target in each.targets] + [leak.sent_at for leak in each.leaks]
    return min((moment.date().isoformat() for moment in moments if moment), default=None)


def employees(run: Run) -> Cut:
    """What everybody has to do, and how far they are."""
    rows = []
    for each in run.checklists[:MOST]:
        actions = Counter(task.action for task in each.tasks)
        progress = each.progress
        figures = (*(actions[action] for action in Action), progress.proven, progress.claimed, progress.came_back)
        rows.append(Employee("For an admin" if each.admin else plain(each.name or each.employee, 80), figures))
    return Cut(tuple(rows), len(run.checklists), cut(len(run.checklists), MOST, "summary.json"))


def customers(tally: Tally) -> Cut:
    """The people whose data lies there, those with the most exposed data first."""
    rows = tuple(
        CustomerRow(
            plain(pseudonym, 40),
            each.findings,
            len(each.conversations),
            plain(kinds_in_words(each.kinds), 160),
            ", ".join(sorted(map(tool, each.tools))),
            (each.first or "")[:10] or None,
            bool({"art9", "art10"} & each.flags),
        )
        for pseudonym, each in tally.customers(MOST).items()
    )
    return Cut(rows, tally.people, cut(tally.people, MOST, "findings.csv"))


def credentials(run: Run) -> Cut:
    """Each credential once, the worst first."""
    worst: dict[str, int] = {}  # severity by fingerprint
    for exposure in run.exposures:
        for leak in exposure.leaks:
            worst[leak.fingerprint] = max(worst.get(leak.fingerprint, 0), leak.severity)
    rotated = dict(run.history.rotated) if run.history else {}
    ordered = sorted(worst, key=lambda each: (each in rotated, -worst[each], each))
    places: dict[str, list[_Place]] = {fingerprint: [] for fingerprint in ordered[:MOST]}
    for exposure in run.exposures:
        for leak in exposure.leaks:
            if leak.fingerprint in places:
                places[leak.fingerprint].append(_place(exposure, leak))
    rows = tuple(_credential(found, rotated.get(fingerprint)) for fingerprint, found in places.items())
    return Cut(rows, len(ordered), cut(len(ordered), MOST, "chatscrub credentials"))


class _Place(msgspec.Struct, frozen=True):
    severity: Severity
    entity: str
    match: str
    employee: str
    provider: str
    sent_at: datetime | None
    public: bool
    title: str
    url: str | None


def _place(exposure: Exposure, leak: Leak) -> _Place:
    provider = exposure.conversation.provider
    return _Place(
        leak.severity, leak.entity, leak.match, exposure.employee, provider, leak.sent_at, exposure.public,
        plain(exposure.title, 80) or "(no title)", link(provider, exposure.conversation.url),
    )  # fmt: skip


def _credential(found: Sequence[_Place], rotated: str | None) -> CredentialRow:
    worst = max(found, key=lambda each: (each.severity, each.entity))
    who = sorted({each.employee for each in found})
    sent = [each.sent_at for each in found if each.sent_at]
    return CredentialRow(
        severity=worst.severity.label,
        what=plain(entity_words(worst.entity), 60),
        match=plain(worst.match, 60),
        title=found[0].title,
        url=found[0].url,
        more=len(found) - 1,
        who=plain(who[0], 80) + (f" and {len(who) - 1} more" if len(who) > 1 else ""),
        tools=", ".join(sorted({tool(each.provider) for each in found})),
        sent=min(sent).date().isoformat() if sent else None,
        public=any(each.public for each in found),
        rotated=rotated and plain(rotated, 10),
    )


def links(run: Run) -> Cut:
    """The links that show conversations with findings to others."""
    shown = (
        (each, shared)
        for each in run.exposures
        if each.counts
        for shared in each.conversation.shared_links or ((None,) if each.public else ())
    )
    return _cut(shown, _link, _ALL)


def _link(shown: tuple[Exposure, SharedLink | None]) -> LinkRow:
    each, shared = shown
    return LinkRow(
        title=plain(each.title, 120) or "(no title)",
        url=link(each.conversation.provider, shared.url if shared else each.conversation.url),
        employee=plain(each.employee, 80),
        tool=tool(each.conversation.provider),
        public=each.public,
    )
