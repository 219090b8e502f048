"""Numbers of court files, fines and bookings: whether they are of somebody the text is about, or of public life."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.record_numbers import number_of_a_record
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import is_full_name, names_somebody
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "no file of somebody")
_NEUTRAL = Verdict(State.NEUTRAL)
_BEFORE, _AFTER = 200, 160  # characters
# Decisions that courts publish are cited by their numbers.
_PUBLISHED = lazy_compile(
    r"(?<![^\W_])(?:urteil\w*|beschl\w+|bgh|bverfg|bag|eugh|ecli|rspr\w*|judg\w+|ruling|held|v\.?|vs\.?|precedent|cour de cassation|cass\.|arrêt|jurisprudence|sentencia|tribunal supremo|stc|sentenza|cassazione|corte|uitspraak|hoge raad"
    r"|wyrok\w*|uchwał\w*|orzecz\w*|acórdão|supremo|stj|domstolen|nja|dom\b)(?![^\W_])",
    re.IGNORECASE,
)
_PARTY_NEAR = lazy_compile(
    r"(?<![^\W_])(?:mandant(?:in|en)?|beschuldigte[rn]?|angeklagte[rn]?|zeug(?:e|in|en)|herrn?|frau|vn|client|defendant|claimant|applicant|witness|plaintiff|debtor|mr|mrs|ms|prévenue?|mme|monsieur|assistit[oa]|imputat[oa]|sig|d[oñ][nñ]a?|imputad[oa]"
    r"|verdachte|mevrouw|dhr|oskarżon\w+|podejrzan\w+|pokrzywdzon\w+|pani?|pana|arguid[oa]|sra?|målsägande|misstänkt\w?|anmälare)(?![^\W_])",
    re.IGNORECASE,
)
_NAME_AFTER = lazy_compile(
    r"[\])]?[ ]?[,:;|–-]{0,2}[ ]?(?:\(|for |für |pour |para |per |voor |dla |för |a nombre de )?((?:[^\W\d_a-zß-öø-ÿ][\w’'-]*\.?[ ]?){2,3})"
)
_TITLE_AFTER = lazy_compile(
    r"[\])]?[ ]?[,:;|–-]{0,2}[ ]?(?:Mrs?|Ms|Miss|Herrn?|Frau|Mme|M\.|Sra?|Sig|Dhr|Mevr|[Mm]evrouw|Mw|Pani?|Dona)\b"
)
_TRAVELLER = lazy_compile(
    r"(?<![^\W_])(?:passport\w*|pax|adults?|guests?|dob|reisepass\w*|erwachsene\w*|passeport|adultes?|pasaporte|adultos?|nac|passaporto|adulti|paspoort|volwassenen|paszport\w*|passaporte|pass(?:nr)?|vuxna|visa)(?![^\W_])",
    re.IGNORECASE,
)


def court_file_of_somebody(value: str, around: Surroundings) -> Verdict:
    """The number of a file at court, where a party or somebody by name stands near and no published decision is cited."""
    before, after = around.before[-_BEFORE:], around.after[:_AFTER]
    if _PUBLISHED.search(before[-60:]):
        return _NO
    near = f"{before} | {after}"
    return _NEUTRAL if _PARTY_NEAR.search(near) or names_somebody(near) else _NO


def booking_of_somebody(value: str, around: Surroundings) -> Verdict:
    """A code of letters and digits right in front of a name or a title, or in a line that names somebody before it."""
    if value.isalpha() or (value.isdigit() and len(value) < 5):
        return _NO
    after = around.after[:80]
    named = _NAME_AFTER.match(after)
    if _TITLE_AFTER.match(after) or (named is not None and is_full_name(named[1])):
        return _NEUTRAL
    if named is not None and len(named[1].split()) > 1 and _TRAVELLER.search(after):
        return _NEUTRAL
    line = around.before[-100:].rpartition("\n")[2]
    return _NEUTRAL if names_somebody(line) or _PARTY_NEAR.search(line[-60:]) else _NO


def number_with_the_insured(value: str, around: Surroundings) -> Verdict:
    """The number of a member or patient, of five digits and more."""
    if sum(map(str.isdigit, value)) < 5:
        return _NO
    return number_of_a_record(value, around)
