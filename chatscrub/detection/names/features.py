"""What the model sees of each word: its letters, the word lists it stands in, and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple

from chatscrub.detection.caches import clear_bounded
from chatscrub.detection.crf import Told, Weigh
from chatscrub.detection.names.forms import bare_of_possessive
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.other_names import NO_NAMES, PLACES
from chatscrub.lazy_patterns import lazy_compile

TOKEN = lazy_compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\n+|[^\w\s]|_")
_MAIL = lazy_compile(r"([\w.+-]{1,64})@[\w-]+\.")
LONGEST = 16  # letters; a longer word is no feature of its own
WINDOW = (-2, -1, 1, 2)

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


class _Word(NamedTuple, Generic[Told]):
    """What a word tells: by itself, and as the neighbour so many places before or behind another."""

    shape: str
    own: Told
    three_back: Told
    two_back: Told
    one_back: Told
    one_on: Told
    two_on: Told
    three_on: Told


def tokens(text: str) -> list[Token]:
    """The tokens of a text, white space other than line breaks left out."""
    return [Token(found.group(), found.start(), found.end()) for found in TOKEN.finditer(text)]


def mail_parts(text: str) -> frozenset[str]:
    """The pieces of the local parts of all e-mail addresses in a text, in small letters."""
    if "@" not in text:
        return frozenset()
    return frozenset(
        part for local in _MAIL.findall(text) for part in re.split(r"[._+\d-]+", local.lower()) if len(part) > 2
    )


class Features(Generic[Told]):
    """What tokens are told, group by group, as `weigh` makes it of the features of a group; each is made once."""

    def __init__(self, lexicon: Lexicon, weigh: Weigh[Told]) -> None:
        def word(text: str, *, in_mail: bool = False) -> _Word[Told]:
            return _word(text, lexicon, weigh, in_mail=in_mail)

        def pair(one: str, other: str) -> tuple[Told, Told]:
            return weigh((f"<{one}|{other}",)), weigh((f">{one}|{other}",))

        def placed(size: int) -> list[Told]:
            return [weigh((f"p{min(place, 3)}", f"q{min(size - place, 3)}")) for place in range(size)]

        self._word = lru_cache(maxsize=4096)(word)
        self._pair = lru_cache(maxsize=2048)(pair)
        self._placed = lru_cache(maxsize=256)(placed)
        self._together = lru_cache(maxsize=1024)(weigh)
        self._nothing = none = weigh(())
        back_two, back_one, on_one, on_two = (weigh((f"{offset}END",)) for offset in WINDOW)
        self._nowhere = _Word("", none, none, back_two, back_one, on_one, on_two, none)

    def forget(self) -> None:
        """Drops what is kept of words that were met."""
        clear_bounded(vars(self).values())

    def of(self, words: Sequence[str], mail: frozenset[str] = frozenset()) -> list[Told]:
        """What each token is told; `mail` holds the parts of the e-mail addresses nearby, in small letters."""
        if mail:
            seen = [self._word(text, in_mail=text[0].isalpha() and text.lower() in mail) for text in words]
        else:
            seen = [self._word(text) for text in words]
        pairs = [self._pair(one.shape, other.shape) for one, other in pairwise(seen)]
        before = [self._nothing, *[each[0] for each in pairs]]
        after = [*[each[1] for each in pairs], self._nothing]
        nowhere = self._nowhere
        padded = [nowhere, nowhere, nowhere, *seen, nowhere, nowhere, nowhere]
        return [
            third.three_back
            + second.two_back
            + first.one_back
            + here.own
            + next_.one_on
            + next_but_one.two_on
            + last.three_on
            + line
            + one_before
            + one_after
            for third, second, first, here, next_, next_but_one, last, line, one_before, one_after in zip(
                *(padded[start : start + len(words)] for start in range(7)),
                self._of_lines(words),
                before,
                after,
                strict=True,
            )
        ]

    def _of_lines(self, words: Sequence[str]) -> list[Told]:
        """What the line of each token tells: the label it begins with, the place in it, a closing word in the line before."""
        result: list[Told] = []
        closing = False
        first = 0
        while first < len(words):
            end = first
            while end < len(words) and words[end][0] != "\n":
                end += 1
            line = words[first:end]
            result += self._of_line(line, closing=closing)
            if end < len(words):
                result.append(self._nothing)
            if line:
                closing = len(line) <= 5 and any(word.lower() in CLOSINGS for word in line)
            first = end + 1
        return result

    def _of_line(self, line: Sequence[str], *, closing: bool) -> list[Told]:
        """What the tokens of one line are told of it; `closing` says that the line before has a closing word."""
        told = self._placed(len(line))
        alone = 1 <= len(line) <= 4 and all(word[0].isupper() or not word[0].isalpha() for word in line)
        if alone or closing:
            shared = self._together(("alone",) * alone + ("closed",) * closing)
            told = [each + shared for each in told]
        colon = next((place for place, word in enumerate(line[:4]) if word in ":|="), None)
        label = line[colon - 1].lower()[:LONGEST] if colon else None
        if label and colon is not None:
            behind = self._together((f"b={label}",))
            told = [each + behind if 0 < place - colon <= 5 else each for place, each in enumerate(told)]
        return told


def features(words: Sequence[Token], lexicon: Lexicon, mail: frozenset[str] = frozenset()) -> list[tuple[str, ...]]:
    """The features of each token, as a model is trained on them; `mail` as `Features.of` takes it."""
    return Features[tuple[str, ...]](lexicon, tuple).of([word.text for word in words], mail)


def _word(word: str, lexicon: Lexicon, weigh: Weigh[Told], *, in_mail: bool) -> _Word[Told]:
    """`in_mail` says that it is part of an e-mail address nearby."""
    alone = _alone(word, lexicon)
    near = [each for each in alone if each[:2] not in ("x=", "y=", "z=")]
    mailed = ("E",) if in_mail else ()
    far = alone[1] if len(alone) > 1 else alone[0]
    back_two, back_one, on_one, on_two = (
        weigh(tuple([f"{offset}{each}" for each in (*near, *mailed)])) for offset in WINDOW
    )
    own = weigh(("b", *alone, *mailed))
    return _Word(alone[0], own, weigh((f"-3{far}",)), back_two, back_one, on_one, on_two, weigh((f"3{far}",)))


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
