"""Numbers that mean somebody inside one company's books: customers, members, patients, staff."""

from __future__ import annotations

import re
from itertools import takewhile

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import is_full_name, names_somebody, starts_a_name
from chatscrub.detection.refuted import Refuted, refuted
from chatscrub.lazy_patterns import lazy_compile

SHORTEST = 4  # letters and digits, three of them digits: ``Kunde Nr. 1`` and ``member no. 12`` count, they do not name

_NO = Verdict(State.FAILED)
_YEAR_OR_DATE = lazy_compile(
    r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
)
_MONEY_AFTER = lazy_compile(r"\s?(?:€|EUR|USD|\$|£|kr|zł|%|[.,]\d\d\s?(?:€|EUR|zł|kr))")


def number_of_a_record(value: str, around: Surroundings) -> Verdict:
    """Four letters and digits or more, mostly digits, that are no year, date or amount of money."""
    digits = [character for character in value if character.isdigit()]
    if len(digits) < SHORTEST - 1 or sum(map(str.isalnum, value)) < SHORTEST or len(set(digits)) < 2:
        return _NO
    if _YEAR_OR_DATE.fullmatch(value) or _MONEY_AFTER.match(around.after):
        return _NO
    return Verdict(State.NEUTRAL)


_LETTERS_IN_FRONT = lazy_compile(r"[A-Z]{1,5}[ ./-]?(?:[A-Z]{1,5}[ ./-]?)?\d")
_LONG = 7  # digits
_STANDARD = lazy_compile(r"(?:ISO|EN|DIN|EU|UE|COVID|USB|SOP|REV|VER|PIN|INV|ORD|PO)[ ./-]?\d", re.IGNORECASE)


def number_of_a_file(value: str, around: Surroundings) -> Verdict:
    """The number of a file or contract, where no word says that a number follows: five digits, or letters in front."""
    digits = sum(map(str.isdigit, value))
    if digits < 5 and not (digits >= SHORTEST and _LETTERS_IN_FRONT.match(value)):
        return _NO
    if _STANDARD.match(value) or re.match(r"\d{1,2}[./]\d{1,2}[./]", value):
        return _NO
    return number_of_a_record(value, around)


def long_number_of_a_file(value: str, around: Surroundings) -> Verdict:
    """The number of a policy or claim right behind its name: seven digits and more, which no year or amount has."""
    few = sum(map(str.isdigit, value)) < _LONG
    return _NO if few or _STANDARD.match(value) else number_of_a_record(value, around)


# What is numbered and is nobody: papers, goods, rooms, machines, and what other detectors know better.
_THINGS_TEXT = (
    r"führerschein|reisepass|ausweis|bsnr|driving|passport|guia\b|invoice|inv\b|bill(?:ing)?\b|order|purchase|article|item|part\b|product|model|serial|s/n|version|release|build|tracking|parcel|shipment|consign|delivery|batch|lot\b|room|floor|page|line|chapter"
    r"|section|phone|tel|mobile|fax|vat|company|registration|iban|bic|swift|sort|account|form\b|asset|inventory|bug|issue|ticket|commit|flight|train|bus\b|port\b|error|step|question|photo|image"
    r"|rechn|bestell|auftrag|artikel|material|teile?|serien|sendung|paket|liefer|charge|zimmer|raum|haus|stock|seite|zeile|kapitel|telefon|handy|durchwahl|rufn|\bust|hrb|handelsreg|steuer|konto|blz|formular"
    r"|inventar|geräte?|fehler|modell|typ\b|flug|zug|gleis|facture|commande|pièce|produit|série|modèle|colis|suivi|livraison|chambre|étage|tél|siren|siret|tva|compte|formulaire|erreur|devis|bon\b|vol\b"
    r"|factura|pedido|pieza|producto|serie|modelo|env[ií]o|lote|habitaci|página|móvil|cif|cuenta|formulario|albar|presupuesto|vuelo|fattur|ordin|pezzo|prodotto|seriale|modello|spedizion|lotto|camera|stanza"
    r"|pagina|partita iva|p\.?\s?iva|conto|modulo|preventivo|volo|bolla|ddt|factuur|bestel|onderdeel|serie|model|zending|pakket|levering|partij|kamer|verdieping|pagina|btw|kvk|rekening|formulier|offerte|vlucht"
    r"|fatura|encomenda|peça|produto|envio|quarto|andar|nipc|cnpj|conta|orçamento|recibo|voo|faktur|zamówi|części|produkt|seryj|przesył|dostaw|pokój|pokoju|stron|regon|krs|kont|formularz|rachun|paragon|oferty"
    r"|lot[ue]?\b|faktura|beställ|artikel|reserv?del|serie|leverans|kolli|parti|rum\b|våning|sida|org|moms|konto|blankett|offert|flyg|pin\b|passw|kennw|passe\b|contras|clave|senha|hasł|lösen|token|api\b|key\b|puk|code\b"
    r"|kod\b|codice(?! (?:cliente|paziente|socio|utente|assistito|tessera))|código(?! (?:de |do )?(?:cliente|utente|socio|sócio|paciente))|zip\b|plz|postal|cap\b|cvc|cvv|nip\b|windows|office|licen[sc]e key|event|kb\b"
)
_NOT_BEFORE = lazy_compile(r"\(\?! .*?\)\)")
_THINGS = Refuted(lazy_compile(_THINGS_TEXT, re.IGNORECASE), f"(?i){_NOT_BEFORE.sub('', _THINGS_TEXT)}")


# The same in titles of columns and in front of a number, in languages and trades that the words above do not have.
_GOODS = lazy_compile(
    r"(?i)(?<![^\W_])(?:sku|isbn|issn|ean|gtin|asin|dewey|shelf|signature|signatur|titles?|titel|titre|título|titolo|tytuł|author|autor\w*|auteur|autore|composer|komponist\w*|compositeur|compositore|opus|work|werk|opera|obra|œuvre|years?|jahre?|année|años?|anni"
    r"|lebensdaten|lived|born|died|era|season|saison|temporada|stagione|score|result|ergebnis|match|round|runde|race|rank|rang|sprint|backlog|story|epic|jira|pr|merge|changelog|gate|pilot|aircraft|toestel|run|heat|lane|set|episode|folge"
    r"|zboží|objednáv\w+|zásilk\w+|cikkszám|rendelés\w*|csomag\w*|comand[ăa]|produs|colet|sipariş\w*|ürün|kargo|ordre\w*|vare\w*|tilau\w+|tuote\w*|παραγγελί\w+|προϊόν\w*|κωδικός είδους|замовлення|заказ\w*|товар\w*|артикул\w*|посылк\w+|surname of"
    r"|mpn|pn|ref\.? (?:produit|article)|colour|color|farbe|grösse|größe|size|taille|talla|maat|stock|lager|bestand|qty|quantity|menge|quantité|cantidad|quantità|ilość|antal|aantal|price|preis|prix|precio|prezzo|preço|cena|prijs|pris)(?![^\W_])"
    r"|注文|商品|品番|品名|型番|订单|訂單|商品|货号|快递|주문|상품|품번|송장"
)
_PERSONS = lazy_compile(
    r"(?i)(?:name|naam|nom\b|nome|nombre|imię|nazwisko|namn|navn|nimi|jméno|név\b|nume\b|isim|ad soyad|όνομα|ім|имя|фио|氏名|姓名|이름|성명|kund|custom|client|klant|klient|patient|pacient|pacjent|paziente|paciente|member|mitglied|adhérent|socio|sócio|lid\b|medlem"
    r"|tenant|mieter|locataire|inquilin|huurder|najemca|hyresgäst|student|schüler|élève|alumn|alun|leerling|uczeń|elev|employee|mitarbeiter|salarié|empleado|dipendente|medewerker|pracownik|anställd|guest|gast|insured|versicherte|assuré|asegurad|assicurat"
    r"|holder|inhaber|titulaire|titular|applicant|bewerber|candidat|teilnehm|particip|deelnemer|deltagare|guardian|parent|person|persona|wer|qui|who)"
)
_OF_A_PERSON = lazy_compile(
    r"[\w.+-]@[\w-]+\.\w|(?<![\d.])(?:\d{1,2}[./-]\d{1,2}[./-](?:19)?[2-9]\d|19\d\d-\d\d-\d\d)(?!\d)|(?<!\d)(?:\+\d{1,3}[ -]?|0)\d{2,5}[ /-]?\d{3}[\d -]{2,8}"
)
_SPAN_OR_SCORE = lazy_compile(r"(?:1\d|20)\d\d[-/](?:(?:1\d|20)?\d\d)|\d{1,4}[-/]\d{1,4}")


def number_of_somebody(value: str, around: Surroundings) -> Verdict:
    """A number behind any word that says so, unless the word says that a thing, a paper or a secret is numbered."""
    if _THINGS.stands_in(around.before.rpartition("\n")[2][-55:]):
        return _NO
    return number_of_a_file(value, around)


_CUE_REACH = 75
# Behind these no name is needed: only somebody has such a number.
_OF_SOMEBODY = refuted(
    r"(?:customer|client|member(?:ship)?|patient|policy|kunden?|mitglieds?|versicherten?|patienten|policen|klant|lid|polis|patiënt(?:en)?|kund|medlems"
    r"|försäkrings?|patient)[ -]?(?:no\b|number|nummer|nr)|(?:n[.º°o]{1,2}|n[uú]mero|num[ée]ro|nr|numer) (?:de |d['’]|di |do |da |del )?"
    r"(?:client[ei]?|adhérente?|patiente?|soci[oa]|sóci[oa]|paciente|paziente|póliza|polizza|apólice|utente|klienta|pacjenta|polisy)",
    flags="(?i)",
)
_NO_CUE = lazy_compile(r"#\Z|[^\W\d_]{4}\.\s+\Z")  # a ticket, or the beginning of a sentence
_MONTH = lazy_compile(r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])")
_BOOKING_CODE = lazy_compile(r"(?:buchungs|boekings|reserverings|boknings)[ck]od(?:e|en)?", re.IGNORECASE)
_TITLE = refuted(
    r"(?:Mrs?|Ms|Miss|Herrn?|Frau|Mme|Mlle|Madame|Monsieur|Sra?|Señora?|Sig|Sig\.ra|Signora?|Dhr|Mevr|[Mm]evrouw|Mw|Senhora?|Pani?|Pana|Panią|pani|pana|Fru)"
    r"\.?ª? ",
    before=r"(?<![^\W_])",
    after=r"[^\W\d_]",
)
_RELATION = refuted(
    r"my (?:mother|father|husband|wife|son|daughter|name is)|meine? (?:mutter|vater|mann|frau|sohn|tochter)|ich heiße|mein name|mon mari|ma femme"
    r"|je m['’]appelle|me llamo|mi (?:marido|mujer|madre|padre|hij[oa])|mi chiamo|mia moglie|mio marito|mijn (?:man|vrouw|moeder|vader|naam)|o meu nome|chamo-me|minha mãe"
    r"|nazywam się|moja żona|mój mąż|jag heter|min (?:man|fru|mamma|pappa)|born|geb\.|geboren|née? le|nacid[oa]|nat[oa] il|nascid[oa]|ur\. ?\d|född",
    before=r"(?<![^\W_])",
    after=r"(?![^\W_])",
    flags="(?i)",
)


def _has_title_or_relation(text: str) -> bool:
    return _TITLE.stands_in(text) or _RELATION.stands_in(text)


def number_of_somebody_named(value: str, around: Surroundings) -> Verdict:
    """The number of a file, card or booking in a text that names somebody near, or behind a word that means somebody."""
    filed = number_of_a_file(value, around)
    if filed.state is State.FAILED and number_of_a_record(value, around).state is State.FAILED:
        return _NO  # the cheap questions first
    line = around.before.rpartition("\n")[2][-_CUE_REACH:]
    if _PAPER.match(value) or _NO_CUE.search(around.before[-20:]) or _MONTH.fullmatch(value):
        return _NO
    if _THINGS.stands_in(_BOOKING_CODE.sub("", line[-30:])):
        return _NO
    if _OF_SOMEBODY.stands_in(around.before[-_CUE_REACH:]):
        return number_of_a_record(value, around)
    near = around.before[-220:] + " | " + around.after[:160]
    if filed.state is State.FAILED or not (names_somebody(near) or _has_title_or_relation(near)):
        return _NO
    return filed


_MATTER = lazy_compile(
    r"(?i)(?<![^\W_])(?:cases?|court|docket|claims?|crime|incident|bookings?|reservations?|applications?|(?:our|your) ref\w*|akten?|aktenzeichen|az|vorgangs?\w*|schaden\w*|schäden|\w*zeichen"
    r"|buchungs?\w*|antrags?\w*|dossiers?|sinistres?|réf\w*|réservations?|demandes?|expedientes?|siniestros?|ref\w*|reclamaci\w*|denuncia|atestado|reservas?|pratic(?:a|he)|sinistr[oi]|fascicol[oi]|rif\w*|verbale"
    r"|prenotazion[ei]|processos?|protocolos?|sinistros?|zaak\w*|schade\w*|kenmerk|melding|aanvraag|reservering|boekings?\w*|spraw\w*|szkod\w*|sygn\w*|akta?|znak|wnios\w*|zgłoszeni\w*|rezerwacj\w*"
    r"|ärende\w*|skad\w*|mål|dnr|diarie\w*|ansökan|boknings?\w*)(?![^\W_])[^\n]{0,30}\Z"
)


# Whose matter it is: ``Insured: Mr Holt``, ``VN Ines Valdoro``, ``Dear Ms Valdoro``, or the name right behind the number.
_PARTY = lazy_compile(
    r"(?<![^\W_])(?i:insured|claimant|policy ?holder|applicant|complainant|victim|suspect|defendant|plaintiff|accused|client|customer|passenger|guest|patient|tenant|borrower|vn|versicherungsnehmer(?:in)?|versicherte[rn]?|geschädigte[rn]?|beschuldigte[rn]?|mandant(?:in|en)?"
    r"|antragsteller(?:in)?|kunde|kundin|reisende[rn]?|gast|assurée?|demandeur|demanderesse|prévenue?|victime|plaignante?|asegurad[oa]|tomador[a]?|reclamante|demandante|denunciante|imputad[oa]|acusad[oa]|assicurat[oa]|contraente|assistit[oa]|imputat[oa]|richiedente"
    r"|verzekerde|verdachte|aangever|aangeefster|slachtoffer|ubezpieczon[ya]|poszkodowan[ya]|sprawca|wnioskodaw\w+|oskarżon[ya]|podejrzan[ya]|segurad[oa]|requerente|arguid[oa]|reclamante|försäkrad|anmälare|sökande|målsägande|misstänkte?)[:,]?[ \t]{1,3}(?:(?:Mrs?|Ms|Herrn?|Frau|M\.|Mme|Sra?|D\.|Dña|Sig)\.? )?"
    r"[^\W\d_a-zß-öø-ÿ][^\W\d_]"
)
_PARTY_BEFORE, _PARTY_AFTER = 100, 120  # characters


def _is_of_a_party(around: Surroundings) -> bool:
    before, after = around.before[-_PARTY_BEFORE:].rpartition("\n\n")[2], around.after[:_PARTY_AFTER]
    if _PARTY.search(before) or _PARTY.search(after) or _has_title_or_relation(after):
        return True
    named = _NAME_AFTER.match(after)
    return named is not None and is_full_name(named[1])


def numbers_somebody(value: str, around: Surroundings) -> Verdict:
    """Fails where a case, a claim or a booking is numbered, unless whose it is stands beside the number."""
    line = around.before.rpartition("\n")[2][-_CUE_REACH:]
    if _MATTER.search(line) and not _OF_SOMEBODY.stands_in(line) and not _is_of_a_party(around):
        return Verdict(State.FAILED, "numbers a matter, not a person")
    return Verdict(State.NEUTRAL)


_PAPER = lazy_compile(
    r"(?:INV|RE|RG|FT|FV|FA|FAC|ORD|PO|INC|REQ|CHG|TKT|BUG|PR|OPS|SHOP|DIN|ISO|EN|RAL|SKU|ART|PN|SN|HP|USB|COVID|KB|CVE|RFC|AW|BR|CAR|CLM)[-/ ]?\d",
    re.IGNORECASE,
)
_NAME_BEFORE = lazy_compile(
    r"(?:(?:Mrs?|Ms|Miss|Herrn?|Frau|Mme|M\.|Sra?\.?|D\.ª?|Sig\.?(?:ra)?|Dhr\.?|Mevr\.?|Mevrouw|mevrouw|heer|Mw\.?|Dona|Pani?|Pana)[ ][^\W\d_][\w’'-]+|[^\W\d_]\.[ ][^\W\d_a-zß-öø-ÿ][\w’'-]+"
    r"|[^\W\d_a-zß-öø-ÿ][\w’'-]+,?[ ](?:(?:van|de|der|den|von|da|dos|di|del)[ ]){0,2}[^\W\d_a-zß-öø-ÿ][\w’'-]*\.?)\s?[,(\[#–-]{1,2}[ ]?\Z"
)


def number_beside_a_name(value: str, around: Surroundings) -> Verdict:
    """A number right behind somebody's name, such as ``T. Wexcombe, RX0483355``."""
    name = _NAME_BEFORE.search(around.before[-60:])
    if name is None or _PAPER.match(value) or not is_full_name(name[0]):
        return _NO
    return number_of_a_file(value, around)


_NAME_AFTER = lazy_compile(
    r"[\])]?[ ]?[,:;|–-]?\s{0,3}((?:(?:Mrs?|Ms|Miss|Herrn?|Frau|Mme|Mlle|M\.|Sra?\.?|Sig\.?(?:ra)?|Dhr\.?|Mevr\.?|Mw\.?|Pani?)[ ])?"
    r"[^\W\d_a-zß-öø-ÿ][\w’'-]*\.?(?:[ ](?:van|de|der|den|von|da|dos|di|del)){0,2}[ ]?[^\W\d_a-zß-öø-ÿ]?[\w’'-]*)"
)
_LISTED_WORKS = lazy_compile(
    r"(?i)(?<![^\W_])(?:release(?:s| notes)?|changelog|commits?|merged?|fix(?:es|ed)?|bugs?|sprint|backlog|jira|tickets?|isbn|author|autor\w*|auteur|composer|sku|articles?|artikel|products?|produkte?|stock|lager(?:ort|bestand)?|inventory|inventar|catalogue?|katalog\w*|catálogo|catalogo"
    r"|exhibit\w*|ausstellung|exposition|mostra|novels?|romane?|works|werke|œuvres|obras|opere|episodes?|folgen|models?|modelle?|orders?|bestell\w+|commandes?|pedidos?|ordin[ei]|zamówien\w+|objednáv\w+|rendelés\w*|beställning\w*|versions?|version|consegna|delivery|lieferung|livraison|entrega|dostaw\w)(?![^\W_])"
)
_WORKS_REACH = 160  # characters
_DELIMITERS = "|;\t"


def number_before_a_name(value: str, around: Surroundings) -> Verdict:
    """A number right in front of somebody's name, such as ``K-20931 Mara Quillfeather``; in a table, as its titles say.

    In a list of works, goods or changes the name is that of a thing, or of who made it.
    """
    name = _NAME_AFTER.match(around.after)
    line = around.before.rpartition("\n")[2]
    if name is None or _PAPER.match(value) or _THINGS.stands_in(line[-30:]) or not is_full_name(name[1]):
        return _NO
    if around.after.lstrip(")]").lstrip(" ")[:1] in tuple(_DELIMITERS):
        return number_in_a_row_of_a_person(value, around)
    if not starts_a_name(name[1]):
        return _NO
    near = f"{around.before[-_WORKS_REACH:]} {around.after[:_WORKS_REACH]}"
    if _LISTED_WORKS.search(near) and not _has_title_or_relation(near) and not _OF_A_PERSON.search(near):
        return _NO
    return number_of_a_file(value, around)


def number_in_a_row_of_a_person(value: str, around: Surroundings) -> Verdict:
    """A number in a row of a table that holds a full name, under a title that speaks of no paper or thing.

    The titles say that the table is one of people, or the row has what only a person has: an address, a date of birth.
    """
    above, _, left = around.before.rpartition("\n")
    row = left + value + around.after.partition("\n")[0]
    delimiter = next((each for each in _DELIMITERS if each in row), None)
    if delimiter is None or _PAPER.match(value) or _SPAN_OR_SCORE.fullmatch(value):
        return _NO
    cells = row.split(delimiter)
    named = [at for at, cell in enumerate(cells) if len(cell) < _LONGEST_CELL and is_full_name(cell)]
    if not named:
        return _NO
    column = left.count(delimiter)
    titles = (line.split(delimiter) for line in above.splitlines() if line.count(delimiter) >= column)
    if any(_THINGS.stands_in(line[column]) for line in titles if len(line) > column):
        return _NO
    head = _titles_above(above, delimiter, len(cells))
    if _GOODS.search(head[column] if head else ""):
        return _NO
    people = any(_PERSONS.search(cell) for at in named for cell in head[at : at + 1])
    if people and not any(_GOODS.search(cell) for cell in head):
        return number_of_a_record(value, around)
    return number_of_a_record(value, around) if _OF_A_PERSON.search(row) or _has_title_or_relation(row) else _NO


def _titles_above(above: str, delimiter: str, size: int) -> list[str]:
    """The titles of a table of so many columns, where its first line is in sight and holds no digits."""
    lines = (line.split(delimiter) for line in reversed(above.splitlines()))
    table = list(takewhile(lambda cells: len(cells) == size, lines))
    head = table[-1] if table else []
    return [] if any(map(str.isdigit, "".join(head))) else head


_LONGEST_CELL = 50  # characters of a name


def number_of_a_meter(value: str, around: Surroundings) -> Verdict:
    """The number of a meter or supply point; thirteen digits behind ``EAN`` mean an article of a shop."""
    bare = re.sub(r"[ -]", "", value)
    article = re.search(r"EAN\W*\w*\W*\Z", around.before, re.IGNORECASE) and len(bare) < 18
    if article or len(set(bare)) < 4 or not 8 <= len(bare) <= 34:
        return _NO
    return Verdict(State.NEUTRAL)
