"""The contracts of what a run read: one for each tool and plan, with what was found there."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from chatscrub.model.contract import Contract
from chatscrub.model.conversation import Account
from chatscrub.model.run import Run
from chatscrub.vendors import vendor
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.register import Register, plan_name


def contracts_of(run: Run, register: Register, policy: Policy, today: date) -> list[Contract]:
    """A contract for each tool and plan of the run's accounts, by tool and plan."""
    counted: dict[tuple[str, str], list[int]] = {}
    leaks: dict[tuple[str, str], set[str]] = {}
    for archive in run.archives:
        for account in archive.covers:
            counted.setdefault(_key(account.provider, account.plan), [0, 0])
    for exposure in run.exposures:
        if exposure.findings == exposure.review:
            continue
        key = _key(exposure.conversation.provider, plan_of(exposure.conversation.account, exposure.owner))
        count = counted.setdefault(key, [0, 0])
        count[0] += 1
        count[1] += exposure.people
        leaks.setdefault(key, set()).update(leak.fingerprint for leak in exposure.leaks)
    return [
        replace(
            contract(provider, plan or None, register, policy, today),
            conversations=conversations,
            people=people,
            credentials=len(leaks.get((provider, plan), ())),
        )
        for (provider, plan), (conversations, people) in sorted(counted.items())
    ]


def contract(provider: str, plan: str | None, register: Register, policy: Policy, today: date) -> Contract:
    """The contract of one tool and plan, beside what the policy says of it."""
    return replace(
        register.contract(provider, plan, today),
        allowed=None if policy.allowed is None else not policy.forbids(provider, plan),
        mfa=dict(policy.mfa).get(provider),
    )


def plan_of(account: Account, owner: Account | None) -> str | None:
    """The plan that a conversation was held on, in the export's word."""
    return account.plan or (owner.plan if owner else None)


def _key(provider: str, word: str | None) -> tuple[str, str]:
    return provider, plan_name(vendor(provider), word) or ""
