"""What a large ledger costs: recording exports, listing tasks, looking up one value, a second export of one account.

    python -m benchmarks.ledger [--findings 1000000] [--accounts 1000]

Findings are made up as hashes and masks, as the ledger keeps them, and go in through the same door as a scan's. The
second half of the accounts is recorded beside the first: the ratio shows whether the cost grows with the ledger.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from chatscrub.checklist import tasks_of
from chatscrub.ledger.archive_rows import Contents
from chatscrub.ledger.opening import open_ledger
from chatscrub.ledger.recording import Recorder, RunFacts
from chatscrub.ledger.todo import current_tasks
from chatscrub.model.conversation import Account, Conversation, ObjectKind
from chatscrub.model.exposure import Band, Exposure, Target
from chatscrub.model.identity import conversation_key
from chatscrub.model.record import Record, Trace
from chatscrub.model.run import ArchiveResult
from chatscrub.people import People
from chatscrub.private_file import private_folder
from chatscrub.reporting import Asked, report
from chatscrub.reports import reports_named

IN_A_CHAT = 20
START = datetime(2026, 9, 1, tzinfo=UTC)


def digest(*parts: object) -> bytes:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).digest()


def exposure(account: Account, number: int) -> Exposure:
    chat = Conversation("chatgpt", f"{account.id}-{number}", account, title="Notes", created_at=START, updated_at=START)
    target = Target(
        ObjectKind.CONVERSATION, chat.id, None, account, chat, (("EMAIL_ADDRESS", IN_A_CHAT),), START, START
    )
    return Exposure(
        conversation=chat, employee=account.key, archive="a.zip", title="Notes", score=54, vector="DPC3", band=Band.HIGH,
        severity_value=3.25, credential=None, first_group=False, people=IN_A_CHAT, findings=IN_A_CHAT, review=0, flags=(),
        order=(1.0,), targets=(target,), leaks=(), owner=account,
    )  # fmt: skip


def findings(each: Exposure) -> Iterator[tuple[Record, Trace]]:
    place = conversation_key(each.conversation, each.title)
    account = each.conversation.account
    for number in range(IN_A_CHAT):
        fingerprint = digest("value", each.conversation.id, number % 15, int(account.ref[5:]) % 50)
        record = {
            "fingerprint": fingerprint.hex(), "detector": "email.address", "entity": "EMAIL_ADDRESS", "kind": "pii",
            "confidence": "high", "severity": "medium", "whose": "customer", "subject": fingerprint.hex()[:16],
            "sent_at": "2026-09-01T00:00:00Z", "object": "conversation", "role": "user", "branch": "current", "flags": [],
            "reasons": ["structure ok"],
        }  # fmt: skip
        yield record, Trace(digest(place, number)[:16], place, place, account.ref, "k…@e….de", listed=True)


def record(recorder: Recorder, number: int, chats: int, made: datetime, *, without: int = 0) -> float:
    """Records an account's export and returns the seconds that it took."""
    account = Account("chatgpt", id=f"user-{number}", email=f"person{number}@brightwater-logistics.com")
    exposures = [exposure(account, chat) for chat in range(without, chats)]
    tasks = tasks_of(exposures, People(), {}, date(2026, 11, 1)).tasks
    result = ArchiveResult("a.zip", "chatgpt", conversations=chats, findings=chats * IN_A_CHAT)
    result = replace(
        result,
        digest=digest(number, made),
        made_at=made,
        covers={account},
    )
    began = time.perf_counter()
    for each in exposures:
        for one in findings(each):
            recorder.stage(*one)
    recorder.show({account: {conversation_key(each.conversation, each.title): True for each in exposures}})
    recorder.commit(Contents(result, exposures, tasks))
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=1_000_000)
    parser.add_argument("--accounts", type=int, default=1_000)
    options = parser.parse_args()
    chats = options.findings // options.accounts // IN_A_CHAT
    with tempfile.TemporaryDirectory() as name, open_ledger(Path(name), b"k" * 32) as database:
        recorder = Recorder(database, RunFacts("0", "0", "0"), People())
        seconds = [record(recorder, number, chats, START) for number in range(options.accounts)]
        half = len(seconds) // 2
        total = sum(seconds)
        print(f"{options.findings:,} findings of {options.accounts:,} accounts: {total:.1f} s, "
              f"{options.findings / total:,.0f} a second; second half {sum(seconds[half:]) / sum(seconds[:half]):.2f} x the first")  # fmt: skip
        again = record(recorder, 7, chats, START + timedelta(days=30), without=1)
        print(f"a newer export of one account, a chat deleted: {again * 1000:.0f} ms")
        began = time.perf_counter()
        tasks = current_tasks(database)
        print(f"listing {len(tasks):,} tasks: {time.perf_counter() - began:.2f} s")
        gone = sum(task.state.value == "verified_gone" for task in tasks)
        began = time.perf_counter()
        value = digest("value", "user-7-3", 3, 7)
        found = database.rows("SELECT conversation FROM finding WHERE fingerprint = ?", (value,))
        print(
            f"looking up one value: {(time.perf_counter() - began) * 1000:.1f} ms, {len(found)} findings; {gone} proven gone"
        )
        for name_ in ("sarif", "jsonl"):
            out = private_folder(Path(name) / "out")
            began = time.perf_counter()
            run = report(database, [each.open(out) for each in reports_named([name_])], Asked())
            print(f"{name_} of {run.findings:,} findings from the ledger: {time.perf_counter() - began:.1f} s, "
                  f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")  # fmt: skip
            shutil.rmtree(out)
        size = sum(path.stat().st_size for path in Path(name).iterdir())
        print(f"size: {size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
