"""Where firms and museums are, and how they are reached: imprints and registers, houses that are open to everybody."""

from __future__ import annotations

import re

from chatscrub.detection.mentions import is_full_name, names_somebody
from chatscrub.detection.names.other_names import PLACES
from chatscrub.detection.names.tasks import is_a_game
from chatscrub.lazy_patterns import lazy_compile

_REACH = 250  # characters on each side, in which a register or an imprint is named
_SEAT_BEFORE = lazy_compile(
    r"(?i)(?<![^\W_])(?:registered (?:office|address)|head office|principal place of business|sitz(?: der gesellschaft)?|firmensitz|geschäftsanschrift|siège social|domicilio social|sede (?:legale|social)|statutaire zetel|vestigingsadres|siedziba|sídlo|székhely\w*|sediul(?: social)?|hovedkontor|forretningsadresse|säte|kotipaikka|έδρα|юридический адрес|юридична адреса|şirket merkezi)[ ]?[:=-]?[ ]{0,2}\Z"
)
_FORMS = (
    r"GmbH(?: & Co\. KG)?|AG|KG|OHG|UG|SE|e\.V\.|Ltd\.?|Limited|LLC|Inc\.?|plc|PLC|LLP|SARL|SAS|SASU|S\.? ?A\.?|S\.? ?L\.?(?: ?U\.?)?|S\.? ?r\. ?l\.|S\.?r\.?l\.?|S\.? ?p\. ?A\.|S\.?p\.?A\.?|B\.? ?V\.?|N\.? ?V\.?|AB|Oyj?|A/S|ApS|AS|ASA"
    r"|a\.\s?s\.|s\.\s?r\.\s?o\.|[Ss]p\. z o\.\s?o\.|Kft\.?|Zrt\.?|Nyrt\.?|Bt\.?|S\.?R\.?L\.?|Lda\.?|Ltda\.?|A\.Ş\.|Şti\.|ООО|АО|ПАО|ТОВ|Α\.Ε\.|ΕΠΕ"
)
_FORM = lazy_compile(rf"(?<![\w.])(?:{_FORMS})(?![^\W_])")
_FORM_FIRST = lazy_compile(
    rf"(?:[A-Z][\w&’-]*\.? ){{0,5}}(?:{_FORMS})(?![^\W_])(?: [A-Z][\w&’-]*){{0,4}}[ ]?[,:·|–-][ ]?"
)
_UNIT = r"(?:(?i:unit|suite|block|building|floor|hala|halle|nave|lote|local|bât\.?|bâtiment|pol(?:ígono|\.)? ind\w*\.?|p\.? ?o\.? box|postbus|box) ?#?)?"
_FIRM_BEFORE = lazy_compile(rf"(?<![^\W_])(?:{_FORMS})[ ]?[,:·|–\n-][ \n]{{0,2}}{_UNIT}\Z")
# In these languages the form stands in front: ``SARL Martin Frères``, ``Stichting De Haven``.
_FIRM_AROUND = lazy_compile(
    r"(?<![^\W_])(?:SARL|SASU?|EURL|SNC|SCOP|Société|Association|Asociación|Associação|Associazione|Fundación|Fundação|Fondazione|Fondation|Stichting|Vereniging|Coöperatie|Fundacja|Stowarzyszenie|Stiftelsen?|Stiftung|Föreningen)"
    r"(?: [^\W\d_][\w&'’.-]*){1,4}[ ]?[,:·|–\n-][ \n]{0,2}\Z"
)
_FIRM_WORD = lazy_compile(_FIRM_AROUND.pattern.partition("(?: [^")[0] + r"(?![^\W_])")
_REGISTER = lazy_compile(
    r"(?<![^\W_])(?:HRA|HRB|RCS|SIRET|SIREN|REA|KvK|CVR|IČO|KRS|REGON|NIP|CIF|NIPC|CUI|ОГРН|ЄДРПОУ|ΓΕΜΗ|Mersis|org\.? ?nr|(?i:impressum|imprint|mentions légales|aviso legal|note legali|colofon|registergericht|handelsregister|amtsgericht|registered (?:in|office|number|company)|company (?:no|number|reg\w*)|vat (?:gb|ie)|companies (?:house|act)|ust-?id\w*|vat (?:registration|no|number|id)|p\. ?iva|partita iva|registro mercantil|registro delle imprese|cégjegyzék\w*|registrul comerțului|y-tunnus|organisasjonsnummer|organisationsnummer|ticaret sicil\w*))(?![^\W_])"
)
# What stands there today is open to everybody.
_OPEN_BEHIND = lazy_compile(
    r",? (?:(?:is|are) (?:now |today )?(?:an? |the )?(?:\w+ )?(?:museum|gallery|library|hotel|pub|theatre|theater|memorial)|ist (?:heute )?(?:ein )?(?:museum|hotel|theater)|est (?:aujourd['’]hui )?(?:un )?(?:musée|hôtel|théâtre)|es (?:hoy )?(?:un )?museo|(?:oggi )?è (?:oggi )?un museo|is (?:nu )?een museum|é (?:hoje )?um museu|jest (?:dziś |dzisiaj )?muzeum)(?![^\W_])",
    re.IGNORECASE,
)
# A school or a library with its name, and behind a comma where it is.
_HOUSE_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:bibliothèque|médiathèque|lycée|collège|mairie|piscine|biblioteca|ayuntamiento|polideportivo|municipio|scuola|liceo|câmara municipal|junta de freguesia|library|leisure centre|town hall|community centre|stadtbibliothek|rathaus|bürgeramt|grundschule|gymnasium|volkshochschule|(?:zespół szkół|szkoła|przedszkole|urząd|biblioteka)(?: [^\W\d_]+){0,3}|základní škola|knihovna|gemeentehuis|bibliotheek|biblioteket?|folkeskole)(?: [^\W\d_][\w'’.-]*){0,4}[ ]?[,:–-][ ]{1,2}\Z",
    re.IGNORECASE,
)
# Nobody lives in the street of an example.
_EXAMPLE = lazy_compile(
    r"(?i)\b(?:example|sample|anytown|anystreet|anywhere|exemple|ejemplo|esempio|exemplo|voorbeeld|voorbeeldstraat|przykładow\w{1,2}|(?:rue|avenue) du modèle|calle falsa|00000|00-000|0000-000|beispiel(?:straße|str|weg|gasse|platz)|muster(?:straße|strasse|str|weg|gasse|platz)|exempel(?:gatan|vägen))\b"
)
_KNOWN_HOUSE = lazy_compile(
    r"(?i)(?<!\w)(?:1[01] Downing (?:Street|St)|1600 Pennsylvania Ave\w*|221 ?B Baker (?:Street|St)|4 Privet Drive|742 Evergreen Terrace|350 (?:5th|Fifth) Ave\w*|1 Infinite Loop|1600 Amphitheatre|One Apple Park|Great Russell (?:Street|St)|(?:Parliament|Trafalgar) Square|Platz der Republik 1|Willy-Brandt-Straße 1|Pariser Platz|55,? rue du Faubourg[- ]Saint-Honoré|(?:57|1),? rue de Varenne|Champ[- ]de[- ]Mars|rue de Rivoli|Piazza del Quirinale|Palacio de la Moncloa|Rue de la Loi 200|Rue Wiertz 60)(?!\w)"
)
_IMPRINT = 300  # characters
_PART = lazy_compile(r"[,;:|·•\n]")
_WORD = lazy_compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
# Somebody is asked for by name, or reached at home.
_PERSONALLY = lazy_compile(
    r"(?<![^\W_])(?:(?i:my|mobile|handy|mobil|portable|móvil|cellulare|telemóvel|komórka|mobiel|private?|privat|contact person|ansprechpartner\w*|attn|c/o|z\. ?hd|customer|kund(?:e|in)|client[ei]?|klant|klient\w*|patient\w*|pa[cz]iente)|Mrs?|Ms|Miss|Dr|Herrn?|Frau|Mme|M|Sra?|Sig|Dhr|Mevr|Mw|Dona?|Doña|Pani?|Pana|Panią)(?![^\W_])"
)
_YEAR = lazy_compile(r"(?<![\w.,/-])(?:\d{1,2}\.? [^\W\d_]{3,12} )?(?:1[0-9]\d\d|20[0-4]\d)(?![\w/-])")
_YEAR_TOLD = lazy_compile(r"(?i)(?<![^\W_])(?:in|im|en|nel|em|w|år|i|în|v|в|у|το)[ ]\Z")


def without_years(before: str, value: str) -> str:
    """A place that names no street, without its years: several of them are no numbers of houses, nor is one behind ``in``."""
    years = _YEAR.findall(value)
    told = len(years) > 1 or _YEAR_TOLD.search(before) is not None
    return _YEAR.sub("#", value) if told else value


def is_open_to_all(before: str, after: str, place: str = "") -> bool:
    """Whether an address between two stretches of text is that of a firm in its imprint or of a museum.

    The firm on whose letter somebody writes may tell where that person works, so a register has to be named near.
    """
    if _OPEN_BEHIND.match(after) or _HOUSE_BEFORE.search(before):
        return True
    after = place + after
    seat = _SEAT_BEFORE.search(before) is not None
    if seat:
        return True
    firm = _FIRM_BEFORE.search(before) is not None or _FIRM_AROUND.search(before) is not None
    return firm and not names_somebody(_but_the_firm(before[-_REACH:])) and _is_registered(before, after)


def is_invented(before: str, place: str, after: str) -> bool:
    """Whether a place is that of an example, of a game or of a house that everybody knows."""
    return (
        _KNOWN_HOUSE.search(place) is not None or _EXAMPLE.search(place) is not None or is_a_game(f"{before} | {after}")
    )


def _but_the_firm(before: str) -> str:
    """The text without the name of the firm at its end, which may be somebody's as well."""
    parts = _PART.split(before.rstrip(" ,;:|·•\n–-"))
    return " | ".join(part for part in parts if _FORM.search(part) is None and _FIRM_WORD.search(part) is None)


def behind_its_form(place: str) -> int:
    """How many characters of a place are the legal form of the firm that is there: ``Lda., Zona Norte lote 3``."""
    form = _FORM_FIRST.match(place)
    return form.end() if form is not None else 0


def in_an_imprint(before: str, after: str) -> bool:
    """Whether a number stands in the paragraph of a registered firm that names nobody: its telephone, its tax number."""
    paragraph = before.rpartition("\n\n")[2][-_IMPRINT:]
    if _FORM.search(paragraph) is None and _FIRM_AROUND.search(_first_part(paragraph)) is None:
        return False
    if not _is_registered(paragraph, after.partition("\n\n")[0]) or _PERSONALLY.search(paragraph) is not None:
        return False
    parts = _PART.split(_but_the_firm(paragraph))
    return not any(is_full_name(part.strip()) or _names_more_than_a_town(part) for part in parts)


def _first_part(paragraph: str) -> str:
    """The first words of a paragraph up to their comma, behind which the place is."""
    return paragraph[: paragraph.find(",") + 1]


def _names_more_than_a_town(part: str) -> bool:
    words = [word for word in _WORD.findall(part) if word.lower() not in PLACES]
    return names_somebody(" ".join(words))


def _is_registered(before: str, after: str) -> bool:
    return _REGISTER.search(f"{before[-_REACH:]} | {after[:_REACH]}") is not None
