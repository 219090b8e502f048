"""Whether a text denies what it names: ``no history of diabetes``, ``kein SHT``, ``niega alergias``, ``HIV: negative``."""

from __future__ import annotations

import re

from chatscrub.lazy_patterns import lazy_compile

_LONGEST = 90  # characters of a clause in front of what is denied
# What denies all that follows in its clause: ``denies chest pain, asthma or epilepsy``.
_ALL = (
    r"den(?:ies|ied|ying)|no (?:known |previous |prior |past |family )?(?:history|evidence|signs?|diagnosis) of|negative for|free of|ruled out|verneint|bestreitet|kein(?:e|en)? (?:hinweise?|anhalt|anzeichen) (?:auf|für)|ausschluss(?: von| einer?s?)?"
    r"|nie (?:ha|aucun)|sans antécédents?|pas d['’]antécédents?(?: de| d['’])?|niega|sin antecedentes(?: \w+)? de|no (?:refiere|presenta|consta)|nega|non riferisce|senza (?:storia|precedenti) di|ontkent|geen (?:voorgeschiedenis|tekenen|aanwijzingen) (?:van|voor)"
    r"|neguje|zaprzecza|bez objawów|sem (?:história|histórico|antecedentes) de|não refere|förnekar|inga tecken på|benægter|benekter|ingen tegn (?:på|til)|kieltää|neguje|popírá|tagadja|neagă|отрицает|заперечує"
)
# What denies what follows it at once, or after a word or two that are known here.
_NEXT = r"no|not|never|without|non?[- ]?known|kein(?:e[rmns]?)?|nicht|nie|niemals|ohne|pas (?:de|d['’])|aucune?|sans|jamais|nunca|ning[uú]n[oa]?|non|senza|nessun[oa]?|geen|niet|nooit|zonder|nie|brak|bez|nigdy|não|nunca|nenhum[a]?|sem|ingen|inga|inget|inte|aldrig|ej|utan|ikke|aldri|uden|uten|ei|eikä|ilman|není|nemá|nikdy|žádn\w+|nincs|nem|fără|не|нет|без|немає"
_BETWEEN = (
    r"an?|any|the|known|previous|prior|other|current|active|acute|further|evidence of|signs? of|history of|have|having|had|has|suffer(?:s|ed|ing)? from|eine?[nrms]?|bekannte[nrms]?|frühere[nrms]?|manifeste[rn]?|akute[nrms]?|weiteren?|sichere[rn]?|d['’]|de|du|des|notion de|antécédents? (?:de|d['’])"
    r"|antecedentes de|historia de|padece|tiene|hay|una?|ha|soffre di|storia di|segni di|een|bekende|tekenen van|ma|miał[ao]?|choruje na|choroby|objawów|wywiadu|tem|teve|história de|sofre de|har|haft|hatt|känd|kända|kendt|kjent|tecken på|tegn (?:på|til)|ole|znám\w+"
)
_BEFORE = lazy_compile(
    rf"(?<![^\W_])(?:(?:{_ALL})(?![^\W_])(?:(?!(?<![^\W_])(?:but|aber|jedoch|mais|pero|però|ma|maar|ale|mas|men|has|hat|tiene|but has)(?![^\W_]))[^.;:!?\n|])*"
    rf"|(?:{_NEXT})(?:[ ]|(?<=['’]))(?:(?:{_BETWEEN})(?:[ ]|(?<=['’]))){{0,3}})\Z",
    re.IGNORECASE,
)
_AFTER = lazy_compile(
    r"(?:[ ]?(?:[:=]|[–-])[ ]?|[ ])(?:no|none|negative?|neg\.?|nein|keine?|negativ|ausgeschlossen|excluded|ruled out|not (?:present|known|confirmed)|non|aucune?|négatif|écartée?|descartad[oa]|negativo|nessun[oa]?|escluso|esclusa|geen|nee|uitgesloten|wykluczon[oaey]|brak|ujemny|não|nej|nei|utesluten|udelukket|utelukket)"
    r"(?![ ]?\.?[ ]?\d)(?=[ ]?(?:[.,;)|\n]|\Z))",
    re.IGNORECASE,
)


def is_denied(before: str, after: str) -> bool:
    """Whether the words right in front of a value, or right behind it, say that it is not so."""
    clause = before[-_LONGEST:].rpartition("\n")[2]
    return _BEFORE.search(clause) is not None or _AFTER.match(after[:24]) is not None
