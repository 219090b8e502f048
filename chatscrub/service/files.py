"""The files themselves, filled in for one order."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec

from chatscrub.errors import UsageError
from chatscrub.service.order import ServiceOrder
from chatscrub.service.quoting import cron_command, systemd_words, windows_arguments

EVERY = 300  # seconds between two runs that each end by themselves
_HOMES = ("/home", "/root", "/run/user")
_TEMPORARY = ("/tmp", "/var/tmp")  # noqa: S108  # what a unit may not see, not where anything is written
_STATE = "/var/lib/chatscrub"
_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")
_MINUTE = 60


class File(msgspec.Struct, frozen=True):
    """One file: the name that it should have, and its content as it goes to the disk."""

    name: str
    content: bytes


class Kind(msgspec.Struct, frozen=True):
    """A format. `drop`, `out` and `state` are where things usually lie on such a system, `program` is for other ones."""

    files: Callable[[ServiceOrder], tuple[File, ...]]
    drop: str
    out: str
    state: str
    program: str = "/opt/chatscrub/bin/chatscrub"
    windows: bool = False


def service_files(kind: str, order: ServiceOrder) -> tuple[File, ...]:
    """The files of a format. Raises UsageError as `ServiceOrder.checked`, and where the format cannot say it."""
    asked = KINDS[kind]
    return asked.files(order.checked(windows=asked.windows))


def _systemd(order: ServiceOrder) -> tuple[File, ...]:
    every = () if order.interval is None else ("--interval", str(order.interval))
    return (File("chatscrub-watch.service", _unit("watch.service", order, every)),)


def _timer(order: ServiceOrder) -> tuple[File, ...]:
    return (
        File("chatscrub-once.service", _unit("once.service", order, ("--once",))),
        File("chatscrub-once.timer", _filled("once.timer", {"every": order.interval or EVERY})),
    )


def _unit(template: str, order: ServiceOrder, more: tuple[str, ...]) -> bytes:
    folders = (order.drop, order.out, order.state)
    # Only what systemd makes itself can belong to a user that exists while the service runs.
    is_made = not order.user and all(_PLAIN.fullmatch(path) and _below(path, (_STATE,)) for path in folders)
    user = None if is_made else order.user or "chatscrub"
    is_here = order.program[0].startswith((sys.prefix, sys.executable))
    seen = (*order.paths, *((sys.prefix, sys.base_prefix) if is_here else ()))
    values = {
        "command": ":" + systemd_words((order.program[0], *order.arguments(*more))),
        "user": user,
        "directories": sorted({path.removeprefix("/var/lib/") for path in folders} - {"chatscrub"}) if is_made else [],
        "read_only": systemd_words([f"-{order.drop}"]),
        "writable": systemd_words((order.out, order.state)),
        "made_by": shlex.join(["install", "-d", "-m", "0700", "-o", user or "", order.out, order.state]),
        "sees_home": any(_below(path, _HOMES) for path in seen),
        "sees_tmp": any(_below(path, _TEMPORARY) for path in seen),
    }
    return _filled(template, values)


def _launchd(order: ServiceOrder) -> tuple[File, ...]:
    every = () if order.interval is None else ("--interval", str(order.interval))
    values = {
        "label": "local.chatscrub.watch",
        "command": (order.program[0], *order.arguments(*every)),
        "user": order.user or "_chatscrub",
        "log": f"{order.state.rstrip('/')}/watch.log",
    }
    return (File("local.chatscrub.watch.plist", _filled("watch.plist", values)),)


def _windows(order: ServiceOrder) -> tuple[File, ...]:
    every = order.interval or EVERY
    if every < _MINUTE:
        raise UsageError(f"--interval {every}: the Task Scheduler starts nothing more often than every 60 seconds")
    is_remote = any(path.startswith("\\\\") for path in order.paths)
    values = {
        "every": f"PT{every // _MINUTE}M" + (f"{every % _MINUTE}S" if every % _MINUTE else ""),
        # A service account has no password: one for local folders, one that the network knows as this computer.
        "user": order.user or ("S-1-5-20" if is_remote else "S-1-5-19"),
        "has_password": order.user is not None,
        "program": order.program[0],
        "arguments": windows_arguments(order.arguments("--once", "--quiet")),
    }
    return (File("chatscrub-task.xml", _filled("task.xml", values, "utf-16")),)


def _cron(order: ServiceOrder) -> tuple[File, ...]:
    lock = f"{order.state.rstrip('/')}/cron.lock"
    command = ("flock", "-n", "-E", "0", lock, order.program[0], *order.arguments("--once", "--quiet"))
    values = {
        "when": _when(order.interval or EVERY),
        "command": f"umask 077; {cron_command(command)}",
        "user": order.user or "chatscrub",
        "made_by": shlex.join(["install", "-d", "-m", "0700", "-o", order.user or "chatscrub", order.state, order.out]),
    }
    return (File("chatscrub.crontab", _filled("crontab", values)),)


def _when(seconds: int) -> str:
    """The five fields of cron. Raises UsageError where they cannot say it."""
    minutes, rest = divmod(seconds, _MINUTE)
    hours = minutes // 60
    if not rest and minutes and minutes < 60 and 60 % minutes == 0:
        return f"*/{minutes} * * * *"
    if not rest and hours and minutes % 60 == 0 and hours <= 24 and 24 % hours == 0:
        return "0 0 * * *" if hours == 24 else f"0 */{hours} * * *"
    raise UsageError(
        f"--interval {seconds}: cron cannot say it; give minutes that divide an hour, or hours that divide a day, such as 300, 900 or 3600"
    )


def _below(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def _filled(template: str, values: Mapping[str, Any], encoding: str = "utf-8") -> bytes:
    return str(_templates().get_template(f"{template}.j2").render(**values)).encode(encoding)


@cache
def _templates() -> Any:  # noqa: ANN401  # jinja2's environment; the library is loaded only here
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader("chatscrub.service"),
        # In XML every value is escaped here; the other formats are given words that are quoted already.
        autoescape=select_autoescape(("plist.j2", "xml.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


KINDS: Mapping[str, Kind] = {
    "systemd": Kind(_systemd, f"{_STATE}/drop", f"{_STATE}/out", f"{_STATE}/state"),
    "timer": Kind(_timer, f"{_STATE}/drop", f"{_STATE}/out", f"{_STATE}/state"),
    "launchd": Kind(
        _launchd,
        "/Library/Application Support/chatscrub/drop",
        "/Library/Application Support/chatscrub/out",
        "/Library/Application Support/chatscrub/state",
    ),
    "windows": Kind(
        _windows,
        r"C:\ProgramData\chatscrub\drop",
        r"C:\ProgramData\chatscrub\out",
        r"C:\ProgramData\chatscrub\state",
        r"C:\Program Files\chatscrub\Scripts\chatscrub.exe",
        windows=True,
    ),
    "cron": Kind(_cron, f"{_STATE}/drop", f"{_STATE}/out", f"{_STATE}/state"),
}
