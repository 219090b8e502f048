"""``chatscrub detectors``: what is looked for, and proof that each detector works."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="List the detectors, or run their own examples.", no_args_is_help=True)
Folders = Annotated[list[Path] | None, typer.Option("--detectors", help="More detector folders.")]


@app.command("list")
def list_detectors(detectors: Folders = None) -> None:
    """One line a detector: id, entity, confidence, severity."""
    from chatscrub.detection.packs import load_packs, shipped

    loaded = load_packs((shipped(), *(detectors or ())))
    for each in loaded:
        print(f"{each.id:<38.38} {each.entity:<26.26} {each.confidence.label:<7}{each.severity.label}")
    print(f"{len(loaded)} detectors in {len({each.file for each in loaded})} files")


@app.command("check")
def check_detectors(detectors: Folders = None) -> None:
    """Run every example of every detector; exit code 2 if one fails."""
    from chatscrub.detection.examples import Runner
    from chatscrub.detection.packs import check, load_packs, shipped
    from chatscrub.detection.prefilter import default_cache, prefilter_for
    from chatscrub.errors import ExitCode

    loaded = load_packs((shipped(), *(detectors or ())))
    for each in loaded:
        check(each, hyperscan=False)
    # Compiling all together also tells whether Hyperscan takes each, and is what a scan uses.
    runner = Runner(loaded, prefilter_for(loaded, cache=default_cache()))
    failures = [failure for each in loaded for failure in runner.failures(each)]
    for failure in failures:
        print(failure)
    examples = sum(len(each.match) + len(each.no_match) + len(each.known_misses) for each in loaded)
    print(f"{len(loaded)} detectors, {examples} examples, {len(failures)} failures")
    raise typer.Exit(ExitCode.USAGE if failures else ExitCode.CLEAN)
