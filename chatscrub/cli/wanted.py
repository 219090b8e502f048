"""Of all commands only the one that is asked for is made with its options, since making those of all takes longer than most
of them take to run. The others keep their names and what they say of themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import typer
from typer.models import CommandInfo, TyperInfo


def only_wanted(app: typer.Typer, arguments: Sequence[str]) -> typer.Typer:
    """The program as it answers these arguments of the command line.

    The first of them that is no option names the command: before it stand only options without a value.
    """
    name = next((each for each in arguments if not each.startswith("-")), None)
    wanted = copy(app)
    wanted.registered_commands = [
        each if each.name == name else _without_options(each) for each in app.registered_commands
    ]
    wanted.registered_groups = [
        each if each.name == name else _without_commands(each) for each in app.registered_groups
    ]
    return wanted


def _without_options(command: CommandInfo) -> CommandInfo:
    def nothing() -> None: ...

    nothing.__doc__ = command.callback.__doc__
    found = copy(command)
    found.callback = nothing
    return found


def _without_commands(group: TyperInfo) -> TyperInfo:
    found = copy(group)
    found.typer_instance = copy(group.typer_instance)
    if found.typer_instance is not None:
        found.typer_instance.registered_commands = []
    return found
