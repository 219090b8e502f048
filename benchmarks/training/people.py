"""Invented people, addresses, companies and places in the manner of many countries, from Faker's lists (MIT licence)."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from collections.abc import Callable, Iterable
from types import ModuleType

import faker.providers.lorem
import faker.providers.person
from faker import Faker

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
    """Draws people and what belongs to them; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        Faker.seed(seed)
        self._fakers: dict[str, Faker] = {}
        words = provider_words(faker.providers.person, ("first_names", "last_names"))
        self.first_names = sorted(filter(_LATIN.match, words["first_names"]))
        self.last_names = sorted(filter(_LATIN.match, words["last_names"]))

    def faker(self, language: str) -> Faker:
        """A generator of a country where the language is spoken, now and then of another."""
        locale = self.random.choice(ABROAD if self.random.random() < 0.08 else LOCALES[language])
        if locale not in self._fakers:
            self._fakers[locale] = Faker(locale)
        return self._fakers[locale]

    def names(self, language: str) -> tuple[str, str]:
        """A given name and a surname; many are made up, so that no list holds them."""
        random_ = self.random
        fake = self.faker(language)
        if random_.random() < 0.6:
            first, last = fake.first_name().split()[0], fake.last_name()
        else:
            first, last = random_.choice(self.first_names), random_.choice(self.last_names)
        if random_.random() < 0.25:
            first = self._blend(self.first_names)
        if random_.random() < 0.4:
            last = self._blend(self.last_names)
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
        """A postal address on one line, in one of the forms of the country."""
        random_ = self.random
        fake = self.faker(language)
        draw = random_.random()
        if draw < 0.45:
            return ", ".join(line for line in fake.address().split("\n") if line)
        if draw < 0.65:
            return f"{fake.street_address()}, {fake.postcode()} {fake.city()}".replace("\n", ", ")
        if draw < 0.8:
            return f"{fake.street_address()}, {fake.city()}, {fake.postcode()}".replace("\n", ", ")
        if draw < 0.9:
            return fake.street_address().replace("\n", ", ")
        return f"{fake.street_address()} {fake.postcode()} {fake.city()}".replace("\n", " ")

    def address_block(self, language: str) -> str:
        """A postal address on two or three lines."""
        return self.address(language).replace(", ", "\n")

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
