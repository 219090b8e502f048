"""User names: told from system accounts, words of forms and pieces of programs, and by the password beside them."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict

_NO = Verdict(State.FAILED)
# Accounts that come with a system, and words of forms, programs and manuals that stand where a user name could.
_NOBODY_TEXT = """
admin administrator root user users username usuario utente test tester guest demo default postgres mysql sa system
service daemon www-data ubuntu ec2-user pi anonymous public null none nil true false string str int integer text varchar
char bool boolean number uuid required optional missing unknown invalid empty name email mail password passwort login
account value field key token secret data input here below above this that the your you his her and not with from who
has was are can will must only also both same wrong correct valid new old change reset page form screen button link
benutzer benutzername utilisateur identifiant gebruiker gebruikersnaam użytkownik användare användarnamn utilizador usuário
supervisor supervisore operator x-access-token oauth2 oauth git deploy experience interface agent story stories group groups role roles case manual guide error count limit list table
"""
_NOBODY = frozenset(_NOBODY_TEXT.split())
_CODE_TEXT = """
self this request req res form process env os config settings options opts params args body props state session
current_user context ctx auth credentials app data user users obj object event input secrets vars var github django
com org net io de html py js ts json md txt yml yaml php java xml csv pdf png sh exe
"""
_CODE = frozenset(_CODE_TEXT.split())
_PLACEHOLDER = re.compile(r"your|my[_-]|example|placeholder|changeme|xxx|<|\{|\$", re.IGNORECASE)
_MARK = re.compile(r"[\d._+]")
_PASSWORD_WORD = re.compile(
    r"(?<![^\W_])(?:pw|pwd|pass|passwd|password|passcode|passphrase|kennwort|passwort|passwörter|mot de passe|mdp|contraseñ\w|clave|contra"
    r"|parola|wachtwoord|ww|senha|palavra-passe|hasł\w{1,2}|lösen\w*|pin)(?![^\W_])",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"[\"'»”“*`)\]]{0,3}(?: an| ein)?(?:[ \t]{0,3}(?:[,;:|](?=\s)|\n(?=\S)|=>|->|→)"
    r"|[ \t]{1,3}(?:[/+]|–|—|-|\.{2,})(?=[ \t])"
    r"|[ \t]{1,2}(?:und|and|et puis|et|y|e|i|och|en|ed|med|with|mit|avec|con|met|com|z|ze)(?=\s))\s{0,3}[\"'«„“*`(\[]{0,3}",
    re.IGNORECASE,
)
_ADDRESS_PASSWORD = re.compile(r":([^\s@]{4,60})@")
_SETTING_PASSWORD = re.compile(
    r"[\"']?,?[^\n]{0,3}(?:\n[^\n]{0,40}){0,2}?(?:\n|,)[^\n=:]{0,30}(?:pass(?:word|wd)?|pwd|passwort|kennwort)[\"']?[ \t]*[:=]{1,2}>?[ \t]*[\"']?(\S{4,60})",
    re.IGNORECASE,
)
_PAIRS = frozenset(
    (
        ("–", "–"),
        ("—", "—"),
        ("→", "→"),
        ("->", "->"),
        ("-", "-"),
        ("-", "/"),
        ("–", "/"),
        (":", "/"),
        ("..", ".."),
        ("|", "|"),
    )
)
_TOKEN = re.compile(r"\S{4,40}")
_NO_SECRET = re.compile(
    r"https?:.*|www\.|\S+@\S+\.\w+|[\d.,:/-]+|[A-Za-z]\w*\(.*|[A-Z]?[a-z]+/[A-Z]?[a-z]+|[\w-]+\.(?:com|de|org|net|fr|es|it|nl|pl|se|pt|br|uk)\b",
    re.IGNORECASE,
)
_CLASSES = tuple(map(re.compile, (r"[a-zà-ÿ]", r"[A-ZÀ-Þ]", r"\d", r"[^\w\s]")))
_CODE_AFTER = re.compile(r"[(\[{]|\.\w|[\"']\s?[:)\]]")
_LABEL_BEFORE = re.compile(
    r"(?:[:|]|(?<!\w)(?:is|ist|bleibt|lautet|heißt|est|reste|es|è|é|to|är|mam|blijft))[ \t*«„`]{0,4}\Z", re.IGNORECASE
)
_SEPARATOR_BEFORE = re.compile(r"(–|—|→|->|(?<=\s)-(?=\s)|:|\||\.{3,})[ \t]?\Z")
_SEPARATOR_AFTER = re.compile(r"[ \t]?(–|—|→|->|-(?=\s)|/(?=\s)|\||\.{3,})")
_END_AFTER = re.compile(r"[\"'»”*`]{0,3}[ \t]*(?:$|[\n,;)|<]|\.(?:\s|$))")


def user_name(value: str, around: Surroundings) -> Verdict:
    """A word behind ``user name`` that is no system account, no placeholder and no piece of a program.

    A plain word needs more: a password beside it, or a label in front and nothing behind it.
    """
    if not _somebody(value, around):
        return _NO
    bare = value.strip("._+-")
    if around.before[-1:] in ("'", '"') and bare.isalpha():  # of a program; fields of data have their own reader
        return _NO
    if _MARK.search(bare) or _beside_password(around.after):
        return Verdict(State.NEUTRAL)
    alone = _LABEL_BEFORE.search(around.before) and _END_AFTER.match(around.after)
    return Verdict(State.NEUTRAL) if alone and bare.islower() and len(bare) >= 6 else _NO


def user_of_a_login(value: str, around: Surroundings) -> Verdict:
    """A word with a password beside it: ``… as k.velker / …``."""
    return Verdict(State.NEUTRAL) if _somebody(value, around) and _beside_password(around.after) else _NO


def user_of_an_address(value: str, around: Surroundings) -> Verdict:
    """The user in front of a password in an address: ``https://k.velker:…@``.

    One named like its database (``dispatch:…@db/dispatch``) is an application.
    """
    password = _ADDRESS_PASSWORD.match(around.after)
    if password is not None and re.match(rf"[^\s/]*/{re.escape(value)}\b", around.after[password.end() :]):
        return _NO
    secret = password is not None and _like_a_secret(password[1])
    return Verdict(State.NEUTRAL) if secret and _somebody(value, around) else _NO


def user_of_a_setting(value: str, around: Surroundings) -> Verdict:
    """The user in a file of settings that also holds the password, at most two lines further."""
    password = _SETTING_PASSWORD.match(around.after)
    secret = password is not None and _like_a_secret(password[1])
    return Verdict(State.NEUTRAL) if secret and _somebody(value, around) else _NO


def listed_login(value: str, around: Surroundings) -> Verdict:
    """The middle of three: system, user name and password between two separators of one kind."""
    before, after = _SEPARATOR_BEFORE.search(around.before), _SEPARATOR_AFTER.match(around.after)
    if before is None or after is None or (before[1][:2], after[1][:2]) not in _PAIRS:
        return _NO
    if before[1] == "|" and not _MARK.search(value):  # in Markdown and in types of programs
        return _NO
    token = _TOKEN.match(around.after[after.end() :].lstrip(" \t*`\"'"))
    secret = token is not None and _like_a_secret(token[0])
    return Verdict(State.NEUTRAL) if secret and not value.isupper() and _somebody(value, around) else _NO


def _somebody(value: str, around: Surroundings) -> bool:
    lower = value.lower()
    if lower in _NOBODY or _PLACEHOLDER.search(value) or _CODE_AFTER.match(around.after):
        return False
    parts = [part for part in lower.split(".") if part]
    return not (len(parts) > 1 and not _CODE.isdisjoint(parts)) and not (value.isupper() and "_" in value)


def _beside_password(after: str) -> bool:
    joint = _JOINT.match(after)
    if joint is None:
        return False
    rest = after[joint.end() :].partition("\n\n")[0][:60]
    if _PASSWORD_WORD.search(rest):
        return True
    token = _TOKEN.match(rest)
    return token is not None and _like_a_secret(token[0])


def _like_a_secret(token: str) -> bool:
    token = token.strip(".,;:!?)(\"'»”«„*`_|")
    if len(token) < 5 or _NO_SECRET.fullmatch(token):
        return False
    classes = sum(bool(one.search(token)) for one in _CLASSES)
    marked = _CLASSES[2].search(token) or _CLASSES[3].search(token)
    return classes >= 3 or (classes == 2 and len(token) >= 6 and marked is not None)
