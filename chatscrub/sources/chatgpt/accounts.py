"""Whose export it is: user.json, or what folder and file name suggest."""

from __future__ import annotations

from collections.abc import Sequence

from chatscrub.archive import Archive, Member
from chatscrub.model.conversation import Account
from chatscrub.model.outcome import Notice, Skipped
from chatscrub.sources.chatgpt.members import text_of, whole

PROVIDER = "chatgpt"


class Accounts:
    """The accounts of an archive. Mostly there is one; merged folders can hold more, each for its own folder."""

    def __init__(self, archive: Archive, members: Sequence[Member]) -> None:
        self.events: list[Skipped | Notice] = []
        self._unnamed = Account(PROVIDER, label=archive.label)
        self._by_folder: dict[str, Account] = {}
        for member in members:
            value = whole(member)
            if isinstance(value, list) and len(value) == 1:
                value = value[0]
            if isinstance(value, Skipped):
                self.events.append(value)
            elif isinstance(value, dict):
                self._by_folder[_folder(member)] = _account(value, archive.label)
        self._distinct = set(self._by_folder.values())
        if len(self._distinct) > 1:
            self.events.append(
                Notice(
                    "Exports of several ChatGPT accounts lie in one folder; chats are counted to the user.json nearest"
                    " to them. Hand in each export separately.",
                    warning=True,
                )
            )

    def all(self) -> tuple[Account, ...]:
        """Every account of the archive; that which file and folder suggest, where the export names none."""
        return tuple(sorted(self._distinct, key=lambda each: each.ref)) or (self._unnamed,)

    def of(self, member: Member) -> Account:
        """The account of a member's folder or the next one above it; the only one, where there is only one."""
        if len(self._distinct) == 1:
            return next(iter(self._distinct))
        folder = _folder(member)
        while folder and folder not in self._by_folder:
            folder = folder.rpartition("/")[0]
        return self._by_folder.get(folder, self._unnamed)


def _folder(member: Member) -> str:
    return member.name.rpartition("/")[0]


def _account(user: dict[str, object], label: str | None) -> Account:
    email = text_of(user.get("email"))
    plus = user.get("chatgpt_plus_user")
    return Account(
        PROVIDER,
        id=text_of(user.get("id")),
        email=email.strip().lower() if email else None,
        label=None if email else label,
        plan=("plus" if plus else "free") if isinstance(plus, bool) else None,
        phone=text_of(user.get("phone_number")),
    )
