from __future__ import annotations

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from chatscrub.detection import character_offsets
from chatscrub.detection.character_offsets import CharacterOffsets


@given(st.text(alphabet="ab \nß€漢😀\x80ÿ", max_size=40), st.sampled_from((4, 7, 4096)))
def test_bytes_and_characters_are_those_that_encoding_every_prefix_gives(text: str, block: int) -> None:
    with mock.patch.object(character_offsets, "_BLOCK", block):
        _is_right(text)


def _is_right(text: str) -> None:
    data = text.encode()
    begins = [len(text[:at].encode()) for at in range(len(text) + 1)]
    offsets = CharacterOffsets(data)
    for at, byte in enumerate(begins):
        assert offsets.bytes(at, len(text)) == (byte, len(data))
    for byte in range(len(data) + 1):  # inside of a character: the next one
        expected = next(at for at, begin in enumerate(begins) if begin >= byte)
        assert offsets.characters_of([(byte, byte)]) == [(expected, expected)]
