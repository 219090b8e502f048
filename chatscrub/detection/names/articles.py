"""Books, cars, furniture and dishes whose makers gave them the names of people: ``Opel Karl``, ``Kommode Emil``.

Somebody may stand behind the same words (``Tisch Anna, 4 Personen``), so the text has to tell that it is about wares: an
article number, measures, a second maker of cars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.text_lines import Span
from chatscrub.lazy_patterns import lazy_compile

_WORD = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEAR = 40  # characters
_BOOK = lazy_compile(r"(?<![^\W_])(?:ISBN(?:-1[03])?:? ?[\d-]{9}|doi\.org/10\.|DOI:? 10\.\d{4})", re.IGNORECASE)
_BIBLIOGRAPHY = 2  # books
_LONGEST_LINE = 300  # characters; of one about a book

_FURNITURE = lazy_compile(
    r"(?<![^\W_])[^\W\d_]{0,14}(?:kleid|rock|hose|jacke|bluse|pullover|dress|skirt|shirt|blouse|jacket|sweater|jeans|robe|jupe|pull|chemisier|veste|pantalon|manteau|vestido|falda|blusa|chaqueta|jersey|abito|gonna|camicia|giacca|maglione|jurk|rok|broek|trui|jas|sukienka|spódnica|bluza|bluzka|kurtka|sweter|saia|camisa|casaco|camisola|klänning|kjol|tröja|jacka|byxor|tas|handbag|handtasche|sac|borsa|bolso|sillas|mesas|bokhylla|bank|sofa|tisch|stuhl|sessel|kommode|bett|regal|schrank|lampe|leuchte|teppich|hocker|vitrine|couch|chair|table|desk|lamp|shelf|bookcase|dresser|wardrobe|rug|stool|sideboard|mattress"
    r"|bord|bordet|stol|stolen|lampen|sofaen|soffan?|säng|sängen|seng|sengen|reol|reolen|hyllan?|skab|skabet|skåp|skåpet|mattan?|tafel|stoel|kast|tapijt|kruk|chaise|fauteuil|canapé|commode|étagère|armoire|tapis|tabouret"
    r"|mesa|silla|sofá|sillón|lámpara|cómoda|estantería|armario|alfombra|tavolo|sedia|divano|poltrona|lampada|cassettiera|libreria|armadio|tappeto|cadeira|candeeiro|luminária|estante|armário|tapete|stół|stolik|krzesło|fotel|lampa|łóżko|komoda|regał|szafa|dywan"
    r"|stůl|židle|pohovka|křeslo|postel|skříň|koberec|asztal|szék|kanapé|lámpa|ágy|komód|szekrény|pöytä|tuoli|sohva|lamppu|sänky|hylly|kaappi|matto|masă|scaun|canapea|fotoliu|lampă|dulap|covor|sandalye|koltuk|lamba|dolap|halı"
    r"|стол|стул|диван|кресло|лампа|кровать|комод|шкаф|стіл|стілець|крісло|ліжко|шафа|τραπέζι|καρέκλα|καναπές|πολυθρόνα|λάμπα|κρεβάτι)(?![^\W_])",
    re.IGNORECASE,
)
_WARES = lazy_compile(
    r"(?<![^\W_])(?:EAN|GTIN|SKU|art(?:ikel|icle|\.)?[ -]?(?:nr|no|nummer|number|nummern)\.?|varen(?:umme)?r\.?|bestellnummern?|tuotenro|cikkszám|ürün kodu|артикул|catalogue|catalog|katalog\w*|catálogo|catalogo|catalogus|prospekt|(?:product|sales) (?:texts?|descriptions?|copy)|(?:produkt|verkaufs|artikel)(?:text|beschreibung)\w*|fiches? produits?|descrizion[ei]|descripci\w+|descriç\w+|verkooptekst\w*|productomschrijving\w*|opisy?|säljtext\w*|(?:web|online)?shop|sklep\w*|tienda|loja|negozio|showroom\w*|kollektion|collection|colección|collezione)(?![^\W_])|(?<!\d)\d{2,3} ?[x×] ?\d{2,3}(?!\d)",
    re.IGNORECASE,
)
_KINDS = 2  # of furniture in one text

_MAKERS = (
    r"Alfa Romeo|Audi|BMW|Buick|Cadillac|Chevrolet|Chrysler|Citroën|Citroen|Cupra|Dacia|Daewoo|Daihatsu|Dodge|Ferrari|Fiat|Ford|Honda|Hyundai|Infiniti|Isuzu|Jaguar|Jeep|Kia|Lada|Lamborghini|Lancia|Land Rover|Lexus|Lotus|McLaren|Bugatti|Aston Martin|Bentley|Alpine|Maserati|Mazda|Mercedes|Mitsubishi"
    r"|Nissan|Opel|Peugeot|Polestar|Pontiac|Porsche|Renault|Rover|Saab|Seat|Simca|Škoda|Skoda|Smart|SsangYong|Subaru|Suzuki|Tatra|Tesla|Toyota|Trabant|Vauxhall|Volkswagen|Volvo|VW|Wartburg"
)
_MAKER = lazy_compile(rf"(?<![^\W_])(?:{_MAKERS})(?![^\W_])")
# A single one is enough of those that nobody is called.
_ONLY_MAKERS_TEXT = "Alfa Romeo;Audi;BMW;Chevrolet;Citroën;Citroen;Daewoo;Daihatsu;Hyundai;Isuzu;Mitsubishi;Nissan;Opel;SsangYong;Subaru;Vauxhall;Volkswagen;VW"
_ONLY_MAKERS = frozenset(_ONLY_MAKERS_TEXT.split(";"))

_DISHES_TEXT = """
alfredo anna bourguignon bourguignonne battenberg bellevue césar cesar cesare marinara regina capricciosa béchamel bechamel belle-hélène belle-helene benedict bellini caesar caprese carpaccio chateaubriand colbert condé dobos dubarry esterházy esterhazy florentine
holstein linzer lucullus margherita melba mornay newburg orlow orloff parmentier pavlova pompadour rossini sacher savarin stroganoff stroganov suzette tatin thermidor waldorf wellington
"""
_DISHES = frozenset(_DISHES_TEXT.split())
_DISH_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:tartes?|crêpes?|crepes?|poires?|pêches?|pommes|potages?|soupes?|salades?|sauces?|filets?|tournedos|bœuf|boeuf|homard|cannelloni|fettuccine|pasta|pizzas?|salads?|soups?|pies?|cakes?|beef|lobster|eggs|peach|pears?|steaks?|potatoes|schnitzel|torten?|suppe|salat|birnen?|pfirsich"
    r"|filetto|torta|insalata|zuppa|pesca|pere|ensalada|sopa|tarta|salsa|bolo|torta|salada|molho|sałatka|ciasto|zupa|sos|tort|sallad|tårta|sås|biff|soppa|kaka|kage|saus|taart|salade|eieren|salata|salată|tort|cremă|saláta|szelet|соус|торт|салат|пирог)[ ][„“«\"‘]?\Z",
    re.IGNORECASE,
)
# Who asks for these speaks of dishes; ``soup Anna, salad Ben`` are orders.
_COOKERY = lazy_compile(
    r"(?<![^\W_])(?:allergens?|allergen(?:liste|list[ae]|kennzeichnung|er|i|y|ów)|allergènes?|alérgenos|alergén[ei]os|recipes?|rezepte?|recettes?|recetas?|ricett[ae]|recepten|przepis[yu]?|receitas?|dessert menu|menu card|speisekarte|menükarte|(?:lactose|laktose|gluten|lattosio|glutine|glutén|lactosa|glúten|laktos)\w*|vegan\w*|vegetari\w+|carte des desserts)(?![^\W_])",
    re.IGNORECASE,
)


def is_article(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the name at a place is that of a ware."""
    return _is_car(text, start, end) or _is_dish(text, start, end) or _is_furniture(text, start, end, lexicon)


def of_books(text: str, personal: Sequence[Span]) -> Iterator[Span]:
    """Short lines of a bibliography up to the number of the book: who is named there wrote it, or lives in it.

    What stands behind a number may be who ordered it, and a single line who reads it.
    """
    books = list(_BOOK.finditer(text)) if not personal else []
    for book in books if len(books) >= _BIBLIOGRAPHY else ():
        start = text.rfind("\n", 0, book.start()) + 1
        if book.start() - start <= _LONGEST_LINE:
            yield start, book.start()


def _is_car(text: str, start: int, end: int) -> bool:
    maker = _MAKER.match(text, start) or _maker_before(text, start)
    if maker is None or (maker.start() == start and maker.end() >= end):
        return False
    return maker[0] in _ONLY_MAKERS or any(each[0] != maker[0] for each in _MAKER.finditer(text))


def _maker_before(text: str, start: int) -> re.Match[str] | None:
    for found in _MAKER.finditer(text, max(0, start - _NEAR), start):
        if text[found.end() : start] == " ":
            return found
    return None


def is_dish_first(row: str) -> bool:
    """Whether a row of names begins with the word for a dish: ``Pizza Margherita, …``."""
    return _DISH_BEFORE.search(row.partition(" ")[0] + " ") is not None


def _is_dish(text: str, start: int, end: int) -> bool:
    first, _, rest = text[start:end].partition(" ")
    inside = rest != "" and _DISH_BEFORE.fullmatch(f"{first} ") is not None
    if not inside and _DISH_BEFORE.search(text, max(0, start - _NEAR), start) is None:
        return False
    return (rest if inside else text[start:end]).lower() in _DISHES or _COOKERY.search(text) is not None


def _is_furniture(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    words = list(_WORD.finditer(text, max(0, start - _NEAR), end))
    inside = [word for word in words if word.start() >= start]
    if not inside:
        return False
    told = _FURNITURE.fullmatch(inside[0][0]) is not None
    noun, name = (inside[0], inside[1]) if told and len(inside) > 1 else (words[-len(inside) - 1 :][0], inside[0])
    gap = text[noun.end() : name.start()]
    if noun is name or gap not in (" ", " „", ' "', " »", " «", " “") or not lexicon.first(name[0].lower()):
        return False
    if _FURNITURE.fullmatch(noun[0]) is None or (not told and len(inside) > 1):
        return False
    kinds = {found[0].lower() for found in _FURNITURE.finditer(text)}
    return len(kinds) >= _KINDS and _WARES.search(text) is not None
