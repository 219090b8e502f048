"""Signs that a text talks about people, and signs that it is code, a log or documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from chatscrub.detection.dialect import WORD_CHARACTER, compiled
from chatscrub.detection.names.lexicon import Lexicon, load
from chatscrub.detection.names.other_names import ALSO_WORDS
from chatscrub.detection.passwords.ordinary_words import ORDINARY, folded
from chatscrub.lazy_patterns import lazy_compile

_SALUTATIONS = (
    "dear|hi|hello|hey|good (?:morning|afternoon|evening)|sehr geehrter?|liebe[rs]?|guten (?:tag|morgen|abend)|hallo|moin|servus|grüezi|chère?s?|bonjour|bonsoir"
    "|salut|estimad[oa]s?|querid[oa]s?|buen(?:os|as) (?:días|tardes|noches)|hola|gentile|egregi[oa]|car[oa]|buongiorno|buonasera|ciao|beste|geachte|goede(?:morgen|middag|navond)"
    "|hoi|prezad[oa]s?|car[oa]s?|bom dia|boa (?:tarde|noite)|olá|oi|szanown[aey]|dzień dobry|cześć|hej|hejsan|kära?|käre|god (?:morgon|dag|kväll)"
    "|vážen[ýáíé]|mil[ýá]|dobrý den|kjære|kære|hei|moi|hyvä|arvoisa|kedves|tisztelt|szia|stimat[eăa]|drag[ăa]|bună(?: ziua)?|sayın|merhaba|sevgili"
)
_CLOSINGS = (
    "regards|best wishes|sincerely|yours|cheers|thanks|thank you|mit freundlichen grüßen|viele grüße|beste grüße|liebe grüße|freundliche grüße|herzliche grüße|gruß|lg|vg|mfg"
    "|cordialement|bien à vous|sincères salutations|merci|atentamente|saludos(?: cordiales)?|un saludo|gracias|cordiali saluti|distinti saluti|saluti|grazie"
    "|met vriendelijke groeten?|groeten?|groetjes|mvg|atenciosamente|cumprimentos|abraços?|obrigad[oa]|pozdrawiam|z poważaniem|pozdrowienia|hälsningar|vänliga hälsningar|mvh|tack"
    "|s pozdravem|(?:med )?venn?lig hilsen|hilsen|(?:ystävällisin )?terveisin|üdvözlettel|cu (?:stimă|respect)|saygılarımla"
)
_ROLES = (
    "customer|client|patient|tenant|landlord|applicant|claimant|defendant|plaintiff|insured|policy ?holder|employee|candidate|caller|guest|widow|spouse|next of kin"
    "|kund(?:e|in|en)|patient(?:in)?|mieter(?:in)?|vermieter(?:in)?|mandant(?:in)?|kläger(?:in)?|beklagte[rn]?|mitarbeiter(?:in)?|bewerber(?:in)?|kolleg(?:e|in|en)"
    "|cliente?|locataire|salariée?|collègue|patiente?|titulaire|inquilin[oa]|paciente|emplead[oa]|compañer[oa]|paziente|inquilino|collega|dipendente"
    "|klant|patiënte?|huurder|medewerk(?:er|ster)|funcionári[oa]|colaborador[a]?|klientk?[aię]?|pacjentk?[aię]?|pracowni[kc][a-z]*|najemc[ay]|kunden|anställd[a]?|kollega"
    "|pacient(?:k[ayu]|a|ul|ului|ei|ovi)?|zákazník|zákaznice|nájemník|nájemce|pasient(?:en)?|leietaker(?:en)?|lejer(?:en)?|borger(?:en)?|potilas|potilaan|asiakas|asiakkaan|vuokralainen"
    "|beteg|páciens|ügyfél|ügyfelünk|bérlő|client(?:ul|a|ului|ei)|chiriaș(?:ul|a)|müşteri(?:miz)?|hastamız|kiracı"
)
_TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|M\\.|Maître|Me|Sra?|Srta|Señora?|Don|Doña|Sig|Sig\\.ra|Signora?|Dott|Dott\\.ssa|Avv|Ing|Dhr|Mevr|Mevrouw|Mw"
    "|Senhora?|Dona|Dr\\.ª|Pana?|Pani|Panią|Panem|Fru|Herr|Doktor|Docteur|Doctora?"
    "|Paní|MUDr\\.|JUDr\\.|Mgr\\.|Rouva|Herra|Sayın|Domnul|Doamna|Dna|Frøken"
)
_SMALL_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "frau", "herr", "herrn", "mme", "sra", "mevrouw"))
_CAPITAL = r"[A-Z\x{c0}-\x{de}\x{100}-\x{17f}]"
_PLACES = (
    rf"(?i:^[ \t>\"'`“*_-]{{0,6}}(?:{_SALUTATIONS})[ ,]+(?-i:{_CAPITAL}|\p{{L}}{{2}}))"
    rf"|(?i:^[ \t>*_-]{{0,6}}(?:{_CLOSINGS})[ ,.!]{{0,3}}$)"
    rf"|\b(?:{_TITLES})\b\.?ª? {{1,2}}{_CAPITAL}"
    rf"|(?i:\b(?:{_ROLES}))[:,]? {{1,2}}{_CAPITAL}\p{{Ll}}"
    r"|(?i:\b(?:my name is|name's|i am|i'm|ich heiße|mein name ist|ich bin|je m'appelle|je suis|me llamo|soy|mi chiamo|sono|mijn naam is|ik ben|ik heet|chamo-me|meu nome é|me chamo|sou"
    rf"|nazywam się|mam na imię|jag heter|mitt namn är)) {{1,2}}{_CAPITAL}"
    rf"|(?i:^[ \t>]{{0,4}}(?:from|to|cc|von|an|de|à|para|da|a|van|aan|od|do|från|till)\s?:[ \t]{{1,3}})\"?{_CAPITAL}"
)
_MARKS = ",.!?:;()'\"’“”„«»*_|[]<>-/@"
_LINE_OF_TALK = 150  # characters on average; an article has longer ones
_OF_LISTS = " \t{}[]-*+#<>|=`~:;.,/"
_TO_SPACES = str.maketrans(dict.fromkeys(_MARKS, " "))
_BORDER = "\0"
_WORD = lazy_compile(r"(?<![\w@./#'’-])[^\W\d_]{4,20}(?![\w@/#=*'’-]|\.\w)")
_BLANK = r"[ \t\r\f]"
_CODE_OR_LOG = (
    rf"^{_BLANK}*(?:\d{{4}}-\d\d-\d\d[T ]\d\d:|\[?(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL|TRACE)\b|at [\p{{L}}\p{{N}}_$.]+\(|File \"|Traceback"
    rf"|[{{}}\[\]()]+[,;]?{_BLANK}*$"
    r"|(?:def|class|import|from|return|const|let|var|function|public|private|static|export|package|using|namespace|struct|enum|assert|yield|raise|throw|try|except|catch"
    r"|elif|else|while|for|if|end|fi|done|sudo|pip|npm|git|docker|kubectl|cd|echo|curl|SELECT|INSERT|UPDATE|CREATE|ALTER)\b.*(?:[;:{(=]|->|=>)"
    rf"|#include|//|/\*|\*/|@{WORD_CHARACTER}+\(|\$ |>>> |\.\.\. |<[/a-zA-Z!][^@\n]*>{_BLANK}*$"
    rf"|[\p{{L}}\p{{N}}_.\[\]'\"-]+{_BLANK}*(?:=|\+=|:=){_BLANK}*[\p{{L}}\p{{N}}_\"'\[{{(]"
    rf"|\|[ :|-]+\|?{_BLANK}*$|[\"'][^\"'\n]*[\"']{_BLANK}*:{_BLANK}*[\[{{]?{_BLANK}*$)"
    rf"|[;{{]{_BLANK}*$|\){_BLANK}*[:{{]{_BLANK}*$|{WORD_CHARACTER}\(\)|=>|\bself\.|::|{WORD_CHARACTER}\[{WORD_CHARACTER}*\]|</{WORD_CHARACTER}+>"
    rf"|^{_BLANK}*[-*]?{_BLANK}*`[^`\s]+`{_BLANK}*$"
)
_TECHNICAL = (
    rf"```|^#{{1,6}} |^{_BLANK}*[-*] `|`[^`\n]+`.*`[^`\n]+`|^\.\. {WORD_CHARACTER}+::|^=+{_BLANK}*$|https?://\S.*https?://"
    r"|\{\{.*\}\}"
)
_DOCUMENTATION = f"(?:{_TECHNICAL})|(?:{_CODE_OR_LOG})"


def places(text: str) -> list[tuple[int, int]]:
    """Spans of salutations, closings, titles, roles and the like, by position."""
    return [found.span() for found in compiled(_PLACES).finditer(text)]


def code_or_log(line: str) -> bool:
    """Whether a line is code, a log entry or a mark of structure rather than something that a person says."""
    return compiled(_CODE_OR_LOG).search(line) is not None


@lru_cache(maxsize=2)  # two models ask it of one text
def technical(text: str) -> bool:
    """Whether a text is documentation or code: a fifth of its lines look so."""
    data = text.encode("utf-8", "replace")
    lines = sum(map(bool, map(bytes.strip, data.split(b"\n"))))
    program, marked, at = compiled(_DOCUMENTATION), 0, 0
    while marked * 5 <= lines and 0 <= at < len(data) and (found := program.search(data, at)) is not None:
        marked += 1
        at = data.find(b"\n", found.span()[1]) + 1 or len(data)
    return marked * 5 > lines


def talked(text: str) -> bool:
    """Whether a text is a talk or mail: of short lines, not a tenth of them indented, listed, marked or technical."""
    if (text.count("\n") + 1) * _LINE_OF_TALK < len(text):
        return False
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    program = compiled(_DOCUMENTATION)
    other = sum(line[0] in _OF_LISTS or program.search(line) is not None for line in lines)
    return other * 10 <= len(lines)


def names_somebody(text: str, lexicon: Lexicon | None = None) -> bool:
    """Whether a capitalised word is a given name or surname that is no common word.

    Asked of every short message, so it looks at whole words only and at nothing around them.
    """
    capitalised = _capitalised() if lexicon is None else lexicon.capitalised
    return not capitalised.isdisjoint(text.translate(_TO_SPACES).split())


def names_somebody_in_small_letters(text: str) -> bool:
    """Whether a word of a text without capitals is a given name or a title and nothing else, or somebody tells a name."""
    return "my name" in text or not _small().isdisjoint(text.translate(_TO_SPACES).split())


def names_in_small_letters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the given names in a text without capitals that are nothing else."""
    small = _small()
    for word in _WORD.finditer(text):
        if word[0] in small and word[0] not in _SMALL_TITLES:
            yield word.span()


def name_somebody(texts: Sequence[str]) -> list[bool]:
    """`names_somebody` of many texts, in half the time."""
    told = [False] * len(texts)
    joined = _BORDER.join(texts)
    # Most words have no capital, and most texts no name: only where one seems to be is a text asked alone.
    found = _capitalised().intersection(_beginning_like_names().findall(joined))
    if found and joined.count(_BORDER) != len(texts) - 1:  # one of them holds the border
        return list(map(names_somebody, texts))
    number = last = 0
    for at in sorted(place.start() for name in found for place in re.finditer(re.escape(name), joined)):
        number += joined.count(_BORDER, last, at)
        last = at
        told[number] = told[number] or names_somebody(texts[number])
    return told


@cache
def _capitalised() -> frozenset[str]:
    return load(Path(__file__).parent).capitalised


@cache
def _small() -> frozenset[str]:
    given = load(Path(__file__).parent).given
    # Most are folded as they stand, and all of them would drive out what `folded` keeps.
    names = {name for name in given if len(name) > 3 and (name if name.isascii() else folded(name)) not in ORDINARY}
    return frozenset(names - ALSO_WORDS | _SMALL_TITLES)


@cache
def _beginning_like_names() -> re.Pattern[str]:
    """Words, as `names_somebody` divides them, and ends of words, that begin with a letter with which a name begins."""
    first = "".join(sorted({name[0] for name in _capitalised()}))
    return re.compile(rf"[{re.escape(first)}][^\s{_BORDER}{re.escape(_MARKS)}]*")
