"""Whole exports drawn by Hypothesis: valid ones whose planted values are known, and such in which anything was changed.

How much is drawn follows ``CHATSCRUB_FUZZ``: unset, always the same few examples; a number, that many times as many,
others each time.
"""

from __future__ import annotations

import copy
import json
import os
import tempfile
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from benchmarks.fuzz_changes import MARK, TEARING, changed_value, dumped
from chatscrub.detection.samples import fill
from tests.canaries import Canaries
from tests.canary_exports import EXPORTS
from tests.vendor_exports import BEN, Chat, Message, chatgpt_files, chatgpt_name, claude, slack

VARIABLE = "CHATSCRUB_FUZZ"
PLANTED = tuple(fill("{{iban:DE}}", f"drawn {number}") for number in range(24))


def times() -> int:
    """How many times as much is to be tried as usual."""
    return int(os.environ.get(VARIABLE) or 1)


def effort(examples: int) -> settings:
    """Settings for a property that usually is tried on so many examples."""
    return settings(
        max_examples=examples * times(),
        derandomize=not os.environ.get(VARIABLE),
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@dataclass
class Export:
    """Members by name: bytes, or a value that is written as JSON. `planted` are the values that a scan must find, by
    the member and the index of the element of its list that holds them."""

    file: str
    members: dict[str, Any]
    planted: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def chats(self) -> int:
        """How many chats stand in lists of such; of Slack the one channel."""
        lists = [_elements(each) for name, each in self.members.items() if name.startswith("conversations")]
        return sum(map(len, lists)) or 1

    @property
    def is_torn(self) -> bool:
        """Whether something in it is written so that what follows in its file may be lost."""
        text = json.dumps([each for each in self.members.values() if not isinstance(each, bytes)])
        return any(json.dumps(MARK + each)[1:-1] in text for each in TEARING)

    def write(self, folder: Path, form: str) -> Path:
        """As a ``zip``, a ``nested`` zip, or a ``folder``; in a folder what cannot be a file is left out."""
        data = {name: each if isinstance(each, bytes) else dumped(each) for name, each in self.members.items()}
        path = folder / "drop" / (Path(self.file).stem if form == "folder" else self.file)
        path.parent.mkdir()
        if form != "folder":
            _zip(path, data)
            if form == "nested":
                inner = path.rename(folder / "inner.zip")
                _zip(path, {self.file: inner.read_bytes()})
            return path
        path.mkdir()
        for name, content in data.items():
            _put(path, name, content)
        return path


def _put(folder: Path, name: str, content: bytes) -> None:
    try:
        target = folder / name
        if target.resolve().is_relative_to(folder.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    except (OSError, ValueError):
        pass  # a name that this system does not allow cannot be handed in either


def _zip(path: Path, data: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in data.items():
            info = zipfile.ZipInfo("x", (1980, 1, 1, 0, 0, 0))
            info.filename = name.encode("utf-8", "replace").decode()  # as it is, also with NUL and backslashes
            archive.writestr(info, content)


# --- valid ------------------------------------------------------------------------------------------------------------

TITLES = st.sampled_from(["Notes", "", "Zoë & <b>", "x" * 300, "=1+1", "a\nb", "\u202eabc", "\u2067", "🦀" * 40])
WORDS = st.sampled_from(
    ["", "How are pallets counted? ", "ünïcödé 🦀 ", "line\n\n", "`code` ", "\\u0041 ", "a" * 3000 + " "]
)


@st.composite
def valid(draw: st.DrawFn) -> Export:
    """A small export of one of the vendors; each chat, or day of a channel, holds values of its own."""
    vendor = draw(st.sampled_from(["chatgpt", "claude", "slack", "compliance"]))
    values = iter(PLANTED)
    said = [
        [draw(WORDS) + (f"IBAN {next(values)}" if draw(st.integers(0, 3)) else "none") + "." for _ in range(count)]
        for count in draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    ]
    with tempfile.TemporaryDirectory() as name:
        export = _MAKERS[vendor](draw, said, Path(name))
    export.planted = {
        value: (member, index)
        for member, content in export.members.items()
        for index, element in enumerate(_elements(content))
        for value in PLANTED
        if value in json.dumps(element)
    }
    return export


def _chatgpt(draw: st.DrawFn, said: list[list[str]], _: Path) -> Export:
    edited = draw(st.booleans())
    chats = [
        Chat(
            f"chat-{number}",
            tuple(texts[:1] if edited else texts),
            number,
            draw(TITLES),
            tuple(texts[1:] if edited else ()),
        )
        for number, texts in enumerate(said)
    ]
    files = chatgpt_files(chats, draw(st.sampled_from([None, BEN])))
    if draw(st.booleans()):
        whole = json.loads(files.pop("conversations.json"))
        files |= {f"conversations-{n:03}.json": json.dumps(whole[n::2]).encode() for n in range(2) if whole[n::2]}
    return Export(chatgpt_name(30), _parsed(files))


def _claude(draw: st.DrawFn, said: list[list[str]], folder: Path) -> Export:
    chats = [Chat(f"chat-{number}", tuple(texts), number, draw(TITLES)) for number, texts in enumerate(said)]
    return _read(claude(folder, chats, 30, draw(st.sampled_from([None, "Likes cranes."]))))


def _slack(_: st.DrawFn, said: list[list[str]], folder: Path) -> Export:
    messages = [Message(number, text, day) for day, texts in enumerate(said) for number, text in enumerate(texts)]
    return _read(slack(folder, messages, 0, 30))


def _compliance(draw: st.DrawFn, said: list[list[str]], _: Path) -> Export:
    chats = [
        {
            "object": "compliance.workspace.conversation", "id": f"chat-{number}", "created_at": 1.79e9,
            "last_active_at": 1.79e9, "title": draw(TITLES), "user_id": "user-anna", "user_email": "anna@lager.example",
            "messages": {"object": "list", "has_more": False, "data": [
                {"id": f"m-{number}-{at}", "created_at": 1.79e9 + at, "author": {"role": "user"},
                 "content": {"type": "text", "value": text}} for at, text in enumerate(texts)]},
        }
        for number, texts in enumerate(said)
    ]  # fmt: skip
    if draw(st.booleans()):
        return Export("compliance.zip", {"conversations.json": {"object": "list", "data": chats, "has_more": False}})
    return Export("compliance.zip", {"conversations.json": chats})


_MAKERS = {"chatgpt": _chatgpt, "claude": _claude, "slack": _slack, "compliance": _compliance}


def _elements(content: Any) -> list[Any]:
    if isinstance(content, dict):
        content = content.get("data")
    return content if isinstance(content, list) else []


def _parsed(files: dict[str, bytes]) -> dict[str, Any]:
    parsed: dict[str, Any] = {}
    for name, data in files.items():
        try:
            parsed[name] = json.loads(data)
        except ValueError:
            parsed[name] = data
    return parsed


def _read(path: Path) -> Export:
    with zipfile.ZipFile(path) as archive:
        return Export(path.name, _parsed({name: archive.read(name) for name in archive.namelist()}))


@cache
def _rich(name: str) -> Export:
    with tempfile.TemporaryDirectory() as folder:
        return _read(EXPORTS[name](Path(folder), Canaries(f"drawn {name}")))


def rich() -> st.SearchStrategy[Export]:
    """An export with all that its format has, and keys that it has not."""
    return st.sampled_from(sorted(EXPORTS)).map(lambda name: copy.deepcopy(_rich(name)))


# --- changed ----------------------------------------------------------------------------------------------------------

CHANCE = st.randoms(use_true_random=False)
NAMES = st.sampled_from([
    *("../x.json", "/x.json", "C:\\x.json", "a//b.json", "./a.json", "x\0.json", "\x1b[31m.json", "con.json", "", " ", "a/" * 60 + "a"),
    *("conversations.json", "users.json", "user.json", "channels.json", "memories.json", "export_manifest.json", "projects.json"),
    *("general/2026-13-45.json", "x" * 255 + ".json", "__MACOSX/._conversations.json", "\ud800.json", "\u202enosj.x", "a:b.json", "x.zip"),
])  # fmt: skip


@st.composite
def changed(draw: st.DrawFn) -> Export:
    """A rich or small export in which values were changed, members lost, cut, renamed, doubled or filled with noise."""
    export = draw(rich() | valid())
    export.planted = {}
    names = st.sampled_from(sorted(export.members))
    for name in draw(st.lists(names, min_size=1, max_size=3)):
        export.members[name] = changed_value(draw(CHANCE), export.members[name])
    how = draw(st.sampled_from(["", "", "lose", "cut", "rename", "double", "noise", "wide"]))
    name = draw(names)
    content = export.members[name]
    data = content if isinstance(content, bytes) else dumped(content)
    if how == "lose":
        del export.members[name]
    elif how == "cut":
        export.members[name] = data[: draw(st.integers(0, len(data)))]
    elif how in ("rename", "double"):
        export.members[draw(NAMES)] = export.members.pop(name) if how == "rename" else content
    elif how == "noise":
        export.members[name] = draw(st.binary(max_size=200))
    elif how == "wide":
        export.members[name] = data.decode("utf-8", "replace").encode("utf-16")
    return export


@st.composite
def changed_inside(draw: st.DrawFn) -> Export:
    """A small export with changes inside one of its chats; `planted` tells what stands in the others."""
    export = draw(valid().filter(lambda each: bool(each.planted)))
    member, index = draw(st.sampled_from(sorted(set(export.planted.values()))))
    elements = _elements(export.members[member])
    elements[index] = changed_value(draw(CHANCE), elements[index], inside=True)
    export.planted = {value: place for value, place in export.planted.items() if place != (member, index)}
    return export
