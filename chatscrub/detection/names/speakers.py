"""Speakers of a pasted chat, and names that come again: what a name found once tells about the rest of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from chatscrub.detection.names.lexicon import Lexicon

SHORTEST = 3  # letters of a part of a name that is looked for elsewhere
_SPEAKER = re.compile(
    r"(?m)^[ \t>]{0,4}(?:\[?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\]?[ \t,–-]{0,3})?"
    r"(?P<name>[^\W\d_]{2,15}(?: [^\W\d_]{2,20}\.?)?)(?:[ \t]?:[ \t]+\S|[ \t]+\[?\(?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\)?\]?:?[ \t]*(?:$|\S))"
)
_NAMESAKE = re.compile(r" [^\W\d_a-zß-öø-ÿ][^\W\d_]")  # ``Westgarth Lettings`` is a company


def speakers(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The names in front of what was said, where at least two lines begin so and the names are given names.

    A chat in small letters counts too: ``leon 10:44``, ``ines : …``.
    """
    found = [match.span("name") for match in _SPEAKER.finditer(text)]
    names = [span for span in found if _is_given(text[slice(*span)], lexicon)]
    lines = Counter(text[slice(*span)].lower() for span in names)
    return names if len(names) >= 2 and (len(lines) >= 2 or max(lines.values(), default=0) >= 2) else []


def _is_given(name: str, lexicon: Lexicon) -> bool:
    first = name.split(maxsplit=1)[0].lower()
    return lexicon.first(first) and (not lexicon.common(first) or " " in name)


def again(text: str, spans: Iterable[tuple[int, int]], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Other places of the names at the spans: the whole name, or a part of it with a capital or behind an ``@``."""
    taken = sorted(spans)
    parts: set[str] = set()
    for start, end in taken:
        words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text[start:end])
        parts.update(word for word in words if len(word) >= SHORTEST and not lexicon.common(word.lower()))
    if not parts:
        return
    capital = "|".join(sorted({re.escape(part[0].upper() + part[1:]) for part in parts}, key=len, reverse=True))
    small = "|".join(sorted({re.escape(part.lower()) for part in parts}, key=len, reverse=True))
    places = re.compile(rf"(?<![\w@./#-])(?:{capital})(?![\w@#*/-]|\.\w)|(?<=(?<!\w)@)(?:{small})(?![\w.])")
    last: tuple[int, int] | None = None
    for place in places.finditer(text):
        if any(start < place.end() and place.start() < end for start, end in taken):
            continue
        if last is not None and text[last[1] : place.start()] == " ":
            last = (last[0], place.end())
            continue
        if last is not None and not _NAMESAKE.match(text, last[1]):
            yield last
        last = place.span()
    if last is not None and not _NAMESAKE.match(text, last[1]):
        yield last
