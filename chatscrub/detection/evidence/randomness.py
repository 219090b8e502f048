"""Evidence in random strings: is a value drawn at random, or is it a word, a name, a template, a run of the alphabet."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from operator import eq, sub

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.letter_statistics import bits_per_character, entropy
from chatscrub.detection.placeholders import is_template
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)

# Mean bits a character (see `letter_statistics`) up to which a string counts as random; of random ones 99 % stay below.
_BARS = ((24, -1.15), (16, -0.8), (0, -0.6))
# Letters alone are words more often than not, those of one case nearly always; many in a row tell the two apart.
_MIXED_LETTERS_BARS = ((32, -1.3), (0, -1.6))
_ONE_CASE_BARS = ((32, -1.7), (0, -2.3))
_LETTERS_ALONE = 20  # characters

_PARTS = lazy_compile(r"[_.:/~-]+")
_UUID = lazy_compile(r"[{(]?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}[)}]?", re.IGNORECASE)
_ADDRESS = lazy_compile(
    r"://|^\.{1,2}/|^\d+(?:\.\d+){2,3}$|^\d{4}-\d\d-\d\d(?:T|$)"
    r"|\.(?:com|org|net|io|dev|local|internal|js|mjs|tsx?|jsx|py|rb|go|rs|java|php|cs|sh|json|ya?ml|toml|txt|md|html?|css|png|jpe?g|svg"
    r"|gif|pem|crt|key|cfg|conf|ini|xml|csv|zip|gz|jar|whl|lock)$",
    re.IGNORECASE,
)
_UUID_AT_END = lazy_compile(r"(?:^|[^0-9a-z])([0-9a-z]{8}-(?:[0-9a-z]{4}-){3}[0-9a-z]{8,14})$", re.IGNORECASE)
_UUID_OF_TIME = lazy_compile(r"[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
_ECHO = 10  # characters that no random key holds twice
_BEGINNING = 512  # characters in which a block would have come back; the time for it grows with their square
_LONGEST_ECHO = 400  # characters; longer values are encoded documents, which repeat themselves
_HEX_OF_BOTH_CASES = lazy_compile(r"(?=.*[a-f])(?=.*[A-F])[0-9a-fA-F]{20,}")

_KEYBOARD = lazy_compile(r"qwertyui|asdfghj|zxcvbnm|mnbvcxz|lkjhgfd|poiuytr", re.IGNORECASE)


def not_wordy(value: str, around: Surroundings) -> Verdict:
    """A random string: enough different characters for its length, no template or address, no words or names."""
    # A random string may begin with any sign; what is said between brackets is made of words.
    if is_template(value.lstrip("(*?&|~")) or (_steps(value.lower()) and not _mixes_letters_and_digits(value)):
        return Verdict(State.FAILED, "a template or sequence")
    if _ADDRESS.search(value):
        return Verdict(State.FAILED, "an address")
    compact = value.replace("-", "").replace("_", "")
    # A random string of hex digits or more reaches this; repeated blocks, padding and words do not.
    if entropy(compact) < min(2.9, 0.62 * math.log2(max(2, len(compact)))):
        return Verdict(State.FAILED, "too regular for a random string")
    if re.fullmatch(r"[0-9a-fA-F]{16,}", compact):
        return _NEUTRAL if _mixes_letters_and_digits(compact) else Verdict(State.FAILED, "not random")
    return _NEUTRAL if _is_random(value) or _is_made_up(value) else Verdict(State.FAILED, "made of words")


def not_filler(value: str, around: Surroundings) -> Verdict:
    """For tokens with an issuer's prefix: the part behind it is no template, repetition, one-way run or row of words.

    Runs of the alphabet with something in between are left to `no_sequence`, which lowers.
    """
    body = value[-max(8, len(value) * 2 // 3) :]
    if is_template(value.lstrip("~")) or entropy(body) < min(2.5, 0.55 * math.log2(len(body))):
        return Verdict(State.FAILED, "a filler")
    if _steps(body.lower()) and not _mixes_letters_and_digits(body):
        return Verdict(State.FAILED, "a filler")
    if len(body) >= 16 and bits_per_character(body) > 0.5 and not _is_made_up(body):
        return Verdict(State.FAILED, "made of words")
    return _NEUTRAL


def mixed_classes(value: str, around: Surroundings) -> Verdict:
    """Letters and digits both: for shapes in which a name or a number alone would be junk."""
    return _NEUTRAL if _mixes_letters_and_digits(value) else Verdict(State.FAILED, "letters or digits alone")


def both_cases(value: str, around: Surroundings) -> Verdict:
    """Capitals, small letters and digits, as 40 characters of base64 have; hashes in hex have one case."""
    varied = value.lower() != value and value.upper() != value and any(map(str.isdigit, value))
    return _NEUTRAL if varied else Verdict(State.FAILED, "letters of one case")


def mixed_or_random(value: str, around: Surroundings) -> Verdict:
    """Letters and digits both, or letters in a row that no language writes."""
    if _mixes_letters_and_digits(value):
        return _NEUTRAL
    if len(value) >= _LETTERS_ALONE and any(map(str.isalpha, value)) and _is_random(value):
        return _NEUTRAL
    return Verdict(State.FAILED, "letters or digits alone")


def no_sequence(value: str, around: Surroundings) -> Verdict:
    """Made-up keys run through the alphabet, the digits or the keyboard, or repeat a block: they stay, but less surely.

    So do hexadecimal digits of both cases, which no program prints.
    """
    if _is_made_up(value):
        return Verdict(State.FAILED, "runs through the alphabet like a sample")
    if _echoes(value) or _HEX_OF_BOTH_CASES.fullmatch(value):
        return Verdict(State.FAILED, "typed rather than drawn at random")
    return _NEUTRAL


def no_uuid(value: str, around: Surroundings) -> Verdict:
    """A UUID names a thing far more often than it opens one; one of wrong length or digits is no key at all."""
    if _UUID.fullmatch(value):
        return Verdict(State.FAILED, "a UUID")
    alike = _UUID_AT_END.search(value)
    broken = alike is not None and _UUID.fullmatch(alike[1]) is None and _mixes_letters_and_digits(alike[1])
    return Verdict(State.FAILED, "a UUID that is cut, mistyped or a sample") if broken else _NEUTRAL


def no_uuid_of_time(value: str, around: Surroundings) -> Verdict:
    """UUIDs of version 1 are made of the clock and the machine (RFC 9562): nobody draws a key so."""
    return Verdict(State.FAILED, "a UUID made of the time") if _UUID_OF_TIME.fullmatch(value) else _NEUTRAL


def long_or_varied(value: str, around: Surroundings) -> Verdict:
    """At least 20 characters, or capitals, small letters and digits: a short code of one case is an id as often as a key."""
    varied = both_cases(value, around).state is not State.FAILED
    return _NEUTRAL if len(value) >= 20 or varied else Verdict(State.FAILED, "short and plain")


def _is_random(value: str) -> bool:
    """Whether the string, or a part of it long enough for a key, reads like a random draw."""
    parts = [value, *(part for part in _PARTS.split(value) if len(part) >= 16)]
    return any(bits_per_character(part) < _bar(part) for part in parts)


def _bar(value: str) -> float:
    bars: tuple[tuple[int, float], ...] = _BARS
    if not any(map(str.isdigit, value)):
        bars = _ONE_CASE_BARS if value in (value.lower(), value.upper()) else _MIXED_LETTERS_BARS
    return next(bar for least, bar in bars if len(value) >= least)


def _mixes_letters_and_digits(value: str) -> bool:
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def _steps(value: str) -> bool:
    """Most neighbours differ by one or not at all, as in 123456 or abcdef."""
    if len(value) < 6:
        return False
    codes = list(map(ord, value))
    steps = list(map(sub, codes[1:], codes))
    return (steps.count(0) + steps.count(1)) * 3 > 2 * (len(value) - 1)


@lru_cache(maxsize=16)  # two checks ask it of one value
def _is_made_up(value: str) -> bool:
    """Whether a person typed the string: rows of the alphabet, also backwards or in turns with digits, and blocks."""
    low = value.lower()
    return (
        _steps(low)
        or _steps(low[::-1])
        or _KEYBOARD.search(low) is not None
        or _alternates(low)
        or _repeats(low)
        or _in_runs(low) * 5 >= len(low) * 3
    )


def _alternates(value: str) -> bool:
    """a1b2c3…: the letters on their own run through the alphabet, and so do the digits."""
    letters = [ord(character) for character in value if "a" <= character <= "z"]
    digits = [ord(character) for character in value if "0" <= character <= "9"]
    return _runs(letters, 26) and _runs(digits, 10)


def _runs(codes: list[int], cycle: int) -> bool:
    if len(codes) < 5:
        return False
    steps = [step % cycle for step in map(sub, codes[1:], codes)]
    same = steps.count(0)
    return (same + max(steps.count(1), steps.count(cycle - 1))) * 4 >= 3 * len(steps)


def _in_runs(value: str) -> int:
    """How many characters stand in runs of three or more, as in abc123def456."""
    codes = list(map(ord, value))
    steps = bytes(step == 1 for step in map(sub, codes[1:], codes))
    return sum(len(run) + 1 for run in steps.split(b"\0") if len(run) > 1)


def _repeats(value: str) -> bool:
    """A block of up to a third of the string, again and again, as the beginning of a long one tells."""
    compact = value[: 2 * _BEGINNING].replace("-", "")[:_BEGINNING]
    size = len(compact)
    return size >= 12 and any(_comes_back(compact, period) for period in range(1, size // 3 + 1))


def _comes_back(text: str, period: int) -> bool:
    """Whether nine in ten characters are those so many before them."""
    later = text[period:]
    few = len(later) // 10 + 1  # where so many differ in a row, too many do
    return any(map(eq, text[:few], later)) and sum(map(eq, text, later)) * 10 >= 9 * len(later)


def _echoes(value: str) -> bool:
    """Whether some characters stand twice in a row too long for chance; runs of few characters do not count."""
    if not 2 * _ECHO <= len(value) <= _LONGEST_ECHO:
        return False
    seen: set[str] = set()
    for start in range(len(value) - _ECHO + 1):
        block = value[start : start + _ECHO]
        if block in seen and len(set(block)) >= _ECHO // 2:
            return True
        seen.add(block)
    return False
