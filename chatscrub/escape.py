"""Text from an export, made harmless for the place where it lands. Every writer passes through here."""

from __future__ import annotations

import re
import unicodedata

# Control, format (bidi marks, zero width), surrogate, private-use and unassigned characters, and line separators.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_MARKDOWN = re.compile(r"[\\`*_\[\]<|~&$!#]")
_WITHIN_A_WORD = re.compile(r"(?<=[^\W_])\\_(?=[^\W_])")
_LOOK_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
_NUMBERED = re.compile(r"^(\d+)([.)])")
_BETWEEN_WORDS = re.compile(r"(?<=\w)([.@:])(?=\w)|(://)")
_FORMULA = frozenset("=+-@\t\r\n\0|%" + "＝＋－＠")


def plain(text: str, limit: int = 200) -> str:
    """One printable line of at most `limit` characters: no escapes, no bidi marks, no line breaks."""
    # As most texts are: what is printable has no white space but blanks.
    if len(text) <= limit and text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    start = text[: limit * 4]
    line = (
        start
        if start.isprintable()
        else "".join(
            " " if character.isspace() else "" if unicodedata.category(character) in _UNPRINTABLE else character
            for character in start
        )
    )
    line = " ".join(line.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def markdown(text: str, limit: int = 200) -> str:
    """One line that Markdown renders as the plain text it is: no links, images, HTML, tables or emphasis."""
    escaped = _MARKDOWN.sub(_backslashed, plain(text, limit))
    if "_" in escaped:
        # An underscore inside a word never opens emphasis, and names read better without the backslash.
        escaped = _WITHIN_A_WORD.sub("_", escaped)
    # Many renderers make a link of a bare address; an invisible word joiner inside it keeps it text.
    return escaped.replace("://", ":\u2060//").replace("www.", "www\u2060.")


def _backslashed(sign: re.Match[str]) -> str:
    return "&lt;" if sign[0] == "<" else "\\" + sign[0]


def markdown_block_start(text: str, limit: int = 200) -> str:
    """As `markdown`, for text that begins a line: a list, heading, quote or rule marker loses its meaning."""
    escaped = markdown(text, limit)
    return "\\" + escaped if escaped[:1] in "+-=>" else _NUMBERED.sub(r"\1\\\2", escaped)


def csv_cell(text: str, limit: int = 32_000) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP CSV injection: a leading apostrophe keeps it text)."""
    line = plain(text, limit)
    return "'" + line if line[:1] in _FORMULA or text[:1] in _FORMULA else line


def mail(text: str, limit: int = 200) -> str:
    """One line for the body of a message, in which no mail program makes a link or an address of a bare word."""
    return _BETWEEN_WORDS.sub(lambda found: f"{found[0][0]}\u2060{found[0][1:]}", plain(text, limit))


def person_name(text: str | None, limit: int = 60) -> str | None:
    """A name for a greeting or a header, None where it could pass for something else.

    That is: an address or a link, syntax of a header, or letters of scripts that look alike in one word.
    """
    name = plain(unicodedata.normalize("NFKC", (text or "")[: limit * 4]), limit)
    if not name or any(not (each.isalnum() or unicodedata.combining(each) or each in " .,'’-") for each in name):
        return None
    if re.search(r"\w\.\w", name) or any(len(_scripts(word)) > 1 for word in name.split()):
        return None
    return name


def _scripts(word: str) -> set[str]:
    """The scripts of a word's letters, of those that have letters in common by sight."""
    names = (unicodedata.name(each, "").partition(" ")[0] for each in word if each.isalpha())
    return {name for name in names if name in _LOOK_ALIKE}
