"""Whether what the model calls a name or an address can be one, and which part of it."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import REACH
from chatscrub.detection.names.features import CUES, STREET_ENDING, STREETS, TITLES
from chatscrub.detection.names.forms import CAPITAL, bare_of_possessive
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.given_names_elsewhere import of_these_alphabets
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.model import MARK, Mention, trimmed
from chatscrub.detection.names.named_after import named_after
from chatscrub.detection.names.other_names import ALSO_WORDS, MORE_PLACES, NO_NAMES, PLACES
from chatscrub.detection.premises import is_open_to_all, without_years

SURE = 0.45  # the least probability beside other personal data or a cue
SURER = 0.5  # and without
SURE_OF_ONE_WORD = 0.5
SURE_IF_SMALL = 0.65
SURE_OF_FULL_NAME = 0.3  # a given name that is nothing else, and a surname behind it
SURE_OF_SPEAKER = 0.3  # ``says Lépicier``
SURE_AT_THE_START = 0.6  # of a sentence, where any word has a capital
SURE_OF_ADDRESS = 0.3
SURE_OF_NO_STREET = 0.6
CERTAIN = 1.0  # told by its place alone
NEVER = 1.01
LONGEST_NAME = 60
_NICKNAMED = 3  # words of a name that has another one in quotation marks
ADDRESS_LENGTHS = (8, 200)

_HOUSEHOLDS_TEXT = """
familie famille familia famiglia família familjen rodzina rodziny rodzinie państwo mecenas mecenasa salarié salariée captain capt huisarts hausarzt hausärztin bearbeiter bearbeiterin sachbearbeiter sachbearbeiterin behandelaar kasjer kasjerka handläggare médecin technicien technicienne commandant comandante capitán capitano kapitan kapitein kapten hälsar asystentka asystent
"""
_HOUSEHOLDS = frozenset(_HOUSEHOLDS_TEXT.split())
_OF = frozenset(("da", "do", "de", "van", "von", "di", "af", "av"))
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d")
_NUMBERED = re.compile(r"[ ]?\d")
_BORDER = re.compile(r"[\t|;]")  # of a cell
_ATTACHED_AFTER = re.compile(r"(?!\\+(?:[\"'’]|[nrt](?![a-z]))|\*{1,2}(?:[\s:.,;)]|\Z))[\d#*@_$%^&+=~\\/]|\.\w|-\d|!\w")
_ATTACHED_BEFORE = re.compile(r"[\w@#$%^&+=~\\_.-]\Z|\w/\Z")
_POSTCODE = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\d{4} ?[A-Z]{2}\b"
)  # British, Dutch; the model may cut them
_HOUSE = re.compile(r"(?<![\w.-])\d{1,6}(?:[ -]?[a-zA-Z])?(?![\w%])")
_TOWN = re.compile(
    r"\b\d{4,5}(?:[ -]?[A-Z]{2})? [^\W\d_]{3}|\b\d{2}-\d{3} [^\W\d_]{3}|\b\d{3} \d{2} [^\W\d_]{3}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
# Floor, door, postcode and town behind the house number, which the model may cut.
_TAIL = re.compile(
    r"(?:,? ?(?:\d{1,2}\.? ?[ºª°]|(?i:esc|esq|dto|drt|izq|izda|dcha|puerta|pta|piso|planta|bajo|entl|ático|bloco|apto?|andar|frente|int|interno|scala|piano|bât|appt|lok|m|lgh|wohnung|whg|flat|apt)\b)"
    r"\.?[ ]?(?:[^\W\d_]{1,5}\b\.?|\d{1,4}[a-z]?\b)?[ºª°]?){0,4}(?:,|,?\n)? {0,2}(?:\d{4}-\d{3}|\d{5}(?:-\d{3})?|\d{2}-\d{3}|\d{3} \d{2}|\d{4} [A-Z]{2})"
    r" [^\W\d_a-zß-öø-ÿ][^\W\d_]{2,20}(?: (?:(?:de|la|do|da|di|am|sul) )?[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,20}){0,2}"
)
_MARKED = re.compile(rf"\n[ \t]*{MARK}")
# A line of a block below the street: flat or suite, town, and at last the postcode behind a state or country.
_LINE_BELOW = re.compile(
    rf"[ \t]?,?(?:\r?\n[ \t]{{0,4}}(?:{MARK})?){{1,2}}(?:(?P<unit>(?i:apt|apartment|suite|ste|unit|flat|floor|room|box|apto|appt|wohnung|whg|int|lok)\b\.? ?#?\w{{1,6}})"
    rf"|(?P<words>{CAPITAL}[^\W\d_]*(?:[ '’.-]{{1,2}}[^\W\d_]+){{0,5}})?,?(?P<code>(?:^|[ \t]{{0,2}})\d{{4,6}}(?:-\d{{3,4}})?)?)[ \t]*(?=,?\r?(?:\n|\Z))"
)
_LINE_BELOW_IN_SMALL = re.compile(_LINE_BELOW.pattern.replace(CAPITAL, r"[^\W\d_]"))
_LINES = 4
_NUMBER_BEFORE = re.compile(r"(?<![\w.,/:#+-])(?<!\d )\d{1,5}[a-zA-Z]?,? \Z")
_CORNER_BEFORE = re.compile(r"(?i:the )?(?i:corner of )\Z")
_CORNER = re.compile(
    rf" (?:and|&) (?:(?:\d{{1,4}} )?{CAPITAL}[^\W\d_]*\.?(?: {CAPITAL}[^\W\d_]*\.?){{0,3}}(?: \d{{1,4}})?)(?![\w@])"
)
_NO_COUNTRY_TEXT = """
account amount bill card case code customer extension fax file id invoice konto kunde mobile order page pin policy ref reference rechnung tel telefon telephone phone ticket total
january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday date datum fecha data
"""
_NO_COUNTRY = frozenset(_NO_COUNTRY_TEXT.split())
_NO_HOUSE = re.compile(
    r"(?i:^(?:stellplatz|parkplatz|zimmer|raum|room|bed|bett|lit|cama|letto|kassan?|pers\.? ?nr|nr|ticket|page|seite|punkt|schritt|step"
    r"|kostenstelle|lohnart|mandant|matricol\w*|autocarro|autobus|bus|linha|linea|línea|ligne|linie|line|lugar(?:es)?|posti?|plaza|turno|turma|classe|clase|klasse|gruppe|gruppo|grupo|gleis|binario|voie|halle"
    r"|regal|fach|schrank|spind|armadiett\w|cacifo|locker|gate|artikel|art|pos|posten|modell?[oe]?|ta|rr|puls|fc|hf)\b)|\d ?(?:h|uhr|kl)\b|\d:\d\d|^[a-zß-ÿ][^\d,]{0,12} "
)
_NEAR = 30  # characters
_PARTNER_AFTER = re.compile(rf" & ({CAPITAL}[^\W\d_]++)(?! {CAPITAL})")
_PARTNER_BEFORE = re.compile(rf"(?<![^\W_])(?<![^\W_] )({CAPITAL}[^\W\d_]+)\.? & \Z")
_MORE_OF_SURNAME = re.compile(rf" (?:ten|ter|bin|ibn|van de[nr]?|von der) {CAPITAL}[^\W\d_]{{1,20}}(?![\w@-])")
_STREETS_BEHIND = frozenset(
    ["street", "road", "avenue", "boulevard", "highway", "parkway", "crescent", "terrace", "straße", "strasse"]
)
_STREETS_BEFORE = frozenset(
    [
        "rue",
        "rua",
        "via",
        "calle",
        "avenida",
        "avenue",
        "ulica",
        "strada",
        "piazza",
        "plaza",
        "viale",
        "λεωφόρος",
        "paseo",
        "chemin",
        "impasse",
    ]
)
_QUOTES = frozenset('"„“”«»')
_NOUN = re.compile(
    r".{3,}(?:ung|heit|keit|schaft|tion|netz|länge|wart|kanzlei|tritt|stelle|dienst|ursache|plan|liste|nummer|gerät|schein|fehler|zugang|kasse|raum)(?:en|s|n)?"
)  # what German writes with a capital, too
_SPEAKS_BEFORE = re.compile(
    r"(?<![^\W_])(?:says|said|adds|added|writes|wrote|asked|according to|told|explained|replied) \Z"
)
_ACRONYM = 5  # letters
_GLOSS = re.compile(r" [-–—] ")  # between a word and what it means
# Numbers that are no house: amounts, prices, times, dates, coordinates and spans of years.
_AMOUNT = re.compile(
    r"\b\d[\d.,]* ?(?:km|kg|mg|ml|cl|dl|cm|mm|kW|hPa|°[CF]?|g|l|km/h|m²|€|EUR|USD|%|kcal|min)(?![\w])"
    r"|[€$£] ?\d[\d.,]*|\b\d{1,2} ?h(?: ?\d\d)?\b|\b\d{1,2}:\d\d\b|(?<!\d)(?:[0-2]?\d|3[01])\.? [^\W\d_]{3,12} (?:1\d|20)\d\d\b(?!,)|-?\b\d{1,3}\.\d{4,}\b|\b\d+[.,]\d\d?\b"
    r"|(?<![\w-])1[0-9]\d\d[-–]1[0-9]\d\d(?![\w-])"
)
# The lines of a chronicle.
_YEAR = re.compile(r"(?m)^[ \t]*(?:\d{1,2}\.? ?(?:\d{1,2}\.|[^\W\d_]{3,10}) ?)?1[0-9]\d\d(?= [^\W\d_])")
_YEARS = 2
# Everybody may know where an office or a museum is, and nobody lives in the street of an example.
_PUBLIC = re.compile(
    r"(?i)\b(?:\w*museum|museo|museu|musée|muzeum|múzeum|müzesi|minist(?:ry|ère|erio|ério|ero|erium)|embassy|embajada|ambassade|ambasciata|botschaft|ambasada|consulate|konsulat|consulat|consulado|consolato|parliament|bundesamt|finanzamt"
    r"|datenschutzbeauftragte[rn]?|cnil|garante|ombudsman|information commissioner|ico|galleri[ae]|kathedrale|cathedral|cathédrale|catedral|opera house|staatsoper|tourist (?:office|information)|office du tourisme|oficina de turismo)\b[^\n]{0,60}\n?\Z"
)
_EXAMPLE = re.compile(
    r"(?i)\b(?:example|exemple|ejemplo|esempio|exemplo|voorbeeld|voorbeeldstraat|przykładowa|beispiel(?:straße|str|weg|gasse|platz)|muster(?:straße|strasse|str|weg|gasse|platz)|exempel(?:gatan|vägen))\b"
)
_EMERGENCY = re.compile(r"(?<!\d)(?:1[0-2]\d|144|180|911|999|1339)(?!\d)")
_MOST_COUNTRIES = 2
_SENTENCE = re.compile(r"(?:^|[.!?:;>*\n\"“„«(–—•|-]\s*)\Z")


def person(text: str, mention: Mention, lexicon: Lexicon, *, evidence: bool) -> tuple[int, int] | None:
    """The span of the name without titles around it; None where it is none."""
    border = _BORDER.search(text, mention.start, mention.end)
    words = list(_WORD.finditer(text, mention.start, border.start() if border is not None else mention.end))
    certain = len(words) == 1 and mention.sure >= CERTAIN and _is_plain_name(words[0], lexicon)
    words = words if certain else _without_others(words, lexicon, told=mention.sure >= CERTAIN)
    if not words:
        return None
    start, end = words[0].start(), words[-1].end()
    value = text[start:end].rstrip(".") if len(words[-1].group().rstrip(".")) > 1 else text[start:end]
    value = bare_of_possessive(value)
    end = start + len(value)
    if len(_GLOSS.findall(value)) > 1:
        return None
    if not 2 <= len(value) <= LONGEST_NAME or any(letter.isdigit() or letter in "@_/\\<>{}" for letter in value):
        return None
    if of_these_alphabets(value) and (not evidence or named_after(text, start, end)):
        return None
    if len(words) > 1 and (_bare(words[-1]) in _STREETS_BEHIND or _bare(words[0]) in _STREETS_BEFORE):
        return None
    if _bare(words[-1]) in STREETS and _NUMBERED.match(text, end):
        return None
    if _ATTACHED_AFTER.match(text, end) or _ATTACHED_BEFORE.search(text[max(0, start - 1) : start]):
        return None
    more = _MORE_OF_SURNAME.match(text, end) if len(words) == 1 and lexicon.first(_bare(words[0])) else None
    end = more.end() if more is not None else end
    if mention.sure < CERTAIN and value.lower() in MORE_PLACES:
        return None
    if len(words) == 1 and _in_a_firm(text, start, end, lexicon):
        return None
    if any(_bare(word) in NO_NAMES for word in words) or (len(words) < _NICKNAMED and not _QUOTES.isdisjoint(value)):
        return None
    return (start, end) if certain or mention.sure >= _least(text, words, lexicon, evidence=evidence) else None


def _in_a_firm(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether one word and another stand around an ``&``, not both given names: ``Hollis & Wray``, ``Rüegg & Cie``."""
    partners = (_PARTNER_AFTER.match(text, end), _PARTNER_BEFORE.search(text, max(0, start - _NEAR), start))
    others = [each[1].lower() for each in partners if each is not None]
    given = lexicon.first(text[start:end].lower())
    return any(not (given and lexicon.first(each)) and each not in TITLES | RELATIONS for each in others)


def _without_others(words: list[re.Match[str]], lexicon: Lexicon, *, told: bool) -> list[re.Match[str]]:
    """The words of the name alone: no title, no ``Enkelin`` or ``computador da`` in front, no verb behind.

    Where its place has `told` that it is one, ``von`` in front belongs to it.
    """
    others = TITLES | RELATIONS | _HOUSEHOLDS if told else TITLES | CUES | RELATIONS | _HOUSEHOLDS
    while words and _bare(words[0]) in others:
        words = words[1:]
    while (
        len(words) > 1
        and words[-1].group().islower()
        and not words[0].group().islower()
        and not _may_be_name(words[-1], lexicon)
    ):
        words = words[:-1]
    if told:
        return words
    at = next((place for place, word in enumerate(words[1:-1], 1) if word.group() in _OF), 0)
    if at == 1 and _is_common(words[0], lexicon) and not _is_common(words[2], lexicon):
        words = words[2:]
    return words


def _is_plain_name(word: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a word is a given name, though it may greet (``Ola``) or be a town (``Milan``) elsewhere."""
    bare = _bare(word)
    known = lexicon.first(bare) and not lexicon.common(bare)
    return known and word.group()[0].isupper() and bare not in TITLES and bare not in RELATIONS


def _may_be_name(word: re.Match[str], lexicon: Lexicon) -> bool:
    bare = _bare(word)
    return lexicon.first(bare) or lexicon.surname(bare)


def _is_common(word: re.Match[str], lexicon: Lexicon) -> bool:
    bare = _bare(word)
    return not _may_be_name(word, lexicon) and (lexicon.common(bare) or word.group()[0].islower() or len(bare) > 5)


def _least(text: str, words: list[re.Match[str]], lexicon: Lexicon, *, evidence: bool) -> float:
    """The least probability for words in their place to be taken for a name."""
    bare = [_bare(word) for word in words]
    listed = [lexicon.first(word) or lexicon.surname(word) for word in bare]
    common = [lexicon.common(word) for word in bare]
    if all(common) and not any(listed):
        return NEVER
    full = len(words) == 2 and lexicon.first(bare[0]) and not any(common) and bare[0] not in ALSO_WORDS
    if full and (listed[1] or words[1].group()[0].isupper()) and not (bare[0] in PLACES or bare[1] in PLACES):
        return SURE_OF_FULL_NAME
    if text[words[0].start() : words[-1].end()].islower():
        names = (word for word, each, other in zip(bare, listed, common, strict=True) if _known(each, other))
        return SURE_IF_SMALL if any(word not in ALSO_WORDS for word in names) else NEVER
    if len(words) == 1:
        untitled = TITLES.isdisjoint(
            text[max(0, words[0].start() - 12) : words[0].start()].lower().replace(".", "").split()
        )
        if bare[0] in PLACES and untitled:
            return NEVER
        speaks = _SPEAKS_BEFORE.search(text, max(0, words[0].start() - 16), words[0].start()) is not None
        if speaks and not common[0]:
            return SURE_OF_SPEAKER
        if listed[0] and not common[0]:
            return SURE if evidence else SURE_OF_ONE_WORD
        word = words[0].group()
        labels = untitled and text.startswith(":", words[0].end())
        if not listed[0] and (labels or _NOUN.fullmatch(bare[0]) or (word.isupper() and len(word) <= _ACRONYM)):
            return NEVER
        begins = _SENTENCE.search(text, max(0, words[0].start() - 4), words[0].start()) is not None
        return SURE_AT_THE_START if begins or not evidence else SURE_OF_ONE_WORD
    if not any(listed) and any(common):
        return SURE_IF_SMALL
    return SURE if evidence else SURER


def _known(listed: bool, common: bool) -> bool:  # noqa: FBT001 - both are of one word
    return listed and not common


def address(text: str, mention: Mention, lexicon: Lexicon, *, evidence: bool) -> tuple[int, int] | None:
    """The span of the address; None where nothing in it is a number, or where it is a hash or a serial number."""
    start, end = mention.start, mention.end
    cells = _BORDER.split(text[start:end])
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
    if _EXAMPLE.search(value) or _PUBLIC.search(text, max(0, start - 2 * _NEAR), start):
        return None
    if is_open_to_all(text[max(0, start - REACH) : start], text[end : end + REACH]):
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


def _bare(word: re.Match[str]) -> str:
    return bare_of_possessive(word.group().lower().rstrip("."))
