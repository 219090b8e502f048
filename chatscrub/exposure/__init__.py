"""How exposed a conversation is: scoring by ENISA's method, explained, and the order of the work."""

from __future__ import annotations

from chatscrub.exposure.circumstances import RankingSettings
from chatscrub.exposure.gathering import Exposures
from chatscrub.exposure.ranking import join, rank
from chatscrub.exposure.score import score
from chatscrub.exposure.tables import Tables, default_tables, load_tables, tables_version

__all__ = [
    "Exposures",
    "RankingSettings",
    "Tables",
    "default_tables",
    "join",
    "load_tables",
    "rank",
    "score",
    "tables_version",
]
