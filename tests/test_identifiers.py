"""Numbers, names of users, dates of birth and health in running text: what counts, and what only looks so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub.detection.cascade import Detection
from chatscrub.detection.evidence import (
    birth_dates,
    contact,
    documents,
    evidence_functions,
    health,
    payment,
    phone,
    record_numbers,
    user_names,
)
from chatscrub.detection.evidence.login_names import named_after_somebody
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mailboxes import is_consumer, is_mailing_list, is_role, is_service
from chatscrub.detection.pack_file import load_pack, shipped
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Confidence, Kind
from tests.running import OfAll

ALONE = Surroundings("", "")
MODULES = {"birth_dates", "documents", "health", "record_numbers", "user_names"}
OURS = {
    name: function
    for name, function in evidence_functions().items()
    if function.__module__.rpartition(".")[2] in MODULES
}


@settings(max_examples=60)
@given(value=st.text(max_size=40), before=st.text(max_size=30), after=st.text(max_size=30))
def test_no_text_breaks_a_check(value: str, before: str, after: str) -> None:
    for function in OURS.values():
        assert function(value, Surroundings(before, after)).state in State


@pytest.mark.parametrize(
    ("check", "value", "digit"),
    [
        (documents.de_insurance_number, "15100267F165", 11),
        (documents.es_nss, "28/33079054/54", 13),
        (documents.es_nss, "084950084464", 11),
        (payment.polish_account, "73 1050 0190 4302 3721 6902 6635", 31),
    ],
)
def test_each_other_check_digit_fails(check: Callable[[str, Surroundings], Verdict], value: str, digit: int) -> None:
    assert check(value, ALONE).state is State.PROVEN
    others = [value[:digit] + other + value[digit + 1 :] for other in "0123456789" if other != value[digit]]
    assert {check(other, ALONE).state for other in others} == {State.FAILED}


def test_a_british_driver_number_holds_a_date_that_exists() -> None:
    assert documents.uk_driver_number("LACEY 802145 S99KD", ALONE).state is State.NEUTRAL
    assert documents.uk_driver_number("LACEY 832145 S99KD", ALONE).state is State.FAILED
    assert documents.uk_driver_number("LACEY 802315 S99KD", ALONE).state is State.NEUTRAL
    assert documents.uk_driver_number("LACEY 802395 S99KD", ALONE).state is State.FAILED


@pytest.mark.parametrize(
    ("value", "state"), [("BLM 4X72", State.NEUTRAL), ("FORM", State.FAILED), ("7315 EUR", State.FAILED)]
)
def test_a_plate_has_letters_and_digits_and_is_no_price(value: str, state: State) -> None:
    assert documents.plate(value, ALONE).state is state


@pytest.mark.parametrize(
    ("value", "after", "state"),
    [
        ("TH-009144", "", State.NEUTRAL),
        ("411-DUPRAZ", "", State.NEUTRAL),
        ("12", "", State.FAILED),
        ("2024", "", State.FAILED),
        ("17.05.2024", "", State.FAILED),
        ("4500", " EUR", State.FAILED),
        ("1111", "", State.FAILED),
    ],
)
def test_the_number_of_a_record_is_no_count_year_or_price(value: str, after: str, state: State) -> None:
    assert record_numbers.number_of_a_record(value, Surroundings("", after)).state is state


@pytest.mark.parametrize(
    ("before", "value", "after", "state"),
    [
        ("user ", "k.velker", " has left", State.NEUTRAL),
        ("user ", "experience", " matters", State.FAILED),
        ("user ", "base", ", *mostly*", State.FAILED),
        ("username = ", "request.user", "", State.FAILED),
        ("user: ", "admin", "", State.FAILED),
        ("username: '", "velker", "',", State.FAILED),
        ("Benutzername: ", "fvelker", "\n", State.NEUTRAL),
        ("Benutzer ", "schulung", ", Kennwort steht am Brett", State.NEUTRAL),
        ("login: ", "your_name", "", State.FAILED),
    ],
)
def test_a_user_name_is_told_from_words_of_manuals_and_programs(
    before: str, value: str, after: str, state: State
) -> None:
    assert user_names.user_name(value, Surroundings(before, after)).state is state


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (" / Wren-Gate-41b", State.NEUTRAL),
        (", mot de passe au dos", State.NEUTRAL),
        (" et Lagune%Ebrie7", State.NEUTRAL),
        (" and leave the room", State.FAILED),
        (" / https://a.example", State.FAILED),
        (" or ask", State.FAILED),
    ],
)
def test_a_plain_user_name_needs_a_password_beside_it(after: str, state: State) -> None:
    assert user_names.user_of_a_login("velker", Surroundings("log in as ", after)).state is state


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("Adobe – ", " – 2ndClassStamp", State.NEUTRAL),
        ("Adobe – ", " → 2ndClassStamp", State.FAILED),
        ("Leeds – ", " – Harrogate", State.FAILED),
        ("str | ", " | dict[str, int]", State.FAILED),
    ],
)
def test_a_list_of_logins_has_one_separator_and_a_password_last(before: str, after: str, state: State) -> None:
    assert user_names.listed_login("velker", Surroundings(before, after)).state is state


def test_a_user_in_settings_or_an_address_counts_with_a_real_password_only() -> None:
    assert (
        user_names.user_of_a_setting("klusapp", Surroundings("", "\nDB_PASSWORD=Z4gen+Boren9")).state is State.NEUTRAL
    )
    assert user_names.user_of_a_setting("klusapp", Surroundings("", "\nDB_PASSWORD=wordpress")).state is State.FAILED
    assert user_names.user_of_an_address("boka", Surroundings("", ":Wy0z5WRg_Usku@db2")).state is State.NEUTRAL
    assert user_names.user_of_an_address("boka", Surroundings("", ":password@db2")).state is State.FAILED
    assert user_names.user_of_an_address("boka", Surroundings("", ":Wy0z5WRg_Usku@db2/boka")).state is State.FAILED


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("Mr Aldous, known ", "", State.NEUTRAL),
        ("Frau Velker leidet an ", "", State.NEUTRAL),
        ("Pacjent, w wywiadzie ", "", State.NEUTRAL),
        ("", ", since when she is at home", State.NEUTRAL),
        ("What are the symptoms of ", "?", State.FAILED),
        ("Mr Aldous wrote on patients with ", "", State.FAILED),
        ("her donation to ", " research", State.FAILED),
        ("Mr Aldous is well.\n\nA word about ", "", State.FAILED),
        ("the weather and ", "", State.FAILED),
    ],
)
def test_an_illness_counts_where_somebody_has_it(before: str, after: str, state: State) -> None:
    assert health.illness_of_a_person("epilepsy", Surroundings(before, after)).state is state


@pytest.mark.parametrize(
    ("value", "before", "after", "state"),
    [
        ("ramipril 5 mg", "", "", State.NEUTRAL),
        ("ramipril", "", " 5 mg 1-0-0", State.NEUTRAL),
        ("sertraline", "she takes ", "", State.NEUTRAL),
        ("sertraline", "the market for ", " grows", State.FAILED),
    ],
)
def test_a_medicine_counts_with_a_dose_or_where_somebody_takes_it(
    value: str, before: str, after: str, state: State
) -> None:
    assert health.medicine_in_use(value, Surroundings(before, after)).state is state


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("applicant, born ", ", living in Leeds", State.NEUTRAL),
        ("Ada Lovelace (born ", ")", State.FAILED),
        ("born ", " – 27 November 1852", State.FAILED),
        ("born ", ", was an English mathematician", State.FAILED),
    ],
)
def test_a_biography_is_no_leak(before: str, after: str, state: State) -> None:
    assert birth_dates.no_biography("10 December 1815", Surroundings(before, after)).state is state


@pytest.mark.parametrize(
    ("value", "after", "state"),
    [
        ("605 318 942", "", State.PROVEN),
        ("347 618 2295", "", State.PROVEN),
        ("111 111 111", "", State.FAILED),
        ("605 318 942", " 1172 3381", State.FAILED),
    ],
)
def test_a_number_without_trunk_prefix_is_one_of_a_plan_and_no_part_of_an_account(
    value: str, after: str, state: State
) -> None:
    assert phone.phone_by_plan(value, Surroundings("", after)).state is state


def test_a_short_number_is_never_proven_by_some_plan() -> None:
    assert phone.phone_in_plan("03-232323", ALONE).state is State.NEUTRAL


@pytest.mark.parametrize(
    ("value", "before"),
    [("chat.tools@chat.tools", "/plugin install "), ("pass@complex.engines.org", "http://user:pass ")],
)
def test_a_package_and_a_password_with_a_blank_are_no_address(value: str, before: str) -> None:
    assert contact.email_address(value, Surroundings(before, "")).state is State.FAILED


def test_mailboxes_are_told_by_role_list_service_and_provider() -> None:
    assert is_role("Büro")
    assert is_role("suporte+1")
    assert not is_role("ada")
    assert is_mailing_list("python-dev", "python.org")
    assert is_mailing_list("ada", "lists.engines.org")
    assert not is_mailing_list("ada", "engines.org")
    assert is_service("users.noreply.github.com")
    assert is_consumer("web.de")
    assert not is_consumer("engines.org")


OUR_PACKS = (
    "birth-dates",
    "health",
    "illnesses",
    "network",
    "online-accounts",
    "record-numbers",
    "vehicles",
)


@pytest.fixture(scope="module")
def ours() -> Detection:
    detectors = [one for name in OUR_PACKS for one in load_pack(shipped() / "pii" / f"{name}.toml", Kind.PII)]
    return Detection(detectors, b"k" * 32, prefilter=OfAll.of)


def found(detection: Detection, text: str) -> set[str]:
    """The values of medium confidence and over; asks also without the prefilter, which must hide nothing."""
    account = Account("test", id="nobody")
    passage = Passage(Conversation("test", "1", account), text, "text", account, message_id="1")
    scans = [detection.scan([passage], exhaustive=each).findings for each in (False, True)]
    values = [{text[one.start : one.end] for one in scan if one.confidence >= Confidence.MEDIUM} for scan in scans]
    assert values[0] == values[1]
    return values[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mr Haldane has had rheumatoid vasculitis since 2016.", "vasculitis"),
        ("She's been signed off with sciatica until the 14th, please cover her rota.", "sciatica"),
        ("my dad is on dialysis three times a week so he can't make the viewing", "dialysis"),
        ("He told me in confidence that he was diagnosed with sarcoidosis.", "sarcoidosis"),
        ("Her mother takes bisoprolol and ticagrelor", "bisoprolol"),
        ("Nora is allergic to kiwi, her packed lunch needs checking", "allergic to kiwi"),
        ("Frau Ostermeier hat eine Trigeminusneuralgie und kann nicht telefonieren.", "Trigeminusneuralgie"),
        ("Mein Sohn hat Diabetes Typ 1 und trägt eine Pumpe", "Diabetes Typ 1"),
        ("Pat. nimmt Nebivolol 5 mg 1-0-0", "Nebivolol 5 mg"),
        ("Herr Dahl ist an Borreliose erkrankt", "Borreliose"),
        ("Sie hat einen GdB 60 und Anspruch auf Zusatzurlaub", "GdB 60"),
        ("Mme Kerbrat souffre d'une endométriose sévère", "endométriose"),
        ("Il est en arrêt pour une dépression", "dépression"),
        ("Ma fille est intolérante au lactose", "intolérante au lactose"),
        ("patient sous bisoprolol 2,5 mg et ramipril", "bisoprolol 2,5 mg"),
        ("Mi hija es alérgica a los cacahuetes", "alérgica a los cacahuetes"),
        ("El paciente padece esclerosis múltiple desde 2012", "esclerosis múltiple"),
        ("mi madre toma losartán 50 mg por la mañana", "losartán 50 mg"),
        ("Il signor Bassani soffre di glaucoma", "glaucoma"),
        ("mia suocera ha un tumore al seno", "tumore al seno"),
        ("la paziente assume lansoprazolo 30 mg", "lansoprazolo 30 mg"),
        ("Mijn vrouw heeft reuma en kan niet lang staan", "reuma"),
        ("Hij is gediagnosticeerd met een angststoornis", "angststoornis"),
        ("mevrouw gebruikt omeprazol 20 mg", "omeprazol 20 mg"),
        ("A minha mãe tem osteoporose", "osteoporose"),
        ("O utente sofre de insuficiência respiratória", "insuficiência respiratória"),
        ("ele toma sertralina 50 mg à noite", "sertralina 50 mg"),
        ("Pani Wrona choruje na łuszczycę", "łuszczycę"),
        ("Mój syn ma zespół Aspergera", "zespół Aspergera"),
        ("Pacjent przyjmuje klarytromycynę 500 mg", "klarytromycynę 500 mg"),
        ("Hon har fått diagnosen bipolär sjukdom", "bipolär sjukdom"),
        ("Min pappa har prostatacancer", "prostatacancer"),
        ("patienten äter metoprolol 50 mg", "metoprolol 50 mg"),
        ("Blood group: AB-", "AB-"),
    ],
)
def test_health_of_somebody_is_found(ours: Detection, text: str, value: str) -> None:
    assert value in found(ours, text)


@pytest.mark.parametrize(
    "text",
    [
        "What are the side effects of lansoprazole and how does it work?",
        "Write an essay on the history of tuberculosis research in Europe.",
        "The server suffers from high latency, its logs are full",
        "Unser Verein leidet an Mitgliederschwund",
        "La recherche sur la sclérose en plaques avance",
        "Les symptômes de la bronchite sont connus",
        "Die Studie zeigt: Risiko für Osteoporose steigt",
        "depression-era housing in her novel",
        "Our academia partners and the sympathy of his readers",
        "He has MS Office and MS Teams on it",
        "each tablet contains magnesium 300 mg",
        "Los aspectos económicos, químicos y académicos de mi tesis",
        "In de lente is hij overstating the case",
        "une rupture de contrat, mon avocat dit que",
        "la temperatura del sistema, mi paciente lector",
    ],
)
def test_medicine_in_general_is_quiet(ours: Detection, text: str) -> None:
    assert not found(ours, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my gym membership no is 4471-9920, please cancel", "4471-9920"),
        ("Cust. ref: KX-20481, she rang twice", "KX-20481"),
        ("employee no. 00481 has left", "00481"),
        ("Meine Kd.-Nr. ist 3004-1772.", "3004-1772"),
        ("Vers.-Nr.: LV 40 2281 773", "LV 40 2281 773"),
        ("Pers.-Nr. 00481 bitte eintragen", "00481"),
        ("Mitgliedsnr. 88-2041, Austritt zum Jahresende", "88-2041"),
        ("Mon n° d'adhérent est 0048127", "0048127"),
        ("n° allocataire : 4481220 K", "4481220"),
        ("dossier patient n° 2024-00418", "2024-00418"),
        ("mi número de socio es el 20418", "20418"),
        ("n.º de expediente: 2023/00481", "2023/00481"),
        ("historia clínica 4482190", "4482190"),
        ("o meu n.º de sócio é 20418", "20418"),
        ("apólice n.º 0045/99218", "0045/99218"),
        ("codice cliente: 4482-19", "4482-19"),
        ("tessera socio n. 004482", "004482"),
        ("cartella clinica 2024/00481", "2024/00481"),
        ("mijn klantnr. is 448219", "448219"),
        ("relatienr 4482190, polis loopt af", "4482190"),
        ("numer polisy: POL-44821/22", "POL-44821/22"),
        ("nr legitymacji studenckiej 448219", "448219"),
        ("medlemsnr: 44821", "44821"),
        ("anställningsnr 004481", "004481"),
    ],
)
def test_numbers_of_customers_and_staff_are_found(ours: Detection, text: str, value: str) -> None:
    assert value in found(ours, text)


@pytest.mark.parametrize(
    "text",
    [
        "Order no. 48213377 has shipped, tracking no. 1Z4821937",
        "Rechnungs-Nr. 2024-00193, Artikelnummer 4481-220",
        "facture n° 2024-118, colis n° 48219376",
        "pedido n.º 448219, factura 2024/118",
        "ordine n. 448219",
        "factuurnummer 20240118, ordernr 448219",
        "nr faktury 448219, nr zamówienia 448220",
        "ordernummer 448219, fakturanr 448220",
        "ticket 48213 for the customer",
    ],
)
def test_numbers_of_orders_and_invoices_are_quiet(ours: Detection, text: str) -> None:
    assert not found(ours, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I always log in as m.quillfeather from home", "m.quillfeather"),
        ("my login is mquill and it keeps rejecting me", "mquill"),
        ("kids' tablet: iboothroyd3 / pengu1n-Sled!", "iboothroyd3"),
        ("mein Benutzername ist tvelker, das Kennwort ändere ich", "tvelker"),
        ("Ich melde mich mit t.velker22 an", "t.velker22"),
        ("Anmeldung als FIRMA\\tvelker klappt nicht", "tvelker"),
        ("mon identifiant est ivaldoro, il est bloqué", "ivaldoro"),
        ("je me connecte avec i_valdoro depuis hier", "i_valdoro"),
        ("mi usuario es mzapico. No me deja entrar", "mzapico"),
        ("entro con i.valdoro y la contraseña nueva", "i.valdoro"),
        ("il mio nome utente è gbassani, la password no", "gbassani"),
        ("mijn gebruikersnaam is jdevisser.", "jdevisser"),
        ("ze logt in met s.dehaan en dat lukt niet", "s.dehaan"),
        ("o meu utilizador é rbastos", "rbastos"),
        ("loguję się jako j.kowalska i nic", "j.kowalska"),
        ("hasło do konta j_kowalska wygasło", "j_kowalska"),
        ("jag loggar in som lgyllen04 varje dag", "lgyllen04"),
        ("Site;User;Password\nDATEV;kanzlei.velker;Wren-Gate-41b", "kanzlei.velker"),
    ],
)
def test_user_names_of_people_are_found(ours: Detection, text: str, value: str) -> None:
    assert value in found(ours, text)


@pytest.mark.parametrize(
    ("value", "before", "state"),
    [
        ("h.reuscher", "Benutzer ", State.NEUTRAL),
        ("iboothroyd3", "tablet: ", State.NEUTRAL),
        ("j_kowalska", "konto ", State.NEUTRAL),
        ("ivaldoro", "mon identifiant est ", State.NEUTRAL),
        ("caixa_02", "entra com ", State.FAILED),
        ("kasse", "Benutzer ", State.FAILED),
        ("svc-orders", "USERNAME=", State.FAILED),
        ("key.created", "event ", State.FAILED),
        ("portal_rw", "postgres://", State.FAILED),
    ],
)
def test_the_login_of_a_desk_or_a_service_tells_less_than_that_of_somebody(
    value: str, before: str, state: State
) -> None:
    assert named_after_somebody(value, Surroundings(before, "")).state is state


@pytest.mark.parametrize(
    "text",
    [
        "log in as admin and open the settings",
        "use wpa2 and a long password",
        "WLAN FritzBox7590, Passwort steht hinten drauf",
        "see login.example.org, password required",
        "source = tmp_path / 'original.png'",
        "if usage.free / usage.total < .1:",
        "ssh root@88.198.61.207",
        "print('ERROR\\nfoo login')",
        "edit config.yaml and the password field",
        "the user experience and the password policy",
    ],
)
def test_no_user_name_in_manuals_and_programs(ours: Detection, text: str) -> None:
    assert not found(ours, text) - {"88.198.61.207"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my sister, born 4/7/61, lives with us", "4/7/61"),
        ("geb.dat. 12.03.75", "12.03.75"),
        ("Mme Valdoro, née le 3 mars 1984", "3 mars 1984"),
        ("nació el 9 de mayo de 1958 en Vigo", "9 de mayo de 1958"),
        ("è nata il 3 giugno 1971", "3 giugno 1971"),
        ("geboren op 6 september 1961", "6 september 1961"),
        ("Nasceu a 17/02/1939", "17/02/1939"),
        ("ur. 12.05.1979 r.", "12.05.1979"),
        ("Lovisa Gyllen, f. 1975-04-02", "1975-04-02"),
        ("Marta Velker (12.03.1975), marta@velker.example.net", "12.03.1975"),
        ("Kennzeichen unseres Wagens: MOL-KX 482", "MOL-KX 482"),
        ("the reg on the grey van is KQ21 VRT", "KQ21 VRT"),
        ("la plaque de sa voiture : GV-482-KQ", "GV-482-KQ"),
        ("la matrícula de mi coche es 7315 KZD", "7315 KZD"),
        ("la targa della sua auto è GK 482 ZR", "GK 482 ZR"),
        ("het kenteken van haar auto is K-482-TX", "K-482-TX"),
        ("a matrícula do carro é 45-QR-82", "45-QR-82"),
        ("przyjedzie autem GPU 4K71", "GPU 4K71"),
        ("bilen har reg.nr KXD 47H", "KXD 47H"),
        ("failed login from 203.118.47.9 last night", "203.118.47.9"),
        ("mi portátil tiene la 10.20.30.41 y no navega", "10.20.30.41"),
    ],
)
def test_birth_dates_plates_and_addresses_are_found(ours: Detection, text: str, value: str) -> None:
    assert value in found(ours, text)


@pytest.mark.parametrize(
    "text",
    [
        "Python Release (16.03.2014) is out",
        "born in 1984, moved in 1999",
        "vgl. S. 4, f. 1975",
        "registration for SAP 2024 opens soon",
        "the car costs 7315 EUR",
        "listening on 192.168.1.20:8080",
        "route 10.0.0.0/8 via my laptop",
    ],
)
def test_other_dates_shapes_and_networks_are_quiet(ours: Detection, text: str) -> None:
    assert not found(ours, text)
