from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from chatscrub.detection.pack_file import load_pack, shipped
from chatscrub.detection.packs import check, digest, in_folder, load_packs
from chatscrub.errors import PackError
from chatscrub.model.detector import Confidence, Detector, Kind, Severity
from tests.running import shipped_detectors

HEAD = """\
issuer = "Acme"
references = ["https://docs.acme-corp.dev/keys"]
[remedy]
kind = "rotate"
url = "https://acme-corp.dev/keys"
steps = ["Roll the key.", "Read the log since {sent_at}."]
"""
ENTRY = r"""
[[detector]]
id = "acme.key"
name = "Acme key"
entity = "ACME_KEY"
confidence = "medium"
severity = "high"
pattern = '\b(?P<value>acme_[0-9a-z]{24})\b'
match = ["acme_{{lowernum:24}}", "k=acme_{{lowernum:24}}", "acme_{{lowernum:24}}."]
no_match = ["acme_short", "acme_", "acne_{{lowernum:24}}"]
"""
PERSONAL = 'category = "contact"\nidentifier = "email"\n'


def folder(tmp_path: Path, text: str, where: str = "credentials", name: str = "acme.toml") -> Path:
    (tmp_path / where).mkdir(parents=True, exist_ok=True)
    (tmp_path / where / name).write_text(text, "utf-8")
    return tmp_path


def test_a_file_becomes_detectors_with_what_the_file_shares(tmp_path: Path) -> None:
    second = ENTRY.replace("acme.key", "acme.admin-key")
    detectors = load_packs([folder(tmp_path, HEAD + ENTRY + second)])
    assert [one.id for one in detectors] == ["acme.admin-key", "acme.key"]
    for one in detectors:
        assert (one.kind, one.confidence, one.severity) == (Kind.CREDENTIAL, Confidence.MEDIUM, Severity.HIGH)
        assert (one.issuer, one.file, one.remedy.steps[0]) == ("Acme", "credentials/acme.toml", "Roll the key.")


def test_the_folder_gives_the_kind(tmp_path: Path) -> None:
    (detector,) = load_packs([folder(tmp_path, HEAD + ENTRY + PERSONAL, "pii")])
    assert (detector.kind, detector.category, detector.identifier) == (Kind.PII, "contact", "email")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('name = "Acme key"', 'name = "Acme key"\nseverty = "high"', "severty"),
        ('name = "Acme key"\n', "", "name"),
        ('name = "Acme key"', "name = 7", "name"),
        ('name = "Acme key"', 'name = " "', "name"),
        ('id = "acme.key"', 'id = "acme-key"', "id"),
        ('id = "acme.key"', 'id = "other.key"', "id"),
        ('id = "acme.key"', 'id = "acme.Key"', "id"),
        ('entity = "ACME_KEY"', 'entity = "acme key"', "entity"),
        ('severity = "high"', 'severity = "awful"', "severity"),
        ('confidence = "medium"', 'confidence = "sure"', "confidence"),
        ("(?P<value>acme", "(acme", "pattern"),
        ("(?P<value>acme", "(?P<value>x)(?P<value>acme", "pattern"),
        ('match = ["acme_{{lowernum:24}}", ', "match = [", "match"),
        ('no_match = ["acme_short", ', "no_match = [", "no_match"),
        ('name = "Acme key"', 'name = "k"\nrequire = ["no_such_check"]', "require"),
        ('name = "Acme key"', 'name = "k"\nevidence = ["no_such_check"]', "evidence"),
        ('name = "Acme key"', 'name = "k"\nengine = "oracle:Delphi"', "engine"),
        ('name = "Acme key"', 'name = "k"\ncontext_required = true', "context_required"),
        ('name = "Acme key"', 'name = "k"\ncompanion_anywhere = true', "companion_anywhere"),
        ('name = "Acme key"', 'name = "k"\ngeneric = "yes"', "generic"),
        ('name = "Acme key"', 'name = "k"\ncategory = "contact"', "category"),
        ('name = "Acme key"', 'name = "k"\nflags = ["Art 9"]', "flags"),
        ('kind = "rotate"', 'kind = "burn"', "kind"),
        ("https://docs.acme", "http://docs.acme", "references"),
        ('url = "https:', 'url = "http:', "url"),
        ("since {sent_at}", "since {received_at}", "steps"),
        ('"Roll the key.", "Read the log since {sent_at}."', "", "steps"),
        ('issuer = "Acme"\n', "", "issuer"),
        ('issuer = "Acme"', 'issuer = "Acme"\nvendor = "Acme"', "vendor"),
        (ENTRY, "", "detector"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_field(tmp_path: Path, old: str, new: str, field: str) -> None:
    text = HEAD + ENTRY
    assert old in text
    with pytest.raises(PackError) as caught:
        load_packs([folder(tmp_path, text.replace(old, new))])
    message = str(caught.value)
    assert "acme.toml" in message
    assert field in message.partition("acme.toml")[2]
    assert "\n" not in message


@pytest.mark.parametrize(
    ("extra", "field"),
    [
        ("", "category"),
        ('category = "shoes"\nidentifier = "email"\n', "category"),
        ('category = "contact"\nidentifier = "face"\n', "identifier"),
    ],
)
def test_personal_data_needs_category_and_identifier(tmp_path: Path, extra: str, field: str) -> None:
    with pytest.raises(PackError, match=field):
        load_packs([folder(tmp_path, HEAD + ENTRY + extra, "pii")])


def test_an_id_is_unique_over_all_folders(tmp_path: Path) -> None:
    first = folder(tmp_path / "a", HEAD + ENTRY)
    second = folder(tmp_path / "b", HEAD + ENTRY)
    with pytest.raises(PackError, match="already taken"):
        load_packs([first, second])


def test_a_pack_replaces_a_detector_only_where_it_says_so(tmp_path: Path) -> None:
    first = folder(tmp_path / "a", HEAD + ENTRY)
    second = folder(tmp_path / "b", HEAD + ENTRY.replace('name = "', 'replaces = true\nname = "Our '))
    (detector,) = load_packs([first, second])
    assert detector.name.startswith("Our ")
    with pytest.raises(PackError, match="none to replace"):
        load_packs([second])


@pytest.mark.parametrize(
    ("extra", "field"),
    [('fields = ["Upper Case"]', "fields"), ('fields = ["a  b"]', "fields"), ('model = "DOG"', "model")],
)
def test_names_of_fields_and_models_are_checked(tmp_path: Path, extra: str, field: str) -> None:
    with pytest.raises(PackError, match=field):
        load_packs([folder(tmp_path, HEAD + ENTRY + extra + "\n")])


@pytest.mark.parametrize("content", [b"issuer = ", b"\xff\xfe", b'issuer = "a"\nissuer = "b"'])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    root = folder(tmp_path, "")
    (root / "credentials" / "acme.toml").write_bytes(content)
    with pytest.raises(PackError, match=r"acme\.toml"):
        load_packs([root])


def test_a_folder_without_detector_folders_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="neither"):
        load_packs([tmp_path])


@pytest.mark.parametrize(
    ("pattern", "extra"),
    [
        (r"(?P<value>a(?=b))", ""),
        (r"(?P<value>(a)\2)", ""),
        (r"(?P<value>a*)", ""),
        (r"(?P<value>a)(?P<other>b)", ""),
        (r"(?P<value>\p{Greek}{3})", ""),
        (r"(?P<value>abc)", "companion = '(?<=a)b'"),
        (r"(?P<value>abc)", "prefilter = '(?!a)b'"),
        (r"(?P<value>abc)", 'engine = "presidio:NoSuchRecognizer"'),
        (r"(?P<value>abc)", 'engine = "detect-secrets:NoSuchDetector"'),
    ],
)
def test_check_refuses_what_an_engine_refuses(tmp_path: Path, pattern: str, extra: str) -> None:
    text = HEAD + ENTRY.replace(r"\b(?P<value>acme_[0-9a-z]{24})\b", pattern) + extra
    own = folder(tmp_path, text)
    (detector,) = load_pack(own / "credentials" / "acme.toml", Kind.CREDENTIAL)
    for refused in (lambda: check(detector), lambda: load_packs([own])):
        with pytest.raises(PackError, match=r"credentials/acme\.toml: detector acme\.key"):
            refused()


def test_check_takes_what_both_engines_take(tmp_path: Path) -> None:
    (detector,) = load_packs([folder(tmp_path, HEAD + ENTRY)])
    check(detector)


def test_the_digest_follows_every_field_but_not_the_order(tmp_path: Path) -> None:
    detectors = load_packs([folder(tmp_path, HEAD + ENTRY + ENTRY.replace("acme.key", "acme.other"))])
    shuffled = list(detectors)
    random.Random(1).shuffle(shuffled)
    assert digest(shuffled) == digest(detectors[::-1]) == digest(detectors)
    assert digest([replace(detectors[0], severity=Severity.LOW), detectors[1]]) != digest(detectors)


@pytest.fixture(scope="module")
def ours() -> tuple[Detector, ...]:
    """Those that come with the program, read from their files."""
    return load_packs()


def test_the_detectors_that_come_with_the_program_load(ours: tuple[Detector, ...]) -> None:
    assert shipped().is_dir()
    assert len({one.id for one in ours}) == len(ours)
    assert shipped_detectors() == ours  # the other tests take them from the cache


def test_a_detector_knows_whether_it_came_with_the_program(ours: tuple[Detector, ...], tmp_path: Path) -> None:
    own = folder(tmp_path, HEAD + ENTRY)
    added = load_packs([shipped(), own], lambda each: ours if each == shipped() else in_folder(each))
    assert all(one.shipped for one in ours)
    assert [one.id for one in added if not one.shipped] == ["acme.key"]
    assert digest([replace(one, shipped=False) for one in ours]) == digest(ours)


def test_loading_imports_no_heavy_library() -> None:
    code = (
        "import sys; from chatscrub.detection.packs import load_packs; load_packs();"
        "print([m for m in ('presidio_analyzer','detect_secrets','spacy','phonenumbers','hyperscan','stdnum',"
        "'tldextract','requests') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
