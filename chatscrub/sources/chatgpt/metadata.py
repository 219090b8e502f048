"""The metadata of messages: nearly all of them are bookkeeping, and hold the same values again and again."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.strings import SHORTEST, is_field_name, strings
from chatscrub.sources.chatgpt.structure import bookkeeping_form, is_bookkeeping

_PLACE = "metadata"
_HIDING = frozenset({"is_visually_hidden_from_conversation", "is_user_system_message"})
_NAMING_FILES = "attachments"
_MOST_KEYS = 1 << 10
_MOST_VALUES = 64
_LARGE = 256  # bytes
_WITHOUT_TEXT = frozenset({bool, int, float})


def told(metadata: object) -> list[tuple[str, str]]:
    """The texts of metadata in document order, as (place, text), without bookkeeping."""
    telling = _telling(metadata) if isinstance(metadata, dict) else metadata
    return [each for each in strings(telling, _PLACE) if not is_bookkeeping(*each)] if telling else []


def _telling(metadata: dict[str, object]) -> dict[str, object]:
    """What of metadata may hold a text, as far as a look at each value can tell."""
    telling: dict[str, object] = {}
    for key, value in metadata.items():
        field = _FIELDS[key]
        if not field.is_name:
            return metadata  # its place is told by its number among all
        if type(value) is str:
            if value in field.known or field.takes(value):
                continue
        elif not value or type(value) in _WITHOUT_TEXT:
            continue
        telling[key] = value
    return telling


def says_nothing(metadata: object) -> bool:
    """Whether metadata are an object no value of which is a text, a file, or a mark that hides the message."""
    if type(metadata) is not dict:
        return False
    for key, value in metadata.items():
        field = _FIELDS[key]
        if type(value) is str:
            if value not in field.known and not field.takes(value):
                return False
        elif value and type(value) not in _WITHOUT_TEXT:
            if not field.holds_no_text(value):
                return False
        elif not field.says_nothing and (value is True or not field.is_name):
            return False
    return True


class _Field(Discreet, msgspec.Struct):
    """What is known of a key of the metadata."""

    key: Hidden[str]
    is_name: bool
    """Whether it is the name of a field, and no text itself."""
    says_nothing: bool
    """Whether it is a name, and no mark that hides the message."""
    form: Callable[[str], object] | None
    """Tells whether a string under it is bookkeeping; None where no string is."""
    known: Hidden[set[str | bytes]] = msgspec.field(default_factory=set)
    """The first values that were seen not to hold a text, objects and lists as JSON: most keys have no others."""

    def takes(self, value: str) -> bool:
        """Whether a string under it is no text."""
        form = self.form
        if form is None or (form(value) is None and len(value) >= SHORTEST):
            return False
        if len(self.known) < _MOST_VALUES:
            self.known.add(value)
        return True

    def holds_no_text(self, value: object) -> bool:
        """Whether an object or list under it, which is not empty, holds no text and names no file, as far as a short look
        tells: a large one is said to hold some.
        """
        if not self.is_name or self.key == _NAMING_FILES:
            return False
        written = _written(value)
        if written in self.known:
            return True
        if len(written) >= _LARGE or not all(is_bookkeeping(*each) for each in strings(value, f"{_PLACE}.{self.key}")):
            return False
        if written and len(self.known) < _MOST_VALUES:
            self.known.add(written)
        return True


def _written(value: object) -> bytes:
    """A value as JSON; nothing where it is nested too deep to be written."""
    try:
        return msgspec.json.encode(value)
    except (RecursionError, UnicodeEncodeError):
        return b""


class _Fields(dict[str, _Field]):
    def __missing__(self, key: str) -> _Field:
        is_name = is_field_name(key)
        form = bookkeeping_form(f"{_PLACE}.{key}") if is_name and key != "sender_user_id" else None
        field = _Field(key, is_name, is_name and key not in _HIDING, form and form.fullmatch)
        if is_name and len(self) < _MOST_KEYS:  # any other may be a whole text
            self[key] = field
        return field


_FIELDS = _Fields()
