"""``chatscrub service``: files that run the watcher unattended."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Run unattended: files for systemd, launchd, Windows and cron.", no_args_is_help=True)


@app.callback()
def _service() -> None:
    """Run unattended: files for systemd, launchd, the Windows Task Scheduler and cron."""


@app.command("print")
def print_service(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="systemd, timer, launchd, windows or cron.")],
    drop: Annotated[str | None, typer.Option("--drop", help="The folder that exports are dropped into.")] = None,
    out: Annotated[str | None, typer.Option("--out", "-o", help="Folder for checklists and reports.")] = None,
    state: Annotated[str | None, typer.Option("--state", help="Folder of ledger and key.")] = None,
    config: Annotated[str | None, typer.Option("--config", help="chatscrub.toml.")] = None,
    interval: Annotated[int | None, typer.Option("--interval", help="Seconds from one look to the next.")] = None,
    user: Annotated[str | None, typer.Option("--user", help="The account that it runs as.")] = None,
    program: Annotated[str | None, typer.Option("--program", help="chatscrub. [default: this installation]")] = None,
    into: Annotated[Path | None, typer.Option("--into", help="Write the files into this folder.")] = None,
) -> None:
    """Print the files, with what the account that they name may not see in their comments. Nothing is installed.

    Paths are whole ones of the system that the file is for, which need not be this one. KIND timer starts
    `watch --once` again and again by systemd, as windows and cron do; systemd and launchd keep `watch` running.
    """
    from chatscrub.errors import UsageError
    from chatscrub.escape import plain
    from chatscrub.private_file import named_folder, write_private
    from chatscrub.service import KINDS, ServiceOrder, service_files

    asked = KINDS.get(kind)
    if asked is None:
        raise UsageError(f"{kind}: no kind of service; the kinds are {', '.join(KINDS)}")
    order = ServiceOrder(
        program=(program,) if program else installed_program() if asked.windows == _is_windows() else (asked.program,),
        drop=drop or asked.drop,
        out=out or asked.out,
        state=state or asked.state,
        config=config,
        interval=interval,
        user=user,
    )
    files = service_files(kind, order)
    if not program and asked.windows != _is_windows():
        print(f"chatscrub: another system: is it {asked.program} there? --program names another", file=sys.stderr)
    if into is not None:
        folder = named_folder(into, "--into")
        for each in files:
            write_private(folder / each.name, each.content)
            print(plain(str(folder / each.name), 500))
        return
    sys.stdout.flush()
    for number, each in enumerate(files):
        heading = f"# {each.name}\n" if len(files) > 1 else ""
        # Bytes, since the Task Scheduler wants UTF-16; a person at a terminal wants to read it.
        content = each.content.decode("utf-16").encode() if asked.windows and sys.stdout.isatty() else each.content
        sys.stdout.buffer.write(("\n" * bool(number) + heading).encode() + content)
    sys.stdout.buffer.flush()


def installed_program() -> tuple[str, ...]:
    """The command that runs this installation, by its whole path: its script, else Python with the module."""
    import sysconfig

    name = "chatscrub.exe" if _is_windows() else "chatscrub"
    started = Path(sys.argv[0])
    for path in (started, Path(sysconfig.get_path("scripts")) / name):
        if path.name in {name, "chatscrub"} and path.is_absolute() and path.is_file():
            return (str(path),)
    return (sys.executable, "-m", "chatscrub")


def _is_windows() -> bool:
    return sys.platform == "win32"
