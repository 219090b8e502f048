"""What detection keeps from one text, or one run, to the next, dropped to make room."""

from __future__ import annotations

from chatscrub.detection import dialect
from chatscrub.detection.readers.labels import forget as forget_labels
from chatscrub.detection.readers.tables import forget as forget_titles


def forget_patterns() -> None:
    """Drops compiled patterns with what their automata learned. Each is made anew when it is needed again."""
    forget_labels()
    forget_titles()
    dialect.forget()


def forget() -> None:
    """Drops compiled patterns, models and word lists, and what was learned with them: after a long run more than 100 MB.

    They are made anew when they are needed again. A `Detection` in use keeps what it holds.
    """
    from chatscrub.detection.names import lexicon
    from chatscrub.detection.names.tagger import embedded as names_model
    from chatscrub.detection.passwords.tagger import embedded as passwords_model

    forget_patterns()
    names_model.cache_clear()
    passwords_model.cache_clear()
    lexicon.load.cache_clear()
