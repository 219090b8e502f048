"""Evidence in secrets whose place leaves no doubt: a directive of a device, an element beside the name of a user.

There a plain word is a secret too, so what is refused are the words that manuals and programs write into that place.
"""

from __future__ import annotations

from chatscrub.detection.evidence.passwords import not_sample_password, password_strength
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.passwords import cues
from chatscrub.detection.passwords.named import is_reference
from chatscrub.detection.passwords.shapes import Shape, is_ordinary, shape_of
from chatscrub.detection.placeholders import is_placeholder
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_FEWEST = 3  # different characters
_FEWEST_DIGITS, _MANY, _TWO = 4, 6, 2  # digits
_USER = lazy_compile(
    r"(?i)(?:user\w{0,5}|login|usr|usuario|utilisateur|benutzer\w{0,4})[\"'\]]{0,2}\s{0,3}(?:=>|:=|=|:|\()\s{0,3}[\"']([^\"'\n]*)[\"']"
)
_USER_NEAR = 200  # characters
_NEAR = 300  # characters in which a login was spoken of
_LOCKED = lazy_compile(
    r"(?i)\b(?:locked out|unlock(?:ed)?|reset (?:that|it|yours?|mine)|gesperrt|verrouillé|bloquead[ao]|bloccat[ao]|geblokkeerd|zablokowan\w|låst|заблокир\w+)"
)
_CODE = lazy_compile(r"(?i)\d{4,5} \d{4,5}|[0-9a-z]{4,6}-[0-9a-z]{4,6}|[0-9a-z]{6,12}")
_GROUP = lazy_compile(r"[ -]")
_HOST_OR_NAME = lazy_compile(
    r"^(?:www|mail|smtp|imap|api|app|ftp|vpn|self|this|req|res|process|os|env|config|cfg|settings|spring|data|state|props|params|args|user|db|com|org|net)\."
    r"|\.(?:com|net|org|io|dev|de|at|ch|fr|es|it|nl|pl|pt|br|se|dk|no|cz|eu|uk|local|lan|internal|intern|corp|example|test|txt|py|js|ts|json|ya?ml|xml|exe|conf|cfg|ini|env|key|pem|password|passwd|pwd|senha|value|text|name|get|set)$"
    r"|passw|secret|token|config"
)
_ROW = "0123456789012345678901234567890"
_ALGORITHM = lazy_compile(r"(?i)\b(?:aes|des|rsa|ecb|cbc|gcm|pkcs|padding|sha)(?:\b|[/\d])")
_JOINED = lazy_compile(
    r"(?i)(?:user(?:[ _]?name)?|login|account|benutzer(?:name)?|usuario|utilisateur|utente|gebruiker)\s(?:and|or|und|oder|et|ou|y|o|e|en|of|i|lub)\s"
    r"(?:the )?(?:password|passwd|pass|pw|pwd|passwort|kennwort|mdp|contraseña|wachtwoord|senha)\b\W*$"
)
# What a reference or a sentence writes where the secret would stand.
_WRITTEN_TEXT = """
string str text word line value name type boolean required optional none null nil true false yes no undefined default public
private encrypted encryption cleartext plaintext plain cipher simple authentication authorization configuration command commands
secret secrets password passwords passphrase passcode key keys keyword community policy recovery protection removed hidden masked redacted
cisco example sample test demo changeme interactive prompt ask file vault external managed view read-only read-write unknown here with
and the for from that this your mypassword mysecret mykey presharedkey sharedsecret sharedkey
"""
_WRITTEN = frozenset(_WRITTEN_TEXT.split())
_SAMPLE = lazy_compile(
    r"(?i)(?:^|[^a-z])(?:your?|change|changeme|replace|insert|enter|example|sample|dummy|fake|placeholder|here|goes|todo|must|should|xxx+)(?:[^a-z]|$)"
)
# How a remark begins that says where the password is, or what it must be.
_REMARK = lazy_compile(
    r"(?i)(?:ask|see|check|use|same|not?|none|on|in|at|by|the|an?|your?|our|my|we|it|is|was|has|will|must|should|can|please|which|what|enter|choose"
    r"|siehe|steht|bitte|fragt?|frage|wie|kein\w*|gleich\w*|auf|im|am|beim?|das|der|die|muss|nicht|nie|voir|demande\w*|sur|même|idem|dans|le|la|les|au|chez"
    r"|ver|pregunt\w*|igual|misma|en|el|está|consulta\w*|vedi|chied\w*|stess\w|sul|nel|dal|il|zie|vraag|dezelfde|op|bij|het|de|staat|pergunt\w*|mesma|na|no|o"
    r"|zobacz|zapytaj|takie|jest|viz|zepte\w*|stejn\w*|je|fråga|samma|på|finns|spørg|samme|står|kysy|katso|см|смотри\w*|спрос\w*|тот|как|на|у|sor\w*|aynı|lásd|kérd\w*|vezi)"
)
_NAME = lazy_compile(
    r"(?:wrong|bad|incorrect|invalid|some|open_?sesame)\w*|[a-z_.-]*(?:passw(?:or)?d|pwd|passphrase|secret|token|[_.]key|[_.]pass)[a-z_.-]*"
)
_CALL = lazy_compile(r"[\w.]\(.*\)$|^[$%{\[<(]|[{}<>]|\.\.|^[/~]|://|^[a-z_.-]+/[a-z_./-]+$|^!\w+ |^\.\$|\?{3}|\$\w+\$")


def placed_secret(value: str, around: Surroundings) -> Verdict:
    """A value in a certain place: no template, no call, and no word that manuals write there."""
    bare = value.strip("\"'`;,.").lower()
    if _CALL.search(value) or bare in _WRITTEN or is_placeholder(value, random=False) or _SAMPLE.search(value):
        return Verdict(State.FAILED, "a template or a word of manuals")
    if _NAME.fullmatch(bare):
        return Verdict(State.FAILED, "the name of a secret")
    if len(set(bare)) < _FEWEST:
        return Verdict(State.FAILED, "a filler")
    return not_sample_password(value, around)


def placed_strength(value: str, around: Surroundings) -> Verdict:
    """As `password_strength`, but where the place is certain a word in small letters is no weaker claim."""
    if value.islower() and value.isalpha():
        return _NEUTRAL
    return password_strength(value, around)


def placed_phrase(value: str, around: Surroundings) -> Verdict:
    """Some words in such a place: no request, rule or name of what stands there."""
    words = value.split(" ")
    said = sum(is_ordinary(word, "") for word in words)
    if (
        said * 2 > len(words)
        or _REMARK.fullmatch(words[0].lower())
        or cues.PASSWORD.search(value)
        or _SAMPLE.search(value)
    ):
        return Verdict(State.FAILED, "a message or a rule")
    return _NEUTRAL


def no_row_of_digits(value: str, around: Surroundings) -> Verdict:
    """Digits that run through no row, as those of examples do, and of which at least three differ in six or more."""
    digits = "".join(filter(str.isdigit, value))
    row = digits in _ROW or digits in _ROW[::-1]
    if (len(digits) >= _FEWEST_DIGITS and row) or len(set(digits)) < (_FEWEST if len(digits) >= _MANY else 2):
        return Verdict(State.FAILED, "a row of digits")
    return _NEUTRAL


def mixed_or_number(value: str, around: Surroundings) -> Verdict:
    """Digits alone, or letters with two digits and more among them."""
    digits = sum(map(str.isdigit, value))
    return _NEUTRAL if value.isdigit() or digits >= _TWO else Verdict(State.FAILED, "a word")


def varied_key(value: str, around: Surroundings) -> Verdict:
    """Capitals or digits among small letters, as in a key that somebody chose, and no name of an algorithm."""
    varied = value.lower() != value and value.upper() != value
    mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
    named = _ALGORITHM.search(value) is not None
    return _NEUTRAL if (varied or mixed) and not named else Verdict(State.FAILED, "a name or plain words")


def user_named(value: str, around: Surroundings) -> Verdict:
    """What stands before "password" is the name of a user, and not "or" as in "user name or password"."""
    return Verdict(State.FAILED, "a message about logins") if _JOINED.search(around.before[-60:]) else _NEUTRAL


def no_plain_remark(value: str, around: Surroundings) -> Verdict:
    """Not the word of a sentence that goes on about the option: "--password instead of", "-p is the port"."""
    word = value.lower()
    remark = _REMARK.fullmatch(word) is not None or is_ordinary(value, "")
    return Verdict(State.FAILED, "a remark about the option") if remark else _NEUTRAL


def not_the_user(value: str, around: Surroundings) -> Verdict:
    """Not the same as the value before it, which names the user: nobody keeps such a login secret."""
    users = _USER.findall(around.before[-_USER_NEAR:])
    return Verdict(State.FAILED, "the name of its user") if users and users[-1] == value else _NEUTRAL


def password_like_elsewhere(value: str, around: Surroundings) -> Verdict:
    """Letters and digits, signs or capitals in Latin among words in another alphabet: no word that such texts borrow."""
    if placed_secret(value, around).state is State.FAILED or _CALL.search(value):
        return Verdict(State.FAILED, "a template or a word of manuals")
    shape = shape_of(value)
    if shape in (Shape.NONE, Shape.WORD):
        return Verdict(State.FAILED, "a borrowed word")
    return _NEUTRAL


def set_to(value: str, around: Surroundings) -> Verdict:
    """Of the shape of a password, where a password, a login or an account was spoken of."""
    shape = shape_of(value)
    near = around.before[-_NEAR:] + " " + around.after[:_NEAR]
    if shape < Shape.MIXED or is_reference(value):
        return Verdict(State.FAILED, "a word, a name or code")
    spoken = cues.PASSWORD.search(near) or cues.LOGIN.search(near) or _LOCKED.search(near)
    return _NEUTRAL if spoken else Verdict(State.FAILED, "nothing says that it is a password")


def dotted_words(value: str, around: Surroundings) -> Verdict:
    """Words with dots between them that are no host, no file and no name in a program."""
    low = value.lower()
    if _HOST_OR_NAME.search(low):
        return Verdict(State.FAILED, "an address or a name in code")
    return _NEUTRAL


def codes_drawn(value: str, around: Surroundings) -> Verdict:
    """Codes that a machine drew: digits in most of them, and no two alike."""
    codes = _CODE.findall(value)
    drawn = [code for code in codes if any(map(str.isdigit, code))]
    if len(codes) >= _TWO and len(set(codes)) == len(codes) and len(drawn) * 3 >= len(codes) * 2:
        return _NEUTRAL
    return Verdict(State.FAILED, "words, not codes")


def drawn_digits(value: str, around: Surroundings) -> Verdict:
    """Groups of four in base32 that are neither numbers nor words: letters in most of them, in no row of words."""
    groups = [group for group in _GROUP.split(value) if group]
    letters = sum(not group.isdigit() for group in groups)
    words = sum(group.isalpha() and any(vowel in group.lower() for vowel in "aeiou") for group in groups)
    wordy = len(groups) > 1 and words * 3 > len(groups) * 2
    return _NEUTRAL if letters * 2 > len(groups) and not wordy else Verdict(State.FAILED, "numbers or words")


def no_zeros(value: str, around: Surroundings) -> Verdict:
    """Groups that are not all the same."""
    return Verdict(State.FAILED, "a filler") if len(set(value.split("-"))) == 1 else _NEUTRAL
