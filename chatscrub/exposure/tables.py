"""The figures of the ranking, as data with a version: the operator can read them, and later replace them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from math import inf
from pathlib import Path
from typing import Any

import msgspec

from chatscrub.errors import UsageError
from chatscrub.model.conversation import Audience
from chatscrub.model.detector import Severity
from chatscrub.model.exposure import Band
from chatscrub.toml_text import parsed

CATEGORIES = ("contact", "behavioural", "financial", "government_id", "account", "health", "special", "criminal")
IDENTIFIERS = ("name", "id_number", "phone_or_address", "email", "alias", "birth_date")


class IdentifierRule(msgspec.Struct, frozen=True):
    """EI where all `identifiers` stand together, `sensitive` where data of a sensitive category stands with them."""

    identifiers: frozenset[str]
    sensitive: bool
    value: float


class Tables(msgspec.Struct, frozen=True):
    """The tables of the ranking; tables.toml explains each figure and names its source."""

    version: int
    date: date
    digest: str  # SHA-256 of the file, hexadecimal
    dpc: Mapping[str, int]
    dpc_unknown: int
    dpc_credential: int
    many_categories: int
    sensitive: frozenset[str]
    aside_whose: frozenset[str]
    aside_below: int
    spent_flags: frozenset[str]
    ei_nothing: float
    ei_rules: tuple[IdentifierRule, ...]
    confidentiality: Mapping[Audience, float]
    malicious: float
    bands: tuple[tuple[float, Band], ...]  # highest first
    severity_maximum: float
    first_group: int
    credential: Mapping[Severity, int]
    public_link: int
    inert_flags: frozenset[str]
    inert_share: float
    special_category: frozenset[str]
    criminal: frozenset[str]
    california_elements: frozenset[str]
    over_people: tuple[int, ...]

    def band(self, severity_value: float) -> Band:
        """ENISA's level of an SE."""
        return next((band for floor, band in self.bands if severity_value >= floor), Band.LOW)

    @property
    def label(self) -> str:
        """Version, date and hash, for reports."""
        return f"ranking tables {self.version} of {self.date.isoformat()}, sha256 {self.digest[:12]}"


@cache
def default_tables() -> Tables:
    """The tables that come with the package."""
    return parse_tables((files("chatscrub.exposure") / "tables.toml").read_bytes(), "tables.toml")


def load_tables(path: Path) -> Tables:
    """Tables of the operator.

    Raises:
        UsageError: the file cannot be read, or a figure is missing or out of its range; the text names file and field.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: the ranking tables cannot be read ({error.strerror})") from None
    return parse_tables(content, str(path))


def tables_version() -> str:
    """Version, date and hash of the tables in use."""
    return default_tables().label


def parse_tables(content: bytes, file: str) -> Tables:
    """The tables in the bytes of a file; `file` names it in messages.

    Raises:
        UsageError: as `load_tables`.
    """
    try:
        values = parsed(content)
    except ValueError as error:
        raise UsageError(f"{file}: not valid TOML: {error}") from None
    try:
        tables = _build(values, sha256(content).hexdigest())
    except KeyError as error:
        raise UsageError(f"{file}: the figure {error} is missing") from None
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise UsageError(f"{file}: a figure is of the wrong type ({error})") from None
    _check(tables, file)
    return tables


def _build(values: Mapping[str, Any], digest: str) -> Tables:
    dpc_rules, ei, score, flags = values["dpc_rules"], values["ei"], values["score"], values["flags"]
    state = score["credential_state"]
    return Tables(
        version=int(values["version"]),
        date=values["date"],
        digest=digest,
        dpc={category: int(values["dpc"][category]) for category in CATEGORIES},
        dpc_unknown=int(dpc_rules["unknown_category"]),
        dpc_credential=int(dpc_rules["credential"]),
        many_categories=int(dpc_rules["many_categories"]),
        sensitive=frozenset(dpc_rules["sensitive"]),
        aside_whose=frozenset(dpc_rules["aside_whose"]),
        aside_below=int(dpc_rules["aside_below"]),
        spent_flags=frozenset(dpc_rules["spent_flags"]),
        ei_nothing=float(ei["nothing"]),
        ei_rules=tuple(
            IdentifierRule(frozenset(rule["identifiers"]), bool(rule.get("sensitive", False)), float(rule["value"]))
            for rule in ei["rules"]
        ),
        confidentiality={each: float(values["cb"]["confidentiality"][each.value]) for each in Audience},
        malicious=float(values["cb"]["malicious"]),
        bands=tuple(
            (float(values["bands"][band.name.lower()]), band) for band in (Band.VERY_HIGH, Band.HIGH, Band.MEDIUM)
        ),
        severity_maximum=float(score["severity_maximum"]),
        first_group=int(score["first_group"]),
        credential={severity: int(score["credential"][severity.label]) for severity in Severity},
        public_link=int(state["public_link"]),
        inert_flags=frozenset(state["inert_flags"]),
        inert_share=float(state["inert_share"]),
        special_category=frozenset(flags["special_category"]),
        criminal=frozenset(flags["criminal"]),
        california_elements=frozenset(flags["california_elements"]),
        over_people=tuple(sorted(int(each) for each in flags["over_people"])),
    )


def _check(tables: Tables, file: str) -> None:
    """Ranges and order, without which a score would not be monotone."""
    points = [tables.credential[severity] for severity in sorted(Severity)]
    categories = tables.sensitive | tables.special_category | tables.criminal | tables.california_elements
    wrong = {
        "date": not isinstance(tables.date, date),
        "dpc": not all(1 <= each <= 4 for each in (*tables.dpc.values(), tables.dpc_unknown, tables.dpc_credential)),
        "ei": not all(0 < each <= 1 for each in (tables.ei_nothing, *(rule.value for rule in tables.ei_rules))),
        "ei.rules": any(not rule.identifiers or rule.identifiers - set(IDENTIFIERS) for rule in tables.ei_rules),
        "cb": not all(0 <= each <= 0.5 for each in (*tables.confidentiality.values(), tables.malicious)),
        "bands": not tables.bands[0][0] > tables.bands[1][0] > tables.bands[2][0] > 0,
        "score.severity_maximum": not 0 < tables.severity_maximum < inf,
        "score.first_group": not 0 <= tables.first_group <= 100,
        "score.credential": points != sorted(points) or not all(0 <= each <= 100 for each in points),
        "score.credential_state": not 0 <= tables.inert_share <= 1 or tables.public_link < 0,
        "flags": bool(categories - set(CATEGORIES)),
    }
    for field, bad in wrong.items():
        if bad:
            raise UsageError(f"{file}: {field}: out of range, out of order, or an unknown name")
