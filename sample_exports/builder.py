"""One export being built: seeded ids, times and values, and the list of what has to be found in it."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chatscrub.detection.samples import fill
from sample_exports.chats import Said

Files = dict[str, bytes]
"""Members of an archive: name → content."""
_PHONES = {"DE": "3{{digits:3}} {{digits:4}}", "HH": "3{{digits:3}} {{digits:3}}", "FR": "42 {{digits:2}} 33 18",
           "SE": "555 {{digits:3}} 20", "NL": "620 {{digits:4}}"}  # fmt: skip


@dataclass(slots=True)
class Expected:
    """What a scan of one folder has to find, and where it has to stay quiet."""

    must: list[tuple[str, str, str]] = field(default_factory=list)  # employee, place, entity
    quiet: list[tuple[str, str]] = field(default_factory=list)  # place, why

    def note(self, said: Said, employee: str, place: str) -> None:
        """Takes down one message; `place` is the message's id, or what stands for it."""
        self.must.extend((employee, place, entity) for entity in said.must)
        if said.why:
            self.quiet.append((place, said.why))

    def toml(self) -> str:
        """As the file beside the export."""
        lines = ["# Made by sample_exports/build.py. At medium confidence and over a scan finds the `must` entries, one",
                 "# for each distinct value, and nothing else; `quiet` names the look-alikes and why they are none."]  # fmt: skip
        for employee, place, entity in self.must:
            lines += ["", "[[must]]", f'employee = "{employee}"', f'message = "{place}"', f'entity = "{entity}"']
        for place, why in self.quiet:
            lines += ["", "[[quiet]]", f'message = "{place}"', f'why = "{why}"']
        return "\n".join(lines) + "\n"


class Builder:
    """One export being built: seeded ids, times and values."""

    def __init__(self, seed: str, start: datetime) -> None:
        self._noise = random.Random(seed)
        self._moment = start
        self.expected = Expected()

    def id(self) -> str:
        """The next uuid."""
        return str(uuid.UUID(int=self._noise.getrandbits(128), version=4))

    def digits(self, count: int) -> str:
        """So many digits, the first not 0."""
        return str(self._noise.randrange(10 ** (count - 1), 10**count))

    def later(self, minutes: float = 2.0) -> datetime:
        """The next moment, some minutes on."""
        self._moment += timedelta(
            minutes=minutes * (0.5 + self._noise.random()), microseconds=self._noise.randrange(10**6)
        )
        return self._moment

    def text(self, said: Said) -> str:
        """The message with its slots filled."""
        text = said.text
        for region, shape in _PHONES.items():
            text = text.replace(f"{{{{phone:{region}}}}}", shape)
        slots = {
            "stripe_live": "sk_" + "live_{{alnum:32}}",
            "slack_bot": "xoxb-{{digits:12}}-{{digits:13}}-{{alnum:24}}",
            "slack_webhook": "https://hooks.slack.com/services/T07{{uppernum:8}}/B08{{uppernum:8}}/{{alnum:24}}",
            "card": "{{luhn:5425:16}}",
            "ssn": "5{{digits:1}}8-4{{digits:1}}-7{{digits:3}}",
            "dots": "." * 12,
        }
        for slot, shape in slots.items():
            text = text.replace(f"{{{{{slot}}}}}", shape)
        return fill(text, str(self._noise.getrandbits(64)))
