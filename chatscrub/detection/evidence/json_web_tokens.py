"""Evidence in JSON Web Tokens (RFC 7519): what header and claims say, and when they expire."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from chatscrub.detection.base64_values import base64_bytes, json_object
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_ISSUER_HOST = lazy_compile(r"https?://([A-Za-z0-9.-]{3,60})(?=[:/]|$)")
_PUBLISHED_SUBJECT = "1234567890"  # RFC-style sample payload of jwt.io and of many manuals
_LATEST = 253_402_300_799  # the last second that datetime can hold


def jwt_claims(value: str, around: Surroundings) -> Verdict:
    """JSON Web Tokens (RFC 7519): header and claims are JSON; the host of ``iss`` is told."""
    header, _, rest = value.partition(".")
    document, claims = json_object(header), json_object(rest.partition(".")[0])
    if document is None or not isinstance(document.get("alg"), str):
        return Verdict(State.FAILED, "is not a JSON Web Token (cut, mistyped or a sample)")
    if claims is None:  # an encrypted one (five parts) tells nothing
        return (
            _NEUTRAL if value.count(".") == 4 else Verdict(State.FAILED, "its claims cannot be read (cut or mistyped)")
        )
    if claims.get("sub") == _PUBLISHED_SUBJECT:
        return Verdict(State.FAILED, "documented sample")
    if claims.get("role") == "anon":
        return Verdict(State.FAILED, "a public key (role anon)")
    if not rest.partition(".")[2] and document["alg"] != "none":
        return Verdict(State.FAILED, "its signature is missing (cut)")
    host = _ISSUER_HOST.match(str(claims.get("iss", "")))
    return Verdict(State.PROVEN, f"issued by {host[1]}" if host else "decodes to claims")


def jwt_expiry(value: str, around: Surroundings) -> Verdict:
    """JSON Web Tokens: the date in ``exp``, and whether it has passed."""
    claims = json_object(value.partition(".")[2].partition(".")[0]) or {}
    expiry = claims.get("exp")
    if not isinstance(expiry, int | float) or not 0 < expiry <= _LATEST:
        return _NEUTRAL
    moment = datetime.fromtimestamp(expiry, UTC)
    if moment < datetime.now(UTC):
        return Verdict(State.NEUTRAL, f"expired {moment.date().isoformat()}", ("expired",))
    return Verdict(State.NEUTRAL, f"valid until {moment.date().isoformat()}")


def base64_jwt(value: str, around: Surroundings) -> Verdict:
    """A JSON Web Token that was put in base64 once more, as in Kubernetes Secrets."""
    decoded = base64_bytes(value, cut=True) or b""
    if re.match(rb"ey[JK][\w-]+\.ey[JK][\w-]+", decoded):
        return Verdict(State.PROVEN, "decodes to a JSON Web Token")
    return Verdict(State.FAILED, "does not decode to a JSON Web Token")
