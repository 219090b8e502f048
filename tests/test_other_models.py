"""A bigger model of names, brought in a folder: what is taken, what is refused, and that it is really asked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.detection.names.model import Mention
from chatscrub.detection.names.other_models.folder import LIBRARIES, ModelKind, examine
from chatscrub.detection.names.other_models.loading import load
from chatscrub.detection.names.other_models.reading import entity_of, mention, parts
from chatscrub.errors import UsageError
from tests.running import chatscrub, scanned

# Where GLiNER is installed, Presidio imports it, and it uses what PyTorch is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")

TEXT = "The Blue Harbour contract is late again, send it to kirsten@nordwind-spedition.de please"


def spacy_folder(path: Path) -> Path:
    import spacy  # takes a second, so only the process that runs this test imports it

    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]  # a component is declared as any callable
        [
            {"label": "PERSON", "pattern": "Blue Harbour"},
            {"label": "STREET", "pattern": "Kite Row 12"},
            {"label": "ORG", "pattern": "Nordwind"},
        ]
    )
    pipeline.to_disk(path)
    return path


def export(path: Path, text: str = TEXT) -> Path:
    node = {"id": "n", "parent": None, "message": {"id": "m", "author": {"role": "user"}, "create_time": 1.7e9,
            "content": {"content_type": "text", "parts": [text]}}}  # fmt: skip
    chat = {"id": path.parent.name, "title": "t", "mapping": {"n": node}, "current_node": "n"}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([chat]), encoding="utf-8")
    return path


def names_in(findings: Path) -> list[str]:
    records = [json.loads(line) for line in findings.read_text(encoding="utf-8").splitlines()]
    return [TEXT[each["start"] : each["end"]] for each in records if each["entity"] == "PERSON"]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return spacy_folder(tmp_path_factory.mktemp("spacy") / "pipeline")


def test_a_scan_finds_the_name_that_only_the_bigger_model_knows_and_says_which_model(
    pipeline: Path, tmp_path: Path
) -> None:
    archive = export(tmp_path / "conversations.json")
    out, state = tmp_path / "out", tmp_path / "state"
    chatscrub("scan", str(archive), "--out", str(out), state=state, code=1)
    assert names_in(out / "findings.jsonl") == []
    assert "names model" not in (out / "report.md").read_text(encoding="utf-8")

    chatscrub("scan", str(archive), "--out", str(out), "--names-model", str(pipeline), state=state, code=1)
    assert names_in(out / "findings.jsonl") == ["Blue Harbour"]
    model = f"names model spaCy {examine(pipeline).digest[:12]}"
    assert json.loads((out / "summary.json").read_bytes())["detectors"].endswith(f"; {model}")
    assert f"; {model};" in (out / "report.md").read_text(encoding="utf-8")


def test_the_configuration_names_the_model_as_the_option_does(pipeline: Path, tmp_path: Path) -> None:
    shutil.copytree(pipeline, tmp_path / "pipeline")
    (tmp_path / "chatscrub.toml").write_text('names_model = "pipeline"', encoding="utf-8")
    archive = export(tmp_path / "conversations.json")
    arguments = ("scan", str(archive), "--out", str(tmp_path / "out"), "--config", str(tmp_path / "chatscrub.toml"))
    chatscrub(*arguments, state=tmp_path / "state", code=1)
    assert names_in(tmp_path / "out" / "findings.jsonl") == ["Blue Harbour"]


def test_two_processes_ask_the_bigger_model_too(pipeline: Path, tmp_path: Path) -> None:
    for number in range(2):
        export(tmp_path / str(number) / "conversations.json")
    one, records_of_one = scanned(tmp_path, names_model=examine(pipeline))
    two, records_of_two = scanned(tmp_path, names_model=examine(pipeline), jobs=2)
    assert records_of_one == records_of_two
    assert one.detectors == two.detectors
    assert [each["archive"] for each in records_of_two if each["entity"] == "PERSON"] == [
        str(tmp_path / str(number)) for number in range(2)
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_model_that_its_library_refuses_ends_the_run_with_one_sentence(
    pipeline: Path, tmp_path: Path, jobs: int
) -> None:
    broken = shutil.copytree(pipeline, tmp_path / "broken")
    (broken / "config.cfg").write_text("[nlp]\nlang = 'none'\n", encoding="utf-8")
    export(tmp_path / "conversations.json")
    with pytest.raises(UsageError) as caught:
        scanned(tmp_path / "conversations.json", names_model=examine(broken), jobs=jobs)
    assert str(broken) in str(caught.value)
    assert "spaCy model cannot be loaded" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_model_without_names_and_addresses_is_refused(tmp_path: Path) -> None:
    import spacy

    other = spacy.blank("en")
    other.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Nordwind"}])  # type: ignore[attr-defined]  # as above
    other.to_disk(tmp_path / "other")
    with pytest.raises(UsageError, match="neither names nor addresses; its labels are: ORG"):
        load(examine(tmp_path / "other"))


def test_spans_have_their_places_in_the_whole_text(pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatscrub.detection.names.other_models.spacy_pipeline.LONGEST", 40)
    text = "ärger ☂ line of text\n" * 9 + "Blue Harbour lives in Kite Row 12, works for Nordwind"
    found = load(examine(pipeline)).mentions(text)
    assert [(each.entity, text[each.start : each.end], each.sure) for each in found] == [
        ("PERSON", "Blue Harbour", 0.9),
        ("ADDRESS", "Kite Row 12", 0.9),
    ]


def test_a_process_loads_a_model_once(pipeline: Path) -> None:
    assert load(examine(pipeline)) is load(examine(pipeline))


def hugging_face(path: Path, architecture: str = "BertForTokenClassification", **files: str) -> Path:
    path.mkdir(parents=True)
    (path / "config.json").write_text(json.dumps({"architectures": [architecture]}), encoding="utf-8")
    (path / "model.safetensors").write_bytes(b"")
    for name, content in files.items():
        (path / name.replace("__", ".")).write_text(content, encoding="utf-8")
    return path


def gliner(path: Path, **config: object) -> Path:
    path.mkdir(parents=True)
    (path / "gliner_config.json").write_text(json.dumps({"model_name": "some/encoder", **config}), encoding="utf-8")
    (path / "model.safetensors").write_bytes(b"")
    (path / "tokenizer_config.json").write_text("{}", encoding="utf-8")
    return path


def without(path: Path, name: str) -> Path:
    (path / name).unlink()
    return path


def empty(path: Path) -> Path:
    path.mkdir()
    return path


def file(path: Path) -> Path:
    path.write_text("x", encoding="utf-8")
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing folder": (lambda path: path, "is no folder"),
    "a file": (file, "is no folder"),
    "empty folder": (empty, "holds no names model"),
    "another task": (lambda path: hugging_face(path, "BertForMaskedLM"), "names no …ForTokenClassification"),
    "config of another shape": (lambda path: hugging_face(path, config__json="[]"), "names no …ForTokenClass"),
    "config without JSON": (lambda path: hugging_face(path, config__json="{"), "is not JSON"),
    "pickled weights": (lambda path: hugging_face(path, pytorch_model__bin="x"), "pytorch_model.bin: pickled weights"),
    "pickled weights in parts": (lambda path: hugging_face(path, **{"pytorch_model-00001-of-2__bin": "x"}), "pickled"),
    "pickled weights alone": (
        lambda path: without(hugging_face(path, pytorch_model__bin="x"), "model.safetensors"),
        "keep only *.safetensors",
    ),
    "pickled beside spaCy": (lambda path: file(spacy_folder(path) / "model.pkl").parent, "model.pkl: pickled"),
    "no weights": (lambda path: without(hugging_face(path), "model.safetensors"), "holds no *.safetensors"),
    "its own code": (
        lambda path: hugging_face(path, tokenizer_config__json='{"a": [{"\\u0061uto_map": {}}]}'),
        "tokenizer_config.json: the model asks for code of its own",
    ),
    "GLiNER's own code": (lambda path: gliner(path, encoder_config={"auto_map": {}}), "asks for code of its own"),
    "GLiNER without encoder": (gliner, "names another model"),
    "GLiNER without encoder of labels": (
        lambda path: gliner(path, encoder_config={"a": 1}, labels_encoder="some/encoder"),
        "names another model",
    ),
    "GLiNER without tokenizer": (
        lambda path: without(gliner(path, encoder_config={"a": 1}), "tokenizer_config.json"),
        "names another model",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_model_or_could_run_code_is_refused_with_folder_and_reason(case: str, tmp_path: Path) -> None:
    make, says = REFUSED[case]
    path = make(tmp_path / "model")
    with pytest.raises(UsageError) as caught:
        examine(path)
    assert str(caught.value).startswith(str(path))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_program_says_what_is_wrong_with_the_folder_and_writes_nothing(tmp_path: Path) -> None:
    arguments = ("scan", str(tmp_path), "--out", str(tmp_path / "out"), "--names-model", str(tmp_path / "none"))
    done = chatscrub(*arguments, state=tmp_path / "state", code=2)
    assert done.stderr.startswith(f"chatscrub: {tmp_path / 'none'}: is no folder")
    assert not (tmp_path / "out").exists()


MODELS: dict[ModelKind, Callable[[Path], Path]] = {
    ModelKind.GLINER: lambda path: gliner(path, encoder_config={"a": 1}),
    ModelKind.TOKENS: hugging_face,
}


@pytest.mark.parametrize("kind", MODELS)
def test_a_missing_library_is_named_with_the_folder_and_the_command(kind: ModelKind, tmp_path: Path) -> None:
    missing = [name for name in LIBRARIES[kind] if find_spec(name) is None]
    if not missing:
        pytest.skip("the libraries are installed here")
    path = MODELS[kind](tmp_path / "model")
    with pytest.raises(UsageError) as caught:
        examine(path)
    wanted = " and ".join(missing)
    assert str(caught.value) == (
        f"{path}: a {kind} model needs {wanted}, not installed here; install with pip install {' '.join(missing)}"
    )


@pytest.mark.parametrize("kind", MODELS)
def test_a_folder_of_nonsense_is_one_sentence_where_its_library_is_installed(kind: ModelKind, tmp_path: Path) -> None:
    for name in LIBRARIES[kind]:
        pytest.importorskip(name)
    with pytest.raises(UsageError, match=f"the {kind} model cannot be loaded") as caught:
        load(examine(MODELS[kind](tmp_path / "model")))
    assert "\n" not in str(caught.value)


def test_the_digest_is_of_names_and_contents_wherever_the_folder_lies(pipeline: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(pipeline, tmp_path / "copy")
    (copy / ".cache").mkdir()
    (copy / ".cache" / "note").write_text("of a download", encoding="utf-8")
    assert examine(copy).digest == examine(pipeline).digest
    lines = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n"
        for name, path in sorted((each.relative_to(pipeline).as_posix(), each) for each in pipeline.rglob("*"))
        if path.is_file()
    )
    assert examine(pipeline).digest == hashlib.sha256(lines.encode()).hexdigest()
    (copy / "meta.json").write_bytes((copy / "meta.json").read_bytes() + b" ")
    changed = examine(copy).digest
    (copy / "meta.json").rename(copy / "meta.bak.json")
    shutil.copy(copy / "meta.bak.json", copy / "meta.json")
    assert len({examine(pipeline).digest, changed, examine(copy).digest}) == 3


def test_the_libraries_are_forbidden_the_network_before_they_are_imported(
    pipeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE")
    for name in names:
        monkeypatch.setenv(name, "0")
    examine(pipeline)
    assert [os.environ[name] for name in names] == ["1", "1", "1"]


def test_without_the_option_none_of_the_libraries_is_imported() -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, '.')\n"
        "import chatscrub.cli.scan, chatscrub.workers, chatscrub.pipeline\n"
        "from tests.ledgers import few_detectors; from tests.running import scanned\n"
        f"scanned(Path({str(Path('sample_exports') / 'chatgpt-classic')!r}), detectors=few_detectors())\n"
        "names = ('gliner_model', 'spacy_pipeline', 'token_classifier', 'loading')\n"
        "print([each for each in names if f'chatscrub.detection.names.other_models.{each}' in sys.modules])"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("label", "entity"),
    [
        *(("PER", "PERSON"), ("PERSON", "PERSON"), ("person", "PERSON"), ("B-PER", "PERSON"), ("I-PERSON", "PERSON")),
        *(("E-private_person", "PERSON"), ("persName", "PERSON"), ("B-GIVENNAME", "PERSON")),
        *(("address", "ADDRESS"), ("street", "ADDRESS"), ("S-private_address", "ADDRESS"), ("B-STREET", "ADDRESS")),
        *(("O", None), ("ORG", None), ("B-LOC", None), ("email address", None), ("username", None), ("PRODUCT", None)),
    ],
)
def test_labels_of_other_models_are_ours(label: str, entity: str | None) -> None:
    assert entity_of(label) == entity


def test_a_name_ends_with_its_line_and_without_punctuation() -> None:
    text = "to  Ann Lee,\nBerlin"
    assert mention(text, "PERSON", 2, len(text), 0.7) == Mention("PERSON", 4, 11, 0.7)
    assert mention(text, "ADDRESS", 4, len(text), 0.7) == Mention("ADDRESS", 4, len(text), 0.7)
    assert mention(text, "PERSON", 2, 4, 0.7) is None


@given(st.text(alphabet="ab .!?\n\t☂", max_size=80), st.integers(1, 20))
def test_pieces_are_small_enough_and_lose_nothing(text: str, most: int) -> None:
    pieces = list(parts(text, len, most))
    assert "".join(piece for _, piece in pieces) == text
    assert all(len(piece) <= most and text[offset:].startswith(piece) for offset, piece in pieces)


def test_a_text_is_cut_between_lines_then_sentences_then_words() -> None:
    text = "one two.\nthree four! five six. seven\neight nine"
    assert [piece for _, piece in parts(text, len, 21)] == ["one two.\nthree four! ", "five six. seven\n", "eight nine"]
    assert [piece for _, piece in parts(text, len, 12)][:3] == ["one two.\n", "three four! ", "five six. "]
    assert [piece for _, piece in parts("alpha beta", len, 6)] == ["alpha ", "beta"]


# What follows runs where the libraries are installed.

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "zorv", "##ex", "quillamby", "mara", "kite", "row", "12", ",", ".", "-"]
LABELS = ["O", "B-private_person", "I-private_person", "B-private_address", "I-private_address"]
SAYS = {"zorv": 1, "mara": 1, "quillamby": 2, "kite": 3, "row": 4, "12": 4}


def token_classifier(path: Path) -> Path:
    """A tiny BERT in which each word votes for its own label and nothing else counts."""
    torch: Any = pytest.importorskip("torch")
    transformers: Any = pytest.importorskip("transformers")
    path.mkdir()
    (path / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(vocab=str(path / "vocab.txt"), model_max_length=32)
    size = len(LABELS) + 3
    model = transformers.BertForTokenClassification(
        transformers.BertConfig(
            vocab_size=len(WORDS),
            hidden_size=size,
            num_hidden_layers=1,
            num_attention_heads=1,
            intermediate_size=4,
            max_position_embeddings=32,
            id2label=dict(enumerate(LABELS)),
        )
    )
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.fill_(1.0 if name.endswith("LayerNorm.weight") else 0.0)
        for number, word in enumerate(WORDS):
            model.bert.embeddings.word_embeddings.weight[number, SAYS.get(word, 0)] = 1.0
        for number in range(len(LABELS)):
            model.classifier.weight[number, number] = 3.0
    model.save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path


def test_a_token_classifier_gives_names_and_addresses_with_their_places(tmp_path: Path) -> None:
    found = load(examine(token_classifier(tmp_path / "model")))
    text = "☂ nothing here to see\n" * 40 + "Zorvex Quillamby, Mara. Mara lives in Kite Row, 12"
    spans = [(each.entity, text[each.start : each.end]) for each in found.mentions(text)]
    assert spans == [
        *[("PERSON", "Zorvex Quillamby"), ("PERSON", "Mara"), ("PERSON", "Mara")],
        ("ADDRESS", "Kite Row, 12"),
    ]
    assert all(0.9 < each.sure <= 1 for each in found.mentions(text))
    two = "Mara Quillamby Mara Quillamby\nQuillamby"
    assert [two[each.start : each.end] for each in found.mentions(two)] == ["Mara Quillamby"] * 2 + ["Quillamby"]
    assert found.mentions("") == []


def test_a_scan_asks_a_token_classifier(tmp_path: Path) -> None:
    model = examine(token_classifier(tmp_path / "model"))
    text = "the Zorvex contract, see kirsten@nordwind-spedition.de please"
    export(tmp_path / "in" / "conversations.json", text)
    _, records = scanned(tmp_path / "in", names_model=model, jobs=2)
    assert [text[each["start"] : each["end"]] for each in records if each["entity"] == "PERSON"] == ["Zorvex"]


def test_a_gliner_model_gives_spans_of_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library: Any = pytest.importorskip("gliner")
    encoder = json.loads((token_classifier(tmp_path / "encoder") / "config.json").read_text(encoding="utf-8"))
    config = {
        "model_name": str(tmp_path / "encoder"),
        "encoder_config": encoder,
        "hidden_size": 8,
        "max_len": 8,
        "max_width": 3,
        "fine_tune": True,
        "span_mode": "markerV0",
        "num_rnn_layers": 0,
    }
    made = library.GLiNER.from_config(config)
    made.save_pretrained(tmp_path / "model", safe_serialization=True)
    model = load(examine(tmp_path / "model"))
    text = "nothing here to see\n" * 20 + "Zorvex Quillamby"
    # Its weights are random: with no threshold it takes any words, and only their places are looked at.
    monkeypatch.setattr("chatscrub.detection.names.other_models.gliner_model.LEAST", 0.0)
    found = model.mentions(text)
    assert {each.entity for each in found} <= {"PERSON", "ADDRESS"}
    assert {word for each in found for word in text[each.start : each.end].split()} <= set(text.split())
    assert max(each.end for each in found) == len(text)
