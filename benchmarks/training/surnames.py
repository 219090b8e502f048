"""Surnames of many countries beyond Faker's: those of the census of the United States, and of the locales of mimesis.

Both come from packages of the package index, ``names`` (MIT; the counts are the census's and in the public domain) and
``mimesis`` (MIT). They are read as data, neither is run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

MOST_FREQUENT = 30_000  # of the census; what is rarer is as often a word as a name
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zà-öø-ÿĀ-žșț]{2,14}")


def surnames() -> list[str]:
    """All of them, each with a capital, in order. Parts of double names stand for themselves.

    Raises:
        FileNotFoundError: a package is not installed.
    """
    words = {part for name in (*_of_the_census(), *_of_mimesis()) for part in re.split(r"[ '’-]", name)}
    return sorted(filter(_LATIN.fullmatch, words))


def _of_the_census() -> Iterator[str]:
    lines = (_folder("names") / "dist.all.last").read_text("ascii").splitlines()
    return (line.split()[0].capitalize() for line in lines[:MOST_FREQUENT])


def _of_mimesis() -> Iterator[str]:
    for path in sorted((_folder("mimesis") / "datasets").glob("*/person.json")):
        listed = json.loads(path.read_text("utf-8"))
        yield from _texts(listed.get("surnames", listed.get("surname", [])))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(each)


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"the package {package} is not installed")
    return Path(found.origin).parent
