"""Hostile and damaged zips: what is read, what is refused, and that real bytes are counted."""

from __future__ import annotations

import contextlib
import io
import os
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.archive import Archive, Limits, Member, directory, inflate, open_zip
from chatscrub.archive.limits import Tally
from chatscrub.archive.names import normalised, printable, refusal, repaired
from chatscrub.archive.zips import contents
from chatscrub.errors import ArchiveError

MIB = 1 << 20


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def content(member: Member) -> bytes:
    return b"".join(member.chunks())


def patched(path: Path, change: Callable[[bytearray], None]) -> Path:
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    return path


@pytest.fixture
def noise() -> bytes:
    return random.Random(7).randbytes(MIB + 17) + b"compressible " * 100_000


@pytest.fixture(params=["isal", "zlib"])
def either_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "zlib":
        monkeypatch.setattr(inflate, "engine", zlib)
    else:
        assert inflate.engine.__name__ == "isal.isal_zlib"
    return str(request.param)


@pytest.mark.usefixtures("either_engine")
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_method_gives_the_same_bytes_in_bounded_pieces(tmp_path: Path, noise: bytes, method: int) -> None:
    archive = open_zip(zipped(tmp_path / "a.zip", {"x/one.bin": noise, "x/empty": b"", "y": b"12"}, method))
    assert [member.name for member in archive.members] == ["x/one.bin", "x/empty", "y"]
    pieces = list(archive.members[0].chunks())
    assert b"".join(pieces) == noise
    assert max(map(len, pieces)) <= MIB
    assert [content(member) for member in archive.members[1:]] == [b"", b"12"]


def test_a_member_can_be_read_again_and_in_parallel(tmp_path: Path) -> None:
    member = open_zip(zipped(tmp_path / "a.zip", {"m": b"ab" * MIB})).members[0]
    for left, right in zip(member.chunks(), member.chunks(), strict=True):
        assert left == right
    assert member.head(3) == b"aba"
    assert member.head(5) == b"ababa"


def test_no_handle_stays_open_when_a_reader_stops_early(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    member = open_zip(zipped(tmp_path / "a.zip", {"m": b"ab" * MIB})).members[0]
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counts descriptors
    chunks = member.chunks()
    next(chunks)
    chunks.close()  # type: ignore[attr-defined]  # the opener is a generator
    member.head(1)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - counts descriptors


@pytest.mark.usefixtures("either_engine")
def test_a_wrong_checksum_is_told_after_the_last_byte(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"m.json": b"[1,2,3]"}, zipfile.ZIP_STORED)
    patched(path, lambda data: data.__setitem__(data.index(b"[1,2"), ord("{")))
    chunks = open_zip(path).members[0].chunks()
    assert next(chunks) == b"{1,2,3]"
    with pytest.raises(ArchiveError, match=r"a\.zip:m\.json: the checksum is wrong"):
        next(chunks)
    assert open_zip(path).members[0].head() == b"{1,2,3]"


@pytest.mark.usefixtures("either_engine")
def test_damaged_and_truncated_data_are_errors_and_not_crashes(tmp_path: Path, noise: bytes) -> None:
    path = zipped(tmp_path / "a.zip", {"m": noise})
    whole = path.read_bytes()
    patched(path, lambda data: data.__setitem__(slice(MIB // 2, MIB // 2 + 400), b"\xff" * 400))
    with pytest.raises(ArchiveError, match="damaged"):
        content(open_zip(path).members[0])
    path.write_bytes(whole)

    def shorter(data: bytearray) -> None:
        at = data.rindex(b"PK\x01\x02") + 20
        struct.pack_into("<L", data, at, struct.unpack_from("<L", data, at)[0] // 2)

    with pytest.raises(ArchiveError, match="cut off"):
        content(open_zip(patched(path, shorter)).members[0])


def test_a_member_that_inflates_past_a_limit_stops_there(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"big": b"\0" * (20 * MIB), "other": b"\1" * (6 * MIB)})

    def most(limits: Limits, index: int = 0) -> int:
        members = open_zip(path, limits).members
        for member in members[:index]:
            content(member)
        pieces: list[bytes] = []
        with pytest.raises(ArchiveError, match="inflates"):
            pieces.extend(members[index].chunks())
        return sum(map(len, pieces))

    assert most(Limits(member_bytes=4 * MIB)) <= 4 * MIB
    assert most(Limits(ratio=100, ratio_floor=2 * MIB)) <= 3 * MIB
    assert most(Limits(archive_bytes=22 * MIB), 1) <= 2 * MIB
    assert len(content(open_zip(path, Limits(ratio_floor=21 * MIB)).members[0])) == 20 * MIB


def test_reading_a_member_twice_counts_once(tmp_path: Path) -> None:
    archive = open_zip(zipped(tmp_path / "a.zip", {"m": b"\0" * (3 * MIB)}), Limits(archive_bytes=4 * MIB))
    for _ in range(4):
        assert len(content(archive.members[0])) == 3 * MIB


def test_a_size_in_the_header_is_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"m": b"\0" * (8 * MIB)})

    def lie(data: bytearray) -> None:
        struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 24, 10)

    archive = open_zip(patched(path, lie), Limits(member_bytes=2 * MIB))
    assert archive.members[0].size == 10
    with pytest.raises(ArchiveError, match="more than 2 MiB"):
        content(archive.members[0])


def test_too_many_members_are_cut_off_and_reported(tmp_path: Path) -> None:
    archive = open_zip(zipped(tmp_path / "a.zip", {f"{n}.json": b"1" for n in range(9)}), Limits(members=5))
    assert len(archive.members) == 5
    assert "more than 5 members" in archive.skipped[0].reason


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a": b"a" * 5000, "b": b"b" * 5000}, zipfile.ZIP_STORED)

    def overlap(data: bytearray) -> None:
        first = data.index(b"PK\x01\x02")
        struct.pack_into("<LL", data, first + 20, 9000, 9000)

    first, second = open_zip(patched(path, overlap)).members
    with pytest.raises(ArchiveError, match="overlaps"):
        content(first)
    assert content(second) == b"b" * 5000


@pytest.mark.parametrize("offset", [7, 0x7FFFFFFF])
def test_a_member_that_is_not_where_the_directory_says_is_refused(tmp_path: Path, offset: int) -> None:
    path = zipped(tmp_path / "a.zip", {"a": b"a" * 100})

    def move(data: bytearray) -> None:
        struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 42, offset)

    with pytest.raises(ArchiveError, match=r"is not where|overlaps"):
        content(open_zip(patched(path, move)).members[0])


def test_an_encrypted_member_is_named_and_others_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a": b"one", "b": b"two"})

    def lock(data: bytearray) -> None:
        data[data.index(b"PK\x01\x02") + 8] |= 1

    locked, free = open_zip(patched(path, lock)).members
    with pytest.raises(ArchiveError, match="encrypted; unpack it with its password"):
        content(locked)
    assert locked.head() == b""
    assert content(free) == b"two"


def test_an_unknown_method_says_what_to_do(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a": b"one"})
    patched(path, lambda data: data.__setitem__(data.index(b"PK\x01\x02") + 10, 9))
    with pytest.raises(ArchiveError, match="method 9, which is not read; unpack"):
        content(open_zip(path).members[0])


HOSTILE = ["../up.json", "a/../../b.json", "/etc/passwd", "\\\\host\\share\\x", "C:\\x.json", "c:x", "..\\x", "a/.."]


@pytest.mark.parametrize("name", [*HOSTILE, "nul\0l.json"])
def test_a_hostile_name_is_never_opened_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {"good.json": b"[]", "x" * len(name): b"evil"})
    raw = path.read_bytes().replace(b"x" * len(name), name.encode())
    path.write_bytes(raw)
    archive = open_zip(path)
    assert [member.name for member in archive.members] == ["good.json"]
    assert len(archive.skipped) == 1
    assert "it was not read" in archive.skipped[0].reason
    assert "\0" not in archive.skipped[0].path


@given(st.text(alphabet="ab./\\:C\0\u202e ", max_size=12))
def test_no_accepted_name_leads_out(name: str) -> None:
    name = normalised(name)
    if refusal(name) is None:
        steps = name.split("/")
        assert ".." not in steps
        assert "" not in steps
        assert "\0" not in name
        assert not (len(name) > 1 and name[1] == ":" and name[0].isalpha())


def test_a_slack_folder_name_with_colons_is_kept() -> None:
    assert refusal("FC:F0123:Notes/2026-01-01.json") is None


def test_shown_names_have_no_control_or_bidi_characters_and_are_cut() -> None:
    shown = printable("a\x1b[31m\u202egpj.exe\n" + "x" * 300)
    assert len(shown) == 120
    assert not set(shown) & set("\x1b\u202e\n")


def test_a_link_member_is_reported_and_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        info = zipfile.ZipInfo("link.json")
        info.create_system = 3
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(info, "/etc/passwd")
        out.writestr("real.json", "[]")
    archive = open_zip(path)
    assert [member.name for member in archive.members] == ["real.json"]
    assert [(each.path, "link" in each.reason) for each in archive.skipped] == [("link.json", True)]


def test_names_in_utf_8_without_the_flag_are_repaired_and_others_kept() -> None:
    assert repaired("gr\u00fc\u00dfe/\u4f60".encode(), utf8=False) == "gr\u00fc\u00dfe/\u4f60"
    assert repaired("gr\u00fc\u00dfe".encode("cp437"), utf8=False) == "gr\u00fc\u00dfe"
    assert repaired("gr\u00fc\u202fe".encode(), utf8=True) == "gr\u00fc\u202fe"
    assert repaired(b"bad\xff", utf8=True) == "bad\ufffd"


def test_a_repaired_name_is_read_from_a_real_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"caf\u00e9/x.json": b"[1]", "plain.json": b"[]"})

    def unflag(data: bytearray) -> None:
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + at + 1] &= ~8

    members = open_zip(patched(path, unflag)).members
    assert zipfile.ZipFile(path).namelist()[0] != "caf\u00e9/x.json"
    assert [(member.name, content(member)) for member in members] == [
        ("caf\u00e9/x.json", b"[1]"),
        ("plain.json", b"[]"),
    ]


def test_duplicate_names_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("c.json", "[1]")
        with pytest.warns(UserWarning, match="Duplicate"):
            out.writestr("c.json", "[2]")
    assert [content(member) for member in open_zip(path).members] == [b"[1]", b"[2]"]


def test_litter_and_folder_entries_are_no_members(tmp_path: Path) -> None:
    files = {
        "__MACOSX/._a.json": b"x",
        "d/._b.json": b"x",
        "d/.DS_Store": b"x",
        "d/": b"",
        "d/.slack-manifest.json": b"{}",
    }
    archive = open_zip(zipped(tmp_path / "a.zip", files))
    assert [member.name for member in archive.members] == [".slack-manifest.json"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["My export/a.json", "My export/b/c.json"], ["a.json", "b/c.json"]),
        (["a.json", "b/c.json"], ["a.json", "b/c.json"]),
        (["W/W/a.json"], ["W/a.json"]),
        (["projects/p.json", "projects/q.json"], ["projects/p.json", "projects/q.json"]),
        (["odd/00000000-0000-4000-8000-00000000000a.json"], ["odd/00000000-0000-4000-8000-00000000000a.json"]),
        (["./W\\a.json", "W/b.json"], ["a.json", "b.json"]),
    ],
)
def test_one_wrapper_folder_is_stripped_and_vendors_folders_are_not(
    tmp_path: Path, names: list[str], expected: list[str]
) -> None:
    archive = open_zip(zipped(tmp_path / "a.zip", dict.fromkeys(names, b"[]")))
    assert [member.name for member in archive.members] == expected


def test_named_gives_the_member_nearest_to_the_top() -> None:
    members = tuple(
        Member(name, 0, lambda: iter(())) for name in ("a/b/users.json", "a/users.json", "c/d/e/users.json")
    )
    found = Archive("x", members).named("users.json")
    assert found is members[1]
    assert Archive("x", members).named("none.json") is None


class _Pipe(io.RawIOBase):
    """A writer that cannot seek, so that sizes stand behind the data (flag bit 3)."""

    def __init__(self, target: io.BytesIO) -> None:
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # zipfile hands in bytes
        return self._target.write(data)


class _Bytes:
    """A source that is not on disk."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def open(self) -> BinaryIO:
        return io.BytesIO(self._data)


class TestDirectory:
    """Our reader against the standard library's writer and reader."""

    @given(
        names=st.lists(st.text(alphabet="abcé/.-", min_size=1, max_size=9), min_size=1, max_size=6, unique=True),
        prefix=st.binary(max_size=40),
        comment=st.sampled_from([b"", b"note", b"PK\x01\x02"]),
        unseekable=st.sampled_from([False, True]),
    )
    def test_it_lists_what_the_standard_library_lists(
        self,
        names: list[str],
        prefix: bytes,
        comment: bytes,
        unseekable: bool,
    ) -> None:
        buffer = io.BytesIO()
        if prefix.startswith(b"PK"):
            prefix = b"MZ" + prefix
        with zipfile.ZipFile(_Pipe(buffer) if unseekable else buffer, "w", zipfile.ZIP_DEFLATED) as out:
            for name in names:
                out.writestr(name, name * 50)
            out.comment = comment
        data = prefix + buffer.getvalue()
        with zipfile.ZipFile(io.BytesIO(data)) as theirs:
            expected = [
                (info.orig_filename, info.CRC, info.compress_size, info.file_size, info.header_offset)
                for info in theirs.infolist()
            ]
        found = [
            (repaired(each.raw_name, utf8=each.utf8), each.crc, each.packed, each.size, each.offset)
            for each in directory.entries(io.BytesIO(data), 100)
        ]
        assert found == expected

    @pytest.mark.parametrize("comment", [b"PK\x05\x06", b"PK\x05\x06" + b"\0" * 18, b"PK\x05\x06" + b"\xff" * 30])
    def test_an_end_record_in_the_comment_hides_nothing(self, tmp_path: Path, comment: bytes) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as out:
            out.writestr("a.json", "[]")
            out.comment = comment
        assert [member.name for member in open_zip(path).members] == ["a.json"]

    def test_zip64_numbers_are_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            with out.open("big.json", "w", force_zip64=True) as handle:
                handle.write(b"[1,2]")
            out.writestr("b.json", b"[]")

        def widen(data: bytearray) -> None:
            """Moves sizes and offset of the first entry into a zip64 field and the end into a zip64 end record."""
            at = data.index(b"PK\x01\x02")
            packed, size = struct.unpack_from("<LL", data, at + 20)
            name = struct.unpack_from("<H", data, at + 28)[0]
            offset = struct.unpack_from("<L", data, at + 42)[0]
            struct.pack_into("<LL", data, at + 20, 0xFFFFFFFF, 0xFFFFFFFF)
            struct.pack_into("<L", data, at + 42, 0xFFFFFFFF)
            struct.pack_into("<H", data, at + 30, 28)
            data[at + 46 + name : at + 46 + name] = struct.pack("<HH3Q", 1, 24, size, packed, offset)
            end = data.index(b"PK\x05\x06")
            record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2, 2, end - at, at)
            locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
            struct.pack_into("<2H2L", data, end + 8, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
            data[end:end] = record + locator

        patched(path, widen)
        with zipfile.ZipFile(path) as theirs:
            assert theirs.read("big.json") == b"[1,2]"
        assert [content(member) for member in open_zip(path).members] == [b"[1,2]", b"[]"]

    @given(
        data=st.binary(max_size=200),
        cut=st.integers(0, 300),
        flips=st.lists(st.tuples(st.integers(0, 400), st.integers(1, 255)), max_size=8),
    )
    def test_damaged_bytes_give_an_error_or_members_and_nothing_else(
        self, data: bytes, cut: int, flips: list[tuple[int, int]]
    ) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("a.json", data)
            out.writestr("b/c.json", data * 3)
        raw = bytearray(buffer.getvalue())
        for at, bits in flips:
            if at < len(raw):
                raw[at] ^= bits
        source = _Bytes(bytes(raw[: len(raw) - cut] if cut < len(raw) else raw))
        try:
            found = contents(source, "x.zip", Tally(Limits(member_bytes=MIB)))
        except ArchiveError:
            return
        for member in found.members:
            with contextlib.suppress(ArchiveError):
                content(member)
