"""A seeded ChatGPT archive of any size: harmless talk, code, logs and tables, with known values planted in it.

    python -m benchmarks.corpus 100 /tmp/chatgpt-100.zip

Size is in MB of conversations.json. The same size and seed give the same bytes.
"""

from __future__ import annotations

import random
import sys
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import orjson

from chatscrub.detection.samples import fill

_TALK = """
    the a of to and in is it that for on with as was at by an be this are from or have not but they which we you all
    can will one our has more if about when time there what so up out into than them some could other then do new
    like now these two may only over also after first any work way many through before should because each those
    people how report meeting invoice customer project quarter budget draft agenda table query result server client
    release deploy ticket review schedule contract policy update summary question answer example number value list
"""
WORDS = _TALK.split()
CODE = (
    "def handler(event, context):\n    items = event.get('records', [])\n    return [transform(item) for item in items]\n",
    "SELECT o.id, o.total, c.region FROM orders o JOIN clients c ON c.id = o.client_id WHERE o.total > 1200.50;\n",
    "for (let index = 0; index < rows.length; index += 1) {\n  console.log(rows[index].id, rows[index].total);\n}\n",
    'resource "bucket" "logs" {\n  name = "app-logs"\n  retention_days = 30\n}\n',
)
PLANTS = (
    "STRIPE_API_KEY={{stripe}}",
    "my github token is {{github:ghp_}} can you write the workflow?",
    "the staging password is {{pw:14}} please keep it short",
    "DATABASE_URL=postgres://app:{{alnum:18}}@db.internal.brightwater-logistics.de:5432/app",
    "Please refund to {{iban:DE}} and confirm by mail to {{lower:7}}.{{lower:9}}@kastanienhof-versand.de",
    "Card {{luhn:5425:16}} was declined twice, phone +49 30 {{digits:8}}",
)
OFTEN = 0.004


def _prose(random_: random.Random, words: int) -> str:
    sentences = []
    while words > 0:
        length = random_.randint(6, 22)
        sentences.append(" ".join(random_.choices(WORDS, k=length)).capitalize() + random_.choice(".....?!"))
        words -= length
    return " ".join(sentences)


def _log(random_: random.Random) -> str:
    return "\n".join(
        f"2026-0{random_.randint(1, 9)}-1{random_.randint(0, 9)}T0{random_.randint(0, 9)}:12:4{random_.randint(0, 9)}Z INFO "
        f"worker-{random_.randint(1, 40)} handled request {random_.getrandbits(40):x} in {random_.randint(2, 900)} ms"
        for _ in range(random_.randint(3, 25))
    )


def _text(random_: random.Random, planted: list[str], often: float) -> str:
    kind = random_.random()
    if kind < often:
        template = random_.choice(PLANTS).replace("{{stripe}}", "sk_" + "live_{{alnum:32}}")
        planted.append(template)
        return f"{_prose(random_, 30)}\n{fill(template, str(random_.getrandbits(64)))}\n{_prose(random_, 20)}"
    if kind < 0.6:
        return _prose(random_, random_.randint(20, 400))
    if kind < 0.85:
        return f"{_prose(random_, 40)}\n```\n{random_.choice(CODE) * random_.randint(1, 6)}```\n{_prose(random_, 60)}"
    return f"{_prose(random_, 15)}\n```\n{_log(random_)}\n```"


def conversation(random_: random.Random, planted: list[str], often: float) -> dict[str, object]:
    """One conversation in the classic layout, about 40 kB."""
    root = str(uuid.UUID(int=random_.getrandbits(128)))
    mapping: dict[str, object] = {root: {"id": root, "message": None, "parent": None, "children": []}}
    parent, moment = root, 1_700_000_000 + random_.random() * 6e7
    for number in range(random_.randint(6, 34)):
        node = str(uuid.UUID(int=random_.getrandbits(128)))
        moment += random_.random() * 90
        mapping[node] = {
            "id": node,
            "parent": parent,
            "children": [],
            "message": {
                "id": node,
                "author": {"role": "assistant" if number % 2 else "user", "name": None, "metadata": {}},
                "create_time": moment,
                "update_time": None,
                "content": {"content_type": "text", "parts": [_text(random_, planted, often)]},
                "status": "finished_successfully",
                "end_turn": True,
                "weight": 1.0,
                "metadata": {
                    "model_slug": "gpt-5",
                    "timestamp_": "absolute",
                    "request_id": f"{random_.getrandbits(60):x}",
                },
                "recipient": "all",
                "channel": None,
            },
        }
        parent = node
    identifier = str(uuid.UUID(int=random_.getrandbits(128)))
    return {
        "title": _prose(random_, 5)[:40],
        "create_time": moment - 5000,
        "update_time": moment,
        "mapping": mapping,
        "current_node": parent,
        "conversation_id": identifier,
        "id": identifier,
        "is_archived": random_.random() < 0.2,
        "gizmo_id": None,
        "default_model_slug": "gpt-5",
    }


def elements(megabytes: float, seed: int, planted: list[str], often: float = OFTEN) -> Iterator[bytes]:
    """Conversations as JSON until the size is reached."""
    random_ = random.Random(seed)
    left = megabytes * 1e6
    while left > 0:
        data = orjson.dumps(conversation(random_, planted, often))
        left -= len(data) + 1
        yield data


def write(path: Path, megabytes: float, seed: int = 1, often: float = OFTEN) -> list[str]:
    """Writes the archive and returns the templates of what was planted, in order; `often` is the share of messages."""
    planted: list[str] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open("conversations.json", "w", force_zip64=True) as member:
            for number, data in enumerate(elements(megabytes, seed, planted, often)):
                member.write((b"," if number else b"[") + data)
            member.write(b"]")
        archive.writestr("user.json", orjson.dumps({"id": "user-bench", "email": "bench@brightwater-logistics.de"}))
    return planted


if __name__ == "__main__":
    count = len(write(Path(sys.argv[2]), float(sys.argv[1])))
    print(f"{sys.argv[2]}: {count} values planted")
