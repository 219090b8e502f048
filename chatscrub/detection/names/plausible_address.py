"""Which mentions of a street, a house and a town are an address of somebody."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import REACH
from chatscrub.detection.names.features import STREET_ENDING, STREETS
from chatscrub.detection.names.forms import BORDER, CAPITAL
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.model import MARK, Mention, trimmed
from chatscrub.detection.names.other_names import MORE_PLACES, PLACES
from chatscrub.detection.premises import behind_its_form, is_invented, is_open_to_all, without_years
from chatscrub.lazy_patterns import lazy_compile

_NEAR = 30  # characters
SURE_OF_ADDRESS = 0.3
SURE_OF_NO_STREET = 0.6
ADDRESS_LENGTHS = (8, 200)
_WORDS = lazy_compile(r"[^\W\d_]+")
_NUMBER = lazy_compile(r"\d")
_POSTCODE = lazy_compile(
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\d{4} ?[A-Z]{2}\b"
)  # British, Dutch; the model may cut them
_HOUSE = lazy_compile(r"(?<![\w.-])\d{1,6}(?:[ -]?[a-zA-Z])?(?![\w%])")
_TOWN = lazy_compile(
    r"\b\d{4,5}(?:[ -]?[A-Z]{2})? [^\W\d_]{3}|\b\d{2}-\d{3} [^\W\d_]{3}|\b\d{3} \d{2} [^\W\d_]{3}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
# Floor, door, postcode and town behind the house number, which the model may cut.
_TAIL = lazy_compile(
    r"(?:,? ?(?:\d{1,2}\.? ?[ºª°]|(?i:esc|esq|dto|drt|izq|izda|dcha|puerta|pta|piso|planta|bajo|entl|ático|bloco|apto?|andar|frente|int|interno|scala|piano|bât|appt|lok|m|lgh|wohnung|whg|flat|apt)\b)"
    r"\.?[ ]?(?:[^\W\d_]{1,5}\b\.?|\d{1,4}[a-z]?\b)?[ºª°]?){0,4}(?:,|,?\n)? {0,2}(?:\d{4}-\d{3}|\d{5}(?:-\d{3})?|\d{2}-\d{3}|\d{3} \d{2}|\d{4} [A-Z]{2})"
    r" [^\W\d_a-zß-öø-ÿ][^\W\d_]{2,20}(?: (?:(?:de|la|do|da|di|am|sul) )?[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,20}){0,2}"
)
# A label behind a comma, and its number: ``, Kd-Nr. 482193``, ``, n° allocataire 4821937``, ``, rego CKV48T``.
_LABELLED = lazy_compile(
    r"[,;]? (?:(?i:(?:kund|klant|kd|lid|polis|kunde|medlems|vers|vertrags|mitglieds)[ -]?n(?:r|ummer)|n[°º] (?:de )?[^\W\d_]{4,14}|nr (?:klienta|konta|polisy|umowy)|dni|nif|cpf|cod(?:ice)?\.? (?:fiscale|cliente)|pesel|bsn|dob|d\.o\.b\.?|rego|medicare|tel(?:efon\w*|éphone)?|tlf|mob(?:il\w*)?|ph(?:one)?|cell|fax|e-?mail|iban|nhs|ssn|born|geb|née?|passport|policy|acct|account)\b|(?-i:CF|NI|TC|RUT|CURP|PAN)\b)[.:# ]{0,3}(?=[^\n]*\d)"
)
_MARKED = lazy_compile(rf"\n[ \t]*{MARK}")
# A line of a block below the street: flat or suite, town, and at last the postcode behind a state or country.
_LINE_BELOW = lazy_compile(
    rf"[ \t]?,?(?:\r?\n[ \t]{{0,4}}(?:{MARK})?){{1,2}}(?:(?P<unit>(?i:apt|apartment|suite|ste|unit|flat|floor|room|box|apto|appt|wohnung|whg|int|lok)\b\.? ?#?\w{{1,6}})"
    rf"|(?P<words>{CAPITAL}[^\W\d_]*(?:[ '’.-]{{1,2}}[^\W\d_]+){{0,5}})?,?(?P<code>(?:^|[ \t]{{0,2}})\d{{4,6}}(?:-\d{{3,4}})?)?)[ \t]*(?=,?\r?(?:\n|\Z))"
)
_LINE_BELOW_IN_SMALL = lazy_compile(_LINE_BELOW.pattern.replace(CAPITAL, r"[^\W\d_]"))
_LINES = 4
_NUMBER_BEFORE = lazy_compile(r"(?<![\w.,/:#+-])(?<!\d )\d{1,5}[a-zA-Z]?,? \Z")
_CORNER_BEFORE = lazy_compile(r"(?i:the )?(?i:corner of )\Z")
_CORNER = lazy_compile(
    rf" (?:and|&) (?:(?:\d{{1,4}} )?{CAPITAL}[^\W\d_]*\.?(?: {CAPITAL}[^\W\d_]*\.?){{0,3}}(?: \d{{1,4}})?)(?![\w@])"
)
_NO_COUNTRY_TEXT = """
account amount bill card case code customer extension fax file id invoice konto kunde mobile order page pin policy ref reference rechnung tel telefon telephone phone ticket total
january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday date datum fecha data
"""
_NO_COUNTRY = frozenset(_NO_COUNTRY_TEXT.split())
_NO_HOUSE = lazy_compile(
    r"(?i:^(?:stellplatz|parkplatz|zimmer|raum|room|bed|bett|lit|cama|letto|kassan?|pers\.? ?nr|nr|ticket|page|seite|punkt|schritt|step"
    r"|kostenstelle|lohnart|mandant|matricol\w*|autocarro|autobus|bus|linha|linea|línea|ligne|linie|line|lugar(?:es)?|posti?|plaza|turno|turma|classe|clase|klasse|gruppe|gruppo|grupo|gleis|binario|voie|halle"
    r"|regal|fach|schrank|spind|armadiett\w|cacifo|locker|gate|artikel|art|pos|posten|modell?[oe]?|ta|rr|puls|fc|hf)\b)|\d ?(?:h|uhr|kl)\b|\d:\d\d|^[a-zß-ÿ][^\d,]{0,12} "
)
# Numbers that are no house: amounts, prices, times, dates, coordinates and spans of years.
_AMOUNT = lazy_compile(
    r"\b\d[\d.,]* ?(?:km|kg|mg|ml|cl|dl|cm|mm|kW|hPa|°[CF]?|g|l|km/h|m²|€|EUR|USD|%|kcal|min)(?![\w])"
    r"|[€$£] ?\d[\d.,]*|\b\d{1,2} ?h(?: ?\d\d)?\b|\b\d{1,2}:\d\d\b|(?<!\d)(?:[0-2]?\d|3[01])\.? [^\W\d_]{3,12} (?:1\d|20)\d\d\b(?!,)|-?\b\d{1,3}\.\d{4,}\b|\b\d+[.,]\d\d?\b"
    r"|(?<![\w-])1[0-9]\d\d[-–]1[0-9]\d\d(?![\w-])"
)
# The lines of a chronicle.
_YEAR = lazy_compile(r"(?m)^[ \t]*(?:\d{1,2}\.? ?(?:\d{1,2}\.|[^\W\d_]{3,10}) ?)?1[0-9]\d\d(?= [^\W\d_])")
_YEARS = 2
# Everybody may know where an office or a museum is.
_PUBLIC = lazy_compile(
    r"(?i)\b(?:\w*museum|museo|museu|musée|muzeum|múzeum|müzesi|minist(?:ry|ère|erio|ério|ero|erium)|embassy|embajada|ambassade|ambasciata|botschaft|ambasada|consulate|konsulat|consulat|consulado|consolato|parliament|bundesamt|finanzamt"
    r"|datenschutzbeauftragte[rn]?|cnil|garante|ombudsman|information commissioner|ico|galleri[ae]|kathedrale|cathedral|cathédrale|catedral|opera house|staatsoper|tourist (?:office|information)|office du tourisme|oficina de turismo)\b[^\n]{0,60}\n?\Z"
)
_EMERGENCY = lazy_compile(r"(?<!\d)(?:1[0-2]\d|144|180|911|999|1339)(?!\d)")
_MOST_COUNTRIES = 2


def address(text: str, mention: Mention, lexicon: Lexicon, *, evidence: bool) -> tuple[int, int] | None:
    """The span of the address; None where nothing in it is a number, or where it is a hash or a serial number."""
    start, end = mention.start, mention.end
    cells = BORDER.split(text[start:end])
    if len(cells) > 1:  # whose it is stands in the cell before, and more about them behind it
        start += 0 if _NUMBER.search(cells[0]) else len(cells[0]) + 1
        end -= 0 if _NUMBER.search(cells[-1]) else len(cells[-1]) + 1
    before = _NUMBER_BEFORE.search(text, max(0, start - _NEAR), start)
    start = before.start() if before is not None else start
    last = text.rfind(" ", start, end)
    for at in (text.rfind(" ", start, max(last, start)), last) if last >= 0 else ():
        postcode = _POSTCODE.match(text, at + 1) if at >= 0 else None
        end = max(end, postcode.end() if postcode is not None else end)
    corner = _CORNER_BEFORE.search(text, max(0, start - _NEAR), start)
    other = _CORNER.match(text, end) if corner is not None else None
    start = corner.start() if corner is not None else start
    end = other.end() if other is not None else end
    tail = _TAIL.match(text, end)
    end = tail.end() if tail is not None else _end_of_block(text, end, small=text[start:end].islower())
    labelled = _LABELLED.search(text, start, end)
    if labelled is not None and any(map(str.isdigit, text[start : labelled.start()])):
        end = labelled.start()
    line = text.rfind("\n", start, end)
    if line > start and not _NO_COUNTRY.isdisjoint(_WORDS.findall(text[line:end].lower())):
        end = trimmed(text, start, line)
    value = _MARKED.sub("\n", text[start:end])
    if not ADDRESS_LENGTHS[0] <= len(value) <= ADDRESS_LENGTHS[1] or not any(map(str.isdigit, value)):
        return None
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", value)]
    if not any(len(word) > 2 for word in words) or re.search(r"[A-Za-z0-9]{20}|[=<>{}@_]", value):
        return None
    known = any(word in STREETS or STREET_ENDING.search(word) for word in words)
    if sum(word in PLACES or word in MORE_PLACES for word in words) > _MOST_COUNTRIES and not known:
        return None
    if is_invented(text[max(0, start - REACH) : start], value, text[end : end + REACH]) or _PUBLIC.search(
        text, max(0, start - 2 * _NEAR), start
    ):
        return None
    form = start + behind_its_form(value)
    if is_open_to_all(text[max(0, form - REACH) : form], text[end : end + REACH], text[form:end]):
        return None
    houses = _other_numbers(text, start, end, known=known)
    if not any(map(str.isdigit, houses)):
        return None
    placed = known or _TOWN.search(houses) is not None
    if not placed and (_NO_HOUSE.search(value) or not _HOUSE.search(houses)):
        return None
    least = SURE_OF_ADDRESS if evidence or placed else SURE_OF_NO_STREET
    return (start, end) if mention.sure >= least else None


def _other_numbers(text: str, start: int, end: int, *, known: bool) -> str:
    """An address without amounts, times, dates and years in it, which may go on behind it."""
    value = text[start:end]
    for found in reversed(list(_AMOUNT.finditer(text, start, min(len(text), end + 10)))):
        if found.start() < end:
            value = value[: found.start() - start] + "#" + value[found.end() - start :]
    if known:
        return value
    value = without_years(text[max(0, start - 8) : start], value)
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip():
        value = _YEAR.sub("#", value) if len(_YEAR.findall(text)) > _YEARS else value
    numbers = re.findall(r"\d+", value)
    return "" if len(numbers) > 1 and all(map(_EMERGENCY.fullmatch, numbers)) else value


def _end_of_block(text: str, end: int, *, small: bool) -> int:
    """Where an address ends whose further lines the model may have cut; the last one that counts holds a number."""
    at = end
    for _ in range(_LINES):
        line = (_LINE_BELOW_IN_SMALL if small else _LINE_BELOW).match(text, at)
        if line is None or (not line["unit"] and not line["words"]):
            break
        at = line.end()
        if line["unit"]:
            end = at
        elif line["code"]:
            return end if _NO_COUNTRY.intersection(_WORDS.findall(line["words"].lower())) else at
    return end
