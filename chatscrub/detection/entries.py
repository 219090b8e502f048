"""Lists about people: whether the line that holds a fact begins with, or is the row of, somebody's name."""

from __future__ import annotations

from chatscrub.detection.evidence.verdict import Surroundings
from chatscrub.detection.people_of_note import of_the_public
from chatscrub.detection.somebody import names_a_person
from chatscrub.lazy_patterns import lazy_compile

_LONGEST = 240  # characters of a line in front of a fact
_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞĪŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ", r"a-zß-öø-ÿāăąćčďđęěğīłńňōőœřśşšťūůűźżž’'"
# A bullet, a number, a bed or room, an item of the agenda, a time.
_LEAD = (
    r"[\s>*_#•·‣◦▪–—|\-]*(?:(?:top|punkt|item|bed|bett|room|zimmer|zi\.|ch(?:ambre)?|hab(?:itación)?|cama|letto|kamer|sala|łóżko|säng|seng|flat|unit|case|fall|row|c|p|nr|no|pt)?[ .#]?\d{0,4}[a-z]?[ ]?[.:)|–—-]+\s*"
    r"|\(?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\)?:? )?"
)
_NAME = (
    rf"(?:(?:Mr|Mrs|Ms|Mx|Miss|Hr|Herrn?|Frau|Fr|Fam|M|Mme|Mlle|Sra?|Sig(?:\.ra)?|Dhr|Mevr|Mw|Pani?|Pan|Fru|D)\.? )?[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"
    rf"(?: (?:van|de|der|den|von|da|dos|di|del|la|el|al|bin|Mc|O['’]))*(?: [{_UPPER}](?:[{_LOWER}]+|\.))(?:[- ][{_UPPER}][{_LOWER}]+){{0,2}}"
)
_ENTRY = lazy_compile(
    rf"(?i:{_LEAD})(?P<name>{_NAME})(?:[ ]?\([^()\n]{{1,24}}\))?(?P<mark>[ ]?[,;:|(–—\t]|[ ][–—-][ ]|[ ]{{2}}|\Z)"
)
_CELLS = lazy_compile(r"[|\t;]")
_FULL = lazy_compile(rf"\s*{_NAME}\s*\Z")


def in_an_entry(around: Surroundings) -> bool:
    """Whether a fact stands in a line of a list behind the name of somebody who is not well known, or in that name's row."""
    before = around.before.rpartition("\n")[2]
    if len(before) > _LONGEST:
        return False
    after = around.after.partition("\n")[0]
    found = _ENTRY.match(before)
    named = found is not None and names_a_person(found["name"])
    if not named and _CELLS.search(before[-3:]) and _CELLS.search(after[:24] or "|"):
        cells = [*_CELLS.split(before), *_CELLS.split(after)]
        named = any(_FULL.match(cell) is not None and names_a_person(cell.strip()) for cell in cells)
    return named and not of_the_public(f"{before} {after}")
