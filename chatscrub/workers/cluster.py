"""Workers of a Dask cluster, on other machines that see the same files. Needs the extra ``chatscrub[cluster]``.

What the operator asked for, with the detectors and the installation key, goes to each worker once, and is taken from
the workers and the scheduler at the end; a task is a path with ranges of bytes. Masked records come back as the result
of their task, not as files on the shared storage: a worker that is killed leaves nothing behind there, needs no right
to write, and a result that was not taken is no result. Dask gives the task of a killed worker to another one.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock
from types import TracebackType

from distributed import Client, KilledWorker, Security, WorkerPlugin

from chatscrub.archive import Archive
from chatscrub.collector import Collector
from chatscrub.detection.cascade import Detection
from chatscrub.errors import UsageError
from chatscrub.faults import contained
from chatscrub.model.outcome import Skipped
from chatscrub.order import Order
from chatscrub.pipeline import Progress, detection_for
from chatscrub.workers.address import ClusterAddress
from chatscrub.workers.installed import Installed, installed
from chatscrub.workers.schedule import Schedule
from chatscrub.workers.task import Answer, Died, Failed, Silent, Task, carry_out

REACH = 15.0
"""Seconds in which a scheduler must answer, and a first worker be there."""
_WORKERLESS = 60.0  # seconds without any worker until a scan is given up
_LOOK = 2.0  # seconds between two looks at which workers there are
_A_WORKER_HOLDS = 2  # tasks a thread of a worker, so that none waits for the next
_KILLED = (
    "every worker that read it died; scan it alone with --jobs 1, and look at the memory limit of the workers"
    " (see chatscrub/workers/README.md)"
)
_OTHER = "has no chatscrub, or another version of it: install the one that runs here"
_LOST = "the scheduler of the cluster is gone; what was read before is recorded, so start it and scan again"


class Orders(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """Gives an order to every worker, those that come later too."""

    def __init__(self, token: str, order: Order, needed: Installed, paths: tuple[Path, ...]) -> None:
        self.token = token
        self._order = order
        self._needed = needed
        self._paths = paths

    def setup(self, worker: object) -> None:
        """On a worker, when it comes."""
        _orders[self.token] = unfit(self._needed, self._paths) or self._order

    def teardown(self, worker: object) -> None:
        """On a worker, when the scan has ended: the key is forgotten."""
        _orders.pop(self.token, None)
        _detections.pop(self.token, None)


_orders: dict[str, Order | str] = {}  # on a worker: what to do, or why it cannot
_detections: dict[str, Detection] = {}
_one_at_a_time = Lock()  # a worker may have threads; the detectors are for one


def unfit(needed: Installed, paths: tuple[Path, ...]) -> str | None:
    """Why this worker cannot read for that scan, None where it can. Half a sentence."""
    if (difference := needed.difference(installed())) is not None:
        return difference
    unseen = next((path for path in paths if not path.exists()), None)
    if unseen is not None:
        return f"does not see {unseen}: it must lie on storage that all workers mount at the same place"
    return None


def _carry_out(token: str, task: Task) -> Answer:
    """On a worker."""
    order = _orders.get(token)
    if not isinstance(order, Order):
        raise UsageError(f"a worker {order or 'was not told what to scan: start it again'}")
    with _one_at_a_time:
        if token not in _detections:
            _detections[token] = detection_for(order)
        return carry_out(task, order, _detections[token], None, Silent())


class Cluster:
    """The workers of a cluster as a `Pool`."""

    def __init__(self, order: Order, address: ClusterAddress) -> None:
        self._client = _connected(address)
        self._token = f"chatscrub-{token_hex(8)}"
        self._given: dict[Future[Answer], int] = {}
        self._seen = time.monotonic()
        self._looked = 0.0
        paths = tuple(path.absolute() for path in order.paths)
        if order.names_model is not None:
            paths = (*paths, order.names_model.path.absolute())
        try:
            self._check(installed(), paths)
            with _in_words(_LOST):
                self._client.register_plugin(Orders(self._token, order, installed(), paths), name=self._token)
                self._executor = self._client.get_executor(pure=False, retries=0)
        except BaseException:
            self._client.close()
            raise
        self.jobs = 1
        self._look()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for future in self._given:
            future.cancel()
        with suppress(Exception):  # the scheduler may be gone, and then nobody keeps the order
            self._client.unregister_worker_plugin(self._token)
        self._client.close()

    def room(self) -> bool:
        """See `Pool`."""
        return len(self._given) < _A_WORKER_HOLDS * self.jobs

    def give(self, number: int, task: Task) -> None:
        """See `Pool`."""
        self._given[self._executor.submit(_carry_out, self._token, task)] = number

    def answers(self, seconds: float) -> list[tuple[int, Answer]]:
        """See `Pool`."""
        self._look()
        done, _ = wait(self._given, seconds, FIRST_COMPLETED)
        return [(self._given.pop(future), answer_of(future)) for future in done]

    def _check(self, needed: Installed, paths: tuple[Path, ...]) -> None:
        """Asks the scheduler, and all workers that are there. Raises UsageError naming what cannot be used for this scan."""
        try:
            scheduler = self._client.run_on_scheduler(unfit, needed, ())
        except Exception:  # noqa: BLE001  # it may come from anything that the scheduler lacks
            scheduler = _OTHER
        if scheduler is not None:
            raise UsageError(f"--cluster: the scheduler {scheduler}")
        with _in_words(_LOST):
            found = self._client.run(unfit, needed, paths, on_error="return")
        for worker, answer in sorted(found.items()):
            if answer is not None:
                raise UsageError(
                    f"--cluster: the worker {worker} {_OTHER if isinstance(answer, Exception) else answer}"
                )

    def _look(self) -> None:
        """Sees how many workers there are. Raises UsageError where there has been none for long."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        with _in_words(_LOST):
            self.jobs = max(1, sum((threads := self._client.nthreads()).values()))
        if threads:
            self._seen = now
        elif now - self._seen > _WORKERLESS:
            raise UsageError(
                "--cluster: no worker is left; what was read before is recorded. Start some and scan again"
            )


def answer_of(future: Future[Answer]) -> Answer:
    """What became of a task that has ended."""
    try:
        return future.result()
    except KilledWorker:
        return Died(_KILLED, again=False)
    except CancelledError:
        return Failed(UsageError(f"--cluster: {_LOST}"))
    except ImportError:
        return Failed(UsageError(f"--cluster: a worker {_OTHER}"))
    except Exception as error:  # noqa: BLE001  # what it quotes is not known
        return Failed(contained(error))


def _connected(address: ClusterAddress) -> Client:
    """Raises UsageError where no scheduler or no worker is to be reached."""
    for name in list(logging.root.manager.loggerDict):  # what is wrong is said in our words
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    security = None  # then Dask's own configuration decides
    if address.ca is not None or address.certificate is not None:
        security = Security(
            tls_ca_file=_text(address.ca),
            tls_client_cert=_text(address.certificate),
            tls_client_key=_text(address.key),
            require_encryption=True,
        )
    reach = (
        f"--cluster: no scheduler answers at {address.url} within {REACH:.0f} seconds; is it started, and is it Dask's?"
    )
    with _in_words(reach, prefix=""):
        client = Client(address.url, timeout=REACH, security=security, set_as_default=False)
    try:
        with _in_words(f"the scheduler at {address.url} has no worker; start some (see chatscrub/workers/README.md)"):
            client.wait_for_workers(1, timeout=REACH)
    except BaseException:
        client.close()
        raise
    return client


def _text(path: Path | None) -> str | None:
    return str(path) if path is not None else None


@contextmanager
def _in_words(sentence: str, prefix: str = "--cluster: ") -> Iterator[None]:
    try:
        yield
    except (OSError, TimeoutError, CancelledError, RuntimeError, ValueError, TypeError):
        raise UsageError(f"{prefix}{sentence}") from None


class InCluster:
    """Scans with the workers of a cluster. What their processes die of is Skipped."""

    def __init__(self, address: ClusterAddress) -> None:
        self._address = address

    def __call__(
        self, order: Order, collector: Collector, progress: Progress, found: Iterator[Archive | Skipped]
    ) -> None:
        """The whole work of a run. Raises ChatscrubError."""
        with Cluster(order, self._address) as pool:
            Schedule(order, found, pool, collector, progress).run()
