"""Lists of songs, storms, dishes, stops … and timetables: what stands in them is called like a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.text_lines import Line, Span
from chatscrub.detection.passwords.ordinary_words import folded
from chatscrub.lazy_patterns import lazy_compile

_WORD = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PEOPLE_LISTED = lazy_compile(
    r"(?i)\b(?:attend\w*|present|participants?|team|guests?|invit\w*|class|pupils?|students?|kids|children|family|members?|players?|people|persons?|friends?|colleagues?|staff|crew|customers?|patients?|tenants?|candidates?|applicants?"
    r"|volunteers?|coming|employees?|relatives|siblings|brothers|sisters|sons|daughters|anwesend\w*|teilnehm\w*|gäste|eingeladen|klasse|schüler\w*|kinder\w*|familie|mitglied\w*|spieler\w*|leute|personen|freunde|kolleg\w*|mitarbeit\w*|kunden|patient\w*|mieter\w*"
    r"|présents?|équipe|invités?|classe|élèves|enfants|famille|membres|joueurs|amis|collègues|asisten\w*|equipo|invitados|clase|alumn\w*|niños|hijos|familia|miembros|amigos|compañeros|presenti|squadra|invitati|alunni|bambini|figli|famiglia|membri|amici|colleghi"
    r"|aanwezig\w*|gasten|leerlingen|kinderen|leden|vrienden|collega\w*|presentes|equipa?|convidados|turma|crianças|filhos|família|membros|colegas|obecni|zespół|goście|uczniowie|dzieci|rodzina|członkowie|koledzy|närvarande|gäster|elever|barn|familjen|medlemmar|vänner"
    r"|who|wer|qui|quién|chi|wie|quem|kto|vem|seat\w*|shift|schicht|sitz\w*)\b"
)
THINGS = (
    r"songs?|tracks?|playlist|set ?list|hits|albums?|lieder|songliste|chansons?|canciones|canzoni|liedjes|canções|músicas|piosenki|låtar|hurricanes?|typhoons?|storms?|cyclones?|stürme|orkane|tempêtes|huracanes|tormentas|uragani|stormen|furacões"
    r"|(?:most |more )?(?:frequent|popular|common|baby|boys?|girls?|retired|code|pet|dog|cat|favou?rite) (?:first |given |baby |boys?|girls?)*['’]?\s?names|(?:häufigste|beliebteste|häufige|beliebte)\w* (?:vor|mädchen|jungen)?namen|prénoms (?:les plus|fréquents)|nombres más (?:comunes|frecuentes|populares)"
    r"|nomi più (?:comuni|diffusi|frequenti)|nomes mais (?:comuns|populares)|breeds?|rassen|races de|razas|razze|(?:apple|potato|tomato|rose|grape|pear) varieties|cultivars?|apples|potatoes|roses|(?:apfel|kartoffel|rosen|birnen|trauben)?sorten|kartoffeln|variétés|variedades|varietà|odmiany|jabłka|ziemniaki|rassen"
    r"|lakes|rivers|seas|mountains|islands|seen|flüsse|meere|berge|inseln|lacs|fleuves|rivières|lagos|ríos|mares|laghi|fiumi|rios|jeziora|rzeki|cakes?|desserts?|dishes|cocktails|drinks|kuchen|torten|gerichte|gâteaux|plats|postres|platos|dolci|piatti|sobremesas|bolos|ciasta|prăjituri|pratos|taart\w*|gebak"
    r"|ships|boats|schiffe|bateaux|barcos|navi|robots?|fonts?|schriften|polices|novels|movies|films|operas?|filme|romane|romans|películas|asteroids?|moons|planets|gods|goddesses|deities|götter|dieux|dioses|dei|deuses|bogowie"
    r"|characters|figuren|figurer|personnages|personajes|personaggi|personagens|cities|capitals|counties|städte|hauptstädte|villes|ciudades|città|cidades|brands|companies|firms|competitors?|labels?|publishers|law firms|whisk(?:y|ies|eys)|wines|champagnes?|beers|wettbewerb\w*|verlage|kanzleien|weine|sekte|concurrents|éditeurs|vins|competencia|competidores|editoriales|vinos|concorrenti|editori|vini|concorrência|vinhos|concurrenten|uitgevers|wijnen|konkurenci\w?|wydawnictwa|wina|konkurrenter|förlag|viner|vine|marken|firmen|marques|marcas|entreprises|empresas|aziende|model names|collections?"
    r"|(?:spelling|phonetic|radio|telephone|nato) (?:alphabet|table)|buchstabier\w*|telefoonalfabet|spelalfabet|alphabet (?:radio|phonétique|téléphonique)|alfabeto (?:telefonico|telefónico|fonético)|bokstavera\w*|bokstaveringsalfabet\w*|alfabet\w*"
    r"|bands?|typefaces?|typografien|caractères|tipografías?|shades|hues|colou?rs|tints|farben|farbtöne|nuancen|teintes|couleurs|nuances|tonos|colores|tonalidades|toni|colori|tinte|sfumature|tinten|kleuren|kolory|odcienie|kolorów|cores|tons|färger|färgerna|nyanser|kulörer|gospels?|evangelien|évangiles|evangelios|vangeli|evangeli[eë]n|ewangelie|evangelhos|evangelierna"
    r"|paintings|gemälde|tableaux|cuadros|quadri|schilderijen|obrazy|quadros|målningar|podcasts|telescopes|space probes|volcanoes|vulkane|volcans|perfumes?|parfums?|headings|headlines|chapters|slides|überschriften|kapitel|titres|rubriques|encabezados|titulares|titoli|koppen|nagłówki|cabeçalhos|rubriker|sandwiches|cheeses|käsesorten|fromages|quesos|formaggi|lipsticks|lippenstifte|candles|kerzen|bougies|wallpapers|tapeten|pubs|hospitals|churches|roles by|awards|prizes|preise"
)
"""Words for what is called like a person, without regard to case."""
_THINGS_LISTED = lazy_compile(rf"(?i)\b(?:{THINGS})\b")
# Who is named behind these is known to everybody.
_PUBLIC_LISTED = lazy_compile(
    r"(?i)\b(?:writers|poets|novelists|composers|painters|sculptors|philosophers|scientists|physicists|mathematicians|kings|queens|emperors|monarchs|presidents|prime ministers|chancellors|popes|saints|explorers|inventors|nobel laureates|astronauts"
    r"|schriftsteller|dichter|komponisten|maler|philosophen|könige|königinnen|kaiser|präsidenten|bundeskanzler|päpste|heilige|erfinder|écrivains|poètes|compositeurs|peintres|philosophes|rois|reines|empereurs|présidents|papes|saints"
    r"|escritores|poetas|compositores|pintores|filósofos|reyes|reinas|emperadores|presidentes|papas|scrittori|poeti|compositori|pittori|filosofi|imperatori|presidenti|papi|schrijvers|dichters|componisten|schilders|koningen|keizers|presidenten"
    r"|escritores|reis|rainhas|pintores|imperadores|pisarze|poeci|kompozytorzy|malarze|królowie|prezydenci|papieże|författare|poeter|kompositörer|målare|kungar|spisovatelé|básníci|skladatelé|malíři|králové|prezidenti|yazarlar|şairler|ressamlar|padişahlar"
    r"|írók|költők|festők|királyok|scriitori|poeți|pictori|regi|kirjailijat|runoilijat|säveltäjät|kuninkaat|forfattere|komponister|malere|konger|συγγραφείς|ποιητές|ζωγράφοι|βασιλιάδες|письменники|поети|художники|писатели|поэты|художники|короли)\b"
)
_CLOCK = lazy_compile(r"(?<![\d.:])\d{1,2}[:.h]\d\d(?![\d.])")
_STOPS = lazy_compile(
    r"(?i)\b(?:bus|tram|train|metro|ferry|timetable|departures?|arrivals?|haltestellen?|fahrplan|abfahrt|ankunft|linie|zug|horaires?|départs?|ligne|arrêts?|gare|horarios?|salidas?|parada|línea|tren|orario|partenze|fermata|treno|linea|dienstregeling|vertrek|halte|trein|lijn|partidas|paragem|comboio|linha|rozkład|odjazdy|przystanek|pociąg|tidtabell|avgång|hållplats|tåg)\b"
)
_BULLET = lazy_compile(r"[ \t>]*(?:[-*•–—]|\(?\d{1,3}[.):])?[ \t]*")
_LABEL = lazy_compile(r"[^:\n]{1,60}:[ \t]")
_ITEM_END = lazy_compile(r"\s*(?:\([^()]{1,12}\)|[.!])*\s*\Z")
_SEPARATOR = lazy_compile(r"[,;]|\.[ ]")
_FEW = 4  # items of a list whose heading tells what they are
_MANY = 8  # items of one that nothing tells about
_ALPHABETICAL = 7  # of them in a row, each with a letter further on in the alphabet
_ITEM_WORDS = 4
_HEADING = 160  # characters
_LONGEST_LINE = 200  # characters; of a timetable
_FEWEST_LINES = 3  # of one


class Listed(NamedTuple):
    """Items of a list, and what stands above and in front of it."""

    items: Sequence[Span]
    heading: str
    span: Span


def timetable(text: str, lines: Sequence[Line], personal: Sequence[Span]) -> Iterator[Span]:
    """Lines with two times and more, where buses or trains are spoken of."""
    if _STOPS.search(text) is None:
        return
    rows = [line for line in lines if line.end - line.start <= _LONGEST_LINE]
    rows = [line for line in rows if sum(1 for _ in _CLOCK.finditer(text, line.start, line.end)) > 1]
    if len(rows) >= _FEWEST_LINES and not personal:
        yield from ((line.start, line.end) for line in rows)


def lists(text: str, lines: Sequence[Line]) -> Iterator[Listed]:
    """Lists in a line, with commas, and lists with a line for each item."""
    first = text[: min(_HEADING, max(0, text.find("\n")))]
    block: list[Span] = []
    heading = before = ""
    for line in (*lines, Line(len(text), len(text))):
        row = text[line.start : line.end]
        bullet = _BULLET.match(text, line.start, line.end)
        start = bullet.end() if bullet is not None else line.start
        if _is_item(row[start - line.start :]):
            heading = heading if block else before
            block.append(_trimmed(text, start, line.end))
            continue
        if len(block) >= _FEW:
            yield Listed(block, f"{first}\n{heading}", (block[0][0], block[-1][1]))
        block = []
        before = row[:_HEADING] if row.strip() else before
        if row.count(",") + row.count(";") + 1 < _FEW - 1 or len(row) > 1500:
            continue
        label = _LABEL.match(text, start, line.end)
        begin = label.end() if label is not None else start
        told = label[0] if label is not None else ""
        if _PEOPLE_LISTED.search(told) is None and (_THINGS_LISTED.search(told) or _PUBLIC_LISTED.search(told)):
            yield Listed(list(_items(text, begin, line.end)), told, (begin, line.end))
            continue
        items = list(_items(text, begin, line.end))
        if len(items) >= _FEW and sum(_is_item(text[left:right]) for left, right in items) * 5 >= len(items) * 4:
            yield Listed(items, f"{first}\n{told}", (begin, line.end))


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


def is_of_things(text: str, each: Listed, lexicon: Lexicon, personal: Iterable[Span]) -> bool:
    """Whether a list holds things, or people whom everybody knows; `personal` are spans of personal data other than names."""
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
