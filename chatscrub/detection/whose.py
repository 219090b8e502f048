"""Whose personal data it is: the user's own, a colleague's, the public's, a customer's, or not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chatscrub.detection.normal_form import letters_and_digits
from chatscrub.model.conversation import Account, Passage
from chatscrub.model.finding import Finding

SELF, COLLEAGUE, PUBLIC, CUSTOMER, UNKNOWN = "self", "colleague", "public", "customer", "unknown"

ROLES = frozenset(
    [
        "abuse",
        "accounts",
        "admin",
        "billing",
        "bounce",
        "bounces",
        "careers",
        "contact",
        "donotreply",
        "feedback",
        "finance",
        "git",
        "hello",
        "help",
        "helpdesk",
        "hi",
        "hostmaster",
        "hr",
        "info",
        "invoices",
        "jobs",
        "mail",
        "mailer-daemon",
        "marketing",
        "news",
        "newsletter",
        "no-reply",
        "no_reply",
        "noreply",
        "notification",
        "notifications",
        "notify",
        "office",
        "orders",
        "postmaster",
        "press",
        "privacy",
        "root",
        "sales",
        "security",
        "service",
        "services",
        "support",
        "team",
        "webmaster",
    ]
)
"""Local parts of mailboxes that belong to a role, not to a person."""

SERVICE_DOMAINS = frozenset({"users.noreply.github.com", "users.noreply.gitlab.com"})

KINDS_OF_A_CUSTOMER = 2
"""Different identifiers in one record, such as an e-mail and a telephone number, make it a record about somebody."""

_PHONE_DIGITS = 8  # the last digits in which two spellings of one number agree, with and without country code


def whose(entity: str, value: str, passage: Passage, company_domains: Iterable[str]) -> tuple[str, str | None]:
    """Whose a value is, seen alone, and the reason; `value` is in its normal form. ``unknown`` has no reason."""
    accounts = (passage.conversation.account, passage.owner)
    if entity == "EMAIL_ADDRESS":
        return _whose_address(value, accounts, company_domains)
    if entity == "PHONE_NUMBER" and any(_same_phone(value, account.phone) for account in accounts):
        return SELF, "account-phone"
    return UNKNOWN, None


def in_records(findings: Sequence[Finding]) -> list[str | None]:
    """Whose each finding of one passage is, now that all are known: a record with several identifiers is a customer's.

    What is already known to be the user's, a colleague's or the public's neither counts nor changes.
    """
    kinds: dict[int, set[str]] = {}
    for finding in findings:
        if finding.whose == UNKNOWN and finding.identifier not in (None, "none"):
            kinds.setdefault(finding.record, set()).add(finding.identifier or "")
    return [
        CUSTOMER
        if finding.whose == UNKNOWN and len(kinds.get(finding.record, ())) >= KINDS_OF_A_CUSTOMER
        else finding.whose
        for finding in findings
    ]


def _whose_address(address: str, accounts: Sequence[Account], company_domains: Iterable[str]) -> tuple[str, str | None]:
    local, _, domain = address.rpartition("@")
    if any(account.email is not None and account.email.lower() == address for account in accounts):
        return SELF, "account-email"
    if domain in SERVICE_DOMAINS or local.partition("+")[0] in ROLES:
        return PUBLIC, "role-account"
    if any(domain == own or domain.endswith(f".{own}") for own in company_domains):
        return COLLEAGUE, "company-domain"
    return UNKNOWN, None


def _same_phone(value: str, phone: str | None) -> bool:
    known = letters_and_digits(phone or "")
    return len(known) >= _PHONE_DIGITS and known[-_PHONE_DIGITS:] == value[-_PHONE_DIGITS:]
