"""Seeded archives of any size in the layouts of ChatGPT, Claude and Slack, with known values planted in them.

    python -m benchmarks.corpus chatgpt|claude|slack 100 OUT.zip [--text plain|dense|written] [--seed 1] [--often 0.004]
    python -m benchmarks.corpus chatgpt 50 OUT.zip --one-line              one message of 50 MB on one line
    python -m benchmarks.corpus chatgpt 1000 OUT --archives 100000         a folder of archives, 1000 MB together

Size is in MB of JSON, of the files that hold what was said (with --one-line: of that text). The same arguments give the
same bytes (of written text: with the same Python). Memory is that of one conversation (or day of one Slack channel) and of
the zip's directory.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Literal, get_args

from benchmarks.corpus_texts import KINDS, OFTEN, PLANTS, KindOfText, Talk
from benchmarks.layouts import chatgpt, claude, slack
from benchmarks.layouts.zip_members import new_zip

__all__ = ["PLANTS", "PROVIDERS", "Provider", "Talk", "write", "write_many"]

Provider = Literal["chatgpt", "claude", "slack"]
PROVIDERS: tuple[Provider, ...] = get_args(Provider)
_LAYOUTS = {"chatgpt": chatgpt, "claude": claude, "slack": slack}
_SMALL = 0.04  # MB; below, conversations have fewer messages than usual
_MESSAGE = 2500  # bytes of JSON, about
_IN_A_FOLDER = 1000


def write(  # noqa: PLR0913 - each says what kind of archive it is to be
    path: Path,
    megabytes: float,
    seed: int = 1,
    often: float = OFTEN,
    *,
    provider: Provider = "chatgpt",
    text: KindOfText = "plain",
    one_line: bool = False,
    person: str = "bench",
) -> list[str]:
    """Writes an archive and returns the templates of what was planted, in order; `often` is the share of messages."""
    talk = Talk(random.Random(seed), often, text)
    layout = _LAYOUTS[provider]
    with new_zip(path) as archive:
        if one_line:
            layout.write_one_line(archive, talk, megabytes, person)
        else:
            messages = max(1, int(megabytes * 1e6 / _MESSAGE)) if megabytes < _SMALL else None
            layout.write(archive, talk, megabytes, person, messages)
    return talk.planted


def write_many(
    folder: Path, archives: int, megabytes: float, *, provider: Provider = "chatgpt", text: KindOfText = "plain"
) -> int:
    """Writes so many archives of different people, of so many MB together, and returns how many values were planted."""
    planted = 0
    for number in range(archives):
        place = folder / f"{number // _IN_A_FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        path, person = place / f"{number:07}.zip", f"person{number}"
        planted += len(write(path, megabytes / archives, number + 1, provider=provider, text=text, person=person))
    return planted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("provider", choices=PROVIDERS)
    parser.add_argument("megabytes", type=float)
    parser.add_argument("out", type=Path)
    parser.add_argument("--text", choices=KINDS, default="plain")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--often", type=float, default=OFTEN, help="share of messages with a planted value")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--one-line", action="store_true", help="one message of the size on one line")
    shape.add_argument("--archives", type=int, help="so many archives in a folder, of the size together")
    asked = parser.parse_args()
    if asked.archives:
        count = write_many(asked.out, asked.archives, asked.megabytes, provider=asked.provider, text=asked.text)
    else:
        count = len(
            write(
                asked.out,
                asked.megabytes,
                asked.seed,
                asked.often,
                provider=asked.provider,
                text=asked.text,
                one_line=asked.one_line,
            )
        )
    print(f"{asked.out}: {count} values planted")


if __name__ == "__main__":
    main()
