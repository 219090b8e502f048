"""Small pieces of English that several parts of the report need."""

from __future__ import annotations

from chatscrub.escape import plain
from chatscrub.vendors import vendor

_FLAGS = {
    "art9": "special category (GDPR Art. 9)",
    "art10": "criminal offences (GDPR Art. 10)",
    "ca-1798.82": "on California's breach list",
    "breach-candidate": "may be a breach",
    "over-100-people": "over 100 people",
    "archived": "archived",
    "external": "readable outside the company",
}


def noun(number: int, singular: str, plural: str | None = None) -> str:
    """The noun that stands beside a number."""
    return singular if number == 1 else plural or f"{singular}s"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {noun(number, singular, plural)}"


def tool(provider: str) -> str:
    """A tool's name, or several that are joined by commas."""
    return ", ".join(plain(_name(each), 40) for each in provider.split(", "))


def link(provider: str, url: str | None) -> str | None:
    """An address that leads to the vendor, else None."""
    return vendor(provider).link(url)


def flags(words: tuple[str, ...]) -> tuple[str, ...]:
    """Flags of a conversation that a reader must know, in words."""
    return tuple(_FLAGS[word] for word in words if word in _FLAGS)


def cut(total: int, shown: int, where: str) -> str | None:
    """What stands below a list that was cut; None where it was not."""
    return f"{total - shown:,} more in {where}" if total > shown else None


def _name(provider: str) -> str:
    about = vendor(provider)
    return about.name if about.hosts else provider
