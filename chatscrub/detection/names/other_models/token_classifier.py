"""The only place that imports transformers and PyTorch.

A model gives each token of a text a probability for each label. The labels of an entity are added up (``B-PER`` and
``I-PER`` are both a name), a word is what its first token is, and words of one entity in a row are one mention.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import torch
from msgspec.structs import replace
from transformers import AutoModelForTokenClassification, AutoTokenizer

from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.model import Mention, joined
from chatscrub.detection.names.other_models.reading import entity_of, known_labels, mention, parts
from chatscrub.errors import UsageError
from chatscrub.lazy_patterns import lazy_compile

ENTITIES = ("PERSON", "ADDRESS")
TOKENS = 512  # at once, also of models that take more: time and memory grow with the square
RESERVED = 2  # positions that RoBERTa and its kin count but do not use
_BEGINS = lazy_compile(r"\A[BSU][-_]")


class _Word(msgspec.Struct, frozen=True):
    """A word of a text as its first token is told; `entity` is "" for none, `label` the model's likeliest."""

    entity: str
    label: str
    start: int
    end: int
    sure: float


class TokenClassifier:
    """A model of a folder.

    Raises:
        UsageError: its tokenizer cannot tell places, or none of its labels is a name or an address.
        Exception: whatever transformers raises when it does not take the folder.
    """

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._tokenizer = AutoTokenizer.from_pretrained(
            str(path), local_files_only=True, trust_remote_code=False, use_fast=True
        )
        if not self._tokenizer.is_fast:
            raise UsageError(f"{path}: its tokenizer cannot tell where a token stands; hand in one with tokenizer.json")
        self._model = AutoModelForTokenClassification.from_pretrained(
            str(path), local_files_only=True, trust_remote_code=False, use_safetensors=True
        ).eval()
        labels = self._model.config.id2label
        self._labels = [str(labels[number]) for number in range(len(labels))]
        known_labels(path, set(self._labels))
        # One column an entity and a last one for everything else.
        self._columns = torch.zeros(len(labels), len(ENTITIES) + 1)
        for number, label in enumerate(self._labels):
            entity = entity_of(label)
            self._columns[number, ENTITIES.index(entity) if entity in ENTITIES else len(ENTITIES)] = 1
        positions = getattr(self._model.config, "max_position_embeddings", None) or TOKENS + RESERVED
        self._limit = int(min(TOKENS, self._tokenizer.model_max_length, max(positions - RESERVED, RESERVED + 1)))

    def mentions(self, text: str) -> list[Mention]:
        """All names and addresses by position."""
        most = self._limit - self._tokenizer.num_special_tokens_to_add()
        found = [
            made
            for offset, part in parts(text, self._tokens, most)
            for run in _runs(self._words(part), part)
            if (made := mention(text, run[0].entity, offset + run[0].start, offset + run[-1].end, _sure(run)))
            is not None
        ]
        return joined(found, text)

    def _tokens(self, text: str) -> int:
        return len(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def _words(self, part: str) -> Iterator[_Word]:
        encoded = self._tokenizer(
            part, return_offsets_mapping=True, return_tensors="pt", truncation=True, max_length=self._limit
        )
        places = encoded.pop("offset_mapping")[0].tolist()
        with torch.inference_mode():
            probabilities = self._model(**encoded).logits[0].float().softmax(-1)
        best = probabilities.argmax(-1).tolist()
        word: _Word | None = None
        for (first, end), label, row in zip(places, best, (probabilities @ self._columns).tolist(), strict=True):
            start = first + len(part[first:end]) - len(part[first:end].lstrip())
            if start == end:
                continue
            if word is not None and start <= word.end and part[start - 1].isalnum() and part[start].isalnum():
                word = replace(word, end=max(end, word.end))
                continue
            if word is not None:
                yield word
            column = row.index(max(row))
            entity = ENTITIES[column] if column < len(ENTITIES) else ""
            word = _Word(entity, self._labels[label], start, end, row[column])
        if word is not None:
            yield word


def _runs(words: Iterator[_Word], part: str) -> Iterator[list[_Word]]:
    """Words of one entity in a row; of two names in a row only the labels tell where the second begins."""
    run: list[_Word] = []
    for word in words:
        if (
            run
            and (
                word.entity != run[-1].entity
                or "\n" in part[run[-1].end : word.start]
                # Behind a given name, B-SURNAME goes on with it.
                or (_BEGINS.match(word.label) and word.label[2:] in {each.label[2:] for each in run})
            )
        ):
            yield run
            run = []
        if word.entity:
            run.append(word)
    if run:
        yield run


def _sure(run: list[_Word]) -> float:
    each = [word.sure for word in run]
    return min(each) if run[0].entity == "PERSON" else sum(each) / len(each)
