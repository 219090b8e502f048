"""Passwords and codes as people hand them over: found in nine languages, and sentences about passwords stay quiet."""

from __future__ import annotations

import json
from functools import cache

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.detection.passwords import code_cues, cues
from chatscrub.detection.passwords.shapes import Shape, is_ordinary, shape_of
from chatscrub.detection.samples import fill
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Confidence, Kind
from tests.running import OfAll, shipped_detectors

SOMEBODY = Account("test", id="somebody")


@cache
def detection() -> Detection:
    return Detection([one for one in shipped_detectors() if one.kind is Kind.CREDENTIAL], b"test", prefilter=OfAll.of)


def found(text: str) -> list[str]:
    """What is claimed with medium confidence and over."""
    passage = Passage(Conversation("test", "c", SOMEBODY), text, "text", SOMEBODY)
    findings = detection().scan([passage]).findings
    return [text[each.start : each.end] for each in findings if each.confidence >= Confidence.MEDIUM]


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("the new pw for the shared inbox is @, don't lose it", "{{word:8}}{{digits:2}}"),
        ("You can sign in as j.harlow with @ until Friday.", "{{Word:6}}.{{Word:6}}{{digits:1}}"),
        ('Use "@" as the password on the NAS.', "{{word:5}}-{{word:6}}-{{word:5}}"),
        ("login: bramley_pc\npassword: @", "{{word:9}}"),
        ("the lock on the bike shed opens with @", "{{digits:4}}"),
        ("nimm als Passwort bitte @", "{{word:9}}{{digits:2}}"),
        ("das Kennwort wurde auf @ zurückgesetzt", "{{Word:8}}{{digits:4}}!"),
        ("Alarmanlage: @ eingeben und mit Raute bestätigen", "{{digits:6}}"),
        ("Pour te connecter : admin / @", "{{Word:7}}{{digits:2}}"),
        ("c'est quoi déjà ? le mot de passe est toujours « @ »", "{{word:8}}{{digits:4}}"),
        ("he puesto @ como contraseña", "{{Word:8}}{{digits:4}}"),
        ("el código de la alarma es @ y luego almohadilla", "{{digits:4}}"),
        ("utente: magazzino password: @", "{{word:7}}{{digits:2}}"),
        ("il codice del cancello è @", "{{digits:4}}"),
        ("ww van de gedeelde mailbox: @", "{{word:8}}{{digits:2}}"),
        ("ik kom er niet in, ik typ @ maar hij zegt verkeerd wachtwoord", "{{Word:7}}{{digits:2}}"),
        ("a senha do wifi é @", "{{word:8}}{{digits:2}}"),
        ("o código do portão é @", "{{digits:4}}"),
        ("zaloguj się jako admin / @", "{{Word:7}}!{{digits:1}}"),
        ("kod do bramy to @, potem kratka", "{{digits:4}}"),
        ("använd @ som lösenord", "{{Word:8}}_{{digits:2}}"),
        ("portkoden är @", "{{digits:4}}"),
        ("Anna: what's the pw for the label printer\nTom: @", "{{Word:6}}{{digits:2}}"),
        ("Marc: c'est quoi le mdp du NAS\nJulie: @", "{{Word:8}}{{digits:2}}"),
        ("wat is het ww van de boekhouding\n@", "{{Word:6}}{{digits:2}}"),
        ("log in as frontdesk, type @ and press Enter", "{{word:5}}tok"),
        ("the archive opens with your initials and your birthday, so in your case @.", "{{upper:2}}{{digits:4}}"),
        ("Das Kennwort ist die Kundennummer rückwärts, also @.", "{{digits:8}}"),
        ("le mdp est comme avant avec un 2 à la fin : @", "{{word:8}}2"),
        ("Router sticker says @", "{{hex:10}}"),
        ("I keep typing @ and it says wrong password", "{{Word:8}}_{{digits:1}}"),
        ("Netz „Linde“, Passwort „@“ (mit Leerzeichen)", "{{word:5}} {{word:4}} {{word:6}}"),
        ("Bildschirmsperre vom Diensthandy: @", "{{digits:6}}"),
        ("SIM-PIN @, die PUK liegt im Ordner", "{{digits:4}}"),
        ("Códigos: portal @, trastero el mismo", "{{digits:4}}"),
        ("el PIN del móvil de la abuela es @", "{{digits:4}}"),
        ("la contraseña vieja era @", "{{Word:5}}{{digits:2}}"),
        ("La cassetta delle chiavi si apre con @", "{{digits:4}}"),
        ("het alarm gaat uit met @ en dan vinkje", "{{digits:4}}"),
        ("cartão SIM — @", "{{digits:4}}"),
        ("loguję się jako jnowak i @ ale wywala", "{{Word:6}}_{{digits:2}}"),
        ("jag loggar in med asvensson och @ men det går inte", "{{Word:5}}_{{digits:2}}"),
        ("PIN till bankkortet @", "{{digits:4}}"),
        ("PUK @ l'ho trovato sulla tessera", "{{digits:8}}"),
        ("clock;login;senha_inicial\n7;camila;@\n8;jonas;selbst", "{{word:6}}{{digits:2}}"),
    ],
)
def test_a_password_or_code_that_is_handed_over_is_found(template: str, value: str) -> None:
    value = fill(value, template)
    assert value in "".join(found(template.replace("@", value)))


@pytest.mark.parametrize(
    "text",
    [
        "The password is required to continue.",
        "Your password is about to expire, please change it by Friday.",
        "Login fails on Windows11 with error 0x80070005 since update KB5034441.",
        "username and password are stored in 1Password, ask Jenny.",
        "Ticket 4471: user cannot log in since 2024-03-01, laptop LT-0425",
        "the admin account admin02 was disabled yesterday",
        "Error code 5003 when the gate controller boots, firmware v2.4.1",
        "Enter the 6-digit code from your authenticator app.",
        "Set the password hint to something only you know.",
        "Das Passwort ist abgelaufen und muss geändert werden.",
        "Ticket 88213: Passwort falsch, Benutzer meier07 gesperrt",
        "Der Türcode wird am 15.03.2024 geändert.",
        "das Passwort ist natürlich geheim",
        "Le mot de passe est obligatoire.",
        "Le code postal est 75011 et la porte est au fond.",
        "La contraseña es obligatoria y distingue mayúsculas.",
        "usuario o contraseña incorrectos",
        "El código del producto es 20417 y la puerta mide 2030 mm",
        "La password è scaduta, va cambiata entro 30 giorni.",
        "la password è quella di sempre",
        "het wachtwoord is hetzelfde als vorig jaar",
        "De deur is 2015 mm hoog en kost 1250 euro",
        "A senha é obrigatória e deve ter 8 caracteres.",
        "Hasło jest wymagane i wygasa po 90 dniach.",
        "Kod pocztowy to 00-950, a drzwi są otwarte.",
        "Lösenordet är obligatoriskt och måste ha 12 tecken.",
        "Koden skickas med sms till 070-1740605.",
        "what's the password again?\nTom: sorry, no idea",
        "was ist das WLAN-Passwort?\nJens: Moment",
        "kto zna hasło?\nOla: chwila",
        "Type your name and press Enter to log in.",
        "The zip is encrypted, so 2024 will take a while",
        "Login: Registrieren / Vergessen",
        "Der Code in vscode läuft auf Port 9230",
        "the demo site http://demo.acme.example takes admin, password: kettle9x",
        "password and passphrase must be: at least eight characters",
        "ticket 20417 is about the PIN pad, floor 12",
        "El zip pesa 2048 MB y se abre con dificultad",
        "Le compte est bloqué, appelez le 01 99 00 12 34",
        "alle abonnees moeten een nieuw wachtwoord kiezen, de oude zijn niet meegenomen",
        'Wachtwoord: vier losse woorden. Niet "Welkom01", niet "Zomer2025!", niet de naam van je kat.',
        "Esqueceu a senha? Clique em Esqueci e segue o passo-a-passo, leva dez minutos",
        "Prestatiecodes: C002 controle, M03 gebitsreiniging per 5 min",
        "Kody odpadów w segregatorze (15 01 06, 20 03 07), domofon działa",
        "die Anlage steht auf cao code 0418, Zugang wie immer",
        "a câmera responde em 192.168.1.108 e a porta é 37777, login no papel",
        "| Netz | Passwort |\n|---|---|\n| Gäste | offen |\n| Besucher | öppet |",
        "API_URL=https://x.acme.example\nDB_PASSWORD=troque-esta-senha",
        "STRIPE_MODE=live\nSTRIPE_KEY=pk_live_8Hs2kLq0vZ",
    ],
)
def test_a_sentence_about_passwords_without_one_is_quiet(text: str) -> None:
    assert found(text) == []


def test_the_cell_of_a_password_column_may_be_a_plain_word_but_not_a_remark() -> None:
    word = fill("{{word:9}}", "cell")
    table = f"System;Benutzer;Kennwort\nPortal;anna;{word}\nArchiv;ben;SSO\nNAS;carla;keine\n"
    assert found(table) == [word]


def test_a_plain_word_in_a_block_of_settings_counts_and_a_word_of_manuals_does_not() -> None:
    word = fill("{{word:7}}", "setting")
    assert found(f"DB_HOST=db1.acme.internal\nDB_PASSWORD={word}") == [word]
    assert found("DB_HOST=db1.acme.internal\nDB_PASSWORD=changeme") == []
    assert found("DB_USER=acme\nDB_PASSWORD=acme") == []


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("anna@acme.example", Shape.NONE),
        ("https://acme.example/x1", Shape.NONE),
        ("v2.4.1", Shape.NONE),
        ("Windows11", Shape.NONE),
        ("2024-03-01", Shape.NONE),
        ("req.body.password", Shape.NONE),
        ("INV-20417", Shape.NONE),
        ("kettle", Shape.WORD),
        ("A4709", Shape.CODE),
        ("getUserName2", Shape.CODE),
        ("copper-kettle", Shape.JOINED),
        ("kettle42", Shape.NUMBERED),
        ("copp3rkettle", Shape.MIXED),
        ("Kettle2024", Shape.MIXED),
        ("Kettle#2024", Shape.STRONG),
        ("rTKiIfXpKiQAoz", Shape.MIXED),
        ("getUserNameById", Shape.JOINED),
    ],
)
def test_the_shape_of_a_token(value: str, shape: Shape) -> None:
    assert shape_of(value) is shape


def test_endings_count_in_their_own_language_only() -> None:
    assert is_ordinary("stalling", "en")
    assert not is_ordinary("stalling", "nl")
    assert is_ordinary("stalling")


def test_the_prefilters_hold_every_cue() -> None:
    prefilters = {one.id: one.prefilter or "" for one in shipped_detectors()}
    assert prefilters["passwords.nearby"] == cues.EITHER
    assert code_cues.CODES.removeprefix("(?i)") in prefilters["passwords.code"]


def test_a_value_is_not_shown_by_its_reasons() -> None:
    value = fill("{{Word:8}}{{digits:4}}", "reasons")
    passage = Passage(Conversation("test", "c", SOMEBODY), f"the password is {value}", "text", SOMEBODY)
    (finding,) = detection().scan([passage]).findings
    assert value not in json.dumps(finding.reasons)


def test_a_password_beside_a_mail_address_needs_more_than_a_word() -> None:
    value = fill("{{Word:6}}!{{digits:2}}", "mail")
    assert value in found(f"My account is dana@acme.example and {value}, don't tell anyone")
    assert found("My account is dana@acme.example and Gmail is blocked") == []
