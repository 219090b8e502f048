"""Who must act: the person behind an account, or an admin where no employee can."""

from __future__ import annotations

from typing import Protocol

import msgspec

from chatscrub.model.conversation import Account, AccountKind

ADMIN = "admin"


class Directory(Protocol):
    """Who stands behind an account; `chatscrub.people.People` is one."""

    def employee(self, account: Account) -> str:
        """The employee behind the account, else the account's own key."""
        ...

    def name(self, employee: str) -> str | None:
        """The employee's name, where known."""
        ...

    def language(self, employee: str) -> str:
        """The code of the language that the employee reads."""
        ...

    def email(self, employee: str) -> str | None:
        """The employee's own address, where known."""
        ...


class Assignee(msgspec.Struct, frozen=True):
    """Whose list a task stands on. `why` says why it is not simply the owner's."""

    employee: str
    admin: bool = False
    why: str | None = None


def assignee(owner: Account, people: Directory) -> Assignee:
    """Who must see to an object of the owner.

    People see to their own. What an app posted goes to whoever runs the app. What belongs to somebody who left, to
    an outsider, or to an account that neither export nor table explains goes to the admin.
    """
    shown = owner.name or owner.key
    match owner.kind:
        case AccountKind.PERSON:
            if owner.key != "unknown":
                return Assignee(people.employee(owner))
            return Assignee(ADMIN, admin=True, why="the export does not say whose account it is")
        case AccountKind.BOT:
            if owner.operator:
                mail = "@" in owner.operator
                person = Account(
                    owner.provider, id=None if mail else owner.operator, email=owner.operator.lower() if mail else None
                )
                return Assignee(people.employee(person), why=f"posted by the app {shown}, which you run")
            return Assignee(ADMIN, admin=True, why=f"posted by the app {shown}; nobody is known to run it")
        case AccountKind.FORMER:
            return Assignee(ADMIN, admin=True, why=f"in the account of {shown}, who left")
        case AccountKind.EXTERNAL:
            return Assignee(ADMIN, admin=True, why=f"by {shown}, who is not of this company: ask their side in writing")
        case AccountKind.UNKNOWN:
            employee = people.employee(owner)
            if employee != owner.key:
                return Assignee(employee)
            return Assignee(ADMIN, admin=True, why=f"in the account {shown}, which the export does not explain")
