"""Takes the network from the libraries that detectors use, before they are imported.

Presidio and detect-secrets build on requests, and urllib3 opens a socket as soon as it is imported, to see whether the
machine has IPv6. Nothing of ours ever asks one of them for a connection; this makes sure of it for the whole process.
"""

from __future__ import annotations

import socket
from functools import cache
from typing import NoReturn

_LOOK_UPS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo", "create_connection")


class _LocalSocket(socket.socket):
    """Connects programs of this machine and nothing else."""

    def __new__(cls, family: int = -1, *_: object, **__: object) -> _LocalSocket:
        """Raises PermissionError for any family but that of local sockets."""
        if family != getattr(socket, "AF_UNIX", None):
            _refuse()
        return super().__new__(cls)


def _refuse(*_: object, **__: object) -> NoReturn:
    raise PermissionError("chatscrub has no network")


@cache
def refuse_network() -> None:
    """From now on no library of this process gets a connection, or the address of a host."""
    socket.has_ipv6 = False
    socket.socket = _LocalSocket  # type: ignore[misc]  # the class is what libraries call
    for name in _LOOK_UPS:
        setattr(socket, name, _refuse)
