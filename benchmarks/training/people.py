"""Invented people, addresses, companies and places in the manner of many countries, from Faker's lists (MIT licence)."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType

import faker.providers.lorem
import faker.providers.person
from faker import Faker

from benchmarks.training import names_of_today
from benchmarks.training.told_addresses import TOLD_ADDRESSES

LOCALES = {
    "en": ["en_US", "en_GB", "en_IE", "en_AU", "en_CA", "en_IN", "en_NZ"],
    "de": ["de_DE", "de_AT", "de_CH"],
    "fr": ["fr_FR", "fr_CH", "fr_CA"],
    "es": ["es_ES", "es_MX", "es_AR"],
    "it": ["it_IT"],
    "nl": ["nl_NL", "nl_BE"],
    "pt": ["pt_PT", "pt_BR"],
    "pl": ["pl_PL"],
    "sv": ["sv_SE"],
}
ABROAD = ["da_DK", "no_NO", "fi_FI", "cs_CZ", "hu_HU", "ro_RO", "tr_TR", "hr_HR", "sl_SI", "es_CL", "es_CO"]
PRODUCTS = [
    "Kubernetes",
    "Postgres",
    "Jira",
    "Python",
    "React",
    "Terraform",
    "Excel",
    "Airflow",
    "Kafka",
    "Jenkins",
    "Grafana",
    "Docker",
    "Snowflake",
    "Tableau",
    "Redis",
    "Lambda",
    "Spark",
    "ChatGPT",
    "Claude",
    "Copilot",
    "SAP",
    "Salesforce",
    "Outlook",
    "Teams",
    "SharePoint",
    "Confluence",
    "Zendesk",
    "HubSpot",
    "Datev",
    "Lexware",
    "Personio",
    "Odoo",
    "Shopify",
    "WooCommerce",
    "Magento",
    "WordPress",
    "Nextcloud",
    "Citrix",
    "Windows",
    "Linux",
    "Android",
    "Chrome",
    "Firefox",
    "Photoshop",
    "AutoCAD",
    "QuickBooks",
    "Xero",
    "Stripe",
    "Slack",
    "Zoom",
    "Dropbox",
    "Figma",
    "Notion",
    "Trello",
    "Asana",
    "ServiceNow",
]
COMPANIES = [
    "Contoso",
    "Globex",
    "Initech",
    "Northwind",
    "Salesforce",
    "Zendesk",
    "HubSpot",
    "Barclays",
    "Lufthansa",
    "Slack",
    "Stripe",
    "Google",
    "Microsoft",
    "Amazon",
    "OpenAI",
    "Deloitte",
    "Oracle",
    "Siemens",
    "Bosch",
    "Telekom",
    "Allianz",
    "Santander",
    "Telefónica",
    "Carrefour",
    "Orange",
    "Renault",
    "Enel",
    "Fiat",
    "Rabobank",
    "Philips",
    "Heineken",
    "Galp",
    "Petrobras",
    "Orlen",
    "Allegro",
    "Ericsson",
    "Volvo",
    "IKEA",
    "Nordea",
]
_LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-Ž][a-zà-öø-ÿĀ-ž'’-]+$")


def provider_words(module: ModuleType, prefixes: Iterable[str]) -> dict[str, set[str]]:
    """Words of all locales of a Faker provider, by prefix of the attribute that lists them."""
    found: dict[str, set[str]] = {prefix: set() for prefix in prefixes}
    for info in pkgutil.iter_modules(module.__path__):
        provider = importlib.import_module(f"{module.__name__}.{info.name}").Provider
        for prefix, words in found.items():
            for name in [each for each in dir(provider) if each.startswith(prefix)]:
                value = getattr(provider, name)
                items = value if isinstance(value, dict | tuple | list) else ()
                words.update(word for item in items if isinstance(item, str) for word in item.split())
    return found


class Invented:
    """Draws people and what belongs to them; the same seed gives the same. `rare_names` are more surnames to draw from."""

    def __init__(self, seed: int, rare_names: Sequence[str] = ()) -> None:
        self.random = random.Random(seed)
        self.rare_names = rare_names
        Faker.seed(seed)
        self._fakers: dict[str, Faker] = {}
        words = provider_words(faker.providers.person, ("first_names", "last_names"))
        self.first_names = sorted(filter(_LATIN.match, words["first_names"]))
        self.last_names = sorted(filter(_LATIN.match, words["last_names"]))

    def faker(self, language: str) -> Faker:
        """A generator of a country where the language is spoken, now and then of another."""
        locale = self.random.choice(ABROAD if self.random.random() < 0.15 else LOCALES[language])
        if locale not in self._fakers:
            self._fakers[locale] = Faker(locale)
        return self._fakers[locale]

    def names(self, language: str) -> tuple[str, str]:
        """A given name and a surname; many are made up, so that no list holds them."""
        random_ = self.random
        fake = self.faker(language)
        draw = random_.random()
        if draw < 0.13:
            first = random_.choice(names_of_today.SHORT[language])
            last = random_.choice(names_of_today.LAST[language])
        elif draw < 0.24:
            first, last = random_.choice(names_of_today.WORLD_FIRST), random_.choice(names_of_today.WORLD_LAST)
        elif draw < 0.72:
            first, last = fake.first_name().split()[0], fake.last_name()
        else:
            first, last = random_.choice(self.first_names), random_.choice(self.last_names)
        if random_.random() < 0.25:
            first = self._blend(self.first_names)
        draw = random_.random()
        if draw < 0.35:
            last = self._blend(self.last_names)
        elif draw < 0.5 and self.rare_names:
            last = random_.choice(self.rare_names)
        if random_.random() < 0.05:
            last = f"{last}-{random_.choice(self.last_names)}"
        if random_.random() < 0.04:
            first = f"{first}-{random_.choice(self.first_names)}"
        if random_.random() < 0.04:
            last = f"{random_.choice(('van', 'van der', 'de', 'von', 'di', 'da', 'de la', 'del', 'dos', 'el', 'ter'))} {last}"
        return first, last

    def _blend(self, names: list[str]) -> str:
        head, tail = self.random.choice(names), self.random.choice(names)
        return head[: max(2, len(head) // 2)] + tail[len(tail) // 2 :].lower()

    def written(self, way: str, language: str) -> str:
        """A name in a given way, in which words stand for its parts and all else for itself.

        ``First last LAST Nick`` are a given name, a surname, both in the case of their letters, and a short form;
        ``I`` and ``i`` an initial, and ``First~`` and ``Last~`` have the ending of a Polish case.
        """
        person = self.names(language)

        def part(found: re.Match[str]) -> str:
            nonlocal person
            kind = found[1].lower()
            if kind == "i":
                letter = self.random.choice("ABCDEFGHJKLMNPRSTVWY")
                return letter if found[1] == "I" else letter.lower()
            if kind == "nick":
                name = self.random.choice(names_of_today.SHORT[language])
            else:
                name = person[kind == "last"]
                person = self.names(language)
            name = self._bent(name) if found[2] else name
            return name.upper() if found[1].isupper() else name.lower() if found[1].islower() else name

        return re.sub(r"(?<![^\W_])([Ff]irst|FIRST|[Ll]ast|LAST|[Nn]ick|[Ii])(~?)(?![^\W_])", part, way)

    def _bent(self, name: str) -> str:
        if name.endswith(("ski", "cki")):
            return name + self.random.choice(("ego", "emu", "m"))
        if name.endswith("a"):
            soft = name[-2] in "kg"
            return name[:-1] + self.random.choice(("i" if soft else "y", "ę", "ą"))
        return name + self.random.choice(("a", "owi", "em", "a"))

    def full_name(self, first: str, last: str) -> str:
        """The two in one of the ways in which they are written together."""
        random_ = self.random
        ways: list[tuple[float, Callable[[], str]]] = [
            (0.05, lambda: f"{first} {random_.choice('ABCDEFGHJKLMPRSTW')}. {last}"),
            (0.04, lambda: f"{first} {random_.choice(self.first_names)} {last}"),
            (0.03, lambda: f"{first} {last} {random_.choice(self.last_names)}"),
            (0.03, f"{first} {last}".upper),
            (0.03, f"{first} {last}".lower),
            (0.03, lambda: f"{first} {last.upper()}"),
            (0.02, lambda: f"{last} {first}"),
        ]
        draw = random_.random()
        for share, way in ways:
            draw -= share
            if draw < 0:
                return way()
        return f"{first} {last}"

    def address(self, language: str) -> str:
        """A postal address on one line, in one of the forms of the country or of a form to fill in."""
        random_ = self.random
        if random_.random() < 0.2:
            return self._told(language)
        if random_.random() < 0.03:
            return self._of_the_forces()
        fake = self.faker(self._anywhere(language))
        draw = random_.random()
        if draw < 0.35:
            return ", ".join(line for line in fake.address().split("\n") if line)
        if draw < 0.5:
            return f"{fake.street_address()}, {fake.postcode()} {fake.city()}".replace("\n", ", ")
        if draw < 0.6:
            return f"{fake.street_address()}, {fake.city()}, {fake.postcode()}".replace("\n", ", ")
        if draw < 0.68:
            return fake.street_address().replace("\n", ", ")
        if draw < 0.75:
            return f"{fake.street_address()} {fake.postcode()} {fake.city()}".replace("\n", " ")
        if draw < 0.79:
            return f"{random_.choice(('P.O. Box', 'PO Box', 'Postfach', 'BP', 'Apartado'))} {random_.randint(1, 9999)}, {fake.city()}"
        return ", ".join(self._form(fake))

    def _of_the_forces(self) -> str:
        """An address of American forces abroad, of a ship, a unit or a post box."""
        random_ = self.random
        number = random_.randint(1, 9999)
        first = random_.choice(
            (
                f"Unit {number} Box {random_.randint(1, 9999)}",
                f"PSC {random_.randint(1, 9999)}, Box {number}",
                f"CMR {number} Box {random_.randint(1, 9999)}",
                f"{random_.choice(('USS', 'USNS', 'USCGC', 'USNV', 'HMS'))} {random_.choice(self.last_names)}",
            )
        )
        office = random_.choice(("APO", "FPO", "DPO"))
        return f"{first}, {office} {random_.choice(('AA', 'AE', 'AP'))} {random_.randint(1, 99999):05}"

    def _told(self, language: str) -> str:
        """An address as people of the country tell it, with house names, stairs, floors and what else they add."""
        random_ = self.random
        fake = self.faker(language)
        street = fake.street_name()
        parts = {
            "S": street,
            "N": f"{random_.randint(1, 199)}{random_.choice(('', '', '', 'a', ' B', 'c', '/2', '-3'))}",
            "P": fake.postcode(),
            "C": fake.city(),
            "K": str(random_.randint(1, 12)),
            "H": random_.choice(self.last_names),
            "Z": random_.choice("ABCDE"),
        }
        way = random_.choice(TOLD_ADDRESSES[language])
        return re.sub(r"\b([SNPCKHZ])\b", lambda found: parts[found[1]], way)

    def address_block(self, language: str) -> str:
        """A postal address on several lines, now and then indented."""
        break_ = self.random.choice(("\n", "\n", "\n "))
        if self.random.random() < 0.4:
            return break_.join(self._form(self.faker(self._anywhere(language))))
        return self.address(language).replace(", ", break_)

    def _anywhere(self, language: str) -> str:
        return self.random.choice(list(LOCALES)) if self.random.random() < 0.25 else language

    def _form(self, fake: Faker) -> list[str]:
        """The lines of an address as a form for the whole world makes them."""
        random_ = self.random
        street = fake.street_address().split("\n")[0]
        if random_.random() < 0.4:
            street = f"{random_.randint(1, 99)} {fake.street_name()} {random_.randint(1, 900)}"
        lines = [street]
        if random_.random() < 0.5:
            unit = random_.choice(("Apt.", "Suite", "Unit", "Flat", "Room", "Apto", "Wohnung", "appt", "int."))
            lines.append(f"{unit} {random_.randint(1, 999)}")
        city = fake.city()
        lines.append(city.upper() if random_.random() < 0.35 else city)
        if random_.random() < 0.6:
            country = fake.current_country() if random_.random() < 0.3 else self.faker("en").country()
            lines.append(f"{country} {fake.postcode()}" if random_.random() < 0.6 else country)
        return lines

    def street(self, language: str) -> str:
        """Street and number."""
        return self.faker(language).street_address().split("\n")[0]

    def company(self, language: str) -> str:
        """A company, half of them known ones."""
        return self.random.choice(COMPANIES) if self.random.random() < 0.4 else self.faker(language).company()

    def mail(self, first: str, last: str, language: str) -> str:
        """An e-mail address of a person."""
        one, two = (re.sub(r"[^a-z]", "", name.lower()) or "x" for name in (first, last))
        local = self.random.choice(
            [f"{one}.{two}", f"{one[0]}{two}", f"{one}_{two}", f"{two}{self.random.randint(1, 99)}", one]
        )
        return f"{local}@{self.faker(language).domain_name()}"
