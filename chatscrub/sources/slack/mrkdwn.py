"""Slack's message markup (mrkdwn) → the text as a person reads it.

Slack escapes only ``&``, ``<`` and ``>``, once, and puts references between angle brackets. So brackets are
tokenised first and each piece is unescaped afterwards; the other order would turn typed text into references.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_MARK = re.compile(r"[<`*_~]")  # a set of characters alone is looked for five times as fast as words among them
_BRACKETS = re.compile(r"<([^<>]{1,16384})>")
_BACKTICKS = re.compile(r"```|`")

# Only exact forms are dropped: anything else between brackets was written by somebody and is kept as it stands.
_MENTION = re.compile(
    r"@(?:[UWB][A-Z0-9]{2,}|here|channel|everyone)(?:\|[^|]*)?"
    r"|#[CDG][A-Z0-9]{2,}(?:\|.*)?"
    r"|!(?:here|channel|everyone|group)(?:\|.*)?"
    r"|!subteam\^S[A-Z0-9]*(?:\|.*)?",
    re.DOTALL,
)
_DATE = re.compile(r"!date\^")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}:")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_MAIL_OR_PHONE = re.compile(r"(mailto|tel):", re.IGNORECASE)
_NON_DIGIT = re.compile(r"\D")

_SLACK_URL = re.compile(r"(https?://)([\w.-]{1,253})([/?][^\s<>|\"']*)", re.IGNORECASE)
_TOKEN_PARAMETER = re.compile(r"([?&])(?:t|token)=xox[\w.%-]*(&?)", re.IGNORECASE)
_SLACK_HOSTS = ("slack.com", "slack-files.com", "slack-edge.com")


def decode(text: str) -> str:
    """Message text without references, escapes and formatting marks; a mention becomes a space."""
    if "<" in text or "`" in text or "*" in text or "_" in text or "~" in text:
        return _Decoder(text).decoded()
    return unescape(text)


def unescape(text: str) -> str:
    """The three escapes undone, once; ``&amp;`` last, so that ``&amp;lt;`` becomes ``&lt;``."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link_text(url: str, label: str = "") -> str:
    """What a link says: its address, and its label where that says something else.

    Slack turns typed addresses into links by itself, also inside a longer token (``user:pass@host.example``). Then
    the label is what was typed, and the address only adds a scheme, so the label alone is given.
    """
    contact = _MAIL_OR_PHONE.match(url)
    if contact:
        url = url[contact.end() :]
        if "%" in url:
            url = unquote(url)
        if contact.group(1).lower() == "tel" and _NON_DIGIT.sub("", url) == _NON_DIGIT.sub("", label):
            return label or url
    if not label:
        return url
    if label.rstrip("/").casefold() == bare_url(url).casefold():
        return label
    if label in url:
        return url
    return label if url in label else f"{url} {label}"


def bare_url(url: str) -> str:
    """An address without web scheme and closing slash, the form in which people type it."""
    return _WEB.sub("", url, count=1).rstrip("/")


def is_slack_url(url: str) -> bool:
    """Whether an address leads to a host of Slack."""
    found = _SLACK_URL.match(url)
    return found is not None and _is_slack_host(found.group(2))


def strip_export_tokens(text: str) -> str:
    """The text with the download token that Slack adds to its own file addresses cut out.

    A token of the same shape anywhere else is a leaked credential and stays.
    """
    if "=" not in text or ("=x" not in text and "=X" not in text) or "=xox" not in text.lower():
        return text
    return _SLACK_URL.sub(_without_token, text)


def _without_token(url: re.Match[str]) -> str:
    if not _is_slack_host(url.group(2)):
        return url.group(0)
    rest = _TOKEN_PARAMETER.sub(lambda found: found.group(1) if found.group(2) else "", url.group(3))
    return f"{url.group(1)}{url.group(2)}{rest}"


def _is_slack_host(host: str) -> bool:
    host = host.lower().rstrip(".")
    return any(host == known or host.endswith("." + known) for known in _SLACK_HOSTS)


def _reference(inner: str) -> str | None:
    """The text of what stands between angle brackets, None where it is no reference."""
    if _MENTION.fullmatch(inner):
        return " "
    if _DATE.match(inner):
        body, _, fallback = inner.partition("|")
        fields = body.split("^", 3)
        shown = fallback or (fields[2] if len(fields) > 2 else "")
        return unescape(" ".join(part for part in (shown, fields[3] if len(fields) > 3 else "") if part)) or " "
    if _SCHEME.match(inner):
        url, _, label = inner.partition("|")
        return link_text(unescape(url), unescape(label))
    return None


class _Decoder:
    """One pass over a text; linear, whatever the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._code = ""  # the mark that opened the code we are in
        self._open: dict[str, int] = {}  # formatting mark → its piece, within the line
        self._last_fence = text.rfind("```")

    def decoded(self) -> str:
        position = 0
        for mark in _MARK.finditer(self._text):
            if mark.start() < position:
                continue
            found = mark.group()
            token = mark
            if found == "<":
                if (brackets := _BRACKETS.match(self._text, mark.start())) is None:
                    continue
                token = brackets
            elif found == "`":
                token = _BACKTICKS.match(self._text, mark.start()) or mark
            between = self._text[position : token.start()]
            position = token.end()
            if "\n" in between:
                self._open.clear()
            self._pieces.append(unescape(between))
            if found == "<":
                self._pieces.append(self._bracketed(token))
            elif found == "`":
                self._pieces.append(self._backticks(token))
            else:
                self._mark(token)
        self._pieces.append(unescape(self._text[position:]))
        return "".join(self._pieces)

    def _bracketed(self, token: re.Match[str]) -> str:
        reference = _reference(token.group(1))
        if reference is None:
            return unescape(token.group())
        # The brackets ended a word; without them two words must not grow together.
        before, after = self._neighbours(token)
        left = " " if before.isalnum() and reference[:1].isalnum() else ""
        right = " " if after.isalnum() and reference[-1:].isalnum() else ""
        return f"{left}{reference}{right}"

    def _backticks(self, token: re.Match[str]) -> str:
        mark = token.group()
        if self._code:
            if mark != self._code:
                return mark
            self._code = ""
        elif self._opens_code(token):
            self._code = mark
        else:
            return mark
        self._open.clear()
        return " " * len(mark)

    def _opens_code(self, token: re.Match[str]) -> bool:
        if token.group() == "```":
            return self._last_fence > token.start()
        start = token.end()
        if self._neighbours(token)[0].isalnum():
            return False
        closing = self._text.find("`", start)
        return closing > start and self._text.find("\n", start, closing) < 0

    def _mark(self, token: re.Match[str]) -> None:
        """Blanks a pair of marks that hug words; a mark inside a word, or alone, or in code, is text."""
        mark = token.group()
        before, after = self._neighbours(token)
        if not self._code and mark not in (before, after):
            opened = self._open.get(mark)
            if opened is not None and not before.isspace() and not after.isalnum():
                self._pieces[opened] = " "
                del self._open[mark]
                mark = " "
            elif after and not after.isspace() and not before.isalnum():
                self._open[mark] = len(self._pieces)
        self._pieces.append(mark)

    def _neighbours(self, token: re.Match[str]) -> tuple[str, str]:
        start = token.start()
        return self._text[start - 1 : start] if start else "", self._text[token.end() : token.end() + 1]
