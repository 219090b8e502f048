"""The score of one conversation for one employee.

Two tracks. Personal data: ENISA's severity SE = DPC x EI + CB. Credentials: points by severity and state. Both end on
one scale of 0 to 100, so that they sort together: SE is drawn out linearly (its maximum of 6 is 100), a credential
has its points from the table (critical 90, high 70, medium 45, low 20; a public link adds 10; one that is expired or
in test mode keeps three tenths). The conversation has the higher of the two, and at least 75 in the first group.
So the score never falls when a finding is added, when more people can read it, or when a severity is higher.

Flags: ``over-100-people`` and ``over-500-people``, ``art9`` and ``art10`` (GDPR), ``ca-1798.82`` (a name with an
element of that list in one record), ``shared-link``, ``external``, ``archived``, ``breach-candidate`` (personal data of
customers went where the operator's policy forbids it: to this tool, or to this plan of it). A score supports a human decision;
it neither triggers nor excuses a notification.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

import msgspec

from chatscrub.exposure.circumstances import Circumstances, RankingSettings, circumstances, figure
from chatscrub.exposure.tables import Tables, default_tables
from chatscrub.exposure.tally import ConversationTally
from chatscrub.model.conversation import Account, Audience, Conversation
from chatscrub.model.detector import Severity
from chatscrub.model.exposure import Band, Exposure, Leak
from chatscrub.model.finding import Finding
from chatscrub.vendors import Answer

DPC_FIRST_GROUP = 3  # DPC from which a public link comes before everything else


class _Severity(msgspec.Struct, frozen=True):
    """SE with its parts."""

    dpc: int
    ei: float
    cb: float
    identifiers: tuple[str, ...]
    confidence: str
    reasons: tuple[str, ...]

    @property
    def value(self) -> float:
        return self.dpc * self.ei + self.cb


def score(  # noqa: PLR0913  # one keyword for each fact about what is scored
    *,
    conversation: Conversation,
    owner: Account,
    employee: str,
    archive: str,
    title: str,
    findings: Iterable[Finding],
    settings: RankingSettings | None = None,
    tables: Tables | None = None,
) -> Exposure:
    """Scores a conversation by all findings in it that `owner` must see to. `title` is already masked.

    The result depends on the set of findings, not on their order.
    """
    settings, tables = settings or RankingSettings(), tables or default_tables()
    tally = ConversationTally(tables)
    for finding in findings:
        tally.add(finding)
    around = circumstances(conversation, owner, settings, tables)
    leaks = tally.leaks(owner, conversation)
    severity = _severity(tally, around, settings, tables)
    band = Band.NONE if severity is None else tables.band(severity.value)
    live = [leak for leak in leaks if tables.inert_flags.isdisjoint(leak.flags)]
    first = _is_first(severity, live, around)
    points = max(
        0 if severity is None else _rounded(severity.value / tables.severity_maximum * 100),
        max((_credential_points(leak, around, tables) for leak in leaks), default=0),
    )
    points = max(min(points, 100), tables.first_group if first else 0)
    worst = max((leak.severity for leak in leaks), default=None)
    people = tally.people if severity is not None else 0
    level = max(band, _level(leaks, around, tables))
    counts = severity is not None or bool(leaks)
    return Exposure(
        conversation=conversation,
        employee=employee,
        archive=archive,
        title=title,
        score=points,
        vector=_vector(severity, band, leaks, tally, around, live=bool(live)),
        band=band,
        severity_value=None if severity is None else severity.value,
        credential=worst,
        first_group=first,
        people=people,
        findings=tally.findings,
        review=tally.review,
        flags=_flags(tally, around, people, conversation, tables),
        order=(
            0.0 if first else 1.0,
            -float(level),
            0.0 if live else 1.0,
            0.0 if counts and around.public else 1.0,
            0.0 if counts and around.trains is not Answer.NO else 1.0,
            0.0,  # the nearest deadline, once deadlines are kept
            -float(max(people, len(leaks))),
        ),
        targets=tally.targets(owner, conversation),
        leaks=leaks,
        dpc=severity.dpc if severity else None,
        ei=severity.ei if severity else None,
        cb=severity.cb if severity else None,
        identifiers=severity.identifiers if severity else (),
        reasons=_reasons(severity, live, leaks, around, first=first),
        aside=tally.aside,
        trains=around.trains.value,
        public=around.public,
        owner=owner,
    )


def _severity(
    tally: ConversationTally, around: Circumstances, settings: RankingSettings, tables: Tables
) -> _Severity | None:
    """ENISA's SE; None where no personal data counts."""
    opened = [
        (tables.dpc_credential if dpc is None else max(1, min(4, dpc)), entity)
        for entity, dpc in settings.opens_customer_data
        if entity in tally.opened
    ]
    if not tally.categories and not opened:
        return None
    base, reasons, confidence = 0, [], "high"
    if tally.categories:
        base = max(tally.categories)
        named = tally.categories[base]
        confidence = max(named.values()).label
        reasons.append(f"{', '.join(sorted(each or 'other' for each in named))} data: DPC {base}")
        if tally.all_spent:
            base -= 1
            reasons.append("all of it expired or public: DPC - 1")
        if settings.vulnerable_people or tally.many_categories:
            base += 1
            why = "vulnerable people" if settings.vulnerable_people else "several categories about one person"
            reasons.append(f"{why}: DPC + 1")
    dpc = max(1, min(4, base))
    ei, identifiers = tally.identifiability() if tally.categories else (tables.ei_nothing, ())
    if identifiers:
        reasons.append(f"{' + '.join(identifiers)} in one record: EI {figure(ei)}")
    elif tally.categories:
        reasons.append(f"no identifier beside it: EI {figure(ei)}")
    behind = max(opened, default=None)
    if behind is not None and behind[0] >= dpc * ei:
        # Behind the credential the data stands in full, with every identifier that the system holds.
        dpc, ei, identifiers, confidence = behind[0], 1.0, ("opened by a credential",), "high"
        reasons = [f"{behind[1]} opens customer data, says the operator: DPC {dpc}, EI 1"]
    return _Severity(dpc, ei, around.cb, identifiers, confidence, (*reasons, around.reason))


def _is_first(severity: _Severity | None, live: list[Leak], around: Circumstances) -> bool:
    """The hard rules that beat arithmetic."""
    if any(leak.severity is Severity.CRITICAL for leak in live):
        return True
    return around.public and (bool(live) or (severity is not None and severity.dpc >= DPC_FIRST_GROUP))


def _credential_points(leak: Leak, around: Circumstances, tables: Tables) -> int:
    points = float(tables.credential[leak.severity] + (tables.public_link if around.public else 0))
    if not tables.inert_flags.isdisjoint(leak.flags):
        points *= tables.inert_share
    return _rounded(points)


def _level(leaks: tuple[Leak, ...], around: Circumstances, tables: Tables) -> Band:
    """The band that the worst credential's points would have as SE: what lets both tracks sort together."""
    points = max((_credential_points(leak, around, tables) for leak in leaks), default=None)
    return Band.NONE if points is None else tables.band(points / 100 * tables.severity_maximum)


def _flags(
    tally: ConversationTally,
    around: Circumstances,
    people: int,
    conversation: Conversation,
    tables: Tables,
) -> tuple[str, ...]:
    flags = {*tally.flags, *(f"over-{floor_}-people" for floor_ in tables.over_people if people > floor_)}
    told = {
        "ca-1798.82": tally.california_pair,
        "shared-link": around.public or around.company_link,
        "external": around.audience is Audience.EXTERNAL,
        "archived": conversation.archived,
        "breach-candidate": around.forbidden and bool(tally.categories),
    }
    return tuple(sorted(flags | {flag for flag, is_so in told.items() if is_so}))


def _vector(  # noqa: PLR0913  # the line names every part of the score
    severity: _Severity | None,
    band: Band,
    leaks: tuple[Leak, ...],
    tally: ConversationTally,
    around: Circumstances,
    *,
    live: bool,
) -> str:
    parts: list[str] = []
    confidence = None
    if leaks:
        worst = leaks[0].severity
        confidence = tally.credential_confidence(worst).label
        parts.append(f"CRED {worst.label} ×{len(leaks)}" + ("" if live else " inert"))
    if severity is not None:
        figures = f"DPC{severity.dpc}·EI{figure(severity.ei)}+CB{figure(severity.cb)}={severity.value:g}"
        parts = [f"{figures} {band.label.upper()}", *parts, f"n={tally.people}"]
        confidence = severity.confidence
    if confidence is None:
        parts.append(f"review ×{tally.review}" if tally.review else "nothing that counts")
    parts.append(f"link:{'public' if around.public else 'company' if around.company_link else 'no'}")
    if around.audience in {Audience.EXTERNAL, Audience.UNKNOWN}:
        parts.append(f"audience:{around.audience.value}")
    parts.append(f"trains:{around.trains.value}")
    if confidence is not None:
        parts.append(f"c:{confidence}")
    return " | ".join(parts)


def _reasons(
    severity: _Severity | None, live: list[Leak], leaks: tuple[Leak, ...], around: Circumstances, *, first: bool
) -> tuple[str, ...]:
    reasons = list(severity.reasons) if severity else []
    if leaks:
        state = "live as far as can be seen" if live else "expired or in test mode"
        reasons.append(f"worst credential {leaks[0].severity.label}, {state}")
        if severity is None and around.public:
            reasons.append("public link")
    if first:
        reasons.append("first group: a critical credential, or a public link to what must not be public")
    return tuple(reasons)


def _rounded(points: float) -> int:
    """To the nearest whole number, halves upward; the small term takes back what binary fractions lose."""
    return floor(points + 0.5 + 1e-9)
