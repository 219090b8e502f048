"""Names that stand in a sentence in a script without capitals: told by a list, or by the characters that they are made of."""

from __future__ import annotations

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.names import names_without_capitals as lists
from chatscrub.lazy_patterns import lazy_compile

_NO_NAME = Verdict(State.FAILED, "no name of a person")
_NAME = Verdict(State.NEUTRAL, "a name behind or in front of what only a person has")
_NO_ADDRESSEE = lazy_compile(
    r"[者員师師士人家手官客親嬢娘母父兄姉爺婆妹弟孫婦社店院会課局校団班組皆奥御仕同多模異様々主君神王殿中先]$"
    r"|^(?:皆|奥|御|お|各|貴|担任|学校|校長|教頭|大家|家庭|旦那|本屋|花屋|肉屋|魚屋|八百屋|床屋|薬屋|部屋|業界|患者|学生|生徒|利用|取引|得意|子供|赤|芸能|運転|看護|新人|作家|農家|専門|生産)"
)
_LONGER_WORD = lazy_compile(r"様[子々式相態変]|先生[方活]|主任者|社長室|教授会|医師[会団]")
_NEAR = 200  # characters
# What stands in a record or message about somebody: an address of mail, a number of many digits, a date.
_RECORD = lazy_compile(r"@[\w-]+\.\w|(?:\d[ -]?){8,}|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|[٠-٩]{4,}|[०-९]{4,}")
_PUBLIC = lazy_compile(
    r"(?:الرئيس|الملك|الأمير|الشيخ|الخليفة|الشاعر|الإمام|النبي|شارع|مسجد|جامعة|مطار|مدرسة|ملعب|طريق|ميدان|ساحة|حي|الفنان|اللاعب)(?:ة)? \Z"
)
_STREET = lazy_compile(r"(?:मार्ग|रोड|चौक|नगर|विश्वविद्यालय|स्टेडियम|हवाई|पार्क)")


def japanese_surname(value: str, around: Surroundings) -> Verdict:
    """A listed surname, or two to four characters of which the last ends surnames; no word for a role, as in 担当者さん."""
    if _LONGER_WORD.match(around.after):
        return _NO_NAME
    if value in lists.JAPANESE_SURNAMES:
        return _NAME
    if value in lists.JAPANESE_NO_NAMES or _NO_ADDRESSEE.search(value) or len(value) < 2:
        return _NO_NAME
    listed = value[:2] in lists.JAPANESE_SURNAMES or value[:3] in lists.JAPANESE_SURNAMES
    return _NAME if listed or value[-1] in lists.JAPANESE_SURNAME_ENDS or _is_given(value) else _NO_NAME


def japanese_surname_listed(value: str, around: Surroundings) -> Verdict:
    """A surname of the list, with or without a given name behind it."""
    listed = any(value[:length] in lists.JAPANESE_SURNAMES for length in (2, 3))
    return _NAME if listed and value not in lists.JAPANESE_NO_NAMES else _NO_NAME


def japanese_given_name(value: str, around: Surroundings) -> Verdict:
    """Characters of which given names are made, behind a word for kin."""
    return _NAME if _is_given(value) else _NO_NAME


def _is_given(value: str) -> bool:
    if value in lists.JAPANESE_NO_NAMES:
        return False
    if len(value) == 1:
        return value in lists.JAPANESE_GIVEN_ALONE
    last = value[-1] in lists.JAPANESE_GIVEN_LAST or value[-1] in lists.JAPANESE_GIVEN_ALONE
    made = all(letter in lists.JAPANESE_GIVEN_FIRST | lists.JAPANESE_GIVEN_LAST for letter in value[1:-1])
    return value[0] in lists.JAPANESE_GIVEN_FIRST and last and made


def korean_name(value: str, around: Surroundings) -> Verdict:
    """A surname and one or two syllables of given names, and no word that begins so."""
    bare = value.replace(" ", "")
    if value in lists.KOREAN_NO_NAMES or not 2 <= len(bare) <= 4:
        return _NO_NAME
    given = bare[2:] if len(bare) == 4 else bare[1:]
    known = bare[0] in lists.KOREAN_SURNAMES_ALONE and all(syllable in lists.KOREAN_GIVEN for syllable in given)
    return _NAME if known and f"{bare}{around.after[:1]}" not in lists.KOREAN_NO_NAMES else _NO_NAME


def chinese_name(value: str, around: Surroundings) -> Verdict:
    """A surname, alone in front of a title or with one or two characters of which given names are made."""
    compound = value[:2] in _COMPOUND
    given = value[2:] if compound else value[1:]
    return _NAME if all(letter in lists.CHINESE_GIVEN for letter in given) else _NO_NAME


_COMPOUND = frozenset(
    lists.COMPOUND_CHINESE_SURNAMES[at : at + 2] for at in range(0, len(lists.COMPOUND_CHINESE_SURNAMES), 2)
)


def arabic_name(value: str, around: Surroundings) -> Verdict:
    """A word that is a given name, behind what only a person is called."""
    return _NAME if _first_arabic(value) in lists.ARABIC_GIVEN else _NO_NAME


def arabic_full_name(value: str, around: Surroundings) -> Verdict:
    """A given name that is no other word and a surname, in a text that has what records of people have."""
    if _first_arabic(value) not in lists.ARABIC_SURE or _PUBLIC.search(around.before[-20:]):
        return _NO_NAME
    return _NAME if _in_record(around) else _NO_NAME


def _first_arabic(value: str) -> str:
    return next(iter(value.split(maxsplit=1)), "")


def hindi_name(value: str, around: Surroundings) -> Verdict:
    """A given name, or words of which the last is a surname."""
    words = value.split() or [""]
    known = words[0] in lists.HINDI_GIVEN or (len(words) > 1 and words[-1] in lists.HINDI_SURNAMES)
    return _NAME if known and not _STREET.match(around.after.lstrip()) else _NO_NAME


def hindi_full_name(value: str, around: Surroundings) -> Verdict:
    """A given name and a surname, both listed, in a text that has what records of people have."""
    words = value.split() or [""]
    known = words[0] in lists.HINDI_GIVEN and words[-1] in lists.HINDI_SURNAMES
    return _NAME if known and _in_record(around) and not _STREET.match(around.after.lstrip()) else _NO_NAME


def _in_record(around: Surroundings) -> bool:
    return _RECORD.search(around.before[-_NEAR:] + " " + around.after[:_NEAR]) is not None
