"""What detection keeps from one run to the next, dropped when a long run has no more to detect."""

from __future__ import annotations

from chatscrub.detection import dialect


def forget() -> None:
    """Drops compiled patterns, models and word lists, and what was learned with them: after a long run more than 100 MB.

    They are made anew when they are needed again. A `Detection` in use keeps what it holds.
    """
    from chatscrub.detection.names import features, lexicon
    from chatscrub.detection.names.tagger import embedded as names_model
    from chatscrub.detection.passwords.tagger import embedded as passwords_model

    dialect.forget()
    features.forget()
    names_model.cache_clear()
    passwords_model.cache_clear()
    lexicon.load.cache_clear()
