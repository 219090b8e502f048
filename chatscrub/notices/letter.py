"""A message as blocks of text, and the RFC 5322 file that it becomes: plain text, and the same as simple HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from html import escape

import msgspec

from chatscrub.escape import person_name, plain
from chatscrub.model.address import valid_address
from chatscrub.model.notices import NoticeSettings

_OURS = b"X-Chatscrub-Notice: 1\r\n"
_HEAD = 4000  # octets in which our headers stand
_MESSAGE_ID = re.compile(rb"^Message-ID:\s+(<[^<>\s]+>)", re.MULTILINE)
_STYLE = "body{font:16px/1.5 sans-serif;max-width:42em;margin:1em}h1{font-size:1.3em}h2{font-size:1.1em}"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Line(msgspec.Struct, frozen=True):
    """A line of a list: text, and the vendor's page that it leads to."""

    text: str
    url: str | None = None


class Heading(msgspec.Struct, frozen=True):
    """A heading; `level` is 1 for a part and 2 for what it is made of."""

    text: str
    level: int = 1


class Listing(msgspec.Struct, frozen=True):
    """A list of lines."""

    lines: Sequence[Line]
    numbered: bool = False


Block = str | Heading | Listing
"""A plain text is a paragraph."""


class Letter(msgspec.Struct, frozen=True):
    """A message before it is written. `whose` tells it from all others; `reference` proves on the phone that it is ours."""

    whose: str
    language: str
    subject: str
    blocks: Sequence[Block]
    to: str | None = None
    name: str | None = None

    def as_bytes(self, settings: NoticeSettings, now: datetime) -> bytes:
        """The file. The same letter has the same Message-ID, by which a mail tool can tell a repeat."""
        text, html = self._text(), self._html()
        reply_to = valid_address(settings.contact or "") or settings.sender
        head = (self.whose, self.to, self.name, self.subject, settings.sender, reply_to, self.language)
        digest = _hash(*(each or "" for each in head), html)
        message = EmailMessage(policy=SMTP)
        message["X-Chatscrub-Notice"] = "1"
        message["X-Unsent"] = "1"  # mail programs open it as a draft: a person looks at it before it goes out
        if settings.sender:
            message["From"] = Address(addr_spec=settings.sender)
        if reply_to:
            message["Reply-To"] = Address(addr_spec=reply_to)
        if self.to:
            message["To"] = Address(person_name(self.name) or "", addr_spec=self.to)
        message["Subject"] = plain(self.subject, 200)
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{digest[:32]}@chatscrub.invalid>"
        message.set_content(text, cte="quoted-printable")
        message.add_alternative(html, subtype="html", cte="quoted-printable")
        message["Content-Language"] = self.language  # `set_content` takes such headers away
        message.set_boundary(f"chatscrub-{digest[:24]}")
        return message.as_bytes()

    def _text(self) -> str:
        parts: list[str] = []
        for block in self.blocks:
            match block:
                case Heading(text, level):
                    parts.append(f"{text}\n{('=' if level == 1 else '-') * min(len(text), 60)}")
                case Listing(lines, numbered):
                    marks = (f"{number}. " if numbered else "- " for number in range(1, len(lines) + 1))
                    parts.append(
                        "\n".join(f"{mark}{_plain_line(line)}" for mark, line in zip(marks, lines, strict=True))
                    )
                case str():
                    parts.append(block)
        return "\n\n".join(parts) + "\n"

    def _html(self) -> str:
        title = escape(self.subject)
        parts = [
            f'<!DOCTYPE html>\n<html lang="{escape(self.language)}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
        ]
        for block in self.blocks:
            match block:
                case Heading(text, level):
                    parts.append(f"<h{level + 1}>{escape(text)}</h{level + 1}>")
                case Listing(lines, numbered):
                    tag = "ol" if numbered else "ul"
                    parts += [f"<{tag}>", *(f"<li>{_html_line(line)}</li>" for line in lines), f"</{tag}>"]
                case str():
                    parts.append(f"<p>{escape(block)}</p>")
        return "\n".join([*parts, "</body>", "</html>"]) + "\n"


def reference(settings: NoticeSettings, *of: str) -> str:
    """What an employee names on the phone, and IT finds in the digest. It depends on ids that only the ledger knows."""
    digest = _hash(*of)[:8].upper()
    return " ".join(filter(None, [settings.reference, f"{digest[:4]}-{digest[4:]}"]))


def is_letter(content: bytes) -> bool:
    """Whether a file is a message of ours."""
    return _OURS in content[:_HEAD]


def same_letter(before: bytes, after: bytes) -> bool:
    """Whether two files are the same message, written at two times."""
    first, second = (_MESSAGE_ID.search(each[:_HEAD]) for each in (before, after))
    return bool(first and second and first[1] == second[1])


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _plain_line(line: Line) -> str:
    return f"{line.text}: {line.url}" if line.url else line.text


def _html_line(line: Line) -> str:
    # The address is shown as it is: a link under other words is what people are warned of.
    return escape(line.text) + (f': <a href="{escape(line.url)}">{escape(line.url)}</a>' if line.url else "")
