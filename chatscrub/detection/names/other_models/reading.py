"""What the models have in common: their labels in our words, long texts in pieces, and spans made tidy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from chatscrub.detection.names.model import Mention, trimmed
from chatscrub.errors import UsageError
from chatscrub.lazy_patterns import lazy_compile

_PERSON = """
per person persname prs privateperson personname fullname name firstname givenname middlename lastname surname
"""
_ADDRESS = "adr address street streetaddress privateaddress postaladdress buildingnum buildingnumber secondaryaddress"
ENTITIES = dict.fromkeys(_PERSON.split(), "PERSON") | dict.fromkeys(_ADDRESS.split(), "ADDRESS")
"""Labels in small letters without anything else → entities."""

_PLACE_IN_SPAN = lazy_compile(r"\A[BIESLU][-_]")
# From coarse to fine; each takes a text apart without losing a character.
_CUTS = (
    lazy_compile(r"[^\n]*\n|[^\n]+"),
    lazy_compile(r"(?:[^.!?]|[.!?](?!\s))+(?:[.!?]\s+)?|[.!?]\s+"),
    lazy_compile(r"\s*\S+\s*|\s+"),
)


def entity_of(label: str) -> str | None:
    """PERSON, ADDRESS or None for a label such as ``B-PER``, ``person`` or ``private_address``."""
    bare = _PLACE_IN_SPAN.sub("", label).lower()
    return ENTITIES.get("".join(letter for letter in bare if letter.isalpha()))


def known_labels(path: Path, labels: Iterable[str]) -> None:
    """Refuses a model none of whose labels is a name or an address.

    Raises:
        UsageError: that is so.
    """
    labels = sorted(labels)
    if not any(map(entity_of, labels)):
        shown = ", ".join(labels[:10]) or "none"
        raise UsageError(f"{path}: the model knows neither names nor addresses; its labels are: {shown}")


def parts(text: str, size: Callable[[str], int], most: int) -> Iterator[tuple[int, str]]:
    """The text in pieces whose `size` is at most `most`, each with its offset.

    It is cut between lines; inside a line only where that alone is too long, then between sentences, then words.
    """
    start = end = used = 0
    for piece, each in _pieces(text, size, most, _CUTS):
        if used and used + each > most:
            yield start, text[start:end]
            start, used = end, 0
        end += len(piece)
        used += each
    if end > start:
        yield start, text[start:end]


def _pieces(
    text: str, size: Callable[[str], int], most: int, cuts: Sequence[re.Pattern[str]]
) -> Iterator[tuple[str, int]]:
    each = size(text)
    if each <= most or len(text) <= 1:
        yield text, each
        return
    finer = cuts[0].findall(text) if cuts else (text[: len(text) // 2], text[len(text) // 2 :])
    for piece in finer:
        yield from _pieces(piece, size, most, cuts[1:])


def mention(text: str, entity: str, start: int, end: int, sure: float) -> Mention | None:
    """A span of a model, without white space around it and punctuation behind it; a name ends with its line."""
    while start < end and text[start].isspace():
        start += 1
    if entity == "PERSON":
        line = text.find("\n", start, end)
        end = line if line >= 0 else end
    end = trimmed(text, start, end)
    return Mention(entity, start, end, sure) if end > start else None
