"""Streets, squares, schools, rooms and statues that are called after somebody, whose name is then no personal data.

Languages put the word in front of the name (``strada Ana Popa``), behind it (``Popa Anna utca``) or make a compound of
both whose ending tells it (``Ayşe Kaya Köprüsü``). Greek and Cyrillic letters have `named_after`. Words that also stand before or behind somebody who does something
(``via Ana``, ``Ali okulu bitirdi``) are left out, or count with a capital or before quotation marks alone.
"""

from __future__ import annotations

import re

from chatscrub.detection.names.given_names_elsewhere import of_these_alphabets
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.named_after import named_after
from chatscrub.lazy_patterns import lazy_compile

_REACH = 80  # characters in front of a name
_SENTENCE = 300  # characters; of a list of names of streets
_WORD = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿά-ώа-џґ]"

_STREETS_BEFORE = (
    r"strada|străzii|str\.|bulevard\w{0,4}|bd\.|pia[țţ]a|pie[țţ]ei|[șş]oseaua|splaiul|statuia(?: lui)?|podul lui"
    r"|ulic\w{1,3}|ul\.|alej\w{1,3}|plac(?:u|em)?|skwer\w{0,3}|rond\w{1,3}|pomnik\w{0,3}|imienia|im\.|náměstí|nám\.|námestie|námestí|nábřeží|nábrežie|tříd[aěyu]|soch[auyou]{1,2}"
    r"|شارع|ميدان|تمثال|جسر|كوبري|ساحة"
    r"|calle|c/|avenida|avda\.?|plaza|plazuela|glorieta|travessa|rua|praça|viale|piazza|piazzale|vicolo|lungomare|rue|avenue|boulevard|quai"
    r"|estatua de|monumento a|statua di|estátua de|statue (?:of|de|von|van)|standbeeld van|denkmal (?:für|von)|monument (?:to|voor)|bust of|statyn? (?:av|över)|statuen? av"
)
_CALLED = (
    r"(?:is|was|are|were|been|being|and|,) named (?:after|for|in honou?r of)|namesake of|intitolat[aeio] (?:a|ad)|d[ée]nommée? d['’]après|baptisée? d['’]après|en honor (?:a|de)"
    r"|gospels? (?:of|according to)|book of|epistles? (?:of|to)|evangelium (?:nach|des)|évangile (?:selon|de)|evangelio (?:según|de)|vangelo (?:secondo|di)|evangelie (?:van|volgens)|ewangelia (?:według|św\.)|evangelho (?:segundo|de)|evangeliet enligt"
    r"|(?:calle|plaza|biblioteca|escuela|sala|hospital|museo|teatro|auditorio|parque) lleva el nombre de"
    r"|vernoemd naar|benannt nach|uppkallad(?:e|es|t)? efter|opkaldt efter|oppkalt etter|nazwan\w{1,2} (?:na cześć|imieniem)|pojmenovan\w{1,2} po|pomenovan\w{1,2} po|poartă numele lui|назван\w{0,2} (?:в честь|именем)|названо? (?:на честь|ім['’ʼ]ям)"
)
_BEFORE = lazy_compile(
    rf"(?<![^\W_])(?i:{_STREETS_BEFORE}|{_CALLED})(?:(?<=[./])|[ ]) ?(?:(?i:sir|king|queen) )?(?:{_CAPITAL}[^\W\d_]+ )?[„“«\"‘]?\Z"
)
_PLACES_BEFORE = lazy_compile(
    r"(?<![^\W_])(?P<place>(?i:colegiul|liceul|[șş]coala|muzeul|teatrul|spitalul|stadionul|liceum|szkoł[ayęie]{1,2}|teatr\w{0,2}|muzeum|szpital\w{0,3}|gymnázium|divadl[oa]|nemocnic[ei]|škol[aye]"
    r"|sal[ai]|salle|aula|auditori[ou]m?|saal|raum|zeche|institut|istituto|instituto|colegio|escuela|teatro|liceo|scuola|escola|museu|школ[аыеуи]))"
    rf"(?: {_CAPITAL}[^\W\d_]+)? (?P<quoted>[„“«\"‘])?\Z"
)
# ``via Ana`` may be through her, save where other streets are named.
_VIA_BEFORE = lazy_compile(r"(?<![^\W_])(?:via|corso|largo) (?:[A-Z][^\W\d_]+ )?\Z", re.IGNORECASE)
_OTHER_STREETS = lazy_compile(r"(?<![^\W_])(?i:piazza|piazzale|viale|vicolo|corso|largo|lungomare) [A-Z]")
_SMALL_BEHIND = lazy_compile(r" [^\W\d_A-ZÀ-ÖØ-Þ]")
_OF_TURKEY = (
    r"(?:[Cc]adde|[Ss]oka[ğk]|[Bb]ulvar|[Mm]eydan|[Kk]öprü|[Mm]üze|[Cc]ami|[Ss]aray|[Kk]asr|[Hh]isar|[İIi]skele|[Ll]ise|[Oo]kul|[İIi]lkokul|[Oo]rtaokul|[Üü]niversite|[Hh]astane|[Mm]erkez|[Pp]ark|[Hh]avaliman|[Kk]ule|[Kk]ütüphane"
    r"|[Tt]iyatro|[Vv]akf|[Öö]dül|[Ss]tad|[Ss]tadyum|[Mm]ahalle|[Dd]ura[ğk]|[İIi]stasyon|[Ss]alon|[Hh]eykel|[Aa]nıt|[Tt]ürbe|[Çç]arşı|[Ll]iman|[Mm]edrese|[Kk]ilise|[Çç]eşme)(?:s[iıuü]|[iıuü]{1,2})(?:['’]\w{1,8})?"
)
_BEHIND = lazy_compile(
    r"(?:['’]\w{1,4})?[”“»\"’]? (?:"
    r"utca\w{0,4}|utcá\w{1,4}|tér(?! (?:vissza|át|ki|le|be|haza))(?:en|re|ről|i|től)?|körút\w{0,4}|rakpart\w{0,3}|szobr\w{1,4}|szobor\w{0,4}|emlékmű\w{0,4}|híd(?:on|ról)?"
    rf"|heykeli\w{{0,4}}|anıtı\w{{0,4}}|(?=[A-ZÇĞİÖŞÜ])(?:(?:Kültür|Kongre|Spor|Anadolu|Fen) )?{_OF_TURKEY}"
    r"|Gymnázium|Gimnázium|Múzeum|Kórház|Általános Iskola)(?![^\W_])"
)
_GENITIVE_BEHIND = lazy_compile(
    r" (?:(?P<finnish>kadu\w{1,4}|katu\w{0,3}|aukio\w{0,4}|tori\w{0,3}|puisto\w{0,3}|patsa\w{1,5})|plass|plads|gate|gaten|gata|gatan|vei|veien|vej|vejen|väg|vägen|torg|torget|allé)(?![^\W_])"
)
_ENDS_WITH = lazy_compile(
    rf"{_OF_TURKEY}|.{{2,}}-.{{2,}}-(?:Straße|Strasse|Str|Platz|Allee|Weg|Ring|Ufer|Gymnasium|Schule|Haus|Halle|Museum|Institut|Stiftung|Universität|Preis|Denkmal|Brücke|Park|Stadion|Kirche|Klinik|Saal)|(?i:utca|körút|rakpart|múzeum|gimnázium|kórház|aukio|puisto)"
)
_BUILDINGS_TEXT = """
hall building center centre library institute theatre theater school stadium bridge station hospital room wing auditorium laboratory
street road avenue drive boulevard lane way close crescent terrace parkway highway freeway court place square gardens grove
"""
_BUILDINGS = frozenset(_BUILDINGS_TEXT.split())
# No surnames: ``Wood Library`` is a library.
_ONLY_BUILDINGS = frozenset(
    (
        "airport",
        "arena",
        "auditorium",
        "building",
        "campus",
        "cathedral",
        "college",
        "gallery",
        "house",
        "institute",
        "laboratory",
        "library",
        "museum",
        "stadium",
        "theater",
        "theatre",
        "tower",
    )
)
_BUILDING_WORDS = 3  # ``Ann Wood Hall``; of two words the second is a surname as often
_SEVERAL = lazy_compile(
    r"(?<![^\W_])(?:(?:street|room|building|train|ship|ward|hall|school)s? (?:bear|carry|are (?:named|called))|(?:straßen|räume|\w+räume|säle|züge|zimmer|schulen) (?:heißen|tragen)|(?:rues|salles|écoles|trains) portent|(?:calles|salas|escuelas) llevan|(?:vie|sale|scuole) portano"
    r"|(?:straten|zalen|kamers|scholen) (?:dragen|heten|zijn vernoemd)|(?:ulic[ey]|sale|szkoły|place)(?: [^\W\d_]+){0,2} nosz\w{1,3}|(?:ulice|sály|školy)(?: [^\W\d_]+){0,2} nesou|(?:străzile|sălile|școlile)(?: [^\W\d_]+){0,2} poartă|улиц[ыі](?: [^\W\d_]+){0,2} нос\w+|вулиці(?: [^\W\d_]+){0,2} нос\w+|(?:utcák|termek) \w+ nev\w+|(?:gator|vägar|salar)na bär)(?![^\W_])",
    re.IGNORECASE,
)


def is_honoured(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the name at a place is that of a street, a building or a statue called after its bearer."""
    words = _WORD.findall(text, start, end)
    if not words:
        return False
    if of_these_alphabets(text[start:end]) and named_after(text, start, end):
        return True
    several = len(words) > 1 or "-" in words[-1]
    if several and words[-1][0].isupper() and _ENDS_WITH.fullmatch(words[-1]):
        return True
    last = words[-1].lower()
    if len(words) > 1 and (last in _ONLY_BUILDINGS or (last in _BUILDINGS and _is_surname(words[0], lexicon))):
        return True
    if len(words) >= _BUILDING_WORDS and last in _BUILDINGS and not lexicon.first(words[-2].lower()):
        return True
    before = text[max(0, start - _REACH) : start]
    if _VIA_BEFORE.search(before) and _OTHER_STREETS.search(text):
        return True
    if _BEFORE.search(before) is not None or _is_of_a_place(text, before, end):
        return True
    if _BEHIND.match(text, end) is not None or _is_genitive(text, words[-1], end):
        return True
    sentence = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start), start - _SENTENCE) + 1
    return _SEVERAL.search(text, max(0, sentence), start) is not None


def _is_surname(word: str, lexicon: Lexicon) -> bool:
    """Whether a word begins with a capital and is nobody's given name: ``Johnson Hall``, not ``Anna Hall``."""
    return word[0].isupper() and not lexicon.first(word.lower())


def _is_of_a_place(text: str, before: str, end: int) -> bool:
    """``the room “Ana Popa”``, ``Liceul Ana Popa``; not ``in the school Ana said``."""
    place = _PLACES_BEFORE.search(before)
    if place is None:
        return False
    told = place["quoted"] is not None or place["place"][0].isupper()
    return told or _SMALL_BEHIND.match(text, end) is None


def _is_genitive(text: str, word: str, end: int) -> bool:
    """``Prinsens gate``, ``Kiven kadulla``; not ``Virtanen kadulla``, who is out in the street."""
    found = _GENITIVE_BEHIND.match(text, end)
    if found is None:
        return False
    return word.endswith("n") and not word.endswith("nen") if found["finnish"] else word.endswith("s")
