"""Fuzzing with atheris: bytes that reach ever more of the code, until something fails in a way that is not promised.

``python -m benchmarks.fuzzing TARGET --seconds 60`` feeds one target of ``benchmarks/fuzz_targets.py``, in one process, and
ends with 0 where nothing failed. What failed is kept in ``--keep`` (out/fuzzed/TARGET); it may hold what a seed held, so it
stays there, and its smallest form goes into tests/test_fuzzed_targets.py. Needs the extra ``fuzz``, which comes as a wheel
for Linux.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.fuzz_targets import Target

MISSING = "fuzzing needs atheris, which is not installed; on Linux: pip install -e '.[fuzz]'"
TIMEOUT = 20
"""Seconds that one input may take; beyond that it hangs."""
LONGEST = 1 << 17
"""Bytes of the longest input."""
MEMORY = 3 << 10
"""MiB that the process may take."""


def words(seeds: Sequence[bytes]) -> Iterator[bytes]:
    """What the formats know: keys and short values of the seeds, to be put in elsewhere."""
    found = {each for seed in seeds for each in re.findall(rb'"[^"\\\x00-\x1f]{1,30}"|[A-Za-z_-]{3,20}', seed)}
    yield from sorted(found)[:600]
    yield from (b"\\ud800", b"[[[[[[[[", b'{"a":{"a":', b"1e999", b"NaN", b"-0", b"null", b"9999999999999999999999")


def dictionary(seeds: Sequence[bytes]) -> str:
    """The words in the form that libFuzzer reads."""
    lines = (
        "".join(chr(each) if 32 <= each < 127 and each not in b'"\\' else f"\\x{each:02x}" for each in word)
        for word in words(seeds)
    )
    return "".join(f'"{line}"\n' for line in lines)


def fuzz(atheris: ModuleType, name: str, target: Target, seconds: int, keep: Path) -> None:
    """Feeds a target; the process ends here."""
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        corpus, seeds = Path(folder) / "corpus", list(target.seeds())
        corpus.mkdir()
        for number, seed in enumerate(seeds):
            (corpus / f"seed-{number}").write_bytes(seed)
            target.run(seed)  # what is loaded once is loaded
        (Path(folder) / "words.dict").write_text(dictionary(seeds), encoding="ascii")
        options = {
            "max_total_time": seconds, "timeout": TIMEOUT, "rss_limit_mb": MEMORY, "max_len": LONGEST, "len_control": 20,
            "artifact_prefix": f"{keep}/", "dict": f"{folder}/words.dict", "print_final_stats": 1, "verbosity": 1,
        }  # fmt: skip
        arguments = [name, *(f"-{key}={value}" for key, value in options.items()), str(corpus)]

        def mutated(data: bytes, longest: int, seed: int) -> bytes:
            chance = Random(seed)
            new = target.change(data, chance) if chance.randrange(4) else None
            return atheris.Mutate(data, longest) if new is None or len(new) > longest else new

        atheris.Setup(arguments, target.run, custom_mutator=mutated, internal_libfuzzer=True)
        print(json.dumps({"target": name, "seeds": len(seeds), "seconds": seconds}), flush=True)
        atheris.Fuzz()


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", nargs="?", help="one of the targets; without it they are listed")
    parser.add_argument("--seconds", type=int, default=60, help="how long, by the clock")
    parser.add_argument("--keep", type=Path, default=Path("out/fuzzed"), help="where inputs that fail are kept")
    asked = parser.parse_args()
    if asked.target is None:
        from benchmarks.fuzz_targets import targets

        print("\n".join(targets()))
        return 0
    try:
        atheris = import_module("atheris")  # it is installed where somebody wants to fuzz
    except ImportError:
        print(MISSING, file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["chatscrub"]):
        from benchmarks.fuzz_targets import targets
    known = targets()
    if asked.target not in known:
        parser.error(f"{asked.target} is no target; they are {', '.join(known)}")
    fuzz(atheris, asked.target, known[asked.target], asked.seconds, asked.keep / asked.target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
