"""The samples: a scan finds what stands beside each, for the right person, and nothing else."""

from __future__ import annotations

import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Kind
from sample_exports.build import EXPORTS, HERE, build
from tests.running import scanned, shipped_detectors

TEXTS = {".py", ".toml", ".json"}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_scan_finds_what_must_be_found_and_nothing_else(name: str) -> None:
    expected = tomllib.loads((HERE / name / "expected.toml").read_text(encoding="utf-8"))
    must = Counter((each["employee"], each["message"], each["entity"]) for each in expected["must"])
    # A document has no message; there the place to delete stands for it, and its id is in the place.
    _, records = scanned(HERE / name)
    found = Counter((each["employee"], each["message_id"] or each["place"], each["entity"]) for each in records)
    assert found == must


def test_no_credential_stands_outside_the_zips() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in HERE.rglob("*") if path.suffix in TEXTS}
    assert {"chats.py", "expected.toml"} <= texts.keys()
    account = Account("samples", id="nobody")
    passages = [
        Passage(Conversation("samples", name, account), text, "text", account, message_id=name)
        for name, text in texts.items()
    ]
    found = Detection(shipped_detectors(), b"key").scan(passages).findings
    assert [each.passage.message_id for each in found if each.kind is Kind.CREDENTIAL] == []


def test_the_exports_are_what_the_builder_makes(tmp_path: Path) -> None:
    build(tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    kept = [path for path in HERE.rglob("*") if path.is_file() and path.suffix in {".zip", ".toml", ".json"}]
    assert made == sorted(path.relative_to(HERE) for path in kept)
    for name in made:
        assert members(tmp_path / name) == members(HERE / name)


def members(path: Path) -> list[tuple[str, bytes]]:
    """The content, apart from how a zlib packed it."""
    if path.suffix != ".zip":
        return [("", path.read_bytes().replace(b"\r\n", b"\n"))]
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]
