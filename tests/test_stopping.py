"""Ctrl-C, as a terminal sends it to every process: one sentence, no traceback, nothing left, and the work can be done again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
import tomllib
from pathlib import Path

import pytest

from chatscrub.ledger.database import FILE
from tests.crashing import group, ledger_of, passing
from tests.ledgers import few_detectors
from tests.running import ROOT
from tests.shared_work import chats
from tests.vendor_exports import chatgpt_files, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
# The program with few detectors, which tells when an export is begun and then takes its time.
PROGRAM = textwrap.dedent("""
    import time
    from pathlib import Path
    import chatscrub.detection.packs, chatscrub.scanning, chatscrub.workers
    from chatscrub.cli.main import run
    from tests.ledgers import few_detectors
    begin = chatscrub.scanning.ArchiveScan._begin
    def slowly(self, conversation):
        Path("begun").touch()
        time.sleep(0.02)
        begin(self, conversation)
    chatscrub.scanning.ArchiveScan._begin = slowly
    chatscrub.detection.packs.load_packs = lambda *_: few_detectors()
    chatscrub.workers.WORTH_A_PROCESS = 0
    if __name__ == "__main__":
        run()
""")
COMMANDS = {
    "scan": ["scan", "drop", "--out", "out", "--jobs", "1"],
    "scan --jobs 2": ["scan", "drop", "--out", "out", "--jobs", "2"],
    "watch --jobs 2": ["watch", "drop", "--out", "out", "--settle", "0", "--interval", "1", "--jobs", "2"],
}


def _started(folder: Path, words: list[str]) -> subprocess.Popen[str]:
    (folder / "program.py").write_text(PROGRAM)
    for name in ("state", "temporary"):
        (folder / name).mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "program.py", *words],
        cwd=folder,
        env={
            **os.environ,
            "CHATSCRUB_STATE": str(folder / "state"),
            "TMPDIR": str(folder / "temporary"),
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize(("name", "number"), [*((each, signal.SIGINT) for each in COMMANDS), ("scan", signal.SIGTERM)])
def test_a_signal_to_all_processes_is_one_sentence_and_leaves_nothing(
    name: str, number: signal.Signals, tmp_path: Path
) -> None:
    few_detectors()
    for each in ("a", "b", "c"):
        write(tmp_path / "drop" / f"{each}.zip", chatgpt_files(chats(300, each)))
    process = _started(tmp_path, COMMANDS[name])
    try:
        while not (tmp_path / "begun").exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        os.killpg(process.pid, number)
        out, errors = process.communicate(timeout=60)
        until = time.monotonic() + 10  # a worker sees for itself that its parent is gone
        while (left := group(process.pid)) and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        process.kill()
    assert left == []
    if name.startswith("watch"):
        assert process.returncode == 0
        assert "Traceback" not in errors
    else:
        assert (out, errors) == ("", "chatscrub: stopped; earlier reports are as they were\n")
        assert process.returncode == 128 + number
    assert passing(tmp_path) == []
    assert list((tmp_path / "temporary").iterdir()) == []
    assert ledger_of(tmp_path / "state").get("archives", []) == []
    assert (tmp_path / "state" / FILE).exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_program_is_loaded_is_one_sentence_even_if_a_library_swallows_errors(
    number: signal.Signals, tmp_path: Path
) -> None:
    sent = f"import os\ntry:\n    os.kill(os.getpid(), {int(number)})\nexcept BaseException:\n    pass\n"
    (tmp_path / "typer.py").write_text(sent)  # what the program imports first of others
    paths = [str(tmp_path), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, "-m", "chatscrub", "--version"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        # A shell ignores Ctrl-C for what it runs in the background, and the program keeps to that.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )
    assert (done.returncode, done.stdout) == (128 + number, "")
    assert done.stderr == "chatscrub: stopped; earlier reports are as they were\n"


def test_the_installed_program_is_the_one_that_hears_signals_while_it_is_loaded() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"chatscrub": "chatscrub.__main__:run"}
