"""Where a cluster is, and how it is talked to. Apart from Dask, so that no scan without ``--cluster`` imports it."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from chatscrub.errors import UsageError

if TYPE_CHECKING:
    from chatscrub.pipeline import Worker

_URL = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:]+\]|[^/:\s\[\]]+):(\d{1,5})")


class ClusterAddress(msgspec.Struct, frozen=True):
    """A scheduler's `url`, ``tcp://host:port`` or ``tls://host:port``, and the PEM files for TLS.

    Without files the settings of Dask's own configuration hold.
    """

    url: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if _URL.fullmatch(self.url) is None:
            raise UsageError(f"--cluster: {self.url!r} is not an address such as tls://scheduler:8786")
        files = [each for each in (self.ca, self.certificate, self.key) if each is not None]
        if files and not self.url.startswith("tls://"):
            raise UsageError("--cluster: certificates need an address with tls://")
        if files and len(files) < 3:
            raise UsageError("--cluster: TLS needs all of --cluster-ca, --cluster-cert and --cluster-key")
        for file in files:
            if not file.is_file():
                raise UsageError(f"--cluster: {file}: there is no such file")

    @property
    def is_open(self) -> bool:
        """Whether whoever is on the way to the scheduler reads what is sent, the installation key too."""
        found = _URL.fullmatch(self.url)
        if found is None or found[1] == "tls":
            return False
        host = found[2].strip("[]")
        try:
            return not ip_address(host).is_loopback
        except ValueError:
            return host != "localhost"


def work_in(address: ClusterAddress) -> Worker:
    """Scans there. Raises UsageError where Dask is not installed."""
    try:
        from chatscrub.workers.cluster import InCluster
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("chatscrub"):
            raise
        raise UsageError("--cluster needs Dask: pip install 'chatscrub[cluster]'") from None
    return InCluster(address)
