"""Which nodes of a conversation a person sees when opening it.

An edit or a regenerated answer is a new node under the same parent; the old one stays. Exports since 2026 leave
``children`` out, so only ``parent`` is used.
"""

from __future__ import annotations

from datetime import datetime

from chatscrub.model.conversation import Branch
from chatscrub.model.moment import moment


def current_nodes(mapping: dict[str, object], current_node: object) -> set[str]:
    """The keys on the way from the current node to its root.

    Where the current node is missing, the way starts at the newest node that no other names as parent. Where no node
    names a parent, there are no branches, and all are current. Cycles end the way.
    """
    if _is_one_line(mapping, current_node):
        return set(mapping)
    parents = {
        key: parent
        for key, node in mapping.items()
        if isinstance(node, dict) and isinstance(parent := node.get("parent"), str)
    }
    if not parents:
        return set(mapping)
    key = current_node if isinstance(current_node, str) and current_node in mapping else _newest_leaf(mapping, parents)
    found: set[str] = set()
    while key in mapping and key not in found:
        found.add(key)
        key = parents.get(key)
    return found


def _is_one_line(mapping: dict[str, object], current_node: object) -> bool:
    """Whether each node names the one before it as its parent and the last is the current one, as where nobody edited."""
    try:
        parents = [node["parent"] for node in mapping.values()]  # type: ignore[index]  # what is no object raises
    except (KeyError, TypeError):
        return False
    keys = list(mapping)
    return bool(keys) and current_node == keys[-1] and parents[0] is None and parents[1:] == keys[:-1]


def branch_of(message: dict[str, object], metadata: dict[str, object], *, current: bool) -> Branch:
    """Hidden by OpenAI's own marks, else as the place in the tree says."""
    author = message.get("author")
    weight = message.get("weight")
    if (
        metadata.get("is_visually_hidden_from_conversation") is True
        or metadata.get("is_user_system_message") is True
        or message.get("recipient") not in (None, "", "all")
        or (isinstance(author, dict) and author.get("role") == "system")
        or (isinstance(weight, int | float) and not isinstance(weight, bool) and weight == 0)
    ):
        return Branch.HIDDEN
    return Branch.CURRENT if current else Branch.OTHER


def _newest_leaf(mapping: dict[str, object], parents: dict[str, str]) -> str | None:
    inner = set(parents.values())
    leaves = [key for key in mapping if key not in inner] or list(mapping)
    times = {key: _created(mapping[key]) for key in leaves}
    newest: str | None = None
    latest: datetime | None = None
    for key, time in times.items():  # of equals the last one in the file
        if latest is None or (time is not None and time >= latest):
            newest, latest = key, time if time is not None else latest
    return newest


def _created(node: object) -> datetime | None:
    message = node.get("message") if isinstance(node, dict) else None
    return moment(message.get("create_time")) if isinstance(message, dict) else None
