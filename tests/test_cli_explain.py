"""``chatscrub explain``: a finding is said in words, and never its value."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from chatscrub.cli.explain import in_words
from chatscrub.detection.samples import fill
from tests.running import chatscrub


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the findings of one chat, and the password in it."""
    password = fill("{{pw:14}}", "explain")
    chat = {"title": "t", "mapping": {"a": {"id": "a", "parent": None, "children": [], "message": {
        "id": "a", "author": {"role": "user"}, "create_time": 1.7e9,
        "content": {"content_type": "text", "parts": [f"the VPN password is {password}"]}}}},
        "current_node": "a", "conversation_id": "c", "create_time": 1.7e9}  # fmt: skip
    folder = tmp_path_factory.mktemp("explain")
    export = folder / "conversations.json"
    export.write_bytes(orjson.dumps([chat]))
    chatscrub("scan", str(export), "--out", str(folder / "out"), state=folder / "state", code=1)
    return folder, password


def test_it_says_why_where_and_what_to_do_without_the_value(scanned: tuple[Path, str]) -> None:
    folder, password = scanned
    record = orjson.loads((folder / "out" / "findings.jsonl").read_bytes())
    done = chatscrub("explain", record["fingerprint"][:8], "--findings", str(folder / "out"), state=folder / "state")
    assert record["detector"] in done.stdout
    assert record["reasons"]
    assert all(in_words(reason) in done.stdout for reason in record["reasons"])
    assert "content.parts[0]: characters 20-34" in done.stdout
    assert "Change this password" in done.stdout
    assert password not in done.stdout


@pytest.mark.parametrize(
    ("fingerprint", "says"),
    [("abc", "at least 6"), ("not-hex-digits", "hexadecimal"), ("0" * 12, "holds no finding")],
)
def test_what_it_cannot_explain_is_one_sentence(fingerprint: str, says: str, scanned: tuple[Path, str]) -> None:
    folder, _ = scanned
    done = chatscrub("explain", fingerprint, "--findings", str(folder / "out"), state=folder / "state", code=2)
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[1]", b'{"fingerprint": "abcdef00"}'])
def test_a_file_that_is_no_findings_file_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "findings.jsonl"
    path.write_bytes(content)
    done = chatscrub("explain", "abcdef", "--findings", str(path), state=tmp_path, code=2)
    assert str(path) in done.stderr


def test_reasons_are_put_into_words() -> None:
    assert in_words("context:iban") == 'the word "iban" stands near it'
    assert in_words("checksum ok") == "checksum ok"
