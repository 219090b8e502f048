"""Tables, objects and rows of SQL about articles or places, whose names are nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatscrub.detection.names.text_lines import Line, Span
from chatscrub.lazy_patterns import lazy_compile

_GOODS = lazy_compile(
    r"(?i)\b(?:ean|gtin|sku|upc|asin|art\.?-?(?:nr|no)\.?|artnr|artikel\w*|article|articolo|artículo|artigo|product\w*|produkt\w*|produit|producto|produto|prodotto|items?|brand|marke|marque|marca|merk|stock|bestand|warehouse|lager\w*"
    r"|sorte|variet\w+|flavou?r|colou?r|farbe|couleur|litres?|liter|gtin\w*)\b"
)
_GOODS_TOO = lazy_compile(
    r"(?i)\b(?:prices?|preis\w*|prix|precio|preço|preco|prezzo|prijs|cena|pris|vk|ek|uvp|msrp|brutto|netto|qty|quantity|menge|anzahl|quantité|cantidad|quantità|aantal|ilość|units?|einheit|size|größe|taille|talla|taglia|maat|rozmiar"
    r"|weight|gewicht|poids|peso|city|stadt|ville|ciudad|città|cidade|miasto|stad|country|land|pays|país|paese|state|region|prazo|delivery|lieferzeit|capital|population|einwohner|habitants|habitantes)\b"
)
_PEOPLE = lazy_compile(
    r"(?i)\b(?:name|nom|nombre|nome|naam|navn|namn|imię|nazwisko|vorname|nachname|surname|prénom|apellidos?|cognome|apelido|voornaam|achternaam|first|last|full|who|wer|qui"
    r"|customers?|kunde[n]?|kundin|clients?|cliente|klant|klient\w*|contact\w*|ansprechpartner|buyer|käufer|seller|verkäufer|vendeur|owner|besitzer|inhaber|author|autor\w*|auteur|artist|künstler|employee|mitarbeiter\w*|patient\w*"
    r"|passenger|guest|gast|player|spieler|driver|fahrer|student\w*|schüler\w*|person\w*|member|mitglied\w*|assign\w*|recipient|empfänger\w*|destinataire|destinatario|sender|manager|user|nutzer\w*|pracownik|medewerker"
    r"|notes?|notiz\w*|comments?|kommentar\w*|remarks?|bemerkung\w*|anmerkung\w*|address|adresse|anschrift|dirección|indirizzo|endereço|adres|received|signed|to|by|von|an)\b"
)
_NAME = lazy_compile(r"(?i)\W*(?:name|nom|nombre|nome|naam|navn|namn|nazwa)\W*")
_DELIMITERS = ("\t", ";", "|", ",")
_GAP = lazy_compile(r"[ ]{2,}")
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2
_OBJECT = lazy_compile(r"\{[^{}]{10,800}\}")
_KEY = lazy_compile(r"[\"']?(\w{2,30})[\"']?[ ]{0,2}:")
_PERSONAL_KEYS = lazy_compile(
    r"(?i)(?:mail|phone|tel|birth|customer|client|kunde|contact|first_?name|last_?name|sur_?name|vorname|nachname|address|user|owner|author|ssn|iban)"
)
_GOODS_KEYS = lazy_compile(
    r"(?i)^(?:ean|gtin|sku|upc|asin|price|preis|prix|precio|prezzo|brand|stock|product_?\w*|artikel\w*|marke|warehouse)$"
)
_INSERT = lazy_compile(r"(?i)\binsert into [\w.`\"]{1,60} ?\(([^()]{3,400})\)\s*values\b")


def of_goods(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """The cells of tables of articles and places, save those of columns about people."""
    number = 0
    while number < len(lines):
        header = text[slice(*lines[number])]
        number += 1
        if len(header) > 300:
            continue
        delimiter = next((each for each in _DELIMITERS if header.count(each) + 1 >= _FEWEST_CELLS), None)
        if delimiter is None and ("  " not in header or len(_GAP.split(header.strip())) < _FEWEST_CELLS):
            continue
        if not (_GOODS.search(header) or _GOODS_TOO.search(header)):
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
        rows: list[Line] = []
        while number < len(lines) and _is_row(text, lines[number], delimiter, len(columns)):
            rows.append(lines[number])
            number += 1
        if len(rows) >= _FEWEST_ROWS:
            for row in rows:
                yield from _cells(text, row, delimiter, people)


def _is_row(text: str, line: Line, delimiter: str | None, columns: int) -> bool:
    row = text[line.start : line.end]
    if delimiter is None:
        return abs(len(_GAP.split(row.strip())) - columns) <= 1 and bool(row.strip())
    return abs(row.count(delimiter) + 1 - columns) <= (2 if delimiter == "," else 0)


def _cells(text: str, line: Line, delimiter: str | None, people: set[int]) -> Iterator[Span]:
    if delimiter is None or not people:
        yield line.start, line.end
        return
    start = line.start
    for at, cell in enumerate(text[line.start : line.end].split(delimiter)):
        if at not in people:
            yield start, start + len(cell)
        start += len(cell) + 1


def objects(text: str) -> Iterator[Span]:
    """Objects of JSON and the like that tell a price or a brand and nothing about anybody."""
    if "{" not in text:
        return
    for found in _OBJECT.finditer(text):
        keys = _KEY.findall(found[0])
        if any(map(_GOODS_KEYS.match, keys)) and not any(map(_PERSONAL_KEYS.search, keys)):
            yield found.span()


def inserted(text: str) -> Iterator[Span]:
    """Values of articles in SQL."""
    for found in _INSERT.finditer(text):
        columns = re.split(r"\W+", found[1].strip())
        if any(map(_GOODS_KEYS.match, columns)) and not any(map(_PERSONAL_KEYS.search, columns)):
            end = text.find(";\n", found.end())
            yield found.end(), len(text) if end < 0 else end
