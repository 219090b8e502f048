"""Whose personal data it is: a sample, the user's own, a colleague's, the public's, a customer's, or not known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from chatscrub.detection.colleagues import Colleagues, company_domain, last_digits, name_parts
from chatscrub.detection.evidence.verdict import Surroundings
from chatscrub.detection.mailboxes import is_consumer, is_mailing_list, is_role, is_service
from chatscrub.detection.premises import in_an_imprint
from chatscrub.detection.publications import in_telephone_link, of_a_desk, on_author_line
from chatscrub.lazy_patterns import lazy_compile
from chatscrub.model.conversation import Account, Passage
from chatscrub.model.detector import Confidence, Severity
from chatscrub.model.finding import Finding

SELF, COLLEAGUE, PUBLIC, CUSTOMER, UNKNOWN = "self", "colleague", "public", "customer", "unknown"

KINDS_OF_A_CUSTOMER = 2
"""Different identifiers in one record, such as an e-mail and a telephone number, make it a record about somebody."""

ROWS_OF_A_LIST = 3
"""Rows with an identifier each that make a table one of people."""

_ROLE_BEFORE, _ROLE_AFTER = 90, 40  # characters in which a word for a customer counts
_ROLE = lazy_compile(
    r"(?<![^\W_])(?:customer|client|patient|tenant|applicant|claimant|policy ?holder|guest|member|subscriber|order|ticket"
    r"|kundin|kunden?|mandant(?:in)?|patient(?:in)?|mieter(?:in)?|bewerber(?:in)?|versicherte[rn]?|antragsteller(?:in)?|gast|mitglied"
    r"|cliente?s?|patiente|locataire|candidate?|assurée?|adhérente?|abonnée?|commande|dossier|paciente|inquilin[oa]|asegurad[oa]"
    r"|solicitante|huésped|socio|socia|pedido|utente|segurad[oa]|inquilino|candidat[oa]|hóspede|paziente|inquilino|assicurat[oa]"
    r"|richiedente|ospite|ordine|klant|pati[eë]nt|huurder|sollicitant|verzekerde|gast|lid|bestelling"
    r"|klient(?:ka|a|em)?|pacjent(?:ka|a)?|najemca|ubezpieczon[ya]|gość|zamówienie|kund(?:en)?|hyresgäst|sökande|försäkrad|gäst|medlem)"
    r"(?![^\W_])",
    re.IGNORECASE,
)


class Ownership(msgspec.Struct, frozen=True):
    """Whose a value is and why; `confidence` and `severity` are the most that is then left of a claim."""

    whose: str
    reason: str | None = None
    confidence: Confidence = Confidence.HIGH
    severity: Severity = Severity.CRITICAL


_NOT_KNOWN = Ownership(UNKNOWN)
_LISTED = Ownership(COLLEAGUE, "in the company's directory")
_ROLE_ACCOUNT = Ownership(PUBLIC, "role-account", severity=Severity.LOW)
_ROLE_OF_A_FIRM = Ownership(PUBLIC, "role-account of a registered firm", Confidence.LOW, Severity.LOW)
_FIRM_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:VAT (?:GB|IE|no|reg|number)|(?i:registered (?:office|in)|company (?:no|number)|p\. ?iva|partita iva|ust-?id\w*|hrb|siret|rcs|kvk|cvr|org\.? ?nr|nip|regon|switchboard|centralino|impressum|mentions légales|aviso legal|vaga|candidaturas?|bewerbung(?:en)?|candidatures?|apply (?:to|by|at)|send your cv|ansökan|sollicit\w+))(?![^\W_])"
)
_AUTHOR = Ownership(PUBLIC, "author line", Confidence.LOW, Severity.LOW)
_TOLL_FREE = Ownership(PUBLIC, "toll-free", severity=Severity.LOW)  # in the plan of some country
_FREE_CALL = Ownership(PUBLIC, "toll-free", Confidence.LOW, Severity.LOW)
# The same in nearly all countries: nobody has such a number at home.
_FREE_PREFIX = lazy_compile(
    r"\+?(?:00)?(?:(?:[2-9]\d{1,2})?0?80[08]\d{5,8}|(?:1?800|18(?:33|44|55|66|77|88))\d{7}|(?:61)?1[38]00\d{6})$"
)
_DESK = Ownership(PUBLIC, "number of an office or a service", Confidence.LOW, Severity.LOW)
_FIRM = Ownership(PUBLIC, "number of a registered firm", Confidence.LOW, Severity.LOW)
# Taxes are paid by firms and by people under numbers of one kind.
_NUMBERS_OF_FIRMS = frozenset(("AR_CUIT", "ES_NIF", "EU_VAT", "GR_AFM", "IT_VAT_CODE", "PL_NIP", "PT_NIF"))
_PUBLISHED = Ownership(PUBLIC, "published contact", Confidence.LOW, Severity.LOW)


def whose(  # noqa: PLR0913 - everything that can tell
    entity: str,
    value: str,
    passage: Passage,
    company: Colleagues,
    around: Surroundings,
    flags: Iterable[str] = (),
) -> Ownership:
    """Whose a value is, seen alone; `value` is in its normal form. ``unknown`` has no reason.

    Where no domain of the company is known that of the account's own address is taken, unless it is a provider's.
    """
    accounts = (passage.conversation.account, passage.owner)
    if entity == "EMAIL_ADDRESS":
        return _whose_address(value, accounts, company, around)
    if entity == "PHONE_NUMBER":
        if any(last_digits(account.phone) == last_digits(value) is not None for account in accounts):
            return Ownership(SELF, "account-phone")
        if company.reached_at(value):
            return _LISTED
        if in_telephone_link(around.before):
            return _PUBLISHED
        if "toll-free" in flags and _FREE_PREFIX.match(value):
            return _FREE_CALL
        if of_a_desk(around.before) or in_an_imprint(around.before, around.after):
            return _DESK
        return _TOLL_FREE if "toll-free" in flags else _NOT_KNOWN
    if entity == "PERSON":
        names = {name_parts(name) for name in (*(account.name for account in accounts), passage.author) if name}
        parts = name_parts(value)
        if parts in names and len(parts) > 1:
            return Ownership(SELF, "account-name")
        if company.named(value):
            return _LISTED
        return _AUTHOR if on_author_line(around.before) else _NOT_KNOWN
    if entity in _NUMBERS_OF_FIRMS and in_an_imprint(around.before, around.after):
        return _FIRM
    return _NOT_KNOWN


def in_records(found: Sequence[tuple[Finding, str]], text: str) -> list[tuple[str | None, str | None]]:
    """Whose each finding of one passage is, now that all are known, and the reason where that is new.

    `found` holds the findings with their raw values, `text` is that of the passage. What is already known to be the
    user's, a colleague's or the public's neither counts nor changes.
    """
    company = _Company(found)
    return [company.judge(finding, value, text) for finding, value in found]


class _Company:
    """What stands together in the records of one passage."""

    def __init__(self, found: Sequence[tuple[Finding, str]]) -> None:
        self._kinds: dict[int, set[str]] = {}
        self._sizes: dict[int, int] = {}
        self._consumers: set[int] = set()
        self._colleagues: list[str] = []
        for finding, value in found:
            address = value.lower() if "@" in value else ""
            if finding.whose is not None:
                self._sizes[finding.record] = self._sizes.get(finding.record, 0) + 1
            if finding.whose == COLLEAGUE and address:
                self._colleagues.append(address.partition("@")[0])
            if finding.whose == UNKNOWN and finding.identifier not in (None, "none"):
                self._kinds.setdefault(finding.record, set()).add(finding.identifier or "")
                if is_consumer(address.rpartition("@")[2]):
                    self._consumers.add(finding.record)
        self._is_list = sum(map(_is_row, self._kinds)) >= ROWS_OF_A_LIST

    def judge(self, finding: Finding, value: str, text: str) -> tuple[str | None, str | None]:
        """Whose a finding is, and the reason where it was not known before."""
        record, kinds = finding.record, self._kinds.get(finding.record, set())
        if finding.whose != UNKNOWN:
            return finding.whose, None
        if finding.entity == "PERSON" and any(_is_name_of(local, value) for local in self._colleagues):
            return COLLEAGUE, "name of a colleague's address"
        if len(kinds) >= KINDS_OF_A_CUSTOMER:
            both = record in self._consumers and "name" in kinds
            return CUSTOMER, "consumer address with a name" if both else "several identifiers together"
        if self._is_list and kinds and _is_row(record):
            return CUSTOMER, "table of people"
        role = _role(finding, text)
        if role is not None:
            return CUSTOMER, f"role:{role}"
        if finding.entity == "PERSON" and self._sizes[record] == 1 and not _is_row(record):
            return PUBLIC, "name alone"
        return UNKNOWN, None


def _is_row(record: int) -> bool:
    """Whether a record is a row or an object, not a paragraph; see `Positions`."""
    return record < 0 or record % 2 == 0


def _role(finding: Finding, text: str) -> str | None:
    before = text[max(0, finding.start - _ROLE_BEFORE) : finding.start].rpartition("\n\n")[2]
    after = text[finding.end : finding.end + _ROLE_AFTER].partition("\n\n")[0]
    found = _ROLE.search(before) or _ROLE.search(after)
    return found.group().lower() if found else None


def _whose_address(address: str, accounts: Sequence[Account], company: Colleagues, around: Surroundings) -> Ownership:
    local, _, domain = address.rpartition("@")
    own = {account.email.lower() for account in accounts if account.email is not None}
    if address in own:
        return Ownership(SELF, "account-email")
    if is_service(domain) or is_role(local):
        return _ROLE_OF_A_FIRM if _FIRM_BEFORE.search(around.before) else _ROLE_ACCOUNT
    if address in company.addresses:
        return _LISTED
    if company.at_company(domain):
        return Ownership(COLLEAGUE, "company-domain")
    if not company.domains and company_domain(address) in {company_domain(each) for each in own} - {None}:
        return Ownership(COLLEAGUE, "domain of the account")
    if is_mailing_list(local, domain):
        return _PUBLISHED
    return _AUTHOR if on_author_line(around.before) else _NOT_KNOWN


def _is_name_of(local: str, name: str) -> bool:
    """Whether a local part such as ``a.lovelace`` is made of a name."""
    parts = re.findall(r"[a-z]+", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower())
    pieces = re.findall(r"[a-z]+", local)
    if len(parts) < 2 or not pieces:
        return False
    first, last = parts[0], parts[-1]
    return set(pieces) in ({first, last}, {first[0], last}) or "".join(pieces) in (
        first + last,
        first[0] + last,
        last + first,
    )
