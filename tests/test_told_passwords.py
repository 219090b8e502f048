"""The model of passwords: what it finds where no rule does, where it is silent, and that it never runs in vain."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.training.passwords import HERE, Filler, carriers
from chatscrub.detection.cascade import Detection
from chatscrub.detection.dialect import stands_in
from chatscrub.detection.passwords.plausible import described
from chatscrub.detection.passwords.tagger import MODEL, embedded
from chatscrub.detection.passwords.tokens import tokens
from chatscrub.detection.samples import fill
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Kind
from tests.running import shipped_detectors

SIZE = 650_000  # bytes
UNSEEN = 4242  # a seed that the training does not use
PRECISION, RECALL = 0.85, 0.65
ACCOUNT = Account("test", id="someone")


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(shipped_detectors(), b"key")


def passages(*texts: str) -> list[Passage]:
    conversation = Conversation("test", "1", ACCOUNT)
    return [Passage(conversation, text, "text", ACCOUNT, message_id=str(number)) for number, text in enumerate(texts)]


def told(detection: Detection, text: str) -> list[str]:
    found = detection.scan(passages(text)).findings
    return [text[each.start : each.end] for each in found if each.kind is Kind.CREDENTIAL and each.confidence > 1]


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size <= SIZE


def test_the_model_holds_its_floor_on_values_it_never_met() -> None:
    """Its own carriers with other values: a floor against damage, not a measure of quality."""
    filler = Filler(UNSEEN)
    claimed = right = labelled = met = 0
    for language, carrier in carriers(HERE / "credentials")[::13]:
        text, spans = filler.fill(language, carrier)
        reading = embedded().read(text)
        gold = [(start, end) for start, end, label in spans if label == "SECRET"]
        given = [
            (reading.words[first].start, reading.words[end - 1].end)
            for first, end in reading.spans()
            if reading.sure(first, end) >= 0.6
        ]
        claimed += len(given)
        right += sum(any(start < stop and begin < end for begin, stop in gold) for start, end in given)
        labelled += len(gold)
        met += sum(any(start < stop and begin < end for begin, stop in given) for start, end in gold)
    assert right >= PRECISION * claimed, (claimed, right, labelled, met)
    assert met >= RECALL * labelled, (claimed, right, labelled, met)


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("For the council portal go in as {user} / {pw}. It logs you out every ten minutes.", "{pw}"),
        ("Statt {old} gilt seit gestern {pw}, bitte allen weitersagen, sonst kommt keiner ins WLAN.", "{pw}"),
        ("Pour le wifi des invités, au lieu de {old} c'est maintenant {pw}, préviens l'équipe", "{pw}"),
        ("Cajetín de las llaves a la izquierda del portal, {pin}, tirar hacia abajo", "{pin}"),
        ("Nel gestionale si entra con le mie iniziali e poi {pw}", "{pw}"),
        ("Sleutelkluisje links van de poort, {pin}, hendel omlaag", "{pin}"),
        ("o wi-fi da casa é fácil, põe-se {pw} e já está", "{pw}"),
        ("Do programu wchodzi się moimi inicjałami, a dalej {pw}", "{pw}"),
        ("Nyckelskåpet till vänster om grinden, {pin}, dra nedåt", "{pin}"),
    ],
)
def test_a_value_is_found_as_people_tell_it(template: str, value: str, detection: Detection) -> None:
    values = {
        "{pw}": fill("{{Word:7}}!{{digits:4}}", template),
        "{old}": fill("{{Word:6}}{{digits:2}}", template),
        "{pin}": fill("{{digits:4}}", template),
        "{user}": "anna.k",
    }
    text = template
    for slot, filled in values.items():
        text = text.replace(slot, filled)
    assert any(values[value] in each for each in told(detection, text))


@pytest.mark.parametrize(
    "text",
    [
        "The password must be at least 12 characters long and contain a digit. See policy 4.2, version 2024-07.",
        "Das Passwort darf nicht weitergegeben werden. Verweis: IT-Richtlinie 3.1.4, Abschnitt 4.2, Stand 01.03.2025.",
        "Le mot de passe doit comporter 12 caractères. Commande 2025/118834, article TX-88410-B.",
        "def login(user, password):\n    session = Session(user, password)\n    return session.token[16:32]\n",
        "2026-01-02T10:00:01 ERROR login failed for user svc_scan17 from 10.4.2.17, status 0xC000006D\n",
        "id;name;status\n48213;KX-2201;open\n48214;KX-2202;closed\n48215;KX-2203;open\n",
        "Error code 5003: door open. Press reset, see manual DX4410-B, page 112.",
        "The game server is back at 10.0.4.7:2456, ask me for the password in person.",
        "Approved in the meeting of 05-06-2025, the door code follows by post. Insta is @bakery.corner as before.",
        'auth.pin.hint = "PIN has four digits"\nauth.token.expired = "Token expired (code 4011)"\n',
        "Should password hashing move to argon2id? And edge-2 asks for no login any more.",
        "const accessKey = config.get('access.key'); // see RFC7519\nreturn unlock(door4, alarmCode);\n",
    ],
)
def test_policies_code_logs_and_tables_stay_quiet(text: str, detection: Detection) -> None:
    assert told(detection, text) == []


@pytest.mark.parametrize(
    "template",
    [
        "Choose a good password. Something like {weak} is rejected, it is on the list of the commonest ones.",
        "Das Kennwort darf nicht leicht zu erraten sein, verboten sind beispielsweise {weak} und der eigene Name.",
        "Mot de passe : évitez les classiques, par exemple {weak} est refusé d'office.",
        "La contraseña no puede ser una de las prohibidas, por ejemplo {weak} o el nombre de la empresa.",
        "Scegliere bene la password: esempi vietati sono {weak} e il proprio cognome.",
        "Kies een goed wachtwoord, dus vermijd zwakke zoals {weak} of je geboortejaar.",
        "Uma boa palavra-passe não é óbvia: exemplos proibidos são {weak} e o nome do cão.",
        "Hasło nie może być słabe, przykłady zakazanych: {weak} oraz imię dziecka.",
        "Välj ett bra lösenord. Förbjudna exempel är {weak} och barnens namn.",
    ],
)
def test_what_nobody_should_choose_is_no_password(template: str, detection: Detection) -> None:
    assert told(detection, template.replace("{weak}", fill("{{Word:6}}{{digits:4}}", "{{Word:6}}{{digits:4}}"))) == []


@pytest.mark.parametrize(
    ("table", "nothing"),
    [
        ("|what|login|password|who|\n|---|---|---|---|\n|NAS|anna|{word}|Eva|\n|till|eva2|{nothing}|Ida|", "pending"),
        ("|was|konto|geheim|wer|\n|---|---|---|---|\n|NAS|anna|{word}|Eva|\n|Kasse|eva2|{nothing}|Ida|", "entfällt"),
        ("servicio;usuario;clave;notas\nNAS;anna;{word};mayo\ncaja;;{nothing};ver carta\n", "pendiente"),
        (
            "|cosa|utente|chiave d'accesso|chi|\n|---|---|---|---|\n|NAS|anna|{word}|Eva|\n|x|ida|{nothing}|y|",
            "nessuna",
        ),
        ("konto\tlogin\ttajne\tuwagi\nNAS\tanna\t{word}\tmaj\nkasa\teva2\t{nothing}\tmaj\n", "brak"),
    ],
)
def test_the_cell_below_its_title_is_the_password(table: str, nothing: str, detection: Detection) -> None:
    word = fill("{{word:8}}", "{{word:8}}")
    said = table.replace("{word}", word).replace("{nothing}", nothing)
    assert told(detection, f"Please tidy this up for me, it is not in order\n\n{said}") == [word]


def test_the_prefilter_changes_nothing(detection: Detection) -> None:
    filler = Filler(UNSEEN + 1)
    texts = [filler.fill(language, carrier)[0] for language, carrier in carriers(HERE / "credentials")[::47]]
    assert detection.scan(passages(*texts)) == detection.scan(passages(*texts), exhaustive=True)


WITHOUT_A_PASSWORD = [
    "we meet at noon, bring 4471 flyers",
    "Open the file and return its type: 'finished' once published, else 'cancelled'.",
    "A thread-safe pass over universal namespaces; accessible as read_only.",
    "The temporary mailbox is a slot (red) of the open set.",
]
WITH_ONE = "For the council portal go in as anna.k / Sommer!2024. It logs you out every ten minutes."


@pytest.fixture(scope="module")
def waking() -> list[str]:
    """Those of the texts above that load the engine, in a process that has not loaded it."""
    code = (
        "from tests.test_told_passwords import *\n"
        "detection = Detection(shipped_detectors(), b'key')\n"
        "for text in (*WITHOUT_A_PASSWORD, WITH_ONE):\n"
        "    embedded.cache_clear()\n"
        "    detection.scan(passages(text))\n"
        "    if embedded.cache_info().currsize:\n"
        "        print(text)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    *waking, last = done.stdout.splitlines()
    assert last == WITH_ONE
    return waking


@pytest.mark.parametrize("text", WITHOUT_A_PASSWORD)
def test_the_engine_is_not_loaded_for_what_tells_no_password(text: str, waking: list[str]) -> None:
    assert text not in waking


def test_the_reason_says_what_was_seen_and_never_a_word_of_the_text() -> None:
    text = "the alarm panel wifi2024: x7!Kq9"
    start = text.index("x7")
    assert described(text, start, len(text)) == "a value of mixed characters beside a word for a network"
    assert described("4471", 0, 4) == "digits in a message about logins"


@pytest.mark.parametrize("cue", ["open", "type", "pass", "safe", "the mailbox is"])
def test_a_word_of_every_text_wakes_the_model_beside_something_like_a_value(cue: str) -> None:
    told = next(each for each in shipped_detectors() if each.id == "passwords.told")
    assert stands_in(str(told.prefilter), fill(f"{cue} {{{{pw:9}}}}1", cue).encode())


def test_tokens_keep_values_in_one_piece() -> None:
    text = 'user: anna/Sommer!2024, see https://a.example/x:1 at 10:30 ("k9#x").'
    pieces = [each.text for each in tokens(text)]
    assert {"anna", "Sommer!2024", "https://a.example/x:1", "10:30", "k9#x"} <= set(pieces)
    assert all(text[each.start : each.end] == each.text for each in tokens(text))
