"""When an export was made, and which days it is of, as its own names and stamps tell. Hints: anybody can change them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import msgspec

from chatscrub.archive.record import Archive


class Dating(msgspec.Struct, frozen=True):
    """`made` is the moment of the export; `first` and `last` the days that it was asked for. None where not told."""

    made: datetime | None = None
    first: datetime | None = None
    last: datetime | None = None


# ChatGPT: <hash>-2026-10-19-15-02-08-<hash>.zip; Claude: data-2026-05-11-08-30-21-batch-0000.zip, manifest-…-<same>.json.
_IN_A_NAME = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)(?!\d)")
# Slack: Brightwater Slack export Nov 3 2026 - Nov 6 2026.zip
_RANGE = re.compile(r"Slack export (\w{3}) (\d{1,2}) (\d{4}) - (\w{3}) (\d{1,2}) (\d{4})", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905  # twelve quoted words read worse
}
# A zip tells local time without its zone: clocks are at most 14 hours ahead of UTC and 12 behind it.
_AHEAD, _BEHIND = timedelta(hours=14), timedelta(hours=12)


def dating(archive: Archive, now: datetime) -> Dating:
    """What names and stamps tell. A name counts no later than the zip's own stamps allow; nothing is in the future."""
    names = (*archive.parts, archive.path)
    named = max(filter(None, map(_moment, names)), default=None)
    packed = max(archive.stamps, default=None)
    made = named
    if packed is not None:
        made = packed - _AHEAD if named is None else min(named, packed + _BEHIND)
    if made is not None and made > now:
        made = None
    first, last = next(filter(None, map(_range, names)), (None, None))
    return Dating(made, first, min(last, now) if last else None)


def _moment(name: str) -> datetime | None:
    found = _IN_A_NAME.search(name)
    if found is None:
        return None
    try:
        return datetime(*map(int, found.groups()), tzinfo=UTC)  # type: ignore[misc, arg-type]  # six numbers
    except ValueError:
        return None


def _range(name: str) -> tuple[datetime, datetime] | None:
    """The first moment of the first day to the last of the last day, whatever the time zone."""
    found = _RANGE.search(name)
    if found is None:
        return None
    try:
        first, last = (
            datetime(int(year), _MONTHS[month.lower()], int(day), tzinfo=UTC)
            for month, day, year in (found.group(1, 2, 3), found.group(4, 5, 6))
        )
    except (ValueError, KeyError):
        return None
    return first + _BEHIND, last + timedelta(days=1) - _AHEAD
