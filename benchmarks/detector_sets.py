"""Fewer detectors than the program ships, and more: a copy of it with some of its packs, and a folder of made-up packs."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

_ID = re.compile(r"^id = ", re.MULTILINE)
_FOLDERS = ("credentials", "pii")
_IN_A_PACK = 25
_PACK = """\
issuer = "Made up"
references = []

[remedy]
kind = "rotate"
steps = ["Make a new one."]
"""
_DETECTOR = """
[[detector]]
id = "{pack}.{word}"
name = "Made up {word}"
entity = "MADE_UP_KEY"
confidence = "high"
severity = "low"
pattern = '{pattern}'
match = ['{example}', '"{example}"', 'use {example} here']
no_match = ['{word}', '{word}_short', '{word} and more']
"""
_LETTERS = "bcdfghjklmnpqrtv"


def packs(tree: Path) -> list[Path]:
    """The detector files of a checkout."""
    return sorted(path for folder in _FOLDERS for path in (tree / "detectors" / folder).glob("*.toml"))


def count(tree: Path) -> int:
    """How many detectors a checkout has."""
    return sum(_in(path) for path in packs(tree))


def _in(pack: Path) -> int:
    return len(_ID.findall(pack.read_text("utf-8")))


def subset(tree: Path, copy: Path, least: int) -> Path:
    """Copies the program of a checkout with packs, picked at random with a seed, that hold so many detectors or a few more."""
    shutil.copytree(tree / "chatscrub", copy / "chatscrub", ignore=shutil.ignore_patterns("__pycache__"))
    chosen = packs(tree)
    random.Random(1).shuffle(chosen)
    held = 0
    for path in chosen:
        if held >= least:
            break
        held += _in(path)
        target = copy / path.relative_to(tree)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for path in (tree / "detectors").glob("*.toml"):
        shutil.copyfile(path, copy / "detectors" / path.name)
    return copy


def made_up(folder: Path, detectors: int) -> Path:
    """Writes packs of so many detectors: tokens with a prefix, and hex keys after a word, by turns."""
    (folder / "credentials").mkdir(parents=True)
    for first in range(0, detectors, _IN_A_PACK):
        pack = f"made-up-{first}"
        entries = [_entry(pack, number) for number in range(first, min(detectors, first + _IN_A_PACK))]
        (folder / "credentials" / f"{pack}.toml").write_text(_PACK + "".join(entries), "utf-8")
    return folder


def _entry(pack: str, number: int) -> str:
    word = "z" + "".join(_LETTERS[number >> shift & 15] for shift in (8, 4, 0))
    if number % 2:
        pattern = rf"\b(?P<value>{word}_[A-Za-z0-9]{{28}})\b"
        example = f"{word}_{{{{alnum:28}}}}"
    else:
        pattern = rf"\b(?i:{word})[_ -]?(?i:key|token)\W{{1,4}}(?P<value>[0-9a-f]{{32}})\b"
        example = f"{word}_key={{{{hex:32}}}}"
    return _DETECTOR.format(pack=pack, word=word, pattern=pattern, example=example)
