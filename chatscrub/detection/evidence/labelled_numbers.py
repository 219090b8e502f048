"""Numbers under a label that says what they are, in a record of somebody: there a wrong check digit proves nothing.

A number alone needs its check digit. Beside a name and under its label a mistyped one still tells who is meant.
"""

from __future__ import annotations

from chatscrub.detection.evidence.record_numbers import number_of_a_file, number_of_a_record
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import names_somebody
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED)
_NAMED = Verdict(State.NEUTRAL, "beside a name")
_FEWEST_DIGITS = 6
_DATE = lazy_compile(r"\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d|(?:19|20)\d\d[./ -]\d{1,2}[./ -]\d{1,2}")
_BEFORE, _AFTER = 260, 160  # characters in which somebody is named
_SOMEBODY = lazy_compile(
    r"(?<![^\W_])(?:Mrs?|Ms|Miss|Herrn?|Frau|Mme|Mlle|Madame|Monsieur|Sra?|Señora?|Sig|Sig\.ra|Dhr|Mevr|mevrouw|Pan[ií]?|pan[ií]|Fru)\.? [^\W\d_a-z]"
    r"|(?<![^\W_])(?i:d\.?o\.?b\.?|born|geb\.|geboren|née? le|nacid[oa]|nat[oa] il|nascid[oa]|ur\.|nar\.|född|født)(?![^\W_])"
    r"|(?<![^\W_])(?i:name|nom|nombre|nome|naam|navn|namn|nimi|jméno|meno|imię|név|nume|ad|adı|ad soyad|adı soyadı|isim|ime)\"? ?[:=]"
    r"|[\w.+-]@[\w-]+\.[a-z]"
)
_WORD = lazy_compile(r"[^\W\d_]{3,15}")
# A surname with initials, and what forms of these languages hold: in their alphabets nothing tells a name by a capital.
_ELSEWHERE = lazy_compile(
    r"[А-ЯЁІЇЄҐ][а-яёіїєґ]+ [А-ЯІЇЄ]\. ?[А-ЯІЇЄ]\.|[\u3040-\u30ff\u3400-\u9fff]{2}|[\uac00-\ud7a3]{3}|[\u0900-\u0963]{3}|[\u0620-\u064a]{3}|[\u05d0-\u05ea]{3}"
)
# Labels of what is asked for in a form, shown in a manual or made for a test.
_SHOWN = lazy_compile(
    r"(?i)(?<![^\W_])(?:e\.?g\.|i\.e\.|z\. ?b\.|bijv\.|np\.|ör(?:neğin|n\.)|p\. ?ex\.|par ex\.|por ejemplo|for example|example|sample|dummy|test(?:data|daten|case)?|format|placeholder|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|przykład\w*|exempel|invalid|valid(?:ate|ation)?|checksum|regex|prüfziffer)(?![^\W_])"
)
_SHOWN_REACH = 60  # characters


def number_of_a_named_person(value: str, around: Surroundings) -> Verdict:
    """A number that a state gave, six digits or more and no date, where somebody is named near."""
    digits = [character for character in value if character.isdigit()]
    if len(digits) < _FEWEST_DIGITS or len(set(digits)) < 4 or _DATE.fullmatch(value):
        return _NO
    return _NAMED if _names_somebody(around) else _NO


def number_of_a_card(value: str, around: Surroundings) -> Verdict:
    """The number of an identity card, six digits or more and no row of one digit, that is not shown as a sample."""
    digits = [character for character in value if character.isdigit()]
    if len(digits) < _FEWEST_DIGITS - 1 or len(set(digits)) < 4 or _DATE.fullmatch(value):
        return _NO
    return _NO if _SHOWN.search(around.before[-_SHOWN_REACH:]) else Verdict(State.NEUTRAL)


def number_of_a_named_file(value: str, around: Surroundings) -> Verdict:
    """The number of a file, contract or account of a customer, where somebody is named near."""
    if number_of_a_file(value, around).state is State.FAILED or number_of_a_record(value, around).state is State.FAILED:
        return _NO
    return _NAMED if _names_somebody(around) else _NO


def _names_somebody(around: Surroundings) -> bool:
    if _SHOWN.search(around.before[-_SHOWN_REACH:]):
        return False
    near = f"{around.before[-_BEFORE:]} | {around.after[:_AFTER]}"
    if _SOMEBODY.search(near) is not None or names_somebody(near):
        return True
    return not near.isascii() and (_ELSEWHERE.search(near) is not None or _has_a_given_name(near))


def _has_a_given_name(text: str) -> bool:
    """Whether a word with a capital is a given name, in any Latin alphabet: ``Ayşe``."""
    from chatscrub.detection.names.tagger import embedded

    lexicon = embedded().lexicon
    words = (word.group() for word in _WORD.finditer(text))
    return any(word.istitle() and lexicon.first(word.lower()) and not lexicon.common(word.lower()) for word in words)
