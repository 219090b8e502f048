"""What of the model's answers could be a value, and what is said of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from chatscrub.detection.passwords import code_cues, cues
from chatscrub.detection.passwords.layout import sentence
from chatscrub.detection.passwords.ordinary_words import MANNER
from chatscrub.detection.passwords.shapes import is_ordinary
from chatscrub.detection.passwords.tagger import Reading
from chatscrub.detection.passwords.tokens import kind_of_value, own_kinds, tokens

_PLAIN = frozenset(("w", "W", "WW", "cue"))
_VALUES = frozenset(("MIXED", "STRONG", "NUMBERED", "JOINED", "CODE", "dA", "d-d", "d.d", "nSTRONG"))
_NOTHING = frozenset(("NONE", "n"))
_DOUBTFUL = frozenset(("CODE", "w", "W", "WW", "wW", "cue"))  # more often the number of a thing, or just a word
_BEGINS, _ENDS = frozenset('"“„«`(:→>=–—\n'), frozenset((*'"”“»`)\n.(–—', ""))
_PHRASE = 0.7  # probability from which words need not stand alone
_WITHIN = 0.5  # probability of a word below which it ends a phrase of which only the beginning is probable
_ODD = 0.6  # probability from which a value may have a shape that says nothing
_AROUND_ODD = " \t\n\u00a0\"'“„«(`|;"  # what may stand before such a value
_MACHINE = 0.9  # probability from which a value may be longer than what people type
_SHORTEST = 3  # letters and digits; digits alone may be the two of a dial
_KEYS = re.compile(r"(?i)(?:ctrl|strg|alt|cmd|shift|win(?:dows)?|maj|mayús|umschalt)\+\w")
_PINNED = re.compile(r"\w@v\d[\w.]*$")
_HANDLE = re.compile(r"@[^\W\d]+(?:\.[^\W\d]+)*|[a-z]+@[a-z]+[a-z\d.-]*")  # of a person, or of a user and a machine
_SNAKE = re.compile(r"[a-z]+(?:_[a-z]+)+")  # the names of errors and fields too
_FAULT = re.compile(
    r"(?:invalid|missing|unknown|bad|not?|access|auth|error|failed|permission|expired|unsupported)_[a-z_]+"
)
_TEMPLATE = re.compile(r"=<|<your|your[-_]")
_VERSION = re.compile(r"(?:\w+\.)+\d+(?:a|b|rc)\d+")
_IDENTIFIER = re.compile(r"(?:[A-Za-z]+[a-z])?(?:Key|Secret|Password|Token)(?:[A-Z][a-z]+)*")
_HASH = re.compile(r"\b[0-9a-f]{32,}\b")
_STANDARD = re.compile(r"(?i)\b(?:pep|rfc|cve|iso|din|cwe|bpo|gh)\b[-: #]{1,3}$")
_LICENCE = re.compile(r"(?i)\W{1,2}(?:licen[cs]|lizenz|licenz|licencj|licens)")
_ACCOUNT = re.compile(
    r"(?i)\b(?:accounts?|users?|konto|benutzer(?:in)?|nutzer|compte|utilisateur|cuenta|usuario|utente|gebruiker|conta|utilizador|użytkownika?|användaren?) $"
)
_FIELD = re.compile(r"(?i)\"[\w-]*(?:id|e?mail|uri|url|type|name|status|version|user|project|host|_at)\"\s?:\s?\"$")
_USER_KEY = re.compile(
    r"(?i)(?:user(?:[ _-]?(?:name|id))?|ssid|usr|host(?:[ _-]?name)?|issuer|benutzer(?:name)?|utilisateur|usuario|utente|gebruiker(?:snaam)?|utilizador|użytkownik|användarnamn)[\"'`]?\s?[:=]\s?[\"'`]?$"
)
_WHOM = re.compile(
    r"(?i)\b(?:ask|fragt?|frage|demande[rz]? à|voir avec|pregunt\w+ a|chied\w+ a|vraag(?: het)?(?: aan)?|pergunt\w+ (?:a|ao|à)|(?:za)?pytaj(?:cie)?|fråga) $"
)
_ADMIN = re.compile(r"(?i)(?:admin|root|user|svc|guest|test)")
_FEWEST = 3  # digits of a code that is written apart
_OTHER = 30  # characters before digits in which a code that opens nothing is named
_LONGEST_PHONE = 13  # digits
_ADDRESS = re.compile(
    r"://|^www\.|^\.{0,2}/|^~|\\|^[\w.+-]+@[\w-]+|^@[\w.]+$|\.(?:com|net|org|de|fr|es|it|nl|pt|pl|se|eu|uk|io|example|local)$"
    r"|^\d[\d.,:/ -]*\w{0,3}$|^[<>{}$%]|[(){}\[\]]|^[a-zà-ÿ]+(?:[._][a-zà-ÿ]+)*$|^\w+=|=$|^=|/|^v?\d+\.|\.\d+(?:a|b|rc)\d*$"
)
_DATE = re.compile(
    r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[hu:.]\d{0,2}-\d{1,2}[hu:.]\d{0,2}"
)
_PORT = re.compile(r"\d+(?:\.\d+){3}:$")
_PORTS = frozenset(["3306", "33060", "5432", "6379", "27017", "8080", "8443", "1433", "1521", "5672", "9200", "11211"])
_DIGITS_BEFORE = re.compile(r"\d[ ./-]$")
_REACH = 120  # characters
_BLOB = 48  # characters
_LISTED = 300  # characters of a line in which a hash is looked for
_TYPED = 32  # characters; nobody tells or types a longer value in one piece
_KEY = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w.-]{33,48}")
_SEALED = re.compile(r"\bENC\[\w+,|,iv:|,tag:")  # encrypted settings
_DIGEST = re.compile(r"(?i)\b(?:sha-?\d{1,3}|md5)[-:]")
_TAIL, _HEAD = re.compile(r"[\w+/=.@-]+$"), re.compile(r"[\w+/=.@-]+")
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
    if (
        _names_something(value)
        or _puts_off(text, start, stop)
        or is_named(text, start, stop)
        or _is_part(text, start, stop)
    ):
        return None
    if _in_a_blob(text, start, stop, may_be_long=talk and probability >= _MACHINE):
        return None
    return start, stop, probability


def named_as_example(reading: Reading, start: int, end: int) -> bool:
    """Whether the sentence around a span of characters speaks of examples, or of what nobody should choose."""
    words = reading.words
    at = bisect_left(words, start, key=lambda word: word.end - 1)
    if at == len(words):
        return False
    first = last = at
    while first and words[first - 1].text[0] != "\n":
        first -= 1
    while last < len(words) and words[last].text[0] != "\n":
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


def _names_something(value: str) -> bool:
    """Whether it is a single digit, the letter of an answer, a combination of keys or the name of a system."""
    return (
        sum(map(str.isalnum, value)) < _SHORTEST - value.isdigit()
        or _KEYS.match(value) is not None
        or _PINNED.search(value) is not None
        or any(name.fullmatch(value) for name in (_HANDLE, _VERSION, _IDENTIFIER, _FAULT))
        or value[0] == "="
        or _TEMPLATE.search(value) is not None
        or (value.isalpha() and ("SYSTEM" in own_kinds(value) or is_ordinary(value, "") or value in MANNER))
    )


def _puts_off(text: str, start: int, end: int) -> bool:
    """Whether a reply begins with a word that people write who do not answer."""
    value = text[start:end]
    return (
        value.isalpha()
        and text[max(0, start - 3) : start].rstrip().endswith((":", ">"))
        and cues.NO_REPLY.search(value) is not None
    )


def is_named(text: str, start: int, end: int) -> bool:
    """Whether what stands beside it says that it is a licence or the name of an account, a field or somebody to ask."""
    before = text[max(0, start - _BLOB) : start]
    if _FIELD.search(before) or _USER_KEY.search(before):
        return True
    if text[start:end].istitle() and text[start:end].isalpha() and _WHOM.search(before):
        return True
    account = _ACCOUNT.search(before[-_OTHER:]) and _ADMIN.match(text[start:end])
    return account is not None or _LICENCE.match(text[end : end + 12]) is not None


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether digits are an amount, a telephone number or the rest of a longer one."""
    value = text[start:end]
    if value[-1] == "@" or (not value[0].isdigit() and not value[-1].isdigit()):
        return value[-1] == "@"
    digits = sum(map(str.isdigit, value))
    grouped = " " in value and value.replace(" ", "").isdigit()
    return (
        _STANDARD.search(text[max(0, start - 8) : start]) is not None
        or _DATE.fullmatch(value) is not None
        or _PORT.search(text[max(0, start - 16) : start]) is not None
        or (value in _PORTS and text[max(0, start - 2) : start].endswith(("- ", ":", ": ")))
        or (grouped and 9 <= digits <= _LONGEST_PHONE)
        or ((grouped or value.isdigit()) and _DIGITS_BEFORE.search(text[max(0, start - 8) : start]) is not None)
        or (value.isdigit() and code_cues.OTHER_CODE.search(text[max(0, start - _OTHER) : start]) is not None)
        or (value.isdigit() and code_cues.UNIT.search(text[end : end + 12]) is not None)
    )


def _in_a_blob(text: str, start: int, end: int, *, may_be_long: bool) -> bool:
    """Whether the value is a piece of something much longer without white space: a hash, a path, encoded text."""
    value = text[start:end]
    line = text[text.rfind("\n", 0, start) + 1 : start] + " " + text[end:].partition("\n")[0]
    if _HASH.search(line[:_LISTED]):
        return True  # the listing of a program
    if _DIGEST.match(value) or _DIGEST.search(text[max(0, start - _BLOB) : start].rpartition(" ")[2]):
        return True
    if _SEALED.search(line):
        return True
    if end - start > _TYPED and any(map(str.isalpha, value)) and " " not in value:
        # Keys of machines are the business of their own detectors, save where somebody says what this is.
        return not (may_be_long and _KEY.fullmatch(value))
    left = _TAIL.search(text[max(0, start - _BLOB) : start])
    right = _HEAD.match(text[end : end + _BLOB])
    around = len(left[0] if left else "") + len(right[0] if right else "")
    return around > end - start and around + end - start > _BLOB


def is_doubtful(value: str) -> bool:
    """Whether a value is of a kind that must be surer than others."""
    return kind_of_value(value) in _DOUBTFUL or _SNAKE.fullmatch(value) is not None


def described(text: str, start: int, end: int) -> str:
    """What was seen, in plain words, without the value."""
    value = text[start:end]
    kind = kind_of_value(value)
    what = _SAID.get(kind) or ("digits" if any(map(str.isdigit, value)) else "words" if " " in value else "a word")
    near = _nearby(text, start, end)
    return f"{what} beside {_ABOUT[near]}" if near else f"{what} in a message about logins"


def is_bare_number(text: str, start: int, end: int) -> bool:
    """Whether digits stand near no word of the field, as those of a postcode do."""
    return not any(map(str.isalpha, text[start:end])) and _nearby(text, start, end) is None


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
