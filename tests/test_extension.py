"""A new source, a new report and a new detector are one new file each, with no registry to edit."""

from __future__ import annotations

from pathlib import Path

import orjson

from tests.packs import LOFT
from tests.running import chatscrub_alone, copied

SOURCE = """
from collections.abc import Iterator

from chatscrub.archive import Archive, Piece
from chatscrub.json_stream import records
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.outcome import Event
from chatscrub.sources.interface import ExportSource, ReadOptions


class Pigeon:
    name = provider = "pigeon"
    partial = None

    def part_of(self, name: str) -> str | None:
        return None

    def recognises(self, archive: Archive) -> bool:
        return any(b"pigeon_post" in member.head(100) for member in archive.members)

    def missing(self, archive: Archive) -> Iterator[Event]:
        return iter(())

    def pieces(self, archive: Archive) -> tuple[Piece, ...]:
        return ()

    def read(self, archive: Archive, options: ReadOptions) -> Iterator[Event]:
        account = Account("pigeon", email="jo@loft.test")
        for member in archive.members:
            for value in records(member):
                conversation = Conversation("pigeon", "1", account)
                yield conversation
                yield Passage(conversation, value["pigeon_post"], "pigeon_post", account)


SOURCE: ExportSource = Pigeon()
"""

REPORT = """
from pathlib import Path

from chatscrub.reports.interface import Report


class Writer:
    def __init__(self, folder: Path) -> None:
        self.path, self.count = folder / "count.txt", 0

    def finding(self, record) -> None:
        self.count += 1

    def finish(self, run) -> None:
        self.path.write_text(str(self.count))

    def abort(self) -> None: ...


class Count:
    name, default, is_list = "count", False, False

    def open(self, folder: Path) -> Writer:
        return Writer(folder)


REPORT: Report = Count()
"""


def test_one_file_each_adds_a_source_a_report_and_a_detector(tmp_path: Path) -> None:
    copied(tmp_path, "credentials/stripe.toml", "pii/email.toml")
    (tmp_path / "chatscrub" / "sources" / "pigeon.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "chatscrub" / "reports" / "count.py").write_text(REPORT, encoding="utf-8")
    (tmp_path / "detectors" / "credentials" / "loft.toml").write_text(LOFT, encoding="utf-8")
    export = tmp_path / "letters.json"
    export.write_bytes(orjson.dumps([{"pigeon_post": "take ring_" + "0a1b2c3d4e5f" + " home"}]))
    arguments = ("scan", str(export), "--format", "count,jsonl", "--out", "out")
    chatscrub_alone(*arguments, state=tmp_path / "state", code=1, cwd=tmp_path)
    assert (tmp_path / "out" / "count.txt").read_text(encoding="utf-8") == "1"
    finding = orjson.loads((tmp_path / "out" / "findings.jsonl").read_bytes())
    assert (finding["provider"], finding["detector"], finding["employee"]) == ("pigeon", "loft.ring", "jo@loft.test")
