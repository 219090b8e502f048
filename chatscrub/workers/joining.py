"""The outcomes of an archive's stripes → the outcome of the archive, as one task would have given it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from chatscrub.archive import Archive
from chatscrub.inventory import Inventory
from chatscrub.model.run import ArchiveResult
from chatscrub.model.skips import Skips
from chatscrub.order import ArchiveOutcome


def joined(archive: Archive, outcomes: Sequence[ArchiveOutcome]) -> ArchiveOutcome:
    """All of one archive, in the order of their stripes."""
    first = outcomes[0].result
    result = ArchiveResult(first.path, first.provider, partial=first.partial)
    whole = ArchiveOutcome(result, Skips())
    for each in outcomes:
        _add(result, each.result)
        whole.skipped.join(each.skipped)
        whole.below += each.below
        whole.suppressed += each.suppressed
    inventory = Inventory(archive, result, frozenset(), datetime.now(UTC))
    for each in outcomes:
        inventory.contents.update(each.contents)
    inventory.close()
    return whole


def _add(result: ArchiveResult, part: ArchiveResult) -> None:
    result.conversations += part.conversations
    result.passages += part.passages
    result.characters += part.characters
    result.findings += part.findings
    result.samples += part.samples
    for what, each in part.not_scanned.items():
        known = result.not_scanned.get(what)
        result.not_scanned[what] = replace(known, count=known.count + each.count) if known else each
    result.notices.extend(each for each in part.notices if each not in result.notices)
    result.accounts |= part.accounts
    result.covers |= part.covers
    result.workspace = result.workspace or part.workspace
    result.first_at = min(filter(None, (result.first_at, part.first_at)), default=None)
    result.last_at = max(filter(None, (result.last_at, part.last_at)), default=None)
