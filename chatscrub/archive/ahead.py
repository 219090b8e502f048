"""The next bytes of a member made by another thread, while this one works on those before them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache

from chatscrub.archive.record import HEAD


def made_ahead(chunks: Iterator[bytes]) -> Generator[bytes, None, None]:
    """The same chunks, at most one of them made before it is asked for; whatever making one raises is raised here.

    Inflating and hashing let go of the interpreter. A member that ends with its first chunk, or of which no more is
    asked for, costs no thread.
    """
    begun: Future[bytes | None] | None = None
    try:
        chunk = next(chunks, None)
        size = 0
        while chunk is not None:
            size += len(chunk)
            if size > HEAD:
                begun = _thread().submit(next, chunks, None)
            yield chunk
            chunk, begun = next(chunks, None) if begun is None else begun.result(), None
    finally:
        if begun is not None:
            wait([begun])  # a generator at work can't be closed
        close = getattr(chunks, "close", None)
        if close is not None:
            close()


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="inflate")
