"""The events of a source, each passage for itself."""

from __future__ import annotations

from chatscrub.archive import Archive
from chatscrub.model.outcome import Event
from chatscrub.sources.interface import ExportSource, ReadOptions


def read_by(source: ExportSource, archive: Archive, options: ReadOptions | None = None) -> list[Event]:
    """What the source reads; a list of passages is taken apart."""
    events: list[Event] = []
    for event in source.read(archive, options or ReadOptions()):
        events += event if isinstance(event, list) else [event]
    return events
