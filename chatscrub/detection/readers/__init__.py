"""Pasted shapes → named fields and records: tables, SQL, JSON, XML, YAML, forms, notes with labels, heads of mails."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from chatscrub.detection.readers.blocks import blocks
from chatscrub.detection.readers.containers import containers
from chatscrub.detection.readers.html_tables import html_tables
from chatscrub.detection.readers.labels import labelled, wake_patterns
from chatscrub.detection.readers.mails import NAME as MAIL_HEAD
from chatscrub.detection.readers.mails import mail_heads
from chatscrub.detection.readers.reading import IN_RECORD, Field, FieldNames, Reading, Row, disjoint, key_of, keys_of
from chatscrub.detection.readers.sql import inserted
from chatscrub.detection.readers.tables import tables
from chatscrub.lazy_patterns import lazy_compile

__all__ = [
    "NEVER",
    "ByteReading",
    "Field",
    "FieldNames",
    "Reading",
    "field_names",
    "key_of",
    "keys_of",
    "only_in_record",
    "read",
    "read_bytes",
    "trigger",
    "triggers",
]

_TELLING = lazy_compile(r"@|\d\D{0,3}\d\D{0,3}\d")  # an address or a number stands beside the name of a person


# A password beside a name makes it the name of an account, not of a person.
_SECRET = lazy_compile(
    r"pass|^pw|^psw|^pin|code|^kod|kod$|kennwort|wachtwoord|^ww$|senha|clave|contra|haslo|losen|^mdp|motde|parola|key|psk"
    r"|chiave|chave|schlussel|sleutel|^cle"
)
# A customer with a contact person is a company.
_PARTIES = frozenset(
    map(key_of, ("customer", "client", "customer name", "kunde", "kundenname", "cliente", "klant", "klient", "kund"))
)
_CONTACTS = frozenset(
    map(
        key_of,
        (
            *("contact", "contact name", "contact person", "attn", "ansprechpartner", "ansprechpartnerin", "kontakt"),
            *(
                "ansprechperson",
                "kontaktperson",
                "interlocuteur",
                "contacto",
                "persona de contacto",
                "contatto",
                "referente",
            ),
            *(
                "contactpersoon",
                "contato",
                "pessoa de contacto",
                "osoba kontaktowa",
                "first name",
                "last name",
                "vorname",
            ),
        ),
    )
)


@lru_cache(maxsize=1024)
def field_names(names: Iterable[str]) -> FieldNames:
    """The names that detectors know, ready to search; `names` must be hashable."""
    return FieldNames(names)


NEVER = "\\x00\\x00 no text holds this \\x00\\x00"
"""The prefilter of a detector with fields: readers look for all fields of all detectors at once, see `trigger`."""


def trigger(names: Sequence[str]) -> str:
    """A pattern in the detectors' dialect that matches wherever one of the names may stand over or before a value."""
    return "|".join(filter(None, triggers(names))) or NEVER


def triggers(names: Sequence[str]) -> tuple[str | None, str | None]:
    """`trigger` for the names in Latin letters, and for those in others; None where there is none."""
    return wake_patterns(field_names(tuple(names)))


def only_in_record(names: Sequence[str]) -> bool:
    """Whether all the names count only beside a telling value of some other field."""
    return all(name.endswith(IN_RECORD) for name in names)


def read(text: str, names: FieldNames) -> Reading:
    """Everything in a text that stands under one of the names, and the records of the text, sorted by position."""
    table = tables(text, names)
    inserted(text, names, table)
    html_tables(text, names, table)
    taken = disjoint([table.rows, table.headers])
    people, heads = mail_heads(text) if MAIL_HEAD in names.all_keys else ([], [])
    labels = sorted(set(labelled(text, names, taken)), key=_place)
    laid_out = disjoint([table.rows, heads, containers(text, labels)])
    rows = disjoint([laid_out, blocks(text, labels)])
    fields = sorted({*table.fields, *people, *labels}, key=_place)
    return Reading(tuple(_with_records(fields, rows, names)), tuple(rows), tuple(laid_out))


def _place(each: Field) -> tuple[int, int, str]:
    return each.start, each.end, each.name


def _with_records(fields: Sequence[Field], rows: Sequence[Row], names: FieldNames) -> Iterator[Field]:
    """The fields, and once more under ``… in record`` those that stand in a record with a telling value."""
    keys = _by_row(fields, rows)
    told = {number for number, inside in keys.items() if any(_tells(each, names) for each in inside)}
    firms = {number for number, inside in keys.items() if not _CONTACTS.isdisjoint(each.name for each in inside)}
    for each, number in zip(fields, _row_numbers(fields, rows), strict=True):
        if number in firms and each.name in _PARTIES:
            continue
        if each.name in names.keys:
            yield each
        also = names.in_record.get(each.name)
        if also is not None and number in told:
            yield Field(also, each.start, each.end, each.value)


def _tells(each: Field, names: FieldNames) -> bool:
    if each.name not in names.keys or _SECRET.search(each.name) is not None:
        return False
    return _TELLING.search(each.value, 0, 80) is not None


def _by_row(fields: Sequence[Field], rows: Sequence[Row]) -> dict[int, list[Field]]:
    inside: dict[int, list[Field]] = {}
    for each, number in zip(fields, _row_numbers(fields, rows), strict=True):
        if number >= 0:
            inside.setdefault(number, []).append(each)
    return inside


def _row_numbers(fields: Sequence[Field], rows: Sequence[Row]) -> Iterator[int]:
    """The number of the row that each field stands in; -1 outside of all."""
    number = 0
    for each in fields:
        while number < len(rows) and rows[number].end <= each.start:
            number += 1
        yield number if number < len(rows) and rows[number].start <= each.start else -1


class ByteReading(msgspec.Struct, frozen=True):
    """A reading of a text in UTF-8, with offsets in bytes."""

    spans: dict[str, list[tuple[int, int]]] = msgspec.field(default_factory=dict)
    rows: tuple[tuple[int, int], ...] = ()
    laid_out: tuple[tuple[int, int], ...] = ()

    def under(self, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """The values under any of the names, by position, each once."""
        keys = keys_of(names)
        yield from sorted({span for key, spans in self.spans.items() if key in keys for span in spans})

    def row(self, offset: int) -> int | None:
        """The number of the row that holds a byte; None outside of all rows."""
        number = bisect_right(self.rows, (offset, len(self.rows) and self.rows[-1][1] + 1)) - 1
        return number if number >= 0 and offset < self.rows[number][1] else None


def read_bytes(data: bytes, names: FieldNames) -> ByteReading:
    """`read` for a text in UTF-8."""
    text = data.decode("utf-8", "replace")
    reading = read(text, names)
    at: dict[int, int] | None = None
    if not data.isascii():
        edges = [(each.start, each.end) for each in reading.fields]
        edges += [(each.start, each.end) for each in (*reading.rows, *reading.laid_out)]
        wanted = sorted({edge for span in edges for edge in span})
        at, position, byte = {}, 0, 0
        for edge in wanted:
            byte += len(text[position:edge].encode())
            position = edge
            at[edge] = byte
    spans: dict[str, list[tuple[int, int]]] = {}
    for each in reading.fields:
        span = (each.start, each.end) if at is None else (at[each.start], at[each.end])
        spans.setdefault(each.name, []).append(span)
    rows, laid_out = (
        tuple((each.start, each.end) if at is None else (at[each.start], at[each.end]) for each in those)
        for those in (reading.rows, reading.laid_out)
    )
    return ByteReading(spans, rows, laid_out)
