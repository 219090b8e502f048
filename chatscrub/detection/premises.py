"""Where firms and museums are: seats in imprints and registers, houses that are open to everybody."""

from __future__ import annotations

import re

from chatscrub.detection.mentions import names_somebody

_REACH = 250  # characters on each side, in which a register or an imprint is named
_SEAT_BEFORE = re.compile(
    r"(?i)(?<![^\W_])(?:registered (?:office|address)|head office|principal place of business|sitz(?: der gesellschaft)?|firmensitz|geschäftsanschrift|siège social|domicilio social|sede (?:legale|social)|statutaire zetel|vestigingsadres|siedziba|sídlo|székhely\w*|sediul(?: social)?|hovedkontor|forretningsadresse|säte|kotipaikka|έδρα|юридический адрес|юридична адреса|şirket merkezi)[ ]?[:=-]?[ ]{0,2}\Z"
)
_FIRM_BEFORE = re.compile(
    r"(?<![^\W_])(?:GmbH(?: & Co\. KG)?|AG|KG|OHG|UG|SE|e\.V\.|Ltd\.?|Limited|LLC|Inc\.?|plc|PLC|LLP|SARL|SAS|SASU|S\.?A\.?|S\.?L\.?U?\.?|S\.?r\.?l\.?|S\.?p\.?A\.?|B\.?V\.?|N\.?V\.?|AB|Oyj?|A/S|ApS|AS|ASA|a\.\s?s\.|s\.\s?r\.\s?o\.|[Ss]p\. z o\.\s?o\.|Kft\.?|Zrt\.?|Nyrt\.?|Bt\.?|S\.?R\.?L\.?|Lda\.?|Ltda\.?|A\.Ş\.|Şti\.|ООО|АО|ПАО|ТОВ|Α\.Ε\.|ΕΠΕ)[ ]?[,:·|–\n-][ \n]{0,2}\Z"
)
_REGISTER = re.compile(
    r"(?<![^\W_])(?:HRA|HRB|RCS|SIRET|SIREN|REA|KvK|CVR|IČO|KRS|REGON|CIF|NIPC|CUI|ОГРН|ЄДРПОУ|ΓΕΜΗ|Mersis|org\.? ?nr|(?i:impressum|imprint|mentions légales|aviso legal|note legali|colofon|registergericht|handelsregister|amtsgericht|registered (?:in|office|number|company)|company (?:no|number|registration)|companies (?:house|act)|ust-?id\w*|vat (?:registration|no|number|id)|p\. ?iva|partita iva|registro mercantil|registro delle imprese|cégjegyzék\w*|registrul comerțului|y-tunnus|organisasjonsnummer|organisationsnummer|ticaret sicil\w*))(?![^\W_])"
)
# What stands there today is open to everybody.
_OPEN_BEHIND = re.compile(
    r",? (?:(?:is|are) (?:now |today )?(?:an? |the )?(?:\w+ )?(?:museum|gallery|library|hotel|pub|theatre|theater|memorial)|ist (?:heute )?(?:ein )?(?:museum|hotel|theater)|est (?:aujourd['’]hui )?(?:un )?(?:musée|hôtel|théâtre)|es (?:hoy )?(?:un )?museo|(?:oggi )?è (?:oggi )?un museo|is (?:nu )?een museum|é (?:hoje )?um museu|jest (?:dziś |dzisiaj )?muzeum)(?![^\W_])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w.,/-])(?:\d{1,2}\.? [^\W\d_]{3,12} )?(?:1[0-9]\d\d|20[0-4]\d)(?![\w/-])")
_YEAR_TOLD = re.compile(r"(?i)(?<![^\W_])(?:in|im|en|nel|em|w|år|i|în|v|в|у|το)[ ]\Z")


def without_years(before: str, value: str) -> str:
    """A place that names no street, without its years: several of them are no numbers of houses, nor is one behind ``in``."""
    years = _YEAR.findall(value)
    told = len(years) > 1 or _YEAR_TOLD.search(before) is not None
    return _YEAR.sub("#", value) if told else value


def is_open_to_all(before: str, after: str) -> bool:
    """Whether an address between two stretches of text is that of a firm in its imprint or of a museum.

    The firm on whose letter somebody writes may tell where that person works, so a register has to be named near.
    """
    if _OPEN_BEHIND.match(after):
        return True
    seat = _SEAT_BEFORE.search(before) is not None
    firm = seat or (_FIRM_BEFORE.search(before) is not None and not names_somebody(before[-_REACH:]))
    if not firm:
        return False
    return seat or _REGISTER.search(f"{before[-_REACH:]} | {after[:_REACH]}") is not None
