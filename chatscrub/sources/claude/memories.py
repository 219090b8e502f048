"""What Claude remembers about a person and their work, written by itself from their chats."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from chatscrub.model.conversation import Branch, Conversation, ObjectKind, Role
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event
from chatscrub.model.strings import strings
from chatscrub.sources.claude.accounts import PROVIDER, Directory, identifier
from chatscrub.sources.claude.blocks import without_structure
from chatscrub.sources.claude.conversations import SITE, own_passage

MEMORY_PAGE = f"{SITE}/settings/capabilities"
_READ = frozenset({"account_uuid", "project_memories", "memory_files"})


def memory_events(record: dict[str, object], directory: Directory) -> Iterator[Event]:
    """The memory of one account: about all chats, about each project, and as files."""
    identity = identifier(record.get("account_uuid"))
    memory = Conversation(
        provider=PROVIDER,
        id=identity,
        account=directory.account(identity),
        object=ObjectKind.MEMORY,
        title="Claude memory",
        url=MEMORY_PAGE,
        created_at=moment(record.get("created_at")),
        updated_at=moment(record.get("updated_at")),
    )
    yield memory
    rest = without_structure({key: value for key, value in record.items() if key not in _READ})
    for place, text in strings(rest, ""):
        shown = place.startswith("conversations_memory")
        yield own_passage(memory, place, text, Role.ASSISTANT, Branch.CURRENT if shown else Branch.HIDDEN)
    for place, text in _project_texts(record.get("project_memories")):
        yield own_passage(memory, place, text, Role.ASSISTANT)
    listed = record.get("memory_files")
    files: list[object] = listed if isinstance(listed, list) else [listed]
    for index, file in enumerate(files):
        path = f"memory_files[{index}]" if isinstance(listed, list) else "memory_files"
        written = moment(file.get("updated_at")) if isinstance(file, dict) else None
        for place, text in strings(without_structure(file) if isinstance(file, dict) else file, path):
            passage = own_passage(memory, place, text, Role.ASSISTANT)
            yield replace(passage, sent_at=written or passage.sent_at)


def _project_texts(memories: object) -> Iterator[tuple[str, str]]:
    """``{project uuid: text}``: the ids are no texts, and no field names either, so a number stands for each."""
    if isinstance(memories, dict):
        for index, value in enumerate(memories.values()):
            yield from strings(value, f"project_memories.#{index}")
    else:
        yield from strings(memories, "project_memories")
