"""ChatGPT's classic layout: one conversations.json on one line, with a tree of messages in each conversation.

Each message carries the bookkeeping that OpenAI writes. Every chat begins with a hidden message, half of them with the
custom instructions; some answers were thought about or searched for before, some quote what was found, some questions have
a file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping

import orjson

from benchmarks.corpus_texts import Talk, prose
from benchmarks.layouts.zip_members import write_list, write_member

_INSTRUCTED, _THOUGHT, _SEARCHED, _QUOTED, _WITH_FILE = 0.5, 0.2, 0.1, 0.1, 0.06
_HIDDEN: dict[str, object] = {"is_visually_hidden_from_conversation": True}
_ABOUT, _STYLE = "I work in logistics and write to customers.", "Be short and use metric units."


class _Chat:
    """The tree of a conversation, which grows at its end."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        root = talk.uuid()
        self.mapping: dict[str, dict[str, object]] = {
            root: {"id": root, "message": None, "parent": None, "children": []}
        }
        self.last = root
        self.moment = 1_700_000_000 + talk.random.random() * 6e7

    def say(self, role: str, content: Mapping[str, object], metadata: Mapping[str, object], **other: object) -> None:
        """One message more; `other` are fields of it that are not what they mostly are."""
        node = self.talk.uuid()
        message = {
            "id": node,
            "author": {"role": role, "name": other.pop("name", None), "metadata": {}},
            "create_time": self.moment,
            "update_time": None,
            "content": content,
            "status": "finished_successfully",
            "end_turn": True,
            "weight": 1.0,
            "metadata": metadata,
            "recipient": "all",
            "channel": None,
        }
        self.mapping[node] = {"id": node, "message": message | other, "parent": self.last, "children": []}
        self.mapping[self.last]["children"] = [node]
        self.last = node

    def begin(self) -> None:
        """What stands before the first question, and nobody sees."""
        self.say("system", _said(""), _HIDDEN, create_time=None, weight=0.0)
        if self.talk.random.random() < _INSTRUCTED:
            content = {"content_type": "user_editable_context", "user_profile": _ABOUT, "user_instructions": _STYLE}
            told = {"user_context_message_data": {"about_user_message": _ABOUT, "about_model_message": _STYLE}}
            self.say("user", content, _HIDDEN | told | {"is_user_system_message": True}, create_time=None)

    def ask(self, text: str) -> None:
        """A question."""
        random = self.talk.random
        metadata: dict[str, object] = {
            "selected_sources": [],
            "selected_github_repos": [],
            "selected_all_github_repos": False,
            "serialization_metadata": {"custom_symbol_offsets": []},
            "request_id": self.talk.uuid(),
            "turn_exchange_id": self.talk.uuid(),
            "message_source": None,
            "timestamp_": "absolute",
        }
        if random.random() < _WITH_FILE:
            file: dict[str, object] = {"id": f"file-{random.getrandbits(100):025x}", "name": "Quarter report.pdf"}
            metadata["attachments"] = [file | {"size": random.randint(1000, 90_000), "mime_type": "application/pdf"}]
        self.say("user", _said(text), metadata, end_turn=None)

    def answer(self, text: str) -> None:
        """An answer, and how it was found."""
        random = self.talk.random
        if random.random() < _THOUGHT:
            thought = {"summary": "Weighing options", "content": prose(random, 30), "chunks": [], "finished": True}
            self._step({"content_type": "thoughts", "thoughts": [thought], "source_analysis_msg_id": self.talk.uuid()})
            self._step({"content_type": "reasoning_recap", "content": "Thought for 9 seconds"})
        if random.random() < _SEARCHED:
            query = f'search("{prose(random, 5)}")'
            code = {"content_type": "code", "language": "unknown", "response_format_name": None, "text": query}
            self._step(code, recipient="web.run", channel="commentary")
            page = self._page() | {"type": "search_result", "ref_id": {"turn_index": 0, "ref_type": "search"}}
            group = {"type": "search_result_group", "domain": "example.com", "entries": [page]}
            about = self._about() | {"search_result_groups": [group]}
            self.say("tool", _said(""), about, name="web.run", end_turn=None)
        about = self._about() | {"finish_details": {"type": "stop", "stop_tokens": [200_002]}, "safe_urls": []}
        if random.random() < _QUOTED:
            quoted = {"matched_text": "\ue200cite\ue202turn0search0\ue201", "start_idx": 10, "end_idx": 40, "refs": [],
                      "alt": "([example](https://example.com/a))", "type": "grouped_webpages", "items": [self._page()],
                      "prompt_text": None, "status": "done", "error": None, "style": None}  # fmt: skip
            about["content_references"] = [quoted]
        self.say("assistant", _said(text), about, channel="final")

    def _step(self, content: Mapping[str, object], **other: object) -> None:
        self.say("assistant", content, self._about(), end_turn=False, **other)

    def _about(self) -> dict[str, object]:
        return {
            "citations": [],
            "content_references": [],
            "is_complete": True,
            "model_slug": "gpt-5",
            "default_model_slug": "auto",
            "message_type": "next",
            "parent_id": self.last,
            "request_id": self.talk.uuid(),
            "turn_exchange_id": self.talk.uuid(),
            "timestamp_": "absolute",
        }

    def _page(self) -> dict[str, object]:
        random = self.talk.random
        return {"url": f"https://example.com/{random.getrandbits(30)}", "title": prose(random, 6),
                "snippet": prose(random, 25), "pub_date": None, "attribution": "example.com"}  # fmt: skip


def conversation(talk: Talk, messages: int | None = None, text: str | None = None) -> dict[str, object]:
    """One conversation, about 50 kB; of so many questions and answers if told, all with this `text` if given."""
    random = talk.random
    chat = _Chat(talk)
    begun = chat.moment
    chat.begin()
    for number in range(messages or random.randint(6, 34)):
        chat.moment += random.random() * 90
        said = talk.text() if text is None else text
        if number % 2:
            chat.answer(said)
        else:
            chat.ask(said)
    identifier = talk.uuid()
    return {
        "title": prose(random, 5)[:40],
        "create_time": begun,
        "update_time": chat.moment,
        "mapping": chat.mapping,
        "moderation_results": [],
        "current_node": chat.last,
        "plugin_ids": None,
        "conversation_id": identifier,
        "conversation_template_id": None,
        "gizmo_id": None,
        "gizmo_type": None,
        "is_archived": random.random() < 0.2,
        "is_starred": None,
        "safe_urls": [],
        "blocked_urls": [],
        "default_model_slug": "gpt-5",
        "conversation_origin": None,
        "voice": None,
        "async_status": None,
        "disabled_tool_ids": [],
        "is_do_not_remember": False,
        "memory_scope": "global_enabled",
        "id": identifier,
    }


def _said(text: str) -> dict[str, object]:
    return {"content_type": "text", "parts": [text]}


def _conversations(talk: Talk, megabytes: float, messages: int | None) -> Iterator[bytes]:
    left = megabytes * 1e6
    while left > 0:
        data = orjson.dumps(conversation(talk, messages))
        left -= len(data) + 1
        yield data


def write(archive: zipfile.ZipFile, talk: Talk, megabytes: float, person: str, messages: int | None = None) -> None:
    """Conversations until conversations.json has its size."""
    write_list(archive, "conversations.json", _conversations(talk, megabytes, messages))
    write_member(archive, "user.json", _user(person))


def write_one_line(archive: zipfile.ZipFile, talk: Talk, megabytes: float, person: str) -> None:
    """One conversation with one question, all on one line."""
    text = talk.one_line(megabytes)
    write_list(archive, "conversations.json", iter([orjson.dumps(conversation(talk, 1, text))]))
    write_member(archive, "user.json", _user(person))


def _user(person: str) -> dict[str, str]:
    return {"id": f"user-{person}", "email": f"{person}@brightwater-logistics.de"}
