"""``chatscrub`` and ``python -m chatscrub``: listens to Ctrl-C before the program itself is loaded."""

import os
import signal
from types import FrameType
from typing import NoReturn

from chatscrub.memory import collect_no_more, collect_seldom

_SAID = b"chatscrub: stopped; earlier reports are as they were\n"


def _stop(number: int, _: FrameType | None) -> NoReturn:
    """Nothing has begun, or all has ended, so there is nothing to clear away; a library that loads could hold back an error."""
    os.write(2, _SAID)
    os._exit(128 + number)


def run() -> NoReturn:
    """Runs the command line and exits."""
    for each in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(each) not in (signal.SIG_IGN, None):  # as under nohup
            signal.signal(each, _stop)
    collect_seldom()
    from chatscrub.cli.main import run as run_command_line

    try:
        run_command_line()
    finally:
        collect_no_more()


if __name__ == "__main__":
    run()
