"""What fuzzing begins with: small inputs of every kind, made at run time, with nothing real in them."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

BORDER = b"\n\x1e"
"""Stands between the files of an input that is several: each is a name, a line break and the content."""


def blocks_of(files: Mapping[str, bytes]) -> bytes:
    """Several files as one input."""
    return BORDER.join(name.encode() + b"\n" + data for name, data in files.items())


RICH = {
    "chatgpt": ("chatgpt", "chatgpt-sharded"), "chatgpt-compliance": ("compliance",), "claude": ("claude",), "slack": ("slack",),
}  # fmt: skip
SOURCES = tuple(RICH)


@cache
def exports() -> Mapping[str, Mapping[str, bytes]]:
    """A small export of each source: its members by name."""
    from tests.vendor_exports import Chat, Message, chatgpt_files, claude, slack

    chats = [Chat("c-1", ("Please count pallets.", "Thanks."), edited=("Count.",)), Chat("c-2", ("Hello",), 1)]
    compliance = {
        "object": "compliance.workspace.conversation", "id": "c-1", "created_at": 1.79e9, "title": "Notes",
        "user_id": "u-1", "user_email": "anna@lager.example",
        "messages": {"object": "list", "has_more": False, "data": [
            {"id": "m-1", "created_at": 1.79e9, "author": {"role": "user"}, "content": {"type": "text", "value": "Hello"},
             "files": [{"id": "file-1", "name": "a.pdf"}]}]},
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        paths = {
            "claude": claude(Path(name), chats, 3, "Likes cranes."),
            "slack": slack(Path(name), [Message(1, "Hello <@U07ANNA0001>"), Message(2, "", kind="deleted")], 0, 3),
        }
        return {
            "chatgpt": chatgpt_files(chats, links={"s-1": "c-1"}, library={"file_1": "c-2"}),
            "chatgpt-compliance": {"a/conversations.json": json.dumps([compliance]).encode()},
            **{each: _members(path) for each, path in paths.items()},
        }


def one_export(name: str) -> list[bytes]:
    """A small export as one input, and such with all that the format has."""
    return [blocks_of(exports()[name]), *(blocks_of(each) for each in _rich(name))]


@cache
def _rich(name: str) -> list[Mapping[str, bytes]]:
    from tests.canaries import Canaries
    from tests.canary_exports import EXPORTS

    with tempfile.TemporaryDirectory() as folder:
        return [_members(EXPORTS[each](Path(folder), Canaries(each))) for each in RICH[name]]


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as export:
        return {each: export.read(each) for each in export.namelist()}


def zips() -> list[bytes]:
    """Exports as single files."""
    made = []
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "export.zip"
        for files in exports().values():
            for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                with zipfile.ZipFile(path, "w", method) as export:
                    for member, content in files.items():
                        export.writestr(zipfile.ZipInfo(member), content, method)
                made.append(path.read_bytes())
        inner = made[-1]
        with zipfile.ZipFile(path, "w") as export:
            export.writestr("inner.zip", inner)
        made.append(path.read_bytes())
    return [*made, *(files["conversations.json"] for files in exports().values() if "conversations.json" in files)]


# --- pasted shapes ----------------------------------------------------------------------------------------------------

SHAPES = (
    "Name;Phone;E-mail\nAnn Miller;030 48219;ann@lager.example\n\n| name | phone |\n|---|---|\n| Ann | 030 1 |\n",
    "name  phone  city\nAnn   030 48  Kiel\nBo    030 49  Ulm\n", "name\tphone\nAnn\t030\n",
    "INSERT INTO t (name, phone) VALUES ('Ann', '030 48'), ('B''o', NULL);",
    "<table><tr><th>Name</th><th>Phone</th></tr><tr><td>Ann &amp; Bo</td><td>030</td></tr></table>",
    '{"customers": [{"name": "Ann", "phone": "030"}, {"name": "Bo", "address": {"city": "Ulm"}}]}',
    "<customer><name>Ann</name><phone>030</phone></customer><customer><name>Bo</name></customer>",
    "customers:\n- name: Ann\n  phone: 030\n- name: Bo\n", "From: Ann Miller <ann@lager.example>\nTo: bo@lager.example\nSubject: x\n",
    "Name: Ann Miller\nPhone: 030 48219\nE-mail: ann@lager.example\n\nName: Bo\n", "firstName=Ann&phone=030", "Dear Ann Miller,\n",
    "user: amiller\npassword: Hunter-2x!\n", "My name is Ann, PIN 4711, born 12.03.1984, Main Street 10, 24103 Kiel", "{\\\"name\\\": \\\"Ann\\\"}",
)  # fmt: skip
ENCODED = (
    "TmFtZTogQW5uIE1pbGxlciwgcGhvbmUgMDMwIDQ4MjE5", "H4sIAAAAAAAC/8tIzcnJBwCGphA2BQAAAA==", "eJzLSM3JyQcABiwCFQ==",
    "name%3A%20Ann%20Miller", "&lt;b&gt;Ann&#32;&#x41;&amp;", '"\\u0041nn\\n\\"x\\" \\ud83d\\ude00"', "=41nn=\n", "YQBiAGMAZABlAGYAZwBoAA==",
)  # fmt: skip


def shapes() -> list[bytes]:
    """What people paste."""
    return [each.encode() for each in (*SHAPES, *ENCODED)]


# --- files of the operator --------------------------------------------------------------------------------------------

CONFIGS = (
    b'company_domains = ["lager.example"]\njobs = 2\nfail_on = "high"\n[limits]\nmember_bytes = "64 GiB"\nseconds = 60\n',
    b'[policy]\nallowed = ["claude:team"]\nmfa = {chatgpt = true}\n[notices]\nfrom = "it@lager.example"\ndue_days = 7\n',
)
PEOPLE = (
    b"account,employee,name,language,email\nslack:U1,e-1,Ann,de,ann@lager.example\n",
    b'\xef\xbb\xbfaccount;employee\r\n"a;b";e-2\r\n',
)
TERMS = (
    b"<html><p>We may use your content to train our models.</p><script>x</script>&amp;",
    b"Data is stored in Germany.\n\nIt is not sold.",
)


def shipped(folder: str) -> list[bytes]:
    """Files that come with the program."""
    root = Path(__file__).parent.parent
    return [path.read_bytes() for path in sorted((root / folder).glob("*.toml"))[:4]]
