from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.model.moment import moment

NOON = datetime(2024, 5, 17, 12, 0, 0, tzinfo=UTC)
EPOCH = 1715947200
SECOND_DAY = datetime(1990, 1, 2, tzinfo=UTC).replace(tzinfo=None)  # the strategy takes naive bounds only
LAST_DAY_BUT_ONE = datetime(2100, 12, 30, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    "written",
    [
        EPOCH,
        float(EPOCH),
        str(EPOCH),
        f" {EPOCH}.000000 ",
        EPOCH * 1000,
        str(EPOCH * 1000),
        "2024-05-17T12:00:00Z",
        "2024-05-17T12:00:00+00:00",
        "2024-05-17T14:00:00.000000+02:00",
        "2024-05-17T12:00:00.000000000Z",
        "2024-05-17 12:00:00",
        "20240517T120000Z",
    ],
)
def test_every_way_to_write_one_time_gives_the_same_moment(written: object) -> None:
    assert moment(written) == NOON
    found = moment(written)
    assert found is not None
    assert found.utcoffset() is not None


def test_fractions_of_a_second_are_kept() -> None:
    assert moment(EPOCH + 0.5) == NOON.replace(microsecond=500000)
    assert moment("2024-05-17T12:00:00.250Z") == NOON.replace(microsecond=250000)


def test_eight_digits_are_a_date_because_no_epoch_of_this_age_is_so_short() -> None:
    assert moment("20240517") == datetime(2024, 5, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        None,
        True,
        0,
        -1,
        "",
        "soon",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "1989-12-31T23:59:59Z",
        "2101-01-01T00:00:00Z",
        4133980800,
        631151999,
        10**400,
        -(10**400),
        "9" * 20,
        "9" * 5000,
        float("nan"),
        float("inf"),
        float("-inf"),
        "nan",
        "1_700_000_000",
        [EPOCH],
        {"seconds": EPOCH},
    ],
)
def test_placeholders_and_other_values_are_no_time(written: object) -> None:
    assert moment(written) is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.binary(), st.datetimes().map(str)))
def test_no_value_raises_and_every_result_is_aware_and_plausible(written: object) -> None:
    found = moment(written)
    assert found is None or (found.tzinfo is UTC and 1990 <= found.year <= 2100)


@given(st.datetimes(SECOND_DAY, LAST_DAY_BUT_ONE, timezones=st.timezones()))
def test_iso_strings_of_any_zone_come_back_as_the_same_instant(when: datetime) -> None:
    assert moment(when.isoformat()) == when.astimezone(UTC)


@given(st.from_regex(r"[ +\-.0-9T:]{4}-[ +\-.0-9T:Z]{0,12}", fullmatch=True), st.integers(1, 3))
def test_blanks_before_a_time_change_nothing_wherever_a_sign_stands(written: str, blanks: int) -> None:
    assert moment(" " * blanks + written) == moment(written)
