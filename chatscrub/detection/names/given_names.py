"""Given names that stand alone in running text: told from the word in front of them and the list of given names.

The model was trained on names with more around them; of a bare ``Levi`` or ``Jörn`` in a note it is seldom sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.detection.names.cases import Cases, cases_of
from chatscrub.detection.names.features import STREETS, TITLES
from chatscrub.detection.names.forms import CAPITAL
from chatscrub.detection.names.given_names_elsewhere import perhaps_a_name
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.other_names import NO_NAMES, PLACES
from chatscrub.detection.names.relations_elsewhere import (
    FIRST_CYRILLIC,
    HONOURED_BEHIND,
    RELATIONS_ELSEWHERE,
    RELATIONS_IN_OTHER_LETTERS,
    ROLES_IN_OTHER_LETTERS,
    tells_name_in_front,
)
from chatscrub.detection.passwords.ordinary_words import ORDINARY, folded
from chatscrub.detection.passwords.shapes import is_ordinary
from chatscrub.lazy_patterns import lazy_compile

_RELATIONS_TEXT = """
husband wife spouse partner son daughter mum mom mother dad father sister brother brothers sisters aunt uncle gran grandma granny nan grandad grandpa grandmother grandfather cousin
niece nephew fiancé fiancée fiance fiancee girlfriend boyfriend friend mate neighbour neighbor colleague boss manager supervisor carer nurse midwife twin kid stepson stepdaughter
stepmother stepfather widow widower flatmate housemate roommate tenant landlord caretaker
mann ehemann ehefrau gatte gattin sohn tochter mutter vater mama papa schwester bruder oma opa omi tante onkel enkel enkelin cousine neffe nichte freund freundin nachbar nachbarin
kollege kollegin kollegen chef chefin verlobte verlobter lebensgefährte lebensgefährtin partnerin schwager schwägerin schwiegermutter schwiegervater schwiegersohn schwiegertochter
kleine kleiner kleinen große großer älteste jüngste zwilling azubi praktikant praktikantin hausmeister witwe witwer pfleger schwiegertochter pate patin
mari épouse époux femme compagnon compagne fils fille mère père maman sœur soeur frère grand-mère grand-père mamie papi papy oncle neveu nièce cousin voisin voisine copain copine
ami amie collègue patron patronne stagiaire conjoint conjointe gardienne gardien beau-père belle-mère beau-fils belle-fille petit petite veuve veuf
marido mujer esposo esposa hijo hija madre padre mamá hermano hermana abuela abuelo tía tío primo prima sobrino sobrina vecino vecina amigo amiga compañero compañera jefe jefa
novio novia pareja cuñado cuñada suegra suegro nuera yerno viudo viuda nieto nieta pequeño pequeña portero portera
marito moglie figlio figlia mamma papà babbo sorella fratello nonna nonno zia zio cugino cugina nipote vicino vicina amico amica collega capo fidanzato fidanzata compagno compagna
suocera suocero nuora genero cognato cognata tata badante piccolo piccola vedova vedovo portinaia
echtgenoot echtgenote vrouw man zoon dochter moeder vader zus broer opa oma tante oom neef nicht buurman buurvrouw vriend vriendin collega's chef verloofde schoonmoeder schoonvader
schoonzoon schoondochter kleinzoon kleindochter weduwe weduwnaar stagiair stagiaire leidinggevende oppas
mulher esposa filho filha mãe pai irmã irmão avó avô tia tio primo prima sobrinho sobrinha vizinho vizinha namorado namorada noivo noiva chefe sogra sogro nora genro cunhado cunhada
viúvo viúva neto neta padrinho madrinha enteado enteada menino menina porteiro porteira
mąż męża mężem mężowi żona żony żonę żoną żonie syn syna synem synowi córka córki córkę córką córce matka matki matkę matką mama mamy mamę mamą ojciec ojca ojcem tata taty tatę siostra
siostry siostrę siostrą brat brata bratem babcia babci babcię dziadek dziadka ciocia cioci wujek wujka kuzyn kuzynka sąsiad sąsiada sąsiadka sąsiadki sąsiadkę kolega kolegi koleżanka
koleżanki koleżankę szef szefa szefowa szefowej narzeczony narzeczona partnerka teściowa teściowej teść synowa zięć wnuk wnuczka opiekunka stażysta stażystka mały mała
make maka maken makan fru son sonen dotter dottern mamma pappa syster bror mormor farmor morfar farfar moster faster farbror morbror kusin granne grannen vän vännen kollega kollegan
chefen sambo sambon svärmor svärfar svärson svärdotter barnbarn lille lilla fästman fästmö änka änkling barnvakt
"""
RELATIONS = frozenset(_RELATIONS_TEXT.split())
"""Words of nine languages for what somebody is to somebody, which a bare name follows."""
_ROLES_TEXT = """
patient patients employee customer client colleague tenant kollege kollegin mitarbeiter mitarbeiterin patientin kunde kundin salarié salariée patiente cliente locataire empleado empleada paciente trabajador
trabajadora dipendente paziente medewerker medewerkster patiënt patiënte klant funcionário funcionária utente aluno aluna pracownik pracownica pacjent pacjentka klient klientka anställd patienten kund
eleven elev student pupil schüler schülerin élève alumno alumna leerling uczeń uczennica caller
agent adjuster adviser advisor passenger witness driver cleaner trainee intern apprentice volunteer resident
azubine auszubildende auszubildender zeuge zeugin beifahrer beifahrerin fahrer fahrerin kontaktperson betreuer betreuerin bewohner bewohnerin
prestataire apprenti apprentie témoin passager passagère chauffeur conducteur conductrice résident résidente interlocuteur interlocutrice
agente testigo conductor conductora pasajero pasajera becario becaria residente
addetto addetta testimone autista passeggero passeggera stagista residente referente
passagier getuige chauffeur bewoner bewoonster contactpersoon
testemunha motorista passageiro passageira estagiário estagiária residente
agent agentka świadek kierowca pasażer pasażerka praktykant praktykantka mieszkaniec mieszkanka
vittne förare passagerare praktikant boende kontaktperson leder lederen sagsbehandler saksbehandler
"""
_ROLES = frozenset(_ROLES_TEXT.split())
_SEVERAL_TEXT = """
children kids parents twins brothers sisters sons daughters kinder eltern geschwister söhne töchter brüder schwestern enfants parents filles frères sœurs hijos hijas padres niños hermanos hermanas
figli figlie genitori bambini fratelli sorelle kinderen ouders zonen dochters broers zussen filhos filhas pais crianças irmãos irmãs dzieci wnuki wnuków rodzice synowie córki barnen barn
föräldrar barnbarnen barnbarn söner döttrar børn forældre barna foreldre
"""
_SEVERAL = frozenset(_SEVERAL_TEXT.split())
"""Words behind which more than one name stands."""
_ELSEWHERE = RELATIONS_ELSEWHERE | RELATIONS_IN_OTHER_LETTERS | ROLES_IN_OTHER_LETTERS
_RELATED = RELATIONS | _ROLES | _SEVERAL | _ELSEWHERE
_OTHERS = PLACES | NO_NAMES | TITLES | STREETS
# Behind these a capital means a place, a thing or a language more often than somebody.
_NOT_BEFORE_TEXT = """
the a an in en im ins am nach near at aus w we na i vid te ut uit um zur zum beim vom auf into onto via über
der die das den dem des ein eine einen einem einer le la les un une el los las il lo gli i de het een den det ett en
rue avenue place calle via viale piazza corso rua travessa ulica ul street road saint st sankt san santa são santo
model modell modèle modelo modello typ type tipo marke brand marca marque firma company hotel restaurant café projekt project projet proyecto progetto projeto
app tool software version plan tarif serie series edition lake mount river
"""
_NOT_BEFORE = frozenset(_NOT_BEFORE_TEXT.split())
_ALSO_BEFORE = frozenset(("de", "di", "i", "en", "e", "y", "a", "la", "el", "o"))
"""Of these a few also mean ``of`` or ``and``: they stay where the word before them has no capital."""
_WORD = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE = lazy_compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)(['’.]?)([ \t]{1,2}|['’]|[ ]?\([ ]?|,[ ]|[ ][–—][ ]|:[ ])\Z")
_AND_NEXT = lazy_compile(rf"(?:,| (?:and|und|et|y|e|en|i|och|og|oraz|&)) (?={CAPITAL})")
_SENTENCE = lazy_compile(r"(?:\A|\n[ \t>*•–—-]{0,6}|[.!?] )\Z")
_DOES = lazy_compile(
    r"(?:['’]s)? (?!of |and |und |et |oder |or |ou |o |y |e |en |i |och |og )[^\W\d_A-ZÀ-ÖØ-Þ]{1,14}(?!\w)"
)
_OPENS = lazy_compile(r"(?:\A|\n)[ \t>*•–-]{0,6}(?:/|x |gr\.? |lg,? |mvg,? |[-–—] ?)?\Z", re.IGNORECASE)
_SIGNED = lazy_compile(r"[ \t]*(?:\n|\Z)")
_WITH_ROLE = lazy_compile(r"(?:, | [–—-] )[^\n:]{3,40}\s*\Z")
_ATTACHED = lazy_compile(r"[\d#*@_$%^&+=~\\/]|-[A-Z\d]|\.\w|!\w|['’](?!s\b)\w|[ ]?[®™©]")
_NEXT = lazy_compile(r"[ ]([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_GREETING = lazy_compile(
    r"(?:\A|[\n:.!?] ?)[ \t>\"'“„*]{0,4}(?:hi|hello|hey|dear|morning|hallo|moin|servus|liebe|lieber|salut|bonjour|bonsoir|coucou|chère?|hola|buenas|querid[oa]|ciao|car[oa]|buongiorno|hoi|hai|dag|beste"
    r"|hé|olá|oi|car[oa]|prezad[oa]|cześć|hej|hejka|witaj|hejsan|tjena|halloj|kära?|käre) \Z",
    re.IGNORECASE,
)
_GREETED = lazy_compile(r"[ ]?(?:[,!:]|\n|\Z)")
_SIGNATURE = lazy_compile(
    r"(?:\A|\n)[ \t>*]{0,4}(?:/ ?|x |xx |groetjes,? |gr\.? |groet,? |lg,? |vg,? |mvg,? |bises,? |bisous,? |thx,? |cheers,? |thanks,? |tack,? |mvh,? |hälsn\.? |pozdr\.?,? |saluti,? |saludos,? |abraço,? |bjs,? |besos,? )\Z",
    re.IGNORECASE,
)
SHORTEST = 3
_NEAR = 30  # characters in front of a word in which the one before it is looked for
_CUT = _NEAR - 5  # characters; of a longer word only the end may lie there


def given_names(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Spans of given names in a text, with a surname behind them."""
    small = _has_no_capitals(text)
    cases = cases_of(text)
    after = 0
    joined = -1  # where a name begins that is told together with the one before
    previous = ""
    place = 0  # of the previous word
    for found in _WORD.finditer(text):
        word, before, previous = found.group(), previous, found.group()
        begin, place = place, found.start()
        told = word in HONOURED_BEHIND or word[0] >= FIRST_CYRILLIC
        if told and begin >= after and tells_name_in_front(before, word, text[begin + len(before) : place]):
            after = found.end() if word[0].isupper() and word not in HONOURED_BEHIND else begin + len(before)
            yield begin, after
            continue
        # Most words are refuted by the one in front of them, in a hundredth of the time of the search.
        related = before.lower() in _RELATED or len(before) >= _CUT
        capital = word[0].isupper()
        if not (capital or related or small) or found.start() < after:
            continue
        if word.isupper() or not (capital or (word.islower() and len(word) >= 4)):
            continue
        relation = related and _relation_before(text, found.start())
        if capital:
            given = _is_given(word, lexicon) or _is_inflected(word, lexicon, cases)
            if not (
                (given and (relation or _told(text, found) or _does_something(text, found)))
                or (found.start() == joined and (given or _may_be_given(word, lexicon)))
                or (relation and _may_be_given(word, lexicon) and _may_follow(before, text, found))
                or (_greeted_or_signed(text, found) and (_may_be_given(word, lexicon) or lexicon.first(word.lower())))
            ):
                continue
        elif not ((relation or small) and _is_small_name(text, found, lexicon, relation=relation)):
            continue
        last = _end_of_name(text, found, lexicon, small=small)
        if last is not None and _ATTACHED.match(text, last) is None:
            yield found.start(), last
            after = last
            several = before.lower() in _SEVERAL or found.start() == joined
            joined = _joined(text, last) if several else -1


def _has_no_capitals(text: str) -> bool:
    """Whether a text was dictated or typed without capitals."""
    words = _WORD.findall(text)
    return len(words) >= 12 and sum(word[0].isupper() for word in words) * 14 < len(words)


def _is_small_name(text: str, found: re.Match[str], lexicon: Lexicon, *, relation: bool) -> bool:
    word = found.group()
    following = _NEXT.match(text, found.end())
    second = following[1] if following is not None else ""
    if _is_given(word, lexicon) and not is_ordinary(word):
        return relation or len(word) >= 6 or (len(word) >= 4 and _may_be_surname(second, lexicon))
    known = lexicon.common(word) or folded(word) in ORDINARY
    return lexicon.last(word) and not known and second.islower() and _is_given(second, lexicon)


def _may_be_surname(word: str, lexicon: Lexicon) -> bool:
    if len(word) < 4 or lexicon.common(word) or is_ordinary(word):
        return False
    return lexicon.last(word) or len(word) >= 7


def _is_given(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    first = re.split(r"['’-]", lower)[0]
    for each in (lower, first) if first != lower and len(first) >= SHORTEST else (lower,):
        listed = lexicon.first(each) and not lexicon.common(each)
        if listed and len(each) >= SHORTEST and folded(each) not in ORDINARY:
            return lower not in _OTHERS
    return False


def _is_inflected(word: str, lexicon: Lexicon, cases: Cases) -> bool:
    """Whether a word is a given name with the ending of a case: ``Kingi``, ``Gunillas``, ``Villelle``."""
    if lexicon.common(word.lower()) or len(word) < 5:
        return False
    if word.endswith("s") and _is_given(word[:-1], lexicon):
        return True
    stems = [word[: -len(ending)] + nominative for ending, nominative in cases if word.endswith(ending)]
    return any(len(stem) >= 4 and _is_given(stem, lexicon) for stem in stems)


def _greeted_or_signed(text: str, found: re.Match[str]) -> bool:
    """``Hoi Marije,`` and ``x Marije`` alone in the last line."""
    before = text[max(0, found.start() - 24) : found.start()]
    if _GREETING.search(before):
        return _GREETED.match(text, found.end()) is not None
    signed = _SIGNATURE.search(before)
    return signed is not None and _SIGNED.match(text, found.end()) is not None


def _may_be_given(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital is none of the languages: enough behind ``syn`` or ``nonna``."""
    lower = word.lower()
    known = (
        lexicon.common(lower) or folded(word) in ORDINARY or lower in PLACES or lower in NO_NAMES or lower in RELATIONS
    )
    return word[1:].islower() and len(word) > SHORTEST and not known and lower not in TITLES and lower not in STREETS


def _may_follow(before: str, text: str, found: re.Match[str]) -> bool:
    """Whether an unlisted word may be the name behind a word of a language of which the lists hold no ordinary ones."""
    relation = before.lower()
    if relation not in _ELSEWHERE or relation in RELATIONS or relation in _ROLES:
        return True
    if before.isupper() or text[found.start() - 1] != " " or text[found.start() - 2] in ",:–—":  # ``ING Groep``
        return False
    following = _NEXT.match(text, found.end())
    full = following is not None and following[1][0].isupper() and not following[1].isupper()
    return full or relation not in ROLES_IN_OTHER_LETTERS or perhaps_a_name(found.group().lower())


def _relation_before(text: str, start: int) -> bool:
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    return before is not None and before[1].lower() in _RELATED and before[3].strip() in ("", ",", "(", ":", "–", "—")


def _told(text: str, found: re.Match[str]) -> bool:
    """Whether the place of a word with a capital is one of a name: behind a small word, or alone in the last line."""
    opening = _OPENS.search(text, max(0, found.start() - 12), found.start())
    if opening is not None:
        if _WITH_ROLE.match(text, found.end()) and "\n" in text[: found.start()]:
            return True
        alone = _SIGNED.match(text, found.end()) is not None
        return alone and (
            text[found.end() :].strip() == ""
            or "/" in opening[0]
            or opening[0].strip().lower() in ("x", "lg", "gr", "mvg")
        )
    before = _BEFORE.search(text, max(0, found.start() - _NEAR), found.start())
    if before is None or not before[1].islower() or before[2] == ".":
        return False
    if not before[3].isspace() and before[3] not in ("’", "'"):
        return False
    if before[1] in _NOT_BEFORE:
        return before[1] in _ALSO_BEFORE and _is_small(text, before.start(1))
    return True


def _does_something(text: str, found: re.Match[str]) -> bool:
    """Whether a word begins a sentence that goes on in small letters: ``Aoife moved bank``."""
    begins = _SENTENCE.search(text, max(0, found.start() - 8), found.start()) is not None
    return begins and _DOES.match(text, found.end()) is not None


def _joined(text: str, end: int) -> int:
    """Where the next name of those that a word such as ``children`` names together begins; -1 where none is."""
    following = _AND_NEXT.match(text, end)
    return following.end() if following is not None else -1


def _is_small(text: str, end: int) -> bool:
    """Whether the word in front is one without a capital that is no street, square or saint."""
    before = _WORD.findall(text[max(0, end - 24) : end])
    return bool(before) and before[-1].islower() and before[-1] not in STREETS and before[-1] not in _NOT_BEFORE


def _end_of_name(text: str, found: re.Match[str], lexicon: Lexicon, *, small: bool) -> int | None:
    """The end of the name, with the surname if one follows; None where the next words make it a firm."""
    following = _NEXT.match(text, found.end())
    if following is None:
        return found.end()
    word = following[1]
    lower = word.lower()
    if word in HONOURED_BEHIND:
        return found.end()
    if word[0].isupper():
        if lower in NO_NAMES or (word.isupper() and len(word) > 1 and not found.group().isupper()):
            return None
        return following.end() if not lexicon.common(lower) and folded(lower) not in ORDINARY else found.end()
    if (
        found.group().islower()
        and (small or lexicon.last(lower))
        and (_may_be_surname(lower, lexicon) or _is_given(lower, lexicon))
    ):
        return following.end()
    return found.end()
