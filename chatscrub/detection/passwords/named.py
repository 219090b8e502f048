"""What by its own looks, or by what stands beside it, names something else than a secret."""

from __future__ import annotations

from functools import lru_cache

from chatscrub.detection.evidence.verdict import Surroundings
from chatscrub.detection.passwords import code_cues, cues
from chatscrub.detection.passwords.ordinary_words import MANNER
from chatscrub.detection.passwords.shapes import is_ordinary
from chatscrub.detection.passwords.tokens import own_kinds
from chatscrub.lazy_patterns import lazy_compile

_SHORTEST = 3  # letters and digits
_KEYS = lazy_compile(r"(?i)(?:ctrl|strg|alt|cmd|shift|win(?:dows)?|maj|mayús|umschalt)\+\w")
_OF_SSH = lazy_compile(
    r"(?:authorized_keys|known_hosts|id_(?:rsa|dsa|ecdsa|ed25519)(?:\.pub)?|ssh_config|sshd_config|pytest|conftest|htpasswd|keystore)[?!.:,]*"
)
_PINNED = lazy_compile(r"\w@v\d[\w.]*$")
_HANDLE = lazy_compile(r"@[^\W\d]+(?:\.[^\W\d]+)*|[a-z]+@[a-z]+[a-z\d.-]*")  # of a person, or of a user and a machine
_FAULT = lazy_compile(
    r"(?:invalid|missing|unknown|bad|not?|access|auth|error|failed|permission|expired|unsupported)_[a-z_]+"
)
_TEMPLATE = lazy_compile(r"=<|<your|your[-_]|^\$[A-Z_]{3}")
_PUBLIC = lazy_compile(
    r"(?:pk|pub)_(?:live|test)_|(?:base64:)?[A-Z]+(?:_[A-Z]+){2,}$"
)  # by the issuer's prefix; a constant
_WRITTEN = lazy_compile(r"debug\d:|[^\W\d_]+[*:_]innen$")  # by ssh; for both sexes, in German
_VERSION = lazy_compile(r"(?:\w+\.)+\d+(?:a|b|rc)\d+|v\d+(?:alpha|beta|rc|p)\d*")
_IDENTIFIER = lazy_compile(r"(?:[A-Za-z]+[a-z])?(?:Key|Secret|Password|Token)(?:[A-Z][a-z]+)*")
_HASH = lazy_compile(r"\b[0-9a-f]{32,}\b")
_STANDARD = lazy_compile(r"(?i)\b(?:pep|rfc|cve|iso|din|cwe|bpo|gh)\b[-: #]{1,3}$")
_LICENCE = lazy_compile(r"(?i)\W{1,2}(?:licen[cs]|lizenz|licenz|licencj|licens)")
_ACCOUNT = lazy_compile(
    r"(?i)\b(?:accounts?|users?|konto|benutzer(?:in)?|nutzer|compte|utilisateur|cuenta|usuario|utente|gebruiker|conta|utilizador|użytkownika?|användaren?) $"
)
_FIELD = lazy_compile(r"(?i)\"[\w-]*(?:id|e?mail|uri|url|type|name|status|version|user|project|host|_at)\"\s?:\s?\"$")
_USER_KEY = lazy_compile(
    r"(?i)(?:user(?:[ _-]?(?:name|id))?|ssid|usr|host(?:[ _-]?name)?|issuer|benutzer(?:name)?|utilisateur|usuario|utente|gebruiker(?:snaam)?|utilizador|użytkownik|användarnamn)[\"'`]?\s?[:=]\s?[\"'`]?$"
)
_TRACED = lazy_compile(
    r"(?i)(?:\b(?:cf-)?ray(?: id)?|\b(?:request|trace|span|correlation|session|message|event)[ _-]?id|\|1\|(?:[\w+/=]+\|)?)[\"']?(?:\s?[:=]\s?[\"']?|\s)?$"
)  # of one call of a service; a host as ssh hides it
_CREATED = lazy_compile(
    r"(?i)(?:account|konto|compte|cuenta|conta|utente|user|benutzer|gebruiker)[^\n:]{0,12} (?:aangemaakt|created|angelegt|eingerichtet|créé|cread[ao]|creat[ao]|criad[ao]|utworzon\w|założon\w|skapat|upplagt)\s?:\s$"
)
_ROOM = lazy_compile(
    r"(?i)(?:\broom|raum|zimmer|\bsalle|\bchambre|\bsala|\baula|habitaci[óo]n|\bstanza|kamer|lokaal|\bquarto|\bpok[óo]j|\w{2}rum|\bsal|\blicen\w+(?: \w+)?|\bimei)[ :]{1,2}$"
)
_WHOM = lazy_compile(
    r"(?i)\b(?:ask|fragt?|frage|demande[rz]? à|voir avec|pregunt\w+ a|chied\w+ a|vraag(?: het)?(?: aan)?|pergunt\w+ (?:a|ao|à)|(?:za)?pytaj(?:cie)?|fråga) $"
)
_ADMIN = lazy_compile(r"(?i)(?:admin|root|user|svc|guest|test)")
_OTHER = 30  # characters before digits in which a code that opens nothing is named
_LONGEST_PHONE = 13  # digits
_DATE = lazy_compile(
    r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[hu:.]\d{0,2}-\d{1,2}[hu:.]\d{0,2}"
)
_PORT = lazy_compile(r"\d+(?:\.\d+){3}:$")
_PORTS = frozenset(["3306", "33060", "5432", "6379", "27017", "8080", "8443", "1433", "1521", "5672", "9200", "11211"])
_PORT_NAMED = lazy_compile(
    r"(?i)\b(?:ports?|porta|puerto|poort|portu?)(?: (?:is|ist|es|é|è|to|är|nr\.?|no\.?))?[ :=]{1,2}$"
)
_IP = lazy_compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
_NOT_QUOTED = lazy_compile(
    r"(?i)\b(?:not|no|nor|nicht|kein|pas(?: de)?|non|ni|nie|niet|geen|não|inte|ej)[ ](?:e\.?g\.?[ ]|z\.?[ ]?B\.?[ ])?[\"'`„“«‘]$"
)
_SUCH_AS = lazy_compile(
    r"(?i)(?:\b(?:passwords|pass(?:phrases|codes)|pass?wörter|kennwörter|mots de passe|contraseñas|claves|senhas|palavras-?passe|wachtwoorden|hase[łl]|has[łl]a|lösenord\w*|pins|codes|kodów)\b[^.;:!?\n]{0,60}?"
    r"\s(?:like|such as|for example|e\.? ?g\.|wie|etwa|z\. ?B\.|zum Beispiel|comme|par exemple|p\. ?ex\.|como|por ejemplo|p\. ?ej\.|come|ad esempio|(?:ad|p)\. ?es\.|zoals|bijv(?:\.|oorbeeld)|por exemplo|typu|jak|np\.|som|såsom|t\. ?ex\.|till exempel)"
    r"|\b(?:most (?:common|used|popular|widespread)|weakest|verbreitetste\w*|plus répandue?s?|más extendid[ao]s?|più diffus\w|meest voorkomende|mais comun\w{0,3}|häufigste\w*|beliebteste\w*|schwächste\w*|les? plus (?:courants?|utilisés?|fréquents?)|más (?:comun(?:es)?|común|usad[ao]s?|débil)|più (?:comun\w|usat\w|debol\w)|meest gebruikte|zwakste|mais (?:comu(?:m|ns)|usad[ao]s?|frac[ao]s?)|najczęst\w+|najpopularniejsz\w+|najsłabsz\w+|vanligaste|svagaste|sperrliste|block-?list|blacklist|liste noire|lista n(?:egra|era)|czarn\w+ list\w+|spärrlista)\b[^.!?\n]{0,50}?)"
    r"[:,]?\s(?:[\"'„“«»”]?[^\s,]{3,24}[\"'“”»]?,?\s(?:(?:or|and|oder|und|ou|et|o|y|e|of|en|lub|i|eller|och)\s)?){0,3}[\"'„“«]?$"
)
# Lists that attackers try, and rules of what nobody may choose.
_TRIED_OR_FORBIDDEN = lazy_compile(
    r"(?i)(?<![^\W_])(?:spray(?:s|ing|ed)?|brute[- ]?forc\w+|word-?lists?|dictionary attacks?|credential stuffing|attackers? (?:tr\w+|guess\w*|us\w+)|attacks? tr\w+|it tries|tries|hashcat|rockyou|john the ripper|cracked in|guess(?:es|ed|ing)"
    r"|(?:bad|weak|forbidden|common|guessable|leaked|insecure|terrible|disallowed|banned) passwords?|not allowed|must not (?:be|contain)|prohibited|(?:schlechte|schwache|unsichere|verbotene|häufige) (?:passwörter|kennwörter)|verboten|unzulässig|darf nicht|dürfen nicht|angreifer"
    r"|mots de passe (?:faibles|interdits|courants|à éviter)|interdits?|à proscrire|attaquants?|contraseñas (?:débiles|prohibidas|comunes|malas)|prohibid[ao]s?|atacantes?|fuerza bruta|password (?:deboli|vietate|comuni)|vietat[eio]|attaccante|forza bruta"
    r"|senhas (?:fracas|proibidas|comuns)|proibid[ao]s?|força bruta|(?:zwakke|verboden) wachtwoorden|verboden|słabe hasła|zakazane|zabronione|svaga lösenord|förbjudna|forbudte?|svage adgangskoder|kiellety\w+|heikkoj?a? salasano\w+|zakázan\w+|slabá hesla|tiltott|gyenge jelszavak|interzise|parole slabe"
    r"|yasak\w*|zayıf (?:şifre|parola)\w*|απαγορ\w+|заборонен\w*|слабкі паролі|запрещ\w+|слабые пароли|禁止|弱いパスワード|弱密码|금지|취약한)(?![^\W_])(?P<between>[^\n?]{0,120})\Z"
)
_NOT_TO_USE = lazy_compile(
    r"(?i)(?<![^\W_])(?:(?:do not|don['’]t|never) (?:use|choose|pick)|(?:must|may|should|can) ?not be|nunca (?:use|usar|uses|utilice)|no (?:use|uses|utilice)|non (?:usare|usate|utilizzare)|não (?:pode ser|use|usar|utilize)|nie (?:może być|używaj\w*|stosuj\w*)|(?:får|ska) inte (?:vara|heta)"
    r"|använd inte|må ikke være|brug ikke|bruk ikke|ikke bruk|älä(?:kää)? käyt\w+|ei saa olla|nesmí být|nepoužív\w+|nem lehet|ne használ\w+|nu (?:folosi\w*|poate fi)|kullanmay\w+|olamaz|ne (?:doit|peut) pas (?:être|contenir)|n['’]utilisez (?:pas|jamais)|pas de|also kein\w*|verwende\w*(?: sie)? (?:nicht|nie|kein\w*)"
    r"|gebruik (?:geen|nooit)|mag niet|μη(?:ν)? χρησιμοποι\w+|не використов\w+|не использу\w+)(?P<between>[^\n?]{0,60})\Z"
)
_INSTEAD = lazy_compile(
    r"(?i)(?<![^\W_])(?:but|instead|use|sondern|statt|nimm|mais|plutôt|sino|en su lugar|ma|bensì|mas|maar|lecz|ale|utan|men)(?![^\W_])"
)
_WORD_AND_DIGITS = lazy_compile(r"[^\W\d_][^\W_]{3,}@?\d{1,4}[!?.*#$]?\.?")
_ALGORITHM = lazy_compile(
    r"(?i)(?:scram-)?sha-?[123]?-?\d{3}(?:-\w+)?|pkce(?:-s256)?|hmac-?(?:sha\d*|md5)[-\w]*|aes-?\d{3}(?:-\w+)*|tls-?v?1[._]\d[-\w]*|rs(?:a|assa)?-?\d{3,4}\w*|ecdsa[-\w]*|ed25519|pbkdf2[-_\w]*|argon2\w*|bcrypt\d*|chacha20[-\w]*|x25519|curve25519|diffie-hellman[-\w]*"
)
_ALONE_PASSWORD = lazy_compile(
    r"(?i)(?:is|lautet|ist|est|es|è|é|to|är|now|jetzt|neu|new|changed to|set to|geändert)\W{1,4}\Z"
)
_DIGITS_BEFORE = lazy_compile(r"\d[ ./-]$")
_REMARK = lazy_compile(
    r"(?i)[\"'`”“]?[ \t]*(?:#|//|--|\(|<!--|;)[ ]{0,2}(?:exemplo|example|ejemplo|esempio|beispiel|exemple|voorbeeld|przykład|exempel|sample|dummy|fake|nur (?:ein )?beispiel|só exemplo)\b"
)
_SQL_STATE = lazy_compile(r"(?i)\w[\"']?: ?[\"'][^\n]{0,80}, [\"']?code[\"']?: ?[\"']$")  # of an error in an object
_BLOB = 48  # characters
_LINE = 1000  # characters of a line on either side of a value
_LISTED = 300  # characters of a line in which a hash, a title or a brace is looked for, on either side
_EXAMPLES = 160  # characters in front of a value in which it may be said that it is an example
_TYPED = 32  # characters; nobody tells or types a longer value in one piece
_KEY = lazy_compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w.-]{33,48}")
_SEALED = lazy_compile(r"\bENC\[\w+,|,iv:|,tag:")  # encrypted settings
_DIGEST = lazy_compile(r"(?i)\b(?:sha-?\d{1,3}|md5)[-:]")
_REFERENCE = lazy_compile(
    r"(?:KB|INC|REQ|CHG|TKT|RITM|CVE|RFC|ISO|EN|DIN|BUG|CASE|PO|RMA|INV|ERR)[-_ ]?\d[\d-]*"
    r"|(?:req|evt|cus|sub|price|prod|msg|run|thread|asst|batch|acct|inv|ord|txn|trace|span|job|task|build|usr|org|proj)_[A-Za-z0-9]{6,}"
)
_NETWORK = lazy_compile(
    r"(?i)(?:tp-?link|fritz!?box|livebox|freebox|bbox|sfr|vodafone|telekom|speedport|easybox|movistar|orange|meo|nos|ziggo|kpn|netgear|linksys|d-?link|asus|huawei|zte|tim|fastweb|wind3?|upc|tele2|comhem|telia|bt-?hub\d?|sky|virgin|vm)[-_ ](?:[A-Z0-9]{3,10}|\d(?:\.\d|[Gg]))"
)  # as makers name them
_REGION = lazy_compile(
    r"(?:us|eu|ap|sa|ca|me|af|il|cn|mx)-(?:gov-)?(?:north|south|east|west|central)(?:east|west)?-\d[a-z]?"
    r"|(?:europe|us|asia|australia|northamerica|southamerica|me|africa)-(?:north|south|east|west|central)(?:east|west)?\d(?:-[a-f])?"
)
_SETTING = lazy_compile(
    r"(?i)(?:identifier|(?-i:[a-z]I[Dd])|[_-](?:id|name|arn|ur[il]|hosts?|zone|type|size|sku|tier|path|file|tag|at)|region|bucket|image|version|endpoint|namespace|cluster)[\"']?\s{0,20}[:=]\s?[\"']?$"
)
_SINCE = lazy_compile(
    r"(?i)\b(?:since|from|in|until|of|seit|ab|bis|von|jahr|depuis|en|de|année|desde|hasta|año|dal|del|nel|anno|sinds|vanaf|tot|od|do|w|roku?|sedan|från|till|året?|ano|até)\s$"
)
_YEAR = lazy_compile(r"(?:19[4-9]|20[0-4])\d")
_ENDING = lazy_compile(
    r"(?i)\b(?:end(?:s|ing)? (?:in|with|on)|last (?:four|4)(?: digits)?(?: are)?|slutar (?:på|med)|endet (?:auf|mit)|endend auf|finit par|finissant par|(?:se )?termin\w+ (?:par|en|em|com|por|in|con|per)"
    r"|finisce (?:per|con|in)|eindig(?:t|end) op|ko[ńn]cz\w+ się na|ko[ńn]ców\w+)\s?:?\s[\"'„“]?$"
)
_WITH_PRONOUN = lazy_compile(
    r"[^\W\d_]+-(?:(?:le|la|les)-)?(?:moi|toi|nous|vous|le|la|les|lui|leur|ce|je|tu|ils?|elles?|on|me|te|se|lhes?|nos|mnie|vos)"
)
_TITLES = 4  # cells, from which a line without digits that names passwords is the titles of a table
_CELL = lazy_compile(r"[\t;|]")
_BRACES = (("{{", "}}"), ("ENC[", "]"), ("ENC(", ")"))  # of templates, and of settings that SOPS or Jasypt encrypted
_HOST = lazy_compile(r"[\w-]+\.[\w.-]*[a-z]/$")
_TAIL, _HEAD = lazy_compile(r"[\w+/=.@-]+$"), lazy_compile(r"[\w+/=.@-]+")


def names_something_else(text: str, start: int, end: int) -> bool:
    """Whether a span of characters is no secret: by its looks, or since what stands beside it says what it is."""
    return (
        _names_something(text[start:end])
        or _puts_off(text, start, end)
        or is_named(text, start, end)
        or _is_part(text, start, end)
        or _is_title(text, start, end)
        or in_a_template(text[max(0, start - _LISTED) : start], text[end : end + _LISTED])
    )


def is_reference(value: str) -> bool:
    """Whether it names a ticket, an order, an article of a knowledge base, a standard, an algorithm or the region of a cloud."""
    return any(name.fullmatch(value) is not None for name in (_REFERENCE, _REGION, _ALGORITHM))


def is_public(value: str) -> bool:
    """Whether it is a key that stands in pages for all to read, or the name of a constant where a value should stand."""
    return _PUBLIC.match(value) is not None


def is_setting(before: str) -> bool:
    """Whether the text ends with the name of a setting that is public: an identifier, a path, a region."""
    return _SETTING.search(before[-_BLOB:]) is not None


def in_a_template(before: str, after: str) -> bool:
    """Whether the value stands between braces that hold what will be filled in, or what is encrypted."""
    line, rest = before.rpartition("\n")[2], after.partition("\n")[0]
    opened = ((line.rpartition(mark), close) for mark, close in _BRACES)
    return any(mark and close not in inside and close in rest for (_, mark, inside), close in opened)


def _line(text: str, start: int, end: int) -> str:
    """The line around a span, of which no more than `_LISTED` characters on either side are looked at."""
    before = text[max(0, start - _LISTED) : start].rpartition("\n")[2]
    return before + text[start:end] + text[end : end + _LISTED].partition("\n")[0]


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether the line is the titles of a table: many cells without a digit, one of which is a word for a password."""
    if not text[start:end].replace(" ", "").isalpha():
        return False
    line = _line(text, start, end)
    cells = [cell.strip(" *\"'`") for cell in _CELL.split(line)]
    named = (found.span() == (0, len(cell)) for cell in cells if (found := cues.PASSWORD.search(cell)))
    return sum(map(bool, cells)) >= _TITLES and not any(map(str.isdigit, line)) and any(named)


def _names_something(value: str) -> bool:
    """Whether it is a single digit, the letter of an answer, a combination of keys or the name of a system."""
    return (
        sum(map(str.isalnum, value)) < _SHORTEST
        or _KEYS.match(value) is not None
        or _PINNED.search(value) is not None
        or any(name.fullmatch(value) for name in (_OF_SSH, _HANDLE, _VERSION, _IDENTIFIER, _FAULT))
        or value[0] == "="
        or is_reference(value)
        or (value.islower() and _WITH_PRONOUN.fullmatch(value) is not None)
        or _TEMPLATE.search(value) is not None
        or _WRITTEN.match(value) is not None
        or is_public(value)
        or (value.isalpha() and ("SYSTEM" in own_kinds(value) or is_ordinary(value, "") or value in MANNER))
    )


def _puts_off(text: str, start: int, end: int) -> bool:
    """Whether a reply begins with a word that people write who do not answer."""
    value = text[start:end]
    return (
        value.isalpha()
        and text[max(0, start - 3) : start].rstrip().endswith((":", ">"))
        and cues.NO_REPLY.search(value) is not None
    )


def is_named(text: str, start: int, end: int) -> bool:
    """Whether what stands beside it says that it is something else, or no longer or never to be used.

    A licence, a room, a call of a service, a field, an account or somebody to ask; an example, or what is forbidden.
    """
    before = text[max(0, start - _BLOB) : start]
    if any(name.search(before) for name in (_FIELD, _USER_KEY, _TRACED, _CREATED, _NOT_QUOTED)) or is_setting(before):
        return True
    if _REMARK.match(text[end : end + _BLOB]) or _SQL_STATE.search(text[max(0, start - _EXAMPLES) : start]):
        return True
    value = text[start:end]
    if _ROOM.search(before) and (value.isdigit() or (value.isupper() and any(map(str.isdigit, value)))):
        return True
    if value.istitle() and value.isalpha() and _WHOM.search(before):
        return True
    if _SUCH_AS.search(text[max(0, start - _EXAMPLES) : start]) or _NETWORK.fullmatch(value.rstrip(".")):
        return True
    if _is_not_to_use(text[max(0, start - _EXAMPLES) : start], value) and not _ALONE_PASSWORD.search(before):
        return True
    account = _ACCOUNT.search(before[-_OTHER:]) and _ADMIN.match(value)
    return account is not None or _LICENCE.match(text[end : end + 12]) is not None


def _is_not_to_use(before: str, value: str) -> bool:
    """Whether the line says that attackers try such values, or that nobody may choose them."""
    found = _TRIED_OR_FORBIDDEN.search(before)
    if found is None and _WORD_AND_DIGITS.fullmatch(value):
        found = _NOT_TO_USE.search(before)
    return found is not None and _INSTEAD.search(found["between"]) is None


@lru_cache(maxsize=16)  # most checks of one password ask it
def is_named_around(value: str, around: Surroundings) -> bool:
    """`is_named` of a value with what stands around it."""
    start = len(around.before)
    return is_named(around.before + value + around.after, start, start + len(value))


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether it goes on from a host, or digits are an amount, a telephone number or the rest of a longer one."""
    value = text[start:end]
    if _HOST.search(text[max(0, start - _BLOB) : start]):
        return True
    if value[-1] == "@" or (not value[0].isdigit() and not value[-1].isdigit()):
        return value[-1] == "@"
    digits = sum(map(str.isdigit, value))
    grouped = " " in value and value.replace(" ", "").isdigit()
    return (
        _STANDARD.search(text[max(0, start - 8) : start]) is not None
        or (_YEAR.fullmatch(value) is not None and _SINCE.search(text[max(0, start - 12) : start]) is not None)
        or (value.isdigit() and _ENDING.search(text[max(0, start - _BLOB) : start]) is not None)
        or _DATE.fullmatch(value) is not None
        or _PORT.search(text[max(0, start - 16) : start]) is not None
        or (value.isdigit() and _is_port(text[max(0, start - _BLOB * 2) : start]))
        or (value in _PORTS and text[max(0, start - 2) : start].endswith(("- ", ":", ": ")))
        or (grouped and 9 <= digits <= _LONGEST_PHONE)
        or ((grouped or value.isdigit()) and _DIGITS_BEFORE.search(text[max(0, start - 8) : start]) is not None)
        or (value.isdigit() and code_cues.OTHER_CODE.search(text[max(0, start - _OTHER) : start]) is not None)
        or (value.isdigit() and code_cues.UNIT.search(text[end : end + 12]) is not None)
    )


def _is_port(before: str) -> bool:
    """Whether the text ends with the word for a port of an address that stands before; a porta is also a door."""
    return _PORT_NAMED.search(before[-16:]) is not None and _IP.search(before) is not None


def in_a_blob(text: str, start: int, end: int, *, may_be_long: bool) -> bool:
    """Whether the value is a piece of something much longer without white space: a hash, a path, encoded text."""
    value = text[start:end]
    before = text[max(0, start - _LINE) : start].rpartition("\n")[2]
    line = before + " " + text[end : end + _LINE].partition("\n")[0]
    if _HASH.search(line[:_LISTED]):
        return True  # the listing of a program
    if _DIGEST.match(value) or _DIGEST.search(text[max(0, start - _BLOB) : start].rpartition(" ")[2]):
        return True
    if _SEALED.search(line):
        return True
    if end - start > _TYPED and any(map(str.isalpha, value)) and " " not in value:
        # Keys of machines are the business of their own detectors, save where somebody says what this is.
        return not (may_be_long and _KEY.fullmatch(value))
    left = _TAIL.search(text[max(0, start - _BLOB) : start])
    right = _HEAD.match(text[end : end + _BLOB])
    around = len(left[0] if left else "") + len(right[0] if right else "")
    return around > end - start and around + end - start > _BLOB
