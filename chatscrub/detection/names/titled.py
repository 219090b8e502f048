"""Surnames behind a title or ``née``: ``Mrs Pettigrew-Sato``, ``Fr. Löw``, and names before a degree: ``Ryan Bagy MD``. Of one that stands in no list the model is seldom sure."""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.detection.names.forms import CAPITAL, PARTICLES
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.other_names import NO_NAMES, PLACES
from chatscrub.lazy_patterns import lazy_compile

_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Hr|Sra?|Srta|Sig|Sig\.ra|Dott|Dott\.ssa|Dhr|Mevr|[Mm]w|dhr|mevr|Mme|Mlle|Sgt|Insp|Cllr|Rev|Revd|Dña|Rag|Geom|Fam|fam)\b\.?|M\.|Fr\.|z d\."
    r"|(?:née?|z domu|geborener?|meisjesnaam|Monsieur|Madame|Maître|Herrn?|Frau|Señora?|Senhora?|Signora?|Mevrouw|[Mm]eneer|Pani?|Pana|Panią|Panem|Fru|Sister|Familie|Famille|Famiglia|Rodzina)\b"
)
_PART = rf"{CAPITAL}(?:[^\W\d_]|['’-](?=[^\W\d_])){{1,24}}"
_TITLED = lazy_compile(
    rf"(?<![\w.&/-])(?P<title>{_TITLES})(?: (?:Dr|Prof)\b\.?){{0,2}}[ ](?P<name>{PARTICLES}{_PART}(?: {PARTICLES}{_PART}){{0,2}})"
)
_WITH_DEGREE = lazy_compile(
    rf"(?<![\w.&/-])(?P<name>{_PART}(?: (?:{CAPITAL}\. )?{PARTICLES}{_PART}){{1,2}}),? (?:M\.?D|Ph\.?D|D\.?D\.?S|DVM|DO|RN|CPA|Esq|Jr|Sr|MBA|LLM)\b\.?"
)
_BEFORE = 30  # characters
_NO_TITLES = frozenset(("M.", "Dr", "Dr."))  # behind ``James`` or ``Oak``: an initial, a drive
_NAMED = lazy_compile(rf"(?<![^\W_]){CAPITAL}[^\W\d_]*\.?[ ]\Z")
_WORD = lazy_compile(r"[^\W\d_]+")
_ADDRESSED_TEXT = """
ambassador chair chairman chairwoman chancellor commissioner governor judge justice mayor minister president rector secretary senator speaker vice prime universe world
botschafter botschafterin bürgermeister bürgermeisterin oberbürgermeister direktor direktorin doktor kanzler kanzlerin minister ministerin präsident präsidentin
pfarrer pfarrerin professor professorin rektor rektorin richter richterin staatsanwalt staatsanwältin verwalter verwalterin vorsitzender vorsitzende lehrer lehrerin
ambassadeur directeur directrice docteur juge maire ministre président présidente professeur rapporteur procureur commissaire préfet
alcalde alcaldesa director directora doctor doctora embajador juez ministra ministro notario presidenta presidente profesor profesora fiscal
ambasciatore avvocato direttore direttrice dottore giudice ministro preside presidente professore professoressa sindaco sindaca notaio
ambassadeur burgemeester dokter minister notaris rechter voorzitter wethouder directeur ministro juiz juíza presidente diretor diretora doutor doutora prefeito vereador
burmistrz dyrektor doktor minister prezes profesor prezydent sędzia wójt redaktor kierownik borgmästare direktör domare minister ordförande statsminister
"""
_ADDRESSED = frozenset(_ADDRESSED_TEXT.split()) | RELATIONS


def titled_names(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Spans of names behind titles, without these. Behind an ordinary word only what is a name as well counts."""
    for found in _TITLED.finditer(text):
        words = [word.lower() for word in _WORD.findall(found["name"]) if word[0].isupper()]
        known = [lexicon.first(word) or lexicon.surname(word) for word in words]
        others = [word for word, listed in zip(words, known, strict=True) if not listed]
        if found["title"] in _NO_TITLES and _NAMED.search(text, max(0, found.start() - _BEFORE), found.start()):
            continue
        if words[0] in _ADDRESSED or not NO_NAMES.isdisjoint(words) or (len(words) == 1 and words[0] in PLACES):
            continue
        if not any(map(lexicon.common, others)):
            yield found.span("name")
    for found in _WITH_DEGREE.finditer(text):
        words = [word.lower() for word in _WORD.findall(found["name"])]
        if lexicon.first(words[0]) and NO_NAMES.isdisjoint(words):
            yield found.span("name")
