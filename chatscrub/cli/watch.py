"""``chatscrub watch``: a folder that exports are dropped into, and lists that follow."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chatscrub.cli.options import (
    ConfigFile,
    Detectors,
    FailOn,
    Format,
    Language,
    MinConfidence,
    NamesModel,
    PeopleFile,
    Quiet,
    SlackDomain,
    StateFolder,
    WatchJobs,
)


class AfterWord(StrEnum):
    """What ``--after`` takes."""

    KEEP = "keep"
    MOVE = "move"
    DELETE = "delete"


def watch(
    drop: Annotated[Path, typer.Argument(metavar="DROP", help="The folder that exports are dropped into.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for checklists, index and reports.")],
    once: Annotated[bool, typer.Option("--once", help="Take what is there and whole, then end.")] = False,
    interval: Annotated[float, typer.Option(min=1, help="Seconds from one look to the next.")] = 30.0,
    settle: Annotated[float, typer.Option(min=0, help="Seconds that a file must be still.")] = 10.0,
    after: Annotated[
        AfterWord, typer.Option(help="What is done with an export once its lists are written.")
    ] = AfterWord.KEEP,
    poll: Annotated[bool, typer.Option("--poll", help="Do not ask the system for events, as on shares.")] = False,
    format: Format = None,  # noqa: A002  # the option's name, and typer names options after parameters
    min_confidence: MinConfidence = None,
    fail_on: FailOn = None,
    jobs: WatchJobs = None,
    people: PeopleFile = None,
    lang: Language = None,
    config: ConfigFile = None,
    slack_domain: SlackDomain = None,
    state: StateFolder = None,
    detectors: Detectors = None,
    names_model: NamesModel = None,
    quiet: Quiet = False,
) -> None:
    """Watch a folder: read each export that lands in it once, and keep every employee's list up to date.

    DROP/<employee>/… names the employee where an export does not. Put big files there under another name, such as
    x.zip.part, and rename them when they are whole. DROP/done and DROP/failed are for --after move.
    """
    # Imported here so that --help and usage errors do not pay for the detectors' libraries.
    from chatscrub.cli.asked import asked, reports_asked, warn_of_places
    from chatscrub.errors import UsageError
    from chatscrub.ledger.opening import open_ledger
    from chatscrub.ledger.state import installation_key, state_folder
    from chatscrub.lists import rewrite_lists
    from chatscrub.pipeline import detection_for
    from chatscrub.private_file import named_folder
    from chatscrub.watch.clock import SystemTime
    from chatscrub.watch.leaving import After
    from chatscrub.watch.lock import WatchLock
    from chatscrub.watch.waking import Waking
    from chatscrub.watch.watcher import Settings, Watcher

    if not (math.isfinite(interval) and math.isfinite(settle)):
        raise UsageError("--interval and --settle are seconds; give a number")
    home = state_folder(state)
    if drop.exists() and not drop.is_dir():
        raise UsageError(f"{drop}: is not a folder; name the folder that exports are dropped into")
    _apart(drop, out, "--out")
    _apart(drop, home, "--state")
    wanted = asked(
        config=config,
        detectors=detectors,
        names_model=names_model,
        people=people,
        lang=lang,
        min_confidence=min_confidence,
        fail_on=fail_on,
        slack_domain=slack_domain,
        jobs=jobs,
    )
    limits = wanted.settings.limits
    settings = Settings(
        drop, out, home, reports_asked(format), interval, settle, After(after.value), wanted.jobs or 1, limits
    )
    key = installation_key(home)
    named_folder(out)
    if not quiet:
        warn_of_places([drop])
    waking = Waking(drop, poll=poll or once)
    with WatchLock(home), open_ledger(home, key) as ledger, _signals(waking.stop):
        if wanted.record(ledger):
            rewrite_lists(ledger, apart_from=out)
        wanted.order(ledger, [drop])  # says at once where the table of people is wrong
        watcher = Watcher(
            settings,
            ledger,
            order=lambda database: wanted.order(database, [drop]),
            make_detection=detection_for,
            time=SystemTime(),
            sleep=waking,
            told=_silent if quiet else _line,
        )
        if not once:
            watcher.run()
            return
        code = watcher.once()
    raise typer.Exit(code)


def _apart(drop: Path, other: Path, option: str) -> None:
    """Raises UsageError where one lies in the other: what is written would be looked at as if it were dropped."""
    from chatscrub.errors import UsageError

    inside, outside = other.resolve(), drop.resolve()
    if inside.is_relative_to(outside) or outside.is_relative_to(inside):
        raise UsageError(f"{option} {other}: must lie outside of the watched folder, and not around it")


def _line(what: str, path: str, text: str) -> None:
    from chatscrub.escape import plain

    print(plain(": ".join(each for each in (what, path, text) if each), 1000), file=sys.stderr, flush=True)


def _silent(what: str, path: str, text: str) -> None:
    """For --quiet."""


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """SIGTERM, SIGINT and, on Windows, CTRL_BREAK call `stop` while this lasts."""
    import signal

    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGBREAK") if hasattr(signal, name)]
    before = {each: signal.signal(each, lambda *_: stop()) for each in wanted}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
