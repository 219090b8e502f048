"""What somebody asks for → the fingerprints under which scans may have kept it.

A scan joins spellings by `chatscrub.detection.normal_form` alone. Whoever asks for a person knows neither how staff
wrote the number nor which entity a detector took it for, so every entity is tried, and beside the given value its usual
spellings: a telephone number with and without country code, a name in both orders, a customer number with other
separators.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress

import msgspec

from chatscrub.detection.evidence.phone import REGIONS
from chatscrub.detection.judge import fingerprint
from chatscrub.detection.normal_form import NUMBER_ENTITIES, personal_form
from chatscrub.detection.subjects import DIGITS, name_key
from chatscrub.lazy_patterns import lazy_compile
from chatscrub.model.detector import Detector, Kind

PSEUDONYM = lazy_compile(rf"p-[0-9a-f]{{{DIGITS}}}")
_IN_BRACKETS = lazy_compile(r"<([^<>\s]+@[^<>\s]+)>")
_RUNS = lazy_compile(r"[^\W\d_]+|\d+")
_SEPARATORS = ("", " ", "-", "/", ".", "_")
_LONGEST_CODE = 4  # runs of letters or digits in a customer number
_TITLE = lazy_compile(
    r"(?:mrs?|m[sx]|miss|dr|prof|professor|sir|herrn?|hr|frau|fr|mme|mlle|monsieur|madame|señora?|sra?|sig|signora?|sig\.ra"
    r"|dott|dhr|mevr|mevrouw|meneer|senhora?|pan|pani|fru)\.?",
    re.IGNORECASE,
)
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "ł": "l"})


class Wanted(msgspec.Struct, frozen=True):
    """What to look for in the ledger. Fingerprints are bytes, subjects pseudonyms such as ``p-0123456789``.

    `values` and `subjects` are those of the value as it was given, `spellings` those of other ways to write it. `parts`
    are those of each word of a full name: a table may have first and last name in columns of their own.
    """

    values: frozenset[bytes] = frozenset()
    spellings: frozenset[bytes] = frozenset()
    subjects: frozenset[str] = frozenset()
    parts: tuple[frozenset[bytes], ...] = ()


def wanted(key: bytes, value: str, entities: Iterable[str]) -> Wanted:
    """The fingerprints of a value under the installation's key, for each entity of personal data.

    A pseudonym, as it stands in ``subject`` of findings.jsonl, is taken as such.
    """
    given = _bare(value)
    if PSEUDONYM.fullmatch(given.lower()):
        return Wanted(subjects=frozenset((given.lower(),)))
    entities = sorted(set(entities))
    values = {each for entity in entities for each in _fingerprints(key, entity, given)}
    others = {
        each
        for entity in entities
        for spelling in _spellings(entity, given)
        for each in _fingerprints(key, entity, spelling)
    }
    names = {found for each in (given, _without_titles(given)) if (found := name_key(each.lower())) is not None}
    subjects = {f"p-{fingerprint(key, 'NAME', each)[:DIGITS]}" for each in names}
    words = _without_titles(given.replace(",", " ")).split() if names else []
    parts = tuple(
        frozenset(each for spelling in _names(word) for each in _fingerprints(key, "PERSON", spelling))
        for word in words
        if len(words) > 1
    )
    return Wanted(frozenset(values), frozenset(others - values), frozenset(subjects), parts)


def identifying(detectors: Iterable[Detector]) -> frozenset[str]:
    """The entities whose values name one person alone: e-mail addresses, and official and other personal numbers."""
    return frozenset(
        each.entity for each in detectors if each.kind is Kind.PII and each.identifier in ("email", "id_number")
    )


def _bare(value: str) -> str:
    """The value without what a mail program or a link puts around it."""
    text = " ".join(unicodedata.normalize("NFKC", value.encode("utf-8", "replace").decode()).split())
    address = _IN_BRACKETS.search(text)
    text = address.group(1) if address else text
    return re.sub(r"\A(?:mailto|tel):", "", text, flags=re.IGNORECASE).strip(" ,;<>\"'")


def _fingerprints(key: bytes, entity: str, value: str) -> Iterator[bytes]:
    # Which entities are numbers is known to detectors alone, and those of a past scan may be gone: both are tried.
    for is_number in (True,) if entity in NUMBER_ENTITIES else (True, False):
        yield bytes.fromhex(fingerprint(key, entity, personal_form(entity, value, is_number=is_number)))


def _spellings(entity: str, value: str) -> set[str]:
    if entity == "PHONE_NUMBER":
        return set(_phone_numbers(value))
    if entity == "PERSON":
        return set(_names(value))
    if entity == "EMAIL_ADDRESS":
        return set(_addresses(value))
    found = set(_codes(value))
    if entity == "SE_PERSONNUMMER":  # written with or without the century
        digits = "".join(filter(str.isdigit, value))
        found |= {digits[2:]} if len(digits) == 12 else {"19" + digits, "20" + digits} if len(digits) == 10 else set()
    return found


def _phone_numbers(value: str) -> Iterator[str]:
    """The same number as it is written at home and abroad, with each larger country's code if it has none."""
    digits = "".join(filter(str.isdigit, value))
    if not 7 <= len(digits) <= 17:
        return
    import phonenumbers

    # The zero in brackets, as in +49 (0) 30, is dialled at home alone.
    text = re.sub(r"\(\s*0\s*\)", "", value)
    for prefix in ("011", "00"):  # how a country code begins in America and elsewhere
        if not text.startswith("+") and digits.startswith(prefix) and len(digits) > 10:
            text = "+" + digits.removeprefix(prefix)
            break
    texts = [text] if text.startswith("+") else [text, "+" + digits]
    for each in texts:
        for region in (None,) if each.startswith("+") else REGIONS:
            try:
                number = phonenumbers.parse(each, region)
            except phonenumbers.NumberParseException:
                continue
            if not phonenumbers.is_valid_number(number):
                continue
            country, national = str(number.country_code), phonenumbers.national_significant_number(number)
            yield from (country + national, country + "0" + national, "011" + country + national, national)
            yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _names(value: str) -> Iterator[str]:
    """Both orders, with and without title, and letters as they are written where a keyboard lacks them."""
    for each in {value.lower(), _without_titles(value.lower())}:
        last, comma, first = each.partition(",")
        words = f"{first} {last}".split() if comma else each.split()
        orders = {" ".join(words)}
        for at in range(1, len(words)):
            front, back = " ".join(words[:at]), " ".join(words[at:])
            orders |= {f"{back} {front}", f"{back}, {front}", f"{front}, {back}"}
        for order in orders:
            yield from (order, order.translate(_LETTERS), _without_accents(order))
            umlauts = _with_umlauts(order)
            yield from (umlauts, umlauts.replace("ss", "ß"), order.replace("ss", "ß"))


def _without_titles(value: str) -> str:
    words = value.split()
    while len(words) > 1 and _TITLE.fullmatch(words[0]):
        words.pop(0)
    return " ".join(words)


def _without_accents(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def _with_umlauts(text: str) -> str:
    for plain, letter in (("ae", "ä"), ("oe", "ö"), ("ue", "ü")):
        text = text.replace(plain, letter)
    return text


def _addresses(value: str) -> Iterator[str]:
    """The domain of an e-mail address in its own script and in ASCII (IDNA)."""
    local, at, domain = value.rpartition("@")
    if not at:
        return
    with suppress(UnicodeError):
        yield f"{local}@{domain.encode('idna').decode('ascii')}"
    with suppress(UnicodeError):
        yield f"{local}@{domain.encode('ascii').decode('idna')}"


def _codes(value: str) -> Iterator[str]:
    """A customer or file number with other separators between its runs of letters and digits."""
    runs = _RUNS.findall(value)
    if 2 <= len(runs) <= _LONGEST_CODE and any(each.isdigit() for each in runs):
        yield from (separator.join(runs) for separator in _SEPARATORS)
    # As it was given, apart from the separators.
    parts = re.split(r"[\s./_-]+", value)
    if 2 <= len(parts) <= _LONGEST_CODE and any(each.isdigit() for each in runs):
        yield from (separator.join(parts) for separator in _SEPARATORS)
