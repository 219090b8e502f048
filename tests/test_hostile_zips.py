"""Zips as no vendor writes them: nothing hangs, nothing leads out, and what can be read is read."""

from __future__ import annotations

import io
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatscrub.archive import Archive, Limits, discover, open_zip
from chatscrub.errors import ArchiveError
from chatscrub.model.outcome import Skipped
from tests.running import scanned
from tests.test_archive import _Pipe, content, patched, zipped
from tests.test_bad_input import TOKEN, conversation

CHATS = json.dumps([conversation("good", "hello")]).encode()


def found_in(path: Path, limits: Limits = Limits()) -> tuple[list[Archive], list[Skipped]]:  # noqa: B008  # frozen
    found = list(
        discover([path], lambda _: None, lambda archive: archive.named("conversations.json") is not None, limits)
    )
    return [each for each in found if isinstance(each, Archive)], [each for each in found if isinstance(each, Skipped)]


def raw_zip(
    names: list[bytes], data: bytes = b"[]", extra: bytes = b"", *, flags: int = 0, kernel: bool = False
) -> bytes:
    """A zip written by hand: any bytes as names; with `kernel` all entries share one local file."""
    local, central = bytearray(), bytearray()
    for name in names:
        at = len(local)
        if not kernel or not local:
            local += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, 0, 0, 0, zlib.crc32(data), len(data), len(data),
                                 len(name), 0) + name + data  # fmt: skip
        central += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, flags, 0, 0, 0, zlib.crc32(data), len(data),
                               len(data), len(name), len(extra), 0, 0, 0, 0, 0 if kernel else at) + name + extra  # fmt: skip
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, *[min(len(names), 0xFFFF)] * 2, len(central), len(local), 0)
    return bytes(local + central + end)


def test_entries_that_share_one_kernel_are_refused_one_and_all(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(raw_zip([b"%d" % n for n in range(200)], b"\0" * 1000, kernel=True))
    members = open_zip(tmp_path / "a.zip").members
    assert len(members) == 200
    for member in members[:-1]:
        with pytest.raises(ArchiveError, match="overlaps"):
            content(member)
    assert content(members[-1]) == b"\0" * 1000


@pytest.mark.parametrize(
    "name", ["CON", "aux.json", "NUL.", "com1/x.json", "a. ", "ab:c", "~", "-rf", "$(id)", "x" * 4000]
)
def test_a_name_that_a_system_takes_for_something_else_is_only_a_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(raw_zip([name.encode(), b"conversations.json"], CHATS))
    before = {path.name for path in tmp_path.iterdir()}
    members = {member.name: content(member) for member in open_zip(tmp_path / "a.zip").members}
    assert members == {name: CHATS, "conversations.json": CHATS}
    assert {path.name for path in tmp_path.iterdir()} == before


def test_names_that_clash_on_other_systems_are_all_read(tmp_path: Path) -> None:
    names = ["Chat.json", "chat.json", "CHAT.JSON", "caf\u00e9.json", "cafe\u0301.json"]
    (tmp_path / "a.zip").write_bytes(raw_zip([name.encode() for name in names], flags=0x800))
    assert [member.name for member in open_zip(tmp_path / "a.zip").members] == names


def test_members_of_one_name_are_all_scanned(tmp_path: Path) -> None:
    data = [json.dumps([conversation(each, f"key {TOKEN}")]).encode() for each in ("one", "two")]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        out.writestr("conversations.json", data[0])
        with pytest.warns(UserWarning, match="Duplicate"):
            out.writestr("conversations.json", data[1])
    _, records = scanned(tmp_path / "a.zip")
    assert [record["conversation_id"] for record in records] == ["one", "two"]


def unicode_path(about: bytes, name: bytes, version: int = 1) -> bytes:
    field = struct.pack("<BL", version, zlib.crc32(about)) + name
    return struct.pack("<HH", 0x7075, len(field)) + field


ENCODED: dict[str, tuple[bytes, int, bytes, str]] = {
    # Bytes in the zip, flags, extra field, the name.
    "cp437": ("grüße.json".encode("cp437"), 0, b"", "grüße.json"),
    "UTF-8 with its flag": ("名.json".encode(), 0x800, b"", "名.json"),
    "UTF-8 without its flag": ("名.json".encode(), 0, b"", "名.json"),
    "the flag over cp437": ("grüße.json".encode("cp437"), 0x800, b"", "gr\ufffd\ufffde.json"),
    "shift-jis": ("名.json".encode("shift-jis"), 0, b"", "û╝.json"),
    "a Unicode path": (b"?.json", 0, unicode_path(b"?.json", "名.json".encode()), "名.json"),
    "a Unicode path of another name": (b"x.json", 0, unicode_path(b"y.json", b"z.json"), "x.json"),
    "a Unicode path of another version": (b"x.json", 0, unicode_path(b"x.json", b"z.json", 2), "x.json"),
    "half a Unicode path": (b"x.json", 0, struct.pack("<HHB", 0x7075, 3, 1), "x.json"),
    "a Unicode path that is no UTF-8": (b"x.json", 0, unicode_path(b"x.json", b"\xff.json"), "\ufffd.json"),
    "a field that claims too much": (b"x.json", 0, struct.pack("<HH", 0x7075, 60_000) + b"\1", "x.json"),
}


@pytest.mark.parametrize("way", ENCODED)
def test_a_name_is_read_in_every_encoding(way: str, tmp_path: Path) -> None:
    raw, flags, extra, name = ENCODED[way]
    (tmp_path / "a.zip").write_bytes(raw_zip([raw], extra=extra, flags=flags))
    (member,) = open_zip(tmp_path / "a.zip").members
    assert member.name == name
    assert content(member) == b"[]"


@pytest.mark.parametrize("name", [b"../../etc/x.json", b"/etc/x", b"\\\\host\\c$\\x", b"C:\\x", b"a\0b"])
def test_a_hostile_name_in_the_extra_field_is_refused_as_any_other(name: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(raw_zip([b"fine.json"], extra=unicode_path(b"fine.json", name)))
    archive = open_zip(tmp_path / "a.zip")
    assert archive.members == ()
    assert ["it was not read" in each.reason for each in archive.skipped] == [True]


def test_what_stands_before_the_data_is_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"conversations.json": CHATS})

    def lie(data: bytearray) -> None:
        struct.pack_into("<HHHHH3L", data, 4, 99, 0x0, 12, 0, 0, 7, 1, 0xFFFFFFF0)
        data[30:48] = b"../../evil.shell!!"

    (member,) = open_zip(patched(path, lie)).members
    assert (member.name, content(member)) == ("conversations.json", CHATS)


def test_a_zip_that_was_streamed_is_read_by_its_directory(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(_Pipe(buffer), "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("conversations.json", CHATS)
    assert buffer.getvalue()[6] & 8  # sizes stand behind the data
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    (member,) = open_zip(tmp_path / "a.zip").members
    assert content(member) == CHATS


def _disk(data: bytearray) -> None:
    struct.pack_into("<HH", data, data.rindex(b"PK\x05\x06") + 4, 3, 3)


def _cut_directory(data: bytearray) -> None:
    at = data.rindex(b"PK\x01\x02")
    data[at : at + 4] = b"\0\0\0\0"


def _before(data: bytearray) -> None:
    data[:0] = b"GET / HTTP/1.1\r\n\r\n" * 90


def _after(data: bytearray) -> None:
    data += b"\r\n--boundary--\r\n" * 900


WHOLE = [("conversations.json", CHATS), ("b.json", b"[]")]
DAMAGED: dict[str, tuple[Callable[[bytearray], None], list[tuple[str, bytes]], str]] = {
    "one volume of several": (_disk, [], "one volume of a split zip"),
    "a directory that breaks off": (_cut_directory, WHOLE[:1], "the directory of the zip is damaged"),
    "other bytes before it": (_before, WHOLE, ""),
    "other bytes behind it": (_after, WHOLE, ""),
    "no end record": (lambda data: data.__delitem__(slice(data.rindex(b"PK\x05\x06"), None)), [], "the download was cut"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_zip_gives_what_can_be_read_and_one_sentence(damage: str, tmp_path: Path) -> None:
    change, readable, says = DAMAGED[damage]
    archives, skipped = found_in(patched(zipped(tmp_path / "a.zip", dict(WHOLE)), change))
    assert [(member.name, content(member)) for each in archives for member in each.members] == readable
    said = [*skipped, *(one for each in archives for one in each.skipped)]
    assert [says in each.reason for each in said] == ([True] if says else [])


def test_a_hundred_thousand_members_take_seconds_and_none_is_lost(tmp_path: Path) -> None:
    names = [b"dalle/file-%06d.dat" % n for n in range(100_000)]
    (tmp_path / "a.zip").write_bytes(raw_zip(names, b"\0"))
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as out:
        out.writestr("conversations.json", CHATS)
    began = time.process_time()
    ((archive,), skipped) = found_in(tmp_path / "a.zip")
    read = [content(member) for member in archive.members]
    assert time.process_time() - began < 30
    assert (len(read), set(read), skipped, archive.skipped) == (100_001, {b"\0", CHATS}, [], ())


def chained(depth: int) -> Iterator[bytes]:
    data = CHATS
    for level in range(depth):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as out:
            out.writestr("conversations.json" if level == 0 else "inner.zip", data)
        data = buffer.getvalue()
        yield data


@pytest.mark.parametrize("depth", [1, 2, 3, 60])
def test_zips_in_zips_are_followed_as_deep_as_the_limit_says(depth: int, tmp_path: Path) -> None:
    *_, data = chained(depth)
    (tmp_path / "a.zip").write_bytes(data)
    archives, skipped = found_in(tmp_path / "a.zip")
    assert (len(archives), len(skipped)) == ((1, 0) if depth <= 2 else (0, 1))
    assert all("lies too deep" in each.reason for each in skipped)


def test_a_zip_that_holds_itself_ends(tmp_path: Path) -> None:
    """As a quine does: what is in it is again a zip with the like in it, for ever."""
    data = b""
    for _ in range(30):
        data = raw_zip([b"r/r.zip", b"r/2.zip"], data or raw_zip([b"x"]))[: 1 << 20]
    (tmp_path / "a.zip").write_bytes(data)
    archives, skipped = found_in(tmp_path / "a.zip", Limits(seconds=60))
    assert not archives
    assert 1 <= len(skipped) <= 4
