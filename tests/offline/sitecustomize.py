"""Loaded by every Python that a test starts: none of them gets a socket but a local one, nor the address of a host."""

import sys

_LOCAL = 1  # AF_UNIX, where there is one


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    is_remote = event == "socket.__new__" and arguments[1] not in (_LOCAL, -1)
    if is_remote or event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        raise PermissionError("tests have no network")


sys.addaudithook(_refuse)
