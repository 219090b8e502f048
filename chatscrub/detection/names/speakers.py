"""Speakers of a pasted chat, and names that come again: what a name found once tells about the rest of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from chatscrub.detection.claimed import Spans
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
_RUN = lazy_compile(r"[^\W\d_]+")
_PART = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINTS = frozenset("'’-")
_BEHIND_AT = lazy_compile(r"(?<!\w)@\Z")
_INSIDE = lazy_compile(r"[\w@./#-]\Z")  # of a word, an address or a path
_GOES_ON = lazy_compile(r"[\w@#*/-]|\.\w")
_GOES_ON_BEHIND_AT = lazy_compile(r"[\w.]")
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
    known = list(spans)
    taken = Spans(known)
    parts: set[str] = set()
    for start, end in known:
        words = _PART.findall(text[start:end])
        parts.update(word for word in words if len(word) >= SHORTEST and not lexicon.common(word.lower()))
    if not parts:
        return
    last: tuple[int, int] | None = None
    for start, end in _places(text, parts):
        if taken.touch(start, end):
            continue
        if last is not None and text[last[1] : start] == " ":
            last = (last[0], end)
            continue
        if last is not None and not _NAMESAKE.match(text, last[1]):
            yield last
        last = start, end
    if last is not None and not _NAMESAKE.match(text, last[1]):
        yield last


def _places(text: str, parts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the parts of names stand as words of their own, the longest that fits at each place.

    Looked up word by word: one pattern of all parts would try each of them at each word.
    """
    capital = {part[0].upper() + part[1:] for part in parts}
    small = {part.lower() for part in parts}
    runs = [_RUN.findall(part) for part in capital | small]
    first, most = {each[0] for each in runs}, max(map(len, runs))
    done = 0
    for run in _RUN.finditer(text):
        start = run.start()
        if run[0] not in first or start < done:
            continue
        before = text[max(0, start - 2) : start]
        if _BEHIND_AT.search(before):
            wanted, goes_on = small, _GOES_ON_BEHIND_AT
        elif _INSIDE.search(before):
            continue
        else:
            wanted, goes_on = capital, _GOES_ON
        for end in reversed(_ends(text, run.end(), most)):
            if text[start:end] in wanted and not goes_on.match(text, end):
                done = end
                yield start, end
                break


def _ends(text: str, end: int, most: int) -> list[int]:
    """Where a word ends whose first letters end at `end`, if it takes up to so many runs of letters."""
    ends = [end]
    while len(ends) < most and text[end : end + 1] in _JOINTS and (run := _RUN.match(text, end + 1)):
        end = run.end()
        ends.append(end)
    return ends
