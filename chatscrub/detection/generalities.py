"""What holds for everybody: sentences about an illness, leaflets and stocks of medicines, illnesses that bear a surname."""

from __future__ import annotations

import re

from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.lazy_patterns import lazy_compile

# What mostly happens, or may: of somebody's own illness it is said with a word for that person near.
_MOSTLY = lazy_compile(
    r"(?<![^\W_])(?:may|can|usually|often|typically|generally|should be considered|in most cases|meist(?:ens)?|häufig|oft|in der regel|typischerweise|kann|können|abzugrenzen|peut|peuvent|souvent|généralement|en général|puede|pueden|suelen?|generalmente|a menudo"
    r"|può|possono|spesso|di solito|in genere|podem?|costumam?|geralmente|muitas vezes|kan|kunnen|meestal|vaak|doorgaans|może|mogą|często|zazwyczaj|zwykle|najczęściej|ofta|oftast|vanligen|ofte|som regel|vanligvis|může|mohou|často|obvykle|většinou|nejčastěji"
    r"|lehet|gyakran|általában|rendszerint|poate|pot|adesea|de obicei|frecvent|voi|voivat|usein|yleensä|tavallisesti|genellikle|sıklıkla|çoğunlukla|olabilir|μπορεί|συχνά|συνήθως|может|могут|часто|обычно|може|можуть|зазвичай)(?![^\W_])",
    re.IGNORECASE,
)
# Pronouns and words for who is ill; not those that are small words of another language (``on``, ``er``, ``el``, ``mi``).
_SOMEBODY = lazy_compile(
    r"(?<![^\W_])(?:I|I['’]m|I['’]ve|Er|Ja|On|Él|Ho|Ha|Am|Én|(?i:he|she|his|her|him|my|our|ich|mein\w*|mich|mir|sie|ihr\w*|seine[rnms]?|bei ihm|unser\w*|wir|je|j|mon|ma|elle|notre|nous|yo|ella|nuestr\w|tengo|tiene|mio|mia|lei|suo|sua|nostr\w|eu|meu|minha|ele|ela|seu|tenho|tem|noss\w"
    r"|ik|mijn|hij|zij|ze|haar|mam|mój|moja|moje\w*|ona|jego|jej|nasz\w*|jag|min|mitt|mig|hon|hans|hennes|vår|jeg|hun|hendes|vores|já|můj|mám|jeho|její|náš|apám|anyám|férjem|feleségem|fiam|lányom|nekem|mea|mele|soțul|soția|minä|minun|hän|hänen|meidän"
    r"|benim|annem|babam|eşim|oğlum|kızım|bende|onun|μου|έχω|έχει|я|мой|моя|моего|моей|у меня|он|она|его|её|нас|мій|мого|моєї|мене|він|вона|його|її|patient(?:in)?|pat|pt|paciente|paziente|pati[eë]nt|pacjent\w*|hasta|пациент\w*|пацієнт\w*|mrs?|ms|frau|herrn?|mme|sra|pani|pan|employee|mitarbeiter\w*|collègue|salarié\w*|emplead[oa]|pracowni\w+|kunde|kundin|klient\w*|customer|tenant|claimant))(?![^\W_])"
)
_WORD = lazy_compile(r"[^\W\d_]+")
_RELATIONS = RELATIONS - {"make", "maken", "nicht"}  # which also are English and Dutch verbs, and the German ``not``
_NEAR = 250  # characters

# How anybody is to use a medicine. What a single person is told is not written in such words, or with a name beside it.
_LEAFLET = lazy_compile(
    r"(?<![^\W_])(?:do not (?:use|take|exceed|give|administer)|not to be (?:used|taken)|maximum (?:daily )?dose|max\. daily dose|keep out of (?:the )?reach|contraindicat\w+"
    r"|nicht (?:anwenden|einnehmen|überschreiten|geben)|nicht (?:mehr|länger) als|(?:tages)?höchstdosis|maximaldosis|gegenanzeige\w*|packungsbeilage|beipackzettel|fachinformation"
    r"|ne pas (?:utiliser|prendre|dépasser|administrer|donner)|dose maximale|contre-indi\w+|tenir hors de|notice|no (?:usar|utilizar|tomar|superar|exceder|administrar)|dosis máxima|contraindicad\w+|prospecto|mantener fuera"
    r"|non (?:usare|utilizzare|assumere|superare|prendere|somministrare)|dose massima|controindicat\w+|foglietto illustrativo|bugiardino|tenere fuori|niet (?:gebruiken|innemen|toedienen|overschrijden)|maximale dosis|maximaal \d|bijsluiter|buiten bereik"
    r"|nie (?:stosować|przyjmować|przekraczać|podawać)|dawka maksymalna|maksymaln\w+ dawk\w+|przeciwwskazan\w+|ulotk\w+|não (?:usar|utilizar|tomar|exceder|administrar)|dose máxima|contraindicad\w+|bula|folheto informativo|manter fora"
    r"|(?:använd|ta|ge) (?:inte|ej)|(?:får|ska|bör) (?:inte|ej) (?:användas|tas|ges)|överskrid (?:inte|ej)|maximal dos|högsta dos|maxdos|bipacksedel\w*)(?![^\W_])",
    re.IGNORECASE,
)
_STOCK = lazy_compile(
    r"(?<![^\W_])(?:re-?order(?:s|ing|ed)?|re-?stock(?:s|ing|ed)?|stock(?:s|list|take|room|piles?)?|inventory|wholesalers?|shelf life|nachbestell\w+|bestellliste|lagerbestand|lagerliste|bestandsliste|inventur|großhandel|réappro\w*|inventaire|en rupture|grossiste"
    r"|reponer|reposición|inventario|existencias|mayorista|riordin\w+|giacenz\w+|magazzino|scorte|grossista|bijbestell\w+|voorraad\w*|groothandel|zapas\w*|magazyn\w*|zamówieni[ea]|hurtowni\w*|inwentaryzacj\w+|repor|estoque|inventário|grossista|beställningslista|lagersaldo|lagerlista|inventering\w*|grossist\w*)(?![^\W_])",
    re.IGNORECASE,
)

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_ILLNESSES = r"diseases?|syndromes?|lymphoma|disorder|virus|syndrom\w*|sjukdom|sykdom|sygdom|tauti|nemoc|choroba|betegség|szindróma|kór|hastalığı|sendromu|ziekte"
_EPONYM = lazy_compile(
    rf"(?<![^\W_]){_CAPITAL}[^\W\d_]+(?:['’]s?)? (?:{_ILLNESSES})(?![^\W_])|(?<![^\W_])(?:[Mm]orbus|[Mm]orbo di|[Mm]aladie de|[Ee]nfermedad de|[Mm]alattia di|[Dd]oença de|[Ss][iíy]ndrom[ei]? d[ei]) {_CAPITAL}[^\W\d_]+|(?<![^\W_]){_CAPITAL}[^\W\d_]+–{_CAPITAL}[^\W\d_]+"
    rf"|(?:named after|described by|beschrieben von|décrite? par|descrit[ao] por|descritt[ao] da)(?: {_CAPITAL}[^\W\d_]+){{1,3}}"
)
# British doctors see their patients in a surgery.
_PRACTICE_BEHIND = lazy_compile(
    r" (?:tel(?:ephone)?|phone|number|reception\w*|opening|hours|address|is (?:open|closed)|staff|website|rang|called|says|said)(?![^\W_])",
    re.IGNORECASE,
)


def holds_for_everybody(before: str, sentence: str) -> bool:
    """Whether a sentence tells what mostly happens or may, and neither it nor the text `before` speaks of anybody."""
    if _MOSTLY.search(sentence) is None:
        return False
    near = before[-_NEAR:] + sentence
    return _SOMEBODY.search(near) is None and _RELATIONS.isdisjoint(_WORD.findall(near.lower()))


def without_eponyms(text: str) -> str:
    """A text without the surnames that illnesses bear: ``Ménière's disease`` names nobody who has it."""
    return _EPONYM.sub("#", text)


def for_anybody(before: str, after: str) -> bool:
    """Whether a medicine stands in a leaflet or in a list of what is in stock; `before` and `after` are of its paragraph."""
    near = f"{before[-_NEAR:]} | {after[:_NEAR]}"
    if _LEAFLET.search(near) is None and _STOCK.search(near) is None:
        return False
    return _SOMEBODY.search(near) is None and _RELATIONS.isdisjoint(_WORD.findall(near.lower()))


def is_a_practice(value: str, after: str) -> bool:
    """Whether ``surgery`` is where a doctor works, and not what was done."""
    return value.lower() == "surgery" and _PRACTICE_BEHIND.match(after) is not None
