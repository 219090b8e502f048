"""The directory of an export, ``users.json``: account uuid → the person.

A Team or Enterprise export holds the chats of many accounts. People who left are no longer in the directory, but their
chats still are.
"""

from __future__ import annotations

from chatscrub.archive import Archive, Member
from chatscrub.model.conversation import Account, AccountKind
from chatscrub.model.outcome import Skipped, Staff
from chatscrub.sources.claude.records import objects

PROVIDER = "claude"


def identifier(value: object) -> str | None:
    """A non-empty string without the blanks around it, else None."""
    return value.strip() or None if isinstance(value, str) else None


def account_uuid(value: object) -> str | None:
    """The uuid of ``{"uuid": …}``, of ``{"id": …}``, or of a bare string."""
    if isinstance(value, dict):
        return identifier(value.get("uuid")) or identifier(value.get("id"))
    return identifier(value)


class Directory:
    """Who stands behind an account uuid; `skipped` is what of the directory could not be read."""

    def __init__(self, archive: Archive, members: list[Member]) -> None:
        self._label = archive.label
        self._accounts: dict[str, Account] = {}
        self.skipped: list[Skipped] = []
        rows: dict[str, dict[str, object]] = {}
        for member in members:
            for row in objects(archive, member):
                if isinstance(row, Skipped):
                    self.skipped.append(row)
                elif uuid := identifier(row.get("uuid")):
                    rows.setdefault(uuid, row)
        plan = "team" if len(rows) > 1 else None  # Team and Enterprise cannot be told apart
        for uuid, row in rows.items():
            self._accounts[uuid.lower()] = Account(
                PROVIDER,
                id=uuid,
                email=(identifier(row.get("email_address")) or "").lower() or None,
                name=identifier(row.get("full_name")),
                phone=identifier(row.get("verified_phone_number")),
                plan=plan,
            )
        self._known = len(rows)
        self._plan = plan

    @property
    def empty(self) -> bool:
        """Whether the export names nobody."""
        return self._known == 0

    def all(self) -> tuple[Account, ...]:
        """Everybody whom the directory lists: an export of an organisation holds the chats of them all."""
        return tuple(self._accounts.values())

    def staff(self) -> Staff:
        """The members of the organisation; of a personal export there is but one, who has no colleagues."""
        return Staff(tuple(self._accounts.values()) if self._known > 1 else ())

    def account(self, uuid: str | None, email: str | None = None) -> Account:
        """The account of a uuid; the same object each time.

        Without a uuid it is the one person of a personal export. A uuid that the directory does not hold is a former
        member; where there is no directory it is a person under the label of the archive.
        """
        if uuid is None and email is None and self._known == 1:
            return next(iter(self._accounts.values()))
        key = uuid.lower() if uuid else f"e-mail {email}"
        found = self._accounts.get(key)
        if found is None:
            found = self._accounts[key] = self._unlisted(uuid, email)
        return found

    def _unlisted(self, uuid: str | None, email: str | None) -> Account:
        if email:
            return Account(PROVIDER, id=uuid, email=email.lower(), plan=self._plan)
        if self.empty:
            return Account(PROVIDER, id=uuid, label=self._label)
        if uuid is None:
            return Account(PROVIDER, label=self._label, plan=self._plan, kind=AccountKind.UNKNOWN)
        return Account(PROVIDER, id=uuid, plan=self._plan, kind=AccountKind.FORMER)
