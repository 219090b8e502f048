"""Facts about a person: names, addresses, health, travel documents."""

from __future__ import annotations

import re
from itertools import cycle

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.premises import is_invented, is_open_to_all
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED)
_FAILED = Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")
_WORD = lazy_compile(r"[^\W\d_]+")
# Words that forms and programs write where a name could stand, and parts of names of companies and places.
_NO_NAMES_TEXT = """
abteilung account accounts address admin administrator agent all and any api app application array association
august bank base board bool boolean bot box business button card care center centre chat city class client cloud
code column committee company configuration connection contact contacts control corp corporation council country
county court create customer customers data database date december default delete department desk details
development device director division edit email employee end error event false february file firma first for
form foundation frau friday from full function gateway gmbh government group guest guide help herr hospital
hotel html http id inc index info information input institute insurance integer internal international item
january json july key kingdom kunde kunden kundennummer last legal limited link list llc llp login logo ltd mail
main management manager map march market marketing member menu message ministerium ministry mode model module
monday monthly name names national network new next no none not november null number nummer object october
office online only open operations optional order organization other output owner park partner password path
patient payment people person phone plan platform please policy portal post premium primary private product
profile program project provider public query read record records relations report request required research
reset response review role sales saturday schema school search select september server service services session
set settings shop site société software solutions source staff standard start state states status store straße
street string success sunday support system systems table tax team technology test text the this thursday title
to token tool true tuesday type types union unique unit united university universität unknown update url user
users value values variable verein version view web wednesday with you your
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
_OFFICES_TEXT = """
ambassador chair chairman chairwoman chancellor chef commissioner governor judge justice mayor minister officer or pastor
president präsident professor rector reverend secretary senator speaker vice who
colleague collega colega collègue confrère consœur kollege kollegen kollegin sirs
"""
_OFFICES = frozenset(_OFFICES_TEXT.split())
_NO_STREETS = frozenset(
    (
        "android",
        "css",
        "dropbox",
        "flash",
        "free",
        "google",
        "hard",
        "html",
        "new",
        "python",
        "test",
        "twitter",
        "usb",
        "web",
    )
)
_OFFENCE = lazy_compile(
    r"(?i)abuse|arson|assault|betrug|blackmail|bribe|burglar|delito|diebst|drug|dui|dwi|embezz|estafa|extort|forger|fraud"
    r"|furto|harass|homicid|hurto|körperverl|launder|manslaught|mord|murder|nötigung|perjur|rape|robber|robo|stalk|steuerhint"
    r"|theft|traffick|truffa|unterschl|vergewalt|violenc|\bvol\b"
)


def person_name(value: str, around: Surroundings) -> Verdict:
    """Two to five words of a name, none of which is a word of forms, programs or companies."""
    words = [word.lower() for word in _WORD.findall(value)]
    if not 2 <= len(words) <= 6 or sum(len(word) > 1 for word in words) < 1 or not _NO_NAMES.isdisjoint(words):
        return Verdict(State.FAILED, "no name of a person")
    return Verdict(State.NEUTRAL)


def machine_readable_zone(value: str, around: Surroundings) -> Verdict:
    """The lines of ICAO Doc 9303 at the foot of a passport or identity card: the check digits of number, birth and expiry."""
    lines = [line for line in re.split(r"(?:\\[nr]|\s)+", value) if line]
    if len(lines) == 2 and len(lines[1]) in (36, 44):
        second = lines[1]
        fields = ((second[0:9], second[9]), (second[13:19], second[19]), (second[21:27], second[27]))
    elif len(lines) == 3 and all(len(line) == 30 for line in lines):
        first, second = lines[0], lines[1]
        fields = ((first[5:14], first[14]), (second[0:6], second[6]), (second[8:14], second[14]))
    else:
        return _FAILED
    return Verdict(State.PROVEN, "checksum ok") if all(_check_digit(*field) for field in fields) else _FAILED


def _check_digit(field: str, digit: str) -> bool:
    total = sum(weight * _worth(character) for weight, character in zip(cycle((7, 3, 1)), field, strict=False))
    return digit.isdigit() and total % 10 == int(digit)


def _worth(character: str) -> int:
    return 0 if character == "<" else int(character, 36)


def surname(value: str, around: Surroundings) -> Verdict:
    """One to four words behind a title, none of which is an office or a word of forms, programs or companies."""
    words = [word.lower() for word in _WORD.findall(value)]
    if not words or len(words[0]) < 2 or not _NO_NAMES.isdisjoint(words) or not _OFFICES.isdisjoint(words):
        return Verdict(State.FAILED, "no name of a person")
    return Verdict(State.NEUTRAL)


def street_name(value: str, around: Surroundings) -> Verdict:
    """A street, none of whose words are those of a product (``Google Drive``) or a heading."""
    words = {word.lower() for word in _WORD.findall(value)}
    if is_invented(around.before, value, around.after):
        return Verdict(State.FAILED, "nobody's address")
    if is_open_to_all(around.before, around.after, value):
        return Verdict(State.FAILED, "the address of a firm or a museum")
    return _NO if not _NO_STREETS.isdisjoint(words) else Verdict(State.NEUTRAL)


def offence(value: str, around: Surroundings) -> Verdict:
    """Words behind ``convicted of``, at least one of which names an offence."""
    return Verdict(State.NEUTRAL) if _OFFENCE.search(value) else _NO


_NO_NAME = Verdict(State.FAILED, "no name of a person")
# What documentation and forms write where a name could stand; the first are such only alone.
_SAMPLES = frozenset(
    ("john", "jane", "alice", "bob", "max", "erika", "joe", "peter", "anna", "test", "rossi", "dupont")
)
_NOBODY_TEXT = """
doe mustermann musterfrau foo foobar baz lorem ipsum acme nn xyz abc vorname nachname nom prénom nombre apellido
apellidos nome cognome naam voornaam achternaam namn förnamn efternamn imię nazwisko surname firstname lastname
fullname sobrenome anonymous nil nan yes oui non sí sim não nao nee tak nie nej tbd todo missing kundin klant cliente
klient patientin paciente paziente pacjent beide mr mrs ms telefon telefono teléfono telefone telefoon adresse adress
adres dirección indirizzo varchar char nvarchar float double datetime timestamp uuid undefined default example sample
demo dummy template header button input placeholder is are was has have will can must it we she they what how if ist
ag kg gbr ohg ug ev ab oy aps bv nv srl spa sas sarl sàrl sa lda ltda plc pty co kft sp zoo firm holding holdings group
gruppe groupe gruppo versand handel technik bau stiftung genossenschaft atelier studio studios consulting logistics
logistik partners partner industries labs systems systeme trading export import transport transports trans immobilien
bakery bäckerei praxis klinik clinic apotheke pharmacy restaurant café cafe garage autohaus sparkasse volksbank
sind hat wird oder nicht sont pas een och att är som get new only same other others
"""
_NOBODY = frozenset(_NOBODY_TEXT.split())
# `name = "…"`, `firstName: '…',`: a key without quotes before a value with them is a program's.
_CODE_BEFORE = lazy_compile(r"(?:[\w\])]\s{0,3}(?::=|==?)\s{0,3}|[\w\]][?]?:\s{0,3})[\"'`]\Z")
_ASSIGNED = lazy_compile(r"[\"'`]\s{0,2}[,;)}\]]|[\"'`]\s{0,2}\Z|[\"'`]\r?\n")
_CELL_BEFORE = lazy_compile(r"(?:[\t|;,(>]|  |\n)[ *_]{0,3}[\"'`]?[ *_]{0,3}\Z|\A\Z")
_CELL_AFTER = lazy_compile(r"[ *_]{0,3}[\"'`]?[ *_]{0,9}(?:[\t|;,)<\r\n]|\Z)")


_LONGEST_NAME = 25  # letters of a word


def name_in_field(value: str, around: Surroundings) -> Verdict:
    """Words of a name under a label or title that says so; small letters throughout only in the cell of a table."""
    words = [word.lower() for word in _WORD.findall(value)]
    if not words or sum(len(word) > 1 for word in words) < 1 or len(words) > 7:
        return _NO_NAME
    if len(words[0]) > 20 or max(map(len, words)) > _LONGEST_NAME:
        return _NO_NAME
    if not _NO_NAMES.isdisjoint(words) or not _NOBODY.isdisjoint(words) or (len(words) == 1 and words[0] in _SAMPLES):
        return _NO_NAME
    before = around.before[-40:]
    if _CODE_BEFORE.search(before) and (before[-1] != '"' or _ASSIGNED.match(around.after)):
        return _NO_NAME
    if around.after.startswith(("(", "=", "_", "/", "://", "@", ".js", ".py")) or around.before.endswith(
        ("$", "{", "<", "/")
    ):
        return _NO_NAME
    if value.islower() and not (_CELL_BEFORE.search(before) and _CELL_AFTER.match(around.after)):
        return _NO_NAME
    return Verdict(State.NEUTRAL, "stands under a label or title for a name")


_HOUSE = lazy_compile(r"(?<![\w.,:])\d{1,5}(?:[ ]?[A-Za-z])?(?:[-/]\d{1,4}[A-Za-z]?)?(?![\w:%])")
_STREET_WORD = lazy_compile(r"[^\W\d_]{3,}")
_NO_ADDRESS = lazy_compile(
    r"\d{1,3}(?:\.\d{1,3}){3}|\b(?:v|version|build|port|line|page|step|chapter|section|bytes?|ms|px|kb|mb|gb|usd|eur)\b"
    r"|\b(?:0x|19\d\d-|20\d\d-)|\d{1,2}:\d\d",
    re.IGNORECASE,
)


def address_in_field(value: str, around: Surroundings) -> Verdict:
    """A street or place with a number: words and a house number or postcode, and nothing that addresses of machines have."""
    text = " ".join(value.split())
    words = _STREET_WORD.findall(text)
    digits = sum(character.isdigit() for character in text)
    if not words or not _HOUSE.search(text) or _NO_ADDRESS.search(text) or digits > 14 or len(words) > 14:
        return Verdict(State.FAILED, "no postal address")
    if not any(word[0].isupper() for word in words) or around.after.startswith(("(", "=", "/", "@", ":")):
        return Verdict(State.FAILED, "no postal address")
    before = around.before[-40:]
    if _CODE_BEFORE.search(before) and before[-1] != '"':
        return Verdict(State.FAILED, "no postal address")
    return Verdict(State.NEUTRAL, "stands under a label or title for an address")


def address_dictated(value: str, around: Surroundings) -> Verdict:
    """A street with a house number, in any letters."""
    return (
        Verdict(State.NEUTRAL, "said to live there")
        if _HOUSE.search(value)
        else Verdict(State.FAILED, "no house number")
    )


_NO_HEALTH_TEXT = """
n/a none no nein non nee nie nej yes ja oui si sim tak unknown unbekannt pending offen ok healthy gesund keine aucun
ninguna nessuna geen brak ingen nka nkda nkfa nil negative unauffällig gesund ras sain sano zdrowy frisk ikke nr žádné žádná ei yok нет немає 无 没有 なし 無し 없음 لا string text null true false error timeout failed slow network missing invalid
"""
_NO_HEALTH = frozenset(_NO_HEALTH_TEXT.split())
_MOST_WORDS = 16  # two or three illnesses


def health_in_field(value: str, around: Surroundings) -> Verdict:
    """A few words under a title for a diagnosis or a medicine, none of which says that there is none."""
    words = [word.lower() for word in _WORD.findall(value)]
    if not words or len(words) > _MOST_WORDS or not _NO_HEALTH.isdisjoint(words[:2]):
        return Verdict(State.FAILED, "no word of medicine")
    # ``DM``, ``HIV``, ``T2DM``; a word of other letters may have two.
    short = _SHORT_FORM.match(value) is not None or (not value.isascii() and _OTHER_SCRIPT.search(value) is not None)
    return (
        Verdict(State.NEUTRAL) if short or max(map(len, words)) >= 4 else Verdict(State.FAILED, "no word of medicine")
    )


_SHORT_FORM = lazy_compile(r"[A-Z][A-Z0-9]{1,5}(?![^\W_])")
_OTHER_SCRIPT = lazy_compile(r"[\u0370-\u1fff\u3040-\ud7af]{2}")
_TELLS_NOTHING_TEXT = """
n/a na none no nein non nee nie nej yes ja oui si sí sim tak unknown unbekannt pending offen ok keine kein aucun aucune ninguna ninguno nessuna nessuno
geen brak ingen ingenting string text null true false error not see siehe voir ver missing invalid required erforderlich requis tbc tbd prefer undisclosed
declined withheld keiner ohne sans sin senza zonder bez utan uden uten žádné žádná ei yok нет немає ні не 无 無 没有 なし 無し 없음 무 무교 لا नहीं
"""
_TELLS_NOTHING = frozenset(_TELLS_NOTHING_TEXT.split())
_MOST_TOLD = 10  # words


def told_in_field(value: str, around: Surroundings) -> Verdict:
    """A few words under a title for a belief, an origin, a status or a conviction, none of which says that there is none."""
    words = [word.lower() for word in _WORD.findall(value)]
    if not words or len(words) > _MOST_TOLD or (max(map(len, words)) < 2 and value.isascii()):
        return Verdict(State.FAILED, "tells nothing of a person")
    if words[0] in _TELLS_NOTHING:
        return Verdict(State.FAILED, "tells nothing of a person")
    return Verdict(State.NEUTRAL)


_MACHINE_USERS_TEXT = """
admin administrator root user username guest test tester demo postgres mysql oracle sa ubuntu debian ec2-user git
nobody service system default anonymous app api bot www-data daemon jenkins deploy node runner docker me you
"""
_MACHINE_USERS = frozenset(_MACHINE_USERS_TEXT.split())


def person_handle(value: str, around: Surroundings) -> Verdict:
    """A user name that a person may have, not one of a service or of a form."""
    bare = re.split(r"[._\d-]", value.lower())[0]
    if bare in _MACHINE_USERS or value.lower() in _MACHINE_USERS or around.after[:1] in ("(", "[", "="):
        return Verdict(State.FAILED, "a name of a service or a form")
    return Verdict(State.NEUTRAL)


_PACKAGE_BEFORE = lazy_compile(r"(?:npm|yarn|pnpm|pip|docker|npx)\W[^\n]{0,40}\Z|[/:]\Z", re.IGNORECASE)


def payment_address(value: str, around: Surroundings) -> Verdict:
    """A payment address of India, and not the version of a package or the part of a link."""
    return (
        Verdict(State.FAILED, "no payment address")
        if _PACKAGE_BEFORE.search(around.before[-60:])
        else Verdict(State.NEUTRAL)
    )


def number_of_staff(value: str, around: Surroundings) -> Verdict:
    """A number of an employee: more than a repeated digit."""
    digits = [each for each in value if each.isdigit()]
    return Verdict(State.NEUTRAL) if len(set(digits)) > 1 else Verdict(State.FAILED, "no number of an employee")
