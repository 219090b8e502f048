"""Evidence for personal data: what is proven, what is refused, and that nothing hostile breaks it."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publicsuffixlist import PublicSuffixList

from chatscrub.detection.evidence import (
    birth_dates,
    contact,
    evidence_functions,
    national_ids,
    payment,
    personal_data,
    phone,
)
from chatscrub.detection.evidence.verdict import State, Surroundings
from chatscrub.detection.pack_file import load_pack, shipped
from chatscrub.detection.samples import fill
from chatscrub.model.detector import Kind

ALONE = Surroundings("", "")
PACKS = sorted((shipped() / "pii").glob("*.toml"))
OURS = {
    name: function
    for name, function in evidence_functions().items()
    if function.__module__.rpartition(".")[2] in {"contact", "national_ids", "payment", "personal_data", "phone"}
}


def zone_line(number: str, birth: str, expiry: str) -> str:
    """The second line of a passport's zone, its check digits by the weights 7 3 1 (written apart from the code)."""

    def digit(text: str) -> int:
        values = [0 if letter == "<" else int(letter, 36) for letter in text]
        return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10

    return f"{number}{digit(number)}UTO{birth}{digit(birth)}F{expiry}{digit(expiry)}".ljust(44, "<")


@settings(max_examples=40)
@given(value=st.text(max_size=50), before=st.text(max_size=20), after=st.text(max_size=20))
def test_no_text_breaks_a_check(value: str, before: str, after: str) -> None:
    for function in OURS.values():
        assert function(value, Surroundings(before, after)).state in State


@pytest.mark.parametrize("name", sorted(OURS))
def test_no_reason_holds_the_value(name: str) -> None:
    value = "48219376"
    verdict = OURS[name](value, ALONE)
    assert value not in (verdict.reason or "")


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_check_says_what_it_checks(name: str) -> None:
    assert (OURS[name].__doc__ or "").strip()


def test_every_stdnum_check_names_a_module_that_exists() -> None:
    documented = [function.__doc__ or "" for function in OURS.values() if "as stdnum." in (function.__doc__ or "")]
    assert len(documented) > 50
    for text in documented:
        importlib.import_module(text.partition(", as ")[2].partition(" checks")[0])


@pytest.mark.parametrize("digits", ["11111111111", "000000000", "2222222222222"])
def test_one_digit_repeated_proves_no_number(digits: str) -> None:
    for function in (national_ids.br_cpf, national_ids.ca_sin, national_ids.us_ssn, national_ids.nl_bsn):
        assert function(digits, ALONE).state is State.FAILED


def test_ranges_without_a_check_digit_are_never_called_proof() -> None:
    assert national_ids.us_ssn("517-42-8836", ALONE).state is State.NEUTRAL
    assert national_ids.us_ssn("666-42-8836", ALONE).state is State.FAILED


def test_each_letter_but_the_right_one_fails_a_singaporean_number() -> None:
    for start in "STFGM":
        proven = [
            letter
            for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            if national_ids.sg_nric(f"{start}4821937{letter}", ALONE).state is State.PROVEN
        ]
        assert len(proven) == 1


def test_each_digit_but_one_fails_a_taiwanese_number() -> None:
    for start in "AFKZ":
        states = [national_ids.tw_national_id(f"{start}14821937{last}", ALONE).state for last in range(10)]
        assert states.count(State.PROVEN) == 1


def test_a_piece_of_a_longer_number_is_no_number() -> None:
    assert national_ids.whole_number("517-42-8836", Surroundings("id 77-", "")).state is State.FAILED
    assert national_ids.whole_number("517-42-8836", Surroundings("", "-12")).state is State.FAILED
    assert national_ids.whole_number("517-42-8836", Surroundings("12,", ",34")).state is State.NEUTRAL


@pytest.mark.parametrize("prefix", ["4539:16", "5425:16", "2720:16", "3778:15", "3612:14", "6011:16", "3530:16"])
def test_every_scheme_is_known(prefix: str) -> None:
    card = fill(f"{{{{luhn:{prefix}}}}}", "card")
    assert payment.payment_card(card, ALONE).state is State.PROVEN
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert payment.payment_card(wrong, ALONE).state is State.FAILED


@pytest.mark.parametrize("prefix", ["1234:16", "9999:16", "4539:15", "2721:16"])
def test_a_luhn_digit_outside_the_issuer_ranges_is_no_card(prefix: str) -> None:
    assert payment.payment_card(fill(f"{{{{luhn:{prefix}}}}}", "card"), ALONE).state is State.FAILED


def test_digits_of_a_fraction_are_no_card_but_a_cell_of_a_table_is() -> None:
    card = fill("{{luhn:4539:16}}", "card")
    assert payment.payment_card(card, Surroundings("0.", "")).state is State.FAILED
    assert payment.payment_card(card, Surroundings("7,", ",12/29")).state is State.PROVEN


@pytest.mark.parametrize("country", ["DE", "GB", "NL", "PL", "CH", "AT"])
def test_an_iban_with_two_digits_swapped_fails(country: str) -> None:
    number = fill(f"{{{{iban:{country}}}}}", "account")
    assert payment.iban(number, ALONE).state is State.PROVEN
    place = next(i for i in range(len(number) - 2, 4, -1) if number[i : i + 2].isdigit() and number[i] != number[i + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert payment.iban(swapped, ALONE).state is State.FAILED


@pytest.mark.parametrize(
    ("value", "before", "after"),
    [
        ("pw@git.hollowaypine.co.uk", "https://build:", "/repo"),
        ("git@hollowaypine.co.uk", "", ":team/app.git"),
        ("icon@2x.png", "", ""),
        ("user@host.nosuchsuffix", "", ""),
        ("a..b@hollowaypine.co.uk", "", ""),
    ],
)
def test_logins_paths_and_file_names_are_no_mail_address(value: str, before: str, after: str) -> None:
    assert contact.email_address(value, Surroundings(before, after)).state is State.FAILED


def test_a_link_on_the_line_above_hides_no_mail_address() -> None:
    around = Surroundings("see https://hollowaypine.co.uk\n", "")
    assert contact.email_address("mara@hollowaypine.co.uk", around).state is State.NEUTRAL


@pytest.mark.parametrize(
    "value", ["10.0.0.1", "192.0.2.7", "2001:db8::7", "3fff::7", "224.0.0.9", "1.2.3.4", "999.1.1.1"]
)
def test_private_sample_and_version_like_addresses_are_left_out(value: str) -> None:
    assert contact.public_address(value, ALONE).state is State.FAILED


def test_a_public_address_counts_but_neither_its_network_nor_a_version() -> None:
    assert contact.public_address("81.173.94.27", ALONE).state is State.NEUTRAL
    assert contact.public_address("81.173.94.27", Surroundings("", "/24")).state is State.FAILED
    assert contact.public_address("81.173.94.27", Surroundings('["', '/32"]')).state is State.NEUTRAL
    assert contact.public_address("81.173.94.27", Surroundings("version ", "")).state is State.FAILED


def test_pairs_of_a_fingerprint_are_no_device() -> None:
    assert contact.device_address("3c:22:fb:8e:41:d7", ALONE).state is State.NEUTRAL
    assert contact.device_address("3c:22:fb:8e:41:d7", Surroundings("", ":aa:bb")).state is State.FAILED


@pytest.mark.parametrize("value", ["+49 30 48219376", "0033 6 47 18 29 53", "+1 (646) 382-9174"])
def test_numbers_with_a_country_code_are_looked_up_in_its_plan(value: str) -> None:
    assert phone.phone_international(value, ALONE).state is State.PROVEN


@pytest.mark.parametrize("value", ["2024-05-17 12", "10.218.61.131", "517-42-8836", "111 111 1111", "123"])
def test_dates_addresses_and_ids_are_no_phone(value: str) -> None:
    assert phone.phone_plausible(value, ALONE).state is State.FAILED


def test_a_free_number_is_flagged() -> None:
    assert phone.phone_north_american("800-638-2947", ALONE).flags == ("toll-free",)
    assert phone.phone_north_american("212-634-7719", ALONE).flags == ()


@pytest.mark.parametrize(
    "value", ["17/05/1984", "1984-05-17", "3. Mai 1967", "22 août 1991", "May 9, 1958", "05/17/84"]
)
def test_a_date_of_birth_is_read_in_many_forms(value: str) -> None:
    assert birth_dates.birth_date(value, ALONE).state is State.NEUTRAL


def test_nobody_is_born_tomorrow_or_too_long_ago() -> None:
    year = datetime.now(UTC).year
    for value in (f"17/05/{year + 1}", f"17/05/{year - birth_dates.OLDEST - 1}", "31/31/1984", "30 February 1984"):
        assert birth_dates.birth_date(value, ALONE).state is State.FAILED


def test_a_zone_with_one_digit_changed_fails() -> None:
    first = "P<UTOQUILLFEATHER<<MARA".ljust(44, "<")
    second = zone_line("K7R4T82M1", "840517", "310922")
    assert personal_data.machine_readable_zone(f"{first}\n{second}", ALONE).state is State.PROVEN
    changed = second.replace("840517", "840518")
    assert personal_data.machine_readable_zone(f"{first}\n{changed}", ALONE).state is State.FAILED


@pytest.mark.parametrize("value", ["Service Team", "HTTP Gateway", "Mara", "Contact Form"])
def test_words_of_forms_are_no_name(value: str) -> None:
    assert personal_data.person_name(value, ALONE).state is State.FAILED


def test_rows_that_many_numbers_satisfy_need_a_cue() -> None:
    # Each of these checks accepts several per cent of random digits, so no bare digits may count alone.
    weak = {
        "nl_bsn",
        "ca_sin",
        "pt_nif",
        "hr_oib",
        "au_tfn",
        "il_id",
        "uk_utr",
        "jp_my_number",
        "za_id",
        "th_pin",
        "us_ein",
    }
    seen: set[str] = set()
    for path in PACKS:
        for detector in load_pack(path, Kind.PII):
            for name in weak.intersection(detector.require):
                seen.add(name)
                assert detector.context_required or detector.fields, detector.id
    assert seen == weak


@pytest.mark.parametrize(
    ("value", "before", "after"),
    [
        ("Mara", "Vorname: ", "\n"),
        ("Mara", '"first_name": "', '",'),
        ("mara velker", "name;city\n", ";Kiel"),
        ("VELKER", "| 1 | ", " |"),
        ("Brendan O''Shea", "(1, '", "', 'x')"),
        ("Anna", "first name,last name\n", ",Velker"),
    ],
)
def test_names_under_a_label_or_in_a_cell_are_names(value: str, before: str, after: str) -> None:
    if value == "Anna":  # alone it is what examples are called
        assert personal_data.name_in_field(value, Surroundings(before, after)).state is State.FAILED
    else:
        assert personal_data.name_in_field(value, Surroundings(before, after)).state is State.NEUTRAL


@pytest.mark.parametrize(
    ("value", "before", "after"),
    [
        ("Mara", "firstName: '", "',"),
        ("Mara Velker", 'name = "', '"\n'),
        ("mara velker", "name: ", "\n"),
        ("Required Field", "name: ", ""),
        ("Lark Foods GmbH", "Kunde: ", ""),
        ("Mara Donaudampfschifffahrtsgesellschaft", "Name: ", "\n"),
        ("Mara", "name: ", "()"),
        ("Mara", "name: ${", "}"),
    ],
)
def test_settings_and_program_text_are_no_names(value: str, before: str, after: str) -> None:
    assert personal_data.name_in_field(value, Surroundings(before, after)).state is State.FAILED


@pytest.mark.parametrize(
    "value", ["9 Lark Lane, Thornbury GL5 2QG", "Am Lerchengrund 12\n48231 Nordhafen", "ul. Kwiatowa 6 m. 11"]
)
def test_a_postal_address_is_one(value: str) -> None:
    assert personal_data.address_in_field(value, ALONE).state is State.NEUTRAL


@pytest.mark.parametrize(
    "value", ["10.66.0.9", "version 3", "siehe unten", "0x7ffe", "line 4821", "room", "2024-05-17 Kiel"]
)
def test_addresses_of_machines_are_none(value: str) -> None:
    assert personal_data.address_in_field(value, ALONE).state is State.FAILED


def test_a_word_for_none_is_no_diagnosis() -> None:
    assert personal_data.health_in_field("Morbus Crohn", ALONE).state is State.NEUTRAL
    assert personal_data.health_in_field("none known", ALONE).state is State.FAILED


def test_a_user_name_of_a_service_is_nobodys() -> None:
    assert personal_data.person_handle("mara.velker", ALONE).state is State.NEUTRAL
    assert personal_data.person_handle("postgres", ALONE).state is State.FAILED
    assert personal_data.person_handle("admin_1", ALONE).state is State.FAILED


def test_a_domain_is_told_from_its_suffix_as_by_the_whole_list() -> None:
    whole = PublicSuffixList(accept_unknown=False, only_icann=True)
    suffixes = (
        "de",
        "co.uk",
        "ck",
        "www.ck",
        "kobe.jp",
        "city.kobe.jp",
        "рф",
        "xn--p1ai",
        "XN--P1AI",
        "公司.cn",
        "xn--55qx5d.cn",
        "zz",
    )
    for suffix in suffixes:
        for domain in (
            suffix,
            f"acme.{suffix}",
            f"eu.Acme.{suffix}",
            f"xn--mller-kva.{suffix}",
            f"a.xn--mller-kva.{suffix}.",
        ):
            assert contact.registered_domain(domain) == whole.privatesuffix(domain, keep_case=True)
