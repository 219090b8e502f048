"""When an export was made, as its names and stamps tell."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.archive import Archive, Dating, Member, dating, open_zip

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def archive(*names: str, stamps: tuple[datetime, ...] = ()) -> Archive:
    members = tuple(Member(f"{number}.json", 0, lambda: iter(()), stamp) for number, stamp in enumerate(stamps))
    return Archive("x", members, parts=names)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        (f"{'a' * 64}-2026-10-19-15-02-08-{'b' * 32}.zip", datetime(2026, 10, 19, 15, 2, 8, tzinfo=UTC)),
        ("data-2026-05-11-08-30-21-batch-0000.zip", datetime(2026, 5, 11, 8, 30, 21, tzinfo=UTC)),
        ("manifest-0e27-1793000000-0a1b2c3d-2026-10-26-07-33-20.json", datetime(2026, 10, 26, 7, 33, 20, tzinfo=UTC)),
        ("jane.zip", None),
        ("data-2026-13-41-08-30-21-batch-0000.zip", None),
        ("data-2031-05-11-08-30-21-batch-0000.zip", None),
    ],
)
def test_the_vendors_file_name_tells_when_it_was_made_unless_that_cannot_be(name: str, made: datetime | None) -> None:
    assert dating(archive(name), NOW).made == made


def test_of_several_parts_the_last_one_counts() -> None:
    names = ("data-2026-05-11-08-30-21-batch-0000.zip", "data-2026-05-11-08-31-00-batch-0001.zip")
    assert dating(archive(*names), NOW).made == datetime(2026, 5, 11, 8, 31, tzinfo=UTC)


def test_a_name_that_promises_more_than_the_stamps_of_the_zip_is_not_believed() -> None:
    packed = datetime(2026, 5, 11, 8, tzinfo=UTC)
    told = dating(archive("data-2026-10-11-08-30-21-batch-0000.zip", stamps=(packed,)), NOW).made
    assert told == packed + timedelta(hours=12)


def test_stamps_of_a_zip_are_local_time_of_an_unknown_zone_so_the_earliest_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(zipfile.ZipInfo("old.json", (2026, 3, 1, 10, 0, 0)), b"{}")
        opened.writestr(zipfile.ZipInfo("new.json", (2026, 3, 2, 10, 30, 8)), b"{}")
    assert dating(open_zip(path), NOW) == Dating(datetime(2026, 3, 1, 20, 30, 8, tzinfo=UTC))


def test_the_date_that_packers_write_for_no_date_is_none(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(zipfile.ZipInfo("old.json", (1980, 1, 1, 0, 0, 0)), b"{}")
    assert dating(open_zip(path), NOW) == Dating()


def test_a_slack_export_tells_its_first_and_last_day_in_every_zone() -> None:
    told = dating(archive("Brightwater Slack export Nov 3 2026 - Nov 6 2026.zip"), NOW)
    assert told == Dating(None, datetime(2026, 11, 3, 12, tzinfo=UTC), datetime(2026, 11, 6, 10, tzinfo=UTC))


@given(st.text() | st.from_regex(r"Slack export \w{3} \d{1,2} \d{4} - \w{3} \d{1,2} \d{4}"))
def test_no_name_breaks_it(name: str) -> None:
    told = dating(archive(name), NOW)
    assert told.made is None or told.made <= NOW
