"""Numbers that move money: cards, accounts, banks, wallets."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_OK = Verdict(State.PROVEN, "checksum ok")
_FAILED = Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")

# Issuer ranges of ISO/IEC 7812 as the schemes publish them: first and last prefix, lengths.
_SCHEMES: tuple[tuple[str, int, int, tuple[int, ...]], ...] = (
    ("Visa", 4, 4, (13, 16, 19)),
    ("Mastercard", 51, 55, (16,)),
    ("Mastercard", 2221, 2720, (16,)),
    ("American Express", 34, 34, (15,)),
    ("American Express", 37, 37, (15,)),
    ("Diners Club", 300, 305, (14, 16, 19)),
    ("Diners Club", 309, 309, (14, 16, 19)),
    ("Diners Club", 36, 36, (14, 16, 19)),
    ("Diners Club", 38, 39, (14, 16, 19)),
    ("Discover", 6011, 6011, (16, 19)),
    ("Discover", 644, 659, (16, 19)),
    ("JCB", 3528, 3589, (16, 19)),
    ("JCB", 1800, 1800, (15,)),
    ("JCB", 2131, 2131, (15,)),
    ("UnionPay", 62, 62, (16, 17, 18, 19)),
    ("RuPay", 60, 60, (16,)),
    ("RuPay", 81, 82, (16,)),
    ("RuPay", 508, 508, (16,)),
    ("Mir", 2200, 2204, (16, 17, 18, 19)),
    ("Troy", 9792, 9792, (16,)),
    ("Maestro", 5018, 5018, (13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 5020, 5020, (13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 5038, 5038, (13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 5893, 5893, (13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 6304, 6304, (13, 14, 15, 16, 17, 18, 19)),
    ("Maestro", 6759, 6763, (13, 14, 15, 16, 17, 18, 19)),
)
_COUNTRIES_TEXT = """
AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI
CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ES ET FI FJ FO FR GA GB GD GE GG GH GI GL GM GN GR GT
GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KM KN KR KW KY KZ LA LB LC LI LK LR LS LT
LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NZ OM PA PE PF PG PH PK
PL PR PS PT PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TC TD TG TH TJ TL TM TN TO
TR TT TW TZ UA UG US UY UZ VA VC VE VG VN VU WS XK YE ZA ZM ZW
"""
_COUNTRIES = frozenset(_COUNTRIES_TEXT.split())
_PIECE_BEFORE = lazy_compile(r"\d[._-]\Z|[A-Za-z0-9][/+]\Z|0x\Z")
_PIECE_AFTER = lazy_compile(r"[._-]?\d|-[0-9A-Fa-f]{4}|[/+=][A-Za-z0-9]")


def payment_card(value: str, around: Surroundings) -> Verdict:
    """A card number: an issuer's range with a length in use, and the Luhn digit; no piece of a longer number."""
    from stdnum import luhn

    digits = "".join(character for character in value if character in "0123456789")
    if _PIECE_BEFORE.search(around.before[-3:]) or _PIECE_AFTER.match(around.after):
        return Verdict(State.FAILED, "piece of a longer number")
    scheme = next((name for name, low, high, sizes in _SCHEMES if _within(digits, low, high, sizes)), None)
    if scheme is None or len(set(digits)) < 3 or not luhn.is_valid(digits):
        return _FAILED
    return Verdict(State.PROVEN, f"checksum ok, {scheme}")


_ARTICLE_DIGITS = 13  # of an EAN, and of cards that no scheme issues any more
_CARD_WORD = lazy_compile(
    r"(?i)(?<![^\W_])(?:cards?|\w*k[ao]rten?|cartes?|tarjetas?|carta|cart[ãa]o|kaart|karta|kart[aąęuy]?|kort\w*|visa|maestro|cvv|cvc|ccnum|pan)(?![^\W_])"
)
_NEAR_A_CARD = 120  # characters in front in which a word for a card counts


def no_article_number(value: str, around: Surroundings) -> Verdict:
    """Fails for thirteen digits that are a valid EAN, where no word near says that they are those of a card."""
    from stdnum import ean

    digits = "".join(character for character in value if character in "0123456789")
    if len(digits) != _ARTICLE_DIGITS or not ean.is_valid(digits):
        return Verdict(State.NEUTRAL)
    near = f"{around.before[-_NEAR_A_CARD:]} {around.after[:40]}"
    return Verdict(State.NEUTRAL) if _CARD_WORD.search(near) else Verdict(State.FAILED, "an article number (EAN)")


def _within(digits: str, low: int, high: int, sizes: tuple[int, ...]) -> bool:
    return len(digits) in sizes and low <= int(digits[: len(str(low))]) <= high


def iban(value: str, around: Surroundings) -> Verdict:
    """An account number of ISO 13616: the country's length and structure, and modulo 97."""
    from stdnum import iban as standard

    # National check digits inside the BBAN are left alone: not all banks follow them.
    return _OK if standard.is_valid(value.upper(), check_country=False) else _FAILED


def bank_identifier(value: str, around: Surroundings) -> Verdict:
    """A bank code of ISO 9362: its letters name a country that exists."""
    from stdnum import bic

    country = value[4:6].upper()
    return Verdict(State.NEUTRAL) if bic.is_valid(value) and country in _COUNTRIES else Verdict(State.FAILED)


def aba_routing(value: str, around: Surroundings) -> Verdict:
    """A US routing number: weights 3 7 1, and a Federal Reserve prefix."""
    from stdnum.us import rtn

    prefix = int(value[:2]) if value[:2].isdecimal() else 99
    in_use = prefix <= 12 or 21 <= prefix <= 32 or 61 <= prefix <= 72 or prefix == 80
    return _OK if in_use and len(set(value)) > 1 and rtn.is_valid(value) else _FAILED


def bitcoin_address(value: str, around: Surroundings) -> Verdict:
    """A Bitcoin address: the checksum of Base58Check or Bech32."""
    from stdnum import bitcoin

    try:
        return _OK if bitcoin.is_valid(value) else _FAILED
    except (ValueError, IndexError, OverflowError):  # bytes of the decoded address that are no bytes
        return _FAILED


def account_number(value: str, around: Surroundings) -> Verdict:
    """An account number, which has no rule that holds everywhere: at least not one digit repeated, nor a year."""
    digits = "".join(character for character in value if character.isdigit())
    return Verdict(State.NEUTRAL) if len(set(digits)) > 2 and len(digits) >= 6 else Verdict(State.FAILED)


def polish_account(value: str, around: Surroundings) -> Verdict:
    """A Polish account number (NRB): modulo 97 as in its IBAN."""
    from stdnum import iban as standard

    digits = "".join(value.split())
    return _OK if len(set(digits)) > 3 and standard.is_valid(f"PL{digits}", check_country=False) else _FAILED


def spanish_account(value: str, around: Surroundings) -> Verdict:
    """A Spanish account number (CCC): two check digits modulo 11."""
    from stdnum.es import ccc

    return _OK if ccc.is_valid(value) and len(set(value)) > 4 else _FAILED


def account_of_a_branch(value: str, around: Surroundings) -> Verdict:
    """Four to twelve digits behind a branch, not one digit repeated."""
    digits = [character for character in value if character.isdigit()]
    return Verdict(State.NEUTRAL) if 4 <= len(digits) <= 12 and len(set(digits)) > 2 else Verdict(State.FAILED)


_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_BANKING = lazy_compile(
    r"(?<![^\W_])(?:blz|bank\w*|banque|banco|banca|sparkasse|volksbank|raiffeisen\w*|caixa|cassa|iban|bic|sort code|routing|aba|clearing\w*|bankgiro|plusgiro|nuban|ccc|nib|agência"
    r"|branch|swift|transfer\w*|überweis\w*|virement\w*|virer|bonific\w*|overmak\w*|maak|przel\w+|överför\w*|pengarna|pay(?:ee|ment|s)? (?:in)?to|paid into|salary|gehalt|salaire|nómina"
    r"|stipendio|salaris|ordenado|pensja|lön|lönen|titular|intestatari[oa]|kontoinhaber(?:in)?|account holder|saíram|barclays|lloyds|hsbc|monzo|natwest|santander|bbva|caixabank|postepay|unicredit"
    r"|intesa|rabobank|abn amro|pko|mbank|swedbank|handelsbanken|nordea|seb|gtbank|zenith|chase|wells fargo|ing|€|eur|zł|sek)(?![^\W_])|€",
    re.IGNORECASE,
)


def french_account(value: str, around: Surroundings) -> Verdict:
    """A French RIB: bank, branch and account weighted 89, 15 and 3, with the key behind them a multiple of 97."""
    text = "".join(character for character in value if character.isalnum()).translate(_LETTERS)
    if len(text) != 23 or not text.isdigit() or len(set(text)) < 4:
        return _FAILED
    total = 89 * int(text[:5]) + 15 * int(text[5:10]) + 3 * int(text[10:21]) + int(text[21:])
    return _OK if total % 97 == 0 else _FAILED


def account_near_a_bank(value: str, around: Surroundings) -> Verdict:
    """Seven to twenty digits behind a word for an account, with a bank or a payment in the same paragraph."""
    digits = [character for character in value if character.isdigit()]
    if not 7 <= len(digits) <= 20 or len(set(digits)) < 3:
        return Verdict(State.FAILED)
    near = around.before[-120:].rpartition("\n\n")[2] + " " + around.after[:60].partition("\n")[0]
    return Verdict(State.NEUTRAL) if _BANKING.search(near) else Verdict(State.FAILED)


def mexican_account(value: str, around: Surroundings) -> Verdict:
    """A CLABE: weights 3 7 1 over seventeen digits, and the last brings the sum of the remainders to a multiple of ten."""
    digits = [int(character) for character in value if character in "0123456789"]
    if len(digits) != 18:
        return _FAILED
    total = sum(digit * weight % 10 for digit, weight in zip(digits[:17], (3, 7, 1) * 6, strict=False))
    return _OK if (10 - total % 10) % 10 == digits[17] else _FAILED
