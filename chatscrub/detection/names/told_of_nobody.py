"""Names in texts that say themselves that nobody is meant: a cast, a novel, products, storms, streets, a question who it was."""

from __future__ import annotations

import re
from functools import lru_cache

from chatscrub.lazy_patterns import lazy_compile

_NEAR = 60  # characters
_SENTENCE = 160
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_STORM = lazy_compile(
    r"(?<![^\W_])(?:hurricane|(?:tropical )?storm|typhoon|cyclone|orkan(?:tief)?|sturm(?:tief)?|ouragan|tempête|huracán|tormenta(?: tropical)?|borrasca|tifón|ciclón|uragano|tempesta|ciclone|furacão|tempestade|huragan|orkanen?|stormen) \Z",
    re.IGNORECASE,
)
_VEHICLE = lazy_compile(
    r"(?<![^\W_])(?:vozidl\w{1,3}|vůz|vozem|vozu|auto|autem|autě|samoch\w+|wagen|pkw|voiture|véhicule|coche|vehículo|carro|veículo|macchina|vettura|bilen|car|van|vehicle)(?: (?:zn\.|marki|marke|marque|marca|značky))? \Z",
    re.IGNORECASE,
)
_VEHICLE_BEHIND = lazy_compile(r" (?=[A-Z0-9-]*\d)[A-Z0-9-]{2,4}[ -]?[A-Z0-9]{2,5}(?![^\W_])")
_STREET_BEHIND = lazy_compile(
    r" (?:Terrace|Road|Street|Avenue|Lane|Gardens|Park|Square|Crescent|Drive|Close|Mews|Bridge|Way|Hospice|Primary|Infants?|High School|Academy|Cricket Club|FC|Rovers|United|Arms)(?:/|(?![^\W_]))"
)
_ROYAL = lazy_compile(
    rf"(?:Queen|King|Prince|Princess|St|Saint|Lord|Lady|Duke|Victoria|Albert)\.? (?:{_CAPITAL}[^\W\d_]+ )*(?:Terrace|Road|Street|Avenue|Lane|Gardens|Park|Square|Crescent|Drive|Close|Mews|Bridge|Way|Mill|Hall|House|Hospital|Hospice)"
)
_SEAT = lazy_compile(
    rf"(?<![^\W_])(?:HQ|[Hh]eadquarters|[Hh]ead office|[Hh]auptsitz|[Ss]itz|[Ss]iège(?: social)?|[Ss]ede|[Ss]iedziba|[Hh]oofdkantoor|[Hh]uvudkontor)(?: in| is| at)?:? (?:{_CAPITAL}[^\W\d_]+(?: {_CAPITAL}[^\W\d_]+)?, )?\Z"
)
_HOUSE_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:lycée|collège|école(?: (?:primaire|maternelle|élémentaire))?|bibliothèque|médiathèque|gymnase|stade|salle|place|rue|crèche|piscine|théâtre|centre|espace|parc|square|colegio|instituto|ies|ceip|biblioteca|teatro|liceo|scuola|istituto|palestra|escola|agrupamento(?: de escolas)?) \Z",
    re.IGNORECASE,
)
_HYPHENATED = lazy_compile(rf"{_CAPITAL}[^\W\d_]+(?:-(?:(?:de|du|des|la|le)-)*{_CAPITAL}[^\W\d_]+)+")
_SIGN_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:maladie|signe|syndrome|réflexe|triade|test|loi|paradoxe|enfermedad|signo|síndrome|mal|ley|morbo|malattia|segno|sindrome|legge|doença|sinal|lei|choroba|objaw|zespół|prawo|nemoc|příznak|syndrom) (?:de |d['’]|di |da |do )?\Z",
    re.IGNORECASE,
)
_WHO_WAS = lazy_compile(
    r"(?:\A|[.!?:;–—\n\"“-])[ ]{0,2}(?:and |und |et |y |e )?(?:who (?:was|were)|wer war(?:en)?|qui (?:était|étaient|fut)|quién(?:es)? (?:fue|era|fueron|eran)|chi (?:era|erano|fu)|quem (?:foi|era|foram|eram)|wie was|kim by(?:ł|ła|li)|vem var|hvem var|kdo byl\w?|kuka oli|ki volt|cine a fost|kimdi)(?![^\W_])[^\n.!]{1,60}\?",
    re.IGNORECASE,
)
_INVENTED = lazy_compile(
    r"(?<![^\W_])(?:cast list|dramatis personae|i (?:invented|made up) (?:him|her|them)|for my (?:novel|screenplay|short story|story|play|comic|d&d|campaign)|write (?:me )?a (?:scene|short story|story|poem|limerick|fairy tale|sketch|dialogue)|fan ?fic\w*|besetzungsliste|rollenverteilung|für meinen roman|kurzgeschichte|liste des personnages|pour mon roman"
    r"|j['’]ai inventée?|nouvelle fictive|reparto de la obra|para mi novela|me lo inventé|per il mio romanzo|personaggi inventati|para o meu romance|voor mijn roman|verzonnen|do mojej powieści|zmyślon\w+|till min roman|påhittad\w*|chords)(?![^\W_])",
    re.IGNORECASE,
)
# Works of which everybody knows the people, and what is asked about names of no bearer.
_KNOWN_WORKS = lazy_compile(
    r"(?<![^\W_])(?:rollista|rollenliste|tribute band|gospel of|evangelium nach|évangile selon|pride and prejudice|wuthering heights|great gatsby|romeo (?:and|und|et|y|e) juli\w+|les misérables|don quijote|promessi sposi|os maias|pan tadeusz|baby names?"
    r"|names? for (?:a |my |our )?(?:baby|newborn|girl|boy|puppy|kitten|dog|cat|hamster|horse)|vornamen? für|mädchennamen|jungennamen|prénoms? (?:de fille|de garçon|pour)|nombres? (?:para|de) (?:una? )?(?:niñ|beb|perr|gat)\w+|nomi per (?:bimb|bambin|can|gatt)\w+|babynamen|imion[a]? dla)(?![^\W_])",
    re.IGNORECASE,
)
_RECIPE_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:rezept|recipe|recette|receta|ricetta|receita|przepis|recept)(?![^\W_])[^\n]{0,60} (?:nach|by|from|de|di|van|av|wg|von) \Z",
    re.IGNORECASE,
)
_SCHOOL_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:škol[aeuyo]\w{0,2}|gymnázi\w+|náměstí|ulic[eií]|szko[lł]\w{1,3}|szkole|liceum|gimnazj\w+|przedszkol\w+) (?:im\. )?\Z",
    re.IGNORECASE,
)
_MINUTE_BEHIND = lazy_compile(r" ?\(?\d{1,3}(?:\+\d)?['’′](?:,| |\)|;|\Z|\.)")
_MATCH = lazy_compile(
    r"(?<![^\W_])(?:match report|spielbericht|crónica del partido)(?![^\W_])",
    re.IGNORECASE,
)
_THINGS_CALLED = lazy_compile(
    r"(?<![^\W_])(?:(?:rooms|servers|printers|robots|vans) are|(?:product|model|brand|collection|server|room|lamp|sofa|chair|wine|cocktail|dog|cat|pet|horse|boat|ship|train|font|variety|hamster|kitten|puppy)s?(?:['’]s?)? (?:names?|are (?:called|named)|called|named)|(?:produkt|modell|raum|server|hunde?|katzen?|pferde?)(?:namen?| heißen)|noms? (?:de nos produits|des salles|du chien|du chat)|nuestros productos se llaman|i nostri prodotti si chiamano|productnamen|nazwy produktów|produktnamn)(?![^\W_])[^\n.!?]{0,160}\Z",
    re.IGNORECASE,
)
_DIED = r"(?:died|passed away|was killed|starb|verstarb|est morte?|mourut|murió|falleció|morì|è morto|morreu|zmarł[a]?|zemřel[a]?|zahynul\w*|dog|avled|døde|stierf|overleed|meghalt|†)"
_BORN = r"(?:(?:was )?born|wurde geboren|geboren|est née?|naquit|nació|nacque|nasceu|urodził\w*|narodil\w*|föddes|született)"
# Of whom died before the middle of the last century, or was born before it began, every book may tell.
_OF_THE_PAST = lazy_compile(
    rf"{_CAPITAL}[^\W\d_]+ \(?(?:{_DIED}[^\n]{{0,24}}?(?<!\d)1(?:[0-8]\d\d|9[0-4]\d)|{_BORN}[^\n]{{0,24}}?(?<!\d)1[0-8]\d\d)(?!\d)"
)
_CONTACT = lazy_compile(r"[\w.+-]@[\w-]+\.\w|(?<!\d)(?:\+?\d[ ()/.-]{0,2}){7,}(?!\d)")
_STATION = lazy_compile(
    r"(?<![^\W_])(?:SNCF|TGV|Intercités|TER|ICE|Eurostar|Thalys|Renfe|AVE|Trenitalia|Frecciarossa|Italo|Westbahn|RJX|PKP|Pendolino|departures?|platform|Gleis|voie|binario|vía)(?![^\W_])"
)

_CLOCK = lazy_compile(r"[ ,(]{0,3}(?:\d{1,2} ?[:h.] ?\d\d|→|->)")
_CLOCK_NEAR = 20
_THINGS_LIST = lazy_compile(_THINGS_CALLED.pattern.removesuffix(r"\Z"), re.IGNORECASE)
_ASKED = 4  # texts: many names of one are asked for one after the other


def is_told_of_nobody(text: str, start: int, end: int, *, alone: bool) -> bool:
    """Whether words beside a name, or the text where it tells no other personal data (`alone`), say that nobody is meant."""
    before = text[max(0, start - _NEAR) : start]
    value = text[start:end]
    if _STORM.search(before) or _SEAT.search(before) or _ROYAL.fullmatch(value):
        return True
    if (" " in value and _SCHOOL_BEFORE.search(before)) or _MINUTE_BEHIND.match(text, end):
        return True
    if " " not in value and (_STREET_BEHIND.match(text, end) or _is_of_a_vehicle(text, before, end)):
        return True
    if _HOUSE_BEFORE.search(before) and _HYPHENATED.fullmatch(value):
        return True
    if _asks_of_the_past(text):
        return True
    if not alone:
        return False
    if _names_nobody(text) or value in _named_things(text) or _SIGN_BEFORE.search(before):
        return True
    sentence = max(0, start - _SENTENCE)
    if _RECIPE_BEFORE.search(text, sentence, start) or _THINGS_CALLED.search(text, sentence, start):
        return True
    return _has_trains(text) and _CLOCK.match(text[end : end + _CLOCK_NEAR]) is not None


@lru_cache(maxsize=_ASKED)
def _asks_of_the_past(text: str) -> bool:
    return "?" in text and _OF_THE_PAST.search(text) is not None and _CONTACT.search(text) is None


@lru_cache(maxsize=_ASKED)
def _names_nobody(text: str) -> bool:
    """Whether a text is about a match or a work, asks who somebody was, or says that people are invented."""
    return any(told.search(text) for told in (_MATCH, _KNOWN_WORKS, _WHO_WAS, _INVENTED))


@lru_cache(maxsize=_ASKED)
def _named_things(text: str) -> str:
    """Where a text gives names to things: ``Our rooms are Ada and Linus. Book Ada``."""
    told = _THINGS_LIST.search(text)
    return "" if told is None else told[0]


@lru_cache(maxsize=_ASKED)
def _has_trains(text: str) -> bool:
    return _STATION.search(text) is not None


def _is_of_a_vehicle(text: str, before: str, end: int) -> bool:
    return _VEHICLE.search(before) is not None and _VEHICLE_BEHIND.match(text, end) is not None
