"""Who can read a conversation, what its vendor does with it, and what the operator knows besides."""

from __future__ import annotations

import msgspec

from chatscrub.exposure.tables import Tables
from chatscrub.model.conversation import Account, AccountKind, Audience, Conversation
from chatscrub.vendors import Answer, vendor
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.register import Register


class RankingSettings(msgspec.Struct, frozen=True):
    """What only the operator can know.

    `malicious`: somebody is known to have misused the accounts. `vulnerable_people`: the customers are children,
    patients, tenants in need. `opens_customer_data`: entities of credentials that open customer data, each with the
    DPC of that data or None for the default; such a credential is scored as that data too. `policy`: the tools and
    plans that customers' data may go to. `register`: the operator's own answers about vendors.
    """

    malicious: bool = False
    vulnerable_people: bool = False
    opens_customer_data: tuple[tuple[str, int | None], ...] = ()
    policy: Policy = msgspec.field(default_factory=Policy)
    register: Register = msgspec.field(default_factory=Register)


class Circumstances(msgspec.Struct, frozen=True):
    """What gives CB, and what decides between equals. `reason` explains CB, `forbidden` is what the policy says."""

    cb: float
    public: bool
    company_link: bool
    audience: Audience
    trains: Answer
    reason: str
    forbidden: bool = False


def circumstances(
    conversation: Conversation, owner: Account, settings: RankingSettings, tables: Tables
) -> Circumstances:
    """The circumstances of a conversation as far as `owner` is concerned; the widest audience counts."""
    about = vendor(conversation.provider)
    plan = conversation.account.plan or owner.plan
    audiences = {conversation.audience: "audience " + conversation.audience.value}
    if conversation.shared_links:
        audience = about.link_audience(plan)
        audiences[audience] = "public link" if audience is Audience.PUBLIC else "link for the whole company"
    if owner.kind in {AccountKind.UNKNOWN, AccountKind.EXTERNAL} or owner.key == "unknown":
        audiences.setdefault(Audience.UNKNOWN, f"{owner.kind.value} account")
    widest = max(audiences, key=lambda each: (tables.confidentiality[each], each is Audience.PUBLIC, each.value))
    cb = tables.confidentiality[widest]
    reason = f"{audiences[widest]}: CB {figure(cb)}"
    if settings.malicious:
        cb += tables.malicious
        reason += f", misuse known: + {figure(tables.malicious)}"
    return Circumstances(
        cb=cb,
        public=Audience.PUBLIC in audiences,
        company_link=bool(conversation.shared_links) and Audience.PUBLIC not in audiences,
        audience=conversation.audience,
        trains=settings.register.trains(about, plan),
        reason=reason,
        forbidden=settings.policy.forbids(conversation.provider, plan),
    )


def figure(value: float) -> str:
    """A figure as short as it goes: ``1``, ``.25``."""
    return f"{value:g}".removeprefix("0") or "0"
