"""What the tasks of a divided member give, one after the other, is what one task gives, however damaged it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub import json_stream
from chatscrub.archive import Archive, Member, NotDivisibleError, PastShareError, Piece, Share, Stripe
from chatscrub.errors import ArchiveError
from chatscrub.inventory import Inventory
from chatscrub.json_stream import PassedOver, elements_at, records
from chatscrub.model.run import ArchiveResult

INSIDE = frozenset({"chats"})
values = st.recursive(
    st.integers(0, 9) | st.text('ab{}[],"\\ü', max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "chats", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
lists = st.lists(values, max_size=8)


@st.composite
def contents(draw: st.DrawFn) -> bytes:
    """A file as some vendor may write it, perhaps with a byte changed or its end lost."""
    elements = draw(lists)
    form = draw(st.sampled_from(["array", "lines", "wrapped", "object"]))
    if form == "lines":
        data = "\n".join(json.dumps(each) for each in elements).encode()
    elif form == "array":
        data = json.dumps(elements, ensure_ascii=draw(st.booleans())).encode()
    else:
        data = json.dumps({"before": 1, "chats" if form == "wrapped" else "other": elements, "after": [2]}).encode()
    if data and draw(st.booleans()):
        at = draw(st.integers(0, len(data) - 1))
        data = (
            data[:at]
            if draw(st.booleans())
            else data[:at] + draw(st.sampled_from([b"}", b"]", b'"', b"\xff"])) + data[at + 1 :]
        )
    return data


def member(name: str, data: bytes, size: int, chunk: int, *, fails: bool = False) -> Member:
    def opener() -> Iterator[bytes]:
        for at in range(0, len(data), chunk):
            yield data[at : at + chunk]
        if fails:
            raise ArchiveError(f"{name}: is damaged")

    return Member(name, size, opener)


def read(archive: Archive) -> Iterator[object]:
    for each in archive.members:
        yield f"before {each.name}"
        yield from records(each, INSIDE)
        yield f"after {each.name}"


def part(archive: Archive, pieces: list[Piece], stripe: Stripe) -> list[object]:
    share = Share(archive, pieces, stripe)
    found: list[object] = []
    try:
        for each in read(share.attached(archive)):
            if share.is_over:
                break
            if share.is_mine and each is not PassedOver.ELEMENT:
                found.append(each)
    except PastShareError:
        pass
    return found


@settings(max_examples=300)
@given(
    st.lists(st.tuples(contents(), st.integers(-3, 3), st.booleans(), st.booleans()), min_size=1, max_size=3),
    st.integers(2, 6),
    st.integers(1, 40),
    st.integers(1, 60),
)
def test_parts_are_together_what_the_whole_is(
    files: list[tuple[bytes, int, bool, bool]], count: int, chunk: int, together: int
) -> None:
    members = tuple(
        member(f"{number}.json", data, max(0, len(data) + lie), chunk, fails=fails)
        for number, (data, lie, fails, _) in enumerate(files)
    )
    archive = Archive("x.zip", members)
    pieces = [Piece(each, divisible) for each, (*_, divisible) in zip(members, files, strict=True)]
    whole = list(read(archive))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "TOGETHER", together)
        parts = [part(archive, pieces, Stripe(number, count)) for number in range(count + 1)]
    assert [each for found in parts for each in found] == whole


@pytest.mark.parametrize("lie", [-5, 0, 5])
def test_what_is_read_to_its_end_is_hashed_by_one_part_whose_hash_is_that_of_the_whole(lie: int) -> None:
    data = json.dumps([{"id": "x" * number} for number in range(0, 900, 90)]).encode()
    members = tuple(member(f"{number}.json", data, len(data) + lie, 64) for number in range(3))
    archive = Archive("x.zip", members)
    pieces = [Piece(members[0]), Piece(members[2], divisible=False)]

    def hashes(stripe: Stripe | None) -> dict[int, bytes]:
        inventory = Inventory(
            archive, ArchiveResult("x.zip", "chatgpt"), frozenset(), datetime(2026, 12, 1, tzinfo=UTC)
        )
        share = None if stripe is None else Share(archive, pieces, stripe)
        counted = inventory.counted(lambda _: None, lambda each: share is None or share.reads_to_end(each))
        with suppress(PastShareError):
            for _ in read(counted if share is None else share.attached(counted)):
                pass
        return inventory.contents

    for count in (2, 3, 7):
        parts = [hashes(Stripe(number, count)) for number in range(count + 1)]
        assert {number: digest for part in parts for number, digest in part.items()} == hashes(None)
        assert [sum(number in part for part in parts) for number in (0, 2)] == [1, 1]


def test_an_element_is_found_again_where_it_was_read() -> None:
    elements = [{"id": "x" * number} for number in range(0, 900, 90)]
    data = json.dumps(elements).encode()
    for chunk in (1, 7, 64, 1 << 20):
        one = member("a.json", data, len(data), chunk)
        share = Share(Archive("x", (one,)), [Piece(one)], Stripe(0, 1))
        (attached,) = share.attached(Archive("x", (one,))).members
        places = [share.element[1:] for _ in records(attached)]
        assert len(places) == len(elements)
        assert list(elements_at(one, places[::3])) == elements[::3]
    with pytest.raises(ArchiveError):
        list(elements_at(member("a.json", data, len(data), 9), [(len(data) - 3, len(data) + 9)]))


def test_a_source_that_goes_back_is_read_as_a_whole() -> None:
    both = tuple(member(name, b"[1]", 3, 9) for name in ("a", "b"))
    archive = Archive("x", both)
    share = Share(archive, [Piece(each) for each in both], Stripe(2, 2))
    first, second = share.attached(archive).members
    assert list(records(second)) == []
    with pytest.raises(NotDivisibleError):
        list(records(first))
