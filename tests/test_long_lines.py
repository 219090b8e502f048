"""A file on one line is read near what woke a model, and not from end to end."""

from __future__ import annotations

from chatscrub.detection.dialect import compiled
from chatscrub.detection.long_lines import LINE, left_end, right_end
from chatscrub.detection.passwords.windows import windows

WORD = "the password of the safe "
MUCH = "data " * 20_000


def test_on_a_line_without_an_end_a_model_reads_whole_words_around_what_woke_it() -> None:
    text = f"{MUCH}{WORD}{MUCH}"
    ((left, right),) = windows(text, compiled("password"))
    assert LINE < right - left <= 2 * LINE + len(WORD)
    assert WORD in text[left:right]
    assert text[left - 1] == text[right] == " "


def test_a_line_as_long_as_lines_are_is_read_whole() -> None:
    line = f"{MUCH[: LINE // 2]}{WORD}{MUCH[: LINE // 2]}"
    text = f"{MUCH}\n{line}\n{MUCH}"
    ((left, right),) = windows(text, compiled("password"))
    assert left <= text.index(line)
    assert right >= text.index(line) + len(line)


def test_without_a_blank_it_is_cut_where_it_is_too_long() -> None:
    text = "x" * 10 * LINE
    assert left_end(text, 0, 5 * LINE) == 4 * LINE
    assert right_end(text, 5 * LINE, len(text)) == 6 * LINE
    assert (left_end(text, 7, 9), right_end(text, 9, 12)) == (7, 12)
