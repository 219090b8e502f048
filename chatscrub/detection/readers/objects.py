"""JSON objects → records: each object that holds no other object with values of its own, or the one around a few."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from chatscrub.detection.readers.reading import Row

LONGEST = 20_000  # characters of one object


def objects(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """The outermost objects that stand in an array, else the outermost object; none inside the spans `taken`."""
    if "{" not in text or '"' not in text:
        return
    starts = [start for start, _ in taken]
    stack: list[tuple[str, int]] = []
    arrays = 0
    quoted = escaped = False
    for position, character in enumerate(text):
        if quoted:
            quoted = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            quoted, escaped = True, False
        elif character in "{[":
            stack.append((character, position))
        elif character in "}]" and stack:
            opening, start = stack.pop()
            outside = [each for each, _ in stack]
            if opening == "{" and "{" not in outside[_last_array(outside) + 1 :] and position - start <= LONGEST:
                row = bisect_right(starts, start) - 1
                if row < 0 or start >= taken[row][1]:
                    yield Row(start, position + 1)
    del arrays


def _last_array(outside: Sequence[str]) -> int:
    return max((index for index, each in enumerate(outside) if each == "["), default=-1)
