"""What bears the name of a person and is none: articles, firms, songs, storms, museums, programs, and the long dead.

A name alone tells nothing of this; its place does: a table of articles, a list of songs, a legal form behind it, a
chronicle of another century.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from chatscrub.detection.names.brands import BRANDS, ONLY_PROGRAMS, PROGRAMS
from chatscrub.detection.names.features import STREETS
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.passwords.ordinary_words import folded

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEAR = 40  # characters
_OF_HISTORY = 1950  # and so is whom a chronicle names, most of whose lines are older
_YEARS_OF_CHRONICLE = 20
_CHRONICLE = 3  # lines that begin with a year

# ``Frank`` before ``Corp.``; a legal form that is no word of another language.
_FIRM_BEHIND = re.compile(
    r"(?:['’]s)?(?: (?:[A-Z][\w'’-]+ ){0,2}|,[ ])(?:Inc|Corp|Corporation|Incorporated|plc|PLC|LLC|LLP|Ltd|Limited|Holdings?|GmbH|AG|KGaA|KG|OHG|SARL|SpA|S\.p\.A|B\.V|N\.V|A/S|Oyj|Industries|Scientific|Laboratories|Technologies|Companies"
    r"|Enterprises|Solutions|(?:&|and) (?:Co|Company|Sons|Söhne|Fils|Figli|Zonen|Cie|Partners?|Associates|Brothers|Bros))\b"
)
_FIRM = re.compile(
    r"(?:,? (?:Inc|Corp|Corporation|plc|PLC|LLC|LLP|Ltd|Limited|Holdings(?: plc)?|GmbH(?: & Co\. KG)?|AG|KGaA|KG|SE|SA|SARL|SpA|S\.p\.A|B\.V|N\.V|AB|A/S|ASA|Oyj|(?:&|and) (?:Co|Company|Sons)|Companies Inc|Group))\.?\Z"
)
_FIRM_WORDS = frozenset(
    ("corporation", "b.v", "n.v", "homemade", "scientific", "holdings", "incorporated", "companies")
)
_APP = re.compile(r" (?:APP|BOT|App|Bot)\b")
_ASKED = re.compile(r"(?:\A|\n|[\"“„'«] ?)(?:(?:hey|hi|ok|okay) )?\Z", re.IGNORECASE)
_DOES_AS_ASKED = re.compile(r",? (?:[^\W\d_A-Z]+)")
_HEY = re.compile(r"\b(?:hey|ok|okay) \Z", re.IGNORECASE)

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
_INSTITUTIONS = frozenset(
    [
        "museum",
        "múzeum",
        "muzeum",
        "museo",
        "musée",
        "müzesi",
        "university",
        "airport",
        "hospital",
        "institute",
        "institut",
        "foundation",
        "prize",
        "award",
    ]
)
_ALSO_SMALL = frozenset(["quai", "pont", "gare", "prix", "parc", "loi", "lac", "ley", "plac", "san", "são", "santo"])
_SAINTS = frozenset(
    [
        "saint",
        "sankt",
        "san",
        "santa",
        "santo",
        "são",
        "sao",
        "sant",
        "sainte",
        "storm",
        "hurricane",
        "typhoon",
        "cyclone",
        "robot",
    ]
)
_OF_SCIENCE_TEXT = """
theorem theorems syndrome disease equation equations algorithm distribution transform conjecture hypothesis paradox coefficient effect inequality lemma curve constant prize award scale law
"""
_OF_SCIENCE = frozenset(_OF_SCIENCE_TEXT.split())
_BEHIND = re.compile(r"(?:['’]s?)? ([^\W\d_]+)")
# ``dog Rex``: small letters alone, since ``Kat`` is somebody.
_PETS = frozenset(
    [
        "dog",
        "cat",
        "horse",
        "pony",
        "puppy",
        "kitten",
        "hamster",
        "parrot",
        "hund",
        "katze",
        "pferd",
        "hündin",
        "kater",
        "chien",
        "chienne",
        "cheval",
        "perro",
        "perra",
        "gato",
        "gata",
        "caballo",
        "cane",
        "gatto",
        "gatta",
        "cavallo",
        "hond",
        "kat",
        "paard",
        "cão",
        "cachorro",
        "cavalo",
        "pies",
        "kot",
        "koń",
        "katt",
        "häst",
    ]
)
# ``ley de Ohm``, whose name stands behind a small word.
_RULES_TEXT = """
loi lois effet théorème syndrome échelle constante équation algorithme principe ley leyes efecto teorema síndrome escala ecuación algoritmo principio legge effetto sindrome scala equazione
lei efeito equação princípio prawo twierdzenie zespół wet wetten stelling satz gesetz theorem lag sats premio prix prêmio prêmios morbus maladie enfermedad malattia doença choroba
"""
_RULES = frozenset(_RULES_TEXT.split())
_ILLNESS = frozenset(("maladie", "enfermedad", "malattia", "doença", "choroba", "premio", "prêmio"))
_OF_WORDS = frozenset(("de", "du", "di", "da", "do", "del", "des", "von", "van", "of", "af", "av"))
_UNITS = frozenset(
    [
        "kelvin",
        "newton",
        "pascal",
        "joule",
        "watt",
        "volt",
        "ampere",
        "tesla",
        "hertz",
        "weber",
        "henry",
        "becquerel",
        "sievert",
        "gray",
        "celsius",
        "fahrenheit",
        "curie",
        "gauss",
        "maxwell",
    ]
)
_NUMBER_BEFORE = re.compile(r"[\d°] ?\Z")
# ``A wie Anton``, ``B = Berta``.
_SPELLED = re.compile(
    r"(?<![^\W_])(?P<letter>[^\W\d_])(?: (?:wie|like|as in|for|comme|como|come|jak|som|van|as|de|di) |(?: ?[=:–-] ))(?P<name>(?P=letter)[^\W\d_]+)"
)
_SPELLINGS = 3
_NAME_DAYS = re.compile(
    r"(?i)\b(?:name ?days?|namenstag\w*|onomastic[io]|imieniny|imienin|svátek|svátky|meniny|névnap\w*|nimipäiv\w*|namnsdag\w*|navnedag\w*|calendrier des saints|fête du prénom|santoral|εορτολόγιο)\b"
)
# A line of a menu: more than a name, and what it costs.
_MENU = re.compile(
    r"(?m)^[^\n:;|\t@]{8,70}?[ .…]{1,40}(?:[€$£] ?)?\d{1,3}[.,]\d\d(?: ?(?:€|EUR|euros?|zł|kr|Kč|lei|Ft|\$|£))?[ \t]*$"
)
_DISHES = re.compile(
    r"(?i)\b(?:menus?|menü|menú|speisekarte|getränkekarte|carte|carta|karta dań|pizza|pasta|salads?|salat\w*|salade|desserts?|starters|mains|vorspeisen|hauptspeisen|nachspeisen|entrées|plats|postres|primi|secondi|dolci|voorgerechten|hoofdgerechten|förrätter)\b"
)
_GOES_ON = re.compile(r" [^\W\d_A-Z]")
_HYPHENATED = re.compile(
    r"-(?:Straße|Strasse|Str\b|Platz|Allee|Weg|Ring|Ufer|Gymnasium|Schule|Haus|Halle|Museum|Institut|Stiftung|Universität|Preis|Denkmal|Brücke|Park|Stadion|Kirche|Klinik|Krankenhaus|Effekt|Gesetz|Syndrom|Krankheit|Skala|Test|Verteilung|Gleichung|Verfahren|Algorithmus)\b"
)
_SMALL_BEHIND = frozenset(("law", "number", "school", "test", "score", "road", "island", "hall"))

# -- Tables of articles.
_GOODS = re.compile(
    r"(?i)\b(?:ean|gtin|sku|upc|asin|art\.?-?(?:nr|no)\.?|artnr|artikel\w*|article|articolo|artículo|artigo|product\w*|produkt\w*|produit|producto|produto|prodotto|items?|brand|marke|marque|marca|merk|stock|bestand|warehouse|lager\w*"
    r"|sorte|variet\w+|flavou?r|colou?r|farbe|couleur|litres?|liter|gtin\w*)\b"
)
_GOODS_TOO = re.compile(
    r"(?i)\b(?:prices?|preis\w*|prix|precio|preço|preco|prezzo|prijs|cena|pris|vk|ek|uvp|msrp|brutto|netto|qty|quantity|menge|anzahl|quantité|cantidad|quantità|aantal|ilość|units?|einheit|size|größe|taille|talla|taglia|maat|rozmiar"
    r"|weight|gewicht|poids|peso|city|stadt|ville|ciudad|città|cidade|miasto|stad|country|land|pays|país|paese|state|region|prazo|delivery|lieferzeit|capital|population|einwohner|habitants|habitantes)\b"
)
_PEOPLE = re.compile(
    r"(?i)\b(?:name|nom|nombre|nome|naam|navn|namn|imię|nazwisko|vorname|nachname|surname|prénom|apellidos?|cognome|apelido|voornaam|achternaam|first|last|full|who|wer|qui"
    r"|customers?|kunde[n]?|kundin|clients?|cliente|klant|klient\w*|contact\w*|ansprechpartner|buyer|käufer|seller|verkäufer|vendeur|owner|besitzer|inhaber|author|autor\w*|auteur|artist|künstler|employee|mitarbeiter\w*|patient\w*"
    r"|passenger|guest|gast|player|spieler|driver|fahrer|student\w*|schüler\w*|person\w*|member|mitglied\w*|assign\w*|recipient|empfänger\w*|destinataire|destinatario|sender|manager|user|nutzer\w*|pracownik|medewerker"
    r"|notes?|notiz\w*|comments?|kommentar\w*|remarks?|bemerkung\w*|anmerkung\w*|address|adresse|anschrift|dirección|indirizzo|endereço|adres|received|signed|to|by|von|an)\b"
)
_NAME = re.compile(r"(?i)\W*(?:name|nom|nombre|nome|naam|navn|namn|nazwa)\W*")
_DELIMITERS = ("\t", ";", "|", ",")
_GAP = re.compile(r"[ ]{2,}")
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2

# -- Lists.
_PEOPLE_LISTED = re.compile(
    r"(?i)\b(?:attend\w*|present|participants?|team|guests?|invit\w*|class|pupils?|students?|kids|children|family|members?|players?|people|persons?|friends?|colleagues?|staff|crew|customers?|patients?|tenants?|candidates?|applicants?"
    r"|volunteers?|coming|employees?|relatives|siblings|brothers|sisters|sons|daughters|anwesend\w*|teilnehm\w*|gäste|eingeladen|klasse|schüler\w*|kinder\w*|familie|mitglied\w*|spieler\w*|leute|personen|freunde|kolleg\w*|mitarbeit\w*|kunden|patient\w*|mieter\w*"
    r"|présents?|équipe|invités?|classe|élèves|enfants|famille|membres|joueurs|amis|collègues|asisten\w*|equipo|invitados|clase|alumn\w*|niños|hijos|familia|miembros|amigos|compañeros|presenti|squadra|invitati|alunni|bambini|figli|famiglia|membri|amici|colleghi"
    r"|aanwezig\w*|gasten|leerlingen|kinderen|leden|vrienden|collega\w*|presentes|equipa?|convidados|turma|crianças|filhos|família|membros|colegas|obecni|zespół|goście|uczniowie|dzieci|rodzina|członkowie|koledzy|närvarande|gäster|elever|barn|familjen|medlemmar|vänner"
    r"|who|wer|qui|quién|chi|wie|quem|kto|vem|seat\w*|shift|schicht|sitz\w*)\b"
)
_THINGS_LISTED = re.compile(
    r"(?i)\b(?:songs?|tracks?|playlist|set ?list|hits|albums?|lieder|songliste|chansons?|canciones|canzoni|liedjes|canções|músicas|piosenki|låtar|hurricanes?|typhoons?|storms?|cyclones?|stürme|orkane|tempêtes|huracanes|tormentas|uragani|stormen|furacões"
    r"|(?:most |more )?(?:frequent|popular|common|baby|boys?|girls?|retired|code|pet|dog|cat|favou?rite) (?:first |given |baby |boys?|girls?)*['’]?\s?names|(?:häufigste|beliebteste|häufige|beliebte)\w* (?:vor|mädchen|jungen)?namen|prénoms (?:les plus|fréquents)|nombres más (?:comunes|frecuentes|populares)"
    r"|nomi più (?:comuni|diffusi|frequenti)|nomes mais (?:comuns|populares)|breeds?|rassen|races de|razas|razze|(?:apple|potato|tomato|rose|grape|pear) varieties|cultivars?|apples|potatoes|roses|(?:apfel|kartoffel|rosen|birnen|trauben)?sorten|kartoffeln|variétés|variedades|varietà|odmiany|jabłka|ziemniaki|rassen"
    r"|lakes|rivers|seas|mountains|islands|seen|flüsse|meere|berge|inseln|lacs|fleuves|rivières|lagos|ríos|mares|laghi|fiumi|rios|jeziora|rzeki|cakes?|desserts?|dishes|cocktails|drinks|kuchen|torten|gerichte|gâteaux|plats|postres|platos|dolci|piatti|sobremesas|bolos|ciasta|prăjituri|pratos|taart\w*|gebak"
    r"|ships|boats|schiffe|bateaux|barcos|navi|robots?|fonts?|schriften|polices|novels|movies|films|operas?|filme|romane|romans|películas|asteroids?|moons|planets|gods|goddesses|deities|götter|dieux|dioses|dei|deuses|bogowie"
    r"|characters|figuren|figurer|personnages|personajes|personaggi|personagens|cities|capitals|counties|städte|hauptstädte|villes|ciudades|città|cidades|brands|companies|firms|marken|firmen|marques|marcas|entreprises|empresas|aziende|model names|collections?"
    r"|(?:spelling|phonetic|radio|telephone|nato) (?:alphabet|table)|buchstabier\w*|telefoonalfabet|spelalfabet|alphabet (?:radio|phonétique|téléphonique)|alfabeto (?:telefonico|telefónico|fonético)|bokstavera\w*|bokstaveringsalfabet\w*|alfabet\w*)\b"
)
# Who is named behind these is known to everybody.
_PUBLIC_LISTED = re.compile(
    r"(?i)\b(?:writers|poets|novelists|composers|painters|sculptors|philosophers|scientists|physicists|mathematicians|kings|queens|emperors|monarchs|presidents|prime ministers|chancellors|popes|saints|explorers|inventors|nobel laureates|astronauts"
    r"|schriftsteller|dichter|komponisten|maler|philosophen|könige|königinnen|kaiser|präsidenten|bundeskanzler|päpste|heilige|erfinder|écrivains|poètes|compositeurs|peintres|philosophes|rois|reines|empereurs|présidents|papes|saints"
    r"|escritores|poetas|compositores|pintores|filósofos|reyes|reinas|emperadores|presidentes|papas|scrittori|poeti|compositori|pittori|filosofi|imperatori|presidenti|papi|schrijvers|dichters|componisten|schilders|koningen|keizers|presidenten"
    r"|escritores|reis|rainhas|pintores|imperadores|pisarze|poeci|kompozytorzy|malarze|królowie|prezydenci|papieże|författare|poeter|kompositörer|målare|kungar|spisovatelé|básníci|skladatelé|malíři|králové|prezidenti|yazarlar|şairler|ressamlar|padişahlar"
    r"|írók|költők|festők|királyok|scriitori|poeți|pictori|regi|kirjailijat|runoilijat|säveltäjät|kuninkaat|forfattere|komponister|malere|konger|συγγραφείς|ποιητές|ζωγράφοι|βασιλιάδες|письменники|поети|художники|писатели|поэты|художники|короли)\b"
)
# In front of a name, with a colon or quotation marks between: ``Song: Marlene``, ``the film "Marlene"``.
_THING_BEFORE = re.compile(
    r"(?i)\b(?:(?:brand|make|model|series|collection|product|article|song|track|album|film|movie|novel|opera|musical|ship|vessel|boat|storm|hurricane|typhoon|font|typeface|breed|variety|cultivar|station|stop|character|codename|release|planet|asteroid|robot|cocktail"
    r"|marke|modell|serie|kollektion|produkt|artikel|lied|roman|oper|schiff|schrift|schriftart|rasse|sorte|haltestelle|bahnhof|figur|gericht|marque|modèle|série|produit|chanson|titre|bateau|race|variété|gare|arrêt|personnage"
    r"|marca|modelo|producto|canción|película|novela|barco|raza|variedad|estación|personaje|modello|prodotto|canzone|romanzo|nave|razza|varietà|stazione|personaggio|merk|liedje|schip|ras|produto|música|filme|navio|raça|estação|piosenka|powieść|statek|rasa|odmiana|låt|fartyg|rollfigur)"
    r"(?:[ ]?[:=|][ ]{1,3}[\"“„«'‘*_]{0,3}|[ ][\"“„«‘]))\Z"
)
_OBJECT = re.compile(r"\{[^{}]{10,800}\}")
_KEY = re.compile(r"[\"']?(\w{2,30})[\"']?[ ]{0,2}:")
_PERSONAL_KEYS = re.compile(
    r"(?i)(?:mail|phone|tel|birth|customer|client|kunde|contact|first_?name|last_?name|sur_?name|vorname|nachname|address|user|owner|author|ssn|iban)"
)
_GOODS_KEYS = re.compile(
    r"(?i)^(?:ean|gtin|sku|upc|asin|price|preis|prix|precio|prezzo|brand|stock|product_?\w*|artikel\w*|marke|warehouse)$"
)
_INSERT = re.compile(r"(?i)\binsert into [\w.`\"]{1,60} ?\(([^()]{3,400})\)\s*values\b")
_CLOCK = re.compile(r"(?<![\d.:])\d{1,2}[:.h]\d\d(?![\d.])")
_STOPS = re.compile(
    r"(?i)\b(?:bus|tram|train|metro|ferry|timetable|departures?|arrivals?|haltestellen?|fahrplan|abfahrt|ankunft|linie|zug|horaires?|départs?|ligne|arrêts?|gare|horarios?|salidas?|parada|línea|tren|orario|partenze|fermata|treno|linea|dienstregeling|vertrek|halte|trein|lijn|partidas|paragem|comboio|linha|rozkład|odjazdy|przystanek|pociąg|tidtabell|avgång|hållplats|tåg)\b"
)
_BULLET = re.compile(r"[ \t>]*(?:[-*•–—]|\(?\d{1,3}[.):])?[ \t]*")
_LABEL = re.compile(r"[^:\n]{1,60}:[ \t]")
_ITEM_END = re.compile(r"\s*(?:\([^()]{1,12}\)|[.!])*\s*\Z")
_SEPARATOR = re.compile(r"[,;]|\.[ ]")
_FEW = 4  # items of a list whose heading tells what they are
_MANY = 8  # items of one that nothing tells about
_ALPHABETICAL = 7  # of them in a row, each with a letter further on in the alphabet
_ITEM_WORDS = 4
_HEADING = 160  # characters

# -- Exercises and chronicles.
_NUMBERED = re.compile(r"(?m)^[ \t]*\(?\d{1,2}[.)][^\n]*(?:_{2,}|\w_(?=[ .,]|$))")
_BLANKS = 4
_SPAN_OF_YEARS = re.compile(r"(?<![\w.,/-])(1[0-7]\d\d|18[0-4]\d) ?(?:[-–—]|to|bis|,? ?†) ?(1[0-9]\d\d)(?![\w/-])")
_BORN_LONG_AGO = re.compile(
    r"[ ,(*]{0,3}(?:[^\W\d_]{1,12}\.? ){0,2}(?:\d{1,2}\. ?\d{1,2}\. ?|\d{1,2}\.?(?: de)? [^\W\d_]{3,10}\.?(?: de)? |[^\W\d_]{3,10} \d{1,2}, )1(?:[0-7]\d|8[0-4])\d\b(?!,)"
)
_LONGEST_LINE = 200  # characters; of a line about somebody
_YEARS_BEFORE_DEATH = 110
_DATED_LINE = re.compile(
    r"(?m)^[ \t]*(?:[-*•][ \t])?(?:\d{1,2}\.? ?(?:\d{1,2}\.|[^\W\d_]{3,10}\.?) ?)?(?P<year>1[2-9]\d\d)\b(?!\.\d|[-/]\d|[ ]?(?:km|kg|m|g)\b)"
)


class _Line(NamedTuple):
    start: int
    end: int


class _List(NamedTuple):
    """Items of a list, and what stands above and in front of it."""

    items: Sequence[Span]
    heading: str
    span: Span


class Namesakes:
    """What in a text bears the name of a person; `personal` are spans of personal data other than names."""

    def __init__(self, text: str, lexicon: Lexicon, personal: Sequence[Span]) -> None:
        self._text = text
        self._lexicon = lexicon
        self._personal = bool(personal)
        lines = list(_lines(text))
        self._spans: list[Span] = [*_of_goods(text, lines), *_of_firms(text, lines), *_of_history(text, personal)]
        self._spans += [*_objects(text), *_inserted(text), *_timetable(text, lines, personal)]
        self._exercise = text.count("_") >= _BLANKS and sum(1 for _ in _NUMBERED.finditer(text)) >= _BLANKS
        self._exercise = self._exercise or (not personal and _NAME_DAYS.search(text) is not None)
        menu = [found.span() for found in _MENU.finditer(text)] if _DISHES.search(text) is not None else []
        self._menu = menu if len(menu) >= _SPELLINGS else []
        self._words: set[str] = set()
        spelled = [found["name"] for found in _SPELLED.finditer(text)]
        self._spelled = frozenset(spelled if len(spelled) >= _SPELLINGS else ())
        for each in _lists(text, lines):
            if _is_of_things(text, each, lexicon, personal):
                self._spans.append(each.span)
                self._words.update(text[start:end] for start, end in each.items if " " not in text[start:end])
        self._spans.sort()
        self._starts = [start for start, _ in self._spans]
        self._assistants: bool | None = None

    def is_one(self, start: int, end: int) -> bool:
        """Whether the name at a place is that of a thing, a firm or somebody long dead."""
        at = bisect_right(self._starts, start)
        if any(end <= stop for _, stop in self._spans[max(0, at - 3) : at]):
            return True
        value = self._text[start:end]
        if self._exercise or value in self._spelled or (value in self._words and not self._personal):
            return True
        if value.lower() in _UNITS and _NUMBER_BEFORE.search(self._text, max(0, start - 2), start) is not None:
            return True
        if self._is_dish(start, end):
            return True
        if self._is_called_after(start, end) or _THING_BEFORE.search(self._text, max(0, start - _NEAR), start):
            self._words.add(value)
            return True
        return (
            self._is_firm(value, start, end)
            or self._is_program(value, start, end)
            or _BORN_LONG_AGO.match(self._text, end) is not None
        )

    def _is_dish(self, start: int, end: int) -> bool:
        """``Tarte Jana 4,50``; ``Jana 4,50`` paid."""
        on_menu = any(left < start and end < right for left, right in self._menu)
        return on_menu and self._text[max(0, start - 3) : start - 1].isalpha()

    def _is_firm(self, value: str, start: int, end: int) -> bool:
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
        if spaced and _is_of_its_kind(before[-1]):
            # ``in the hospital Jana said``
            return before[-1][0].isupper() or before[-1] in _SAINTS or _GOES_ON.match(self._text, end) is None
        behind = _BEHIND.match(self._text, end)
        if behind is None:
            return _WORD.findall(self._text, start, end)[-1].lower() in _INSTITUTIONS and " " in self._text[start:end]
        word = behind[1].lower()
        several = " " in self._text[start:end] or "-" in self._text[start:end]
        return word in _OF_SCIENCE or (several and word in _NAMED_BEHIND and behind[1][0].isupper())


def _is_of_its_kind(word: str) -> bool:
    return word.lower() in _NAMED_BEFORE and (word[0].isupper() or len(word) > 4 or word in _ALSO_SMALL)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield _Line(start, end)
        start = end + 1


def _of_goods(text: str, lines: Sequence[_Line]) -> Iterator[Span]:
    """The cells of tables of articles and places, save those of columns about people."""
    number = 0
    while number < len(lines):
        header = text[slice(*lines[number])]
        number += 1
        if len(header) > 300 or not (_GOODS.search(header) or _GOODS_TOO.search(header)):
            continue
        delimiter = next((each for each in _DELIMITERS if header.count(each) + 1 >= _FEWEST_CELLS), None)
        if delimiter is None and len(_GAP.split(header.strip())) < _FEWEST_CELLS:
            continue
        columns = header.split(delimiter) if delimiter is not None else _GAP.split(header.strip())
        if any(len(each) > 30 for each in columns):
            continue
        strong = any(map(_GOODS.search, columns))
        people = {at for at, each in enumerate(columns) if _PEOPLE.search(each) and not _GOODS.search(each)}
        if strong:  # an article has a name, too
            people = {at for at in people if _NAME.fullmatch(columns[at].strip()) is None}
        if not strong and (people or sum(_GOODS_TOO.search(each) is not None for each in columns) < 2):
            continue
        if delimiter is None and people:
            continue
        rows: list[_Line] = []
        while number < len(lines) and _is_row(text, lines[number], delimiter, len(columns)):
            rows.append(lines[number])
            number += 1
        if len(rows) >= _FEWEST_ROWS:
            for row in rows:
                yield from _cells(text, row, delimiter, people)


def _is_row(text: str, line: _Line, delimiter: str | None, columns: int) -> bool:
    row = text[line.start : line.end]
    if delimiter is None:
        return abs(len(_GAP.split(row.strip())) - columns) <= 1 and bool(row.strip())
    return abs(row.count(delimiter) + 1 - columns) <= (2 if delimiter == "," else 0)


def _cells(text: str, line: _Line, delimiter: str | None, people: set[int]) -> Iterator[Span]:
    if delimiter is None or not people:
        yield line.start, line.end
        return
    start = line.start
    for at, cell in enumerate(text[line.start : line.end].split(delimiter)):
        if at not in people:
            yield start, start + len(cell)
        start += len(cell) + 1


def _of_firms(text: str, lines: Sequence[_Line]) -> Iterator[Span]:
    """Lists, a line each, a quarter of whose lines end with a legal form."""
    block: list[_Line] = []
    for line in (*lines, _Line(len(text), len(text))):
        if 3 < line.end - line.start < 50 and not any(mark in text[line.start : line.end] for mark in ":@\t;|"):
            block.append(line)
            continue
        firms = sum(_FIRM.search(text[each.start : each.end].strip()) is not None for each in block)
        if firms > 2 and firms * 4 >= len(block):
            yield block[0].start, block[-1].end
        block = []


def _of_history(text: str, personal: Sequence[Span]) -> Iterator[Span]:
    """Short lines with the years of somebody's life or reign, and those of a chronicle of another century."""
    lines = [
        _line_around(text, years.start())
        for years in _SPAN_OF_YEARS.finditer(text)
        if int(years[1]) < int(years[2]) < int(years[1]) + _YEARS_BEFORE_DEATH
    ]
    dated = [(found.start(), int(found["year"])) for found in _DATED_LINE.finditer(text)]
    years_ = [year for _, year in dated]
    old = sum(year < _OF_HISTORY for year in years_)
    # Numbers of customers follow each other more closely.
    if old >= _CHRONICLE and old * 2 > len(dated) and max(years_) - min(years_) >= _YEARS_OF_CHRONICLE:
        lines += [_line_around(text, start) for start, year in dated if year < _OF_HISTORY]
    for start, end in lines:
        told = any(left < end and start < right for left, right in personal)
        if end - start <= _LONGEST_LINE and not told and STREETS.isdisjoint(_WORD.findall(text[start:end].lower())):
            yield start, end


def _line_around(text: str, at: int) -> Span:
    while text[at] == "\n":
        at += 1
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _objects(text: str) -> Iterator[Span]:
    """Objects of JSON and the like that tell a price or a brand and nothing about anybody."""
    if "{" not in text:
        return
    for found in _OBJECT.finditer(text):
        keys = _KEY.findall(found[0])
        if any(map(_GOODS_KEYS.match, keys)) and not any(map(_PERSONAL_KEYS.search, keys)):
            yield found.span()


def _inserted(text: str) -> Iterator[Span]:
    """Values of articles in SQL."""
    for found in _INSERT.finditer(text):
        columns = re.split(r"\W+", found[1].strip())
        if any(map(_GOODS_KEYS.match, columns)) and not any(map(_PERSONAL_KEYS.search, columns)):
            end = text.find(";\n", found.end())
            yield found.end(), len(text) if end < 0 else end


def _timetable(text: str, lines: Sequence[_Line], personal: Sequence[Span]) -> Iterator[Span]:
    """Lines with two times and more, where buses or trains are spoken of."""
    if _STOPS.search(text) is None:
        return
    rows = [line for line in lines if line.end - line.start <= _LONGEST_LINE]
    rows = [line for line in rows if sum(1 for _ in _CLOCK.finditer(text, line.start, line.end)) > 1]
    if len(rows) >= _CHRONICLE and not personal:
        yield from ((line.start, line.end) for line in rows)


def _lists(text: str, lines: Sequence[_Line]) -> Iterator[_List]:
    """Lists in a line, with commas, and lists with a line for each item."""
    first = text[: min(_HEADING, max(0, text.find("\n")))]
    block: list[Span] = []
    heading = before = ""
    for line in (*lines, _Line(len(text), len(text))):
        row = text[line.start : line.end]
        bullet = _BULLET.match(text, line.start, line.end)
        start = bullet.end() if bullet is not None else line.start
        if _is_item(row[start - line.start :]):
            heading = heading if block else before
            block.append(_trimmed(text, start, line.end))
            continue
        if len(block) >= _FEW:
            yield _List(block, f"{first}\n{heading}", (block[0][0], block[-1][1]))
        block = []
        before = row[:_HEADING] if row.strip() else before
        if row.count(",") + row.count(";") + 1 < _FEW - 1 or len(row) > 1500:
            continue
        label = _LABEL.match(text, start, line.end)
        begin = label.end() if label is not None else start
        told = label[0] if label is not None else ""
        if _PEOPLE_LISTED.search(told) is None and (_THINGS_LISTED.search(told) or _PUBLIC_LISTED.search(told)):
            yield _List(list(_items(text, begin, line.end)), told, (begin, line.end))
            continue
        items = list(_items(text, begin, line.end))
        if len(items) >= _FEW and sum(_is_item(text[left:right]) for left, right in items) * 5 >= len(items) * 4:
            yield _List(items, f"{first}\n{told}", (begin, line.end))


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _SEPARATOR.finditer(text, start, end):
        yield _trimmed(text, start, found.start())
        start = found.end()
    if start < end:
        yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\r":
        start += 1
    tail = _ITEM_END.search(text, start, end)
    return start, tail.start() if tail is not None else end


def _is_item(item: str) -> bool:
    """Whether it is a word or a few, with a capital in front."""
    words = _WORD.findall(item)
    return 0 < len(words) <= _ITEM_WORDS and words[0][0].isupper() and len(item) < 40 and ":" not in item


def _is_of_things(text: str, each: _List, lexicon: Lexicon, personal: Iterable[Span]) -> bool:
    if any(start < each.span[1] and each.span[0] < end for start, end in personal):
        return False
    items = [text[start:end] for start, end in each.items]
    people = _PEOPLE_LISTED.search(each.heading) is not None
    if not people and (_THINGS_LISTED.search(each.heading) or _PUBLIC_LISTED.search(each.heading)):
        return True
    single = [item for item in items if _WORD.fullmatch(item) is not None]
    if people:
        return False
    if len(single) * 3 >= len(items) * 2 and _rising(items) >= _ALPHABETICAL:
        return True
    if personal or len(items) < _MANY:
        return False
    if len(single) * 4 >= len(items) * 3:
        return True
    ordinary = sum(
        all(word[0].isupper() for word in words) and any(lexicon.common(word.lower()) for word in words)
        for words in map(_WORD.findall, items)
        if len(words) > 1
    )
    return len(single) * 5 >= len(items) * 2 and ordinary > 1


def _rising(items: Sequence[str]) -> int:
    """How many items in a row begin each with a later letter than the one before, most often the next."""
    best = run = steps = 0
    initials = [folded(item[:1]).lower()[:1] for item in items]
    for one, other in pairwise(initials):
        step = ord(other) - ord(one) if one and other else 0
        run, steps = (run + 1, steps + step) if 0 < step <= 3 else (0, 0)
        if steps <= 2 * run:
            best = max(best, run)
    return best
