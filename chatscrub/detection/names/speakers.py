"""Speakers of a pasted chat, and names that come again: what a name found once tells about the rest of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from chatscrub.detection.dialect import compiled
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.lazy_patterns import lazy_compile

SHORTEST = 3  # letters of a part of a name that is looked for elsewhere
_CLOCK = r"\[?\(?(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?,?[ ])?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:[ ]?[AaPp]\.?[Mm]\.?)?\)?\]?"
_SPEAKER = r"[^\W\d_]{2,15}(?: [^\W\d_a-zß-öø-ÿ][^\W\d_]{0,20}\.?)?"
_TIMED = lazy_compile(
    rf"(?m)^[ \t>▸•*–-]{{0,5}}(?:{_CLOCK}[ \t,–-]{{0,3}}(?P<after>{_SPEAKER})(?: [^\W\d_]{{2,15}})?[ \t]?:[ \t]"
    r"|\[(?P<bracketed>[^\]\n]{2,20})\] \[(?:오전|오후) \d"
    rf"|(?P<before>{_SPEAKER})\*{{0,2}},?[ \t]+{_CLOCK}:?[ \t]*(?:$|\S))"
)
_PLAIN = lazy_compile(
    r"(?m)^[ \t>▸•–—-]{0,4}\*{0,2}(?:(?:Prof|Dra?)\. )?(?:(?P<name>[^\W\d_]{2,15})|(?P<handle>\w[\w.-]{1,19}))"
    r"(?:(?<=\w)\*{1,2}[ \t]{1,3}|\*{0,2}[ \t]?:\*{0,2}[ \t]+)\S"
)
_TIME = r"\p{Nd}[:.h]\p{Nd}\p{Nd}"
_DIVIDERS = (": ", ":\t", ":*", "* ", "*\t")  # one of them stands behind each name of `_PLAIN`
_NAMESAKE = lazy_compile(r" [^\W\d_a-zß-öø-ÿ][^\W\d_]")  # ``Westgarth Lettings`` is a company


def speakers(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The names in front of what was said: ``leon 10:44``, ``[10:02] Milo: …``, ``Ines : …``.

    A clock beside them vouches for names in small letters too. Without one at least three lines must begin so, one
    name of two must come again, and no name is an ordinary word: else they are the labels of a form.
    """
    found = _TIMED.finditer(text) if compiled(_TIME).search(text) is not None else ()
    timed = [match for match in found if match.lastgroup != "before" or not _is_common(match["before"], lexicon)]
    if len(timed) >= 2:
        return [match.span(match.lastgroup or 0) for match in timed]
    if sum(map(text.count, _DIVIDERS)) < 3:
        return []
    said = list(_PLAIN.finditer(text))
    plain = [match.span("name") for match in said if match["name"]]
    lines = Counter((match["name"] or match["handle"]).lower() for match in said)
    known = any(lexicon.first(name) and not lexicon.common(name) for name in lines)
    spoken = len(said) >= 3 and len(lines) >= 2 and max(lines.values()) >= 2 and known
    return plain if spoken and not any(lexicon.common(name) and not lexicon.first(name) for name in lines) else []


def _is_common(name: str, lexicon: Lexicon) -> bool:
    return lexicon.common(name.split(maxsplit=1)[0].lower())


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
