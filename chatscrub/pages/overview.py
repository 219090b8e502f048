"""The first screen of the report: one sentence, a few figures, and the charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec

from chatscrub.escape import plain
from chatscrub.model.entity_words import entity_words
from chatscrub.model.run import Run
from chatscrub.pages.charts import BarChart, ColumnChart, Row, Series, bar_chart, column_chart
from chatscrub.pages.conversations import level, oldest
from chatscrub.pages.tally import Tally
from chatscrub.pages.wording import count, noun

BARS = 12
_LEVELS = ("s1", "s2", "s3", "s4")
_EXPOSED = tuple(
    Series(label, shade)
    for label, shade in zip(("with score 90 to 100", "70 to 89", "40 to 69", "below 40"), _LEVELS, strict=True)
)
_KINDS = (Series("credential", "s1"), Series("personal data", "a1"))
_WORK = (Series("proven gone", "ok"), Series("said to be done", "a1"), Series("open", "s2"))
_FOUND = (Series("findings", "a1"),)
_AGES = (
    (7, "up to a week"),
    (30, "8 to 30 days"),
    (90, "31 to 90 days"),
    (180, "3 to 6 months"),
    (365, "6 to 12 months"),
    (None, "over a year"),
)


class Figure(msgspec.Struct, frozen=True):
    """A number with what it counts; `urgent` where somebody must act today."""

    number: str
    label: str
    urgent: bool = False


def sentence(run: Run, tally: Tally, counting: Counted) -> str:
    """The outcome in one sentence."""
    conversations = sum(archive.conversations for archive in run.archives)
    if not counting.total:
        return f"Nothing that counts lies in {count(conversations, 'conversation')} of {_exports(run)}."
    keys = counting.credentials
    parts = [f"{counting.first:,} {'comes' if counting.first == 1 else 'come'} first"]
    if keys:
        parts.append(f"{count(keys, 'credential')} {'is' if keys == 1 else 'are'} to be rotated")
    if counting.public:
        parts.append(f"{counting.public:,} can be read by whoever has a link")
    if tally.people:
        parts.append(f"data of {count(tally.people, 'customer')} can be told apart in them")
    return (
        f"{counting.total:,} of {count(conversations, 'conversation')} in {_exports(run)} "
        f"{'holds' if counting.total == 1 else 'hold'} pasted customer data or credentials: {', '.join(parts[:-1])}{' and ' if parts[:-1] else ''}{parts[-1]}."
    )


def figures(run: Run, tally: Tally, counting: Counted) -> tuple[Figure, ...]:
    """The figures under the sentence."""
    total = sum(each.progress.total for each in run.checklists)
    proven = sum(each.progress.proven for each in run.checklists)
    overdue = sum(each.overdue for each in run.history.due) if run.history else 0
    shown = [
        Figure(f"{counting.total:,}", f"{noun(counting.total, 'conversation')} to clean"),
        Figure(
            f"{counting.first:,}", "comes first" if counting.first == 1 else "come first", urgent=counting.first > 0
        ),
        Figure(f"{counting.credentials:,}", noun(counting.credentials, "credential")),
        Figure(f"{counting.public:,}", "readable by link", urgent=counting.public > 0),
        Figure(f"{tally.people:,}", noun(tally.people, "customer")),
        Figure(f"{proven:,}", f"of {count(total, 'task')} proven done"),
    ]
    if overdue:
        shown.append(Figure(f"{overdue:,}", f"{noun(overdue, 'deadline')} overdue", urgent=True))
    return tuple(shown)


class Counted(msgspec.Struct, frozen=True):
    """How many conversations count, come first, and are public; how many credentials there are."""

    total: int
    first: int
    public: int
    credentials: int


def counted(run: Run) -> Counted:
    """Reads all exposures of the run."""
    counts: Counter[str] = Counter()
    keys: set[str] = set()
    for each in run.exposures:
        keys.update(leak.fingerprint for leak in each.leaks)
        if each.counts:
            counts["total"] += 1
            counts["first"] += each.first_group
            counts["public"] += each.public
    return Counted(counts["total"], counts["first"], counts["public"], len(keys))


def charts(run: Run, tally: Tally) -> tuple[BarChart | ColumnChart, ...]:
    """Those that have something to show."""
    return tuple(chart for chart in _charts(run, tally) if chart is not None)


def _charts(run: Run, tally: Tally) -> Iterator[BarChart | ColumnChart | None]:
    yield _by_employee(run)
    yield _by_kind(tally)
    yield _by_age(run)
    if run.history is not None:
        yield column_chart(
            "work",
            "Open against done",
            "Number of tasks that were open, said to be done and proven gone at the end of each day on which some changed.",
            _WORK,
            [Row(plain(each.day, 10), (each.proven, each.claimed, each.open)) for each in run.history.days[-30:]],
        )
        yield column_chart(
            "scans",
            "Findings by scan",
            "Number of findings that each scan listed, oldest left.",
            _FOUND,
            [Row(plain(each.at[:10], 10), (each.findings,)) for each in run.history.scans if each.findings is not None],
        )


def _by_employee(run: Run) -> BarChart | None:
    people: dict[str, Counter[str]] = {}
    for each in run.exposures:
        if each.counts:
            people.setdefault(each.employee, Counter())[level(each.score)] += 1
    ordered = sorted(people.items(), key=lambda item: ([-item[1][shade] for shade in _LEVELS], item[0]))
    return bar_chart(
        "employees",
        "Exposure by employee",
        "Number of conversations of each employee, by score; those with the most exposed ones first.",
        _EXPOSED,
        [Row(plain(name, 44), tuple(counts[shade] for shade in _LEVELS)) for name, counts in ordered[:BARS]],
        _rest(len(ordered), "employees"),
    )


def _by_kind(tally: Tally) -> BarChart | None:
    ordered = sorted(tally.kinds.items(), key=lambda item: (-item[1], item[0]))
    rows = [
        Row(plain(entity_words(entity), 38), (number, 0) if kind == "credential" else (0, number))
        for (kind, entity), number in ordered[:BARS]
    ]
    text = "Number of findings of each kind, the most frequent first; credentials and personal data differ in shade."
    return bar_chart("kinds", "Findings by kind", text, _KINDS, rows, _rest(len(ordered), "kinds"))


def _by_age(run: Run) -> BarChart | None:
    if run.today is None:
        return None
    ages: Counter[tuple[str, bool]] = Counter()
    for each in run.exposures:
        if each.counts:
            ages[_age(oldest(each), run.today), bool(each.leaks)] += 1
    names = [*(name for _, name in _AGES), "day not known"]
    return bar_chart(
        "ages",
        "How long it has lain there",
        "Number of conversations by the age of the oldest finding in them; those that hold a credential in another shade.",
        (Series("with a credential", "s1"), Series("personal data alone", "a1")),
        [Row(name, (ages[name, True], ages[name, False])) for name in names if ages[name, True] or ages[name, False]],
    )


def _age(day: str | None, today: date) -> str:
    if day is None:
        return "day not known"
    days = (today - date.fromisoformat(day)).days
    return next(name for limit, name in _AGES if limit is None or days <= limit)


def _rest(total: int, noun: str) -> str | None:
    return f"{total - BARS:,} more {noun} in the lists below" if total > BARS else None


def _exports(run: Run) -> str:
    return count(len(run.archives), "export")
