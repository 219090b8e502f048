"""Values that stand where a real one would: ``<token>``, ``${TOKEN}``, ``sk_live_xxxxxxxx``, ``your-api-key``.

A token of a known issuer is random, so a filler or a telling word anywhere in it settles the matter. A password may
hold such a word and be real; there only the whole value counts.
"""

from __future__ import annotations

import re

from chatscrub.detection.placeholder_words import asks_for_one
from chatscrub.lazy_patterns import lazy_compile

_WHOLE = lazy_compile(
    r"""
      <[^<>]*>  |  \$\{[^{}]*\}  |  \{\{.*\}\}  |  \{[A-Za-z_.\[\]'"]*\}  |  \[[A-Z_ -]+\]     # <x> ${x} {{x}} {x} [X]
    | \$[A-Z_][A-Z0-9_]* | \$\([^()]*\) | %[A-Z_][A-Z0-9_]*%                                    # $X  $(x)  %X%
    | ENC\[\w+(?:,.*)?                                                                           # encrypted settings
    | %(?:\(\w+\))?[sdrv]                                                                       # %s  %(x)s
    | (?:os\.environ|process\.env|getenv|secrets\.|vars\.|config\.).*                           # read from elsewhere
    | [*•●·.…_#-]{3,} | [xX]{3,} | 0{6,}
    """,
    re.VERBOSE | re.DOTALL,
)
_SAID = lazy_compile(
    r"""
      (?:(?:your|my|our|the|some|enter|insert|add|put|replace|new|a|dummy|example|sample|fake|super)[-_ ]?){1,3}
      (?:own[-_ ])?(?:api|app|client|access|secret|private|auth|bearer|token|key|pass(?:word|wd|phrase)?|pwd|credentials?)
      (?:[-_ ]?(?:api|access|secret|token|key|id|value|string|pass(?:word|wd)?|pwd|goes|here|with|for|yours?))*
    | your[-_ ].*
    | (?:secret|token|api[-_ ]?key|pass(?:word|wd|phrase)|pwd)(?:[-_ ]?(?:here|goes[-_ ]here|value|placeholder))?
    | redacted | placeholder | masked | hidden | removed | undefined | null | none | todo | tbd | n/a
    | (?:change|edit|set)[-_ ](?:me|this|it)(?:[-_ ]?(?:please|now))? | replace[-_ ]?me | insert[-_ ]here | xxx+
    | (?:change[zr]?|edit|set|(?:ä|ae)nder[en]*|cambia(?:r|me)?|cambie|wijzig|verander|tro(?:que|car)|mud[ea]r?|alter[ae]r?|zmie[nń]|byt|(?:ä|ae)ndra)
      (?:[-_](?:me|my|this|the|it|dies\w*|das|ce|cette|le|la|est[ae]|questa|dit|deze|het|a|t[oęą]|det(?:ta)?)){1,2}[-_](?:token|pass(?:word|wort|wd)?|secret|key|mot[-_]de[-_]passe|clave|contrase(?:ñ|n)a
      |chiave|senha|chave|wachtwoord|sleutel|has[lł]o|klucz|l(?:ö|o)senord|nyckel)
    # "change me", "to be changed", "your token" in the other languages
    | (?:bitte[-_ ])?(?:ä|ae)ndern?[-_ ]?(?:mich)? | hier[-_ ]ein(?:tragen|setzen|f(?:ü|ue)gen) | platzhalter | chang(?:ez?|er)[-_ ](?:moi|ici|le) | [àa][-_ ](?:changer|remplacer|compl[ée]ter)
    | c[aá]mb[ií]a(?:me|lo|r)(?:[-_ ]\w+)? | cambiami | da[-_ ]cambiare | wijzig[-_ ]?(?:mij|dit) | verander[-_ ]?(?:mij|dit) | alter[ae]r?[-_ ]?(?:me|isto|aqui)? | mude?[-_ ]me | zmie[nń][-_ ](?:mnie|to)
    | byt[-_ ](?:mig|ut) | (?:ä|ae)ndra[-_ ](?:mig|detta) | rempla(?:ce[zr]?|cer)[-_ ](?:moi|ici|le) | reempl[aá]za(?:me|r|lo) | sostitui(?:sci|re|scimi)[-_ ]?(?:mi)?
    | ersetz(?:e|en)[-_ ]?(?:mich|dies)? | vervang[-_ ]?(?:mij|dit) | substitu[ai]r?[-_ ]?(?:me|isto)? | ers(?:ä|ae)tt[-_ ](?:mig|detta) | zm[eě][nň][-_ ]m[eě] | udskift[-_ ]mig
    | vaihda[-_ ]t(?:ä|a)m(?:ä|a) | cser[eé]ld[-_ ]ki | schimb[aă][-_ ]?m[aă] | de[gğ]i[sş]tir(?:in)?
    | (?:dein|deine|ihr|ihre|votre|ton|tu|su|tuo|tua|jouw|uw|teu|tua|seu|sua|twoj[ea]?|twój|din|ditt)[-_](?:api|app|token|password|passwort|secret|client|key|schl(?:ü|ue)ssel|cl[ée]|mot[-_]de[-_]passe|clave|contrase(?:ñ|n)a
      |chiave|senha|chave|wachtwoord|sleutel|has[lł]o|klucz|l(?:ö|o)senord|nyckel)(?:[-_]\w+)*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_FILLER = lazy_compile(
    r"[*•●]{4,}|\.{3,}|…|[xX]{8,}|X{6,}|0{12,}|1234567890abcdef|0123456789abcdef|abcdef(?:0123456789|1234567890)"
    r"|abcdefghijkl|(?:(?<![A-Za-z])|(?<=_))(?:your|my)[-_](?:api|access|secret|private|token|key|pass|client|own)"
    r"|example|redacted|placeholder|change[-_]me|replace[-_]me|[-_]here\b",
    re.IGNORECASE,
)
_SAMPLE_WORD = lazy_compile(r"EXAMPLE|REDACTED|PLACEHOLDER|CHANGEME")
_TEMPLATE = lazy_compile(
    r"^[<{\[(*?&|\\~]|^#\{|^\$[A-Za-z_]\w*$|^%\w+%$|\$[{(]|\{\{|\}\}|<[^>]*>|\[[^\]]*\]$|%[sdv]$|%\([a-z_]+\)"
    r"|\*{3}|\.{3}|…|•|^[xX*.#_-]+$|[xX]{5}|[ _-]here$|^your[ _-]|^my[_-]?(?:password|secret|token|key)$"
    r"|^(?:insert|enter|replace|put)[ _-]",
    re.IGNORECASE,
)


def is_placeholder(value: str, *, random: bool) -> bool:
    """Whether a credential stands for another. `random` says that a real one is random all over: a token, not a password."""
    bare = value.strip().strip("\"'`")
    if not bare or _WHOLE.fullmatch(bare) or _SAID.fullmatch(bare) or _SAMPLE_WORD.search(bare):
        return True
    if len(bare) >= 6 and len(set(bare.lower())) == 1:
        return True
    return asks_for_one(bare) or (random and _FILLER.search(bare) is not None)


def is_template(value: str) -> bool:
    """Whether a random-looking value has the marks of manuals and templates in it: ``${…}``, ``xxxxx``, ``your_…``."""
    return _TEMPLATE.search(value) is not None or len(set(value.lower())) <= 2
