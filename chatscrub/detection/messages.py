"""What holds over a whole message: copies of a value become one finding, identifiers become people."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from msgspec.structs import replace

from chatscrub.detection.subjects import joined
from chatscrub.model.finding import Finding, Span


def fold(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for each value of a message; its other places go into `also_at`.

    The surest stays, of equals the first. Without a message id the passage counts as the message. The same name of two
    people, such as a family name, stays twice.
    """
    places: dict[object, list[int]] = {}
    for number, finding in enumerate(findings):
        person = finding.subject if finding.identifier == "name" else None
        key = (_message(finding), finding.entity, finding.fingerprint, person)
        places.setdefault(key, []).append(number)
    chiefs: list[tuple[int, Finding]] = []
    for numbers in places.values():
        chief = max(numbers, key=lambda number: (findings[number].confidence, -number))
        others = [findings[number] for number in numbers if number != chief]
        spans = tuple(Span(one.passage.place, one.start, one.end) for one in others)
        chiefs.append((chief, replace(findings[chief], also_at=spans) if spans else findings[chief]))
    return [finding for _, finding in sorted(chiefs, key=itemgetter(0))]


def _message(finding: Finding) -> object:
    message = finding.passage.message_id
    return (finding.passage.conversation, message) if message is not None else id(finding.passage)


def with_subjects(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with their subjects, as far as each message tells; a conversation may tell more when it ends."""
    messages: dict[object, list[int]] = {}
    for number, finding in enumerate(findings):
        if finding.links:
            messages.setdefault(_message(finding), []).append(number)
    result = list(findings)
    for numbers in messages.values():
        for number, finding in zip(numbers, joined([findings[each] for each in numbers]), strict=True):
            result[number] = finding
    return result
