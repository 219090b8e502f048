"""What the company allows: tools, plans, and how accounts are guarded."""

from __future__ import annotations

import msgspec

from chatscrub.vendors import vendor
from chatscrub.vendors.register import ALL_PLANS, plan_name


class Policy(msgspec.Struct, frozen=True):
    """The company's policy. `allowed` are pairs of tool and plan (`ALL_PLANS` for each plan of the tool).

    `allowed` is None where nobody recorded a policy: then nothing is forbidden, and nothing is known to be allowed.
    `mfa` says for each tool whether its accounts need a second factor; a tool that is not in it is not known.
    """

    allowed: frozenset[tuple[str, str]] | None = None
    mfa: tuple[tuple[str, bool], ...] = ()

    def forbids(self, provider: str, word: str | None) -> bool:
        """Whether customers' data may not go to an account of this plan (the export's word, or a plan's name).

        Where only some plans are allowed, an account whose plan nothing tells counts as forbidden.
        """
        if self.allowed is None or (provider, ALL_PLANS) in self.allowed:
            return False
        about = vendor(provider)
        plan = plan_name(about, word)
        if plan is not None:
            return (provider, plan) not in self.allowed
        return not about.plans or any((provider, each) not in self.allowed for each in about.plans)
