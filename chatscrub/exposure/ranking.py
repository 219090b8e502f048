"""The order of the work, and one exposure out of two archives' views of one conversation."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from chatscrub.exposure.tally import earlier, later, target_order
from chatscrub.model.exposure import Exposure, Leak, Target
from chatscrub.model.identity import RETAINED_FLAGS
from chatscrub.shelf import Chosen


def rank(exposures: Sequence[Exposure]) -> Sequence[Exposure]:
    """In working order: first group, band, live credential, public link, training, deadline, count.

    What still ties is put in a fixed order, so that the same input gives the same report.
    """
    groups: dict[tuple[Any, ...], array[int]] = {}  # by what most have in common; the whole key is large
    for number, each in enumerate(exposures):
        groups.setdefault(_rank_key(each)[:2], array("L")).append(number)
    ordered = array("L")
    for _, group in sorted(groups.items()):
        ordered.extend(sorted(group, key=lambda number: _rank_key(exposures[number])))
    return Chosen(exposures, ordered)


def _rank_key(exposure: Exposure) -> tuple[Any, ...]:
    conversation = exposure.conversation
    return (
        exposure.order,
        -exposure.score,
        exposure.employee,
        conversation.provider,
        conversation.object.value,
        conversation.id or "",
        exposure.archive,
        exposure.vector,
    )


def join(one: Exposure, other: Exposure) -> Exposure:
    """One exposure for a conversation of one employee that two archives hold.

    The worse view gives the score, because an older export may show what a newer one hides. Objects and credentials
    are those of both. Counts are the larger of the two, since exports of one chat mostly repeat each other. Which
    one is named first does not matter.
    """
    worse, better = sorted((one, other), key=_rank_key)
    heavier = max((worse, better), key=lambda each: -1.0 if each.severity_value is None else each.severity_value)
    return replace(
        worse,
        score=max(one.score, other.score),
        band=heavier.band,
        severity_value=heavier.severity_value,
        dpc=heavier.dpc,
        ei=heavier.ei,
        cb=heavier.cb,
        identifiers=heavier.identifiers,
        credential=max((each.credential for each in (one, other) if each.credential is not None), default=None),
        people=max(one.people, other.people),
        findings=max(one.findings, other.findings),
        review=max(one.review, other.review),
        aside=max(one.aside, other.aside),
        flags=tuple(sorted({*one.flags, *other.flags})),
        targets=_joined_targets((*worse.targets, *better.targets)),
        leaks=_joined_leaks((*worse.leaks, *better.leaks)),
    )


def _joined_targets(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    by_object: dict[tuple[str, str, bool], Target] = {}
    for target in targets:
        retained = not RETAINED_FLAGS.isdisjoint(target.flags)
        key = (target.object.value, target.object_id or target.url or "", retained)
        known = by_object.get(key)
        by_object[key] = target if known is None else _joined_target(known, target)
    return tuple(sorted(by_object.values(), key=target_order))


def _joined_target(one: Target, other: Target) -> Target:
    counts = dict(one.entities)
    for entity, count in other.entities:
        counts[entity] = max(counts.get(entity, 0), count)
    return replace(
        one,
        url=one.url or other.url,
        entities=tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))),
        first_sent=earlier(one.first_sent, other.first_sent),
        last_sent=later(one.last_sent, other.last_sent),
        flags=tuple(sorted({*one.flags, *other.flags})),
    )


def _joined_leaks(leaks: tuple[Leak, ...]) -> tuple[Leak, ...]:
    by_value: dict[str, Leak] = {}
    for leak in leaks:
        known = by_value.get(leak.fingerprint)
        by_value[leak.fingerprint] = (
            leak if known is None else replace(known, sent_at=earlier(known.sent_at, leak.sent_at))
        )
    return tuple(sorted(by_value.values(), key=lambda leak: (-leak.severity, leak.entity, leak.fingerprint)))
