"""Seeded texts of chats: plain ones, which wake few detectors, dense ones, which wake many in vain, and written ones.

Plain text is talk, a little code and short logs, drawn at random. Dense text is what staff paste: logs with addresses and
ids, tables of amounts and dates, configuration, code, mail threads, letters in several languages. It holds a few hundred
places a MB that the prefilter hands to verification; harmless prose alone would flatter. Written text is what people wrote:
documentation and code of this installation's Python, which differs a little from one version to the next. Most of its
messages speak of users, keys and names. All have known values planted in them.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

from benchmarks.library import library
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
"""The share of messages with a planted value."""

KindOfText = Literal["plain", "dense", "written"]
KINDS: tuple[KindOfText, ...] = get_args(KindOfText)

_LETTERS = tuple(
    tuple(words.split())
    for words in (
        "wir die für über möchten bitte Rechnung Angebot Lieferung Größe Straße können heute später prüfen zurück schließlich",
        "nous après déjà client très réunion où même élève facture reçu français être livraison société préférée août",
        "señor después también envío español año reunión número habitación según próximo día cliente dirección mañana",
        "proszę zamówienie również książka łączność więcej może źródło dostawa środa później piątek klient że będzie",
        "müşteri için teşekkür görüşme değil ürün İstanbul sipariş lütfen güncelleme başka çalışma ödeme yarın şube",
        "děkujeme zákazník již příště objednávka účet můžeme večer středa žádost smlouva česky přílohy správně",
        "клиент договор спасибо сегодня отправка вопрос завтра склад проверить хорошо потом заказ ответ отдел счёт",
        "πελάτης σήμερα παραγγελία ευχαριστώ αύριο ερώτηση γραφείο συνάντηση αποστολή τιμή μετά καλημέρα",
        "お客様 会議 資料 確認 明日 請求書 納品 見積もり よろしく お願いします 東京 部署 連絡 更新 予定",
    )
)
_SERVICES = ("billing", "gateway", "search", "stock", "mailer", "routing", "export", "audit")
_CONFIG = """\
services:
  {service}:
    image: registry.brightwater-logistics.de/{service}:{major}.{minor}.{patch}@sha256:{digest}
    environment:
      DB_HOST: 10.{a}.{b}.17
      DB_PASSWORD: ${{DB_PASSWORD}}
      API_KEY: ${{{upper}_API_KEY:-changeme}}
      TIMEOUT_MS: {timeout}
"""
_SOURCE = """\
class {name}Client:
    \"\"\"Talks to {service}; see commit {digest}.\"\"\"

    def __init__(self, token: str, password: str = "") -> None:
        self.token = os.environ["{upper}_TOKEN"]
        self.session_id = "{uuid}"
        self.url = "https://{service}.brightwater-logistics.de/v{minor}/items?page={patch}&since=2026-0{major}-11"
"""


def prose(random_: random.Random, words: int) -> str:
    """About so many words of harmless English in sentences."""
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


def _planted(random_: random.Random, planted: list[str]) -> str:
    template = random_.choice(PLANTS).replace("{{stripe}}", "sk_" + "live_{{alnum:32}}")
    planted.append(template)
    return f"{prose(random_, 30)}\n{fill(template, str(random_.getrandbits(64)))}\n{prose(random_, 20)}"


def plain(random_: random.Random, planted: list[str], often: float) -> str:
    """A message of talk, code or a log; where a value is planted its template is noted."""
    kind = random_.random()
    if kind < often:
        return _planted(random_, planted)
    if kind < 0.6:
        return prose(random_, random_.randint(20, 400))
    if kind < 0.85:
        return f"{prose(random_, 40)}\n```\n{random_.choice(CODE) * random_.randint(1, 6)}```\n{prose(random_, 60)}"
    return f"{prose(random_, 15)}\n```\n{_log(random_)}\n```"


def _uuid(random_: random.Random) -> str:
    digits = f"{random_.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _letter(random_: random.Random) -> str:
    """Prose that is not English, with the letters of its language."""
    words = random_.choice(_LETTERS)
    sentences = [
        " ".join(random_.choices(words, k=random_.randint(6, 18))).capitalize() for _ in range(random_.randint(4, 30))
    ]
    return ". ".join(sentences) + "."


def _incident(random_: random.Random) -> str:
    """A log as it is pasted: addresses, ids, digests, durations."""
    lines = []
    for _ in range(random_.randint(5, 40)):
        bits = random_.getrandbits(96)
        service, second = _SERVICES[bits & 7], bits >> 3 & 31
        kind = bits >> 8 & 15
        head = f"2026-10-{1 + (bits >> 12 & 15):02} 08:{10 + second}:{second:02},{bits >> 20 & 511:03} {service}[{bits >> 30 & 4095}]"
        if kind == 0:
            lines.append(
                f"{head} WARN client 10.{bits >> 40 & 255}.{bits >> 48 & 255}.{bits >> 56 & 255}:443 reset the connection"
            )
        elif kind == 1:
            lines.append(f"{head} INFO trace {_uuid(random_)} of route /v2/items/{bits >> 60} done")
        elif kind == 2:
            lines.append(f"{head} INFO layer sha256:{random_.getrandbits(256):064x} is in the cache")
        elif kind == 3:
            lines.append(f"{head} ERROR token expired for session {bits:x}, retry {second} of 31")
        else:
            lines.append(
                f"{head} INFO {random_.choice(WORDS)} {random_.choice(WORDS)} in {bits >> 70 & 1023} ms, queue {second}"
            )
    return "```\n" + "\n".join(lines) + "\n```"


def _table(random_: random.Random) -> str:
    """Rows of a report: dates, amounts with separators, order and article numbers."""
    rows = ["date;order;article;region;net;gross;share"]
    for _ in range(random_.randint(8, 50)):
        bits = random_.getrandbits(80)
        net = bits & 0xFFFFF
        rows.append(
            f"{1 + (bits >> 20 & 15):02}.0{1 + (bits >> 24 & 7)}.2026;A-{bits >> 28 & 0xFFFF:05};{bits >> 44 & 0xFFF:04}-{bits >> 56 & 15:02};"
            f"{_SERVICES[bits >> 60 & 7]};{net:,}.{bits >> 63 & 63:02};{net * 119 // 100:,}.{bits >> 70 & 63:02};{bits >> 76}.5 %"
        )
    return f"{prose(random_, 12)}\n" + "\n".join(rows)


def _pasted_code(random_: random.Random) -> str:
    """Configuration or source, which speaks of passwords and tokens and holds none."""
    service = random_.choice(_SERVICES)
    bits = random_.getrandbits(40)
    template = _CONFIG if bits & 1 else _SOURCE
    code = template.format(
        service=service, name=service.capitalize(), upper=service.upper(), digest=f"{random_.getrandbits(160):040x}",
        uuid=_uuid(random_), a=bits >> 1 & 255, b=bits >> 9 & 255, timeout=bits >> 17 & 0xFFF, major=1 + (bits >> 29 & 7),
        minor=bits >> 32 & 7, patch=bits >> 35 & 31,
    )  # fmt: skip
    filler = "".join(random_.choices(CODE, k=random_.randint(4, 12)))
    return f"{prose(random_, 15)}\n```\n{code}{filler}```"


def _mail(random_: random.Random) -> str:
    """A mail thread with addresses of a company's desks, a phone and a number of the case."""
    desk, bits = random_.choice(_SERVICES), random_.getrandbits(48)
    return (
        f"From: {desk}@brightwater-logistics.de\nTo: orders-{bits & 255}@kastanienhof-versand.de\n"
        f"Subject: Re: case {bits >> 8 & 0xFFFFFF:08}-{bits >> 40:03}\n\nHello all,\n\n{prose(random_, 60)}\n\n"
        f"{prose(random_, random_.randint(40, 200))}\n\nRegards\nThe {desk} desk"
    )


_DENSE: tuple[tuple[float, Callable[[random.Random], str]], ...] = (
    (0.20, _letter),
    (0.28, _incident),
    (0.32, _table),
    (0.35, _pasted_code),
    (0.37, _mail),
    (1.01, lambda random_: prose(random_, random_.randint(20, 400))),
)


def dense(random_: random.Random, planted: list[str], often: float) -> str:
    """A message of what staff paste; where a value is planted its template is noted."""
    kind = random_.random()
    if kind < often:
        return _planted(random_, planted)
    return next(make(random_) for limit, make in _DENSE if kind < limit)


def written(random_: random.Random, planted: list[str], often: float) -> str:
    """A message of documentation or code that people wrote; where a value is planted its template is noted."""
    if random_.random() < often:
        return _planted(random_, planted)
    documentation, code = library()
    if random_.random() < 0.6:
        return random_.choice(documentation)
    return f"Here it is:\n```python\n{random_.choice(code)}```\n"


_MAKERS: dict[KindOfText, Callable[[random.Random, list[str], float], str]] = {
    "plain": plain,
    "dense": dense,
    "written": written,
}


@dataclass(slots=True)
class Talk:
    """What is said in one archive: a source of chance, the share of texts with a planted value, and what was planted.

    `planted` takes the template of each value, in order.
    """

    random: random.Random
    often: float = OFTEN
    kind: KindOfText = "plain"
    planted: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The next text."""
        return _MAKERS[self.kind](self.random, self.planted, self.often)

    def one_line(self, megabytes: float) -> str:
        """One text of so many MB without a line break, as of a minified file."""
        pieces, left = list[str](), megabytes * 1e6
        while left > 0:
            pieces.append(self.text().replace("\n", " "))
            left -= len(pieces[-1].encode()) + 1
        return " ".join(pieces)

    def uuid(self) -> str:
        """The next id."""
        return str(uuid.UUID(int=self.random.getrandbits(128)))
