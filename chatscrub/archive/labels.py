"""Which employee a folder or file name suggests. A guess for where the export itself names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDINGS = re.compile(r"(?:\.(?:zip|dms|json|jsonl|ndjson|html|csv|txt|dat))+$", re.IGNORECASE)
_COPY = re.compile(r"\s*\(\d+\)$")
_HEX = re.compile(r"\b[0-9a-f]*\d[0-9a-f]*\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SLACK = re.compile(r"\bslack export\b", re.IGNORECASE)
# Words of vendors' file names, of wrapper folders and of the places where downloads are put.
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        """
        account activity ads ai asset all and anthropic app apps archive archives artifacts attachments backup batch bundle
        chat chatgpt chats claude company conversation conversations copilot copy data date design desktop dir
        documents done download downloads drop dump employees export exported exports extracted failed file files
        folder folders frames from gemini google gpt grok history in inbox incoming input inputs json light manifest
        memories memory message messages metadata microsoft my new of old online openai org out outbox output part
        parts processed profile project projects prompts reflections root scan sessions share shared slack staff
        takeout team teams temp test textdocs the tmp to unpacked unzipped upload uploads user users work workspace
        versions zip zips canvas channel channels group groups dms mpims mpim integration logs lists canvases huddle transcripts content flags
        feedback settings comparisons library sectioned shopping sora login html portal privacy sites
        jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september
        october november december
        """,
    )
)


def suggested(name: str) -> str | None:
    """The name as a label, None where it is generic: made of words such as `chatgpt` or `export`, dates and hashes."""
    name = name.strip()
    if _SLACK.search(name):
        return None
    words = _WORD.findall(_HEX.sub(" ", name).lower())
    return name if any(len(word) > 1 and word not in _GENERIC for word in words) else None


def of_file(name: str) -> str | None:
    """As `suggested`, for a file: without its ending and the `` (1)`` of a second download."""
    return suggested(_COPY.sub("", _ENDINGS.sub("", name)))


def label(folders: Iterable[str], files: Iterable[str] = ()) -> str | None:
    """The first folder name, from the top, that suggests somebody, else the first such file name."""
    for folder in folders:
        if found := suggested(folder):
            return found
    for name in files:
        if found := of_file(name):
            return found
    return None
