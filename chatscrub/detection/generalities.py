"""Sentences that tell of an illness what holds for everybody, in many languages, and illnesses that bear a surname."""

from __future__ import annotations

import re

from chatscrub.detection.names.given_names import RELATIONS

# What mostly happens, or may: of somebody's own illness it is said with a word for that person near.
_MOSTLY = re.compile(
    r"(?<![^\W_])(?:may|can|usually|often|typically|generally|should be considered|in most cases|meist(?:ens)?|häufig|oft|in der regel|typischerweise|kann|können|abzugrenzen|peut|peuvent|souvent|généralement|en général|puede|pueden|suelen?|generalmente|a menudo"
    r"|può|possono|spesso|di solito|in genere|podem?|costumam?|geralmente|muitas vezes|kan|kunnen|meestal|vaak|doorgaans|może|mogą|często|zazwyczaj|zwykle|najczęściej|ofta|oftast|vanligen|ofte|som regel|vanligvis|může|mohou|často|obvykle|většinou|nejčastěji"
    r"|lehet|gyakran|általában|rendszerint|poate|pot|adesea|de obicei|frecvent|voi|voivat|usein|yleensä|tavallisesti|genellikle|sıklıkla|çoğunlukla|olabilir|μπορεί|συχνά|συνήθως|может|могут|часто|обычно|може|можуть|зазвичай)(?![^\W_])",
    re.IGNORECASE,
)
# Pronouns and words for who is ill; not those that are small words of another language (``on``, ``er``, ``el``, ``mi``).
_SOMEBODY = re.compile(
    r"(?<![^\W_])(?:I|I['’]m|I['’]ve|Er|Ja|On|Él|Ho|Ha|Am|Én|(?i:he|she|his|her|him|my|our|ich|mein\w*|mich|mir|sie|ihr\w*|seine[rnms]?|bei ihm|unser\w*|wir|je|j|mon|ma|elle|notre|nous|yo|ella|nuestr\w|tengo|tiene|mio|mia|lei|suo|sua|nostr\w|eu|meu|minha|ele|ela|seu|tenho|tem|noss\w"
    r"|ik|mijn|hij|zij|ze|haar|mam|mój|moja|moje\w*|ona|jego|jej|nasz\w*|jag|min|mitt|mig|hon|hans|hennes|vår|jeg|hun|hendes|vores|já|můj|mám|jeho|její|náš|apám|anyám|férjem|feleségem|fiam|lányom|nekem|mea|mele|soțul|soția|minä|minun|hän|hänen|meidän"
    r"|benim|annem|babam|eşim|oğlum|kızım|bende|onun|μου|έχω|έχει|я|мой|моя|моего|моей|у меня|он|она|его|её|нас|мій|мого|моєї|мене|він|вона|його|її|patient(?:in)?|pat|pt|paciente|paziente|pati[eë]nt|pacjent\w*|hasta|пациент\w*|пацієнт\w*|mrs?|ms|frau|herrn?|mme|sra|pani|pan|employee|mitarbeiter\w*|collègue|salarié\w*|emplead[oa]|pracowni\w+|kunde|kundin|klient\w*|customer|tenant|claimant))(?![^\W_])"
)
_WORD = re.compile(r"[^\W\d_]+")
_RELATIONS = RELATIONS - {"make", "maken"}  # which also are English and Dutch verbs
_NEAR = 250  # characters

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_ILLNESSES = r"diseases?|syndromes?|lymphoma|disorder|virus|syndrom\w*|sjukdom|sykdom|sygdom|tauti|nemoc|choroba|betegség|szindróma|kór|hastalığı|sendromu|ziekte"
_EPONYM = re.compile(
    rf"(?<![^\W_]){_CAPITAL}[^\W\d_]+(?:['’]s?)? (?:{_ILLNESSES})(?![^\W_])|(?<![^\W_])(?:[Mm]orbus|[Mm]orbo di|[Mm]aladie de|[Ee]nfermedad de|[Mm]alattia di|[Dd]oença de|[Ss][iíy]ndrom[ei]? d[ei]) {_CAPITAL}[^\W\d_]+|(?<![^\W_]){_CAPITAL}[^\W\d_]+–{_CAPITAL}[^\W\d_]+"
    rf"|(?:named after|described by|beschrieben von|décrite? par|descrit[ao] por|descritt[ao] da)(?: {_CAPITAL}[^\W\d_]+){{1,3}}"
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
