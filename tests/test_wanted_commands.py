"""A command line is answered by the command that it names alone, as by all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from chatscrub.cli.main import app
from chatscrub.cli.wanted import only_wanted


def _ways(group: object, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in getattr(group, "commands", {}).items():
        yield (*before, name)
        yield from _ways(command, (*before, name))


WAYS = list(_ways(get_command(app)))


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        ("-h",),
        ("--version",),
        ("scna",),
        ("--nothing",),
        ("--help", "scan"),
        ("runs", "extra"),
        ("todo",),
    ]
    + [(*way, "--help") for way in WAYS],
    ids=" ".join,
)
def test_every_help_page_and_every_usage_error_is_the_same_as_with_all_commands(arguments: tuple[str, ...]) -> None:
    expected = CliRunner().invoke(app, arguments)
    told = CliRunner().invoke(only_wanted(app, arguments), arguments)
    assert (told.output, told.exit_code) == (expected.output, expected.exit_code)
    assert told.output


def test_only_the_options_of_the_command_that_is_named_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    real = vars(typer.main)["get_params_from_function"]

    def noted(function: object) -> object:
        made.append(getattr(function, "__qualname__", None))
        return real(function)

    monkeypatch.setattr(typer.main, "get_params_from_function", noted)
    get_command(only_wanted(app, ["scan", "status"]))
    named = [each for each in made if each and "_without_options" not in str(each)]
    assert "scan" in named
    assert not {"status", "runs", "report", "verify_chain"} & set(map(str, named))


def test_what_is_answered_leaves_the_program_as_it_was() -> None:
    before = [(each.name, each.callback) for each in app.registered_commands]
    groups = [
        (each.name, len(each.typer_instance.registered_commands))
        for each in app.registered_groups
        if each.typer_instance
    ]
    get_command(only_wanted(app, ["todo", "list"]))
    assert [(each.name, each.callback) for each in app.registered_commands] == before
    assert groups == [
        (each.name, len(each.typer_instance.registered_commands))
        for each in app.registered_groups
        if each.typer_instance
    ]
    assert all(count for _, count in groups)
