"""``chatscrub report``: the reports again, from the ledger, without the exports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chatscrub.cli.opening import AsJson, State
from chatscrub.cli.words import ConfidenceWord


def report(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the reports.")] = Path("chatscrub-out"),
    format: Annotated[  # noqa: A002  # the option's name, and typer names options after parameters
        list[str] | None, typer.Option("--format", "-f", help="Only these reports, e.g. sarif,tickets.")
    ] = None,
    employee: Annotated[str | None, typer.Option("--employee", help="Only this employee's.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what exports have proven gone.")] = False,
    min_confidence: Annotated[
        ConfidenceWord | None, typer.Option(help="Leave out findings less sure than this. [default: medium]")
    ] = None,
    pseudonyms: Annotated[
        bool, typer.Option("--pseudonyms", help="Name no employee, account, address or title; no lists.")
    ] = False,
    config: Annotated[Path | None, typer.Option(help="chatscrub.toml with the policy and defaults.")] = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Write reports and deletion lists from the ledger: what still lies there by the newest exports."""
    from chatscrub.cli.opening import known_employee, ledger
    from chatscrub.cli.outputs import Outputs
    from chatscrub.cli.tables import print_json
    from chatscrub.config import load_config
    from chatscrub.escape import plain
    from chatscrub.model.detector import Confidence
    from chatscrub.reporting import Asked, note_folder
    from chatscrub.reporting import report as write_reports
    from chatscrub.reports.summary_json import summary

    settings = load_config(config)
    outputs = Outputs(format, pseudonyms=pseudonyms)
    least = Confidence[(min_confidence.value if min_confidence else settings.min_confidence).upper()]
    with ledger(state) as database:
        whose = known_employee(database, employee) if employee is not None else None
        asked = Asked(least, whose, gone=every, policy=settings.policy.as_policy())
        folder = outputs.folder(out)
        run = write_reports(database, outputs.open(folder, database.key), asked)
        if outputs.lists:
            note_folder(database, folder, outputs.lists)
    if as_json:
        print_json(summary(outputs.shown(run)))
        return
    count = sum(each.counts for each in run.exposures)
    found = f"{run.findings:,} finding{'' if run.findings == 1 else 's'}"
    print(f"{found} in {count:,} conversation{'' if count == 1 else 's'}, as the ledger knows them")
    print(f"Reports: {plain(str(folder), 200)}")
