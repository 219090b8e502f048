"""Everything that fuzzing feeds, on seeds that are changed a little, and on what once failed."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Mapping
from functools import cache

import pytest

from benchmarks import fuzzing
from benchmarks.fuzz_seeds import SOURCES
from benchmarks.fuzz_targets import Target, targets
from tests.drawn_exports import times
from tests.running import ROOT, no_hang

ROUNDS = 3
SECONDS = 30


@cache
def known() -> Mapping[str, Target]:
    return targets()


def changes(seed: bytes, noise: random.Random, words: list[bytes]) -> bytes:
    """The seed with some bytes lost, doubled, flipped, or replaced by words of the formats."""
    data = bytearray(seed)
    for _ in range(noise.randint(1, 6)):
        at = noise.randint(0, len(data))
        end = min(len(data), at + noise.choice([1, 1, 4, 40]))
        how = noise.randrange(5)
        if how == 0:
            del data[at:end]
        elif how == 1:
            data[at:at] = data[at:end] * noise.choice([1, 2, 50])
        elif how == 2:
            data[at:end] = noise.randbytes(end - at)
        elif how == 3:
            data[at:end] = noise.choice(words)
        else:
            data[at:at] = noise.choice(words) * noise.choice([1, 1, 30])
    return bytes(data)


@pytest.mark.parametrize("name", known())
def test_no_input_ends_a_target_otherwise_than_it_promises(name: str) -> None:
    target = known()[name]
    seeds = target.seeds()
    assert seeds
    for number in range(ROUNDS * times()):
        noise, words = random.Random(f"{name} {number}"), list(fuzzing.words(seeds))
        for seed in seeds if number else [*seeds, b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf"]:
            data = changes(seed, noise, words) if number else seed
            with no_hang(SECONDS):
                target.run(data)


CHANGED = ("config", "detectors", "vendors", "ranking", *SOURCES)


@pytest.mark.parametrize("name", CHANGED)
def test_no_export_of_other_json_and_no_file_of_other_toml_ends_a_target_otherwise_either(name: str) -> None:
    target = known()[name]
    chance = random.Random(name)
    changed = 0
    for _ in range(100 * times()):
        data = target.change(chance.choice(target.seeds()), chance)
        if data is not None:
            changed += 1
            with no_hang(SECONDS):
                target.run(data)
    assert changed > 50


_VENDOR = (
    b"provider = 'x'\nname = 'x'\ncompany = 'x'\nhosts = []\n"
    b"[procedures.conversation]\nsteps = {en = 'x'}\ncertainty = 'unverified'\n[plans.free]\n"
)
FOUND: list[tuple[str, bytes]] = [
    ("detectors", b"a = " + b"[" * 3000),
    ("detectors", b"a = " + b"9" * 5000),
    ("vendors", b"a = " + b"[" * 3000),
    ("vendors", b"[procedures.conversation]\nsteps = {en = 'x'}\ncertainty = ['documented']"),
    ("vendors", _VENDOR + b"link_audience = {}"),
    ("vendors", _VENDOR + b"trains = {value = []}"),
]


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_once_failed_fails_no_more(name: str, data: bytes) -> None:
    with no_hang(SECONDS):
        known()[name].run(data)


def test_without_atheris_fuzzing_says_what_to_install() -> None:
    program = "import sys; sys.modules['atheris'] = None; sys.argv[1:] = ['config']; from benchmarks import fuzzing; sys.exit(fuzzing.main())"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, f"{fuzzing.MISSING}\n")


def test_libfuzzer_reads_every_word_of_the_dictionary() -> None:
    lines = fuzzing.dictionary([b'{"name": "\xc3\xa9", "x": 1}']).splitlines()
    assert r'"\x22name\x22"' in lines
    assert all(line.isascii() and line.startswith('"') and line.endswith('"') for line in lines)
