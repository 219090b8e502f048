"""Labelled corpora that others published, read for the training of names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

LABELS = {"PERSON": "PER", "ADDRESS": "ADR", "LOCATION": "LOC", "ORGANIZATION": "ORG"}

Row = tuple[str, list[tuple[int, int, str]]]
"""A text and its spans: start, end, label of `LABELS`."""


def corpus(path: Path) -> Iterator[Row]:
    """The rows of a labelled corpus; handles and tags are left unlabelled."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = [
                (each["start"], each["end"], LABELS[each["label"]])
                for each in row["spans"]
                if each["label"] in LABELS and row["text"][each["start"]] not in "@#"
            ]
            yield row["text"], spans


def conll(path: Path) -> Iterator[Row]:
    """The sentences of a file with a token and its BIO tag a line (in a ``.tsv`` its second and third column).

    Handles and tags of Twitter are left unlabelled.
    """
    columns = slice(1, 3) if path.suffix == ".tsv" else slice(0, 2)
    for block in re.split(r"\n\s*\n", path.read_text("utf-8", "replace")):
        text = ""
        spans: list[tuple[int, int, str]] = []
        for line in block.splitlines():
            token, tag = (*line.split("\t")[columns], "", "")[:2]
            if not token or not tag or line.startswith("#\t"):
                continue
            start, kind = len(text) + bool(text), tag[2:]
            text = f"{text} {token}".lstrip()
            if kind in LABELS.values() and token[0] not in "@#":
                if tag[0] == "I" and spans and spans[-1][2] == kind and spans[-1][1] == start - 1:
                    start = spans.pop()[0]
                spans.append((start, len(text), kind))
        if text:
            yield text, spans
