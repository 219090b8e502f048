from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from stdnum import iban, luhn

from chatscrub.detection.dummies import FILE, Dummies
from chatscrub.detection.pack_file import shipped
from chatscrub.detection.placeholders import is_placeholder
from chatscrub.detection.samples import fill
from chatscrub.errors import PackError
from chatscrub.model.detector import Confidence, Detector, Kind, Remedy, RemedyKind, Severity

DUMMIES = Dummies()


def detector(entity: str, identifier: str | None = None, *, generic: bool = False) -> Detector:
    return Detector(
        id="acme.key",
        issuer="Acme",
        kind=Kind.PII if identifier else Kind.CREDENTIAL,
        entity=entity,
        confidence=Confidence.MEDIUM,
        severity=Severity.HIGH,
        pattern="(?P<value>abc)",
        remedy=Remedy(RemedyKind.ROTATE, None, ("Roll it.",)),
        file="credentials/acme.toml",
        name="Acme key",
        generic=generic,
        identifier=identifier,
    )


TOKEN = detector("ACME_KEY")
PASSWORD = detector("PASSWORD", generic=True)
EMAIL = detector("EMAIL_ADDRESS", "email")
PHONE = detector("PHONE_NUMBER", "phone_or_address")
CARD = detector("CREDIT_CARD", "id_number")
ADDRESS = detector("IP_ADDRESS", "none")


@pytest.mark.parametrize(
    ("one", "value", "sample"),
    [
        (EMAIL, "ada@example.com", True),
        (EMAIL, "Ada@Mail.Example.ORG", True),
        (EMAIL, "ada@server.test", True),
        (EMAIL, "ada@myexample.com", False),
        (EMAIL, "user@domain.com", True),
        (EMAIL, "lovelace@domain.com", False),
        (EMAIL, "ada@lovelace-works.de", False),
        (PHONE, "(212) 555-0123", True),
        (PHONE, "+1 212 555 0188", True),
        (PHONE, "212-555-0200", False),
        (PHONE, "+44 7700 900123", True),
        (PHONE, "0044 7700 900123", True),
        (PHONE, "07700 900123", True),
        (PHONE, "+44 (0)7700 900123", True),
        (PHONE, "07700 901123", False),
        (PHONE, "0491 570 006", True),
        (CARD, "4242 4242 4242 4242", True),
        (CARD, "4242-4242-4242-4241", False),
        (CARD, "2125550123", False),  # a sample telephone number, but this is none
        (detector("US_SSN", "id_number"), "078-05-1120", True),
        (detector("US_SSN", "id_number"), "078-05-1121", False),
        (detector("IBAN_CODE", "id_number"), "DE89 3704 0044 0532 0130 00", True),
        (ADDRESS, "192.0.2.17", True),
        (ADDRESS, "2001:DB8::1", True),
        (ADDRESS, "10.1.2.3", True),
        (ADDRESS, "8.8.4.4", True),
        (ADDRESS, "81.2.69.143", False),
        (EMAIL, "vorname.nachname@firma.de", True),
        (EMAIL, "nachname@firma.de", False),
        (PHONE, "(555) 386-2290", True),
        (PHONE, "030 23125 417", True),
        (PHONE, "06 39 98 41 27", True),
        (PHONE, "+46 70 174 06 41", True),
        (PHONE, "030 23126 417", False),
        (CARD, "4000 0027 6000 3184", True),
        (detector("UK_NHS", "id_number"), "999 481 2207", True),
        (detector("UK_UTR", "id_number"), "999 481 2207", False),
        (detector("US_SSN", "id_number"), "517-00-8836", True),
        (detector("MAC_ADDRESS", "alias"), "00:00:5E:00:53:A7", True),
        (detector("MAC_ADDRESS", "alias"), "00-1B-44-11-3A-B7", True),
        (detector("MAC_ADDRESS", "alias"), "00:1B:44:11:3A:C9", False),
        (detector("EMAIL_ADDRESS", "contact"), "ann@contoso.onmicrosoft.com", True),
        (detector("EMAIL_ADDRESS", "contact"), "ann@velker-gears.onmicrosoft.com", False),
        (detector("PASSPORT", "id_number"), "C01234565", True),
        (detector("PASSPORT", "id_number"), "C01243565", False),
        (detector("PERSON", "name"), "john smith", True),
        (ADDRESS, "999.1.1.1", False),
        (detector("PERSON", "name"), "Erika  MUSTERMANN", True),
        (detector("PERSON", "name"), "Erika Lovelace", False),
        (detector("URL", "none"), "https://www.example.com:8080/a?b", True),
        (detector("ID", "id_number"), "000-000-000", True),
    ],
)
def test_published_personal_data_is_known_in_any_spelling(one: Detector, value: str, *, sample: bool) -> None:
    assert DUMMIES.is_sample(one, value) is sample


@pytest.mark.parametrize("text", ["Jane Doe", "JANE  DOE", "Dear John Q. Public,"])
def test_a_name_that_stands_for_anybody_is_seen_in_a_text(text: str) -> None:
    assert DUMMIES.people.search(text)


@pytest.mark.parametrize("text", ["Jane Doering", "Jane does it", "Ada Lovelace"])
def test_other_names_stand_for_somebody(text: str) -> None:
    assert not DUMMIES.people.search(text)


@pytest.mark.parametrize(
    ("value", "random", "expected"),
    [
        ("<your-token>", True, True),
        ("${API_KEY}", False, True),
        ("{{ secrets.token }}", False, True),
        ("$DB_PASSWORD", False, True),
        ("%s", False, True),
        ("%(password)s", False, True),
        ("os.environ['KEY']", False, True),
        ("********", False, True),
        ("••••••••", False, True),
        ("xxxxxxxx", False, True),
        ("...", False, True),
        ("your_api_key_here", False, True),
        ("your-password", False, True),
        ("my-secret", False, True),
        ("REDACTED", False, True),
        ("password", False, True),
        ("CHANGE_ME", False, True),
        ("changeme", False, False),
        ("sk_" + "live_" + "x" * 24, True, True),
        ("sk_" + "live_" + "x" * 24, False, False),
        ("sk_live_****************abcd", True, True),
        ("sk_live_51H...", True, True),
        ("postgres://app:pw@db.example.com/app", True, True),
        ("ghp_your_token_here", True, True),
        ("ここにキーを入力してください", False, True),
        ("在此填写密钥", False, True),
        ("여기에_키_입력", False, True),
        ("вставьте_ваш_ключ", False, True),
        ("βάλε_εδώ_το_κλειδί", False, True),
        ("hier_den_schlüssel_eintragen", False, True),
        ("skriv_nøgle_her", False, True),
        ("PG_APP_db_password", False, True),
        ("мой_Ключ7", False, False),
        ("ここはTokyo7", False, False),
        ("hier-Regnet-es7", False, False),
        ("Db_Password", False, False),
        ("Tr0ub4dor&3", False, False),
        ("Example-Street-7!", False, False),
        ("x7$kLm..2", False, False),
        ("mypasswordis7", False, False),
    ],
)
def test_placeholders_are_told_from_values(value: str, *, random: bool, expected: bool) -> None:
    assert is_placeholder(value, random=random) is expected


@pytest.mark.parametrize("number", range(40))
def test_a_random_token_is_no_placeholder(number: int) -> None:
    token = fill("acme_{{alnum:40}}-{{base64url:40}}", str(number))
    assert not DUMMIES.is_sample(TOKEN, token)
    assert not DUMMIES.is_sample(PASSWORD, fill("{{pw:12}}", str(number)))


def test_published_credentials_are_known_by_their_digest() -> None:
    phrase = " ".join(["abandon"] * 11 + ["about"])
    assert DUMMIES.is_sample(TOKEN, phrase)
    assert DUMMIES.is_sample(PASSWORD, phrase.replace(" ", "  "))
    assert not DUMMIES.is_sample(TOKEN, phrase.replace("about", "abandon"))
    assert DUMMIES.is_sample(TOKEN, "AKIAIOSFODNN7" + "EXAMPLE")


def test_the_file_holds_what_its_checks_say() -> None:
    document = tomllib.loads((shipped() / FILE).read_text("utf-8"))
    checks: dict[str | None, Callable[[str], bool]] = {
        "luhn": luhn.is_valid,
        "iban": lambda value: iban.is_valid(value, check_country=False),
        None: bool,
    }
    for entry in document["values"]:
        wrong = [value for value in entry["values"] if not checks[entry.get("check")](value)]
        assert wrong == []
    for entry in document["credentials"]:
        assert all(len(bytes.fromhex(text)) == 32 for text in entry["sha256"])


@pytest.mark.parametrize(
    "text",
    [
        "[[cars]]\n",
        "domains = 7\n",
        '[[domains]]\nwhat = "x"\nnames = ["a"]\n',
        '[[domains]]\nwhat = "x"\nsource = "y"\nnames = "a"\n',
        '[[domains]]\nwhat = "x"\nsource = "y"\nnames = ["a"]\nnote = "z"\n',
        '[[networks]]\nwhat = "x"\nsource = "y"\nranges = ["a.b"]\n',
        '[[phones]]\nwhat = "x"\nsource = "y"\nnumbers = ["1"]\n',
        "[[domains",
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    with pytest.raises(PackError, match=r"dummies\.toml"):
        Dummies(path)


@pytest.mark.parametrize("address", ["456 Elm St", "789 Oak Avenue, Springfield", "123 Main Street\nAnytown"])
def test_a_street_of_manuals_is_nobodys_whatever_follows(address: str) -> None:
    ours = detector("ADDRESS", "phone_or_address")
    assert DUMMIES.is_sample(ours, address)
    assert not DUMMIES.is_sample(ours, address.replace("456", "457").replace("789", "23").replace("123 M", "8 M"))
