"""Names whose place tells them though no list does: in a transcript, a row in capitals, behind a rank, beside an age.

The model knows names by lists and neighbours, and of an unlisted one, or one in small letters, it is seldom sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.detection.names.forms import CAPITAL, PARTICLES
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.other_names import NO_NAMES, PLACES
from chatscrub.detection.passwords.ordinary_words import ORDINARY, folded
from chatscrub.lazy_patterns import lazy_compile

Span = tuple[int, int]

_PART = rf"{CAPITAL}(?:[^\W\d_]|['’-](?=[^\W\d_])){{1,20}}(?<!['’]s)"
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-Þ]{3,12}"
# Ranks of police, care and councils that are no words in front of a thing; ``PC`` may be a computer.
_RANKED = lazy_compile(
    rf"(?<![\w.&/-])(?:PC|WPC|PCSO|DC|DCI|DI|DS|Sgt|Const|Constable|Insp|Inspector|Supt|Cllr|Councillor|Cpl|Nurse|HHJ|DJ|POM|Sr\.? Staff Nurse|PK|POK|KHK|Polizeihauptmeister|gend\.|adj\.|brig\.|mar\.|asp\.|podkom\.|kpt\.|por\.)"
    rf" (?P<name>{PARTICLES}{_PART}(?: {_PART})?)"
)
# ``Leyla (9) u. Can (4)``: at least two, one of them known.
_AGED = lazy_compile(
    rf"(?<![\w.])(?P<name>{_PART}(?: {_PART})?),? ?\((?:age[d]? )?\d{{1,2}}(?: (?:J\.|Jahre|ans|años|anni|jaar|yrs?|lat|år))?\)"
)
_CAPITALS = lazy_compile(
    r"(?<![\w.-])(?P<name>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’. -]{1,24}, (?P<given>[A-ZÀ-ÖØ-Þ]{2,15}(?:[ -][A-ZÀ-ÖØ-Þ]{2,15})?))(?![\w@])"
)
_WITH_INITIAL = lazy_compile(
    rf"(?<![\w.,])(?P<name>{_PART}, {CAPITAL}\.(?: ?{CAPITAL}\.)?)(?=, ?(?!{CAPITAL}[^\W\d_]+, {CAPITAL}\.))"
)
_CONTACT = lazy_compile(r"[\w.+-]@[\w-]+\.\w|(?<![\d.])(?:\+\d{2}[ -]?|0)\d{2,4}[ /-]?\d{3}")
_SAID = lazy_compile(
    rf"(?<![\w’'])(?i:i am|i['’]m|it['’]?s|this is|here is|hier ist|hier spricht|c['’]est|soy|sono|sou|to ja,?|det är|det er) (?P<name>{_PART}(?: {_PART})?|{_SMALL}(?: (?:mc|mac|o['’])?{_SMALL})?)"
    r"(?=,? (?:from|at no|at number|here|calling|again|speaking|his|her|their|the (?:tenant|mother|father|daughter|son|wife|husband|carer|landlord|neighbour|owner)|von|vom|aus|noch ?mal|de la|du|del|da|dal|von der|från|fra)(?![^\W_])|[ ]?[,(–-] ?(?:D O |[A-Z](?: [A-Z]){2,}))"
)
_KIN = lazy_compile(
    rf"(?<![\w’'-])(?:husband|wife|hubby|missus|son|daughter|brother|sister|mum|mom|mam|dad|partner|boyfriend|girlfriend|bf|gf|nan|gran|grandson|granddaughter|stepson|stepdad|stepmum|mate|neighbou?r|me n|me and|me &|mann|frau|sohn|tochter|bruder|schwester|mari|femme|fils|fille|frère|sœur|soeur|marido|mujer|hijo|hija|hermano|hermana|marito|moglie|figlio|figlia|zoon|dochter|vrouw|mąż|żona|syn|córka|maken|frun|sonen|dottern) (?P<name>{_SMALL})(?![\w'’@.-])"
)
_LATE = lazy_compile(
    rf"(?<![^\W_])(?:the late|(?:estate|will|account|funeral) of(?: the late)?(?: (?:Mrs?|Ms|Miss)\.?)?|feue?|(?:le|la) défunte?|der verstorbene|die verstorbene|el difunto|la difunta|il defunto|la defunta|wijlen|śp\.|zmarł(?:y|a|ego|ej)) (?P<name>{_PART}(?: (?:{CAPITAL}\. )?{PARTICLES}{_PART}){{1,3}})"
)
# ``Сорока В. И.``, ``Сорока Вера Ивановна``: initials and a patronymic are nobody's but a person's.
_CYRILLIC = lazy_compile(
    r"(?<![^\W_])(?P<name>[А-ЯЁІЇЄҐ][а-яёіїєґ’-]{2,20} [А-ЯЁІЇЄ]\. ?[А-ЯЁІЇЄ]\.|[А-ЯЁІЇЄ]\. ?[А-ЯЁІЇЄ]\. ?[А-ЯЁІЇЄҐ][а-яёіїєґ’-]{2,20}"
    r"|(?:[А-ЯЁІЇЄҐ][а-яёіїєґ’-]{2,20} )?[А-ЯЁІЇЄҐ][а-яёіїєґ’]{2,14} [А-ЯЁІЇЄҐ][а-яёіїєґ]{2,12}(?:вич|вна|ична|ївна|вича|вны|вне|вну|вичу|вичем|вной)(?: [А-ЯЁІЇЄҐ][а-яёіїєґ’-]{2,20})?)(?![^\W_])"
)
_TRANSCRIPT = lazy_compile(
    r"(?m)^[ \t]*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \t]+(?P<name>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]{2,20}):[ \t]"
)
_FEWEST_LINES = 3
_PARTS_TEXT = """
clerk chair chairman chairwoman chairperson judge agent caller customer client interviewer interviewee speaker host guest moderator witness counsel officer panel member applicant objector respondent claimant defendant
solicitor barrister operator advisor adviser user bot support doctor patient nurse teacher student narrator question answer recorder all unknown male female voice dispatcher
kundin kunde berater anrufer richter zeuge client conseiller juge témoin cliente agente giudice juez testigo klant medewerker konsultant klient sprecher moderatorin vorsitzende vorsitzender protokoll
"""
_PARTS = frozenset(_PARTS_TEXT.split())
_WORD = lazy_compile(r"[^\W\d_]+")
_FEWEST_AGED = 2


def told_by_place(text: str, lexicon: Lexicon, *, evidence: bool) -> Iterator[Span]:
    """Spans of names that stand where only somebody is named; without `evidence` only those that nothing else can be."""
    yield from _transcript(text, lexicon)
    yield from _rows_in_capitals(text, lexicon)
    for found in _RANKED.finditer(text):
        if not _has_a_word(found["name"], lexicon):
            yield found.span("name")
    for found in _LATE.finditer(text):
        first = _words(found["name"])[0]
        if _is_strange(first) and (lexicon.first(first) or not lexicon.common(first)):
            yield found.span("name")
    if evidence:
        yield from (found.span("name") for found in _CYRILLIC.finditer(text))
        yield from _aged(text, lexicon)
        yield from _beside_contacts(text, lexicon)


def _rows_in_capitals(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """``PASCOE, MAEVE | VELKER, TOMAS``: most with a given name that is known."""
    rows = list(_CAPITALS.finditer(text)) if ", " in text else []
    known = sum(any(map(lexicon.first, _words(found["given"]))) for found in rows)
    if known and 2 * known >= len(rows):
        yield from (found.span("name") for found in rows if not _has_a_word(found["given"], lexicon))


def _aged(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """``Leyla (9) u. Can (4)``, of whom one has a known given name; a score or a note has its numbers alone."""
    aged = list(_AGED.finditer(text))
    if len(aged) >= _FEWEST_AGED and any(_is_given(found["name"].split()[0].lower(), lexicon) for found in aged):
        yield from (found.span("name") for found in aged if NO_NAMES.isdisjoint(_words(found["name"])))


def _beside_contacts(text: str, lexicon: Lexicon) -> Iterator[Span]:
    for found in _WITH_INITIAL.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        if _CONTACT.search(line) is not None and not _has_a_word(found["name"], lexicon):
            yield found.span("name")
    for found in _SAID.finditer(text):
        if all(map(_is_strange, _words(found["name"]))) and not any(map(lexicon.common, _words(found["name"]))):
            yield found.span("name")
    for found in _KIN.finditer(text):
        if _is_given(found["name"], lexicon):
            yield found.span("name")


def _is_given(word: str, lexicon: Lexicon) -> bool:
    return lexicon.first(word) and not lexicon.common(word) and _is_strange(word)


def _transcript(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Surnames in capitals in front of what was said at a time: ``00:19 PASCOE: …``."""
    lines = list(_TRANSCRIPT.finditer(text)) if ":" in text else []
    if len(lines) < _FEWEST_LINES:
        return
    for found in lines:
        word = found["name"].lower()
        if word not in _PARTS and not lexicon.common(word) and _is_strange(word):
            yield found.span("name")


def _has_a_word(name: str, lexicon: Lexicon) -> bool:
    """Whether a part of a name is an ordinary word, a place or a thing, and no name beside that."""
    words = [word for word in _words(name) if len(word) > 1]
    return any(not _is_strange(word) or (lexicon.common(word) and not lexicon.first(word)) for word in words)


def _is_strange(word: str) -> bool:
    return word not in NO_NAMES and word not in PLACES and folded(word) not in ORDINARY


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
