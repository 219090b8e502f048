"""What the operator asks for, checked for one system: paths that are whole and can be written down there."""

from __future__ import annotations

import re
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import msgspec
from msgspec.structs import replace

from chatscrub.errors import UsageError
from chatscrub.escape import plain

_POSIX_USER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,30}")
_WINDOWS_NAME = r"[^\"/\\\[\]:;|=,+*?<>]+"
_WINDOWS_USER = re.compile(rf"(?:{_WINDOWS_NAME}\\)?{_WINDOWS_NAME}")
_WINDOWS_RESERVED = frozenset('<>"|?*')
_LONGEST = 86_400 * 31  # seconds; what the Task Scheduler takes


class ServiceOrder(msgspec.Struct, frozen=True):
    """Who watches what. `program` is a path and what comes before chatscrub's own arguments.

    Paths are text, since they may be of another system than this one. `interval` is in seconds, None for the usual one.
    """

    program: tuple[str, ...]
    drop: str
    out: str
    state: str
    config: str | None = None
    interval: int | None = None
    user: str | None = None

    def checked(self, *, windows: bool = False) -> ServiceOrder:
        """The same with tidy paths.

        Raises:
            UsageError: a path is relative or cannot be written down, folders lie in each other, or a name or number is
                none that the system takes.
        """
        kind = PureWindowsPath if windows else PurePosixPath
        drop, out, state = (
            _path(text, option, kind)
            for text, option in ((self.drop, "--drop"), (self.out, "--out"), (self.state, "--state"))
        )
        for other, option in ((out, "--out"), (state, "--state")):
            if kind(other).is_relative_to(kind(drop)) or kind(drop).is_relative_to(kind(other)):
                raise UsageError(f"{option} {_shown(other)}: must lie outside of the drop folder, and not around it")
        name = _WINDOWS_USER if windows else _POSIX_USER
        if self.user is not None and not (self.user.isprintable() and name.fullmatch(self.user)):
            raise UsageError(f"--user {_shown(self.user)}: no account name that this system takes")
        if self.interval is not None and not 1 <= self.interval <= _LONGEST:
            raise UsageError(f"--interval {self.interval}: give from 1 to {_LONGEST} seconds")
        return replace(
            self,
            program=(_path(self.program[0], "--program", kind), *self.program[1:]),
            drop=drop,
            out=out,
            state=state,
            config=None if self.config is None else _path(self.config, "--config", kind),
        )

    def arguments(self, *more: str) -> tuple[str, ...]:
        """The command line behind the program, one argument each."""
        config = ("--config", self.config) if self.config else ()
        # The folder comes last and behind `--`: it may begin with a dash on no system, but nobody has to know that.
        return (*self.program[1:], "watch", "--out", self.out, "--state", self.state, *config, *more, "--", self.drop)

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths in it."""
        return tuple(filter(None, (self.program[0], self.drop, self.out, self.state, self.config)))


def _path(text: str, option: str, kind: type[PurePath]) -> str:
    if not text.isprintable() or "\0" in text:
        raise UsageError(
            f"{option} {_shown(text)}: a path with unprintable characters cannot be written into such a file"
        )
    path = kind(text)
    if not path.is_absolute():
        raise UsageError(
            f"{option} {_shown(text)}: must be a whole path such as {_example(kind)}: a service has no folder of its own to start from"
        )
    if ".." in path.parts:
        raise UsageError(f"{option} {_shown(text)}: must not hold '..'; give the path that it stands for")
    if kind is PureWindowsPath and (not _WINDOWS_RESERVED.isdisjoint(text) or "%" in text or "$(" in text):
        raise UsageError(f'{option} {_shown(text)}: the Task Scheduler cannot take a path with any of < > " | ? * % $(')
    tidy = str(path)
    return "/" + tidy.lstrip("/") if kind is PurePosixPath else tidy


def _example(kind: type[PurePath]) -> str:
    return r"D:\exports or \\server\share\exports" if kind is PureWindowsPath else "/srv/exports"


def _shown(text: str) -> str:
    return plain(text, 200)
