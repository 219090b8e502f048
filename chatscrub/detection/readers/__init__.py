"""Pasted shapes → named fields and records: tables, SQL, JSON, XML, YAML, forms and notes with labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from chatscrub.detection.readers.labels import bare_label_pattern, labelled
from chatscrub.detection.readers.objects import objects
from chatscrub.detection.readers.reading import Field, FieldNames, Reading, key_of
from chatscrub.detection.readers.tables import tables

__all__ = ["ByteReading", "Field", "FieldNames", "Reading", "field_names", "read", "read_bytes", "trigger"]


@lru_cache(maxsize=1024)
def field_names(names: Iterable[str]) -> FieldNames:
    """The names that detectors know, ready to search; `names` must be hashable."""
    return FieldNames(names)


def trigger(names: Sequence[str]) -> str:
    """A pattern in the detectors' dialect that matches wherever one of the names may stand over or before a value."""
    known = field_names(tuple(names))
    column = rf"(?:^|[\t|;,(])[ \t\"'`*_\[]{{0,4}}(?i:{known.expression})[ _]?[0-9]{{0,2}}[ \t\"'`*_\]]{{0,4}}\r?(?:[\t|;,)]|$)"
    return f"(?:{bare_label_pattern(known)})|(?:{column})"


def read(text: str, names: FieldNames) -> Reading:
    """Everything in a text that stands under one of the names, and the records of the text, sorted by position."""
    found = tables(text, names)
    taken = [(row.start, row.end) for row in found.rows]
    fields = [*found.fields, *labelled(text, names, taken)]
    records = [*found.rows, *objects(text, taken)]
    return Reading(
        tuple(sorted(set(fields), key=lambda each: (each.start, each.end, each.name))),
        tuple(sorted(records, key=lambda each: (each.start, each.end))),
    )


@dataclass(frozen=True, slots=True)
class ByteReading:
    """A reading of a text in UTF-8, with offsets in bytes."""

    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    rows: tuple[tuple[int, int], ...] = ()

    def under(self, names: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The values under any of the names, by position, each once."""
        yield from sorted({span for name in names for span in self.spans.get(key_of(name), ())})

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
        edges = [(each.start, each.end) for each in reading.fields] + [(each.start, each.end) for each in reading.rows]
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
    rows = ((each.start, each.end) if at is None else (at[each.start], at[each.end]) for each in reading.rows)
    return ByteReading(spans, tuple(rows))
