"""Each limit on what one archive may cost: a setting, a sentence that names it, and all that was read before stays."""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import fields, replace

from chatscrub.archive import Archive, Limits, Stopwatch, discover
from chatscrub.archive import limits as module
from chatscrub.config import load_config
from chatscrub.detection.samples import fill
from chatscrub.errors import ArchiveError, UsageError
from chatscrub.model.outcome import Skipped
from chatscrub.pipeline import archives
from tests.ledgers import few_detectors
from tests.running import chatscrub_here, scanned
from tests.state_folders import chat
from tests.test_bad_input import zipped

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
MIB = 1 << 20
PASTED = fill("IBAN of the customer: {{iban:DE}}", "limits")


def chats(*names: str, padding: int = 0) -> bytes:
    """Conversations with an account number each; `padding` bytes of blanks behind them."""
    return json.dumps([chat(name, PASTED) for name in names]).encode() + b" " * padding


def nested(depth: int) -> bytes:
    """A zip in a zip, so many deep; the names are no vendor's, so that each may hold exports."""
    data = zipped({"conversations.json": chats("inner")})
    for level in range(depth - 1):
        data = zipped({f"level{level}.zip": data})
    return data


def noise() -> bytes:
    return zipped({f"{n}.bin": bytes(range(256)) * 64 for n in range(40)})


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    # What each setting is put to, and an export that passes it.
    "member_bytes": (lambda: zipped({"conversations.json": chats("a", "b", padding=3 * MIB)}), '"1 MiB"'),
    "archive_bytes": (
        lambda: zipped({f"conversations-00{n}.json": chats(f"c{n}", padding=2 * MIB) for n in range(3)}), '"5 MiB"'
    ),
    "ratio": (lambda: zipped({"conversations.json": chats("a", padding=80 * MIB)}), "50"),
    "members": (lambda: zipped({"conversations.json": chats("a"), **{f"{n}.txt": b"x" for n in range(20)}}), "10"),
    "nested_depth": (lambda: nested(3), "2"),
    "nested_bytes": (
        lambda: zipped({"inner.zip": zipped({"conversations.json": chats("a"), "x.bin": noise()})}), '"100 B"'
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_each_limit_is_a_setting_and_says_its_name_in_one_sentence(name: str, tmp_path: Path) -> None:
    made, value = BOMBS[name]
    (tmp_path / "export.zip").write_bytes(made())
    (tmp_path / "good.json").write_bytes(chats("good"))
    (tmp_path / "chatscrub.toml").write_text(f"[limits]\n{name} = {value}\n", encoding="utf-8")
    limits = load_config(tmp_path / "chatscrub.toml").limits
    run, records = scanned(tmp_path / "export.zip", tmp_path / "good.json", limits=limits, detectors=few_detectors())
    assert [each.reason for each in run.skipped if f"(limit {name})" in each.reason], run.skipped
    assert all("\n" not in each.reason and len(each.reason) < 300 for each in run.skipped)
    assert len(run.skipped) <= 2
    assert "good" in {record["conversation_id"] for record in records}
    run, _ = scanned(tmp_path / "export.zip", limits=replace(limits, **{name: 1 << 40}), detectors=few_detectors())
    assert not any(f"(limit {name})" in each.reason for each in run.skipped)


def test_the_settings_are_the_limits_and_the_readme_shows_their_defaults(tmp_path: Path) -> None:
    block = re.search(r"```toml\n# chatscrub.toml\n(.*?)```", README, re.DOTALL)
    assert block
    assert set(tomllib.loads(block[1])["limits"]) == {field.name for field in fields(Limits)}
    (tmp_path / "chatscrub.toml").write_text(block[1], encoding="utf-8")
    assert load_config(tmp_path / "chatscrub.toml").limits == Limits()
    assert load_config(None).limits == Limits()


@pytest.mark.parametrize(
    "line", ['member_bytes = "much"', "ratio = 0", "seconds = -1", "nested_depth = 99", "speed = 1"]
)
def test_a_limit_that_is_none_is_refused_by_its_name(line: str, tmp_path: Path) -> None:
    (tmp_path / "chatscrub.toml").write_text(f"[limits]\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"chatscrub\.toml: .*limits\.{line.partition(' ')[0]}"):
        load_config(tmp_path / "chatscrub.toml")


class _Clock:
    """A clock that goes on by a second each time that somebody looks."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        self.now += 1
        return self.now


@pytest.mark.parametrize("shape", ["one list", "shards", "one value", "slack"])
def test_an_archive_that_takes_too_long_is_broken_off_and_what_was_read_stays(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"c{number:03}" for number in range(120)]
    members = {
        "one list": {"conversations.json": chats(*names)},
        "shards": {f"conversations-{name[1:]}.json": chats(name) for name in names},
        "one value": {
            "user.json": json.dumps({"id": "u", "email": "mia@brightwater.test"}).encode(),
            "conversations.json": chats(*names),
        },
        "slack": {
            "users.json": b"[]",
            "channels.json": b'[{"id":"C1","name":"general","members":[]}]',
            **{
                f"general/2026-01-{day:02}.json": json.dumps(
                    [
                        {"type": "message", "user": "U1", "ts": f"{1.7e9 + day * 9e4 + n}", "text": PASTED}
                        for n in range(9)
                    ]
                ).encode()
                for day in range(1, 29)
            },
        },
    }[shape]
    (tmp_path / "slow.zip").write_bytes(zipped(members))
    (tmp_path / "then.json").write_bytes(chats("then"))
    paths = [tmp_path / "slow.zip", tmp_path / "then.json"]
    whole = scanned(*paths, detectors=few_detectors())[1]
    monkeypatch.setattr(module, "time", _Clock())
    run, records = scanned(*paths, detectors=few_detectors(), limits=Limits(seconds=50))
    assert [(each.path.rpartition("/")[2], "(limit seconds)" in each.reason) for each in run.skipped] == [
        ("slow.zip", True)
    ]
    assert 1 < len(records) < len(whole)
    kept = [record for record in records if "slow.zip" in record["archive"]]
    assert kept == whole[: len(kept)]
    assert records[-1] == whole[-1]


def test_a_zip_of_many_zips_is_given_up_when_its_time_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.zip").write_bytes(
        zipped({f"{n}.zip": zipped({"conversations.json": chats(f"c{n}")}) for n in range(30)})
    )
    monkeypatch.setattr(module, "time", _Clock())
    found = list(archives([tmp_path / "x.zip"], Limits(seconds=10)))
    assert 1 < sum(isinstance(each, Archive) for each in found) < 30
    assert [each.reason for each in found if isinstance(each, Skipped)] == [Stopwatch(Limits(seconds=10)).reason]


def test_an_archive_broken_off_closes_no_task_and_the_program_says_so(tmp_path: Path) -> None:
    state = tmp_path / "state"
    (tmp_path / "chatscrub.toml").write_text("[limits]\nmember_bytes = 100\n", encoding="utf-8")
    for name, conversations in (("a", chats("one")), ("b", b"[]" + b" " * 900)):
        (tmp_path / f"{name}.zip").write_bytes(
            zipped({"user.json": b'{"id":"user-m"}', "conversations.json": conversations})
        )
    out = ("--out", str(tmp_path / "out"))
    assert chatscrub_here("scan", str(tmp_path / "a.zip"), *out, state=state)[0] == 1
    asked = ("--config", str(tmp_path / "chatscrub.toml"))
    code, shown, _ = chatscrub_here("scan", str(tmp_path / "b.zip"), *out, *asked, state=state)
    assert code == 3
    assert "limit member_bytes" in " ".join(shown.split())
    (task,) = json.loads(chatscrub_here("todo", "list", "--json", state=state)[1])
    assert task["state"] == "inconclusive"
    assert "proves nothing: conversations.json: inflates to more than 100 bytes" in task["reason"]


def test_a_bomb_of_bombs_costs_no_more_than_its_first_member(tmp_path: Path) -> None:
    layer = zipped({"0.json": b"[" + b"0," * (20 * MIB) + b"0]"})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for number in range(50):
            out.writestr(f"b{number}.zip", layer)
    (tmp_path / "42.zip").write_bytes(zipped({"lib.zip": buffer.getvalue()}))
    pieces: list[bytes] = []
    for found in discover([tmp_path / "42.zip"], lambda _: None, lambda _: True, Limits(archive_bytes=MIB)):
        if isinstance(found, Archive):
            for member in found.members:
                with pytest.raises(ArchiveError, match=r"\(limit"):
                    pieces.extend(member.chunks())
    assert sum(map(len, pieces)) <= 50 * 2 * MIB
