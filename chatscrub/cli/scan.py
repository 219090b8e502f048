"""``chatscrub scan``: exports in, findings and deletion lists out."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chatscrub.cli.options import (
    Cluster,
    ClusterCa,
    ClusterCert,
    ClusterKey,
    ConfigFile,
    Detectors,
    FailOn,
    Format,
    Jobs,
    Language,
    MinConfidence,
    NamesModel,
    PeopleFile,
    Quiet,
    SlackDomain,
    StateFolder,
)
from chatscrub.cli.stopping import StoppedError

if TYPE_CHECKING:
    from chatscrub.ledger.database import Database
    from chatscrub.order import Order


def scan(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Export zips, folders or JSON files.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for reports and checklists.")] = Path(
        "chatscrub-out"
    ),
    format: Format = None,  # noqa: A002  # the option's name, and typer names options after parameters
    min_confidence: MinConfidence = None,
    fail_on: FailOn = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    cluster_ca: ClusterCa = None,
    cluster_cert: ClusterCert = None,
    cluster_key: ClusterKey = None,
    people: PeopleFile = None,
    lang: Language = None,
    config: ConfigFile = None,
    slack_domain: SlackDomain = None,
    state: StateFolder = None,
    detectors: Detectors = None,
    names_model: NamesModel = None,
    reveal: Annotated[bool, typer.Option("--reveal", help="Write raw values into the findings files.")] = False,
    pseudonyms: Annotated[
        bool, typer.Option("--pseudonyms", help="Name no employee, account, address or title; no lists.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as one JSON document.")] = False,
    quiet: Quiet = False,
) -> None:
    """Read exports, find pasted customer data and credentials, rank them, write each employee's deletion list."""
    # Imported here so that --help and usage errors do not pay for the detectors' libraries.
    from chatscrub.cli.asked import asked, warn_of_places, workers_asked
    from chatscrub.cli.outputs import Outputs
    from chatscrub.cli.screen import Screen
    from chatscrub.cli.tables import print_json
    from chatscrub.collector import LedgerOfRun
    from chatscrub.errors import ExitCode
    from chatscrub.ledger import legal_hold
    from chatscrub.ledger.audit import is_decided_since, latest
    from chatscrub.ledger.holds import holds
    from chatscrub.ledger.opening import open_ledger
    from chatscrub.ledger.state import installation_key, state_folder
    from chatscrub.lists import rewrite_lists
    from chatscrub.pipeline import archives
    from chatscrub.pipeline import scan as run_scan
    from chatscrub.reports.summary_json import summary

    outputs = Outputs(format, pseudonyms=pseudonyms, reveal=reveal)
    wanted = asked(
        config=config,
        detectors=detectors,
        names_model=names_model,
        people=people,
        lang=lang,
        min_confidence=min_confidence,
        fail_on=fail_on,
        slack_domain=slack_domain,
        reveal=reveal,
        jobs=jobs,
    )
    work = workers_asked(wanted, cluster, cluster_ca, cluster_cert, cluster_key)
    found = archives(paths, wanted.settings.limits)  # before anything is made, noted or written
    home = state_folder(state)
    key = installation_key(home)
    ledger = open_ledger(home, key)
    is_told_anew = wanted.record(ledger)
    order = wanted.order(ledger, paths)
    folder = outputs.folder(out)
    if not quiet:
        warn_of_places(paths)
    if reveal:
        _tell_revealed(ledger, folder)
    began = latest(ledger)
    with ledger, Screen(quiet=quiet) as screen:
        run = run_scan(
            order,
            outputs.open(folder, key),
            screen,
            work,
            LedgerOfRun(ledger, outputs.list_folder(folder), outputs.formats),
            found,
        )
        if as_json:
            print_json(summary(outputs.shown(run)))
        else:
            screen.outcome(outputs.shown(run), folder, legal_hold.remark(ledger))
        if is_decided_since(ledger, began):
            rewrite_lists(ledger)  # a hold, say, came while the lists were being made
        elif holds(ledger) or is_told_anew:
            # An export may show that a chat reaches into the days of a hold: no older list may ask for it. And older
            # messages must not keep what the configuration has taken out of them.
            rewrite_lists(ledger, apart_from=folder)
    if cluster is None:
        _prepare(order, quiet=quiet)
    if run.skipped:
        raise typer.Exit(ExitCode.INCOMPLETE)
    raise typer.Exit(ExitCode.FINDINGS if run.at_threshold else ExitCode.CLEAN)


def _prepare(order: Order, *, quiet: bool) -> None:
    """Compiles for the next scan what the first one of a few texts did without; whoever does not want to wait need not."""
    from chatscrub.pipeline import is_compiled, prepare

    if is_compiled(order):
        return
    if not quiet and sys.stderr.isatty():
        text = "chatscrub: all is written; compiling the detectors for later scans, once (Ctrl-C leaves it)"
        print(text, file=sys.stderr, flush=True)
    sys.stdout.flush()  # whoever reads it need not wait
    with suppress(StoppedError):
        prepare(order)


def _tell_revealed(ledger: Database, folder: Path) -> None:
    """Notes, before anything is written, who asked for raw values and where they go, and says what that means."""
    from chatscrub.escape import plain
    from chatscrub.ledger.audit import note, operator

    with ledger.transaction():
        note(ledger, "reveal", str(folder.absolute()), actor=operator(), after="raw values in the findings files")
    where = plain(str(folder), 200)
    print(f"chatscrub: raw values go into the findings files in {where}, which only you can read;", file=sys.stderr)
    print("chatscrub: that is noted in the audit log. Delete them when they are no longer needed.", file=sys.stderr)
