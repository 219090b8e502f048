"""Vendor facts: one TOML file for each tool, loaded strictly.

A file holds ``provider``, ``name``, ``company``, ``hosts`` and the tables ``sources`` (url, verified_on), ``plans``,
``procedures`` (by object kind; also ``library`` for files kept apart from a chat and ``retained`` for text that was
deleted for users only), ``windows``, ``notes`` and ``admin_notes``. Facts refer to a source by its key; only an
unverified fact may have none. Sentences are lists by language code, so another language is another key beside ``en``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from chatscrub.errors import UsageError
from chatscrub.model.conversation import Audience, ObjectKind
from chatscrub.toml_text import parsed
from chatscrub.vendors.vendor import (
    ENGLISH,
    Answer,
    Certainty,
    Fact,
    Plan,
    Procedure,
    Source,
    Vendor,
    Window,
    Wording,
)

__all__ = [
    "Answer",
    "Certainty",
    "Fact",
    "Plan",
    "Procedure",
    "Source",
    "Vendor",
    "Window",
    "Wording",
    "load",
    "vendor",
]

GENERIC = "generic"
_NO_TOOLS = {"red_flags"}  # data of another kind in the same folder
LIBRARY = "library"
RETAINED = "retained"
_NAME = re.compile(r"[a-z0-9_-]{1,40}")
_KINDS = {kind.value for kind in ObjectKind} | {LIBRARY, RETAINED}
_TOP = {"provider", "name", "company", "hosts", "sources", "plans", "procedures", "windows", "notes", "admin_notes"}
_WORDINGS = ("steps", "archived", "project", "external", "remains")
_PLAN = {"aliases", "link_audience", "trains", "dpa", "retention", "subprocessors", "location"}
_PROCEDURE = {*_WORDINGS, "source", "certainty", "purge_days", "url", "admin"}


@cache
def vendor(provider: str) -> Vendor:
    """What is known about a provider; plain steps under its own name where nothing is."""
    folder = files("chatscrub.vendors")
    own = folder / f"{provider}.toml"
    if _NAME.fullmatch(provider) and provider not in _NO_TOOLS and own.is_file():
        return parse(own.read_bytes(), own.name)
    generic = folder / f"{GENERIC}.toml"
    return replace(parse(generic.read_bytes(), generic.name), provider=provider)


def load(path: Path) -> Vendor:
    """The facts in a file of the operator.

    Raises:
        UsageError: the file cannot be read, or is not as this module describes; the text names file and field.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: the vendor file cannot be read ({error.strerror})") from None
    return parse(content, str(path))


def parse(content: bytes, file: str) -> Vendor:
    """The facts in the bytes of a file; `file` names it in messages.

    Raises:
        UsageError: as `load`.
    """
    try:
        values = parsed(content)
    except ValueError as error:
        raise UsageError(f"{file}: not valid TOML: {error}") from None
    return _Reader(file, values).vendor()


class _Reader:
    """Reads one file; every failure names the file and the field."""

    def __init__(self, file: str, values: dict[str, Any]) -> None:
        self._file = file
        self._values = values
        self._sources: dict[str, Source] = {}

    def vendor(self) -> Vendor:
        values = self._values
        self._known_keys(values, _TOP, "")
        for key, entry in self._table(values.get("sources", {}), "sources").items():
            field = f"sources.{key}"
            table = self._table(entry, field)
            self._known_keys(table, {"url", "verified_on"}, field)
            self._sources[key] = Source(
                self._url(table.get("url"), f"{field}.url"), self._date(table, "verified_on", field)
            )
        procedures = {
            key: self._procedure(entry, f"procedures.{key}")
            for key, entry in self._table(values.get("procedures", {}), "procedures").items()
        }
        for key in procedures.keys() - _KINDS:
            raise self._wrong(f"procedures.{key}", f"no object kind; use one of {', '.join(sorted(_KINDS))}")
        if "conversation" not in procedures:
            raise self._wrong("procedures.conversation", "missing; it stands in for kinds without a procedure")
        return Vendor(
            provider=self._text(values.get("provider"), "provider"),
            name=self._text(values.get("name"), "name"),
            company=self._text(values.get("company"), "company"),
            hosts=self._texts(values.get("hosts"), "hosts"),
            plans={
                key.casefold(): self._plan(key.casefold(), entry)
                for key, entry in self._table(values.get("plans", {}), "plans").items()
            },
            procedures=procedures,
            windows=tuple(self._window(entry, f"windows[{n}]") for n, entry in enumerate(self._list("windows"))),
            notes=self._notes("notes"),
            admin_notes=self._notes("admin_notes"),
        )

    def _plan(self, name: str, entry: object) -> Plan:
        field = f"plans.{name}"
        table = self._table(entry, field)
        self._known_keys(table, _PLAN, field)
        audience = table.get("link_audience", Audience.PUBLIC.value)
        if audience not in [Audience.PUBLIC.value, Audience.COMPANY.value]:
            raise self._wrong(f"{field}.link_audience", "must be public or company")
        return Plan(
            name=name,
            aliases=tuple(each.casefold() for each in self._texts(table.get("aliases", []), f"{field}.aliases")),
            trains=self._fact(table.get("trains"), f"{field}.trains", answers=True),
            dpa=self._fact(table.get("dpa"), f"{field}.dpa", answers=True),
            retention=self._fact(table.get("retention"), f"{field}.retention", answers=False),
            link_audience=Audience(audience),
            **{
                key: self._fact(table[key], f"{field}.{key}", answers=answers)
                for key, answers in (("subprocessors", True), ("location", False))
                if key in table
            },
        )

    def _fact(self, entry: object, field: str, *, answers: bool) -> Fact:
        table = self._table(entry, field)
        self._known_keys(table, {"text", "source", "certainty"} | ({"value"} if answers else set()), field)
        value = Answer.UNKNOWN
        if answers:
            if table.get("value") not in [each.value for each in Answer]:
                raise self._wrong(f"{field}.value", f"must be one of {', '.join(each.value for each in Answer)}")
            value = Answer(table["value"])
        certainty, source = self._provenance(table, field)
        return Fact(self._text(table.get("text"), f"{field}.text"), certainty, source, value)

    def _procedure(self, entry: object, field: str) -> Procedure:
        table = self._table(entry, field)
        self._known_keys(table, _PROCEDURE, field)
        if "steps" not in table:
            raise self._wrong(f"{field}.steps", "missing")
        wordings = {key: self._wording(table[key], f"{field}.{key}") for key in _WORDINGS if key in table}
        days = table.get("purge_days")
        if days is not None and (not isinstance(days, int) or isinstance(days, bool) or days < 0):
            raise self._wrong(f"{field}.purge_days", "must be a number of days")
        if not isinstance(table.get("admin", False), bool):
            raise self._wrong(f"{field}.admin", "must be true or false")
        url = self._url(table["url"], f"{field}.url") if "url" in table else None
        certainty, source = self._provenance(table, field)
        return Procedure(
            **wordings,
            certainty=certainty,
            source=source,
            purge_days=days,
            url=url,
            admin=table.get("admin", False),
        )

    def _window(self, entry: object, field: str) -> Window:
        table = self._table(entry, field)
        self._known_keys(table, {"from", "to", "exempt_plans", "text", "source", "certainty"}, field)
        first, last = self._date(table, "from", field), self._date(table, "to", field)
        if last < first:
            raise self._wrong(f"{field}.to", "is before from")
        certainty, source = self._provenance(table, field)
        exempt = self._texts(table.get("exempt_plans", []), f"{field}.exempt_plans")
        return Window(
            first=first,
            last=last,
            exempt_plans=frozenset(each.casefold() for each in exempt),
            text=self._wording(table.get("text"), f"{field}.text"),
            source=source,
            certainty=certainty,
        )

    def _notes(self, key: str) -> tuple[Wording, ...]:
        notes: list[Wording] = []
        for number, entry in enumerate(self._list(key)):
            field = f"{key}[{number}]"
            table = self._table(entry, field)
            self._known_keys(table, {"text", "source", "certainty"}, field)
            self._provenance(table, field)
            notes.append(self._wording(table.get("text"), f"{field}.text"))
        return tuple(notes)

    def _provenance(self, table: Mapping[str, Any], field: str) -> tuple[Certainty, Source | None]:
        word = table.get("certainty")
        if word not in [each.value for each in Certainty]:
            raise self._wrong(f"{field}.certainty", f"must be one of {', '.join(each.value for each in Certainty)}")
        key = table.get("source")
        if key is None:
            if word != Certainty.UNVERIFIED:
                raise self._wrong(f"{field}.source", "missing; only an unverified fact may have no source")
            return Certainty(word), None
        if not isinstance(key, str) or key not in self._sources:
            raise self._wrong(f"{field}.source", "is not a key of [sources]")
        return Certainty(word), self._sources[key]

    def _wording(self, entry: object, field: str) -> Wording:
        table = self._table(entry, field)
        if ENGLISH not in table:
            raise self._wrong(f"{field}.{ENGLISH}", "missing; English is what every other language falls back to")
        return Wording(
            {
                language: self._texts([lines] if isinstance(lines, str) else lines, f"{field}.{language}")
                for language, lines in table.items()
            }
        )

    def _known_keys(self, table: Mapping[str, Any], known: set[str], field: str) -> None:
        for key in table:
            if key not in known:
                raise self._wrong(f"{field}.{key}".lstrip("."), f"unknown; the keys are {', '.join(sorted(known))}")

    def _table(self, entry: object, field: str) -> dict[str, Any]:
        if not isinstance(entry, dict):
            raise self._wrong(field, "missing, or no table")
        return entry

    def _list(self, key: str) -> list[Any]:
        entries = self._values.get(key, [])
        if not isinstance(entries, list):
            raise self._wrong(key, "must be an array of tables")
        return entries

    def _text(self, value: object, field: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(field, "missing, or no text")
        return value

    def _texts(self, value: object, field: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._wrong(field, "must be a list of texts")
        return tuple(self._text(each, field) for each in value)

    def _url(self, value: object, field: str) -> str:
        if not isinstance(value, str) or not value.startswith("https://") or " " in value:
            raise self._wrong(field, "must be an https address")
        return value

    def _date(self, table: Mapping[str, Any], key: str, field: str) -> date:
        value = table.get(key)
        if type(value) is not date:
            raise self._wrong(f"{field}.{key}", "must be a date such as 2026-11-23")
        return value

    def _wrong(self, field: str, what: str) -> UsageError:
        return UsageError(f"{self._file}: {field}: {what}")
