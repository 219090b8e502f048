"""Evidence in passwords and random strings: does a value look chosen as a secret, or is it a word, a name, a template."""

from __future__ import annotations

import re
import string
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.passwords import cues
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)

# The most frequent letter pairs of English prose; they make three quarters of its pairs, and a fifth of random ones.
_COMMON_PAIRS_TEXT = """
th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic
ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un
lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev
ld ry mp fe bl ab gh ty op wo sa ay ex ke ui fr oo av ag if ap gr od bo sp rd do uc bu ei ov by rm ep tt oc fa
"""
_COMMON_PAIRS = frozenset(_COMMON_PAIRS_TEXT.split())
_TEMPLATE = lazy_compile(
    r"^[<{\[(*?&|\\~]|^\$(?:[A-Za-z_]\w*$|[A-Z_]{3,}[/.:-]|\()|^%\w+%$|^[@:][A-Za-z_]+$|\$\{[\w.:?+()-]*(?:\}|$)|\$\(|\{\{[^{}]*(?:\}\}|$)|^[^{]*\}\}|<[^>]*>|\[[^\]]*\]$|%[sdv]$|%\([a-z_]+\)"
    r"|\*{3}|\.{3}|…|•|^[xX*.#_-]+$|[xX]{5}|[ _-]here$|^your[ _-]|^my[_-]?(?:password|secret|token|key)$"
    r"|^(?:insert|enter|replace|put)[ _-]",
    re.IGNORECASE,
)
_CODE = lazy_compile(
    r"^[!\w.$>:\[\]-]*[\w\])]\((?![^()\s,\"'$.]*\)\w)|\)$|^\s*\+\s*[A-Za-z_]+[\s.(]|^[a-z_][\w$]*(?:\??\.[A-Za-z_]\w*)+$|^[\w.$]+\[|->|=>|::|==|&&|\|\||^(?:self|this|process|os|env)\.|\\[unrt]|;$"
)
_CALL = lazy_compile(r"^[\w.$]+\((?![^()\s,\"'$.]*\)\w)")  # not Tea(Pot)9: a call ends with its bracket
_PLACE = lazy_compile(
    r"://|^\.{0,2}/|^[A-Za-z]:\\|\.(?:py|js|ts|tsx|json|ya?ml|toml|txt|md|html?|css|java|go|rb|rs|php|sh|cfg|conf|ini|xml|csv|pem|key"
    r"|com|org|net|io|dev)$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^[a-z_]+(?:[/#][a-z_.-]+){1,6}$|^[#.][A-Za-z][A-Za-z_-]+$|^\d+(?:\.\d+){1,3}$|^\d{4}-\d\d-\d\d"
)
_PLAIN_WORD = lazy_compile(r"^[^\W\d_]+(?:[-'’./_][^\W\d_]+)*$")
_PASSPHRASE = lazy_compile(r"^[A-Za-z]{3,10}([-._ ])(?:[A-Za-z]{3,10}\1){2,7}[A-Za-z]{3,10}\d{0,4}$")
_IDENTIFIER = lazy_compile(
    r"^(?:[a-z]{2,}|[A-Z]{2,})(?:_(?:[a-z]{1,}|[A-Z]{1,}|\d{1,2}))+$|^[a-z]+(?:[A-Z][a-z]+)+\d?$"
)
_TECHNICAL_TEXT = """
base64 base32 base58 base62 sha1 sha256 sha384 sha512 sha-1 sha-256 sha-512 md5 utf8 utf-8 utf16 bcrypt argon2 argon2id argon2i
pbkdf2 hs256 rs256 es256 aes128 aes256 aes-256 aes-128 oauth2 oauth1 http2 ipv4 ipv6 python2 python3 win10 win11 k8s i18n 2fa
mfa2 v1 v2 v3 v4 h264 mp3 mp4 x509 x86_64 amd64 arm64 utf_8 latin1 rot13 rc4 des3 3des ed25519 rsa2048 rsa4096 log4j s3 ec2
neo4j web3 tls1.2 tls1.3 saml2 uint8 int32 int64 float32 float64 option1 field1 user1 user2 string1 value1 crypt32 1password
null none true false nil undefined
"""
_TECHNICAL = frozenset(_TECHNICAL_TEXT.split())
_SAMPLE_ROOTS_TEXT = """
password passwd passwort passphrase pass pwd secret test testing tester example sample demo dummy foo bar foobar baz qux changeme
change default user username admin guest root hello abc abcd abcdef qwerty letmein welcome mypass mypassword mysecret supersecret
topsecret secretkey token key value string asdf xyz fake placeholder something whatever postgres mysql redis rabbitmq mongo oracle
scott tiger testpass testpassword userpass dbpass dbpassword somepassword strongpassword securepassword yourpassword newpassword
oldpassword correct wrong wrongpassword badpassword hunter login hostname localhost database pa passw p
"""
_SAMPLE_ROOTS = frozenset(_SAMPLE_ROOTS_TEXT.split())
_TEXTBOOK = lazy_compile(r"secret|passw")
_LEET = str.maketrans("@0$13457", "aosleast")
_LOCAL_HOST = lazy_compile(
    r"^[@(]*(?:localhost|127\.0\.0\.\d+|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal|host|hostname|server|example\.(?:com|org|net)"
    r"|(?:[\w-]+\.)*example(?:\.(?:com|org|net))?|db|database|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|rabbitmq|clickhouse)(?![\w.-])",
    re.IGNORECASE,
)

_WORDS = 0.5  # share of frequent letter pairs: of 16 drawn letters 98 in 100 stay below, of four words with four letters 3 in 1000
_SIGNS = lazy_compile(r"[!#$%^&*?@~(){}\[\]|]")
_SEARCH_PATTERN = lazy_compile(r"^\^|\$$|\[\^?(?:\w-\w|\\)|\\[dswbDSWB]|\(\?|[.)\]][*+?]|\{\d+(?:,\d*)?\}")

_PUBLIC_NAME = lazy_compile(
    r"publi[ck](?!\s+(?:static|const|final|readonly|string|override|virtual|var|let|val|\$)\b)|publishable|site[_-]?key|primary[_-]?key|foreign[ _-]?key|partition[ _-]?key|cache[ _-]?key|sort[ _-]?key|key[_-]?(?:id|name|path|file|type)"
    r"|token[_-]?(?:id|type|name|url|count|limit|endpoint)|secret[_-]?(?:name|id|arn|path)|max[_-]?tokens?|pagination|next[_-]?token|page[_-]?token"
    r"|pubblic|pública|öffentlich|offentlig|openbar|empreinte|huella|impront|fingerabdr|vingerafdr|odcisk|impressão digital|fingeravtr|prüfsumme|suma kontr|kontrollsumm|csrf|xsrf|nonce|etag|checksum|integrity|digest|hash|commit|sha\d|fingerprint|thumbprint",
    re.IGNORECASE,
)

# What stands before the last member of an object: its name says nothing of the value.
_LAST_MEMBER = lazy_compile(r"^.*[\"'\d\w],\s{0,2}(?=[\"'][\w.-]{2,40}[\"']\s?:)")


def password_like(value: str, around: Surroundings) -> Verdict:
    """A value that a person could have chosen or been given as password: no word, name, template, path or code.

    Used as a requirement: what is not password-like is nothing at all.
    """
    if (
        not 4 <= len(value) <= 128
        or _is_template(value)
        or _CODE.search(value + around.after[:1].strip())
        or _PLACE.search(value)
    ):
        return Verdict(State.FAILED, "a template, code or address")
    named = cues.PASSWORD.search(value)
    if (
        value.lower().strip(".,!?") in _TECHNICAL
        or _IDENTIFIER.match(value)
        or (named and named.span() == (0, len(value)))
    ):
        return Verdict(State.FAILED, "a technical term or a name")
    if value.isdigit():
        return _NEUTRAL if 6 <= len(value) <= 16 else Verdict(State.FAILED, "a number")
    if _PLAIN_WORD.match(value.strip("!?")):
        if _PASSPHRASE.match(value):
            return Verdict(State.PROVEN, "passphrase of several words")
        return _NEUTRAL if len(value) >= 8 and _common_pairs(value)[0] < 0.34 else Verdict(State.FAILED, "a word")
    if len(value) < 6 and _classes(value) < 3:
        return Verdict(State.FAILED, "too short")
    if not any(character.isalnum() for character in value):
        return Verdict(State.FAILED, "holds neither letter nor digit")
    return _NEUTRAL


def password_strength(value: str, around: Surroundings) -> Verdict:
    """Three kinds of characters and eight of them speak for a real password, a textbook word with digits against."""
    bare = value.lower().translate(_LEET)
    root = value.lower().rstrip(string.digits + string.punctuation)
    if (
        root in _SAMPLE_ROOTS
        or bare.strip(string.punctuation + string.digits) in _SAMPLE_ROOTS
        or _is_sequence(value.lower())
        or (value.islower() and _TEXTBOOK.search(bare))
    ):
        return Verdict(State.FAILED, "a textbook password")
    if value.islower() and value.isalpha():
        return Verdict(State.FAILED, "small letters alone")
    if len(value) >= 8 and _classes(value) >= 3:
        return Verdict(State.PROVEN, "mixed characters")
    return _NEUTRAL


def not_sample_password(value: str, around: Surroundings) -> Verdict:
    """For passwords whose place is certain (a URL, an option): only templates and the words of manuals are refused."""
    if _is_template(value) or _CALL.search(value):
        return Verdict(State.FAILED, "a template")
    words = unquote(value).lower().split() or [value]
    if all(word in _SAMPLE_ROOTS or word.translate(_LEET).strip(string.punctuation) in _SAMPLE_ROOTS for word in words):
        return Verdict(State.FAILED, "a textbook password")
    return _NEUTRAL


def remote_host(value: str, around: Surroundings) -> Verdict:
    """The host that follows the password: one of the machine itself or of a manual lowers, a full name speaks for it."""
    if _LOCAL_HOST.match(around.after):
        return Verdict(State.FAILED, "for a local or sample host")
    found = re.match(r"@([\w-]+(?:\.[\w-]+)+)", around.after)
    return Verdict(State.PROVEN, "names a host") if found else _NEUTRAL


def mixed_password(value: str, around: Surroundings) -> Verdict:
    """Three kinds of characters and eight of them, where the place alone says little."""
    if len(value) >= 8 and _classes(value) >= 3:
        return _NEUTRAL
    return Verdict(State.FAILED, "too plain")


def no_public_name(value: str, around: Surroundings) -> Verdict:
    """The name that the value is assigned to does not say that it is public, a count, an id or a hash."""
    name = _LAST_MEMBER.sub("", around.before.rpartition("\n")[2][-60:])
    return Verdict(State.FAILED, "named as public") if _PUBLIC_NAME.search(name) else _NEUTRAL


def drawn_letters(value: str, around: Surroundings) -> Verdict:
    """Groups of letters that a machine drew: their pairs are not those of English words."""
    letters = value.replace(" ", "")
    if len(set(letters)) > 6 and _common_pairs(letters)[0] < _WORDS:
        return Verdict(State.PROVEN, "letters drawn at random")
    return Verdict(State.FAILED, "words")


def signs_in_it(value: str, around: Surroundings) -> Verdict:
    """Letters and digits with signs among them that no name, path or number holds, and that make no search pattern."""
    if not _SIGNS.search(value.rstrip("=.;,")):
        return Verdict(State.FAILED, "no signs in it")
    return Verdict(State.FAILED, "a search pattern") if _SEARCH_PATTERN.search(value) else _NEUTRAL


def equal_shape_codes(value: str, around: Surroundings) -> Verdict:
    """Recovery codes: at least five, all of one shape, no two the same, most of them with digits."""
    codes = [code for code in re.split(r"[\s,;|]+", value) if not re.fullmatch(r"\d{1,2}[.):]|[-*•]", code)]
    shapes = {re.sub(r"[0-9A-Za-z]", "x", code) for code in codes}
    with_digits = sum(any(map(str.isdigit, code)) for code in codes)
    if len(codes) >= 5 and len(shapes) == 1 and len(set(codes)) == len(codes) and with_digits * 2 > len(codes):
        return Verdict(State.PROVEN, f"{len(codes)} codes of one shape")
    return Verdict(State.FAILED, "no list of equal codes")


def codes_with_digits(value: str, around: Surroundings) -> Verdict:
    """Codes that a machine drew have digits in nearly all of them; words with a hyphen have none."""
    codes = [code for code in re.split(r"[,;/|\n]| (?=\S{8})", value) if any(map(str.isalnum, code))]
    drawn = sum(any(map(str.isdigit, code)) for code in codes)
    return Verdict(State.NEUTRAL) if drawn * 3 >= len(codes) * 2 else Verdict(State.FAILED, "words, not codes")


def bip39_words(value: str, around: Surroundings) -> Verdict:
    """Every word is one of the 2,048 of BIP-39's English list."""
    words = _seed_words(value)
    known = _bip39_list()
    return (
        _NEUTRAL if len(words) >= 12 and all(word in known for word in words) else Verdict(State.FAILED, "other words")
    )


def bip39_checksum(value: str, around: Surroundings) -> Verdict:
    """12, 15, 18, 21 or 24 words whose last bits are the SHA-256 checksum that BIP-39 asks for."""
    from mnemonic import Mnemonic

    if Mnemonic("english").check(" ".join(_seed_words(value))):
        return Verdict(State.PROVEN, "checksum ok")
    return Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")


def _is_template(value: str) -> bool:
    """Placeholders of manuals and templates: ``<…>``, ``${…}``, ``xxxx``, ``your_…``."""
    return _TEMPLATE.search(value) is not None or len(set(value.lower())) <= 2


@cache
def _bip39_list() -> frozenset[str]:
    from mnemonic import Mnemonic

    return frozenset(Mnemonic("english").wordlist)


def _seed_words(value: str) -> list[str]:
    return re.findall(r"[a-z]+", value.lower())


def _classes(value: str) -> int:
    return (
        any(map(str.islower, value))
        + any(map(str.isupper, value))
        + any(map(str.isdigit, value))
        + any(not character.isalnum() for character in value)
    )


def _common_pairs(value: str) -> tuple[float, int]:
    """Share of the letter pairs that are frequent in English, and how many pairs; `aB` begins a new word."""
    pairs = [
        (left + right).lower()
        for left, right in pairwise(value)
        if left.isalpha() and right.isalpha() and not (left.islower() and right.isupper())
    ]
    return (sum(pair in _COMMON_PAIRS for pair in pairs) / len(pairs), len(pairs)) if len(pairs) >= 4 else (0.0, 0)


def _is_sequence(value: str) -> bool:
    """Most neighbours differ by one or not at all, as in 123456 or abcdef."""
    steps = sum(0 <= ord(right) - ord(left) <= 1 for left, right in pairwise(value))
    return len(value) >= 6 and steps * 3 > 2 * (len(value) - 1)
