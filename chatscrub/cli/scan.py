"""``chatscrub scan``: exports in, findings and deletion lists out."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from chatscrub.config import Config
    from chatscrub.ledger.database import Database


class ConfidenceWord(StrEnum):
    """What ``--min-confidence`` takes."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ThresholdWord(StrEnum):
    """What ``--fail-on`` takes."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"
    NEVER = "never"


class LanguageWord(StrEnum):
    """What ``--lang`` takes."""

    DE = "de"
    EN = "en"
    ES = "es"
    FR = "fr"
    IT = "it"
    NL = "nl"


def scan(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Export zips, folders or JSON files.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for reports and checklists.")] = Path(
        "chatscrub-out"
    ),
    format: Annotated[  # noqa: A002  # the option's name, and typer names options after parameters
        list[str] | None, typer.Option("--format", "-f", help="Only these reports, e.g. md,jsonl.")
    ] = None,
    min_confidence: Annotated[
        ConfidenceWord | None, typer.Option(help="Leave out findings less sure than this. [default: medium]")
    ] = None,
    fail_on: Annotated[
        ThresholdWord | None, typer.Option(help="Exit with 1 from this severity on, or never. [default: low]")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes. [default: 1]")] = None,
    people: Annotated[Path | None, typer.Option(help="CSV with the columns account,employee[,name].")] = None,
    lang: Annotated[
        LanguageWord | None, typer.Option(help="Language of all lists. [default: as the table of people says, else en]")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="chatscrub.toml with company domains and defaults.")] = None,
    slack_domain: Annotated[str | None, typer.Option(help='"acme" of acme.slack.com, for links to messages.')] = None,
    state: Annotated[Path | None, typer.Option(help="Folder of ledger and key. [env: CHATSCRUB_STATE]")] = None,
    detectors: Annotated[list[Path] | None, typer.Option(help="More detector folders.")] = None,
    names_model: Annotated[
        Path | None, typer.Option(help="Folder of a bigger model for names: spaCy, GLiNER or Hugging Face.")
    ] = None,
    reveal: Annotated[bool, typer.Option("--reveal", help="Write raw values into the findings files.")] = False,
    pseudonyms: Annotated[
        bool, typer.Option("--pseudonyms", help="Name no employee, account, address or title; no lists.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Read exports, find pasted customer data and credentials, rank them, write each employee's deletion list."""
    # Imported here so that --help and usage errors do not pay for the detectors' libraries.
    from chatscrub.cli.outputs import Outputs
    from chatscrub.cli.screen import Screen
    from chatscrub.collector import LedgerOfRun
    from chatscrub.config import load_config
    from chatscrub.detection.names.other_models.folder import examine
    from chatscrub.detection.packs import load_packs, shipped
    from chatscrub.errors import ExitCode
    from chatscrub.exposure import RankingSettings
    from chatscrub.ledger import legal_hold
    from chatscrub.ledger.audit import is_decided_since, latest
    from chatscrub.ledger.database import open_ledger
    from chatscrub.ledger.holds import holds
    from chatscrub.ledger.state import installation_key, state_folder
    from chatscrub.ledger.suppressions import suppressions
    from chatscrub.ledger.todo import watched_ids
    from chatscrub.ledger.vendor_answers import register
    from chatscrub.lists import rewrite_lists
    from chatscrub.model.detector import Confidence, Severity
    from chatscrub.order import Order
    from chatscrub.people import load_people
    from chatscrub.pipeline import in_this_process
    from chatscrub.pipeline import scan as run_scan
    from chatscrub.workers import in_processes

    settings = load_config(config)
    outputs = Outputs(format, pseudonyms=pseudonyms, reveal=reveal)
    threshold = (fail_on.value if fail_on else settings.fail_on).upper()
    workers = jobs or settings.jobs
    names_folder = names_model or settings.names_model
    home = state_folder(state)
    key = installation_key(home)
    ledger = open_ledger(home, key)
    is_told_anew = record_settings(ledger, settings, is_given=config is not None)
    order = Order(
        # First, because it takes the network from libraries that the detectors' own may import.
        names_model=examine(names_folder) if names_folder else None,
        paths=tuple(paths),
        detectors=load_packs((shipped(), *(detectors or ()), *settings.detectors)),
        people=replace(load_people(people or settings.people), everyone=lang.value if lang else None),
        key=key,
        min_confidence=Confidence[(min_confidence.value if min_confidence else settings.min_confidence).upper()],
        fail_on=None if threshold == "NEVER" else Severity[threshold],
        reveal=reveal,
        company_domains=frozenset(settings.company_domains),
        slack_domain=slack_domain or settings.slack_domain,
        ranking=RankingSettings(
            **settings.ranking.model_dump(), policy=settings.policy.as_policy(), register=register(ledger)
        ),
        suppressions=tuple(suppressions(ledger)),
        watched=watched_ids(ledger),
        jobs=workers,
    )
    folder = outputs.folder(out)
    began = latest(ledger)
    with ledger, Screen(quiet=quiet) as screen:
        run = run_scan(
            order,
            outputs.open(folder, key),
            screen,
            in_processes if workers > 1 else in_this_process,
            LedgerOfRun(ledger, outputs.list_folder(folder), outputs.formats),
        )
        screen.outcome(outputs.shown(run), folder, legal_hold.remark(ledger))
        if is_decided_since(ledger, began):
            rewrite_lists(ledger)  # a hold, say, came while the lists were being made
        elif holds(ledger) or is_told_anew:
            # An export may show that a chat reaches into the days of a hold: no older list may ask for it. And older
            # messages must not keep what the configuration has taken out of them.
            rewrite_lists(ledger, apart_from=folder)
    if run.skipped:
        raise typer.Exit(ExitCode.INCOMPLETE)
    raise typer.Exit(ExitCode.FINDINGS if run.at_threshold else ExitCode.CLEAN)


def record_settings(ledger: Database, settings: Config, *, is_given: bool) -> bool:
    """Keeps in the ledger what commands without a configuration must know; whether messages are to be different now.

    `is_given` tells whether there is a configuration at all: none says nothing, and what was said before holds.
    """
    from chatscrub.ledger import legal_hold
    from chatscrub.ledger.audit import operator
    from chatscrub.ledger.notice_settings import record_notice_settings

    if "legal_hold" in settings.policy.model_fields_set:
        legal_hold.record_status(ledger, settings.policy.legal_hold, by=operator())
    return is_given and record_notice_settings(ledger, settings.notices.as_settings(), by=operator())
