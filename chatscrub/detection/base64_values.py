"""What base64 says: bytes, or a JSON object, of a token or a part of one."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

_LONGEST = 20_000  # bytes of JSON; no token holds more


def base64_bytes(text: str, *, cut: bool = False) -> bytes | None:
    """Bytes of base64 in either alphabet, padded or not; `cut` drops an incomplete last group."""
    bare = "".join(text.split()).rstrip("=").replace("-", "+").replace("_", "/")
    if cut:
        bare = bare[: len(bare) // 4 * 4]
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def json_object(text: str) -> dict[str, Any] | None:
    """The JSON object that a text is the base64 of; None where it is of none."""
    decoded = base64_bytes(text)
    if not decoded or not decoded.lstrip().startswith(b"{") or len(decoded) > _LONGEST:
        return None
    try:
        document = json.loads(decoded)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None
