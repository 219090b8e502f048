"""What is taken for one e-mail address: nothing that a mail program could read as more, or as something else."""

from __future__ import annotations

import re

_LONGEST = 254  # octets of an address (RFC 5321)
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# ASCII alone: letters of other scripts look like those of another address.
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")


def valid_address(text: str, *, is_stated: bool = False) -> str | None:
    """The text where it is exactly one plain address (``local@domain.tld``), else None.

    Unless the operator has stated it, a domain that mail programs would show in letters of other scripts is none.
    """
    found = text.strip(" ")
    local = found.partition("@")[0]
    if len(found) > _LONGEST or len(local) > 64 or not _ADDRESS.fullmatch(found):
        return None
    if not is_stated and any(label.startswith("xn--") for label in found.lower().partition("@")[2].split(".")):
        return None
    return found
