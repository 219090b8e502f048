"""Who works at the company: by the operator's configuration, else by what the directory of an export lists."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

import msgspec

from chatscrub.detection.evidence.contact import registered_domain
from chatscrub.detection.mailboxes import is_consumer
from chatscrub.detection.normal_form import letters_and_digits
from chatscrub.model.conversation import Account

_PHONE_DIGITS = 8  # the last digits in which two spellings of one number agree, with and without country code


class Colleagues(msgspec.Struct, frozen=True):
    """What tells a colleague; domains and addresses are in lower case, names as `name_parts` gives them."""

    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    names: frozenset[frozenset[str]] = frozenset()
    phones: frozenset[str] = frozenset()

    def at_company(self, domain: str) -> bool:
        """Whether a domain is one of the company's, or lies under one."""
        return any(domain == each or domain.endswith(f".{each}") for each in self.domains)

    def named(self, name: str) -> bool:
        """Whether a name of at least two words is a colleague's."""
        parts = name_parts(name)
        return len(parts) > 1 and parts in self.names

    def reached_at(self, phone: str) -> bool:
        """Whether a telephone number in its normal form is a colleague's."""
        return phone[-_PHONE_DIGITS:] in self.phones


def colleagues(company_domains: Iterable[str], accounts: Iterable[Account]) -> Colleagues:
    """The colleagues among the accounts of a directory.

    Without company domains the one that most of the accounts have their address at is the company's.
    """
    accounts = tuple(accounts)
    addresses = frozenset(account.email for account in accounts if account.email)
    phones = (last_digits(account.phone) for account in accounts)
    return Colleagues(
        domains=frozenset(company_domains) or _majority(addresses),
        addresses=addresses,
        names=frozenset(name_parts(account.name) for account in accounts if account.name),
        phones=frozenset(each for each in phones if each is not None),
    )


def _majority(addresses: Iterable[str]) -> frozenset[str]:
    domains = (company_domain(address) for address in addresses)
    counts = Counter(domain for domain in domains if domain is not None)
    if not counts:
        return frozenset()
    (domain, most), *_ = counts.most_common(1)
    return frozenset({domain}) if most * 2 > counts.total() else frozenset()


def company_domain(address: str) -> str | None:
    """The registered domain of an address, None where private people have their mail there."""
    domain = address.rpartition("@")[2]
    return None if is_consumer(domain) else registered_domain(domain)


def last_digits(phone: str | None) -> str | None:
    """The end of a telephone number in which its spellings agree, None where it is too short to tell."""
    digits = letters_and_digits(phone or "")
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else None


def name_parts(name: str) -> frozenset[str]:
    """The words of a name in any order, in small letters without accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z]{2,}", plain))
