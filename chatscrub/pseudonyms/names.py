"""Keyed names: whoever does not have the installation key cannot tell whom one stands for, nor try out all employees."""

from __future__ import annotations

import hmac

from chatscrub.checklist import ADMIN

DIGITS = 10


class Names:
    """Pseudonyms under the installation key: HMAC-SHA-256, so the same person has the same one in every report."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def employee(self, employee: str) -> str:
        """``e-`` and ten hexadecimal digits; case is ignored. The admin stands for nobody and stays."""
        return employee if employee == ADMIN else self._made("e", employee.strip().casefold())

    def conversation(self, provider: str, identity: str) -> str:
        """``c-`` and ten hexadecimal digits."""
        return self._made("c", f"{provider}\0{identity}")

    def task(self, task: str) -> str:
        """``t-`` and ten hexadecimal digits: the id of a task is a hash of its employee, without a key."""
        return self._made("t", task)

    def _made(self, what: str, identity: str) -> str:
        message = f"pseudonym\0{what}\0{identity}".encode("utf-8", "surrogatepass")
        return f"{what}-{hmac.new(self._key, message, 'sha256').hexdigest()[:DIGITS]}"
