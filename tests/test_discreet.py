"""What a record hides stands in nothing that is made of the record for people: logs, messages, tracebacks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from rich.pretty import pretty_repr

from chatscrub.discreet import Discreet, Hidden
from tests.running import ROOT


def _hidden(kind: ast.ClassDef) -> list[str]:
    fields = (each for each in kind.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name))
    return [each.target.id for each in fields if "Hidden" in ast.unparse(each.annotation)]  # type: ignore[union-attr]  # asked above


def _classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in sorted((ROOT / "chatscrub").rglob("*.py")):
        source = path.read_text("utf-8")
        if "Hidden" not in source:  # to parse what cannot hold one takes seconds
            continue
        for each in ast.walk(ast.parse(source)):
            if isinstance(each, ast.ClassDef) and _hidden(each):
                yield path.relative_to(ROOT), each


CLASSES = [pytest.param(path, each, id=f"{path.stem}.{each.name}") for path, each in _classes()]


def test_all_that_held_a_text_or_a_key_hides_it() -> None:
    names = {str(each.id) for each in CLASSES}
    assert {
        "conversation.Conversation", "conversation.Passage", "finding.Finding", "claim.Claim", "decode.Layer",
        "adjacent.Joint", "reading.Field", "verdict.Surroundings", "order.Order", "people.People", "share.Stripe",
        "record.Member", "cascade.Search", "exposure.Exposure", "scanning.ScannedConversation", "files.Published",
        "channels.Statement", "channels.Channel", "texts.Text", "blocks.Text",
    } <= names  # fmt: skip


@pytest.mark.parametrize(("path", "written"), CLASSES)
def test_a_hidden_field_is_in_nothing_that_is_shown(path: Path, written: ast.ClassDef) -> None:
    kind = getattr(import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__")), written.name)
    assert issubclass(kind, Discreet)
    hidden = set(_hidden(written))
    record = kind(**{name: f"what stands in {name}," for name in kind.__struct_fields__})
    for shown in (repr(record), str(record), f"{record}", f"{[record]}", "%s" % (record,), pretty_repr([record])):  # noqa: UP031  # as logging does
        told = {name for name in kind.__struct_fields__ if f"what stands in {name}," in shown}
        assert told == set(kind.__struct_fields__) - hidden


def test_what_is_shown_looks_as_it_does_of_any_record() -> None:
    class Plain(msgspec.Struct):
        name: str
        other: int = 3

    class Kept(Discreet, msgspec.Struct):
        name: str
        secret: Hidden[str | None] = "s"
        other: int = 3

    class More(Kept):
        more: Hidden[list[str]] = msgspec.field(default_factory=list)

    assert repr(Kept("x")).endswith("Kept(name='x', other=3)")
    assert repr(More("x")).endswith("More(name='x', other=3)")
    assert repr(Plain("x")).endswith("Plain(name='x', other=3)")
