"""What is taken for one e-mail address: nothing that a mail program could read as more, or as something else."""

from __future__ import annotations

import re

_LONGEST = 254  # octets of an address (RFC 5321)
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# ASCII alone: letters of other scripts look like those of another address.
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")


def valid_address(text: str) -> str | None:
    """The text where it is exactly one plain address (``local@domain.tld``), else None."""
    found = text.strip(" ")
    local = found.partition("@")[0]
    if len(found) > _LONGEST or len(local) > 64 or not _ADDRESS.fullmatch(found):
        return None
    return found
