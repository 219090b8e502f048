"""What of the model's answers could be a value, and what is said of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from chatscrub.detection.passwords.layout import sentence
from chatscrub.detection.passwords.named import in_a_blob, names_something_else
from chatscrub.detection.passwords.tagger import Reading
from chatscrub.detection.passwords.tokens import kind_of_value, own_kinds, tokens
from chatscrub.lazy_patterns import lazy_compile

_PLAIN = frozenset(("w", "W", "WW", "cue"))
_VALUES = frozenset(("MIXED", "STRONG", "NUMBERED", "JOINED", "CODE", "dA", "d-d", "d.d", "nSTRONG"))
_NOTHING = frozenset(("NONE", "n"))
_BEGINS, _ENDS = frozenset('"“„«`(:→>=–—\n'), frozenset((*'"”“»`)\n.(–—', ""))
_PHRASE = 0.7  # probability from which words need not stand alone
_WITHIN = 0.5  # probability of a word below which it ends a phrase of which only the beginning is probable
_ODD = 0.6  # probability from which a value may have a shape that says nothing
_AROUND_ODD = " \t\n\u00a0\"'“„«(`|;"  # what may stand before such a value
_MACHINE = 0.9  # probability from which a value may be longer than what people type
_FEWEST = 3  # digits of a code that is written apart
_SENTENCE = 60  # words on either side of a value; what goes on for longer is data on one line
_ADDRESS = lazy_compile(
    r"://|^www\.|^\.{0,2}/|^~|\\|^[\w.+-]+@[\w-]+|^@[\w.]+$|\.(?:com|net|org|de|fr|es|it|nl|pt|pl|se|eu|uk|io|example|local)$"
    r"|^\d[\d.,:/ -]*\w{0,3}$|^[<>{}$%]|[(){}\[\]]|^[a-zà-ÿ]+(?:[._][a-zà-ÿ]+)*$|^\w+=|=$|^=|/|^v?\d+\.|\.\d+(?:a|b|rc)\d*$"
)
_REACH = 120  # characters
_SAID = {
    "STRONG": "a value of mixed characters",
    "nSTRONG": "a value of mixed characters",
    "MIXED": "a value of letters and digits",
    "NUMBERED": "a value of letters and digits",
    "CODE": "a value of capitals and digits",
    "JOINED": "joined words",
    "dA": "digits with a letter",
}
_ABOUT = {
    "PASS": "a word for a password",
    "PIN": "a word for a PIN",
    "CODE": "a word for a code",
    "KEY": "a word for a key",
    "LOGIN": "a word for a login",
    "WIFI": "a word for a network",
    "PLACE": "a door, safe or alarm",
    "DEVICE": "a device",
    "SYSTEM": "the name of a system",
    "OPEN": "a word for opening",
}


def value_in(text: str, reading: Reading, first: int, end: int, *, talk: bool = True) -> tuple[int, int, float] | None:
    """Start, end and probability of the value in a stretch of tokens; None where it cannot be one.

    In `talk` a value may be of a shape that says nothing, or longer than what people type.
    """
    first, end = _trimmed(reading, first, end)
    if first == end:
        return None
    words = reading.words
    kinds = [kind_of_value(word.text) for word in words[first:end]]
    if any(words[at - 1].end < words[at].start for at in range(first + 1, end)):
        run = _run(kinds)
        alone = _stands_alone(text, words[first].start, words[end - 1].end)
        if run is not None and alone and kinds[run[0]] not in _VALUES:
            run = None  # a phrase with a number in it
        said = set(kinds) <= {"numeral", "-", ","}
        if run is None and not alone and not said and reading.sure(first, end) < _PHRASE:
            end = next((at for at in range(first, end) if reading.inside[at] < _WITHIN), end)
            if first == end:
                return None
            kinds = kinds[: end - first]
        if run is not None:
            first, end = first + run[0], first + run[1]
            kinds = kinds[run[0] : run[1]]
    start, stop = words[first].start, words[end - 1].end
    value, probability = text[start:stop], reading.sure(first, end)
    odd = (
        talk
        and probability >= _ODD
        and not _ADDRESS.search(value)
        and not text[max(0, start - 1) : start].strip(_AROUND_ODD)
    )
    if set(kinds) <= _NOTHING and not odd:
        return None
    if names_something_else(text, start, stop):
        return None
    if in_a_blob(text, start, stop, may_be_long=talk and probability >= _MACHINE):
        return None
    return start, stop, probability


def named_as_example(reading: Reading, start: int, end: int) -> bool:
    """Whether the sentence around a span of characters speaks of examples, or of what nobody should choose."""
    words = reading.words
    at = bisect_left(words, start, key=lambda word: word.end - 1)
    if at == len(words):
        return False
    first = last = at
    while first > max(0, at - _SENTENCE) and words[first - 1].text[0] != "\n":
        first -= 1
    while last < min(len(words), at + _SENTENCE) and words[last].text[0] != "\n":
        last += 1
    first, last = sentence(words, at, (first, last))
    return any("EXAMPLE" in own_kinds(word.text) for word in words[first:last] if not start < word.end <= end)


def _trimmed(reading: Reading, first: int, end: int) -> tuple[int, int]:
    """Without the marks at the ends that belong to no value."""
    words = reading.words
    while end > first and not any(map(str.isalnum, words[end - 1].text)):
        if words[end - 1].text in "#*!?" and end - 1 > first and words[end - 2].end == words[end - 1].start:
            break
        end -= 1
    while first < end and not any(map(str.isalnum, words[first].text)) and words[first].text not in "#*":
        first += 1
    return first, end


def _run(kinds: Sequence[str]) -> tuple[int, int] | None:
    """Of several tokens those that are values, or the longest run of digits; None where all are words."""
    best: tuple[int, int] | None = None
    at = 0
    while at < len(kinds):
        end = at + 1
        if kinds[at] in _VALUES or _is_digits(kinds[at]):
            while end < len(kinds) and (_is_digits(kinds[end]) if _is_digits(kinds[at]) else kinds[end] not in _PLAIN):
                end += 1
            if _is_digits(kinds[at]) and _size(kinds[at:end]) < _FEWEST:
                at = end
                continue
            rank = kinds[at] in _VALUES, end - at
            if best is None or rank > (kinds[best[0]] in _VALUES, best[1] - best[0]):
                best = (at, end)
        at = end
    return best


def _is_digits(kind: str) -> bool:
    return kind == "numeral" or (kind[:1] == "d" and kind[1:2].isdigit()) or kind in ("-", "–", ",")


def _size(kinds: Sequence[str]) -> int:
    """How many digits some tokens hold."""
    return sum(1 if kind == "numeral" else int(kind[1]) for kind in kinds if kind not in ("-", "–", ","))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether words are set off as a value is: in quotation marks, or from a colon to the end of the line."""
    before, after = text[max(0, start - 3) : start].rstrip(" "), text[end : end + 3].lstrip(" ")
    return before[-1:] in _BEGINS and after[:1] in _ENDS


def described(text: str, start: int, end: int) -> str:
    """What was seen, in plain words, without the value."""
    value = text[start:end]
    kind = kind_of_value(value)
    what = _SAID.get(kind) or ("digits" if any(map(str.isdigit, value)) else "words" if " " in value else "a word")
    near = _nearby(text, start, end)
    return f"{what} beside {_ABOUT[near]}" if near else f"{what} in a message about logins"


def _nearby(text: str, start: int, end: int) -> str | None:
    """The nearest kind of word of the field; the words are not quoted, since one of them may be a password too."""
    return _nearest_kind(text[max(0, start - _REACH) : start], text[end : end + _REACH])


@lru_cache(maxsize=4)  # asked twice of one value
def _nearest_kind(before: str, after: str) -> str | None:
    # A word such as "phone" names a number more often than what is locked.
    spoken = (kinds for kinds in _outwards(before, after) if "NUMB" not in kinds)
    return next((kind for kinds in spoken for kind in kinds if kind in _ABOUT), None)


def _outwards(before: str, after: str) -> Iterator[tuple[str, ...]]:
    """What each token tells, from the value backwards, then onwards."""
    for word in reversed(tokens(before)):
        yield own_kinds(word.text)
    for word in tokens(after):
        yield own_kinds(word.text)
