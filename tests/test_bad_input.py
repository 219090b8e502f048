"""Whatever is handed in: one clear sentence for what cannot be read, the rest is scanned, exit code 3."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.running import chatscrub, scanned

TOKEN = "sk_" + "live_" + "0a1B2c3D4e5F6g7H8i9J0k1L"


def conversation(identifier: str, text: str = "hello there", **changes: object) -> dict[str, Any]:
    node = {"id": "n", "parent": None, "message": {"id": "m", "author": {"role": "user"}, "create_time": 1.7e9,
            "content": {"content_type": "text", "parts": [text]}}}  # fmt: skip
    return {"id": identifier, "title": "t", "mapping": {"n": node}, "current_node": "n", **changes}


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def whole(*extra: object) -> bytes:
    return json.dumps([conversation("good", f"my key {TOKEN}"), *extra]).encode()


def encrypted() -> bytes:
    data = bytearray(zipped({"conversations.json": whole()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + offset
        data[place : place + 2] = struct.pack("<H", struct.unpack("<H", data[place : place + 2])[0] | 1)
    return bytes(data)


def bomb() -> bytes:
    return zipped({"conversations.json": whole()[:-1] + b" " * (80 << 20) + b"]"})


FILES: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "page.zip": (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
    "noise.zip": (b"\x00\x01\x02 not a zip at all", "zip"),
    "cut.zip": (zipped({"conversations.json": whole() * 3})[:-60], "download"),
    "locked.zip": (encrypted(), "encrypted"),
    "nothing.zip": (b"", "empty"),
    "empty.zip": (zipped({}), "empty"),
    "half.json": (whole()[:-20], "cut off"),
    "bomb.zip": (bomb, "inflates"),
    "none.zip": (zipped({"conversations.json": b'[{"mapping": null}, {"mapping": 3}]'}), ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_one_sentence_and_the_rest_is_scanned(name: str, tmp_path: Path) -> None:
    data, says = FILES[name]
    (tmp_path / name).write_bytes(data() if callable(data) else data)
    (tmp_path / "z-good.zip").write_bytes(zipped({"conversations.json": whole()}))
    run, records = scanned(tmp_path)
    assert run.skipped
    for skipped in run.skipped:
        assert name in skipped.path
        assert "\n" not in skipped.reason
        assert len(skipped.reason) < 300
        assert TOKEN not in skipped.reason
    assert any(says in skipped.reason.lower() for skipped in run.skipped), run.skipped
    assert [record["conversation_id"] for record in records if "z-good" in record["archive"]] == ["good"]


def deep(depth: int) -> bytes:
    return b'{"id":"deep","mapping":{"n":' + b'{"message":' * depth + b"1" + b"}" * depth + b"}}"


ELEMENTS: dict[str, bytes] = {
    "mapping missing": b'{"id": "x", "title": "corrupted entry"}',
    "mapping null": b'{"id": "x", "mapping": null}',
    "null": b"null",
    "a number": b"17",
    "depth 10,000": deep(10_000),
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_conversation_that_cannot_be_read_is_said_and_the_others_are_scanned(element: str, tmp_path: Path) -> None:
    first = json.dumps(conversation("first", f"key {TOKEN}")).encode()
    last = json.dumps(conversation("last", f"key {TOKEN}")).encode()
    data = b"[" + b",".join([first, ELEMENTS[element], last]) + b"]"
    (tmp_path / "export.zip").write_bytes(zipped({"conversations.json": data}))
    run, records = scanned(tmp_path / "export.zip")
    assert [record["conversation_id"] for record in records] == ["first", "last"]
    assert len(run.skipped) == 1
    assert "conversations.json" in run.skipped[0].path


ODD: dict[str, Callable[[], dict[str, Any]]] = {
    "a cycle": lambda: conversation("odd", mapping={
        key: {"id": key, "parent": parent, "message": conversation("x", f"key {TOKEN}")["mapping"]["n"]["message"]}
        for key, parent in (("a", "b"), ("b", "a"))}),
    "null everywhere": lambda: conversation("odd", f"key {TOKEN}", title=None, current_node=None, create_time=None,
                                            is_archived=None, gizmo_id=None, safe_urls=None),
    "a lone surrogate": lambda: conversation("odd", f"\ud83d key {TOKEN} \ude00"),
    "NUL": lambda: conversation("odd", f"a\x00b key {TOKEN}"),
    "a dangling node": lambda: conversation("odd", f"key {TOKEN}", current_node="nowhere"),
    "odd types": lambda: conversation("odd", f"key {TOKEN}", title=17, current_node=[], is_archived="yes"),
}  # fmt: skip


@pytest.mark.parametrize("oddity", ODD)
def test_an_odd_conversation_is_scanned_all_the_same(oddity: str, tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(zipped({"conversations.json": json.dumps([ODD[oddity]()]).encode()}))
    run, records = scanned(tmp_path / "export.zip")
    assert {record["entity"] for record in records} == {"STRIPE_SECRET_KEY"}
    assert not run.skipped


@pytest.mark.parametrize(
    "name", ["../../etc/conversations.json", "/abs/conversations.json", "C:\\x\\conversations.json"]
)
def test_a_member_with_a_hostile_name_is_not_opened_and_the_rest_is(name: str, tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(zipped({"conversations.json": whole(), name: whole()}))
    run, records = scanned(tmp_path / "export.zip")
    assert len(records) == 1
    assert len(run.skipped) == 1


def test_the_program_says_it_and_ends_with_3(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    for name, (data, _) in FILES.items():
        if not callable(data):
            (tmp_path / "drop" / name).write_bytes(data)
    (tmp_path / "drop" / "good.zip").write_bytes(zipped({"conversations.json": whole()}))
    done = chatscrub("scan", "drop", "--out", "out", state=tmp_path / "st", code=3, cwd=tmp_path)
    assert "incomplete" in done.stdout
    assert "Stripe" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8").replace("STRIPE", "Stripe")
    assert TOKEN not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["scan", "nowhere"], "nowhere"),
        (["scan", ".", "--format", "pdf"], "--format pdf"),
        (["scan", ".", "--config", "none.toml"], "none.toml"),
        (["scan", ".", "--people", "none.csv"], "none.csv"),
        (["scan", ".", "--detectors", "none"], "none"),
        (["scan"], "PATH"),
        (["scan", ".", "--colour"], "colour"),
        (["frob"], "frob"),
    ],
)
def test_a_usage_error_names_what_to_change_and_ends_with_2(arguments: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "good.zip").write_bytes(zipped({"conversations.json": whole()}))
    done = chatscrub(*arguments, state=tmp_path / "st", code=2, cwd=tmp_path)
    assert says in done.stderr


@pytest.mark.parametrize("paths", [("empty",), ("papers",), ("empty", "papers"), ("nowhere",), ("good.zip", "nowhere")])
def test_where_nothing_is_an_export_nothing_is_written_and_no_run_begins(
    paths: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "notes.txt").write_text("conversations")
    (tmp_path / "papers" / "letter.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "good.zip").write_bytes(zipped({"conversations.json": whole()}))
    words = ("--out", "out", "--state", "st", "--quiet")
    chatscrub("scan", "good.zip", "empty", *words, state=tmp_path / "st", code=1, cwd=tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}

    done = chatscrub("scan", *paths, *words, state=tmp_path / "st", code=2, cwd=tmp_path)
    says = (
        "there is no such file or folder" if "nowhere" in paths else f"no export found in {', '.join(paths)}: hand in"
    )
    assert (done.stdout, says in done.stderr, done.stderr.count("\n")) == ("", True, 1)
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before
    runs = json.loads(chatscrub("runs", "--json", state=tmp_path / "st").stdout)
    assert [each["finished"] is None for each in runs] == [False]

    chatscrub("scan", *paths, "--out", "new", "--reveal", state=tmp_path / "new-st", code=2, cwd=tmp_path)
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "new-st").exists()
