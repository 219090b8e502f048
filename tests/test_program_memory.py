"""Compiled patterns take no more memory than they need, and have enough to be searched for quickly."""

from __future__ import annotations

import pytest

from chatscrub.detection import dialect
from chatscrub.detection.cascade import Detection
from chatscrub.detection.dialect import (
    LARGE,
    LONG,
    MEMORY,
    MORE_MEMORY,
    UNION_MEMORY,
    compiled,
    for_union,
    lettered,
    made,
)
from chatscrub.detection.program import Program
from chatscrub.detection.wakers import reader_of
from chatscrub.errors import PackError
from tests.running import shipped_detectors

DETECTORS = shipped_detectors()
AUTOMATON = 3 * 20 * 4
"""Bytes for each instruction: RE2 searches without its automaton, many times slower, unless a third holds 20 full states."""


def room(pattern: str, program: Program) -> int:
    return MORE_MEMORY if program.programsize > LARGE or len(lettered(pattern)) > LONG else MEMORY


def test_every_shipped_pattern_has_room_for_its_automaton() -> None:
    patterns = {each for one in DETECTORS for each in (one.pattern, one.prefilter, one.companion) if each is not None}
    for pattern in patterns:
        program = compiled(pattern)
        assert program.programsize * AUTOMATON <= room(pattern, program), pattern


def test_a_pattern_too_large_for_the_usual_memory_gets_more() -> None:
    large = "(?P<value>ring" + 4 * r"\p{L}{900}" + ")"
    with pytest.raises(PackError, match="too large"):
        made(large, MEMORY)
    assert compiled(large).search("ring" + "é" * 3600) is not None
    assert compiled(large).search("ring" + "é" * 3599) is None


@pytest.mark.usefixtures("made_anew")
def test_readers_and_their_prefilter_share_one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def counted(pattern: str, memory: int) -> Program:
        program = made(pattern, memory)
        sizes.append(program.programsize)
        return program

    monkeypatch.setattr(dialect, "made", counted)
    dialect.forget()
    detection = Detection(DETECTORS, b"key")
    detection.before_models([b"Customer ID: 4711", "Αρ. πελάτη: 4711".encode()])
    for _, part in reader_of(DETECTORS).parts:
        assert sizes.count(made(for_union(part), UNION_MEMORY).programsize) == 1
