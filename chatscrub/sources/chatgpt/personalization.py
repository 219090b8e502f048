"""Custom instructions and memories, which OpenAI copies into every chat: each distinct text once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

from msgspec.structs import replace

from chatscrub.model.conversation import Account, Conversation, ObjectKind, Passage

URL = "https://chatgpt.com/#settings/Personalization"

MOST_DIGESTS = 200_000  # some 20 MB; beyond that texts repeat, which costs time only
_OBJECT_IDS = {ObjectKind.CUSTOM_INSTRUCTIONS: "custom-instructions", ObjectKind.MEMORY: "memory"}
_TITLES = {ObjectKind.CUSTOM_INSTRUCTIONS: "Custom instructions", ObjectKind.MEMORY: "Saved memories"}
_ENTRY = re.compile(r"^[ \t]*\d{1,5}\.[ \t]+", re.MULTILINE)
_NOT_A_BREAK = re.compile(r"[^\n]")


class Personalization:
    """Gathers such texts while a chat is read, and gives out the new ones after it."""

    def __init__(self, salt: bytes = b"") -> None:
        self._salt = salt
        self._seen: set[bytes] = set()
        self._new_digests: list[bytes] = []
        self._waiting: dict[tuple[ObjectKind, Account], list[Passage]] = {}

    def add(self, kind: ObjectKind, passage: Passage) -> None:
        """Takes a passage of a chat; what was in an earlier one is blanked, so that offsets stay."""
        text = self._new(kind, passage.owner, passage.text)
        if text is None:
            return
        self._waiting.setdefault((kind, passage.owner), []).append(
            replace(passage, text=text, object=kind, object_id=_OBJECT_IDS[kind], url=URL)
        )

    def taken_back(self) -> tuple[bytes, ...]:
        """Forgets the texts that came since the last call; gives digests of their new entries."""
        self._waiting.clear()
        digests, self._new_digests = self._new_digests, []
        return tuple(digests)

    def drain(self) -> Iterator[Conversation | Passage]:
        """The texts that came since the last call, under the setting that they belong to."""
        for (kind, account), passages in self._waiting.items():
            setting = Conversation(account.provider, None, account, object=kind, title=_TITLES[kind], url=URL)
            yield setting
            for passage in passages:
                yield replace(passage, conversation=setting)
        self._waiting.clear()
        self._new_digests.clear()

    def _new(self, kind: ObjectKind, owner: Account, text: str) -> str | None:
        """The text with entries blanked that were there before, None where nothing is left.

        A memory is a numbered list that grows from chat to chat, so each entry counts on its own.
        """
        starts = [found.start() for found in _ENTRY.finditer(text)] if kind is ObjectKind.MEMORY else []
        bounds = sorted({0, *starts, len(text)})
        pieces: list[str] = []
        fresh = False
        for start, end in pairwise(bounds):
            piece = text[start:end]
            body = _ENTRY.sub("", piece, count=1).strip() if starts else piece.strip()
            if body and self._is_new(kind, owner, body):
                fresh = True
                pieces.append(piece)
            else:
                pieces.append(_NOT_A_BREAK.sub(" ", piece))
        return "".join(pieces) if fresh else None

    def _is_new(self, kind: ObjectKind, owner: Account, body: str) -> bool:
        hashed = blake2b(f"{kind}\0{owner.key}\0{body}".encode("utf-8", "replace"), digest_size=16, key=self._salt)
        digest = hashed.digest()
        if digest in self._seen:
            return False
        if len(self._seen) >= MOST_DIGESTS:
            self._seen.clear()
        self._seen.add(digest)
        self._new_digests.append(digest)
        return True
