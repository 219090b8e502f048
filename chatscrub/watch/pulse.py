"""How the watcher stands, told as it happens and kept in the heartbeat."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from chatscrub.errors import OutputError
from chatscrub.ledger.dropped import DroppedFiles, DropState
from chatscrub.watch import heartbeat
from chatscrub.watch.heartbeat import Failed, Heartbeat, Waiting
from chatscrub.watch.intake import BESIDE, MORE, SETTLES, Ready
from chatscrub.watch.reading import StoppedError
from chatscrub.watch.taking import Taken

_FAILED = (DropState.FAILING, DropState.FAILED, DropState.ASIDE)
_Dated = dict[str, tuple[str, str]]  # path → since when, and why
Told = Callable[[str, str, str], None]
"""Hears of events: what happened (``taken``, ``done``, ``waiting``, ``failed``, ``offline``, ``back``, ``problem``), which
file, and what there is to say about it. Nothing of it is content of an export; all of it is to be escaped."""


class Time(Protocol):
    """The clocks of the machine."""

    def monotonic(self) -> float:
        """Seconds, never going back."""
        ...

    def now(self) -> datetime:
        """The time of day, with its zone."""
        ...


class Sleep(Protocol):
    """What the watcher does between looks; `chatscrub.watch.waking.Waking` is one."""

    stopping: bool

    @property
    def events(self) -> bool:
        """Whether something besides the time ends the sleep."""
        ...

    def sleep(self, seconds: float, least: float = 0.0) -> None:
        """Until the time is over or, after `least` seconds, something happened."""
        ...

    def listen(self) -> None:
        """The folder is there: events are wanted."""
        ...

    def deafen(self) -> None:
        """The folder is away."""
        ...


class Pulse:
    """Tells events, and writes the heartbeat into the state folder. Is the `Progress` of scans, which it can end."""

    def __init__(  # noqa: PLR0913  # where it beats, what it is about, and what it asks and tells
        self,
        folder: Path,
        drop: Path,
        out: Path,
        interval: float,
        files: DroppedFiles,
        time: Time,
        sleep: Sleep,
        told: Told,
    ) -> None:
        self._folder = folder
        self._files = files
        self._time = time
        self._sleep = sleep
        self._told = told
        self._waiting: _Dated = {}
        self._odd: _Dated = {}
        self._beaten = float("-inf")
        now = self.now()
        self.beat = Heartbeat(os.getpid(), now, str(drop.absolute()), str(out.absolute()), interval, now)

    def now(self) -> str:
        """The time as it is written down."""
        return heartbeat.moment(self._time.now())

    def say(self, what: str, path: str, text: str) -> None:
        """Tells an event, see `Told`."""
        self._told(what, heartbeat.shown(path), text)

    def failed(self, path: str, reason: str) -> None:
        """A file is given up."""
        self.say("failed", path, reason)

    def stays(self, path: str, reason: str) -> None:
        """A file could not be moved or deleted."""
        self.say("problem", path, reason)

    def taken(self, ready: Ready, taken: Taken | None) -> None:
        """An export is begun (None), or what became of it."""
        more = f" with {len(ready.files) - 1} more" if len(ready.files) > 1 else ""
        if taken is None:
            self.say("taken", ready.path, f"is read{more}")
        elif taken.state is DropState.FAILING:
            self.failed(ready.path, taken.reason or "")
        elif taken.state is DropState.TRIED:
            self.say("problem", ready.path, taken.reason or "")
        else:
            gap = f"; not all could be read: {taken.reason}" if taken.reason else ""
            self.say("done", ready.path, f"{taken.findings:,} findings, {taken.fresh:,} of them new{gap}")

    def offline(self, reason: str | None) -> None:
        """The folder is away, or None: it is there."""
        before = self.beat.offline
        if reason is not None and before is None:
            self.say("offline", "", f"the drop folder {reason}")
            self.beat = replace(self.beat, offline=reason, offline_since=self.now())
        elif reason is None and before is not None:
            self.say("back", "", "the drop folder is there again")
            self.beat = replace(self.beat, offline=None, offline_since=None)

    def problem(self, text: str | None) -> None:
        """What keeps passes from ending well, said once; None: nothing does."""
        if text is not None and text != self.beat.problem:
            self.say("problem", "", text)
        self.beat = replace(self.beat, problem=text)

    def note(self, waiting: Mapping[str, str], odd: Mapping[str, str]) -> None:
        """What waits now, and what is never read, each with its reason; what is not a matter of time is said once."""
        self._waiting = self._dated(self._waiting, waiting, "waiting")
        self._odd = self._dated(self._odd, odd, "failed")

    def _dated(self, known: _Dated, reasons: Mapping[str, str], what: str) -> _Dated:
        now = self.now()
        dated: _Dated = {}
        for path, reason in reasons.items():
            first, said = known.get(path, (now, ""))
            dated[path] = first, reason
            if reason not in (said, SETTLES, BESIDE, MORE):
                self.say(what, path, reason)
        return dated

    def states(self) -> tuple[list[Waiting], list[Failed]]:
        """What waits, the longest first, and what failed; as many as are named."""
        waiting = sorted((first, path, reason) for path, (first, reason) in self._waiting.items())
        failed = [
            Failed(
                heartbeat.shown(path),
                each.at,
                each.reason or "",
                heartbeat.shown(each.target) if each.target and each.state is DropState.ASIDE else None,
            )
            for path, each in self._files.in_states(*_FAILED)[: heartbeat.LISTED]
        ]
        odd = sorted((path, first, reason) for path, (first, reason) in self._odd.items())[: heartbeat.LISTED]
        failed += [Failed(heartbeat.shown(path), first, reason) for path, first, reason in odd]
        return (
            [Waiting(heartbeat.shown(path), first, reason) for first, path, reason in waiting[: heartbeat.LISTED]],
            failed[: heartbeat.LISTED],
        )

    def write(self, *, ended: bool = False, stopped: bool = False) -> None:
        """The heartbeat; `ended` at the end of a pass, `stopped` when the watcher ends as it was told to."""
        now = self.now()
        waiting, failed = self.states()
        self.beat = replace(
            self.beat,
            alive=now,
            pass_ended=now if ended else self.beat.pass_ended,
            stopped=now if stopped else None,
            events=self._sleep.events,
            waiting_count=len(self._waiting),
            failed_count=len(self._files.in_states(*_FAILED)) + len(self._odd),
            waiting=waiting,
            failed=failed,
        )
        self._beaten = self._time.monotonic()
        try:
            heartbeat.write(self._folder, self.beat, self._time.now())
        except OutputError as error:
            # On a full disk the file tells by its age.
            if self.beat.problem is None:
                self.problem(str(error))

    def archive(self, path: str) -> None:
        """An archive is begun."""
        self.advance()

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """A sign of life in a long pass, and the place where it is broken off."""
        if self._sleep.stopping:
            raise StoppedError
        if self._time.monotonic() - self._beaten > self.beat.interval:
            self.write()
