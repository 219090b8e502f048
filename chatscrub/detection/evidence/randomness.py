"""Evidence in random strings: is a value drawn at random, or is it a word, a name, a template, a run of the alphabet."""

from __future__ import annotations

import math
import re
from collections import Counter

from chatscrub.detection.evidence.passwords import _COMMON_PAIRS, _common_pairs, _is_sequence, _is_template
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict

_NEUTRAL = Verdict(State.NEUTRAL)
_HEX_RUN = re.compile(r"[0-9a-fA-F]{16,}")


def not_wordy(value: str, around: Surroundings) -> Verdict:
    """A random string: enough different characters for its length, no template, no sequence, few English letter pairs."""
    if _is_template(value) or (_is_sequence(value.lower()) and not _mixes_letters_and_digits(value)):
        return Verdict(State.FAILED, "a template or sequence")
    compact = value.replace("-", "").replace("_", "")
    # A random string of hex digits or more reaches this; repeated blocks, padding and words do not.
    if _entropy(compact) < min(2.9, 0.62 * math.log2(max(2, len(compact)))):
        return Verdict(State.FAILED, "too regular for a random string")
    hex_run = max(map(len, _HEX_RUN.findall(compact)), default=0)
    if hex_run == len(compact):
        enough = any(map(str.isdigit, compact)) and any(map(str.isalpha, compact))
        return _NEUTRAL if enough else Verdict(State.FAILED, "not random")
    if hex_run * 5 < len(compact) * 3 and _made_of_words(value):  # hex letters pair up like English
        return Verdict(State.FAILED, "made of words")
    return _NEUTRAL


def not_filler(value: str, around: Surroundings) -> Verdict:
    """For tokens with an issuer's prefix: the part behind it is no template, sequence or repetition."""
    body = value[-max(8, len(value) * 2 // 3) :]
    if _is_template(value) or _is_sequence(body.lower()) or _entropy(body) < min(2.5, 0.55 * math.log2(len(body))):
        return Verdict(State.FAILED, "a filler")
    return _NEUTRAL


def mixed_classes(value: str, around: Surroundings) -> Verdict:
    """Letters and digits both: for shapes in which a name or a number alone would be junk."""
    return _NEUTRAL if _mixes_letters_and_digits(value) else Verdict(State.FAILED, "letters or digits alone")


def no_sequence(value: str, around: Surroundings) -> Verdict:
    """Made-up keys run through the alphabet and the digits: they stay, but less surely."""
    if _is_sequence(value.lower()):
        return Verdict(State.FAILED, "runs through the alphabet like a sample")
    return _NEUTRAL


def _mixes_letters_and_digits(value: str) -> bool:
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def _entropy(value: str) -> float:
    """Shannon entropy in bits per character."""
    size = len(value) or 1
    return -sum(count / size * math.log2(count / size) for count in Counter(value).values())


def _made_of_words(value: str) -> bool:
    """More frequent pairs than random letters give but once in a thousand strings (3.3 standard deviations)."""
    share, count = _common_pairs(value)
    expected = len(_COMMON_PAIRS) / 26**2
    return count > 0 and share > expected + 3.3 * math.sqrt(expected * (1 - expected) / count)
