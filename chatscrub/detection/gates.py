"""Gates: what must stand in a text before a group of detectors is looked for in it.

Most detectors look for something that few texts hold, a key's characters in a row, a digit at all, or words in another
alphabet than the Latin one. One search for that is cheaper than many for the detectors, and these are then searched for
only where it was found.
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from chatscrub.detection.dialect import alternatives
from chatscrub.detection.letters import FOLDING_TO_OTHER, KELVIN, LONG_S, OTHER_LETTERS
from chatscrub.detection.sure_runs import Characters
from chatscrub.model.detector import Detector


class Gate(msgspec.Struct, frozen=True):
    """A gate that is open in a text with at least `least` of some characters in a row.

    Each of the `expressions`, which are for Hyperscan, opens it in the passage of a batch where it matches.
    """

    name: str
    characters: Characters
    least: int
    expressions: tuple[str, ...]


class Sought(NamedTuple):
    """An expression that is searched for on behalf of a detector, which is given with its number."""

    number: int
    detector: Detector
    expression: str


OTHER = Gate(
    "letters",
    Characters(frozenset(), others=OTHER_LETTERS),
    1,
    # From where a passage begins to the first of them, so once in each.
    (rf"(?:\A|\x00)[^\x00{FOLDING_TO_OTHER}]*[{FOLDING_TO_OTHER}]",),
)
"""Opened by letters of other alphabets."""

GATES = (
    OTHER,
    Gate(
        "key",
        Characters(frozenset(string.ascii_letters + string.digits + "_+/=-"), frozenset({LONG_S, KELVIN})),
        16,
        # The two beyond ASCII are so rare that they open it alone; in a class with the others they cost three times as much.
        (r"[0-9A-Za-z_+/=-]{16}", r"\x{17f}", r"\x{212a}"),
    ),
    Gate("digit", Characters(frozenset(string.digits)), 1, (r"(?:\A|\x00)[^\x00\d]*\d",)),
)
"""The gates, those first that are seldomer open."""


def gate_of(detector: Detector) -> str | None:
    """The name of the first gate that is open wherever the detector can claim anything; None where there is none.

    Both its prefilter and its pattern must match a text, but the pattern of a detector with fields matches a value
    alone, and a model is asked wherever what wakes it matches.
    """
    certain = [detector.searched]
    if not detector.fields and detector.model is None:
        certain += [detector.pattern, *([str(detector.companion)] if detector.companion_anywhere else [])]
    for gate in GATES:
        if any(gate.characters.sure_run(pattern) >= gate.least for pattern in certain):
            return gate.name
    return None


def gated(detector: Detector) -> Detector:
    """The detector with its gate.

    What is searched for in a union, many words in many languages, is cut in two: the alternatives in other alphabets
    make half of its states, and most texts hold no letter of them.
    """
    gate = gate_of(detector)
    if detector.prefilter_union is None or gate == OTHER.name:
        return replace(detector, gate=gate)
    flags, pieces = alternatives(detector.searched)
    elsewhere = [each for each in pieces if OTHER.characters.sure_run(flags + each) >= OTHER.least]
    parts = ((gate, [each for each in pieces if each not in elsewhere]), (OTHER.name, elsewhere))
    return replace(detector, gate=gate, parts=tuple((name, flags + "|".join(each)) for name, each in parts if each))


def by_gate(detectors: Iterable[tuple[int, Detector]]) -> dict[str | None, list[Sought]]:
    """What is searched for on behalf of detectors, by the gate that it stands behind; None where it stands behind none."""
    behind: dict[str | None, list[Sought]] = {}
    for number, one in detectors:
        for gate, expression in one.parts or ((one.gate, one.searched),):
            behind.setdefault(gate, []).append(Sought(number, one, expression))
    return behind
