"""Saved terms: what must be read before customers' data goes there is pointed at, whatever the file looks like."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatscrub.errors import UsageError
from chatscrub.terms.reading import LARGEST, MOST, Reading, read_terms, reading
from chatscrub.terms.text import decoded, prepared
from chatscrub.vendors.questions import Question
from tests.running import chatscrub

FLAGGED = {
    "training": [
        "We use your content to provide, maintain, develop, and improve our Services.",
        "Content may be used to train and fine-tune our artificial intelligence models.",
        "Wir verwenden Ihre Inhalte zur Verbesserung unserer Dienste.",
        "Ihre Eingaben können genutzt werden, um unsere Modelle zu trainieren.",
        "We are not required to notify you when content is used to train our models.",
        "If you do not opt out, we train our models on your content.",
        "Eingegebene Daten werden zu Trainingszwecken genutzt.",
        "Inhalte dienen nicht nur der Bereitstellung, sondern auch dem Training unserer KI.",
    ],
    "licence": [
        "You hereby grant us a worldwide, royalty-free licence to use your content.",
        "This license is perpetual, irrevocable and sublicensable.",
        "Sie räumen uns ein unwiderrufliches, unterlizenzierbares Nutzungsrecht ein.",
    ],
    "sub-processors": [
        "We may engage sub-processors from time to time.",
        "We may without prior notice add new subprocessors.",
        "Wir können jederzeit weitere Unterauftragsverarbeiter einsetzen.",
    ],
    "arbitration": [
        "Disputes are resolved by binding arbitration.",
        "You may not bring a class action.",
        "You agree to the arbitration of all disputes.",
        "These terms are governed by the laws of the State of Delaware.",
        "Streitigkeiten entscheidet ein Schiedsgericht.",
    ],
    "retention": [
        "We retain your data for as long as necessary for our legitimate interests.",
        "Inputs may be stored indefinitely.",
        "Wir speichern Daten, solange dies erforderlich ist.",
        "Daten werden nur so lange gespeichert, wie dies für den Zweck oder die Sicherheit der Systeme notwendig ist.",
    ],
    "change-of-terms": [
        "We may change these Terms at any time in our sole discretion.",
        "We reserve the right to modify these Terms.",
        "Wir behalten uns vor, diese Bedingungen zu ändern.",
        "Your continued use of the Services constitutes acceptance.",
        "Wir können diese Bedingungen jederzeit ändern.",
    ],
    "disclosure": [
        "We may share your information with partners for marketing.",
        "We disclose content where we believe in good faith that it is needed.",
        "Our reviewers may read your conversations.",
        "Wir geben Daten an Dritte für Werbung weiter.",
    ],
    "no-deletion": [
        "We have no obligation to delete your content.",
        "After termination we may continue to use the content.",
        "Nach Beendigung des Vertrags dürfen wir Inhalte weiterhin speichern.",
    ],
    "no-personal-data": [
        "You must not submit any sensitive personal information.",
        "Bitte keine vertraulichen Daten eingeben.",
    ],
    "aggregated": [
        "We may use de-identified data for any purpose.",
        "Anonymisierte Daten dürfen wir uneingeschränkt nutzen.",
    ],
}


def read(text: str) -> Reading:
    return reading(prepared(text))


def ids(text: str) -> set[str]:
    return {each.id for each in read(text).hits if not each.denied}


@pytest.mark.parametrize(("flag", "text"), [(flag, text) for flag, texts in FLAGGED.items() for text in texts])
def test_each_red_flag_is_pointed_at_in_english_and_german(flag: str, text: str) -> None:
    assert flag in ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "We delete your data within 30 days after termination.",
        "The data is stored in Frankfurt, Germany.",
        "Each sub-processor is bound by the same duties, and you are told 30 days before a new one begins.",
        "We grant you a non-exclusive right to use the Services.",
        "Wir löschen alle Daten innerhalb von 30 Tagen nach Vertragsende.",
        "Ein neuer Unterauftragsverarbeiter wird Ihnen 30 Tage vorher angekündigt.",
    ],
)
def test_terms_that_protect_are_left_alone(text: str) -> None:
    assert ids(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "We do not use Customer Content to train our models.",
        "Daten werden nicht für Trainingszwecke genutzt.",
        "We will never use inputs to develop or improve our Services.",
        "Ihre Inhalte werden zum Training unserer Modelle nicht verwendet.",
        "Wir nutzen Ihre Daten nicht zur Verbesserung unserer Dienste.",
    ],
)
def test_what_the_terms_rule_out_is_shown_apart_and_is_no_flag(text: str) -> None:
    found = read(text)
    assert [each.denied for each in found.hits] == [True]
    assert not found.flagged
    assert Question.TRAINING not in found.unanswered


def test_a_denial_of_something_else_takes_nothing_back() -> None:
    assert "training" in ids("We do not sell your content, but we use it to improve our services.")


@pytest.mark.parametrize(
    "text",
    [
        "We retain it for as long as\nis reasonably\n   necessary.",
        "We retain it for as long\r\nas is necessary.",
        "We retain it for as long as is neces-\nsary.",
        "We retain it for\u00a0as\u2009long as is necessary.",
        "We retain it for as\n\nlong as is necessary.",
    ],
)
def test_text_wrapped_over_lines_is_found(text: str) -> None:
    assert "retention" in ids(text)


def test_a_phrase_does_not_run_from_one_paragraph_into_the_next() -> None:
    assert ids("You can keep it as long as you like.\n\nNecessary cookies are described below.") == set()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_is_that_of_the_file(end: str) -> None:
    lines = [
        "Terms",
        "",
        "1. About us.",
        "",
        "We may use it to im-",
        "",
        "prove our services. Disputes:",
        "binding",
        "arbitration.",
    ]
    assert [(each.id, each.line) for each in read(end.join(lines)).hits] == [("training", 5), ("arbitration", 8)]


def test_markup_is_no_text_and_splits_no_word() -> None:
    page = (
        "<!DOCTYPE html>\n<html><head><style>binding arbitration</style>\n<script>'class action'</script></head>\n"
        "<!-- perpetual licence --><body><p>We keep it in<b>definite</b>ly: stored\nin&shy;definitely&nbsp;there.</p>"
        "<li>binding</li><li>arbitration</li></body></html>"
    )
    found = reading(prepared(decoded(page.encode())))
    assert [(each.id, each.line) for each in found.hits] == [("retention", 4)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "agb.txt"
    path.write_bytes("Ü: Wir können diese Bedingungen jederzeit ändern.".encode(encoding))
    assert [each.id for each in read_terms(path).hits] == ["change-of-terms"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "holds no text"),
        (b" \n\t", "holds no text"),
        (b"%PDF-1.7 binding arbitration", "is a PDF"),
        (b"PK\x03\x04....", "Word document"),
        (b"{\\rtf1 text}", "is RTF"),
        (bytes(range(256)) * 8, "is no text"),
        (b"a" * (LARGEST + 1), "more than 3 MB"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "terms"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=says) as caught:
        read_terms(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_or_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(UsageError, match="is no file"):
            read_terms(path)


@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(
                ["<", ">", "<!--", "-->", "<p>", "<script", "</script>", "&amp;", "&#10;", "&#x110000;", "-\n", "\n\n",
                 "\u2029", "ﷺ", "binding ", "arbitration", "\0", "\x1b[31m", "im-", "prove our services", "not ", ". "]
            )
        ).map(lambda parts: ("<html>" + "".join(parts)).encode("utf-8", "surrogatepass")),
    )
)  # fmt: skip
@example(b"<html>&#10binding arbitration")
@settings(max_examples=300)
def test_any_bytes_are_read_or_refused_in_one_sentence(content: bytes) -> None:
    said = ""
    found = None
    try:
        found = reading(prepared(decoded(content)))
    except UsageError as error:
        said = str(error)
    assert "\n" not in said
    lines = content.count(b"\n") + content.count(b"\r") + 1
    assert found is None or all(1 <= each.line <= lines for each in found.hits)


@given(
    st.lists(st.sampled_from(["word ", "end. ", "a-\n", "b", "\n", "\n\n", "<p>", "\u2029", "\r\n", "  "]), max_size=40)
)
def test_lines_begin_in_their_order(parts: list[str]) -> None:
    text = "".join(parts)
    starts = prepared(text).starts
    assert starts == sorted(starts)
    assert len(starts) == 1 + text.replace("\r\n", "\n").count("\n")


def test_the_questions_that_the_text_leaves_open_are_named() -> None:
    assert read("Hello.").unanswered == (
        Question.TRAINING, Question.SUBPROCESSORS, Question.LOCATION, Question.RETENTION, Question.DPA,
    )  # fmt: skip
    whole = (
        "We do not train models on it. Sub-processors are bound by the Data Processing Addendum. Data is stored in Germany. "
        "We delete it within 30 days."
    )
    german = (
        "Wir trainieren damit keine Modelle. Unterauftragnehmer sind durch den AVV gebunden. Daten werden in Deutschland "
        "gespeichert, genauer: gehostet in Frankfurt. Gelöscht wird nach 30 Tagen."
    )
    assert read(whole).unanswered == ()
    assert read(german).unanswered == ()


def test_a_flag_that_stands_everywhere_is_shown_a_limited_number_of_times() -> None:
    assert len(read("There is binding arbitration.\n" * 1000).hits) == MOST


def test_the_language_of_a_text_is_told() -> None:
    assert read("The terms of you and the vendor, or of your company").languages == ("en",)
    assert read("Die Bedingungen, der Anbieter und die Kunden sowie wir und Sie, oder nicht").languages == ("de",)
    assert read("Les conditions du fournisseur et de ses clients").languages == ()


def test_check_prints_lines_phrases_and_reasons_and_its_exit_code_tells(tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text(
        "Inputs are stored \x1b[31m\nindefinitely. The rest of it is yours and you own it.", encoding="utf-8"
    )
    said = chatscrub("vendors", "check", str(terms), state=tmp_path, code=1).stdout
    assert "stored [31m indefinitely" in said
    assert "line 1" in said
    assert "seems not to answer" in said
    assert "\x1b" not in said
    assert max(map(len, said.splitlines())) <= 80
    told = orjson.loads(chatscrub("vendors", "check", str(terms), "--json", state=tmp_path, code=1).stdout)
    assert [each["id"] for each in told["flags"]] == ["retention"]
    terms.write_text("We delete it within 30 days.", encoding="utf-8")
    assert "no proof" in chatscrub("vendors", "check", str(terms), state=tmp_path).stdout
