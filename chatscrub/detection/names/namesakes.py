"""What bears the name of a person and is none: articles, firms, songs, storms, museums, programs, and the long dead.

A name alone tells nothing of this; its place does: a table of articles, a list of songs, a legal form behind it, a
chronicle of another century.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from chatscrub.detection.names.articles import is_article, of_books
from chatscrub.detection.names.brands import BRANDS, ONLY_PROGRAMS, PROGRAMS
from chatscrub.detection.names.eponyms import is_eponym
from chatscrub.detection.names.exercises import is_made_up
from chatscrub.detection.names.goods import inserted, objects, of_goods
from chatscrub.detection.names.honoured import is_honoured
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.listed_things import is_of_things, lists, timetable
from chatscrub.detection.names.long_dead import born_long_ago, of_history
from chatscrub.detection.names.public_life import is_public
from chatscrub.detection.names.rows_of_things import rows_of_things
from chatscrub.detection.names.tasks import asks_for_a_judgement, asks_in_general, is_a_task
from chatscrub.detection.names.text_lines import Line, Span
from chatscrub.detection.names.text_lines import lines as lines_of
from chatscrub.detection.names.told_of_nobody import is_told_of_nobody
from chatscrub.detection.names.trade_names import is_among_brands, is_one_of_its_kind, is_part_of_a_brand, many_brands
from chatscrub.detection.names.wording import is_worded_otherwise
from chatscrub.lazy_patterns import lazy_compile

_WORD = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEAR = 40  # characters

# ``Frank`` before ``Corp.``; a legal form that is no word of another language.
_FIRM_BEHIND = lazy_compile(
    r"(?:['’]s)?(?: (?:[A-Z][\w'’-]+ ){0,2}|,[ ])(?:Inc|Corp|Corporation|Incorporated|plc|PLC|LLC|LLP|Ltd|Limited|Holdings?|GmbH|AG|KGaA|KG|OHG|SARL|SpA|S\.p\.A|B\.V|N\.V|A/S|Oyj|Industries|Scientific|Laboratories|Technologies|Companies"
    r"|Enterprises|Solutions|(?:&|and) (?:Co|Company|Sons|Söhne|Fils|Figli|Zonen|Cie|Partners?|Associates|Brothers|Bros))\b"
)
_FIRM = lazy_compile(
    r"(?:,? (?:Inc|Corp|Corporation|plc|PLC|LLC|LLP|Ltd|Limited|Holdings(?: plc)?|GmbH(?: & Co\. KG)?|AG|KGaA|KG|SE|SA|SARL|SpA|S\.p\.A|B\.V|N\.V|AB|A/S|ASA|Oyj|(?:&|and) (?:Co|Company|Sons)|Companies Inc|Group))\.?\Z"
)
_FIRM_WORDS = frozenset(
    ("corporation", "b.v", "n.v", "homemade", "scientific", "holdings", "incorporated", "companies")
)
_APP = lazy_compile(r" (?:APP|BOT|App|Bot)\b")
_HEY = lazy_compile(r"\b(?:hey|ok|okay) \Z", re.IGNORECASE)

_NAMED_BEFORE_TEXT = """
saint st sankt san santa santo são sao sant sainte ste szent svatý sveti święty
musée museum museo museu muzeum halles halle lycée collège école hôpital hospital ospedale clinique université universidad università universidade universität gare aéroport aeropuerto aeroporto
stade stadio estadio estádio théâtre teatro place square pont quai boulevard fondation fundación fondazione fundação institut instituto istituto prix premio prêmio preis bibliothèque biblioteca
cappella chapelle capela capilla chapel kapelle palazzo palais palacio palácio villa château castello castillo castelo galleria gallerie galerie galería parc parque parco parken jardin jardín giardino
basilica basilique cathédrale catedral cattedrale duomo église iglesia chiesa igreja kirche kerk kościół ponte puente porta lago lac lake mount monte mont cape cabo capo fort fuerte
loi lei ley legge effet efecto effetto efeito théorème teorema syndrome síndrome sindrome maladie enfermedad malattia doença échelle escala scala
liceo colegio escuela scuola escola gimnazjum liceum szkoła ulica plac aleja most szpital uniwersytet rondo lotnisko stacja dworzec
storm hurricane typhoon cyclone orkan sturm sturmtief tempête tempesta tempestad huracán uragano furacão robot spacecraft ship schiff ferry fähre
"""
_NAMED_BEFORE = frozenset(_NAMED_BEFORE_TEXT.split())
"""What is called after somebody, in languages that put the name behind."""
_NAMED_BEHIND_TEXT = """
airport station university hospital museum prize award law theorem effect syndrome disease scale test equation constant number principle paradox telescope foundation stadium lake river mountain
bridge tower library theatre theater college school church cathedral chapel hall building palace castle island bay strait glacier sea desert street avenue road square park garden gardens center centre
algorithm method function distribution process transform conjecture hypothesis cipher score index coefficient curve diagram experiment manuscript tapestry collection edition cup trophy memorial monument
"""
_NAMED_BEHIND = frozenset(_NAMED_BEHIND_TEXT.split())
_INSTITUTIONS_TEXT = """
museum múzeum muzeum museo musée müzesi university airport hospital institute institut foundation prize award
"""
_INSTITUTIONS = frozenset(_INSTITUTIONS_TEXT.split())
_ALSO_SMALL = frozenset(["quai", "pont", "gare", "prix", "parc", "loi", "lac", "ley", "plac", "san", "são", "santo"])
_SAINTS_TEXT = """
saint sankt san santa santo são sao sant sainte storm hurricane typhoon cyclone robot
"""
_SAINTS = frozenset(_SAINTS_TEXT.split())
_OF_SCIENCE_TEXT = """
theorem theorems syndrome disease equation equations algorithm distribution transform conjecture hypothesis paradox coefficient effect inequality lemma curve constant prize award scale law
"""
_OF_SCIENCE = frozenset(_OF_SCIENCE_TEXT.split())
# Small behind a full name as well: ``the Ann Wood telescope``.
_OF_A_FULL_NAME = frozenset(
    (
        "fellowship",
        "fund",
        "lecture",
        "lectures",
        "medal",
        "memorial",
        "observatory",
        "probe",
        "prize",
        "rover",
        "satellite",
        "scholarship",
        "spacecraft",
        "telescope",
        "trophy",
    )
)
_BEHIND = lazy_compile(r"(?:['’]s?)? ([^\W\d_]+)")
# ``dog Rex``: small letters alone, since ``Kat`` is somebody.
_PETS_TEXT = """
dog cat horse pony puppy kitten hamster parrot hund katze pferd hündin kater chien chienne cheval perro perra gato
gata caballo cane gatto gatta cavallo hond kat paard cão cachorro cavalo pies kot koń katt häst
"""
_PETS = frozenset(_PETS_TEXT.split())
# ``ley de Ohm``, whose name stands behind a small word.
_RULES_TEXT = """
loi lois effet théorème syndrome échelle constante équation algorithme principe ley leyes efecto teorema síndrome escala ecuación algoritmo principio legge effetto sindrome scala equazione
lei efeito equação princípio prawo twierdzenie zespół wet wetten stelling satz gesetz theorem lag sats premio prix prêmio prêmios morbus maladie enfermedad malattia doença choroba
"""
_RULES = frozenset(_RULES_TEXT.split())
_LAWS = frozenset(("loi", "ley", "legge", "lei", "ustawa", "wet"))
_ILLNESS = frozenset(("maladie", "enfermedad", "malattia", "doença", "choroba", "premio", "prêmio"))
_OF_WORDS = frozenset(("de", "du", "di", "da", "do", "del", "des", "von", "van", "of", "af", "av"))
_UNITS_TEXT = """
kelvin newton pascal joule watt volt ampere tesla hertz weber henry becquerel sievert gray celsius fahrenheit curie
gauss maxwell
"""
_UNITS = frozenset(_UNITS_TEXT.split())
_NUMBER_BEFORE = lazy_compile(r"[\d°] ?\Z")
# ``A wie Anton``, ``B = Berta``.
_SPELLED = lazy_compile(
    r"(?<![^\W_])(?P<letter>[^\W\d_])(?: (?:wie|like|as in|for|comme|como|come|jak|som|van|as|de|di) |(?: ?[=:–-] ))(?P<name>(?P=letter)[^\W\d_]+)"
)
_SPELLINGS = 3
_NAME_DAYS = lazy_compile(
    r"(?i)\b(?:name ?days?|namenstag\w*|onomastic[io]|imieniny|imienin|svátek|svátky|meniny|névnap\w*|nimipäiv\w*|namnsdag\w*|navnedag\w*|calendrier des saints|fête du prénom|santoral|εορτολόγιο)\b"
)
# A line of a menu: more than a name, and what it costs.
_MENU = lazy_compile(
    r"(?m)^[^\n:;|\t@]{8,70}?[ .…]{1,40}(?:[€$£] ?)?\d{1,3}[.,]\d\d(?: ?(?:€|EUR|euros?|zł|kr|Kč|lei|Ft|\$|£))?[ \t]*$"
)
_DISHES = lazy_compile(
    r"(?i)\b(?:menus?|menü|menú|speisekarte|getränkekarte|carte|carta|karta dań|pizza|pasta|salads?|salat\w*|salade|desserts?|starters|mains|vorspeisen|hauptspeisen|nachspeisen|entrées|plats|postres|primi|secondi|dolci|voorgerechten|hoofdgerechten|förrätter)\b"
)
_GOES_ON = lazy_compile(r" [^\W\d_A-Z]")
_HYPHENATED = lazy_compile(
    r"-(?:Straße|Strasse|Str\b|Platz|Allee|Weg|Ring|Ufer|Gymnasium|Schule|Haus|Halle|Museum|Institut|Stiftung|Universität|Preis|Denkmal|Brücke|Park|Stadion|Kirche|Klinik|Krankenhaus|Effekt|Gesetz|Syndrom|Krankheit|Skala|Test|Verteilung|Gleichung|Verfahren|Algorithmus)\b"
)
# In front of a name, with a colon or quotation marks between: ``Song: Marlene``, ``the film "Marlene"``.
_THING_BEFORE = lazy_compile(
    r"(?i)\b(?:(?:brand|make|model|series|collection|product|article|song|track|album|film|movie|novel|opera|musical|ship|vessel|boat|storm|hurricane|typhoon|font|typeface|breed|variety|cultivar|station|stop|character|codename|release|planet|asteroid|robot|cocktail"
    r"|marke|modell|serie|kollektion|produkt|artikel|lied|roman|oper|schiff|schrift|schriftart|rasse|sorte|haltestelle|bahnhof|figur|gericht|marque|modèle|série|produit|chanson|titre|bateau|race|variété|gare|arrêt|personnage"
    r"|marca|modelo|producto|canción|película|novela|barco|raza|variedad|estación|personaje|modello|prodotto|canzone|romanzo|nave|razza|varietà|stazione|personaggio|merk|liedje|schip|ras|produto|música|filme|navio|raça|estação|piosenka|powieść|statek|rasa|odmiana|låt|fartyg|rollfigur)"
    r"(?:[ ]?[:=|][ ]{1,3}[\"“„«'‘*_]{0,3}|[ ][\"“„«‘]))\Z"
)
_NUMBERED = lazy_compile(r"(?m)^[ \t]*\(?\d{1,2}[.)][^\n]*(?:_{2,}|\w_(?=[ .,]|$))")
_BLANKS = 4


class Namesakes:
    """What in a text bears the name of a person; `personal` are spans of personal data other than names."""

    def __init__(self, text: str, lexicon: Lexicon, personal: Sequence[Span]) -> None:
        self._text = text
        self._lexicon = lexicon
        self.personal = bool(personal)
        self._known = personal
        lines = list(lines_of(text))
        self._spans: list[Span] = [*of_goods(text, lines), *_of_firms(text, lines), *of_history(text, personal)]
        self._spans += [*of_books(text, personal), *objects(text), *inserted(text), *timetable(text, lines, personal)]
        self._spans += rows_of_things(text, personal)
        self._exercise = text.count("_") >= _BLANKS and sum(1 for _ in _NUMBERED.finditer(text)) >= _BLANKS
        self._exercise = self._exercise or (not personal and _NAME_DAYS.search(text) is not None)
        menu = [found.span() for found in _MENU.finditer(text)] if _DISHES.search(text) is not None else []
        self._menu = menu if len(menu) >= _SPELLINGS else []
        self._words: set[str] = set()
        spelled = [found["name"] for found in _SPELLED.finditer(text)]
        self._spelled = frozenset(spelled if len(spelled) >= _SPELLINGS else ())
        for each in lists(text, lines):
            if is_of_things(text, each, lexicon, personal):
                self._spans.append(each.span)
                self._words.update(text[start:end] for start, end in each.items if " " not in text[start:end])
        self._spans.sort()
        self._starts = [start for start, _ in self._spans]
        self._assistants: bool | None = None
        self._brands: bool | None = None

    def is_one(self, start: int, end: int) -> bool:
        """Whether the name at a place is that of a thing, a firm or somebody long dead."""
        at = bisect_right(self._starts, start)
        if any(end <= stop for _, stop in self._spans[max(0, at - 3) : at]):
            return True
        value = self._text[start:end]
        if self._exercise or value in self._spelled or (value in self._words and not self.personal):
            return True
        if value.lower() in _UNITS and _NUMBER_BEFORE.search(self._text, max(0, start - 2), start) is not None:
            return True
        if self._is_dish(start, end):
            return True
        if self._is_called_after(start, end) or _THING_BEFORE.search(self._text, max(0, start - _NEAR), start):
            self._words.add(value)
            return True
        if self._is_firm(value, end) or self._is_program(value, start, end) or born_long_ago(self._text, end):
            return True
        if any(told(self._text, start, end, self._lexicon) for told in (is_eponym, is_worded_otherwise)):
            return True
        if is_public(self._text, start, end, alone=not self.personal):
            return True
        if is_told_of_nobody(self._text, start, end, alone=not self.personal):
            return True
        if is_made_up(self._text, start, end, self._known) or self._is_brand(start, end):
            return True
        return is_article(self._text, start, end, self._lexicon) or is_honoured(self._text, start, end, self._lexicon)

    @cached_property
    def doubtful(self) -> bool:
        """Whether the text sets a task, and tells nothing else of whom it names."""
        return not self.personal and is_a_task(self._text)

    @cached_property
    def compares(self) -> bool:
        """Whether the text asks for a comparison or a judgement, and tells nothing else of whom it names."""
        return not self.personal and asks_for_a_judgement(self._text)

    @cached_property
    def in_general(self) -> bool:
        """Whether the text is a question about what everybody may know."""
        return not self.personal and asks_in_general(self._text)

    def _is_brand(self, start: int, end: int) -> bool:
        if is_part_of_a_brand(self._text, start, end, anywhere=not self.personal):
            return True
        if is_one_of_its_kind(self._text, self._text[start:end]):
            return True
        if self._brands is None:
            self._brands = not self.personal and many_brands(self._text)
        return self._brands and is_among_brands(self._text, start)

    def _is_dish(self, start: int, end: int) -> bool:
        """``Tarte Jana 4,50``; ``Jana 4,50`` paid."""
        on_menu = any(left < start and end < right for left, right in self._menu)
        return on_menu and self._text[max(0, start - 3) : start - 1].isalpha()

    def _is_firm(self, value: str, end: int) -> bool:
        lower = value.lower().replace("’", "'").rstrip(".")
        if lower in BRANDS or not _FIRM_WORDS.isdisjoint(lower.split()):
            return True
        return _FIRM_BEHIND.match(self._text, end) is not None

    def _is_program(self, value: str, start: int, end: int) -> bool:
        lower = value.lower()
        if " " in lower:
            return lower.endswith(" app") and value.endswith("APP")
        if _APP.match(self._text, end) is not None and "\n" in self._text[max(0, start - 2) : start]:
            return True
        if lower in ONLY_PROGRAMS:
            return value.isupper() or len(value) > 3
        if lower not in PROGRAMS:
            return False
        if _HEY.search(self._text, max(0, start - 6), start) is not None:
            return True
        if self._assistants is None:
            words = {word.lower() for word in _WORD.findall(self._text) if word[0].isupper()} & PROGRAMS
            self._assistants = len(words) > 1
        return self._assistants

    def _is_called_after(self, start: int, end: int) -> bool:
        if _HYPHENATED.match(self._text, end) is not None:
            return True
        first = _WORD.match(self._text, start)
        if first is not None and first.end() < end and _is_of_its_kind(first.group()):
            return True
        before = _WORD.findall(self._text, max(0, start - _NEAR), start)
        spaced = bool(before) and self._text[start - 1] == " " and self._text[start - 2].isalpha()
        if spaced and before[-1] in _PETS:
            return True
        if spaced and len(before) > 1 and before[-1] in _OF_WORDS and before[-2].lower() in _RULES:
            # ``la maladie de Jeanne``
            return before[-2].lower() not in _ILLNESS or not self._lexicon.first(self._text[start:end].lower())
        if spaced and before[-1] in _LAWS and not self._lexicon.first(self._text[start:end].lower()):
            return True  # ``legge Anna`` is what she does
        if spaced and _is_of_its_kind(before[-1]):
            # ``in the hospital Jana said``
            return before[-1][0].isupper() or before[-1] in _SAINTS or _GOES_ON.match(self._text, end) is None
        behind = _BEHIND.match(self._text, end)
        if behind is None:
            return _WORD.findall(self._text, start, end)[-1].lower() in _INSTITUTIONS and " " in self._text[start:end]
        word = behind[1].lower()
        several = " " in self._text[start:end] or "-" in self._text[start:end]
        if word in _OF_SCIENCE or (several and word in _OF_A_FULL_NAME):
            return True
        return several and word in _NAMED_BEHIND and behind[1][0].isupper()


def _is_of_its_kind(word: str) -> bool:
    return word.lower() in _NAMED_BEFORE and (word[0].isupper() or len(word) > 4 or word in _ALSO_SMALL)


def _of_firms(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """Lists, a line each, a quarter of whose lines end with a legal form."""
    block: list[Line] = []
    for line in (*lines, Line(len(text), len(text))):
        if 3 < line.end - line.start < 50 and not any(mark in text[line.start : line.end] for mark in ":@\t;|"):
            block.append(line)
            continue
        firms = sum(_FIRM.search(text[each.start : each.end].strip()) is not None for each in block)
        if firms > 2 and firms * 4 >= len(block):
            yield block[0].start, block[-1].end
        block = []
