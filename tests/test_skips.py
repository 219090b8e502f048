"""However much of an export cannot be read, what is said of it stays short, and is the same for parts and for the whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.model.outcome import Skipped
from chatscrub.model.skips import TOLD, Skips
from tests.running import scanned
from tests.vendor_exports import Chat, chatgpt_files, write

several = st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, TOLD + 3)), max_size=6)


@given(several, st.data())
def test_parts_joined_say_what_the_whole_says(runs: list[tuple[str, int]], data: st.DataObject) -> None:
    met = [Skipped(path, f"element {number} is odd") for path, count in runs for number in range(count)]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(met)), max_size=3)))
    joined = Skips()
    for first, last in zip([0, *cuts], [*cuts, len(met)], strict=True):
        joined.join(Skips(met[first:last]))
    whole = Skips(met)
    assert list(joined) == list(whole)
    assert bool(whole) == bool(met)
    assert whole.first == (met[0] if met else None)


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_an_export_full_of_damage_some_is_told_and_the_rest_is_counted(jobs: int, tmp_path: Path) -> None:
    files = chatgpt_files([Chat("chat-1", ("Hello",))])
    whole = json.loads(files["conversations.json"])
    damage = b"tru," * (TOLD + 1234)
    write(tmp_path / "x.zip", files | {"conversations.json": b"[" + damage + json.dumps(whole)[1:].encode()})
    run, _ = scanned(tmp_path / "x.zip", jobs=jobs)
    assert len(run.skipped) == TOLD + 1
    assert run.skipped[-1].reason == "1,234 more parts of it could not be read; download the export again"
    assert run.skipped[0].path == run.skipped[-1].path
    assert run.archives[0].conversations == 1
