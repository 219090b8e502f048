"""Where a model stops reading on lines without an end: a file on one line is data, and what it says is said nearby."""

from __future__ import annotations

LINE = 2500  # characters on either side of what a model reads around


def left_end(text: str, left: int, start: int) -> int:
    """`left`, or nearer to `start` the first word within reach; all are offsets in the text."""
    return left if start - left <= LINE else max(start - LINE, text.find(" ", start - LINE, start) + 1)


def right_end(text: str, end: int, right: int) -> int:
    """`right`, or nearer to `end` where the last word within reach ends."""
    if right - end <= LINE:
        return right
    blank = text.rfind(" ", end, end + LINE)
    return blank if blank >= 0 else end + LINE
