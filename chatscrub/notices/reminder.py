"""A day in the calendar on which an employee's list is due (RFC 5545), without a word of what was found."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from chatscrub.model.notices import NoticeSettings
from chatscrub.model.task import Checklist
from chatscrub.notices.due import first_due
from chatscrub.notices.employee import reference_of
from chatscrub.notices.sentences import sentences

_PRODUCT = "-//chatscrub//reminder 1//EN"
_CHANGES = re.compile(rb"^(?:DTSTAMP|SEQUENCE)[:;].*\r\n", re.MULTILINE)
_SEQUENCE = re.compile(rb"^SEQUENCE:(\d{1,10})\r\n", re.MULTILINE)
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
# An all-day event begins at midnight: nine o'clock on the day itself, and on the day before.
_ALARMS = (timedelta(hours=9), timedelta(hours=-15))


def reminder(each: Checklist, settings: NoticeSettings, now: datetime, before: bytes | None) -> bytes | None:
    """The reminder; None where nothing is to be done. `before` is the earlier file, whose number it goes on from."""
    from icalendar import Alarm, Calendar, Event  # costs a tenth of a second

    day = first_due(each.tasks, settings.due_days, now.astimezone().date())
    if day is None:
        return None
    words = sentences(each.language)
    text = words.say("reminder_text", count=len(each.tasks), reference=reference_of(each, settings))
    if settings.contact:
        text += " " + words.say("ask", contact=settings.contact)
    # An event and no to-do: Outlook and Google Calendar leave a VTODO out when they take in a file.
    event = Event()
    event.add("uid", _uid(each))
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", _sequence(now, before))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("summary", words.say("reminder"))
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for after in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words.say("reminder"))
        alarm.add("trigger", after)
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def is_reminder(content: bytes) -> bool:
    """Whether a file is a reminder of ours."""
    return f"PRODID:{_PRODUCT}\r\n".encode() in content[:200]


def same_reminder(before: bytes, after: bytes) -> bool:
    """Whether two files say the same, written at two times."""
    return _CHANGES.sub(b"", before) == _CHANGES.sub(b"", after)


def _uid(each: Checklist) -> str:
    whose = f"{'admin' if each.admin else 'employee'}\0{each.employee.casefold()}"
    return f"{sha256(whose.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@chatscrub.invalid"


def _sequence(now: datetime, before: bytes | None) -> int:
    """Higher than any before, also where the earlier file is gone: the seconds since a day in the past."""
    found = _SEQUENCE.search(before or b"")
    return max(int((now - _EPOCH).total_seconds()), int(found[1]) + 1 if found else 0, 0)
