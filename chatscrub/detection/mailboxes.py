"""What an e-mail address tells by itself: a role, a mailing list, a program, or the provider of a private person."""

from __future__ import annotations

import unicodedata
from functools import cache

import tomli

from chatscrub.detection.pack_file import shipped
from chatscrub.errors import PackError

FILE = "mailboxes.toml"

_SECTIONS = {"roles": ("names",), "lists": ("endings", "hosts"), "services": ("names",), "consumers": ("names",)}


def is_role(local: str) -> bool:
    """Whether a local part such as ``support+4711`` belongs to a role, not to a person."""
    bare = unicodedata.normalize("NFKD", local.lower()).encode("ascii", "ignore").decode()
    return bare.partition("+")[0] in _words("roles", "names")


def is_service(domain: str) -> bool:
    """Whether the addresses of a domain (lower case) are those of programs."""
    return domain in _words("services", "names")


def is_consumer(domain: str) -> bool:
    """Whether private people have their mail at a domain (lower case)."""
    return domain in _words("consumers", "names")


def is_mailing_list(local: str, domain: str) -> bool:
    """Whether an address (lower case) is that of a list, which many read."""
    hosts = _words("lists", "hosts")
    return (
        domain in hosts
        or any(domain.startswith(host) for host in hosts if host.endswith("."))
        or any(local.endswith(ending) for ending in _words("lists", "endings"))
    )


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(word for entry in _document()[section] for word in entry[key])


@cache
def _document() -> dict[str, list[dict[str, list[str]]]]:
    path = shipped() / FILE
    try:
        document: dict[str, list[dict[str, list[str]]]] = tomli.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise PackError(f"{path}: cannot be read as TOML ({type(error).__name__})") from error
    for section, keys in _SECTIONS.items():
        entries = document.get(section)
        if not isinstance(entries, list) or any(
            not isinstance(entry.get(key), list) for entry in entries for key in keys
        ):
            raise PackError(f"{path}: {section} must be [[{section}]] tables with {' and '.join(keys)}")
    return document
