"""Fills the slots of examples in detector files, so that no credential-shaped text has to stand in the repository.

The same template and seed give the same text. ``{{alnum:24}}`` asks for 24 random characters of a class, ``{{jwt}}``
for a computed structure. All slots:

============================  ==========================================================================================
classes, ``{{class:N}}``      alnum alpha lower upper digits hex HEX base32 base58 base64 base64url lowernum uppernum word Word pw
``{{github:PREFIX}}``         prefix, 30 base-62 characters and their CRC-32; ``{{npm}}`` likewise
``{{glsa}} {{glpat_routable}}``  Grafana and GitLab tokens with valid checksums
``{{jwt}} {{jwt_expired}} {{jwe}}``  JSON Web Tokens: until 2100, until 2021, encrypted
``{{pem:LABEL}}``             PEM block; ``{{pem_line:LABEL}}`` the same in one line with literal ``\\n``
``{{openssh}} {{openssh_encrypted}} {{pgp}} {{ppk}}``  other private keys
``{{pypi}} {{gcp_json}} {{aws_id}} {{azure_key}} {{wireguard}} {{age}} {{uuid}}``
``{{b64:TEXT}}``              base64 of the text, which may hold ``[[alnum:8]]`` slots; ``{{b64url:TEXT}}`` without padding
``{{b64pem:LABEL}}``          base64 of a PEM block, as kubeconfig files hold it; ``{{b64json}}`` of a Docker login,
                              ``{{b64jwt}}`` of a JSON Web Token
``{{bip39:12}}``              a seed phrase with a valid checksum; ``{{bip39_list:12}}`` numbered, one word a line
``{{codes:N}}``               N recovery codes, one on a line
``{{luhn:PREFIX:LENGTH}}``    digits that pass the Luhn check
``{{iban:CC}}``               an IBAN with valid check digits (DE GB NL AT CH PL IE LU SE DK BE FR ES)
============================  ==========================================================================================
"""

from __future__ import annotations

import base64
import random
import re
import string
import uuid
from collections.abc import Callable

from chatscrub.detection import sample_structures as structures
from chatscrub.detection.token_checksums import (
    BASE36,
    BASE58,
    BASE62,
    BECH32,
    bech32_expand,
    bech32_polymod,
    crc32_base36_of,
    crc32_base62_of,
    crc32_hex_of,
    in_base,
)
from chatscrub.lazy_patterns import lazy_compile

_SLOT = lazy_compile(r"\{\{([A-Za-z0-9_]+)(?::([^{}]*))?\}\}")
_INNER_SLOT = lazy_compile(r"\[\[([A-Za-z0-9_]+)(?::([^\[\]]*))?\]\]")

# Each class is a tuple of alphabets; text of at least three characters for each alphabet holds one of each.
_CLASSES: dict[str, tuple[str, ...]] = {
    "alnum": (string.ascii_lowercase, string.ascii_uppercase, string.digits),
    "alpha": (string.ascii_lowercase, string.ascii_uppercase),
    "lower": (string.ascii_lowercase,),
    "upper": (string.ascii_uppercase,),
    "digits": (string.digits,),
    "hex": ("abcdef", string.digits),
    "HEX": ("ABCDEF", string.digits),
    "base32": (string.ascii_uppercase, "234567"),
    "base58": (BASE58,),
    "base64": (string.ascii_lowercase, string.ascii_uppercase, string.digits, "+/"),
    "base64url": (string.ascii_lowercase, string.ascii_uppercase, string.digits, "-_"),
    "lowernum": (string.ascii_lowercase, string.digits),
    "uppernum": (string.ascii_uppercase, string.digits),
}
_SYMBOLS = "!*+-_="
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"

# BBAN of each country in the letters of the IBAN registry: n digit, a upper-case letter, c either.
_BBAN = {
    "DE": "18n",
    "GB": "4a14n",
    "NL": "4a10n",
    "AT": "16n",
    "CH": "17n",
    "PL": "24n",
    "IE": "4a14n",
    "LU": "16n",
    "SE": "20n",
    "DK": "14n",
}


class UnknownSlotError(ValueError):
    """A template asks for something that is not in the table above; the text names the slot."""


def fill(template: str, seed: str) -> str:
    """The template with every ``{{slot}}`` replaced.

    Raises:
        UnknownSlotError: a slot or its argument is not known.
    """
    noise = random.Random(seed)  # noqa: S311 -- samples must be repeatable and are worthless
    return _SLOT.sub(lambda match: _slot(match[1], match[2] or "", noise), template)


def _slot(name: str, argument: str, noise: random.Random) -> str:
    try:
        if name in _CLASSES:
            return _characters(_CLASSES[name], int(argument), noise)
        return _COMPUTED[name](argument, noise)
    except (KeyError, ValueError):
        raise UnknownSlotError(f"unknown slot {{{{{name}:{argument}}}}}") from None


def _characters(alphabets: tuple[str, ...], count: int, noise: random.Random) -> str:
    together = "".join(alphabets)
    picked = noise.choices(together, k=count)
    if count >= 3 * len(alphabets):
        for place, alphabet in zip(noise.sample(range(count), len(alphabets)), alphabets, strict=True):
            picked[place] = noise.choice(alphabet)
    return "".join(picked)


def _word(argument: str, noise: random.Random) -> str:
    return "".join(noise.choice(_VOWELS if place % 2 else _CONSONANTS) for place in range(int(argument)))


def _password(argument: str, noise: random.Random) -> str:
    # Letter first and letter or digit last, so that an example decides itself what punctuation follows.
    count = int(argument)
    inner = [noise.choice(string.ascii_uppercase), noise.choice(string.digits), noise.choice(_SYMBOLS)]
    inner += noise.choices(BASE62, k=max(0, count - 5))
    noise.shuffle(inner)
    return noise.choice(string.ascii_lowercase) + "".join(inner) + noise.choice(BASE62)


def _github(prefix: str, noise: random.Random) -> str:
    body = _characters(_CLASSES["alnum"], 30, noise)
    return prefix + body + crc32_base62_of(body)


def _glsa(_: str, noise: random.Random) -> str:
    token = "glsa_" + _characters(_CLASSES["alnum"], 32, noise)
    return f"{token}_{crc32_hex_of(token)}"


def _glpat_routable(_: str, noise: random.Random) -> str:
    payload = base64.urlsafe_b64encode(b"o:1\nu:" + noise.randbytes(24)).rstrip(b"=").decode()
    token = f"glpat-{payload}.01.{in_base(len(payload), BASE36, 2)}"
    return token + crc32_base36_of(token)


def _age(_: str, noise: random.Random) -> str:
    values = [noise.randrange(32) for _ in range(51)] + [noise.randrange(2) << 4]
    prefix = "age-secret-key-"
    state = bech32_polymod([*bech32_expand(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [state >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1{''.join(BECH32[value] for value in values)}".upper()


def _b64(text: str, noise: random.Random) -> str:
    inner = _INNER_SLOT.sub(lambda match: _slot(match[1], match[2] or "", noise), text.replace("\\n", "\n"))
    return base64.b64encode(inner.encode()).decode()


def _bip39(count: str, noise: random.Random) -> str:
    from mnemonic import Mnemonic

    return str(Mnemonic("english").to_mnemonic(noise.randbytes(int(count) * 4 // 3)))


def _bip39_list(count: str, noise: random.Random) -> str:
    return "\n".join(f"{number}. {word}" for number, word in enumerate(_bip39(count, noise).split(), 1))


def _codes(count: str, noise: random.Random) -> str:
    rows = [_characters(_CLASSES["lowernum"], 10, noise) for _ in range(int(count))]
    return "\n".join(f"{row[:5]}-{row[5:]}" for row in rows)


def _luhn(argument: str, noise: random.Random) -> str:
    prefix, _, length = argument.partition(":")
    digits = prefix + _characters((string.digits,), int(length) - len(prefix) - 1, noise)
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 if place % 2 else 2)
        total += doubled - 9 if doubled > 9 else doubled
    return f"{digits}{-total % 10}"


def _mod97(text: str) -> int:
    return int("".join(str(int(character, 36)) for character in text)) % 97


def _bban(country: str, noise: random.Random) -> str:
    digits = _characters((string.digits,), 21, noise)
    if country == "BE":  # last two digits: the rest modulo 97, 97 for 0
        return digits[:10] + f"{int(digits[:10]) % 97 or 97:02}"
    if country == "FR":  # clé RIB
        bank, branch, account = digits[:5], digits[5:10], digits[10:21]
        return f"{bank}{branch}{account}{97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97:02}"
    if country == "ES":  # two control digits, weights 2^n modulo 11
        bank, account = digits[:8], digits[8:18]
        controls = ""
        for part in ("00" + bank, account):
            rest = -sum(int(digit) * (2**place % 11) for place, digit in enumerate(part)) % 11
            controls += str(1 if rest == 10 else rest)
        return bank + controls + account
    return "".join(
        _characters((string.digits if kind == "n" else string.ascii_uppercase,), int(count), noise)
        for count, kind in re.findall(r"(\d+)([na])", _BBAN[country])
    )


def _iban(country: str, noise: random.Random) -> str:
    bban = _bban(country, noise)
    return f"{country}{98 - _mod97(bban + country + '00'):02}{bban}"


def _one_line(label: str, noise: random.Random) -> str:
    return structures.pem(label, noise).replace("\n", "\\n") + "\\n"


_COMPUTED: dict[str, Callable[[str, random.Random], str]] = {
    "word": _word,
    "Word": lambda argument, noise: _word(argument, noise).capitalize(),
    "pw": _password,
    "github": _github,
    "npm": lambda _, noise: _github("npm_", noise),
    "glsa": _glsa,
    "glpat_routable": _glpat_routable,
    "jwt": lambda _, noise: structures.jwt(noise),
    "jwt_expired": lambda _, noise: structures.jwt(noise, expired=True),
    "b64jwt": lambda _, noise: base64.b64encode(structures.jwt(noise).encode()).decode(),
    "b64json": lambda _, noise: structures.docker_config(noise),
    "jwe": lambda _, noise: structures.jwe(noise),
    "pem": structures.pem,
    "pem_line": _one_line,
    "openssh": lambda _, noise: structures.openssh(noise),
    "openssh_encrypted": lambda _, noise: structures.openssh(noise, "aes256-ctr"),
    "pgp": lambda _, noise: structures.pgp(noise),
    "ppk": lambda _, noise: structures.ppk(noise),
    "pypi": lambda _, noise: structures.pypi(noise),
    "gcp_json": lambda _, noise: structures.gcp_json(noise),
    "aws_id": lambda prefix, noise: (prefix or "AKIA") + _characters(_CLASSES["base32"], 16, noise),
    "azure_key": lambda _, noise: base64.b64encode(noise.randbytes(64)).decode(),
    "wireguard": lambda _, noise: base64.b64encode(noise.randbytes(32)).decode(),
    "age": _age,
    "uuid": lambda _, noise: str(uuid.UUID(bytes=noise.randbytes(16), version=4)),
    "b64": _b64,
    "b64url": lambda text, noise: _b64(text, noise).replace("+", "-").replace("/", "_").rstrip("="),
    "b64pem": lambda label, noise: base64.b64encode(f"{structures.pem(label, noise)}\n".encode()).decode(),
    "bip39": _bip39,
    "bip39_list": _bip39_list,
    "codes": _codes,
    "luhn": _luhn,
    "iban": _iban,
}
