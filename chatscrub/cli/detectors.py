"""``chatscrub detectors``: what is looked for, and proof that each detector works."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from chatscrub.model.detector import Detector

app = typer.Typer(help="List the detectors, explain one, or run their own examples.", no_args_is_help=True)
Folders = Annotated[list[Path] | None, typer.Option("--detectors", help="More detector folders.")]


@app.command("list")
def list_detectors(detectors: Folders = None) -> None:
    """One line a detector: id, entity, confidence, severity."""
    from chatscrub.detection.pack_cache import load_kept

    loaded = load_kept(detectors or ())
    for each in loaded:
        print(f"{each.id:<38.38} {each.entity:<26.26} {each.confidence.label:<7}{each.severity.label}")
    print(f"{len(loaded)} detectors in {len({each.file for each in loaded})} files")


@app.command("check")
def check_detectors(detectors: Folders = None) -> None:
    """Run every example of every detector; exit code 2 if one fails."""
    from chatscrub.detection.examples import Runner
    from chatscrub.detection.pack_cache import load_kept
    from chatscrub.detection.packs import check
    from chatscrub.detection.prefilter import prefilter_for
    from chatscrub.errors import ExitCode
    from chatscrub.kept_file import default_cache

    loaded = load_kept(detectors or ())
    for each in sorted(loaded, key=lambda one: one.shipped):  # a mistake is in one's own file, most likely
        check(each, hyperscan=False)
    # Compiling all together also tells whether Hyperscan takes each, and is what a scan uses.
    runner = Runner(loaded, prefilter_for(loaded, cache=default_cache()))
    failures = [failure for each in loaded for failure in runner.failures(each)]
    for failure in failures:
        print(failure)
    examples = sum(len(each.match) + len(each.no_match) + len(each.known_misses) for each in loaded)
    print(f"{len(loaded)} detectors, {examples} examples, {len(failures)} failures")
    raise typer.Exit(ExitCode.USAGE if failures else ExitCode.CLEAN)


@app.command("explain")
def explain_detector(
    detector: Annotated[str, typer.Argument(metavar="ID", help="As `chatscrub detectors list` shows it.")],
    detectors: Folders = None,
) -> None:
    """Say what one detector looks for, what makes it sure, and what to do about a finding."""
    from chatscrub.detection.pack_cache import load_kept
    from chatscrub.errors import UsageError

    loaded = {each.id: each for each in load_kept(detectors or ())}
    if detector not in loaded:
        near = ", ".join(sorted(each for each in loaded if each.startswith(detector.partition(".")[0]))[:8])
        raise UsageError(
            f"no detector {detector}" + (f"; there are {near}" if near else "; see chatscrub detectors list")
        )
    for line in explanation(loaded[detector]):
        print(line)


def explanation(detector: Detector) -> Iterator[str]:
    """A detector in words, line by line. Examples are shown as they stand in the file, slots not filled."""
    yield f"{detector.id}: {detector.name} ({detector.issuer}), reported as {detector.entity}"
    yield f"{detector.confidence.label} confidence by its shape alone; {detector.severity.label} severity"
    wants = {
        "Dropped unless": ", ".join(each.replace("_", " ") for each in detector.require),
        "Dropped unless beside it stands": "" if detector.companion_anywhere else detector.companion or "",
        "Dropped unless in the message stands": (detector.companion or "") if detector.companion_anywhere else "",
        "Confirmed by": detector.engine or "",
        "Raised or lowered by": ", ".join(each.replace("_", " ") for each in detector.evidence),
        f"Words near it that {'it needs' if detector.context_required else 'raise it'}": ", ".join(detector.context),
        "Flags": ", ".join(detector.flags),
        "File": detector.file,
    }
    for label, value in wants.items():
        if value:
            yield from textwrap.wrap(f"{label}: {value}", 80, subsequent_indent="  ")
    for heading, items in (
        ("Found", detector.match),
        ("Left alone", detector.no_match),
        ("Missed, as far as known", detector.known_misses),
        ("What to do", detector.remedy.steps),
        ("Read more", (*filter(None, [detector.remedy.url]), *detector.references)),
    ):
        if items:
            yield ""
            yield heading
            for item in items:
                yield f"  {item}" if len(item) < 400 else f"  {item[:400]}…"
