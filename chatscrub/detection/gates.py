"""Gates: what must stand in a text before a group of detectors is looked for in it.

Most detectors look for something that few texts hold, a key's characters in a row or a digit at all. One search for
that is cheaper than many for the detectors, and these are then searched for only where it was found.
"""

from __future__ import annotations

import string

import msgspec

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


GATES = (
    Gate(
        "key",
        Characters(frozenset(string.ascii_letters + string.digits + "_+/=-"), frozenset("\u017f\u212a")),
        16,
        # The two beyond ASCII are so rare that they open it alone; in a class with the others they cost three times as much.
        (r"[0-9A-Za-z_+/=-]{16}", r"\x{17f}", r"\x{212a}"),
    ),
    # From where a passage begins to its first digit, so once in each.
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
