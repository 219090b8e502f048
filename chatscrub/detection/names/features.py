"""What the model sees of each word: its letters, the word lists it stands in, and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from chatscrub.detection.names.forms import bare_of_possessive
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.other_names import NO_NAMES, PLACES
from chatscrub.lazy_patterns import lazy_compile

TOKEN = lazy_compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\n+|[^\w\s]|_")
_MAIL = lazy_compile(r"([\w.+-]{1,64})@[\w-]+\.")
LONGEST = 16  # letters; a longer word is no feature of its own
WINDOW = (-2, -1, 1, 2)
_FROM_START = ("p0", "p1", "p2", "p3")
_TO_END = ("q0", "q1", "q2", "q3")

_TITLES_TEXT = """
mr mrs ms miss mx dr prof sir madam mister herr herrn frau fräulein hr fr mme mlle monsieur madame mademoiselle m maître me sr sra srta don
doña señor señora señorita sig sigra signor signora signore dott dottor dottoressa dottssa ing avv dhr mevr mevrouw meneer heer mw senhor senhora dona
pan pani panu panią pana panem herrn fru fröken doktor docteur doctor professor mag dipl drs ir
"""
TITLES = frozenset(_TITLES_TEXT.split())
_CUES_TEXT = """
dear hi hello hey thanks thank regards sincerely cheers best from to cc bcc name customer patient client contact tenant employee attn signed by owner manager
hallo liebe lieber guten sehr geehrte geehrter grüße grüßen gruß kunde kundin mieter patientin ansprechpartner von an mfg lg vg
bonjour bonsoir cher chère cordialement merci de à pour salut client cliente locataire destinataire hola estimado estimada querido querida saludos gracias
atentamente cliente paciente inquilino para ciao gentile egregio caro cara cordiali saluti grazie da paziente inquilino beste geachte hoi groet groeten dank
klant patiënt huurder olá ola oi prezado prezada caro abraço obrigado obrigada cumprimentos atenciosamente paciente cześć dzień dobry szanowny szanowna
pozdrawiam dziękuję klient klientka pacjent najemca od do hej kära käre hälsningar tack kund patienten hyresgäst från till mvh
"""
CUES = frozenset(_CUES_TEXT.split())
_CLOSINGS_TEXT = """
regards wishes sincerely cheers thanks thank thx best yours grüße grüßen gruß grüsse lg vg mfg bg cordialement salutations merci bien atentamente saludos saludo gracias
saluti grazie groet groeten groetjes mvg cumprimentos atenciosamente abraço abraços obrigado obrigada pozdrawiam pozdrowienia poważaniem dziękuję hälsningar mvh tack hälsning
"""
CLOSINGS = frozenset(_CLOSINGS_TEXT.split())
_STREETS_TEXT = """
street st avenue ave road rd lane ln drive dr court ct boulevard blvd way place terrace close crescent square highway hwy parkway apt suite flat unit floor
straße strasse str platz weg allee gasse ring ufer damm chaussee rue avenue bd place chemin allée impasse quai cours route cedex bis
calle c avda avenida paseo plaza carrer piso puerta via viale piazza corso vicolo largo strada rua travessa praça estrada apto bloco andar lote
straat laan weg plein gracht kade singel dreef ulica ul aleja al plac os osiedle m gatan vägen gata väg torget lgh box postfach postbus skr skrytka cp cap
"""
STREETS = frozenset(_STREETS_TEXT.split())
STREET_ENDING = lazy_compile(
    r"(?:straße|strasse|str|gasse|platz|allee|weg|ring|damm|ufer|straat|laan|plein|gracht|kade|gatan|vägen|gränd|torget|backen|stigen)$"
)


class Token(NamedTuple):
    """A word, number, mark or line break; offsets in characters."""

    text: str
    start: int
    end: int


class _Told(NamedTuple):
    """What a word tells: by itself, and as the neighbour so many places before or behind another."""

    own: Sequence[str]
    three_back: Sequence[str]
    two_back: Sequence[str]
    one_back: Sequence[str]
    one_on: Sequence[str]
    two_on: Sequence[str]
    three_on: Sequence[str]


_NOWHERE = _Told((), (), ("-2END",), ("-1END",), ("1END",), ("2END",), ())
"""What stands beyond the first and the last word."""


def tokens(text: str) -> list[Token]:
    """The tokens of a text, white space other than line breaks left out."""
    return [Token(found.group(), found.start(), found.end()) for found in TOKEN.finditer(text)]


def mail_parts(text: str) -> frozenset[str]:
    """The pieces of the local parts of all e-mail addresses in a text, in small letters."""
    return frozenset(
        part for local in _MAIL.findall(text) for part in re.split(r"[._+\d-]+", local.lower()) if len(part) > 2
    )


def features(words: Sequence[Token], lexicon: Lexicon, mail: frozenset[str] = frozenset()) -> list[list[str]]:
    """The features of each token; `mail` holds the parts of the e-mail addresses nearby, in small letters."""
    if mail:
        told = [_told(text, lexicon, in_mail=text[0].isalpha() and text.lower() in mail) for text, _, _ in words]
    else:
        told = [_told(text, lexicon) for text, _, _ in words]
    pairs = [f"{one.own[0]}|{other.own[0]}" for one, other in pairwise(told)]
    before: list[Sequence[str]] = [(), *((f"<{pair}",) for pair in pairs)]
    after: list[Sequence[str]] = [*((f">{pair}",) for pair in pairs), ()]
    padded = [_NOWHERE, _NOWHERE, _NOWHERE, *told, _NOWHERE, _NOWHERE, _NOWHERE]
    result: list[list[str]] = []
    for index, line in enumerate(_lines(words)):
        third, second, first, here, next_, next_but_one, last = padded[index : index + 7]
        row = [
            *("b", *here.own, *second.two_back, *first.one_back, *next_.one_on, *next_but_one.two_on),
            *(*third.three_back, *last.three_on, *line, *before[index], *after[index]),
        ]
        result.append(row)
    return result


def _lines(words: Sequence[Token]) -> list[list[str]]:
    """What the line of each token tells: the label it begins with, the place in it, a closing word in the line before."""
    result: list[list[str]] = []
    closing = False
    first = 0
    while first < len(words):
        end = first
        while end < len(words) and words[end].text[0] != "\n":
            end += 1
        line = [word.text for word in words[first:end]]
        colon = next((place for place, word in enumerate(line[:4]) if word in ":|="), None)
        label = line[colon - 1].lower()[:LONGEST] if colon else None
        alone = 1 <= len(line) <= 4 and all(word[0].isupper() or not word[0].isalpha() for word in line)
        for place in range(len(line)):
            row = [_FROM_START[min(place, 3)], _TO_END[min(len(line) - place, 3)]]
            if alone:
                row.append("alone")
            if closing:
                row.append("closed")
            if label and colon is not None and 0 < place - colon <= 5:
                row.append(f"b={label}")
            result.append(row)
        if end < len(words):
            result.append([])
        if line:
            closing = len(line) <= 5 and any(word.lower() in CLOSINGS for word in line)
        first = end + 1
    return result


def forget() -> None:
    """Drops what is kept of words that were met."""
    _told.cache_clear()


@lru_cache(maxsize=4096)
def _told(word: str, lexicon: Lexicon, *, in_mail: bool = False) -> _Told:
    """`in_mail` says that it is part of an e-mail address nearby."""
    alone = _alone(word, lexicon)
    shown = [each for each in alone if each[:2] not in ("x=", "y=", "z=")]
    own = (*alone, "E") if in_mail else tuple(alone)
    near = (*shown, "E") if in_mail else tuple(shown)
    far = alone[1] if len(alone) > 1 else alone[0]
    back_two, back_one, on_one, on_two = ([f"{offset}{each}" for each in near] for offset in WINDOW)
    return _Told(own, (f"-3{far}",), back_two, back_one, on_one, on_two, (f"3{far}",))


def _alone(word: str, lexicon: Lexicon) -> Sequence[str]:
    if word[0] == "\n":
        return ["s=NL2" if len(word) > 1 else "s=NL"]
    if not word[0].isalpha():
        return [f"s={_shape(word)}", f"w={word}" if len(word) < LONGEST else "w=LONG"]
    owner = bare_of_possessive(word)
    shape = _shape(owner)
    lower = owner.lower()
    row = [f"s={shape}", f"w={lower}" if len(lower) < LONGEST else "w=LONG"]
    if owner != word:
        row.append("S")
    last = "L" if lexicon.last(lower) else "R" if lexicon.surname(lower) else ""
    lists = ("F" if lexicon.first(lower) else "") + last + ("C" if lexicon.common(lower) else "")
    row.append(f"l={lists}")
    if shape[0] == "X":
        row.append(f"k={lists}{shape}")
        if len(lower) > 3:
            row += [f"x={lower[-3:]}", f"y={lower[:3]}", f"z={lower[-2:]}"]
    if lower in PLACES:
        row.append("P")
    if lower in NO_NAMES:
        row.append("N")
    if lower in TITLES:
        row.append("T")
    if lower in CUES:
        row.append("Q")
    if lower in STREETS or STREET_ENDING.search(lower):
        row.append("A")
    return row


def _shape(word: str) -> str:
    if word[0].isdigit():
        return f"d{min(len(word), 6)}"
    if not word[0].isalpha():
        return word
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x"
