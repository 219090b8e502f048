"""Unique values for every field of an export, and the search for them in whatever the program wrote.

A canary is a marker that no language has, alone as a word of a text or inside a value that a detector finds (a token, an
address). Values that have no room for a marker (cards, telephone numbers, names) are random and kept as they are.
"""

from __future__ import annotations

import base64
import email
import email.policy
import io
import logging
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import re2

from chatscrub.detection.samples import fill
from chatscrub.detection.token_checksums import crc32_base62_of
from tests.running import shipped_detectors

_START, _END, _DIGITS = "qzkvxj", "w", 5


def _any_form(character: str) -> str:
    """The character itself, or as JSON, JavaScript, HTML, URLs and quoted-printable escape it."""
    code = ord(character)
    forms = (f"\\\\u{code:04x}", f"\\\\x{code:02x}", f"&#0*{code};", f"&#x0*{code:x};", f"%{code:02x}", f"={code:02x}")
    return "|".join((character, *forms))


def _marker_pattern() -> Any:
    digit = "|".join(map(_any_form, "0123456789"))
    signs = [*map(_any_form, _START), *[digit] * _DIGITS, *map(_any_form, _END)]
    spelled = "\\x00?".join(f"(?:{sign})" for sign in signs)  # in UTF-16 a NUL stands beside each
    in_hex = f"{_START.encode().hex()}(?:3[0-9]){{{_DIGITS}}}{_END.encode().hex()}"
    return _compiled(f"(?i:{spelled}|{in_hex})".encode())


def _compiled(pattern: bytes) -> Any:
    options = re2.Options()
    options.max_mem = 1 << 29
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(pattern, options)


_MARKER = _marker_pattern()
_PLAIN_MARKER = re.compile(rf"{_START}(\d{{{_DIGITS}}}){_END}".encode())
_ESCAPE = re.compile(rb"(?:\\u00|\\x|&#x0*|[%=])([0-9a-f]{2});?|&#0*([0-9]{2,3});", re.IGNORECASE)
# Of the six letters that markers begin with, four signs of base64 are always the same, wherever the first one falls.
_IN_BASE64 = re.compile(b"|".join(base64.b64encode(_START.encode()[start : start + 3]) for start in (0, 2, 1)))
_BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]+")


class Canaries:
    """Makes values and remembers which may be shown (what the product promises to show) and which never."""

    def __init__(self, name: str) -> None:
        self._noise = random.Random(name)  # canaries must be repeatable
        self._count = 0
        self.shown: set[int] = set()
        self.values: set[str] = set()  # without a marker
        self._kinds = cycle([self.token, self.mail, self.card, self.iban, self.phone])
        self._unknown: Iterator[Callable[[], dict[str, Any]]] = cycle([
            lambda: {"x_new": self.text()}, lambda: {self.mail(): self.marker()},
            lambda: {self.marker(): {"deep": [self.value(), {self.value(): self.marker()}]}},
        ])  # fmt: skip

    def __len__(self) -> int:
        return self._count + len(self.values)

    def marker(self, *, shown: bool = False) -> str:
        """A word; with `shown` one that the product may show."""
        self._count += 1
        if shown:
            self.shown.add(self._count)
        return f"{_START}{self._count:0{_DIGITS}}{_END}"

    def _plain(self, value: str) -> str:
        self.values.add(value)
        return value

    def token(self) -> str:
        """An access token with a valid checksum; its last four characters, which masks show, hold no marker."""
        marker = self.marker()
        body = marker + fill(f"{{{{alnum:{30 - len(marker)}}}}}", self._noise.random().hex())
        return f"ghp_{body}{crc32_base62_of(body)}"

    def mail(self) -> str:
        return f"{self.marker()}@{self.marker()}-handel.de"

    def card(self) -> str:
        return self._plain(fill("{{luhn:4929:16}}", self._noise.random().hex()))

    def iban(self) -> str:
        return self._plain(fill("{{iban:DE}}", self._noise.random().hex()))

    def phone(self) -> str:
        return self._plain(f"+49 30 {self._noise.randrange(10**7, 10**8)}")

    def value(self) -> str:
        """The next kind of value that a detector finds."""
        return next(self._kinds)()

    def text(self) -> str:
        """A text with a word at both ends and a value in its midst and at its end."""
        return f"{self.marker()} asked for {self.value()} and {self.marker()}: {self.value()}"

    def title(self) -> str:
        """A title: its words may be shown, the value in it may not."""
        return f"{self.marker(shown=True)} for {self.value()}"

    def file(self) -> str:
        """The name of a file: it may name a customer, so none of it is shown."""
        return f"{self.marker()} {self.value()}.pdf"

    def url(self) -> str:
        return f"https://{self.marker()}.example/{self.marker()}?token={self.token()}"

    def account(self) -> str:
        """The address of an account, which lists are addressed to."""
        return f"{self.marker(shown=True)}@brightwater-logistics.com"

    def name(self) -> str:
        """The name of an account."""
        return self.marker(shown=True).capitalize()

    def unknown(self) -> dict[str, Any]:
        """A key that no version of the format has, each time in another form: a name, or data in place of a name."""
        return next(self._unknown)()

    def salted(self, value: dict[str, Any]) -> dict[str, Any]:
        """An object in which every object has an unknown key too."""
        return {key: self._salted(each) for key, each in value.items()} | self.unknown()

    def _salted(self, value: Any) -> Any:
        if isinstance(value, dict):
            return self.salted(value)
        return [self._salted(each) for each in value] if isinstance(value, list) else value

    # --- the search ---------------------------------------------------------------------------------------------------

    def leaks(self, outputs: Mapping[str, bytes], values: Iterable[str] = ()) -> list[str]:
        """Where a canary that must not be shown stands: ``output: canary``. `values` are looked for too."""
        finder = _finder({*self.values, *values})
        found: list[str] = []
        for name, data in outputs.items():
            hits: set[str] = set()
            for form in _forms(data):
                numbers = {number_of(hit.group()) for hit in _MARKER.finditer(form)}
                hits |= {f"marker {number}" for number in numbers - self.shown}
                hits |= {hit.group().decode("utf-8", "replace") for hit in finder.finditer(form)}
            found += [f"{name}: {each}" for each in sorted(hits)]
        return found


def numbers_in(text: str) -> set[int]:
    """The numbers of the markers in a text."""
    return {int(hit[1]) for hit in _PLAIN_MARKER.finditer(text.encode("utf-8", "replace"))}


def number_of(marker: bytes) -> int:
    """The number of a marker that was found, however it is written."""
    if marker.lower().startswith(_START.encode().hex().encode()):
        marker = bytes.fromhex(marker.decode())
    plain = _ESCAPE.sub(lambda each: bytes([int(each[2])]) if each[2] else bytes.fromhex(each[1].decode()), marker)
    return int(bytes(each for each in plain if each in b"0123456789"))


def _finder(values: set[str]) -> Any:
    """One pass for all values, as they are and in hex."""
    values = values or {"\uffff" * 8}  # long enough that no hash holds it by chance
    raw = sorted({each.encode("utf-8", "surrogatepass") for each in values}, key=len, reverse=True)
    return _compiled(b"|".join(re2.escape(form) for each in raw for form in (each, each.hex().encode())))


def _forms(data: bytes) -> Iterator[bytes]:
    """The bytes of an output, and what a reader makes of them: unfolded, unescaped, decoded."""
    yield data
    bare = data
    for noise in (b"\r\n ", b"=\r\n", b"=\n", "\u2060".encode(), b"\\", b"\0"):
        bare = bare.replace(noise, b"")
    if bare != data:
        yield bare
    for hit in _IN_BASE64.finditer(data):
        start = data.rfind(b"\n", 0, hit.start()) + 1
        for run in _BASE64_RUN.finditer(data[max(start, hit.start() - 200) : hit.end() + 200]):
            yield _decoded(run[0])
    if b"MIME-Version:" in data[:4000]:
        message = email.message_from_bytes(data, policy=email.policy.default)
        yield "\n".join(f"{key}: {value}" for key, value in message.items()).encode("utf-8", "replace")
        for part in message.walk():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield body


def _decoded(run: bytes) -> bytes:
    run = run.translate(bytes.maketrans(b"-_", b"+/"))
    parts = (run[offset:] for offset in range(4))
    return b"\n".join(base64.b64decode(part + b"A" * (-len(part) % 4)) for part in parts)


# --- around a run -------------------------------------------------------------------------------------------------------


def files(*folders: Path) -> dict[str, bytes]:
    """Everything below the folders."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folders[0].parent)): path.read_bytes() for path in paths}


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """What all loggers say, at DEBUG."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield said
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def few_detectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few detectors of each kind: what costs time is to compile them all, again and again."""
    wanted = {"email.address", "github.token", "bank-accounts.iban", "payment-cards.bare", "phone.international"}
    chosen = tuple(each for each in shipped_detectors() if each.id in wanted or each.model)
    monkeypatch.setattr("chatscrub.detection.packs.load_packs", lambda *_: chosen)
