"""Which exports are found where, and that whatever may be one and cannot be read is named."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from chatscrub.archive import Archive, Limits, Member, discover
from chatscrub.archive.labels import of_file, suggested
from chatscrub.errors import ArchiveError, UsageError
from chatscrub.model.outcome import Skipped
from chatscrub.sources import source_of

CHAT = b'[{"mapping":{}}]'
CLAUDE = b'[{"chat_messages":[]}]'
SLACK_TABLE = b'[{"id":"C1","name":"general","members":[]}]'
SLACK_DAY = b'[{"type":"message","ts":"1.0"}]'
UUID = "00000000-0000-4000-8000-00000000000"
_NAMES = re.compile(r"(?:users?|conversations(?:-\d+)?|export_manifest)\.json|manifest-[\w-]+\.json")
_PARTS = re.compile(r"(?:conversations|light_metadata|projects)-\d+(?:\.zip)?")


def part_of(name: str) -> str | None:
    """Keys as the real sources give them, for invented formats."""
    if batch := re.fullmatch(r"(data-[\w-]+)-batch-\d+(?:\.zip)?", name):
        return batch[1]
    if re.fullmatch(r"(?:Conversations|Files)_.+-\d+\.zip", name):
        return "portal"
    if _PARTS.fullmatch(name) or name.startswith("manifest-"):
        return "parts"
    return "loose" if _NAMES.fullmatch(name) or re.match(r"file-\w{10}", name) else None


def recognised(archive: Archive) -> bool:
    """By content, as the real sources do; two formats at once are refused as they refuse it."""
    heads = [member.head(200) for member in archive.members]
    formats = {
        "chat": any(b'"mapping"' in head for head in heads),
        "claude": any(b'"chat_messages"' in head or b'"prompt_template"' in head for head in heads),
        "slack": any(b'"ts"' in head or b'"members"' in head for head in heads),
    }
    if sum(formats.values()) > 1:
        raise ArchiveError("several formats at once")
    return any(formats.values())


def write(path: Path, data: bytes = CHAT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return buffer.getvalue()


def find(*paths: Path, limits: Limits | None = None) -> tuple[dict[str, Archive], dict[str, str]]:
    """Archives and reasons by path; paths are relative to the working folder, as an operator types them."""
    found = list(discover(paths, part_of, recognised, limits or Limits()))
    archives = {each.path: each for each in found if isinstance(each, Archive)}
    skipped = {each.path: each.reason for each in found if isinstance(each, Skipped)}
    assert len(archives) + len(skipped) == len(found)
    for archive in archives.values():
        for member in archive.members:
            member.head()
    return archives, skipped


def names(archive: Archive) -> list[str]:
    return sorted(member.name for member in archive.members)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


DROP = Path("drop")


class TestOneFile:
    @pytest.mark.parametrize("name", ["a.zip", "a.dms", "a.json", "a"])
    def test_a_zip_is_known_by_content_whatever_its_name(self, name: str) -> None:
        archives, skipped = find(write(Path(name), packed({"conversations.json": CHAT})))
        assert list(archives) == [name]
        assert not skipped
        assert archives[name].members[0].head() == CHAT

    @pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf", b" \n\t"])
    @pytest.mark.parametrize("data", [CHAT, b'{"mapping":{}}', b'{"mapping":1}\n{"mapping":2}\n'])
    def test_bare_json_is_known_by_content_whatever_its_name(self, prefix: bytes, data: bytes) -> None:
        archives, _ = find(write(Path("jane.doe.txt"), prefix + data))
        assert [(a.label, names(a), a.parts) for a in archives.values()] == [
            ("jane.doe", ["jane.doe.txt"], ("jane.doe.txt",))
        ]

    def test_a_zip_behind_a_stub_is_read(self) -> None:
        archives, _ = find(write(Path("setup.exe"), b"MZ" + b"\0" * 500 + packed({"c.json": CHAT})))
        assert archives["setup.exe"].members[0].head() == CHAT

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"<!DOCTYPE html><html>login</html>", "looks like a web page: the download was not signed in"),
            (packed({"c.json": CHAT})[:-30], "the download was cut"),
            (b"", "is empty"),
            (packed({}), "empty zip"),
            (packed({"notes.txt": b"hi"}), "holds no chat export that is known"),
            (b'{"some":"settings"}', "without the shape of a chat export"),
            ('{"mapping":1}'.encode("utf-16"), "UTF-16"),
            (b"plain text", "has the name of a zip but is none"),
            (b"7z\xbc\xaf\x27\x1c....", "7-Zip"),
            (b"\x1f\x8b\x08...", "gzip"),
        ],
    )
    def test_what_is_no_export_is_answered_for_in_one_sentence(self, data: bytes, reason: str) -> None:
        for path, shown in ((write(Path("x.zip"), data), "x.zip"), (write(DROP / "y.zip", data).parent, "drop/y.zip")):
            archives, skipped = find(path)
            assert not archives
            assert list(skipped) == [shown]
            assert reason in skipped[shown]

    def test_a_cut_zip_that_ends_in_a_stored_zip_is_not_taken_for_it(self) -> None:
        whole = packed({"a.zip": packed({"c.json": CHAT}), "z.json": CHAT}, zipfile.ZIP_STORED)
        cut = whole[: whole.index(b"PK\x03\x04", whole.index(b"PK\x05\x06"))]
        _, skipped = find(write(Path("x.zip"), cut))
        assert "the download was cut" in skipped["x.zip"]

    def test_an_encrypted_zip_says_so(self) -> None:
        data = bytearray(packed({"conversations.json": CHAT}))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        _, skipped = find(write(Path("x.zip"), bytes(data)))
        assert "is encrypted" in skipped["x.zip"]

    def test_a_missing_path_is_a_usage_error_at_once(self) -> None:
        write(Path("a.json"))
        with pytest.raises(UsageError, match="no such file"):
            discover([Path("a.json"), Path("gone.zip")], part_of, recognised)

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom rights bind")
    def test_a_file_without_the_right_to_read_is_named(self) -> None:
        write(DROP / "x.zip").chmod(0)
        _, skipped = find(DROP)
        assert "permission denied" in skipped["drop/x.zip"]

    @pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
    def test_links_and_pipes_are_never_followed(self) -> None:
        secret = write(Path("outside/conversations.json"))
        DROP.mkdir()
        (DROP / "link.json").symlink_to(secret.absolute())
        (DROP / "folder").symlink_to(secret.parent.absolute())
        os.mkfifo(DROP / "pipe.zip")
        for paths in ([DROP], sorted(DROP.iterdir())):
            archives, skipped = find(*paths)
            assert not archives
            assert set(skipped) == {"drop/link.json", "drop/folder", "drop/pipe.zip"}
            assert "link" in skipped["drop/folder"]
            assert "pipe" in skipped["drop/pipe.zip"]

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
    def test_a_file_name_that_is_no_utf_8_can_be_printed(self) -> None:
        DROP.mkdir()
        (DROP / os.fsdecode(b"caf\xe9.json")).write_bytes(CHAT)
        archives, _ = find(DROP)
        assert [(path, archive.label) for path, archive in archives.items()] == [("drop/caf\ufffd.json", "caf\ufffd")]

    @pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
    def test_a_file_swapped_for_a_link_or_pipe_is_not_opened(self) -> None:
        path = write(Path("a.json"))
        archives, _ = find(path)
        path.unlink()
        path.symlink_to(write(Path("secret.json"), b"secret").absolute())
        with pytest.raises(ArchiveError):
            list(archives["a.json"].members[0].chunks())
        path.unlink()
        os.mkfifo(path)
        with pytest.raises(ArchiveError, match="not a regular file"):
            list(archives["a.json"].members[0].chunks())


class TestFolder:
    def test_each_zip_is_an_archive_labelled_by_its_folder_or_name(self) -> None:
        write(DROP / "alice" / "export.zip", packed({"c.json": CHAT}))
        write(DROP / "exports" / "bob" / "data-2026-11-01-batch-0000.zip", packed({"c.json": CHAT}))
        write(DROP / "carol.doe (1).zip", packed({"c.json": CHAT}))
        write(DROP / f"{'0123456789abcdef' * 4}-2026-01-02-03-04-05-{'ab12' * 8}.zip", packed({"c.json": CHAT}))
        archives, skipped = find(DROP)
        assert not skipped
        assert {path: archive.label for path, archive in archives.items()} == {
            "drop/alice/export.zip": "alice",
            "drop/exports/bob/data-2026-11-01-batch-0000.zip": "bob",
            "drop/carol.doe (1).zip": "carol.doe",
            f"drop/{'0123456789abcdef' * 4}-2026-01-02-03-04-05-{'ab12' * 8}.zip": None,
        }

    def test_a_drop_folder_of_unzipped_exports_gives_one_archive_for_each(self) -> None:
        for who in ("alice", "bob"):
            write(DROP / who / "conversations.json")
            write(DROP / who / "user.json", b"{}")
            write(DROP / who / "__MACOSX" / "._user.json", b"\0\5")
            write(DROP / who / "._conversations.json", b"\0\5")
        write(DROP / "carol" / "wrapper" / "conversations.json")
        write(DROP / "carol" / "wrapper" / "audio" / "x.wav", b"RIFF")
        archives, skipped = find(DROP)
        assert not skipped
        assert {path: (archive.label, names(archive)) for path, archive in archives.items()} == {
            "drop/alice": ("alice", ["conversations.json", "user.json"]),
            "drop/bob": ("bob", ["conversations.json", "user.json"]),
            "drop/carol/wrapper": ("carol", ["audio/x.wav", "conversations.json"]),
        }

    @pytest.mark.parametrize("stray", ["README.txt", "people.csv", "config.toml", "shot.png", "notes.md", "x.py"])
    def test_a_stray_file_neither_joins_its_neighbours_nor_is_reported(self, stray: str) -> None:
        write(DROP / stray, b"[tool.x]\n")
        write(DROP / "alice" / "conversations.json")
        write(DROP / "bob" / "conversations.json")
        archives, skipped = find(DROP)
        assert list(archives) == ["drop/alice", "drop/bob"]
        assert not skipped
        _, skipped = find(DROP / stray)
        assert list(skipped) == [f"drop/{stray}"]

    def test_unknown_json_beside_exports_is_named_and_joins_nothing(self) -> None:
        write(DROP / "mapping.json", b'{"a":"b"}')
        write(DROP / "alice" / "conversations.json")
        write(DROP / "bob" / "conversations.json")
        archives, skipped = find(DROP)
        assert list(archives) == ["drop/alice", "drop/bob"]
        assert list(skipped) == ["drop/mapping.json"]

    def test_many_unknown_json_files_are_named_together(self) -> None:
        for number in range(30):
            write(DROP / f"module{number}.json", b'{"a":1}')
        _, skipped = find(DROP)
        assert list(skipped) == ["drop"]
        assert "30 JSON files" in skipped["drop"]

    def test_personal_json_files_are_archives_of_their_own_and_vendors_names_belong_together(self) -> None:
        for name in ("alice.json", "bob.json", "conversations-000.json", "conversations-001.json"):
            write(DROP / name)
        write(DROP / "user.json", b"{}")
        archives, _ = find(DROP)
        assert {path: (archive.label, names(archive)) for path, archive in archives.items()} == {
            "drop/alice.json": ("alice", ["alice.json"]),
            "drop/bob.json": ("bob", ["bob.json"]),
            "drop": (None, ["conversations-000.json", "conversations-001.json", "user.json"]),
        }

    def test_records_named_by_uuid_are_one_export(self) -> None:
        for number in "123":
            write(DROP / "alice" / "projects" / f"{UUID}{number}.json", b'{"prompt_template":""}')
        archives, _ = find(DROP)
        assert names(archives["drop/alice"]) == [f"projects/{UUID}{number}.json" for number in "123"]

    def test_a_slack_folder_is_one_archive_with_its_channels(self) -> None:
        for table in ("channels.json", "org_users.json", "dms.json"):
            write(DROP / "Acme Slack export" / table, SLACK_TABLE)
        for channel in ("general", "sales", "FC_F1_notes"):
            for day in ("2026-01-01", "2026-01-02"):
                write(DROP / "Acme Slack export" / channel / f"{day}.json", SLACK_DAY)
            write(DROP / "Acme Slack export" / channel / "canvas_in_the_conversation.json", b"[]")
        write(DROP / "Acme Slack export" / ".slack-manifest.json", b"{}")
        archives, skipped = find(DROP)
        assert not skipped
        assert list(archives) == ["drop/Acme Slack export"]
        archive = archives["drop/Acme Slack export"]
        assert len(archive.members) == 13
        assert archive.label is None
        assert find(DROP / "Acme Slack export")[0].keys() == archives.keys()

    def test_a_grid_export_with_a_workspace_inside_stays_whole(self) -> None:
        write(DROP / "grid" / "users.json", SLACK_TABLE)
        write(DROP / "grid" / "channels.json", SLACK_TABLE)
        write(DROP / "grid" / "general" / "2026-01-01.json", SLACK_DAY)
        write(DROP / "grid" / "teams" / "acme" / "users.json", SLACK_TABLE)
        write(DROP / "grid" / "teams" / "acme" / "sales" / "2026-01-01.json", SLACK_DAY)
        assert list(find(DROP)[0]) == ["drop/grid"]

    def test_an_export_lying_loose_does_not_swallow_the_ones_beside_it(self) -> None:
        write(DROP / "conversations.json")
        write(DROP / "audio" / "x.wav", b"RIFF")
        write(DROP / "bob" / "conversations.json")
        write(DROP / "carol.zip", packed({"conversations.json": CHAT}))
        archives, _ = find(DROP)
        assert {path: names(archive) for path, archive in archives.items()} == {
            "drop": ["audio/x.wav", "conversations.json"],
            "drop/carol.zip": ["conversations.json"],
            "drop/bob": ["conversations.json"],
        }
        assert [archive.label for archive in archives.values()] == [None, "carol", "bob"]

    def test_a_vendors_own_folder_that_repeats_a_file_name_stays_in_the_export(self) -> None:
        write(DROP / "alice" / "conversations.json")
        write(DROP / "alice" / "export_manifest.json", b"{}")
        write(DROP / "alice" / "sites" / "export_manifest.json", b'{"mapping":1}')
        archives, _ = find(DROP)
        assert names(archives["drop/alice"]) == [
            "conversations.json",
            "export_manifest.json",
            "sites/export_manifest.json",
        ]
        assert len(archives) == 1

    def test_two_vendors_in_one_folder_are_told_apart(self) -> None:
        write(DROP / "conversations.json", CHAT)
        write(DROP / "bob" / "history.json", CLAUDE)
        archives, skipped = find(DROP)
        assert {path: names(archive) for path, archive in archives.items()} == {
            "drop": ["conversations.json"],
            "drop/bob": ["history.json"],
        }
        assert not skipped

    def test_uploads_in_an_unzipped_export_are_members_and_no_failures(self) -> None:
        office = packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
        write(DROP / "alice" / "conversations.json")
        write(DROP / "alice" / "file-abcdefghij-report-2024.zip", packed({"notes.json": b'{"a":1}'}))
        write(DROP / "alice" / "file-abcdefghik.dat", office)
        write(DROP / "alice" / "sub" / "broken.zip", b"PK\x03\x04 nothing")
        archives, skipped = find(DROP)
        assert list(archives) == ["drop/alice"]
        assert names(archives["drop/alice"]) == [
            "conversations.json",
            "file-abcdefghij-report-2024.zip",
            "file-abcdefghik.dat",
            "sub/broken.zip",
        ]
        assert not skipped

    def test_office_documents_in_a_drop_folder_are_passed_over(self) -> None:
        office = packed({"[Content_Types].xml": b"<x/>"})
        path = write(DROP / "list.xlsx", office)
        assert find(DROP) == ({}, {})
        assert list(find(path)[1]) == ["drop/list.xlsx"]

    @pytest.mark.parametrize(
        "name", [".DS_Store", "._a.zip", "Thumbs.db", "desktop.ini", ".hidden.zip", "a.part", "a.crdownload", "~$a.tmp"]
    )
    def test_litter_and_unfinished_downloads_are_passed_over(self, name: str) -> None:
        write(DROP / name, b"PK\x03\x04")
        assert find(DROP) == ({}, {})

    def test_our_own_reports_are_passed_over(self) -> None:
        write(DROP / "out" / "findings.jsonl", json.dumps({"schema": "chatscrub.finding/1", "match": "x"}).encode())
        assert find(DROP) == ({}, {})

    def test_a_tree_past_the_limit_is_reported(self) -> None:
        for number in range(12):
            write(DROP / f"{number}.txt", b"x")
        _, skipped = find(DROP, limits=Limits(members=10))
        assert "more than 10 files" in skipped["drop"]

    def test_the_order_and_the_members_are_the_same_each_time(self) -> None:
        for who in ("b", "a", "c"):
            write(DROP / f"person-{who}" / "conversations.json")
        first = [each.path for each in discover([DROP], part_of, recognised)]
        assert first == sorted(first) == [each.path for each in discover([DROP], part_of, recognised)]


class TestParts:
    def test_a_manifest_and_its_zips_are_one_archive_that_remembers_the_parts(self) -> None:
        folder = DROP / "alice"
        write(folder / "manifest-abc-2026-11-01.json", b'{"data_files":[]}')
        write(folder / "conversations-000.zip", packed({"conversations.json": CLAUDE}))
        write(folder / "conversations-001.zip", packed({"conversations.json": CLAUDE}))
        write(folder / "light_metadata-000.zip", packed({"users.json": b"[]"}))
        write(folder / "projects-000" / "projects" / f"{UUID}1.json", b'{"prompt_template":""}')
        archives, skipped = find(DROP)
        assert not skipped
        assert [archive.label for archive in archives.values()] == ["alice"]
        archive = next(iter(archives.values()))
        assert archive.parts == (
            "conversations-000.zip",
            "conversations-001.zip",
            "light_metadata-000.zip",
            "manifest-abc-2026-11-01.json",
            "projects-000",
        )
        assert names(archive) == [
            "conversations.json",
            "conversations.json",
            "manifest-abc-2026-11-01.json",
            f"projects/{UUID}1.json",
            "users.json",
        ]

    def test_parts_named_one_by_one_on_the_command_line_are_joined(self) -> None:
        paths = [
            write(Path(f"data-acme-batch-000{number}.zip"), packed({"conversations.json": CLAUDE}))
            for number in range(2)
        ]
        other = write(Path("data-other-batch-0000.zip"), packed({"conversations.json": CLAUDE}))
        archives, _ = find(*paths, other)
        assert [archive.parts for archive in archives.values()] == [
            ("data-acme-batch-0000.zip", "data-acme-batch-0001.zip"),
            ("data-other-batch-0000.zip",),
        ]

    def test_a_broken_part_is_named_and_the_others_are_read(self) -> None:
        write(DROP / "data-acme-batch-0000.zip", packed({"conversations.json": CLAUDE}))
        write(DROP / "data-acme-batch-0001.zip", packed({"conversations.json": CLAUDE})[:-40])
        archives, skipped = find(DROP)
        assert len(archives) == 1
        assert "cut" in skipped["drop/data-acme-batch-0001.zip"]

    def test_parts_in_different_folders_stay_apart(self) -> None:
        for who in ("alice", "bob"):
            for part in ("conversations-000.zip", "light_metadata-000.zip"):
                write(DROP / who / part, packed({"conversations.json": CLAUDE}))
        assert [archive.label for archive in find(DROP)[0].values()] == ["alice", "bob"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
class TestNested:
    def test_a_zip_in_a_zip_is_read_in_place(self, method: int) -> None:
        inner = packed({"conversations.json": CHAT, "big.bin": bytes(range(256)) * 9000})
        outer = packed({"staff/alice.zip": inner, "bob.zip": inner, "note.txt": b"x"}, method)
        write(DROP / "november.zip", outer)
        before = set(Path().rglob("*"))
        archives, skipped = find(DROP)
        assert not skipped
        assert {path: archive.label for path, archive in archives.items()} == {
            "drop/november.zip!/staff/alice.zip": "alice",
            "drop/november.zip!/bob.zip": "bob",
        }
        for archive in archives.values():
            assert [b"".join(member.chunks()) for member in archive.members] == [CHAT, bytes(range(256)) * 9000]
        assert set(Path().rglob("*")) == before

    def test_the_parts_in_a_privacy_bundle_are_one_archive(self, method: int) -> None:
        bundle = packed(
            {
                "report.html": b"<html></html>",
                "Financial/x.json": b"{}",
                "Activity/Conversations_ab-chatgpt-0001.zip": packed({"conversations-000.json": CHAT}),
                "Activity/Conversations_ab-chatgpt-0002.zip": packed({"conversations-001.json": CHAT}),
                "Activity/Files_ab-files-0001.zip": packed({"file_x.dat": b"\x89PNG"}),
            },
            method,
        )
        archives, skipped = find(write(Path("alice.zip"), bundle))
        assert not skipped
        archive = archives["alice.zip!/Activity/Conversations_ab-chatgpt-0001.zip"]
        assert len(archives) == 1
        assert archive.label == "alice"
        assert names(archive) == ["conversations-000.json", "conversations-001.json", "file_x.dat"]
        assert len(archive.parts) == 3

    def test_an_outer_zip_that_is_an_export_too_comes_without_the_inner_ones(self, method: int) -> None:
        outer = packed(
            {
                "conversations.json": CHAT,
                "bob.zip": packed({"conversations.json": CHAT}),
                "uploaded.zip": packed({"x.txt": b"x"}),
                "damaged.zip": b"PK\x03\x04",
            },
            method,
        )
        archives, skipped = find(write(Path("a.zip"), outer))
        assert not skipped
        assert {path: names(archive) for path, archive in archives.items()} == {
            "a.zip": ["conversations.json", "damaged.zip", "uploaded.zip"],
            "a.zip!/bob.zip": ["conversations.json"],
        }

    def test_a_third_level_is_reported(self, method: int) -> None:
        third = packed({"c.zip": packed({"conversations.json": CHAT})}, method)
        archives, skipped = find(write(Path("a.zip"), packed({"b.zip": third}, method)))
        assert not archives
        assert "too deep" in skipped["a.zip!/b.zip!/c.zip"]

    def test_broken_and_unknown_zips_in_a_bundle_are_named(self, method: int) -> None:
        outer = packed(
            {
                "alice.zip": packed({"conversations.json": CHAT}),
                "bob.zip": packed({"conversations.json": CHAT})[:-30],
                "carol.zip": b"<html>login</html>",
                "dave": packed({"x.txt": b"x"}),
            },
            method,
        )
        archives, skipped = find(write(Path("a.zip"), outer))
        assert list(archives) == ["a.zip!/alice.zip"]
        assert "cut" in skipped["a.zip!/bob.zip"]
        assert "web page" in skipped["a.zip!/carol.zip"]
        assert "no chat export" in skipped["a.zip!/dave"]

    def test_a_zipped_drop_folder_keeps_people_apart(self, method: int) -> None:
        files = {f"drop/{who}/{name}": CHAT for who in ("alice", "bob") for name in ("conversations.json", "user.json")}
        archives, _ = find(write(Path("all.zip"), packed(files, method)))
        assert {path: (archive.label, names(archive)) for path, archive in archives.items()} == {
            "all.zip!/alice": ("alice", ["conversations.json", "user.json"]),
            "all.zip!/bob": ("bob", ["conversations.json", "user.json"]),
        }
        archives, _ = find(write(Path("all.zip"), packed({"alice.json": CHAT, "bob.json": CHAT}, method)))
        assert [archive.label for archive in archives.values()] == ["alice", "bob"]

    def test_a_zipped_slack_export_stays_whole(self, method: int) -> None:
        files = {f"W/{channel}/2026-01-01.json": SLACK_DAY for channel in ("general", "sales")}
        archives, _ = find(write(Path("a.zip"), packed({**files, "W/channels.json": SLACK_TABLE}, method)))
        assert names(archives["a.zip"]) == ["channels.json", "general/2026-01-01.json", "sales/2026-01-01.json"]


class TestMemory:
    def test_a_compressed_inner_zip_over_the_limit_is_not_held(self) -> None:
        inner = packed({"conversations.json": CHAT, "x.bin": os.urandom(300_000)})
        path = write(Path("a.zip"), packed({"alice.zip": inner}))
        archives, skipped = find(path, limits=Limits(nested_bytes=200_000))
        assert not archives
        assert "unzip the outer file and hand in the folder" in skipped["a.zip!/alice.zip"]

    def test_a_stored_inner_zip_needs_no_memory(self) -> None:
        inner = packed({"conversations.json": CHAT, "x.bin": os.urandom(300_000)})
        path = write(Path("a.zip"), packed({"alice.zip": inner}, zipfile.ZIP_STORED))
        assert list(find(path, limits=Limits(nested_bytes=10))[0]) == ["a.zip!/alice.zip"]

    def test_two_compressed_inner_zips_that_fit_one_by_one_are_both_read(self) -> None:
        inner = {
            f"{who}.zip": packed({"conversations.json": CHAT, "x": os.urandom(150_000)}) for who in ("alice", "bob")
        }
        archives, _ = find(write(Path("a.zip"), packed(inner)), limits=Limits(nested_bytes=200_000))
        for _ in range(2):
            assert [sum(map(len, archive.members[1].chunks())) for archive in archives.values()] == [150_000, 150_000]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("alice", "alice"),
        ("jane.doe@example.com", "jane.doe@example.com"),
        ("Conversations", None),
        ("chatgpt-export 2026", None),
        ("data-2026-11-01-10-00-00-batch-0000", None),
        ("conversations-000", None),
        ("Acme Slack export Jan 1 2026 - Feb 1 2026", None),
        ("2026-11", None),
        ("Takeout", None),
        ("张伟", "张伟"),
    ],
)
def test_a_label_is_a_name_that_is_not_generic(name: str, label: str | None) -> None:
    assert suggested(name) == label
    assert of_file(f"{name} (2).zip") == label


def test_a_file_with_a_vendors_name_that_is_no_json_is_named(tmp_path: Path) -> None:
    write(tmp_path / "conversations.json", b"Z[cut off here]")
    write(tmp_path / "notes.json", b"Z[cut off here]")
    (found,) = discover([tmp_path], part_of, recognised)
    assert isinstance(found, Skipped)
    assert found.path.endswith("conversations.json")
    assert "is not a chat export" in found.reason


def test_an_archive_that_was_discovered_is_not_looked_into_again_to_see_whose_it_is() -> None:
    opened: list[str] = []

    def member(name: str, content: bytes) -> Member:
        def opener() -> Iterator[bytes]:
            opened.append(name)
            yield content

        return Member(name, len(content), opener)

    first, other = (Archive(path, (member("conversations.json", CLAUDE),)) for path in ("a.zip", "b.zip"))
    assert [each.name for each in map(source_of, (first, replace(first, label="ann"))) if each] == ["claude", "claude"]
    looks = len(opened)
    assert source_of(first) is not None
    assert len(opened) == looks
    assert source_of(other) is not None
    assert len(opened) == 2 * looks
