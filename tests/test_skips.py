"""However much of an export cannot be read, what is said of it stays short, and is the same for parts and for the whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.model.outcome import Skipped
from chatscrub.model.skips import TOLD, Skips
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import in_this_process, scan
from chatscrub.private_file import private_folder
from chatscrub.workers import planning
from tests.ledgers import KEY, few_detectors
from tests.running import Silent
from tests.shared_work import Shuffled
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
    assert sum(each.count for each in whole) == len(met)
    assert bool(whole) == bool(met)
    assert whole.first == (met[0] if met else None)


@pytest.mark.parametrize("stripes", [1, 2, 5])
def test_of_an_export_full_of_damage_some_is_told_and_the_rest_is_counted(
    stripes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = chatgpt_files([Chat("chat-1", ("Hello",))])
    whole = json.loads(files["conversations.json"])
    damage = b"tru," * (TOLD + 1234)
    write(tmp_path / "x.zip", files | {"conversations.json": b"[" + damage + json.dumps(whole)[1:].encode()})
    for name, least in (("LARGE", 1), ("_SMALLEST", 1), ("_GOOD", 0.0)):  # however small, it is cut
        monkeypatch.setattr(planning, name, least)
    order = Order((tmp_path / "x.zip",), few_detectors(), load_people(None), KEY, jobs=stripes)
    pool = Shuffled(order, private_folder(tmp_path / "spools"))
    run = scan(order, [], Silent(), pool.work if stripes > 1 else in_this_process)
    assert (pool.count > stripes) == (stripes > 1)
    assert (len(run.skipped), run.unread) == (TOLD + 1, TOLD + 1234)
    assert run.skipped[-1].reason == "1,234 more parts of it could not be read; download the export again"
    assert run.skipped[0].path == run.skipped[-1].path
    assert run.archives[0].conversations == 1
