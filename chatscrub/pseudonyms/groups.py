"""Groups too small to be shown: one or two people behind a figure are as good as named."""

from __future__ import annotations

from collections.abc import Mapping, Set

FEWEST = 5  # people behind a figure
OTHER = "other"


def merged(groups: Mapping[str, Set[str]]) -> dict[str, str]:
    """The name under which each group is shown: its own, or ``other`` together with more groups.

    `groups` are the people of each. What is merged has at least `FEWEST` people if there are so many at all: else the
    smallest group that could stand alone goes in too, or subtraction would give the merged one away.
    """
    small = {name for name, people in groups.items() if len(people) < FEWEST}
    people = {person for name in small for person in groups[name]}
    for name in sorted(groups, key=lambda each: (len(groups[each]), each)):
        if not small or len(people) >= FEWEST:
            break
        if name not in small:
            small.add(name)
            people |= groups[name]
    return {name: OTHER if name in small else name for name in groups}
