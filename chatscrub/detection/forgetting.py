"""What detection keeps from one text, or one run, to the next, dropped to make room."""

from __future__ import annotations

import sys

from chatscrub.detection import dialect
from chatscrub.detection.caches import clear_bounded
from chatscrub.detection.readers.labels import forget as forget_labels
from chatscrub.detection.readers.tables import forget as forget_titles


def forget_patterns(*, costly: bool = True) -> None:
    """Drops compiled patterns with what their automata learned. Each is made anew when it is needed again.

    `costly` says whether also those go that take long to compile.
    """
    forget_labels()
    forget_titles()
    dialect.forget(costly=costly)


def forget_words() -> None:
    """Drops what is kept of the words that were met: all caches of detection that are bounded, as caches of texts are."""
    from chatscrub.detection.names.tagger import embedded as names_model
    from chatscrub.detection.passwords.tagger import embedded as passwords_model

    for model in (names_model, passwords_model):
        if model.cache_info().currsize:
            model().forget()
    for name, module in [*sys.modules.items()]:
        if name.startswith("chatscrub.detection."):
            clear_bounded(vars(module).values())


def forget() -> None:
    """Drops compiled patterns, models and word lists, and what was learned with them: after a long run more than 100 MB.

    They are made anew when they are needed again. A `Detection` in use keeps what it holds.
    """
    from chatscrub.detection.names import lexicon
    from chatscrub.detection.names.tagger import embedded as names_model
    from chatscrub.detection.passwords.tagger import embedded as passwords_model

    forget_patterns()
    forget_words()
    names_model.cache_clear()
    passwords_model.cache_clear()
    lexicon.load.cache_clear()
