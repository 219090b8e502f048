"""Words for numbers in nine languages."""

from __future__ import annotations

from chatscrub.lazy_patterns import lazy_compile

WORD = lazy_compile(r"[^\W\d_]+")
_ONES = (
    "zero oh o null nul noll zéro cero",
    "one eins ein un une uno uma um een één jeden ett en",
    "two zwei zwo deux dos due twee dwa dois duas två",
    "three drei trois tres tre drie trzy três",
    "four vier quatre cuatro quattro cztery quatro fyra",
    "five fünf cinq cinco cinque vijf pięć fem",
    "six sechs seis sei zes sześć meia sex",
    "seven sieben sept siete sette zeven siedem sete sju",
    "eight acht huit ocho otto osiem oito åtta",
    "nine neun neuf nueve nove negen dziewięć nio",
    "ten zehn dix diez dieci tien dziesięć dez tio",
    "eleven elf onze once undici jedenaście elva",
    "twelve zwölf douze doce dodici twaalf dwanaście doze tolv",
    "thirteen dreizehn treize trece tredici dertien trzynaście treze tretton",
    "fourteen vierzehn quatorze catorce quattordici veertien czternaście catorze fjorton",
    "fifteen fünfzehn quinze quince quindici vijftien piętnaście femton",
    "sixteen sechzehn seize dieciséis sedici zestien szesnaście dezasseis dezesseis sexton",
    "seventeen siebzehn diecisiete diciassette zeventien siedemnaście dezassete dezessete sjutton",
    "eighteen achtzehn dieciocho diciotto achttien osiemnaście dezoito arton",
    "nineteen neunzehn diecinueve diciannove negentien dziewiętnaście dezanove dezenove nitton",
)
_TENS = (
    "twenty zwanzig vingt veinte venti twintig dwadzieścia vinte tjugo",
    "thirty dreißig dreissig trente treinta trenta dertig trzydzieści trinta trettio",
    "forty fourty vierzig quarante cuarenta quaranta veertig czterdzieści quarenta fyrtio",
    "fifty fünfzig cinquante cincuenta cinquanta vijftig pięćdziesiąt cinquenta femtio",
    "sixty sechzig soixante sesenta sessanta zestig sześćdziesiąt sessenta sextio",
    "seventy siebzig septante setenta settanta zeventig siedemdziesiąt sjuttio",
    "eighty achtzig huitante octante ochenta ottanta tachtig osiemdziesiąt oitenta åttio",
    "ninety neunzig nonante noventa novanta negentig dziewięćdziesiąt nittio",
)
_SMALL = {word: number for number, words in enumerate(_ONES) for word in words.split()}
_LARGE = {word: 10 * number for number, words in enumerate(_TENS, 2) for word in words.split()}
_JOINED = sorted(_LARGE, key=len, reverse=True)
_STEMS = {
    word[:-1]: number for word, number in _LARGE.items() if word.endswith(("a", "i"))
}  # ``ventuno``, ``trentotto``
BETWEEN = frozenset(("and", "und", "et", "y", "e", "i", "en", "och", "of", "the"))
TIMES = {"double": 2, "triple": 3, "doppel": 2, "doppelt": 2, "dubbel": 2, "doble": 2, "doppio": 2}
HUNDRED = frozenset(("hundred", "cent", "cien", "cento", "hundert", "honderd", "sto", "cem", "hundra"))


def numbers_in(text: str) -> list[int | None]:
    """The numbers that the words of a text spell, one after another; None for a word that spells none."""
    result: list[int | None] = []
    for word in map(str.lower, WORD.findall(text)):
        if word in BETWEEN and word != "en":
            continue
        result.append(number_of(word))
    return result


def number_of(word: str) -> int | None:
    """The number that a word spells in one of nine languages; of joined tens and ones only the tens are right."""
    if word in _SMALL:
        return _SMALL[word]
    if word in _LARGE:
        return _LARGE[word]
    if word.startswith(("veinti", "vingt")):
        return 21
    for tens in _JOINED:
        if word.endswith(tens) and len(word) > len(tens) + 2:  # ``einundsechzig``, ``eenenzestig``
            return _LARGE[tens] + 1
        if word.startswith(tens) and len(word) > len(tens) + 1:  # ``settantanove``, ``sextioett``
            return _LARGE[tens] + 1
    return next(
        (number + 1 for stem, number in _STEMS.items() if word.startswith(stem) and len(word) > len(stem) + 2), None
    )
