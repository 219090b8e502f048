"""What is told when the program itself fails: the kind of fault and its place, never a value, and no dump of memory.

A traceback's last line is the text of the exception, and that may quote an export; a core dump holds all of it.
"""

from __future__ import annotations

import os
import sys
import threading

from chatscrub.errors import ChatscrubError

_PR_SET_DUMPABLE = 4  # linux/prctl.h


class FaultError(Exception):
    """A fault of another process of ours, as `fault` tells it."""


def fault(error: BaseException) -> str:
    """An exception as the class and the line that raised it."""
    if isinstance(error, FaultError):
        return str(error)
    trace = error.__traceback__
    place = "an unknown place"
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119  # no pathlib in a crash
        trace = trace.tb_next
    return f"{type(error).__name__} in {place}"


def contained(error: Exception) -> Exception:
    """An exception that may travel to another process: an unforeseen one loses its text, which may quote an export."""
    return error if isinstance(error, ChatscrubError) else FaultError(fault(error))


def contain() -> None:
    """For the whole process: no traceback from threads, finalisers and the end of the program, and no core dump.

    On Linux other programs of the same user can then not read the memory of the process or its environment either.
    """
    threading.excepthook = _quietly
    sys.unraisablehook = _quietly
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        # The limit does not hold where the system pipes core dumps into a program.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _quietly(about: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
    """For `threading.excepthook` and `sys.unraisablehook`, whose arguments both name the exception so."""
    if about.exc_value is not None and sys.stderr is not None:
        sys.stderr.write(f"chatscrub: internal failure: {fault(about.exc_value)}; please report it\n")
