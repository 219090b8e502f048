"""The program's entry: commands, and what the operator sees when something fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated, NoReturn, TextIO

import typer
from typer.main import get_command

import chatscrub
from chatscrub.cli import (
    audit,
    breach,
    credentials,
    detectors,
    doctor,
    explain,
    hold,
    purge,
    report,
    runs,
    sbom,
    scan,
    service,
    status,
    subject,
    suppress,
    todo,
    vendors,
    watch,
)
from chatscrub.cli.stopping import StoppedError, stoppable
from chatscrub.cli.wanted import only_wanted
from chatscrub.errors import ChatscrubError, ExitCode
from chatscrub.escape import plain
from chatscrub.faults import contain, fault
from chatscrub.private_file import NO_ROOM

app = typer.Typer(
    name="chatscrub",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks show local variables, and those hold content of exports
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.command("scan")(scan.scan)
app.command("report")(report.report)
app.command("watch")(watch.watch)
app.command("explain")(explain.explain)
app.add_typer(todo.app, name="todo")
app.add_typer(hold.app, name="hold")
app.add_typer(suppress.app, name="suppress")
app.add_typer(audit.app, name="audit")
app.command("purge")(purge.purge)
app.command("doctor")(doctor.doctor)
app.command("sbom")(sbom.sbom)
app.add_typer(credentials.app, name="credentials")
app.command("subject", context_settings=subject.CONTEXT)(subject.subject)
app.add_typer(breach.app, name="breach")
app.command("runs")(runs.runs)
app.command("status")(status.status)
app.add_typer(vendors.app, name="vendors")
app.add_typer(service.app, name="service")
app.add_typer(detectors.app, name="detectors")


def _version(value: bool) -> None:
    if value:
        print(f"chatscrub {chatscrub.__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Finds customer data and credentials in ChatGPT, Claude and Slack exports. Nothing leaves this machine.

    Exit codes: 0 nothing found, 1 findings, 2 usage or configuration, 3 something could not be read,
    4 internal failure, 130 stopped with Ctrl-C, 143 by SIGTERM; both end `watch` as they should, with 0.
    """


def _commands() -> Callable[[], object]:
    return get_command(only_wanted(app, sys.argv[1:]))


def _fail(message: str, code: int) -> NoReturn:
    try:
        print(f"chatscrub: {plain(message, 2000)}", file=sys.stderr, flush=True)
    except OSError:
        _discard(sys.stderr)  # the exit code tells it, too
    sys.exit(code)


def _discard(stream: TextIO) -> None:
    """What cannot be written must not fail once more when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def run() -> NoReturn:
    """Runs the command line and exits. No traceback is ever shown: it could quote content of an export."""
    os.umask(0o077)  # whatever is made, by us or by a library, is its owner's alone
    contain()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character shows a question mark
    try:
        with stoppable():
            try:
                _commands()()  # ends in SystemExit, for usage errors too
            except SystemExit:
                sys.stdout.flush()  # what cannot be written must show now, not when nobody can tell it
                raise
    except ChatscrubError as error:
        _fail(str(error), error.exit_code)
    except StoppedError as stopped:
        _fail("stopped; earlier reports are as they were", stopped.exit_code)
    except BrokenPipeError:
        _discard(sys.stdout)  # the reader went away, e.g. `| head`
        sys.exit(ExitCode.CLEAN)
    except OSError as error:
        # Of files with a name each writer tells by itself; what is left are the output and temporary files without one.
        if error.filename is not None or error.errno not in NO_ROOM:
            _fail(f"internal failure: {fault(error)}; please report it", ExitCode.INTERNAL)
        _discard(sys.stdout)
        told = f"what is printed cannot be written ({error.strerror}); make room where it goes"
        _fail(f"{told}, and in the temporary folder", ExitCode.INTERNAL)
    except Exception as error:  # noqa: BLE001  # the last line of defence: type and place, never a value
        _fail(f"internal failure: {fault(error)}; please report it", ExitCode.INTERNAL)
    sys.exit(ExitCode.CLEAN)
