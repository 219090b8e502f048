"""The only place that imports detect-secrets: asks one of its plugins about one candidate.

Plugins are built by class name and called directly. With the settings as the library has them at start, no filter is
on, so nothing is verified: verifying would call the vendor over the network.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.offline import refuse_network
from chatscrub.errors import PackError

if TYPE_CHECKING:
    from detect_secrets.plugins.base import BasePlugin


def knows(name: str) -> bool:
    """Whether the installed detect-secrets has a plugin class of this name."""
    return name in _plugin_classes()


def confirm(name: str, value: str, around: Surroundings) -> Verdict | None:
    """A NEUTRAL verdict where the plugin reports a secret that overlaps the value on its lines, else None.

    Raises:
        PackError: the installed detect-secrets has no such plugin.
    """
    plugin = _plugin(name)
    head = around.before.rpartition("\n")[2]
    tail = around.after.partition("\n")[0]
    start, end = len(head), len(head) + len(value)
    offset = 0
    for number, line in enumerate((head + value + tail).split("\n"), 1):
        for found in plugin.analyze_line(filename="passage", line=line, line_number=number):
            if _overlaps(line, found.secret_value or "", start - offset, end - offset):
                return Verdict(State.NEUTRAL, f"detect-secrets:{name}")
        offset += len(line) + 1
    return None


def _overlaps(line: str, secret: str, start: int, end: int) -> bool:
    """Whether one of the places of a secret in the line overlaps the candidate."""
    at = line.find(secret) if secret else -1
    while at != -1:
        if at < end and start < at + len(secret):
            return True
        at = line.find(secret, at + 1)
    return False


@cache
def _plugin_classes() -> dict[str, type[BasePlugin]]:
    refuse_network()
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    plugins: Iterable[type[BasePlugin]] = get_mapping_from_secret_type_to_class().values()
    return {plugin.__name__: plugin for plugin in plugins}


@cache
def _plugin(name: str) -> BasePlugin:
    if not knows(name):
        raise PackError(f"the installed detect-secrets has no plugin {name}: correct `engine` in the detector file")
    return _plugin_classes()[name]()
