"""User names: told from system accounts, words of forms and pieces of programs, and by the password beside them."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED)
# Accounts that come with a system, and words of forms, programs and manuals that stand where a user name could.
_NOBODY_TEXT = """
admin administrator root user users username usuario utente test tester guest demo default postgres mysql sa system
service daemon www-data ubuntu ec2-user pi anonymous nonroot public null none nil true false string str int integer text varchar
char bool boolean number uuid required optional missing unknown invalid empty name email mail password passwort login
account value field key token secret data input here below above this that the your you his her and not with from who
has was are can will must only also both same wrong correct valid new old change reset page form screen button link
benutzer benutzername utilisateur identifiant gebruiker gebruikersnaam użytkownik användare användarnamn utilizador usuário
supervisor supervisore operator x-access-token oauth2 oauth git experience interface agent story stories group groups role roles case manual guide error count limit list table
"""
_NOBODY = frozenset(_NOBODY_TEXT.split())
_CODE_TEXT = """
self this request req res form process env os config settings options opts params args body props state session
current_user context ctx auth credentials app data user users obj object event input secrets vars var github django
com org net io de html py js ts json md txt yml yaml php java xml csv pdf png sh exe
"""
_CODE = frozenset(_CODE_TEXT.split())
_PLACEHOLDER = lazy_compile(r"your|my[_-]|example|placeholder|changeme|xxx|<|\{|\$", re.IGNORECASE)
_MARK = lazy_compile(r"[\d._+]")
_PASSWORD_WORD = lazy_compile(
    r"(?<![^\W_])(?:pw|pwd|pass|passwd|password|passcode|passphrase|kennwort|passwort|passwörter|mot de passe|mdp|contraseñ\w|clave|contra"
    r"|parola|wachtwoord|ww|senha|palavra-passe|hasł\w{1,2}|haslo|lösen\w*)(?![^\W_])",
    re.IGNORECASE,
)
_JOINT = lazy_compile(
    r"[\"'»”“*`)\]]{0,3}(?: an| ein)?(?:[ \t]{0,3}(?:[,;:|](?=\s)|\n(?=\S)|=>|->|→)"
    r"|[ \t]{1,3}(?:[/+]|–|—|-|\.{2,})(?=[ \t])"
    r"|[ \t]{1,2}(?:und|and|et puis|et|y|e|i|och|en|ed|med|with|mit|avec|con|met|com|z|ze)(?=\s))\s{0,3}[\"'«„“*`(\[]{0,3}",
    re.IGNORECASE,
)
_ADDRESS_PASSWORD = lazy_compile(r":([^\s@]{4,60})@")
_SETTING_PASSWORD = lazy_compile(
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
_TOKEN = lazy_compile(r"\S{4,40}")
_NO_SECRET = lazy_compile(
    r"[a-zà-ÿ]{1,6}['’][^\W\d_]+|https?:.*|www\.|\S+@\S+\.\w+|[\d.,:/-]+|[A-Za-z]\w*\(.*|[A-Z]?[a-z]+/[A-Z]?[a-z]+|[\w-]+\.(?:com|de|org|net|fr|es|it|nl|pl|se|pt|br|uk)\b",
    re.IGNORECASE,
)
_CLASSES = tuple(map(re.compile, (r"[a-zà-ÿ]", r"[A-ZÀ-Þ]", r"\d", r"[^\w\s]")))
_SERVICE_ACCOUNT = lazy_compile(
    r"(?:svc|srv|service|sa|bot|admin|adm|app|api|job|batch|cron|backup|bkp|deploy(?:er)?|ci|runner|pipeline|monitor(?:ing)?|repl(?:ica|icator)?|etl|sync|worker|daemon|sql|db|readonly|prod|test|stage|staging|dienst)"
    r"[._-][\w.-]+|[\w.-]*[\w][._-](?:svc|srv|service|bot|admins?|adm|app|api|jobs?|batch|cron|backup|bkp|deploy(?:er)?|ci|runner|pipeline|monitor(?:ing)?|repl(?:ica|icator)?|etl|sync|worker|daemon|sql|db|readonly|ro|rw|prod|test|stage|staging|dienst)\d{0,2}",
    re.IGNORECASE,
)
_CODE_AFTER = lazy_compile(r"[(\[{]|\.\w|[\"']\s?[:)\]]")
_LABEL_BEFORE = lazy_compile(
    r"(?:[:|]|(?<!\w)(?:is|ist|bleibt|lautet|heißt|est|reste|es|è|é|to|är|mam|blijft))[ \t*«„`]{0,4}\Z", re.IGNORECASE
)
_SEPARATOR_BEFORE = lazy_compile(r"(–|—|→|->|(?<=\s)-(?=\s)|:|\||\.{3,})[ \t]?\Z")
_SEPARATOR_AFTER = lazy_compile(r"[ \t]?(–|—|→|->|-(?=\s)|/(?=\s)|\||\.{3,})")
_END_OR_JOINT = lazy_compile(
    r"[\"'»”*`]{0,3}(?:[ \t]*(?:$|[\n,;)|<.!?])|[ \t](?:and|und|et|y|e|i|och|en|but|aber|mais|pero|ma|maar|mas|ale|men)\b)",
    re.IGNORECASE,
)
_MARKED = lazy_compile(
    r"(?=.*[A-Za-z].*[A-Za-z])(?:[A-Za-z0-9+-]+[._][A-Za-z0-9._+-]*|[a-z][a-z-]{1,20}\d{1,6}|[a-z]\d{4,8})"
)
# Names of hosts, files and products have marks, too.
_HOST_OR_FILE = lazy_compile(
    r".*\.(?:com|de|org|net|fr|es|it|nl|pl|se|pt|br|uk|eu|io|app|dev|info|ch|at|be|local|lan|home|internal|cloud|example|invalid"
    r"|\w{1,2}|txt|pdf|docx?|xlsx?|zip|png|jpe?g|json|ya?ml|toml|env|conf|config|cfg|ini|sql|html?|php|java|log|csv|exe|kdbx|pem|key)"
    r"|v?\d+(?:\.\d+)+\w*|(?:srv|server|host|vm|web|db|dc|nas|sw|switch|router|pc|laptop|node|prod|test|dev)[._-]?\w*\d*",
    re.IGNORECASE,
)
_PRODUCTS_TEXT = """
wpa2 wpa3 ipv4 ipv6 oauth2 sha1 sha256 sha512 md5 base64 utf8 utf-8 http2 tls1 ssh2 web2 office365 o365 m365 windows10 windows11 win10 win11
outlook365 db2 h2 s3 ec2 mp3 mp4 e2e python3 php8 php7 java8 java11 log4j k8s i18n a11y bcrypt pbkdf2 argon2 argon2id argon2i x509 pkcs12
id3 web3 html5 css3 vue3 angular2 neo4j auth0 fido2 totp2 mailbox1 wifi6 iphone14 iphone15 galaxy s22 covid19
"""
_PRODUCTS = frozenset(_PRODUCTS_TEXT.split())
_WIRELESS_BEFORE = lazy_compile(
    r"(?:ssid|w-?lan|wi-?fi|netz\w*|netwerk|network|réseau|\bred\b|\brete\b|\brede\b|sie[ćc]|nätverk)\W{0,3}(?:\S{1,20} ){0,2}\S{0,3}\Z",
    re.IGNORECASE,
)
_LOGIN_NEAR = lazy_compile(
    r"(?<![^\W_])(?:log(?:in|ins|on|ged|t|ging)?|log in|sign in|user(?:name)?s?|rdp|vpn|account|accounts|credentials|creds|portal|access|benutzer\w*|konto\w*"
    r"|zug[aä]ng\w*|anmeld\w*|angemeldet|einlog\w*|identifiants?|connexion|connect\w*|compte|accès|usuario|acceso|cuenta|entra\w*|utente|accesso"
    r"|acced\w*|credenzial\w*|credencia\w*|gebruiker\w*|inlog\w*|aanmeld\w*|utilizador|usuário|acesso|sessão|conta|użytkownik\w*|zalog\w*|logow\w*"
    r"|loguj\w*|logg\w*|användar\w*|inlogg\w*|domän\w*|domain|domäne|dominio|domínio|domen\w*|pulpit\w*|pass(?:word|wort)?s?|kennwort|mdp|senha|clave"
    r"|contraseña|wachtwoord|hasł\w|lösen\w*|parola)(?![^\W_])",
    re.IGNORECASE,
)
_OWN_LABEL = lazy_compile(
    r"(?<!\w)(?:my|his|her|mein|dein|ihr|sein|mon|ton|son|mi|su|il mio|il suo|mijn|zijn|haar|meu|seu|mój|moj|jego|jej|mitt|hans|hennes)"
    r" (?:user ?name|user|login|benutzer(?:name)?|kennung|anmeldename|identifiant|usuario|utente|nome utente|gebruiker(?:snaam)?|inlognaam"
    r"|utilizador|usuário|nazwa użytkownika|użytkownik|användarnamn|inlogg)(?: (?:is|ist|lautet|est|es|è|é|to|är))? ?[:=]?[\s\"'„«`*]{0,3}\Z",
    re.IGNORECASE,
)
_SHELL_HOST = lazy_compile(
    r"@(?:\S*(?:example|localhost|github|gitlab|bitbucket|amazonaws|yourdomain|your-|hostname|my-?server)\S*|(?:host|server|remote|ip)\b)",
    re.IGNORECASE,
)
_PAIRED = lazy_compile(r"[\"'”»`*]{0,2} / [\"'„«“`*]{0,2}(\S{4,40})")
_FORMULA = lazy_compile(r"\(|\A[^\d\W]+(?:\.[^\d\W]+)*[\"',;:)]*\Z")
_NEXT_CELL = lazy_compile(r"[\"'`*]{0,2}[ \t]*[|;,\t][ \t]*[\"'`*]{0,2}([^\s|;\"`]{4,40})")
_TITLE_OF_PASSWORDS = lazy_compile(
    r"(?:[|;,\t]|^)[ \t\"*]*(?:pw|pwd|pass|passwort|password|kennwort|mot de passe|mdp|contrase[ñn]a|contra|clave|parola d'ordine|wachtwoord|ww|senha|palavra-passe"
    r"|hasło|haslo|lösenord|lösen)[ \t\"*]*(?:[|;,\t]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_END_AFTER = lazy_compile(r"[\"'»”*`]{0,3}[ \t]*(?:$|[\n,;)|<]|\.(?:\s|$))")


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
    if (
        _OWN_LABEL.search(around.before[-60:])
        and len(bare) >= 5
        and bare.isalpha()
        and _END_OR_JOINT.match(around.after)
    ):
        return Verdict(State.NEUTRAL)
    alone = _LABEL_BEFORE.search(around.before) and _END_AFTER.match(around.after)
    return Verdict(State.NEUTRAL) if alone and bare.islower() and len(bare) >= 6 else _NO


def user_of_a_login(value: str, around: Surroundings) -> Verdict:
    """A word with a password beside it: ``… as k.velker / …``."""
    return Verdict(State.NEUTRAL) if _somebody(value, around) and _beside_password(around.after) else _NO


def user_with_mark(value: str, around: Surroundings) -> Verdict:
    """A word with a dot, an underscore or digits, as user names have, that is no host, file or product."""
    return Verdict(State.NEUTRAL) if _marked(value) and _somebody(value, around) else _NO


def user_before_password(value: str, around: Surroundings) -> Verdict:
    """A word with a mark in front of the word for a password, unless it names a wireless network."""
    return _NO if _WIRELESS_BEFORE.search(around.before[-60:]) else user_with_mark(value, around)


def user_of_a_password(value: str, around: Surroundings) -> Verdict:
    """Whose password it is: with a dot or underscore inside, since digits also stand in the names of machines.

    Capitals and digits together are the password itself.
    """
    is_mixed = any(map(str.isdigit, value)) and value.lower() != value
    return user_with_mark(value, around) if ("." in value or "_" in value) and not is_mixed else _NO


def user_of_a_pair(value: str, around: Surroundings) -> Verdict:
    """A user name in front of a slash and something like a password; a word of logins near, or a mark."""
    token = _PAIRED.match(around.after)
    if (
        token is None
        or not _like_a_secret(token[1])
        or _FORMULA.search(token[1])
        or not _somebody(value, around)
        or _HOST_OR_FILE.fullmatch(value)
    ):
        return _NO
    near = _LOGIN_NEAR.search(around.before[-120:]) or _LOGIN_NEAR.search(around.after[:100])
    return Verdict(State.NEUTRAL) if near or (_marked(value) and value.lower() not in _PRODUCTS) else _NO


def user_of_a_domain(value: str, around: Surroundings) -> Verdict:
    r"""``FIRM\\user`` where the text speaks of logging in; paths of the registry and escapes of programs are none."""
    if re.search(r"HK[A-Z_]{2,20}\\{1,2}\Z", around.before) or not _somebody(value, around):
        return _NO
    if value[:1] in set("nrtbfvux") and re.search(r"[\"'][A-Z0-9.-]+\\\Z", around.before):  # ``\\n`` in a string
        return _NO
    near = _LOGIN_NEAR.search(around.before[-120:]) or _LOGIN_NEAR.search(around.after[:80])
    return Verdict(State.NEUTRAL) if near else _NO


def no_service_account(value: str, around: Surroundings) -> Verdict:
    """Fails where a part of a user name says that a program or an office has it: ``svc_backup``, ``atlas_admin``."""
    told = _SERVICE_ACCOUNT.fullmatch(value.strip(".")) is not None
    return Verdict(State.FAILED, "an account of a service") if told else Verdict(State.NEUTRAL)


def user_of_a_shell(value: str, around: Surroundings) -> Verdict:
    """The user of a remote shell at a real host, whom manuals do not name."""
    return Verdict(State.NEUTRAL) if _somebody(value, around) and not _SHELL_HOST.match(around.after) else _NO


def user_of_a_row(value: str, around: Surroundings) -> Verdict:
    """A user name in a row that also holds a password: like one in the next cell, or a title for it above."""
    if not _somebody(value, around) or value.isdigit():
        return _NO
    cell = _NEXT_CELL.match(around.after)
    titled = _TITLE_OF_PASSWORDS.search(around.before) is not None
    if cell is None or (around.after[cell.start() : cell.start(1)].strip(" \"'`*") == "," and not titled):
        return _NO  # a comma also stands between the arguments of a program
    return Verdict(State.NEUTRAL) if titled or _like_a_secret(cell[1]) else _NO


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
    after = _SEPARATOR_AFTER.match(around.after)
    before = None if after is None else _SEPARATOR_BEFORE.search(around.before, max(0, len(around.before) - 8))
    if before is None or after is None or (before[1][:2], after[1][:2]) not in _PAIRS:
        return _NO
    if before[1] == "|" and not _MARK.search(value):  # in Markdown and in types of programs
        return _NO
    token = _TOKEN.match(around.after[after.end() :].lstrip(" \t*`\"'"))
    secret = token is not None and _like_a_secret(token[0])
    return Verdict(State.NEUTRAL) if secret and not value.isupper() and _somebody(value, around) else _NO


def beside_a_login(value: str, around: Surroundings) -> Verdict:
    """Whatever stands near words that speak of logging in or of a password."""
    near = any(_LOGIN_NEAR.search(text) is not None for text in (around.before[-120:], around.after[:100]))
    return Verdict(State.NEUTRAL) if near else _NO


def _somebody(value: str, around: Surroundings) -> bool:
    lower = value.lower()
    if lower in _NOBODY or _PLACEHOLDER.search(value) or _CODE_AFTER.match(around.after):
        return False
    parts = [part for part in lower.split(".") if part]
    return not (len(parts) > 1 and not _CODE.isdisjoint(parts)) and not (value.isupper() and "_" in value)


def _marked(value: str) -> bool:
    return (
        _MARKED.fullmatch(value) is not None
        and _HOST_OR_FILE.fullmatch(value) is None
        and value.lower() not in _PRODUCTS
    )


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
