"""A small export of each vendor cut at every byte, and with bytes flipped: what is whole is read, the loss is said,
nothing hangs or fails, and no task is closed by what is not there."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from chatscrub.archive import Archive, discover_in
from chatscrub.archive.files import Identity
from chatscrub.detection.cascade import Detection
from chatscrub.detection.samples import fill
from chatscrub.model.outcome import Skipped
from chatscrub.model.record import Record
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import scan_archive
from chatscrub.sources import part_of, source_of
from tests.ledgers import few_detectors, ledger
from tests.running import Gathered, Silent, no_hang
from tests.vendor_exports import Chat, Message, chatgpt_files, claude, slack, write

SECONDS = 20
"""No cut export of two kilobytes takes a hundredth of it; what takes it hangs."""
PASTED = [fill("IBAN {{iban:DE}}", f"truncation {number}") for number in range(2)]
CHATS = [Chat(f"chat-{number}", (text,)) for number, text in enumerate(PASTED)]


def chatgpt(folder: Path) -> Path:
    return write(folder / "export.zip", chatgpt_files(CHATS))


def bare_chatgpt(folder: Path) -> Path:
    path = folder / "conversations.json"
    path.write_bytes(chatgpt_files(CHATS)["conversations.json"])
    return path


def bare_claude(folder: Path) -> Path:
    with zipfile.ZipFile(claude(folder, CHATS, 3)) as archive:
        data = archive.read("conversations.json")
    path = folder / "own" / "conversations.json"
    path.parent.mkdir()
    path.write_bytes(data)
    return path


EXPORTS: dict[str, Callable[[Path], Path]] = {
    "chatgpt zip": chatgpt,
    "chatgpt json": bare_chatgpt,
    "claude zip": lambda folder: claude(folder, CHATS, 3),
    "claude json": bare_claude,
    "slack zip": lambda folder: slack(folder, [Message(n, text, n) for n, text in enumerate(PASTED)], 0, 3),
}


@cache
def order() -> tuple[Order, Detection]:
    made = Order(paths=(), detectors=few_detectors(), people=load_people(None), key=b"k" * 32)
    return made, Detection(few_detectors(), b"k" * 32)


def outcome(path: Path) -> tuple[list[Record], list[Skipped], int]:
    """Records, what was not read, and the number of exports, as a scan of the one file gives them."""
    gathered = Gathered()
    skipped: list[Skipped] = []
    count = 0
    listed = [((path.name,), Identity.of(path.stat()))]
    for found in discover_in(path.parent, listed, part_of, lambda archive: source_of(archive) is not None):
        if isinstance(found, Archive):
            count += 1
            skipped += scan_archive(found, *order(), gathered, Silent()).skipped
        else:
            skipped.append(found)
    return gathered.records, skipped, count


def values(records: list[Record]) -> set[str]:
    return {record["fingerprint"] for record in records}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_cut_at_any_byte_is_read_as_far_as_it_is_whole_and_the_rest_is_said(
    name: str, tmp_path: Path
) -> None:
    whole = EXPORTS[name](tmp_path)
    data = whole.read_bytes()
    path = tmp_path / "cut" / whole.name
    path.parent.mkdir()
    path.write_bytes(data)
    all_, nothing, count = outcome(path)
    assert (len(values(all_)), nothing, count) == (2, [], 1)
    found = set()
    for length in range(len(data) - 1, -1, -1):
        os.truncate(path, length)
        with no_hang(SECONDS):
            records, skipped, _ = outcome(path)
        assert values(records) <= values(all_), length
        assert skipped, length
        for each in skipped:
            assert "\n" not in each.reason
            assert len(each.reason) < 300
            assert not any(text[5:15] in each.reason + each.path for text in PASTED)
        found.add(len(values(records)))
    assert found == ({0} if name.endswith("zip") else {0, 1, 2})


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_with_any_byte_flipped_is_read_or_the_damage_is_said(name: str, tmp_path: Path) -> None:
    whole = EXPORTS[name](tmp_path)
    data = whole.read_bytes()
    path = tmp_path / "flipped" / whole.name
    path.parent.mkdir()
    path.write_bytes(data)
    with path.open("r+b", buffering=0) as file:
        for number, at in enumerate(range(0, len(data), 5)):
            for byte in (data[at] ^ (1, 0x20, 0xFF)[number % 3], data[at]):
                file.seek(at)
                file.write(bytes([byte]))
                if byte != data[at]:
                    with no_hang(SECONDS):
                        records, skipped, count = outcome(path)
                    assert records or skipped or count, at
                    assert all("\n" not in each.reason for each in skipped)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_cut_export_closes_no_task(name: str, tmp_path: Path) -> None:
    whole = EXPORTS[name](tmp_path)
    data = whole.read_bytes()
    path = tmp_path / "cut" / whole.name
    path.parent.mkdir()
    with ledger(tmp_path / "state") as book:
        book.scan(whole)
        before = {task.id: task.state for task in book.tasks()}
        assert len(before) >= 1
        book.clock.pass_(10)
        for length in range(len(data) - 1, 0, -max(1, len(data) // 25)):
            path.write_bytes(data[:length])
            book.scan(path)
            states = {task.id: task.state.value for task in book.tasks()}
            assert states.keys() >= before.keys()
            assert not {"verified_gone", "claimed_done"} & set(states.values()), length


def test_a_workspace_whose_list_of_people_is_cut_takes_its_tasks_from_nobody(tmp_path: Path) -> None:
    whole = slack(tmp_path / "whole", [Message(1, PASTED[0])], 0, 3)
    with zipfile.ZipFile(whole) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    cut = write(tmp_path / "cut" / whole.name, {**files, "users.json": files["users.json"][:9]})

    with ledger(tmp_path / "state") as book:
        assert book.scan(whole).skipped == []
        before = [(task.id, task.employee, task.admin, task.action) for task in book.tasks()]
        assert book.scan(cut).skipped != []
        after = [(task.id, task.employee, task.admin, task.action) for task in book.tasks()]

    assert after == before
    assert {(employee, admin) for _, employee, admin, _ in after} == {("anna@brightwater-logistics.com", False)}
