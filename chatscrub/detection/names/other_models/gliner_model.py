"""The only place that imports GLiNER."""

from __future__ import annotations

from pathlib import Path

from gliner import GLiNER

from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.model import Mention, joined
from chatscrub.detection.names.other_models.reading import entity_of, mention, parts

LABELS = ("person", "address")  # it takes any words, and is asked for these
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
        self._most = int(self._model.config.max_len)  # words; it leaves out what is behind them

    def mentions(self, text: str) -> list[Mention]:
        """All names and addresses by position."""
        found: list[Mention] = []
        for offset, part in parts(text, self._words, self._most):
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

    def _words(self, text: str) -> int:
        return sum(1 for _ in self._model.data_processor.words_splitter(text))
