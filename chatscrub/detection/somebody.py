"""Whether the text around a fact about somebody tells who that is: a record, a title with a name, a given name."""

from __future__ import annotations

import re

from chatscrub.detection.generalities import without_eponyms
from chatscrub.detection.mentions import is_full_name, names_somebody
from chatscrub.lazy_patterns import lazy_compile

SENTENCE_END = lazy_compile(r"[.!?](?=\s)|\n")
_NAME_BEFORE, _NAME_AFTER = 90, 40  # characters in which a bare given name counts
_NEAR_BEHIND = lazy_compile(rf"(?s).{{0,{_NAME_AFTER}}}[^\W\d_]*")  # a cut word may look like a name
_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ", "a-zà-öø-ÿąćęłńóśźż"
_TITLED = lazy_compile(
    rf"(?<![^\W_])(?:Mr|Mrs|Ms|Miss|Hr|Herrn?|Frau|Mme|Mlle|Madame|Monsieur|M\.|Sra?|D\.|D\.ª|Don|Doña|Sig|Sig\.ra|Signora?|Dhr|Mevr|Mevrouw|mevrouw|Meneer|meneer|heer|Mw|Senhora?|Dona|dona|Pani?|Pana|Panią|pani|pana"
    r"|sig|sig\.ra|signora?|señora?|senhora?|sra|fru|frau|herrn?|madame|monsieur|mme|pan|panią|panem|dhr|mevr|mrs?|ms|miss)"
    rf"\.?ª? [{_UPPER}][{_LOWER}{_UPPER}’'-]"
)
_RECORD = lazy_compile(
    r"(?<![\d.])(?:\d{6}[-+ ]?\d{4}|\d{11}|\d{8}[A-Z]|\d{1,2}[./-]\d{1,2}[./-](?:19)?[2-9]\d|19\d\d-\d\d-\d\d|[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z])(?!\d)"
    r"|(?<![^\W_])(?i:dob|born|geb\.|geboren|née? le|nacid[oa]|nat[oa] (?:a|il)|nascid[oa]|ur\. ?\d|född|bsn|pesel|nhs (?:no|number)|dni|codice fiscale|personnummer|cpf|sécu|svnr)(?![^\W_])"
    rf"|(?<![^\W_])(?i:pati[eë]nte?|patientin|paciente|paziente|pacjentk?a|patienten|daughter|son|husband|wife|mother|father|tochter|sohn|mann|mutter|vater|mari|fille|fils|mère|père|hij[oa]|marido|madre|padre"
    rf"|figli[oa]|moglie|marito|dochter|zoon|man|vrouw|moeder|vader|filh[oa]|mãe|pai|syn|córka|mąż|żona|mama|tata|dziadek|babcia|son|dotter|fru|mamma|pappa) [{_UPPER}][{_LOWER}]{{2}}"
)


# What does not end behind ``M.`` and other titles and initials.
_CLAUSE_END = lazy_compile(
    r"(?<!\b[A-Za-z])(?<!\bM[rs])(?<!\bDr)(?<!\bSr)(?<!\bMrs)(?<!\bSra)(?<!\bSig)(?<!\bDhr)(?<!\bgeb)[.!?](?=\s)|\n"
)

# Somebody pointed to without a name.
_POINTED_TEXT = r"""
(?:the|this|our|my|his|her) (?:\w+ )?(?:employee|worker|colleague|applicant|candidate|tenant|patient|client|claimant|customer|boss|manager|neighbou?r|partner|husband|wife|son|daughter|mother|father|brother|sister|driver|suspect|defendant|trainee|intern|nurse|resident)
(?:der|die|dem|den|unsere?|meine?|seine?|ihre?) (?:mitarbeiter(?:in)?|kolleg(?:e|in|en)|bewerber(?:in)?|mieter(?:in)?|patient(?:in|en)?|mandant(?:in|en)?|kund(?:e|in|en)|chef(?:in)?|nachbar(?:in)?|azubi(?:ne)?|beschuldigte|angeklagte|fahrer(?:in)?|mann|frau|sohn|tochter|bruder|schwester|partner(?:in)?)
(?:la?|le|notre|mon|ma|son|sa|l['’]) ?(?:salariée?|employée?|collègue|candidate?|locataire|patiente?|cliente?|voisine?|prévenue?|stagiaire|mari|femme|fils|fille|frère|sœur|compagne|compagnon)
(?:el|la|nuestr[oa]|mi|su) (?:emplead[oa]|trabajadora?|compañer[oa]|candidat[oa]|inquilin[oa]|paciente|client[ea]|vecin[oa]|acusad[oa]|marido|mujer|hij[oa]|herman[oa]|pareja)
(?:il|la|lo|nostr[oa]|mi[oa]|su[oa]|l['’]) ?(?:dipendente|collega|candidat[oa]|inquilin[oa]|paziente|cliente|vicin[oa]|imputat[oa]|marito|moglie|figli[oa]|fratello|sorella|compagn[oa]|assistit[oa])
(?:de|het|onze|mijn|zijn|haar) (?:medewerk(?:er|ster)|collega|kandidate?|huurder|pati[eë]nte?|cliënte?|klant|buurman|buurvrouw|verdachte|man|vrouw|zoon|dochter|broer|zus|partner)
(?:o|a|noss[oa]|meu|minha|seu|sua) (?:funcionári[oa]|colaborador[a]?|colega|candidat[oa]|inquilin[oa]|paciente|client[ea]|vizinh[oa]|arguid[oa]|réu|marido|mulher|filh[oa]|irmãos?|irmã|companheir[oa]|utente)
pracowni[ck]a?|koleżanka|kolega|kandydatk?a?|najemc[aę]|pacjentk?a?|klientk?a?|oskarżon[ya]|podejrzan[ya]|sąsiadk?a?|mąż|żona|syn|córka|siostra|partnerk?a?
(?:den |min |vår |hans |hennes )(?:man|fru|son|dotter|bror|partner)
(?:den |vår )?(?:medarbetaren|kollegan?|kandidaten|hyresgästen|patienten|klienten|kunden|grannen|den misstänkte|mannen|frun|sonen|dottern|brodern|systern|partnern)
applicant|claimant|suspect|candidate|mandant(?:in)?|bewerber(?:in)?|beschuldigter?|mon client|solicitante|il mio assistito|verdachte|arguid[oa]|podejrzan[ya]|den misstänkte
""".strip().replace("\n", "|")
_POINTED = lazy_compile(rf"(?<![^\W_])(?:{_POINTED_TEXT})(?![^\W_])", re.IGNORECASE)
_PERSONAL = lazy_compile(
    r"(?<![^\W_])(?:I|I['’]m|(?i:hes|shes|he|she|his|her|him|my|he['’]s|she['’]s|er|ihm|ihr|seine?|ich|meine?|il (?:est|a|gagne|touche|perçoit|demande|veut|souhaite|fait|porte|était)|elle|lui|son|je|él|ella|su|yo|lei|suo|sua|io|hij|zij|ze|hem|haar|zijn|ik|ele|ela|seu|eu|ona|jego|jej|han|hon|hans|hennes|jag))(?![^\W_])"
)
_CAPITALISED = lazy_compile(
    r"(?<![^\W_])[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ][^\W\d_]*\.?(?:[ ](?:(?:de|da|van|von|der|den|el|al)[ ])?[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?:-[^\W\d_]+)*){1,3}"
)

# A name that stands in no list, in front of what only people do: ``Zanib is fasting …``.
_UNLISTED = lazy_compile(
    r"(?:\A|[,;:–] |[-*•] )\W{0,3}(?P<name>[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ][^\W\d_]{2,20})(?: \([^()\n]{1,24}\))?(?: (?:in|on|from|aus|von|de|du|del|do|da|van|z) [^\W\d_]{2,14})? (?:[^\W\d_]{1,10} ){0,2}\Z"
)

# Given names somewhere, too.
_SMALL_WORDS_TEXT = """
are was has had will may can see all our her his any one new per mit die der das les des une est che una los las het een van als dat dit jak nie czy dla som det den att och hur var por com uma não mas sem she they this that
there here when what who how why yes for and but not you your please can let set get put add use dear hello thanks also note then now
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())
_ROLE_NAMED = lazy_compile(
    r"(?<![^\W_])(?i:tenant|applicant|claimant|customer|client|employee|patient|candidate|contractor|colleague|driver|temp|mieter(?:in)?|kund(?:e|in)|mitarbeiter(?:in)?|bewerber(?:in)?|kolleg(?:e|in)|mandant(?:in)?|aushilfe|azubi|locataire|salariée?|candidate?|cliente?|collègue|inquilin[oa]|emplead[oa]|candidat[oa]|paciente"
    r"|dipendente|collega|huurder|klant|medewerk(?:er|ster)|kandidaat|sollicitant|funcionári[oa]|colaborador[a]?|utente|najemca|klientk?a?|pracowni[kc]a?|kandydatk?a?|hyresgäst(?:en)?|kund(?:en)?|sökande|medarbetare|kollegan?):? [A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ][a-zà-öø-ÿąćęłńóśźż]{2}"
)


def in_record(text_before: str, text_after: str) -> bool:
    """Whether the text near tells who somebody is: a name behind a title, a date of birth, the number of an identity card."""
    before, after = paragraph_before(text_before), text_after[:200]
    titled = _TITLED.search(before) is not None or _TITLED.search(after.partition("\n\n")[0]) is not None
    return titled or _RECORD.search(text_before) is not None or _RECORD.search(after) is not None


def named_near(before: str, after: str, value: str = " | ") -> bool:
    """Whether a given name stands in the same sentence: ``Duarte takes …``, ``Annegret Voss 19:30 …``."""
    near = _NEAR_BEHIND.match(SENTENCE_END.split(after)[0])
    sentence = SENTENCE_END.split(before)[-1][-_NAME_BEFORE:] + value + (near[0] if near else "")
    return names_somebody(without_eponyms(sentence))


def sentence_before(text: str) -> str:
    """What stands in front of a value in its own sentence, which a title or initial does not end."""
    return _CLAUSE_END.split(paragraph_before(text))[-1]


def sentence_behind(text: str) -> str:
    """What stands behind a value in its own sentence."""
    return _CLAUSE_END.split(text)[0]


def paragraph_before(text: str) -> str:
    """What stands in front of a value in its own paragraph."""
    return text.rpartition("\n\n")[2]


def names_a_person(text: str) -> bool:
    """Whether a stretch of text has a name behind a title, a given name, or a full name."""
    if _TITLED.search(text) is not None or _ROLE_NAMED.search(text) is not None or names_somebody(text):
        return True
    if text.islower():
        from chatscrub.detection.names.cues import names_somebody_in_small_letters

        return names_somebody_in_small_letters(text)
    return any(map(is_full_name, _CAPITALISED.findall(text)))


def points_to_a_person(text: str) -> bool:
    """Whether a stretch of text points to somebody without a name: ``she``, ``our tenant``."""
    return _POINTED.search(text) is not None or _PERSONAL.search(text) is not None


def speaks_of_one(text: str) -> bool:
    """Whether a pronoun of one person stands in a stretch of text."""
    return _PERSONAL.search(text) is not None


def is_done_by_a_name(text: str) -> bool:
    """Whether a clause begins with a word that no list has and that may be a name, and little else follows: ``Zanib is``."""
    from chatscrub.detection.names.other_names import NO_NAMES, PLACES
    from chatscrub.detection.names.tagger import embedded

    found = _UNLISTED.search(f"{text.rstrip()} ")
    word = "" if found is None else found["name"].lower()
    if not word or word in NO_NAMES or word in PLACES or word in _SMALL_WORDS:
        return False
    lexicon = embedded().lexicon
    return not lexicon.common(word) or lexicon.first(word)
