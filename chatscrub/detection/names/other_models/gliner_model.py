"""The only place that imports GLiNER."""

from __future__ import annotations

import math
from pathlib import Path

from gliner import GLiNER

from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.model import Mention, joined
from chatscrub.detection.names.other_models.reading import entity_of, mention, parts

LABELS = ("person", "address")  # it takes any words, and is asked for these
TOKENS = 512  # at once, also of models that take more: time and memory grow with the square
QUESTION = 16  # tokens of LABELS with their marks
LEAST = 0.5  # probability under which it is not heard


class GlinerModel:
    """A model of a folder.

    Raises:
        Exception: whatever GLiNER raises when it does not take the folder.
    """

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._model = GLiNER.from_pretrained(str(path), local_files_only=True, map_location="cpu")
        self._model.eval()
        self._tokenizer = self._model.data_processor.transformer_tokenizer
        # It leaves out what is behind so many words, and what is behind so many tokens, its question included.
        self._most = int(self._model.config.max_len)
        positions = getattr(self._model.config.encoder_config, "max_position_embeddings", None) or TOKENS
        self._tokens = int(max(min(TOKENS, self._tokenizer.model_max_length, positions) - QUESTION, 1))

    def mentions(self, text: str) -> list[Mention]:
        """All names and addresses by position."""
        found: list[Mention] = []
        for offset, part in parts(text, self._size, self._most):
            if not part.strip():
                continue
            for each in self._model.predict_entities(part, list(LABELS), threshold=LEAST):
                entity = entity_of(each["label"])
                if entity is None:
                    continue
                made = mention(text, entity, offset + each["start"], offset + each["end"], float(each["score"]))
                if made is not None:
                    found.append(made)
        return joined(sorted(found, key=lambda one: one.start), text)

    def _size(self, text: str) -> int:
        """Its words, or its tokens on the same scale where they are nearer to their limit."""
        words = sum(1 for _ in self._model.data_processor.words_splitter(text))
        tokens = len(self._tokenizer(text, add_special_tokens=False)["input_ids"])
        return int(max(words, math.ceil(tokens * self._most / self._tokens)))
