"""Streets, houses and works that bear somebody's name, in Greek and Cyrillic letters: ``вулиця Тараса Шевченка``."""

from __future__ import annotations

from chatscrub.lazy_patterns import lazy_compile

_THINGS = (
    r"улиц\w*|ул|просп|проспект\w*|пр-?т|площад\w*|пл|бульвар\w*|переул\w*|набережн\w*|шоссе|парк\w*|сквер\w*|музе\w*|театр\w*|(?<!от )имени|им|памятник\w*|собор\w*|церк\w*|храм\w*|роман\w*|картин\w*"
    r"|фильм\w*|книг\w*|стих\w*|премии|премия|гимнази\w*|библиотек\w*|вулиц\w*|вул|площі|площа|провул\w*|майдан\w*|(?<!від )імені|ім|пам['’ʼ]ятник\w*|фільм\w*|книз\w*|премія|премії|бібліотек\w*|гімназі\w*"
    r"|свят\w{2,4}|св|улица|бул|площад|άγαλμα(?: του| της)?|οδό[ςν]?|οδού|λεωφόρο[υςν]?|λεωφ|πλατεία[ςν]?|αίθουσα[ς]?|γυμνάσιο|λύκειο|σχολείο|θέατρο|μουσείο|στάδιο|να[όο][ςυύν]?|αγί(?:ου|ας)|άγι(?:ος|ο|α)|μυθιστόρημα|ταινία[ς]?|βιβλίο|ποίημα"
)
_THING_BEFORE = lazy_compile(rf"(?<!\w)(?i:{_THINGS})(?:\.?[ ]|\.)(?:[А-ЯІЇЄҐΑ-ΩΆ-Ώ][^\W\d_]+[ ])?[«\"“„]?\Z")
_TITLE_BEFORE = lazy_compile(r"[«“„]\Z")
_TITLE_AFTER = lazy_compile(r"[»”“]|[ ][^«»\n]{0,40}»")
_HOUSE_AFTER = lazy_compile(r"[ ]\d{1,3}(?:[-/]?[^\W\d_])?(?![\w:.])")
_BEFORE = 40  # characters


def named_after(text: str, start: int, end: int) -> bool:
    """Whether the name at a place is that of a street, a house or a work, or stands in the title of one."""
    before = text[max(0, start - _BEFORE) : start]
    if _THING_BEFORE.search(before) or _HOUSE_AFTER.match(text, end):
        return True
    return _TITLE_BEFORE.search(before) is not None and _TITLE_AFTER.match(text, end) is not None
