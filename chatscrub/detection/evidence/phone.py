"""Phone numbers, by the numbering plans that come with the phonenumbers library."""

from __future__ import annotations

import re
from functools import lru_cache

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mobiles import is_mobile
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "no number of a numbering plan")
_NORTH_AMERICA = ("US",)
# Where a number is dialled with a leading zero.
_TRUNK_ZERO = (
    "GB",
    "DE",
    "FR",
    "IT",
    "NL",
    "AT",
    "CH",
    "BE",
    "SE",
    "FI",
    "IE",
    "AU",
    "NZ",
    "ZA",
    "JP",
    "IN",
    "TR",
    "RO",
)
_NO_TRUNK = ("ES", "PT", "PL", "CZ", "DK", "NO", "GR", "HU", "MX", "BR", "SG", "IL", "CN", "KR")
REGIONS = (*_NORTH_AMERICA, *_TRUNK_ZERO, *_NO_TRUNK)
"""The larger countries, whose plans a number without country code is held against."""

_DATE = lazy_compile(
    r"(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}([-/. ])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d"
)
_DECIMAL = lazy_compile(r"\+?\d{1,2}\.\d{5,}")
_IPV4 = lazy_compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_SSN = lazy_compile(r"\d{3}-\d{2}-\d{4}")
# Groups of four in front or behind: an account or card number in the middle of which the digits would be.
_GROUP_BEFORE = lazy_compile(r"\d{4} \Z")
_GROUP_AFTER = lazy_compile(r" \d{4}\b")
_PIECE_BEFORE = lazy_compile(r"[0-9][./_-]\Z|[A-Za-z]_\Z|[#$€£]\s?\Z")
_PIECE_AFTER = lazy_compile(r"[.:/_-]?\d|%|\s?[€$£]")
# What stands right behind the number of a part or a batch is no telephone; an order may be called in.
_OF_AN_ARTICLE = lazy_compile(
    r"(?:(?<![^\W_])(?:(?:part|parts|article|material|batch|lot|serial|catalogue|catalog|drawing|stock)[ -]?(?:no|nr|number|code|#)|p/n|s/n|sku|(?:teile|artikel|material|chargen|serien|sach|zeichnungs|ersatzteil|los)[ -]?(?:nr|nummer)|teil|charge|art\.-?nr"
    r"|réf(?:érence)?|pièce|n° de (?:pièce|lot|série)|referencia|pieza|lote|n[º°] de (?:pieza|serie|lote)|articolo|cod(?:ice)?\. ?art(?:icolo)?|ricambio|lotto|matricola|referência|peça|artikelnummer|onderdeel(?:nummer)?|partijnummer|część|części|numer części|indeks|partia|nr seryjny"
    r"|díl\w{0,2}|číslo dílu|šarže|položka|diel\w{0,2}|artikelnr|detalj(?:nr|nummer)?|reservdel(?:snummer)?|varenr|varenummer|reservedel(?:snummer)?|delenummer|serienr|osanumero|tuotenumero|eränumero|cikkszám|alkatrész(?:szám)?|gyártási szám|cod (?:articol|piesă|produs)|lotul?|seria"
    r"|parça (?:no|numarası)|ürün kodu|stok kodu|seri no|κωδικός (?:είδους|ανταλλακτικού)|αρ\. παρτίδας|артикул|деталь|номер детали|партия|серийный номер|номер деталі|партія|серійний номер|رقم (?:القطعة|الصنف|الدفعة))(?![^\W_])"
    r"|(?:物料|料|零件|部件|货|貨|批次|批|型|产品|產品|图|序列)(?:编|編)?[号號]码?|品番|型番|部品番号|図番|製造番号|ロット(?:番号)?|부품 ?번호|품번|자재 ?번호|품목 ?코드|제품 ?번호|일련 ?번호|로트 ?번호)[ ]?(?:nr|no|č|n[º°])?[ .:#=：]{0,3}\Z",
    re.IGNORECASE,
)

_CALLED = 60  # characters in front of a number
_GREEK_NEAR = 80
_GREEK = lazy_compile(r"[α-ωά-ώ]{3}")
_NORDIC_CALLED = lazy_compile(
    r"(?<!\w)(?:tlf|tel|telefon\w*|mobil\w*|ring\w{0,3}|sms\w*|træffes|nås|kontakt\w*|nummer\w*|kald\w*|beskjed|besked|mor|far|mamma|pappa|søn|datter|kone|mand|mann|pårørende|værge|hos|ved|vår|melding)(?!\w)[^\n]{0,40}\Z",
    re.IGNORECASE,
)
# Further pairs of digits: a row of sizes or of numbers that were drawn.
_OF_MORE = lazy_compile(r"\d\d[ ,]{1,2}\Z")
_MORE = lazy_compile(r"[ ,]{1,2}\d\d\b")
_MOBILE_REGIONS = ("ES", "IT", "PT", "PL", "CZ", "SK", "HU")


def phone_international(value: str, around: Surroundings) -> Verdict:
    """A number with its country code that the plan of that country has."""
    number = value.strip()
    return _judge("+" + number[2:] if number.startswith("00") else number, around, ("ZZ",))


def phone_north_american(value: str, around: Surroundings) -> Verdict:
    """A number of the North American plan: area and exchange that are in use."""
    return _judge(value, around, _NORTH_AMERICA)


def phone_national(value: str, around: Surroundings) -> Verdict:
    """A number with a leading zero that fits the plan of one of the larger countries that dial one."""
    # Shorter ones exist in small places, but so do dates and order numbers.
    if sum(character.isdigit() for character in value) < 9:
        return _NO
    if _GROUP_BEFORE.search(around.before[-6:]) or _GROUP_AFTER.match(around.after):
        return _NO
    return _judge(value, around, _TRUNK_ZERO)


def phone_by_plan(value: str, around: Surroundings) -> Verdict:
    """A number of eight digits or more that the plan of some larger country has, with or without a leading zero."""
    if sum(character.isdigit() for character in value) < 8:
        return _NO
    if _GROUP_BEFORE.search(around.before[-6:]) or _GROUP_AFTER.match(around.after):
        return _NO
    return _judge(value, around, REGIONS)


def phone_mobile(value: str, around: Surroundings) -> Verdict:
    """A mobile number of a country whose numbers have no leading zero."""
    if _other(value, around) or _GROUP_BEFORE.search(around.before[-6:]) or _GROUP_AFTER.match(around.after):
        return _NO
    return Verdict(State.NEUTRAL, "in the numbering plan") if is_mobile(value, _MOBILE_REGIONS) else _NO


def phone_nordic(value: str, around: Surroundings) -> Verdict:
    """A number of the Danish or Norwegian plan behind a word for calling, a small word of these languages, or a name."""
    before = around.before[-_CALLED:].rpartition("\n")[2]
    if _OF_MORE.search(before) or _MORE.match(around.after) or _NORDIC_CALLED.search(before) is None:
        return _NO
    return _judge(value, around, ("DK", "NO"))


def phone_greek(value: str, around: Surroundings) -> Verdict:
    """A number of the Greek plan in a text in Greek letters."""
    near = f"{around.before[-_GREEK_NEAR:]}{around.after[:_GREEK_NEAR]}"
    return _judge(value, around, ("GR",)) if _GREEK.search(near) is not None else _NO


def phone_brazilian(value: str, around: Surroundings) -> Verdict:
    """A number of the Brazilian plan, area code first."""
    return _judge(value, around, ("BR",))


def phone_plausible(value: str, around: Surroundings) -> Verdict:
    """What stands behind a word for phone: 7 to 15 digits that are no date, no card and no network address."""
    return _NO if _other(value, around) else Verdict(State.NEUTRAL)


def phone_in_plan(value: str, around: Surroundings) -> Verdict:
    """PROVEN where the plan of some larger country has the number; never a reason against it.

    Shorter numbers prove nothing: some plan has almost every one of them.
    """
    if sum(map(str.isdigit, value)) < 9:
        return Verdict(State.NEUTRAL)
    verdict = _judge(value, around, REGIONS)
    return verdict if verdict.state is State.PROVEN else Verdict(State.NEUTRAL)


def _judge(value: str, around: Surroundings, regions: tuple[str, ...]) -> Verdict:
    return _NO if _other(value, around) else _in_plan(value, regions)


@lru_cache(maxsize=4096)
def _in_plan(value: str, regions: tuple[str, ...]) -> Verdict:
    import phonenumbers
    from phonenumbers import PhoneNumberType

    free = (PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN)
    for region in regions:
        try:
            number = phonenumbers.parse(value, None if region == "ZZ" else region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            flags = ("toll-free",) if phonenumbers.number_type(number) in free else ()
            return Verdict(State.PROVEN, "in the numbering plan", flags)
    return _NO


def _other(value: str, around: Surroundings) -> bool:
    """Whether the digits are something else, or a piece of something longer."""
    text = value.strip()
    digits = "".join(character for character in text if character.isdigit())
    if not 7 <= len(digits) <= 21 or len(set(digits)) < 3:
        return True
    if _DATE.match(text) or _DECIMAL.fullmatch(text) or _IPV4.fullmatch(text) or _SSN.fullmatch(text):
        return True
    if len(digits) == 16 and not text.startswith("+") and _luhn(digits):
        return True
    if _PIECE_BEFORE.search(around.before[-3:]) or _PIECE_AFTER.match(around.after):
        return True
    return _OF_AN_ARTICLE.search(around.before[-40:]) is not None


def _luhn(digits: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(digits))
