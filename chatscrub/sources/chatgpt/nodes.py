"""One node of a conversation's mapping → its passages."""

from __future__ import annotations

from chatscrub.model.conversation import Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.finding import mask_file_name
from chatscrub.model.moment import moment
from chatscrub.model.outcome import NotScanned
from chatscrub.model.strings import strings, tool_name
from chatscrub.sources.chatgpt.branches import branch_of
from chatscrub.sources.chatgpt.files import Files, asset_id, mentions
from chatscrub.sources.chatgpt.members import text_of
from chatscrub.sources.chatgpt.plain import PLACE, plain_message
from chatscrub.sources.chatgpt.structure import is_structural
from chatscrub.sources.chatgpt.texts import Home, Text, plain, texts

OTHER_AUTHOR = "other-author"  # in a group chat: somebody else's words, in this person's export
NODE_KEYS = frozenset({"id", "message", "parent", "children"})
NAME_TABLE = "conversation_asset_file_names.json"

_ROLES = {role.value: role for role in Role}
_USER = Role.USER
_CURRENT, _OTHER, _CONVERSATION = Branch.CURRENT, Branch.OTHER, ObjectKind.CONVERSATION


class NodeReader:
    """Reads the nodes of one conversation; `not_scanned` holds the files that they mention, by asset id."""

    def __init__(self, conversation: Conversation, current: set[str], files: Files) -> None:
        self._conversation = conversation
        self._current = current
        self._files = files
        self._user = conversation.account.id or conversation.account.email
        self.not_scanned: dict[str, NotScanned] = {}

    def plain(self, key: str, node: object) -> Passage | None:
        """The passage of a node that holds a plain message; None for any other, which `read` reads."""
        if (found := plain_message(node)) is None:
            return None
        message, text = found
        author = message.author
        role = _ROLES[author.role]
        conversation = self._conversation
        identity = message.id
        if identity != key:  # else nothing need be looked at
            identity = text_of(identity) or key
        return Passage(
            conversation,
            text,
            PLACE,
            conversation.account,
            identity,
            self._user if role is _USER else tool_name(author.name),
            role,
            moment(message.create_time) or moment(message.update_time),
            _CURRENT if key in self._current else _OTHER,
            _CONVERSATION,
            conversation.id,
            conversation.url,
        )

    def read(self, key: str, node: object) -> list[tuple[Passage, Home]]:
        """Every text of a node, and what must be deleted for it to be gone."""
        if not isinstance(node, dict):
            return self._outside(key, {"node": node})
        message = node.get("message")
        known = node.keys() <= NODE_KEYS
        unknown = {} if known else {name: value for name, value in node.items() if name not in NODE_KEYS}
        found = []
        if isinstance(message, dict):
            found = self._message(key, message)
        elif message is not None:
            unknown["message"] = message
        return found + self._outside(key, unknown) if unknown else found

    def _message(self, key: str, message: dict[str, object]) -> list[tuple[Passage, Home]]:
        metadata = message.get("metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        role, author = _author(message, metadata)
        owner = self._conversation.account
        other = role is Role.USER and author is not None and owner.id is not None and author != owner.id
        identity = text_of(message.get("id")) or key
        sent_at = moment(message.get("create_time")) or moment(message.get("update_time"))
        branch = branch_of(message, metadata, current=key in self._current)
        named = self._mentions(message, metadata, identity, by_user=role is Role.USER)
        return [
            (
                Passage(
                    self._conversation,
                    text.text,
                    text.place,
                    owner,
                    identity,
                    author if author is not None or role is not Role.USER else self._user,
                    role,
                    sent_at,
                    branch,
                    ObjectKind.CONVERSATION,
                    self._conversation.id,
                    self._conversation.url,
                    (OTHER_AUTHOR,) if other else (),
                ),
                text.home,
            )
            for text in (*texts(message, metadata), *named)
        ]

    def _mentions(
        self, message: dict[str, object], metadata: dict[str, object], identity: str, *, by_user: bool
    ) -> list[Text]:
        """Notes the files of a message. Gives their names where only the export's name table tells them."""
        named: list[Text] = []
        for asset, (what, written) in mentions(message, metadata, by_user=by_user).items():
            name = written or self._files.name_of(asset_id(asset) or asset)
            if name is not None and written is None:
                named.append(Text(NAME_TABLE, plain(name)))
            where = f"{identity}{asset}" if asset.startswith("#") else asset
            shown = mask_file_name(name) if name is not None else None
            self.not_scanned.setdefault(where, NotScanned(what, shown, self._conversation.id))
        return named

    def _outside(self, key: str, values: dict[str, object]) -> list[tuple[Passage, Home]]:
        """Texts that stand beside the message."""
        return [
            (
                Passage(
                    self._conversation,
                    plain(text),
                    place,
                    self._conversation.account,
                    message_id=key,
                    branch=Branch.HIDDEN,
                    object_id=self._conversation.id,
                    url=self._conversation.url,
                ),
                Home.CHAT,
            )
            for place, text in strings(values, "")
            if not is_structural(place, text)
        ]


def _author(message: dict[str, object], metadata: dict[str, object]) -> tuple[Role, str | None]:
    """Role and author: the id of the person in group chats, the name of the tool for tools, else None."""
    author = message.get("author")
    if not isinstance(author, dict):
        return Role.OTHER, None
    written = author.get("role")
    role = _ROLES.get(written, Role.OTHER) if isinstance(written, str) else Role.OTHER
    about = author.get("metadata")
    if role is Role.USER:
        senders = [metadata.get("sender_user_id")]
        if isinstance(about, dict):
            senders = [about.get("sender_user_id"), about.get("user_id"), *senders]
        return role, next((each for each in senders if isinstance(each, str) and each), None)
    return role, tool_name(author.get("name"))
