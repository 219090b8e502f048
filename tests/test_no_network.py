"""No network: neither the program nor a library that it uses ever asks for a connection or the address of a host."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chatscrub.detection import detect_secrets, presidio
from chatscrub.detection.evidence.verdict import State, Surroundings
from chatscrub.detection.samples import fill
from tests.running import ROOT
from tests.vendor_exports import Chat, chatgpt

REMOTE = re.compile(r"AF_INET6?|AF_PACKET|AF_NETLINK|sin6?_addr")
# Wakes Presidio's e-mail recognizer (by the adapter), detect-secrets, and the public-suffix list.
SCAN = """
import sys
from chatscrub.cli import main
from chatscrub.detection import presidio
from chatscrub.detection.evidence.verdict import Surroundings
if __name__ == "__main__":
    assert presidio.confirm("EmailRecognizer", "ada@lovelace-analytics.de", Surroundings("", "")) is not None
    try:
        main.run()
    finally:
        woken = {"requests", "tldextract", "presidio_analyzer", "detect_secrets.plugins.softlayer"} & set(sys.modules)
        print(sorted(woken))
"""


def documented() -> list[str]:
    """The line of the README that shows it."""
    found = re.search(r"`(strace [^`]*) chatscrub scan", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert found is not None
    return found[1].split()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_scan_makes_no_connection_as_strace_shows(tmp_path: Path) -> None:
    said = "\n".join((fill("write to {{lower:8}}@example-handel.de", "a"), fill("token {{github:ghp_}}", "b"),
                      fill("softlayer_api_key = {{hex:64}}", "c"), fill("iban {{iban:DE}}, card {{luhn:4929:16}}", "d")))  # fmt: skip
    export = chatgpt(tmp_path / "in", [Chat("chat-1", (said,))], 3)
    (tmp_path / "scan.py").write_text(SCAN, encoding="utf-8")
    trace = tmp_path / "trace.txt"
    command = [str(trace) if word == "trace.txt" else word for word in documented()]
    done = subprocess.run(
        [*command, sys.executable, tmp_path / "scan.py", "scan", export, "--out", tmp_path / "out", "--quiet"],
        capture_output=True, text=True, check=False, timeout=300,
        # Without the module that takes the network from tests: it would hide what is asked for.
        env={**os.environ, "PYTHONPATH": str(ROOT), "CHATSCRUB_STATE": str(tmp_path / "state")},
    )  # fmt: skip
    if "ptrace" in done.stderr:
        pytest.skip("this machine lets nobody trace")
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("', '") == 3, f"not every library was woken: {done.stdout[-300:]}"
    calls = trace.read_text(encoding="utf-8")
    assert "exited with" in calls
    assert not REMOTE.search(calls)


def test_processes_that_tests_start_have_no_network() -> None:
    code = "import socket\nfor make in (socket.socket, lambda: socket.getaddrinfo('example.org', 80)):\n"
    code += "    try:\n        make()\n    except PermissionError as error:\n        print(error)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "tests have no network\n" * 2


@contextmanager
def nothing_asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever asks for a page fails the test, even where the library takes the error for a missing network."""
    import requests

    asked: list[str] = []
    monkeypatch.setattr(requests.Session, "request", lambda _self, method, url, **_: asked.append(f"{method} {url}"))
    monkeypatch.setattr(requests.Session, "send", lambda _self, request, **_: asked.append(str(request.url)))
    yield
    assert asked == []


def test_the_suffix_list_is_the_one_that_comes_with_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    from chatscrub.detection.evidence import contact

    presidio._recognizer.cache_clear()
    contact._public_suffixes.cache_clear()
    with nothing_asked(monkeypatch):
        assert presidio.confirm("EmailRecognizer", "ada@lovelace-analytics.de", Surroundings("", "")) is not None
        assert contact.email_address("ada@lovelace-analytics.co.uk", Surroundings("", "")).state is State.NEUTRAL
        assert contact.email_address("ada@co.uk", Surroundings("", "")).state is State.FAILED
        assert contact.registered_domain("EU.Acme.co.uk") == "Acme.co.uk"
    code = (
        "import sys; from chatscrub.detection.evidence import contact; contact.registered_domain('a.de');"
        "print('requests' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_detect_secrets_never_asks_a_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    for plugin in detect_secrets._plugin_classes().values():
        monkeypatch.setattr(plugin, "verify", lambda *_, name=plugin.__name__, **__: verified.append(name))
    with nothing_asked(monkeypatch):
        for name, before, template in (
            ("GitHubTokenDetector", "token ", "ghp_{{alnum:36}}"), ("StripeDetector", "", "sk_live_{{alnum:24}}"),
            ("SoftlayerDetector", "softlayer_api_key = ", "{{hex:64}}"),
        ):  # fmt: skip
            found = detect_secrets.confirm(name, fill(template, name), Surroundings(before, ""))
            assert found is not None
    assert verified == []


def test_no_loader_of_a_names_model_gets_a_connection(tmp_path: Path) -> None:
    """Whatever a model's library does when it is loaded: the process refuses, and the libraries are told to be offline."""
    code = f"""
import os, socket
from pathlib import Path
from chatscrub.detection.names.other_models.folder import ModelFolder, ModelKind
from chatscrub.detection.names.other_models.loading import load
from chatscrub.errors import UsageError
for kind in ModelKind:
    try:
        load(ModelFolder(Path({str(tmp_path)!r}), kind, ""))
    except UsageError:
        pass
for make in (socket.socket, lambda: socket.create_connection(("127.0.0.1", 9)), lambda: socket.getaddrinfo("a.test", 1)):
    try:
        make()
    except PermissionError as error:
        print(error)
print([os.environ[name] for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE")])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "chatscrub has no network\n" * 3 + "['1', '1', '1']\n"
