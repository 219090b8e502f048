"""Evidence in passwords and codes told in languages that the model of passwords did not learn."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.told_passwords import digits_told
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_SIGN = lazy_compile(r"[0-9!@#$%^&*_+=~?-]")
_AMOUNT = lazy_compile(
    r"\s?(?:kč|kr|ft|lei|tl|eur|€|\$|₺|₴|грн|руб|円|元|원|字|자|文字|位|개|znak\w*|karakter\w*|tegn|merkki\w*|χαρακτ\w*|символ\w*|أحرف|अक्षर)",
    re.IGNORECASE,
)
_TOLD_NEAR = 220  # characters
_TOLD = lazy_compile(
    r"(?<![^\W_])(?:pass(?:word|wort|code)|kennwort|mot de passe|mdp|contraseña|clave|parola|wachtwoord|senha|hasł[oe]|lösenord\w*|\w*passord\w*|adgangskode\w*|kodeord\w*|salasana\w*|hesl[oaeu]m?|jelsz\w+|parol[aăe]\w*|şifre\w*|pin|codes?|kode\w*|kód\w*|kod\w?|koodi\w*|login)(?![^\W_])"
    r"|парол|код|κωδικ|كلمة|رمز|पासवर्ड|कोड|パスワード|暗証|密码|密碼|口令|비밀번호|비번|암호",
    re.IGNORECASE,
)
_YEAR = lazy_compile(r"(?:19[5-9]|20[0-4])\d")


def told_in_other_letters(value: str, around: Surroundings) -> Verdict:
    """A value in Latin letters behind a word in others: with a digit or sign, since programs and brands are named so, too."""
    if _AMOUNT.match(around.after) or (value.isdigit() and len(value) < 6):
        return Verdict(State.FAILED, "an amount")
    return _NEUTRAL if _SIGN.search(value) else Verdict(State.FAILED, "a word")


def not_plain_words(value: str, around: Surroundings) -> Verdict:
    """A value that has a digit or a sign in it and is followed by no unit."""
    if _AMOUNT.match(around.after) or not _SIGN.search(value[1:]):
        return Verdict(State.FAILED, "a word or an amount")
    return _NEUTRAL


def code_elsewhere(value: str, around: Surroundings) -> Verdict:
    """Digits of which the line says that they open something; no year, amount or row of digits."""
    bare = value.strip("*#")
    if _YEAR.fullmatch(bare) and bare == value:
        return Verdict(State.FAILED, "a year")
    if _AMOUNT.match(around.after):
        return Verdict(State.FAILED, "an amount")
    return digits_told(bare, around) if bare.isdigit() else _NEUTRAL


def code_of_a_thing(value: str, around: Surroundings) -> Verdict:
    """Digits right behind a safe, gate or alarm, where another password or code is told near; else it is a model or amount."""
    near = f"{around.before[-_TOLD_NEAR:]} {around.after[:_TOLD_NEAR]}"
    if _TOLD.search(near) is None:
        return Verdict(State.FAILED, "no code is spoken of")
    return code_elsewhere(value, around)
