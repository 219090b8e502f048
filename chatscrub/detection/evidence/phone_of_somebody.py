"""Telephone numbers that no word announces: right behind somebody's name, or at the end of what somebody wrote."""

from __future__ import annotations

from chatscrub.detection.evidence.phone import phone_plausible
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import names_somebody
from chatscrub.detection.mobiles import is_mobile
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "no number of somebody")
_NAME = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*"
_BEHIND_A_NAME = lazy_compile(
    rf"((?:(?:Mrs?|Ms|Miss|Herrn?|Frau|Mme|Mlle|M\.|Sra?|D\.|Sig(?:\.ra)?|Dhr|Mevr|mevrouw|heer|Mw|Dona|Pani?|Pana|Panią)\.?ª? )?(?:{_NAME} ){{0,2}}{_NAME})(?: \([^()\d\n]{{1,20}}\))?(?:,|:|;| [–—|-]|\t| \()?[ ]?\(?\Z"
)
_BETWEEN = " \t,:;–—|(-"  # a name and its number
_TITLED = lazy_compile(
    r"(?:Mrs?|Ms|Miss|Herrn?|Frau|Mme|Mlle|M\.|Sra?|D\.|Sig(?:\.ra)?|Dhr|Mevr|mevrouw|heer|Mw|Dona|Pani?|Pana|Panią)\.?ª? "
)
_ENDS = 60  # characters
_AT_AN_END = lazy_compile(r"(?:[.!?…][\"”»']? |[.!?…]?\n[ >\t]*)\Z")
_END = lazy_compile(r"[.]?\s?[\"”»'`)]{0,2}\s*(?:\n|\Z)")
_TWO_WORDS = lazy_compile(rf"[ \t>•*-]*{_NAME} {_NAME}[ ,:–-]{{1,3}}")  # all that a line holds beside the number
_OTHER_NUMBER = lazy_compile(r"\d[ /.-]\Z")
_MOBILE_REGIONS = ("GB", "IE", "FR", "DE", "NL", "SE", "ES", "IT", "PT", "PL", "IN", "AU", "AT", "BE", "CH", "BR", "ZA")


def mobile_of_somebody(value: str, around: Surroundings) -> Verdict:
    """A mobile number right behind a name, or alone at the end of a message."""
    placed = _placed(around)  # asked first, for it costs the least
    if placed is _NO or phone_plausible(value, around).state is State.FAILED or not is_mobile(value, _MOBILE_REGIONS):
        return _NO
    return placed


def american_phone_of_somebody(value: str, around: Surroundings) -> Verdict:
    """A number of the North American plan with blanks between its groups, right behind a name or at a message's end."""
    from stdnum.gb import nhs

    from chatscrub.detection.evidence.phone import phone_north_american

    placed = _placed(around)
    if placed is _NO or nhs.is_valid(value) or phone_north_american(value, around).state is State.FAILED:
        return _NO
    return placed


def _placed(around: Surroundings) -> Verdict:
    line = around.before[-80:].rpartition("\n")[2]
    if _OTHER_NUMBER.search(line):
        return _NO
    named = _BEHIND_A_NAME.search(line) if _may_end_in_a_name(line) else None
    if named is not None and (_TITLED.match(named[1]) or names_somebody(named[1])):
        return Verdict(State.NEUTRAL, "behind a name")
    if _END.match(around.after) is None:
        return _NO
    if _TWO_WORDS.fullmatch(line):
        return Verdict(State.NEUTRAL, "behind a name")
    if _AT_AN_END.search(around.before[-_ENDS:]):
        return Verdict(State.NEUTRAL, "at the end of a message")
    return _NO


def _may_end_in_a_name(line: str) -> bool:
    """Whether the last word has a capital, or more than ASCII: nearly all lines are refuted so before a search in them."""
    last = line.rstrip(_BETWEEN)
    if last.endswith(")"):
        return True
    last = last.rpartition(" ")[2]
    return not (last.isascii() and last == last.lower())
