"""The least that reading an archive can cost: inflate, check the sum, split, typed parse; nothing is looked at.

    python -m benchmarks.floor chatgpt|claude|slack ARCHIVE.zip

One process, one thread. isal inflates in blocks; conversations.json is split into its elements without parsing them, and
each element (or each day file of Slack) is parsed by msgspec into records that name the fields which hold text, ids,
authors and times. No module of the program is used, so that the floor stays where it is while the program changes.
"""

from __future__ import annotations

import re
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from isal import isal_zlib

_BLOCK = 1 << 20
_HELD = 4 << 20
_RAW = msgspec.json.Decoder(msgspec.Raw)
_TRAILING = re.compile(r"trailing characters \(byte (\d+)\)")


class _Author(msgspec.Struct):
    role: str


class _Parts(msgspec.Struct):
    content_type: str
    parts: list[str] = []


class _ChatgptMessage(msgspec.Struct):
    id: str
    author: _Author
    content: _Parts
    create_time: float | None = None


class _Node(msgspec.Struct):
    id: str
    parent: str | None = None
    message: _ChatgptMessage | None = None


class _Chatgpt(msgspec.Struct):
    id: str
    title: str | None
    create_time: float | None
    mapping: dict[str, _Node]


class _Block(msgspec.Struct):
    type: str
    text: str | None = None
    thinking: str | None = None


class _Attachment(msgspec.Struct):
    file_name: str
    extracted_content: str


class _ClaudeMessage(msgspec.Struct):
    uuid: str
    sender: str
    created_at: str
    text: str
    content: list[_Block]
    attachments: list[_Attachment]
    parent_message_uuid: str | None = None


class _Claude(msgspec.Struct):
    uuid: str
    name: str
    created_at: str
    chat_messages: list[_ClaudeMessage]


class _Document(msgspec.Struct):
    uuid: str
    filename: str
    content: str


class _Project(msgspec.Struct):
    uuid: str
    name: str
    description: str
    prompt_template: str
    docs: list[_Document]


class _Element(msgspec.Struct):
    type: str
    text: str | None = None
    url: str | None = None
    elements: list[_Element] = []


class _Field(msgspec.Struct):
    title: str
    value: str


class _SlackAttachment(msgspec.Struct):
    title: str
    text: str
    fields: list[_Field]


class _File(msgspec.Struct):
    id: str
    name: str
    preview: str


class _SlackMessage(msgspec.Struct):
    ts: str
    user: str
    text: str
    blocks: list[_Element]
    thread_ts: str | None = None
    attachments: list[_SlackAttachment] = []
    files: list[_File] = []


def inflated(file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a deflated member in blocks. Raises ValueError where their sum is not the one in the directory."""
    file.seek(member.header_offset + 26)
    name, extra = struct.unpack("<2H", file.read(4))
    file.seek(name + extra, 1)
    inflate = isal_zlib.decompressobj(-15)
    left, check = member.compress_size, 0
    while left:
        packed = file.read(min(_BLOCK >> 2, left))
        left -= len(packed)
        while packed:
            data = inflate.decompress(packed, _BLOCK)
            check = isal_zlib.crc32(data, check)
            yield data
            packed = inflate.unconsumed_tail
    data = inflate.flush()
    check = isal_zlib.crc32(data, check)
    yield data
    if check != member.CRC:
        raise ValueError(f"{member.filename} is damaged")


def elements(blocks: Iterator[bytes]) -> Iterator[memoryview]:
    """The elements of one JSON list, each as its bytes."""
    held, at = next(blocks), 1
    while True:
        view = memoryview(held)
        while at < len(held) and (size := _size(view[at:])):
            yield view[at : at + size]
            at += size + 1  # the comma, or the closing bracket
        wanted = max(_HELD, 2 * (len(held) - at))
        rest = [held[at:]]
        while wanted > 0 and (block := next(blocks, None)) is not None:
            rest.append(block)
            wanted -= len(block)
        if len(rest) == 1:
            return
        held, at = b"".join(rest), 0


def _size(data: memoryview) -> int:
    """How many bytes the first value has; 0 where it is cut off or nothing is left. msgspec tells where something follows."""
    try:
        _RAW.decode(data)
    except msgspec.DecodeError as error:
        found = _TRAILING.search(str(error))
        return int(found[1]) - 1 if found else 0
    return 0


def read(provider: str, path: Path) -> int:
    """Reads an archive of the corpus and returns the number of its conversations, projects or messages."""
    count = 0
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        for member in archive.infolist():
            if provider == "slack" and "/" in member.filename:
                count += len(_DAY_FILE.decode(b"".join(inflated(file, member))))
            elif decoder := _LISTS.get((provider, member.filename)):
                for element in elements(inflated(file, member)):
                    decoder.decode(element)
                    count += 1
    return count


_DAY_FILE = msgspec.json.Decoder(list[_SlackMessage])
_LISTS: dict[tuple[str, str], msgspec.json.Decoder[msgspec.Struct]] = {
    ("chatgpt", "conversations.json"): msgspec.json.Decoder(_Chatgpt),
    ("claude", "conversations.json"): msgspec.json.Decoder(_Claude),
    ("claude", "projects.json"): msgspec.json.Decoder(_Project),
}


if __name__ == "__main__":
    print(read(sys.argv[1], Path(sys.argv[2])))
