"""What of the program can be fed any bytes, and small inputs to begin with, which are made and hold nothing real.

A target takes bytes and may end in no other way than it promises: the error that the operator reads is fine, anything else
is a finding. Several files are one input: blocks behind `BORDER`, each a name, a line break and the content.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

from benchmarks.fuzz_changes import changed_input, changed_toml
from benchmarks.fuzz_seeds import (
    BORDER,
    CONFIGS,
    PEOPLE,
    SOURCES,
    TERMS,
    blocks_of,
    exports,
    one_export,
    shapes,
    shipped,
    zips,
)
from chatscrub.archive import Archive, Limits, Member, discover
from chatscrub.config import load_config
from chatscrub.detection.cascade import Detection
from chatscrub.detection.decode import layers
from chatscrub.detection.names import tagger as names_tagger
from chatscrub.detection.pack_cache import load_kept
from chatscrub.detection.packs import load_packs
from chatscrub.detection.passwords import tagger as password_tagger
from chatscrub.detection.readers import FieldNames, field_names, read_bytes
from chatscrub.detection.readers.blocks import blocks
from chatscrub.detection.readers.containers import containers
from chatscrub.detection.readers.html_tables import html_tables
from chatscrub.detection.readers.labels import labelled
from chatscrub.detection.readers.mails import mail_heads
from chatscrub.detection.readers.sql import inserted
from chatscrub.detection.readers.tables import tables
from chatscrub.errors import ChatscrubError, UsageError
from chatscrub.exposure.tables import parse_tables
from chatscrub.json_stream import load, records
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import scan_archive
from chatscrub.sources import all_sources, part_of, source_of
from chatscrub.sources.interface import ReadOptions
from chatscrub.terms.reading import reading
from chatscrub.terms.text import decoded, prepared
from chatscrub.vendors import parse as parse_vendor

LIMITS = Limits(member_bytes=8 << 20, archive_bytes=16 << 20, members=2000, nested_bytes=4 << 20)
FEW = frozenset({"bank-accounts.iban", "email.address", "github.token"})

Run = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """A function that takes bytes, and inputs that lead far into it; `change` is how these are changed in their own form."""

    run: Run
    seeds: Callable[[], Sequence[bytes]]
    change: Callable[[bytes, Random], bytes | None] = lambda *_: None


def files_in(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of an input."""
    for block in data.split(BORDER):
        name, _, content = block.partition(b"\n")
        yield name.decode("utf-8", "replace"), content


# --- exports ----------------------------------------------------------------------------------------------------------


@cache
def _order() -> tuple[Order, Detection]:
    few = tuple(each for each in load_kept() if each.id in FEW)
    return Order((), few, load_people(None), b"k" * 32, limits=LIMITS), Detection(few, b"k" * 32)


def _nobody_told(*_: object, **__: object) -> None:
    """Findings and progress are not asked for."""


class _Silent:
    archive = advance = emit = expose = show = staticmethod(_nobody_told)


def _scan(path: Path) -> None:
    order, detection = _order()
    for found in discover([path], part_of, lambda archive: source_of(archive) is not None, LIMITS):
        if isinstance(found, Archive):
            scan_archive(found, order, detection, _Silent(), _Silent())


def archive(data: bytes) -> None:
    """One file, whatever it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        path.write_bytes(data)
        _scan(path)


def folder(data: bytes) -> None:
    """A folder with several files; names that lead out of it or that the system refuses are left out."""
    with tempfile.TemporaryDirectory() as name:
        drop = (Path(name) / "drop").resolve()
        drop.mkdir()
        for file, content in files_in(data):
            with suppress(OSError, ValueError):
                path = (drop / file).resolve()
                if path.is_relative_to(drop):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
        _scan(drop)


def _in_memory(data: bytes) -> Archive:
    files = {name: _member(name, each, [each[:99], each[99:]]) for name, each in files_in(data) if name}
    return Archive("export", tuple(files.values()))


def _member(name: str, content: bytes, pieces: Sequence[bytes]) -> Member:
    return Member(name, len(content), lambda: iter(pieces))


def _source(name: str) -> Run:
    (source,) = (each for each in all_sources() if each.name == name)

    def run(data: bytes) -> None:
        export = _in_memory(data)
        source.recognises(export)
        for member in export.members:
            source.part_of(member.base)
        list(source.missing(export))
        source.pieces(export)
        with suppress(ChatscrubError):
            for _ in source.read(export, ReadOptions()):
                pass

    return run


# --- pasted shapes ----------------------------------------------------------------------------------------------------


@cache
def _names() -> FieldNames:
    return field_names(frozenset(name for one in load_kept() for name in one.fields))


def _text(run: Callable[[str], object]) -> Run:
    """A target that takes characters: bytes that are no UTF-8 arrive as the program hands them on."""
    return lambda data: run(data.decode("utf-8", "replace"))


def _in_records(text: str, find: Callable[..., object]) -> None:
    find(text, sorted(set(labelled(text, _names(), [])), key=lambda each: (each.start, each.end, each.name)))


def _read(data: bytes) -> None:
    said = data.decode("utf-8", "replace").encode()
    read = read_bytes(said, _names())
    for spans in read.spans.values():
        for start, end in spans:
            said[start:end].decode()


def _decode(data: bytes) -> None:
    said = data.decode("utf-8", "replace").encode()
    for layer in layers(said):
        layer.data.decode()
        start, end = layer.origin(0, len(layer.data))
        if not 0 <= start < end <= len(said):
            raise AssertionError("a layer leads out of the text")


@cache
def _detection() -> Detection:
    return Detection(load_kept(), b"k" * 32)


def _detect(text: str) -> None:
    account = Account("chatgpt", email="anna@brightwater.test")
    passage = Passage(Conversation("chatgpt", "chat", account), text, "text", account, "m1")
    for each in _detection().scan([passage]).findings:
        if not 0 <= each.start < each.end <= len(text):
            raise AssertionError("a finding stands outside of the text")


# --- files of the operator, and the rest ------------------------------------------------------------------------------


def _json(data: bytes) -> None:
    for step in (1 << 20, 7):
        pieces = [data[at : at + step] for at in range(0, len(data), step)]
        for inside in (frozenset[str](), frozenset({"data", "chats"})):
            for _ in records(_member("a.json", data, pieces), inside, 1 << 20):
                pass
    with suppress(ChatscrubError):
        load(data, "a.json")


def _file(load_it: Callable[[Path], object], name: str) -> Run:
    def run(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            with suppress(UsageError):
                load_it(path)

    return run


def _parsed(parse: Callable[[bytes, str], object]) -> Run:
    def run(data: bytes) -> None:
        with suppress(UsageError):
            parse(data, "own.toml")

    return run


def _terms(data: bytes) -> None:
    with suppress(UsageError):
        reading(prepared(decoded(data)))


def _load_detectors(path: Path) -> object:
    return load_packs([path.parent.parent])


def targets() -> Mapping[str, Target]:
    """All targets by name."""
    readers: dict[str, Callable[[str], object]] = {
        "tables": lambda text: tables(text, _names()),
        "sql": lambda text: inserted(text, _names(), tables("", _names())),
        "html-tables": lambda text: html_tables(text, _names(), tables("", _names())),
        "mails": mail_heads,
        "labels": lambda text: list(labelled(text, _names(), [])),
        "containers": lambda text: _in_records(text, containers),
        "blocks": lambda text: _in_records(text, blocks),
        "names": lambda text: names_tagger.embedded().mentions(text),
        "passwords": lambda text: password_tagger.embedded().read(text),
        "detection": _detect,
    }
    return {
        "archive": Target(archive, zips),
        "folder": Target(folder, lambda: [blocks_of(each) for each in exports().values()], changed_input),
        **{name: Target(_source(name), partial(one_export, name), changed_input) for name in SOURCES},
        **{name: Target(_text(run), shapes) for name, run in readers.items()},
        "readers": Target(_read, shapes),
        "decoder": Target(_decode, shapes),
        "json-stream": Target(_json, lambda: [each for files in exports().values() for each in files.values()]),
        "terms": Target(_terms, lambda: TERMS),
        "people": Target(_file(load_people, "people.csv"), lambda: PEOPLE),
        "config": Target(_file(load_config, "chatscrub.toml"), lambda: CONFIGS, changed_toml),
        "detectors": Target(_file(_load_detectors, "credentials/own.toml"), lambda: shipped("detectors/credentials"), changed_toml),
        "vendors": Target(_parsed(parse_vendor), lambda: shipped("chatscrub/vendors"), changed_toml),
        "ranking": Target(_parsed(parse_tables), lambda: shipped("chatscrub/exposure"), changed_toml),
    }  # fmt: skip
