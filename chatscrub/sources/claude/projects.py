"""Projects: instructions and knowledge files that stay when every chat is deleted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from chatscrub.model.conversation import Audience, Branch, Conversation, ObjectKind, Role
from chatscrub.model.finding import mask_file_name
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event, NotScanned
from chatscrub.model.strings import strings
from chatscrub.sources.claude.accounts import PROVIDER, Directory, account_uuid, identifier
from chatscrub.sources.claude.blocks import without_structure
from chatscrub.sources.claude.conversations import address, own_passage

_SHOWN = ("name", "description", "prompt_template")
_READ = frozenset({*_SHOWN, "docs", "creator"})
_DOCUMENT_READ = frozenset({"filename", "content"})


def project_events(record: dict[str, object], directory: Directory) -> Iterator[Event]:
    """A project, its texts, its documents. A project that is not private is open to the whole organisation."""
    identity = identifier(record.get("uuid"))
    name = record.get("name")
    project = Conversation(
        provider=PROVIDER,
        id=identity,
        account=directory.account(account_uuid(record.get("creator"))),
        object=ObjectKind.PROJECT,
        title=name if isinstance(name, str) else "",
        url=address("project", identity),
        audience=Audience.COMPANY if record.get("is_private") is False else Audience.PRIVATE,
        archived=record.get("archived_at") is not None,
        created_at=moment(record.get("created_at")),
        updated_at=moment(record.get("updated_at")),
    )
    yield project
    for key in _SHOWN:
        for place, text in strings(record.get(key), key):
            yield own_passage(project, place, text, Role.USER)
    rest = without_structure({key: value for key, value in record.items() if key not in _READ})
    listed = record.get("docs")
    documents: list[object] = listed if isinstance(listed, list) else []
    if documents is not listed:
        rest["docs"] = listed
    for place, text in strings(rest, ""):
        yield own_passage(project, place, text, branch=Branch.HIDDEN)
    for index, document in enumerate(documents):
        yield from _document_passages(document, f"docs[{index}]", project)
    for document in documents:
        if isinstance(document, dict) and not document.get("content"):
            name = document.get("filename")
            yield NotScanned(
                "project files", mask_file_name(name) if isinstance(name, str) and name else None, identity
            )


def _document_passages(document: object, path: str, project: Conversation) -> Iterator[Event]:
    fields = without_structure(document) if isinstance(document, dict) else document
    if isinstance(document, dict) and isinstance(fields, dict):
        # Its content may be an object some day: then all of it is the document's own, ids too.
        fields |= {key: document[key] for key in _DOCUMENT_READ if key in document}
        identity, added = identifier(document.get("uuid")), moment(document.get("created_at"))
    else:
        identity, added = None, None
    for place, text in strings(fields, path):
        yield replace(
            own_passage(project, place, text, Role.USER),
            object=ObjectKind.FILE,
            object_id=identity,
            sent_at=added or project.created_at,
        )
