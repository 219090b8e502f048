"""Times as exports write them → aware datetimes in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_NUMBER = re.compile(r"[+-]?\d{1,20}(?:\.\d{0,20})?", re.ASCII)
_MILLISECONDS_OVER = 1e11  # as seconds this is the year 5138
_FIRST_YEAR = 1990  # earlier times are placeholders such as 0001-01-01 or the epoch itself
_LAST_YEAR = 2100
_FIRST = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC).timestamp()
_END = datetime(_LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp()
_LONGEST = 64  # characters; no ISO 8601 time is longer


def moment(value: object) -> datetime | None:
    """The time that a value of an export stands for, None where it stands for none; never raises.

    Takes seconds or milliseconds since the epoch (a number, or a string of one; over 1e11 it is milliseconds) and
    ISO 8601 strings, which are UTC where they name no offset. Years outside 1990-2100 are placeholders: None.
    """
    if type(value) is float and _FIRST <= value < _END:  # as ChatGPT writes the time of every message
        return datetime.fromtimestamp(value, UTC)
    # No number of a time since 1990 has the sign of ISO 8601 there.
    if type(value) is str and value[4:5] == "-" and len(value) <= _LONGEST:
        return _from_iso(value.strip())
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_epoch(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = value.strip()
    if _NUMBER.fullmatch(text) and (found := _from_epoch(float(text))):
        return found
    return _from_iso(text)


def _from_epoch(number: float) -> datetime | None:
    if number > _MILLISECONDS_OVER:
        if number >= _END * 1000:  # before the division, which a huge int would not survive
            return None
        number /= 1000
    # Compared before the conversion: fromtimestamp raises three kinds of errors for numbers out of range, and NaN fails here.
    return datetime.fromtimestamp(number, UTC) if _FIRST <= number < _END else None


def _from_iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is not UTC:  # as most are written
            found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
