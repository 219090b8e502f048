"""The folder of a model: which kind it is, whether it may be loaded, and its digest. Imports none of the libraries.

A model is data. What would make it run code, pickled weights and classes of its own, is refused before any library
sees the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

import msgspec

from chatscrub.errors import UsageError

ARCHITECTURE = "ForTokenClassification"
_PICKLED = ("pytorch_model*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")
_WEIGHTS = "*.safetensors"
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TORCH_FORCE_WEIGHTS_ONLY_LOAD": "1",  # a spaCy pipeline may bring weights of PyTorch in a file of its own
}


class ModelKind(StrEnum):
    """The library that a model is for; its value is what people call it."""

    SPACY = "spaCy"
    GLINER = "GLiNER"
    TOKENS = "Hugging Face"


LIBRARIES = {
    ModelKind.SPACY: ("spacy",),
    ModelKind.GLINER: ("gliner",),
    ModelKind.TOKENS: ("torch", "transformers"),
}


class ModelFolder(msgspec.Struct, frozen=True):
    """A folder that was examined and can be loaded; `digest` is SHA-256 in hex over its files, see `digest_of`."""

    path: Path
    kind: ModelKind
    digest: str

    def __str__(self) -> str:
        return f"names model {self.kind} {self.digest[:12]}"


def go_offline() -> None:
    """Forbids the libraries the network; they read this when they are imported, so it comes before."""
    os.environ.update(_OFFLINE)


def examine(path: Path) -> ModelFolder:
    """What kind of model a folder holds.

    Raises:
        UsageError: it is no folder, holds no model, holds one that could run code or is incomplete, or the library
            for it is not installed.
    """
    go_offline()
    if not path.is_dir():
        raise UsageError(f"{path}: is no folder; a names model is a folder on this machine and is never downloaded")
    try:
        files = sorted(
            (
                file
                for file in path.rglob("*")
                # A download leaves .git or .cache behind, which no library reads.
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
            ),
            key=lambda file: file.relative_to(path).as_posix(),
        )
        kind = _kind(path)
        _refuse_code(path, kind, files)
        if kind is ModelKind.GLINER:
            _refuse_incomplete(path)
        missing = [name for name in LIBRARIES[kind] if find_spec(name) is None]
        if missing:
            raise UsageError(
                f"{path}: a {kind} model needs {' and '.join(missing)}, not installed here; "
                f"install with pip install {' '.join(missing)}"
            )
        return ModelFolder(path, kind, digest_of(path, files))
    except OSError as error:
        raise UsageError(f"{path}: the names model cannot be read ({error.strerror})") from error


def digest_of(path: Path, files: Sequence[Path]) -> str:
    """SHA-256 of the lines that ``sha256sum`` prints for the files, in the given order, named from the folder."""
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as content:
            each = hashlib.file_digest(content, "sha256").hexdigest()
        whole.update(f"{each}  {file.relative_to(path).as_posix()}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _kind(path: Path) -> ModelKind:
    if (path / "gliner_config.json").is_file():
        return ModelKind.GLINER
    if (path / "config.cfg").is_file() and (path / "meta.json").is_file():
        return ModelKind.SPACY
    if (path / "config.json").is_file():
        config = _json(path / "config.json")
        names = config.get("architectures") if isinstance(config, dict) else None
        if isinstance(names, list) and any(str(name).endswith(ARCHITECTURE) for name in names):
            return ModelKind.TOKENS
        raise UsageError(f"{path / 'config.json'}: names no …{ARCHITECTURE}; hand in a model that classifies tokens")
    raise UsageError(
        f"{path}: holds no names model; hand in the folder with meta.json and config.cfg (spaCy), "
        "gliner_config.json (GLiNER) or config.json (Hugging Face)"
    )


def _refuse_code(path: Path, kind: ModelKind, files: Sequence[Path]) -> None:
    for file in files:
        if any(file.match(pattern) for pattern in _PICKLED):
            raise UsageError(f"{file}: pickled weights can run code and are not loaded; keep only {_WEIGHTS} files")
    if kind is ModelKind.SPACY:
        return
    if not any(path.glob(_WEIGHTS)):
        raise UsageError(f"{path}: holds no {_WEIGHTS} file, and other weights are not loaded")
    for file in files:
        if file.suffix == ".json" and "config" in file.name and _has_key(_json(file), "auto_map"):
            raise UsageError(f"{file}: the model asks for code of its own (auto_map), which is not run")


def _refuse_incomplete(path: Path) -> None:
    """A GLiNER folder may name a second model instead of holding it; that would come from elsewhere, undigested."""
    config = _json(path / "gliner_config.json")
    held = isinstance(config, dict) and all(
        config.get(part)
        for part, wanted in (("encoder_config", True), ("labels_encoder_config", config.get("labels_encoder")))
        if wanted
    )
    if not held or not (path / "tokenizer_config.json").is_file():
        raise UsageError(
            f"{path}: names another model instead of holding its encoder_config and tokenizer; "
            "load it with gliner where both are, and hand in what save_pretrained(…, safe_serialization=True) writes"
        )


def _json(file: Path) -> object:
    try:
        value: object = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise UsageError(f"{file}: is not JSON; hand in the model as it was published") from None
    return value


def _has_key(value: object, key: str) -> bool:
    if isinstance(value, dict):
        return key in value or any(_has_key(each, key) for each in value.values())
    return isinstance(value, list) and any(_has_key(each, key) for each in value)
