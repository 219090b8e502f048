"""What a letter is: the characters of Unicode's general category L, in few ranges.

RE2 writes a class of characters out for each repetition that a pattern counts. Unicode's letters are 650 ranges, and a
name of two to twenty-five of them takes 29,000 instructions and some megabytes; sixty ranges take an eighth of that.
So gaps are closed: marks and what is unassigned count as letters everywhere, and beyond U+0980 (Bengali) whatever
stands between letters of a script, except the punctuation from U+2000 to U+303F and from U+FE00 to U+FF60 and the
pictures from U+1F000 to U+1FFFF. Below that punctuation and digits are none, as Unicode says (DerivedGeneralCategory of Unicode 14, as Python's unicodedata has it).
"""

from chatscrub.lazy_patterns import lazy_compile

LETTERS = (
    r"A-Za-z"
    r"\x{aa}\x{b5}\x{ba}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{2c1}\x{2c6}-\x{2d1}"
    r"\x{2e0}-\x{2e4}\x{2ec}\x{2ee}\x{370}-\x{374}\x{376}-\x{37d}\x{37f}\x{386}\x{388}-\x{3f5}"
    r"\x{3f7}-\x{481}\x{48a}-\x{559}\x{560}-\x{588}\x{5d0}-\x{5f2}\x{620}-\x{64a}\x{66e}-\x{6d3}"
    r"\x{6d5}-\x{6ef}\x{6fa}-\x{6ff}\x{710}-\x{7b1}\x{7ca}-\x{7f5}\x{7fa}-\x{828}\x{840}-\x{858}"
    r"\x{860}-\x{961}\x{971}-\x{1ffc}\x{2071}\x{207f}\x{2090}-\x{209c}\x{2102}\x{2107}\x{210a}-\x{2113}"
    r"\x{2115}\x{2119}-\x{211d}\x{2124}\x{2126}\x{2128}\x{212a}-\x{212d}\x{212f}-\x{2139}\x{213c}-\x{213f}"
    r"\x{2145}-\x{2149}\x{214e}\x{2183}-\x{2184}\x{2c00}-\x{2ce4}\x{2ceb}-\x{2cf3}\x{2d00}-\x{2d6f}"
    r"\x{2d80}-\x{2dde}\x{2e2f}\x{3005}-\x{3006}\x{3031}-\x{3035}\x{303b}-\x{303c}\x{3041}-\x{fdfb}"
    r"\x{fe70}-\x{fefc}\x{ff21}-\x{ff3a}\x{ff41}-\x{ff5a}\x{ff66}-\x{1efff}\x{20000}-\x{3134a}"
)
"""The ranges, as they stand in a class of a pattern."""

OTHER_LETTERS = lazy_compile(r"[\u0370-\u1cff\u2c80-\ua6ff\uac00-\ud7a3]")
"""A letter of another alphabet than the Latin one; most texts hold none, and words in such letters are not looked for there."""

FOLDING_TO_OTHER = r"\x{b5}\x{345}\x{370}-\x{1cff}\x{1f00}-\x{1fff}\x{2126}\x{2c80}-\x{d7ff}"
"""As they stand in a class: these letters and all that count as equal to one of them where case does not count, and some more."""

LONG_S, KELVIN = "\u017f", "\u212a"
"""Where case does not count, engines with Unicode's tables take the first for an ``s`` and the second for a ``k``; of all
characters beyond ASCII only these two equal one within."""
