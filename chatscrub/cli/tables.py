"""What commands print: a table of 80 columns for people, one JSON document for scripts."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Sequence

import msgspec
import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chatscrub.escape import plain

WIDTH = 80
WIDEST = 120
"""Columns of a table, however wide the terminal is."""


class Column(msgspec.Struct, frozen=True):
    """A column. `width` in characters, None for what is left; `right` sets it flush right, `fold` lets it wrap."""

    name: str
    width: int | None = None
    right: bool = False
    fold: bool = False


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[object]], *, empty: str) -> None:
    """A table, as wide as the terminal up to `WIDEST`, and 80 columns where there is none; `empty` where it has no rows."""
    if not rows:
        print(empty)
        return
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = WIDTH
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", width=min(console.width, WIDEST), pad_edge=False)
    for column in columns:
        table.add_column(
            column.name,
            width=column.width,
            ratio=None if column.width else 1,
            justify="right" if column.right else "left",
            no_wrap=not column.fold,
            overflow="fold" if column.fold else "ellipsis",
        )
    for row in rows:
        table.add_row(*(Text(plain("" if cell is None else str(cell), 300)) for cell in row))
    console.print(table)


def short_names(employees: Iterable[str]) -> dict[str, str]:
    """Employees as a narrow column shows them: without the domain, where all have the same one."""
    names = set(employees)
    one_domain = len({each.partition("@")[2] for each in names if "@" in each}) == 1
    return {each: each.partition("@")[0] if one_domain else each for each in names}


def print_json(value: object) -> None:
    """One JSON document, UTF-8, indented."""
    form = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    sys.stdout.buffer.write(orjson.dumps(value, option=form))
    sys.stdout.buffer.flush()


def print_lines(lines: Sequence[str]) -> None:
    """Lines of text, made harmless for a terminal and wrapped to 80 columns; what begins with blanks stays set in."""
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        text = textwrap.wrap(
            plain(line, 1000), WIDTH, initial_indent=indent, subsequent_indent=indent + "  ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        print("\n".join(text))
