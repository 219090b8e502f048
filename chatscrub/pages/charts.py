"""Charts as geometry: rows of bars and stacks of columns. Widths are percent, so that text keeps its size on a phone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

ROW = 38  # pixels
HEIGHT = 150  # pixels of the highest column


class Series(msgspec.Struct, frozen=True):
    """One shade of a chart. `shade` is a class of the style sheet."""

    label: str
    shade: str


class Segment(msgspec.Struct, frozen=True):
    """A piece of a bar or column: where it begins and how long it is, in percent or pixels."""

    shade: str
    start: float
    length: float


class Bar(msgspec.Struct, frozen=True):
    """One row: a label above a bar; `top` in pixels."""

    label: str
    value: str
    top: int
    segments: tuple[Segment, ...]


class BarChart(msgspec.Struct, frozen=True):
    """Bars below each other. `text` says in words and figures what they show."""

    key: str
    title: str
    text: str
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    rest: str | None = None

    @property
    def height(self) -> int:
        """Pixels."""
        return ROW * len(self.bars)


class Column(msgspec.Struct, frozen=True):
    """A stack, with its left edge in percent; segments in pixels from the top."""

    label: str
    left: float
    segments: tuple[Segment, ...]


class ColumnChart(msgspec.Struct, frozen=True):
    """Stacks beside each other, oldest left."""

    key: str
    title: str
    text: str
    series: tuple[Series, ...]
    columns: tuple[Column, ...]
    width: float
    highest: str
    first: str
    last: str
    height: int = HEIGHT


class Row(msgspec.Struct, frozen=True):
    """What a bar or column is made of: a number for each series."""

    label: str
    values: tuple[int, ...]
    value: str = ""


def bar_chart(  # noqa: PLR0913  # what a chart consists of
    key: str, title: str, text: str, series: Sequence[Series], rows: Sequence[Row], rest: str | None = None
) -> BarChart | None:
    """The rows as bars, the longest as wide as the page; None where there is nothing to show."""
    longest = max((sum(row.values) for row in rows), default=0)
    if not longest:
        return None
    bars = []
    for number, row in enumerate(rows):
        at, segments = 0, []
        for shade, value in zip(series, row.values, strict=True):
            if value:
                segments.append(Segment(shade.shade, _percent(at, longest), _percent(value, longest)))
                at += value
        bars.append(Bar(row.label, row.value or f"{sum(row.values):,}", number * ROW, tuple(segments)))
    return BarChart(key, title, _with_figures(text, series, rows), tuple(series), tuple(bars), rest)


def column_chart(key: str, title: str, text: str, series: Sequence[Series], rows: Sequence[Row]) -> ColumnChart | None:
    """The rows as columns; None where there are fewer than two, which show no course of time."""
    highest = max((sum(row.values) for row in rows), default=0)
    if len(rows) < 2 or not highest:
        return None
    step = 100 / max(len(rows), 6)
    columns = []
    for number, row in enumerate(rows):
        top, segments = float(HEIGHT), []
        for shade, value in zip(series, row.values, strict=True):
            length = round(value / highest * HEIGHT, 1)
            if value:
                top -= length
                segments.append(Segment(shade.shade, round(top, 1), length))
        columns.append(Column(row.label, round(number * step, 2), tuple(segments)))
    return ColumnChart(
        key,
        title,
        _with_figures(text, series, (rows[0], rows[-1])),
        tuple(series),
        tuple(columns),
        round(step * 0.8, 2),
        f"{highest:,}",
        rows[0].label,
        rows[-1].label,
    )


def _with_figures(text: str, series: Sequence[Series], rows: Sequence[Row]) -> str:
    """The text alternative: what the picture shows, and its figures (of columns the first and the last)."""
    told = []
    for row in rows:
        parts = ", ".join(f"{value:,} {shade.label}" for shade, value in zip(series, row.values, strict=True) if value)
        told.append(f"{row.label}: {parts or 'none'}")
    return f"{text} {'; '.join(told)}."


def _percent(value: int, of: int) -> float:
    return round(value / of * 100, 2)
