"""The only place that imports spaCy."""

from __future__ import annotations

from pathlib import Path

import spacy

from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.model import Mention, joined
from chatscrub.detection.names.other_models.reading import entity_of, known_labels, mention, parts

SURE = 0.9  # spaCy gives no probability; over what a single word without other evidence needs
LONGEST = 100_000  # characters at once; its memory grows with them
_NOT_NEEDED = ("parser", "senter", "lemmatizer", "textcat", "textcat_multilabel", "entity_linker")


class SpacyPipeline:
    """A pipeline of a folder.

    Raises:
        UsageError: none of its labels is a name or an address.
        Exception: whatever spaCy raises when it does not take the folder.
    """

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._pipeline = spacy.load(path, exclude=_NOT_NEEDED)
        known_labels(path, {label for labels in self._pipeline.pipe_labels.values() for label in labels})

    def mentions(self, text: str) -> list[Mention]:
        """All names and addresses by position, all equally sure."""
        found: list[Mention] = []
        for offset, part in parts(text, len, LONGEST):
            for span in self._pipeline(part).ents:
                entity = entity_of(span.label_)
                if entity is None:
                    continue
                made = mention(text, entity, offset + span.start_char, offset + span.end_char, SURE)
                if made is not None:
                    found.append(made)
        return joined(found, text)
