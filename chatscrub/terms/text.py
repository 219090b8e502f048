"""A saved page in any encoding → plain paragraphs, with the line of the file that each part came from."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

import msgspec

from chatscrub.errors import UsageError

PARAGRAPH = "\u2029"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_FORMATS = (
    (b"%PDF", "is a PDF; copy its text into a text file"),
    (b"PK\x03\x04", "is a Word document or a zip; save the text alone"),
    (b"{\\rtf", "is RTF; save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "is an old Word document; save it as plain text"),
    (b"MIME-Version:", "is a web archive; save the page as HTML or text"),
    (b"From: <Saved by", "is a web archive; save the page as HTML or text"),
)
_IS_HTML = re.compile(r"<!doctype html|<html[\s>]|<body[\s>]|</(?:p|div|li|h[1-6])>", re.IGNORECASE)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "table",
        "tbody",
        "td",
        "th",
        "title",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset({"script", "style", "template", "svg"})
_PLAIN = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
})  # fmt: skip
_LINES = re.compile(r"\r\n|[\n\r]")
_BREAKS = re.compile(r"(\r\n|[\n\r])")
_SENTENCE_ENDS = (".", ":", ";", "!", "?", ")")


class Prepared(msgspec.Struct, frozen=True):
    """Paragraphs, one a line, as UTF-8; `starts` are the offsets at which the lines of the file begin."""

    content: bytes
    starts: list[int]


def decoded(content: bytes) -> str:
    """The text of a file, without markup.

    Raises:
        UsageError: the file is empty, no text, or in a format that must be saved as text first; one sentence
            without the file's name.
    """
    head = content[:64].lstrip()
    for mark, says in _FORMATS:
        if head.startswith(mark):
            raise UsageError(says)
    text = _characters(content)
    if not text.strip():
        raise UsageError("holds no text; save the terms as text or HTML")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v\x1b")
    if controls > len(text) // 100:
        raise UsageError("is no text; save the terms as text or HTML")
    return "".join(_without_markup(text)) if _IS_HTML.search(text, 0, 100_000) else text


def _characters(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    # UTF-16 without its mark: in a text of Latin letters every other byte is zero.
    sample = content[:2000]
    if len(sample) > 3 and sample[1::2].count(0) > len(sample) // 3 and not sample[0::2].count(0):
        return content.decode("utf-16-le", "replace")
    if len(sample) > 3 and sample[0::2].count(0) > len(sample) // 3 and not sample[1::2].count(0):
        return content.decode("utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _without_markup(text: str) -> Iterator[str]:
    """The text between the tags. Line breaks inside a tag are kept, so that lines can still be counted."""
    position, length = 0, len(text)
    while position < length:
        opening = text.find("<", position)
        if opening < 0:
            break
        yield _unescaped(text[position:opening])
        tag = _TAG.match(text, opening)
        if text.startswith("<!--", opening):
            end = text.find("-->", opening)
            position = length if end < 0 else end + 3
        elif tag is None and not text.startswith(("<!", "<?"), opening):
            yield "<"
            position = opening + 1
            continue
        else:
            end = text.find(">", opening)
            position = length if end < 0 else end + 1
            name = tag[1].lower() if tag else ""
            if name in _UNSEEN and not text.startswith("</", opening):
                position = _after(text, name, position)
            if name in _BLOCKS:
                yield PARAGRAPH
        yield "\n" * text.count("\n", opening, position)
    yield _unescaped(text[position:])


def _unescaped(text: str) -> str:
    """The text that entities stand for. A break written as one is a blank, so that lines are those of the file."""
    parts = _BREAKS.split(text)
    return "".join(part if number % 2 else _LINES.sub(" ", html.unescape(part)) for number, part in enumerate(parts))


def _after(text: str, name: str, position: int) -> int:
    """Where the content of an element ends that shows no text."""
    end = re.compile(f"</{name}[ >]", re.IGNORECASE).search(text, position)
    return len(text) if end is None else end.start()


def prepared(text: str) -> Prepared:
    """Text with its paragraphs each on one line, in letters and signs as plain as they go."""
    pieces: list[bytes] = []
    starts: list[int] = []
    length = 0
    last, is_blank = "", False
    for line in _LINES.split(text):
        starts.append(length)
        parts = line.split(PARAGRAPH)
        for number, part in enumerate(parts):
            words = unicodedata.normalize("NFKC", part.translate(_PLAIN)).translate(_PLAIN).split()
            if number or (not words and len(parts) == 1):
                is_blank = True
            if not words:
                continue
            said = " ".join(words)
            # A blank line in the middle of a sentence is a page break, or how the page was copied.
            is_new = bool(last) and is_blank and (number > 0 or PARAGRAPH in line or last.endswith(_SENTENCE_ENDS))
            is_torn = last.endswith("-") and last[-2:-1].isalpha() and said[0].islower() and not is_new
            if is_torn:
                pieces[-1] = pieces[-1][:-1]
                length -= 1
                for index in range(len(starts) - 1, -1, -1):  # blank lines before it began where the hyphen ended
                    if starts[index] <= length:
                        break
                    starts[index] = length
            joint = "\n" if is_new else "" if is_torn or not last else " "
            piece = (joint + said).encode("utf-8", "replace")
            if number == 0 and joint:
                starts[-1] = length + 1
            pieces.append(piece)
            length += len(piece)
            last, is_blank = said, False
    return Prepared(b"".join(pieces), starts)
