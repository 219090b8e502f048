"""How much a token by itself looks like a password that a person chose or was given."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from chatscrub.detection.letter_statistics import bits_per_character
from chatscrub.detection.passwords.ordinary_words import ENDINGS, ORDINARY, folded
from chatscrub.lazy_patterns import lazy_compile


class Shape(IntEnum):
    """From nothing that could be a password to what hardly is anything else."""

    NONE = 0  # an address, a path, a date, code, a template, a technical term
    WORD = 1
    CODE = 2  # capitals with digits, as order numbers and plates have them too
    JOINED = 3  # words joined by hyphens, underscores or capitals
    NUMBERED = 4  # small letters with digits: user names have them too
    MIXED = 5  # capitals, small letters and digits
    STRONG = 6  # with signs that are in no name


_NOTHING = lazy_compile(
    r"""
      ^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$ | :// | ^www\. | ^\.{0,2}/ | ^~/ | ^[A-Za-z]:\\ | \\\\ | /.*/ | ^[@#][\w-]+\.?$ | ^@[\w-]+\.[a-z]{2,5}$ | ^:\w
    | ^[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|de|at|ch|fr|es|it|nl|pt|pl|se|eu|uk|us|io|dev|ai|app|co|info|biz|be|br|mx|local|lan|internal
        |intern|corp|test|example|cloud|tech|online|shop|site|js|ts|tsx|jsx|mjs|py|rb|rs|go|java|kt|php|cs|cpp|sh|ps1|bat|json|ya?ml|toml|ini|cfg|conf|env
        |txt|md|rst|html?|css|scss|xml|csv|tsv|sql|log|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|zip|gz|tar|pem|key|crt|cer|pfx|p12|ppk|pub|kdbx|ovpn|lock)(?:[:/].*)?$
    | ^\d{7,9}-?[A-Z]$ | ^\d{1,5}(?:[.,:/-]\d+)*(?:[a-zA-Zµ°%€$£"'+]{1,4}\d?)?$ | ^[$€£]\d | ^[<>≤≥~≈±]=?\d
    | ^v?\d+(?:\.\d+)+(?:[-.+]?(?:rc|alpha|beta|dev|post|lts|b|a)[.\d]*)?(?:\+[\w.-]+)?[a-z]?$ | :\d+:\d+$ | ^Standard_[A-Z]\w+$ | ^\d{1,2}[a-zä]{3,9}\d{2,4}$
    | ^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}- | ^(?:[0-9a-fA-F]{16}|[0-9a-fA-F]{24}|[0-9a-fA-F]{32}|[0-9a-f]{40}|[0-9a-fA-F]{64}|[0-9a-f]{128})$ | ^0x[0-9a-fA-F]+\.?$ | ^[a-z0-9_./-]+:v?\d[\w.-]*$
    | ^(?:[0-9a-fA-F]{1,4}:){2,} | ^(?:[0-9A-F]{2}[:-]){3,} | ^[A-Za-z]{1,3}[-_.]?\d{1,3}[a-z]?$ | ^\d{1,4}(?:st|nd|rd|th|er|ère|e|º|ª|o|a)$
    | ^\d{1,5}[x×]\d{1,5}(?:[x×]\d{1,5})?(?:cm|mm|px|m)?\.?$
    | ^[A-Z]{2,5}-\d{1,6}$ | ^[A-Z]{2}\d\d[0-9A-Z]{10,30}$
    | ^\d{1,2}[hHuU]\d{0,2}$ | ^\d{1,2}:\d\d | [\w\])]\( | ^[({\[<].*[)}\]>]$ | ^\$\{?[A-Za-z_] | \$\{|\{\{|\}\} | ^%\w+%$ | ^<|>$ | => | -> | \w&&\w | ::
    | ^ENC\[ | ^data:|^[a-z_]{5,}\d*=|^[A-Z_]{5,}=|^[a-z]{2,}(?:[A-Z][a-z]+)+= | :=|\+= | ^--?[a-zA-Z] | ^[*_•.#xX-]+$ | …|\.{3} | ^&\w+;? | \\[nrtu"] | ^(?!.*\.[A-Z]{1,3}\d{2,4}$)[a-z_]\w*(?:\.[A-Za-z_]\w*)+$ | ^your[_-] | ^&?\w+=\w*&\w+=
    | ^\*{1,3}\w+\*{1,3}:?$ | [a-z]+://
    | %20 | &\#x?[0-9a-zA-Z] | [xX]{4} | \*{2}\w+\*{2} | :/ | /\w+@ | ^[\w.-]+@[a-z0-9-]+[.:] | [?&]\w+= | \?\. | ^[\\^] | @[\^~] | ^\w\+\+ | \*{4} | ^(?:ba|z|k|da|a|c|tc)?sh-\d[\d.]*[$\#]$ | \$\$ | [=:]\$ | \w\.(?:com|net|org|de|io)\b[:/] | [^\x21-\x7e\u00a1-\u024f€§]
    """,
    re.VERBOSE,
)
_TECHNICAL = lazy_compile(
    r"""(?ix)
      (?:snmp|ospf|imap|ldap|tacacs|ike|windows|win|office|microsoft|python|php|node|java|ubuntu|debian|centos|rhel|ios|android|macos|sha|md|utf|aes|rsa|base|ipv|oauth|http|tls|ssl|ssh|urllib|mp|smb|nfs|ntlm|
        postgres(?:ql)?|mysql|mariadb|redis|mongo(?:db)?|drupal|typo|angular|vue|react|es|ecma|iso|din|rfc|cve|nist|usb|wpa|wifi|ipad|iphone|gpt|claude|llama|
        log4|k8|i18n|l10n|a11y|s3|ec2|x86|amd|arm|int|uint|float|double|varchar|char|col|row|item|step|part|page|figure|table|test|user|server|srv|host|node|db|port|pc|lap|
        vlan|eth|ens|wlan|com|lpt|tty|sda|nvme|version|ver|rev|release|build|chapter|kapitel|seite|schritt|zimmer|raum|room|gate|terminal|covid|boeing|airbus|formula|web|
        log4j|argon2?i?d?|bcrypt|pbkdf2?|scrypt|crc|ed|secp|hs|rs|ps|prod|stage|dev|qa|uat)[-_. ]?v?\d[\d.]*[a-z]?(?:[-_](?:\w{1,12}))?
    | (?:srv|server|host|db|web|app|vm|node|pc|nb|lt|ws|dc|sw|ap|fw|prod|stage|staging|dev|test)[-_][\w-]{0,20}\d{1,4} | [hxmodv]\d{1,4} | (?:edge|lb|gw|proxy|bastion|cache|mq|worker|replica|master|core|spine|leaf)[-_]?\d{1,3}
    | argon2(?:id?|d)? | bcrypt | scrypt | pbkdf2 | (?:2fa|mfa|2-?factor|b2b|b2c|p2p|e2e|i9|f5|4k|5g|4g|3d|2d|1on1|24/7|24h|web3|web2|utf-?8|utf-?16|x64|x32|x86_64|sha-?\d+|base64|base32|w3c|s3|ec2|k8s|n8n|h2|neo4j|log4j|1password|365|m365|o365|aes-\d+\w*
        |mp3|mp4|7zip|7z|a4|a3|dna|covid-19|g20|co2|h2o|b12|d3|microsoft365|office365|auth0|sap4|s/4hana|c\#|c\+\+|at&t|r&d|q&a|p&l|h&m|f&e|b&b|m&a)
    """,
)
_SIGNS = lazy_compile(r"[!@#$%&*+?^~§€£=<>;|]")
_GROUPED = lazy_compile(r"(?=.*\d)[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){2,8}")
_ISSUE = lazy_compile(r"[\w./-]+#\d+")
_ACCOUNT = lazy_compile(r"[a-z0-9_.-]+@[a-z0-9_-]+")  # user@host
_LEET = lazy_compile(r"[a-z]{2,10}[013457]{1,2}[a-z]{2,12}\W?|[a-z]{1,10}(?:[013457][a-z]{1,8}){2,4}[a-z0-9]{0,6}\W?")
_CAMEL = lazy_compile(r"^[a-z]+(?:[A-Z][a-z]+){2,}\d*$|^[a-z]+[A-Z][a-z]+$")
_LETTERS = lazy_compile(r"(?=.{10})[A-Za-z]*[a-z][A-Z][A-Za-z]*")  # of both cases, in no order of words
_DRAWN = -0.8  # bits a character, below which letters of both cases are no words
_HASH_OR_ID = lazy_compile(r"^(?:[0-9a-f]{7,12}|[0-9]+[-/][0-9A-Za-z/-]+)$")


@lru_cache(maxsize=4096)
def shape_of(value: str) -> Shape:
    """The shape of a token of 3 to 64 characters."""
    bare = value.rstrip("!?.")
    if (
        not 3 <= len(value) <= 64
        or _NOTHING.search(value)
        or _TECHNICAL.fullmatch(bare)
        or len(set(value.lower())) <= 2
    ):
        return Shape.NONE
    upper, lower = any(map(str.isupper, value)), any(map(str.islower, value))
    digit, letter = any(map(str.isdigit, value)), any(map(str.isalpha, value))
    inner = bare.strip("!?.,;:*_-#+=~'\"")
    signs = len(_SIGNS.findall(inner)) + (value[-1] in "!?" and digit)
    if not letter:
        return Shape.STRONG if digit and signs >= 2 and len(value) >= 6 else Shape.NONE
    if _GROUPED.fullmatch(value):
        return Shape.NUMBERED
    if _ISSUE.fullmatch(value) and not upper:
        return Shape.CODE
    if _ACCOUNT.fullmatch(value):
        return Shape.JOINED
    if signs and len(value) >= 6:
        if digit or signs >= 2 or (upper and lower and "&" not in inner and "+" not in inner):
            return Shape.STRONG
        return Shape.JOINED if re.search(r"[@#$!%^*]", inner) else Shape.NONE
    if digit or (_LETTERS.fullmatch(value) and bits_per_character(value) < _DRAWN):
        if not lower or _CAMEL.match(value):
            return Shape.CODE
        if _HASH_OR_ID.match(value) or len(value) < 5:
            return Shape.CODE
        parts = re.split(r"[._-]", value)
        if len(parts) > 2 and all(part.islower() or part.isdigit() for part in parts) and "." in value:
            return Shape.WORD
        return Shape.MIXED if (upper and len(value) >= 6) or _LEET.fullmatch(value) else Shape.NUMBERED
    parts = [part for part in re.split(r"[-_.]|(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", bare) if part]
    return Shape.JOINED if sum(len(part) >= 2 for part in parts) >= 2 else Shape.WORD


@lru_cache(maxsize=4096)
def is_ordinary(value: str, language: str | None = None) -> bool:
    """Whether a word, or the first or last of joined words (both of three), is one that says something about a password.

    With a language (ISO 639-1) only its endings count, with an empty one none, without one those of all.
    """
    words = [folded(word) for word in re.split(r"[^\w]+|_", value.strip("!?.,;:*_-")) if word]
    edges = [word in ORDINARY or word.rstrip("s") in ORDINARY for word in (words[0], words[-1])] if words else [True]
    if all(edges) or (any(edges) and len(words) < 3):
        return True
    endings = ENDINGS.values() if language is None else [ENDINGS[language]] if language else []
    return len(words) == 1 and any(each.fullmatch(words[0]) for each in endings)
