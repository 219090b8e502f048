"""Numbers on cards, letters and vehicles that python-stdnum does not know: insurance, licences, passports, plates."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_OK = Verdict(State.PROVEN, "checksum ok")
_FAILED = Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")
_NO = Verdict(State.FAILED)
_NEUTRAL = Verdict(State.NEUTRAL)

DIGITS = 4  # at least, in the number of a passport or licence
_DE_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
_NISS_WEIGHTS = (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)
_PIS_WEIGHTS = (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
_DAY = lazy_compile(r"0[1-9]|[12]\d|3[01]")


def _digits(value: str) -> str:
    return "".join(character for character in value if character in "0123456789")


def de_insurance_number(value: str, around: Surroundings) -> Verdict:
    """German pension insurance number: the letter as two digits, weights 2 1 2 5 7 1 2 …, sums of digits modulo 10."""
    text = "".join(value.split()).upper()
    letter = text[8:9]
    if len(text) != 12 or not ("A" <= letter <= "Z") or len(_digits(text)) != 11:
        return _FAILED
    digits = text[:8] + f"{ord(letter) - 64:02d}" + text[9:11]
    total = sum(sum(divmod(weight * int(digit), 10)) for weight, digit in zip(_DE_WEIGHTS, digits, strict=True))
    return _OK if total % 10 == int(text[11]) else _FAILED


def es_nss(value: str, around: Surroundings) -> Verdict:
    """Spanish social security number: province and number modulo 97."""
    digits = _digits(value)
    if len(digits) != 12 or not (1 <= int(digits[:2]) <= 66):
        return _FAILED
    number = int(digits[2:10])
    whole = int(digits[:2]) * 10_000_000 + number if number < 10_000_000 else int(digits[:10])
    return _OK if whole % 97 == int(digits[10:]) else _FAILED


def pt_niss(value: str, around: Surroundings) -> Verdict:
    """Portuguese social security number: weights 29 23 19 … 2, nine less the sum modulo 10."""
    digits = _digits(value)
    if len(digits) != 11 or len(set(digits)) < 3:
        return _FAILED
    total = sum(weight * int(digit) for weight, digit in zip(_NISS_WEIGHTS, digits[:10], strict=True))
    return _OK if 9 - total % 10 == int(digits[10]) else _FAILED


def br_pis(value: str, around: Surroundings) -> Verdict:
    """Brazilian PIS, PASEP or NIT: weights 3 2 9 8 … 2, modulo 11."""
    digits = _digits(value)
    if len(digits) != 11 or len(set(digits)) < 3:
        return _FAILED
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_PIS_WEIGHTS, digits[:10], strict=True)) % 11
    return _OK if (0 if rest > 9 else rest) == int(digits[10]) else _FAILED


def uk_driver_number(value: str, around: Surroundings) -> Verdict:
    """British driver number: five letters of the name, filled with nines, then the date of birth; 16 places in all."""
    text = "".join(value.split())
    if len(text) != 16 or not _DAY.fullmatch(text[8:10]) or text[6:8].isdigit() is False:
        return _NO
    month = int(text[6:8])
    return _NEUTRAL if 1 <= month <= 12 or 51 <= month <= 62 else _NO


def document_number(value: str, around: Surroundings) -> Verdict:
    """The number of a passport, card or licence, which has no rule that holds everywhere: enough digits, not all equal."""
    digits = _digits(value)
    return _NEUTRAL if len(digits) >= DIGITS and len(set(digits)) > 2 else _NO


def plate(value: str, around: Surroundings) -> Verdict:
    """A licence plate: letters and digits, at least four places, and no date or unit of money."""
    bare = [character for character in value if character.isalnum()]
    digits = sum(character.isdigit() for character in bare)
    money = value[-3:] in ("EUR", "USD", "GBP", "CHF", "SEK", "PLN", "BRL", "NOK", "DKK")
    if _TRAIN_OR_NORM.match(value) is not None or _MODEL_BEFORE.search(around.before[-20:]):
        return _NO
    return _NEUTRAL if len(bare) >= 4 and 1 <= digits < len(bare) and not money else _NO


# Whose models have letters and digits: ``Mercedes-Benz GLC 220``.
_MODEL_BEFORE = lazy_compile(
    r"(?i)(?:mercedes(?:-benz)?|benz|amg|lexus|polestar|bmw|kawasaki|yamaha|ktm|iveco|volvo) \Z"
)
# Abbreviations in front of numbers of trains, norms and requests; no place of registration has these letters.
_TRAIN_OR_NORM = lazy_compile(
    r"(?:ICE|TGV|AVE|RJX|ICN|IRE|TLK|EIP|EIC|KTX|ISO|DIN|IEC|RFC|CVE|PEP|IEEE|ANSI|ASTM)[ -]?\d"
)


_VEHICLE = lazy_compile(
    r"(?<![^\W_])(?:cars?|vans?|truck|lorry|vehicles?|park(?:ed|ing|s)?|drives?|driving|driver|tow(?:ed)?|autos?|pkw|lkw|wagen|fahrzeug\w*|kfz|fahrer\w*|stellpl\w+|parkpl\w+|geparkt|parkt|garage\w*|tiefgarage|abgeschleppt"
    r"|voitures?|véhicules?|camion\w*|garée?s?|stationn\w+|conduc\w+|fourrière|coches?|furgoneta|vehículos?|aparcad[oa]|aparca\w*|estacionad[oa]|garaje|grúa|macchin[ae]|autovettur\w|veicol\w|furgone|parcheggi\w+"
    r"|posto auto|rimozione|auto's|busje|voertuig\w*|geparkeerd|parkeer\w*|takel\w*|carros?|viaturas?|carrinha|automóv\w+|estaciona\w+|garagem|reboque|samoch\w+|aut(?:em|o|a)|pojazd\w*|parking\w*|zaparkow\w+"
    r"|garaż\w*|bil(?:en|ar)?|fordon\w*|parker\w+|skåpbil\w*|taxi\w*|leihwagen|mietwagen|dienstwagen|firmenwagen|company car)(?![^\W_])",
    re.IGNORECASE,
)


def plate_near_a_vehicle(value: str, around: Surroundings) -> Verdict:
    """A plate in a sentence about a vehicle, its driver or where it is parked."""
    near = around.before[-120:].rpartition("\n\n")[2] + " " + around.after[:60].partition("\n")[0]
    return _NEUTRAL if _VEHICLE.search(near) else _NO


_ACCIDENT = lazy_compile(
    r"(?<![^\W_])(?:accident|collision|collided|crash\w*|rolled back|rear-?ended|whiplash|hit and run|third party|other driver|at fault|parked|parking|speeding|pcn|penalty charge|lights|junction|unfall\w*|gegner\w*|auffuhr|fuhr|aufgefahren|rückwärts\w*|vorfahrt|kennz\w*|fahrerflucht|geblitzt|bußgeld\w*|vn"
    r"|constat|sinistre|percuté\w*|adverse|reculant|feux?|excès de vitesse|contrario|contraria|siniestro|accidente|choc\w+|invadió|carril|alcance|multa|atestado|incidente|tamponament\w*|tamponat\w*|controparte|sinistro|investit\w*|aanrijding|tegenpartij|botsing|achteruit|schadeformulier|boete"
    r"|sprawc\w+|poszkodowan\w+|szkod\w+|kolizj\w+|wypad\w+|stłuczk\w+|mandat|acidente|bateu|embateu|colisão|condutora?|batida|krock\w*|olycka\w*|motpart\w*|körde|påkörd|backade|böter)(?![^\W_])",
    re.IGNORECASE,
)
_NAME_BEFORE = lazy_compile(r"[^\W\d_a-zß-öø-ÿ][\w’'-]+[ ,:(]{1,3}\Z")


def plate_of_a_party(value: str, around: Surroundings) -> Verdict:
    """A plate right behind a name in a text about an accident, a claim for one or a fine."""
    near = around.before[-220:] + " " + around.after[:160]
    named = _NAME_BEFORE.search(around.before[-40:]) is not None
    return _NEUTRAL if named and _ACCIDENT.search(near) else _NO


_DATE = lazy_compile(r"\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d|(?:19|20)\d\d[./ -]\d{1,2}[./ -]\d{1,2}")


def identity_number(value: str, around: Surroundings) -> Verdict:
    """A number under a label for one: six digits at least, three of them different, and no date."""
    digits = [character for character in value if character.isdigit()]
    if len(digits) < 6 or len(set(digits)) < 3 or _DATE.fullmatch(value):
        return Verdict(State.FAILED, "no number of a paper")
    if _VAT.fullmatch(value):  # the label of the German one ends like that of people
        return Verdict(State.FAILED, "a VAT number")
    return Verdict(State.NEUTRAL)


_VAT = lazy_compile(r"DE ?\d{3} ?\d{3} ?\d{3}|ATU\d{8}")
_PL_CARD = lazy_compile(r"[A-Z]{3}[0-9]{6}")
_PL_WEIGHTS = (7, 3, 1, 9, 7, 3, 1, 7, 3)


def pl_identity_card(value: str, around: Surroundings) -> Verdict:
    """A Polish identity card: three letters and six digits, the first of which checks the others."""
    bare = value.replace(" ", "").upper()
    if not _PL_CARD.fullmatch(bare):
        return _FAILED
    worth = (int(character, 36) for character in bare)
    total = sum(weight * each for weight, each in zip(_PL_WEIGHTS, worth, strict=True))
    return _OK if total % 10 == 0 else _FAILED
