"""What options and configuration ask of a scan, made into an order: the same for one scan and for a watched folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import asdict, replace

if TYPE_CHECKING:
    from chatscrub.cli.words import ConfidenceWord, LanguageWord, ThresholdWord
    from chatscrub.config import Config
    from chatscrub.detection.names.other_models.folder import ModelFolder
    from chatscrub.ledger.database import Database
    from chatscrub.model.detector import Detector
    from chatscrub.order import Order
    from chatscrub.pipeline import Worker
    from chatscrub.reports.interface import Report


class Asked(msgspec.Struct, frozen=True):
    """What was asked, read and checked; `order` adds what the ledger knows at that moment."""

    settings: Config
    is_configured: bool  # whether there is a configuration file
    detectors: tuple[Detector, ...]
    names_model: ModelFolder | None
    people: Path | None
    lang: LanguageWord | None
    min_confidence: ConfidenceWord | None
    fail_on: ThresholdWord | None
    slack_domain: str | None
    reveal: bool
    jobs: int | None

    def order(self, ledger: Database, paths: Sequence[Path]) -> Order:
        """An order of now: decisions that somebody made since the last one, and the table of people, are taken in.

        Raises:
            UsageError: the table of people cannot be read.
            LedgerError: the ledger cannot be read.
        """
        from chatscrub.exposure import RankingSettings
        from chatscrub.ledger.suppressions import suppressions
        from chatscrub.ledger.todo import watched_ids
        from chatscrub.ledger.vendor_answers import register
        from chatscrub.model.detector import Confidence, Severity
        from chatscrub.order import Order
        from chatscrub.people import load_people
        from chatscrub.workers import processes_by_default

        settings = self.settings
        threshold = (self.fail_on.value if self.fail_on else settings.fail_on).upper()
        sure = (self.min_confidence.value if self.min_confidence else settings.min_confidence).upper()
        return Order(
            paths=tuple(paths),
            detectors=self.detectors,
            people=replace(
                load_people(self.people or settings.people), everyone=self.lang.value if self.lang else None
            ),
            key=ledger.key,
            min_confidence=Confidence[sure],
            fail_on=None if threshold == "NEVER" else Severity[threshold],
            reveal=self.reveal,
            company_domains=frozenset(settings.company_domains),
            slack_domain=self.slack_domain or settings.slack_domain,
            ranking=RankingSettings(
                **asdict(settings.ranking), policy=settings.policy.as_policy(), register=register(ledger)
            ),
            suppressions=tuple(suppressions(ledger)),
            watched=watched_ids(ledger),
            names_model=self.names_model,
            jobs=self.jobs or processes_by_default(),
            limits=settings.limits,
        )

    def record(self, ledger: Database) -> bool:
        """Keeps in the ledger what commands without a configuration must know; whether messages are to be different now.

        No configuration at all says nothing, and what was said before holds. Raises LedgerError.
        """
        from chatscrub.ledger import legal_hold
        from chatscrub.ledger.audit import operator
        from chatscrub.ledger.notice_settings import record_notice_settings
        from chatscrub.ledger.policy import record_policy

        settings = self.settings
        if self.is_configured:
            record_policy(ledger, recorded=settings.policy.allowed is not None)
        if settings.policy.legal_hold is not None:
            legal_hold.record_status(ledger, settings.policy.legal_hold, by=operator())
        return self.is_configured and record_notice_settings(ledger, settings.notices, by=operator())


def asked(
    *,
    config: Path | None,
    detectors: Sequence[Path] | None,
    names_model: Path | None,
    people: Path | None,
    lang: LanguageWord | None,
    min_confidence: ConfidenceWord | None,
    fail_on: ThresholdWord | None,
    slack_domain: str | None,
    reveal: bool = False,
    jobs: int | None = None,
) -> Asked:
    """Reads the configuration and the detectors. Raises UsageError where something in them is wrong."""
    from chatscrub.config import load_config
    from chatscrub.detection.names.other_models.folder import examine
    from chatscrub.detection.pack_cache import load_kept

    settings = load_config(config)
    names_folder = names_model or settings.names_model
    # First, because it takes the network from libraries that the detectors' own may import.
    model = examine(names_folder) if names_folder else None
    return Asked(
        settings=settings,
        is_configured=config is not None,
        detectors=load_kept((*(detectors or ()), *settings.detectors)),
        names_model=model,
        people=people,
        lang=lang,
        min_confidence=min_confidence,
        fail_on=fail_on,
        slack_domain=slack_domain,
        reveal=reveal,
        jobs=1 if reveal else jobs or settings.jobs,  # several processes hand their findings over in temporary files
    )


def warn_of_places(paths: Iterable[Path]) -> None:
    """Says on stderr where others can read what is handed in, or where a service copies it away."""
    from chatscrub.escape import plain
    from chatscrub.ledger.handed_in import remarks

    for path in paths:
        for each in remarks(path):
            print(f"chatscrub: {plain(each, 1000)}", file=sys.stderr)


def workers_asked(
    wanted: Asked, cluster: str | None, ca: Path | None, certificate: Path | None, key: Path | None
) -> Worker:
    """Who reads: this process, several of them, or a cluster. Raises UsageError."""
    from chatscrub.errors import UsageError
    from chatscrub.workers import in_processes
    from chatscrub.workers.address import ClusterAddress, work_in

    if cluster is None:
        if ca or certificate or key:
            raise UsageError("--cluster-ca, --cluster-cert and --cluster-key go with --cluster")
        return in_processes
    address = ClusterAddress(cluster, ca, certificate, key)
    if wanted.reveal:
        raise UsageError("--reveal keeps raw values on one machine; scan without --cluster")
    if address.is_open:
        print(
            "chatscrub: --cluster: the installation key, which keeps fingerprints from being guessed, and masked findings"
            " go over the network in clear; use tls:// (chatscrub/workers/README.md)",
            file=sys.stderr,
        )
    return work_in(address)


def reports_asked(format_: Sequence[str] | None) -> tuple[Report, ...]:
    """The reports that ``--format`` names. Raises UsageError."""
    from chatscrub.reports import reports_named

    return reports_named([word for each in format_ or [] for word in each.split(",") if word])
