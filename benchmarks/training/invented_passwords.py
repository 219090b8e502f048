"""Invented passwords, PINs, passphrases, recovery codes and numbers that are none of these, as people make and write them."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from benchmarks.training.people import LOCALES
from chatscrub.detection.passwords.cue_words import DIGITS, HIGHER
from chatscrub.detection.passwords.phrases import COMMON

_NOUNS_TEXT = {
    "en": "kestrel otter lantern harbour pickle marble thunder biscuit copper falcon willow pebble rocket summer winter autumn garden dragon monkey coffee tiger orange bridge castle ferry meadow penguin saddle tractor welcome office library chelsea arsenal snow",
    "de": "sommer winter herbst frühling kaffee igel eiche birne regenbogen schrauber hammer lampe ziege brezel wolke tanne kupfer otter mond sonne garten fenster fahrrad willkommen büro lager werkstatt schalke bayern hund katze blume kanne nebel",
    "fr": "soleil printemps automne hiver papillon citron péniche cerise bateau lavande mimosa tisane glycine cheval renard montagne fromage bonjour bureau compta atelier jardin étoile chocolat camion moulin violette tortue baleine crevette phare bruyère",
    "es": "verano invierno otoño primavera girasol naranja caballo playa trufa paleta lonja bodega cabra tejado domingo montaña gaviota cocina fiesta oficina tienda estrella luna gato perro castillo puente barrio azulejo romero nube atardecer",
    "it": "estate inverno autunno primavera sole limone cuoio borsa molare officina mare vela gatto cavallo tramonto farfalla basilico montagna benvenuto ufficio cantina stella luna ponte castello giardino nuvola lupo fragola murano vespa caffè",
    "nl": "zomer winter herfst lente fiets kanaal tulp molen koffie stroopwafel haring dijk regen boter kaas welkom kantoor magazijn ajax feyenoord hond poes vlinder appel zon maan hunebed polder eend klomp loon juni",
    "pt": "verão inverno outono primavera gaivota sardinha azulejo bolinhas mondego benfica sporting praia laranja cavalo castelo ponte janela bemvindo escritório loja estrela lua gato cão tejo figueira nuvem vinho farol cortiça pastel",
    "pl": "lato zima jesień wiosna kwiatek słońce biedronka sklepik drukarnia jola kot pies rower zamek most brzoza poczta ksero witamy biuro magazyn gwiazda księżyc wisła legia paleta jabłko chmura dąb szyszka konik herbata",
    "sv": "sommar vinter höst vår björk blåsippa älg korv kanelbulle medvind mälaren segling höstlöv kaffe välkommen kontor lager butik hammarby stjärna måne katt hund skog gran fjäll lingon moln båt hav kryddnejlika snö",
}
NOUNS = {language: text.split() for language, text in _NOUNS_TEXT.items()}
_WALKS = (
    "qwertz",
    "qwerty",
    "azerty",
    "asdf",
    "yxcv",
    "qwe",
    "1q2w3e4r",
    "zaq1",
    "qaywsx",
    "poiu",
    "asdfgh",
    "1234",
    "abcd",
    "qwer",
)
_LONG = 5  # letters
_SIGNS = "!!!!?.-_#$%&*+@=~"
_LEET = str.maketrans("aeiost", "431057")
_ALNUM = string.ascii_letters + string.digits


def _words(language: str, locales: Sequence[str]) -> list[str]:
    """Longer words of a language, from what Faker makes text of."""
    words: set[str] = set()
    for locale in locales:
        if find_spec(f"faker.providers.lorem.{locale}") is not None:
            words.update(import_module(f"faker.providers.lorem.{locale}").Provider.word_list)
    return sorted({word.lower() for word in words if word.isalpha() and len(word) >= _LONG}) or list(NOUNS[language])


class Passwords:
    """Draws values in the manner of a language; the same random source gives the same."""

    def __init__(self, random_: random.Random, names: Sequence[str]) -> None:
        self.random = random_
        self._names = names
        self._words = {language: _words(language, locales) for language, locales in LOCALES.items()}

    def _noun(self, language: str) -> str:
        random_ = self.random
        draw = random_.random()
        if draw < 0.15:
            return random_.choice(self._names).split()[0].lower()
        if draw < 0.25:  # a word that no list has
            head, tail = (random_.choice(NOUNS[random_.choice(list(NOUNS))]) for _ in range(2))
            return head[: len(head) // 2 + 1] + tail[len(tail) // 2 :]
        if draw < 0.55:
            return random_.choice(self._words[language])
        return random_.choice(NOUNS[language if draw < 0.9 else random_.choice(list(NOUNS))])

    def _cased(self, word: str) -> str:
        draw = self.random.random()
        return word.capitalize() if draw < 0.6 else word.upper() if draw < 0.64 else word

    def _number(self) -> str:
        random_ = self.random
        draw = random_.random()
        if draw < 0.35:
            return str(random_.randint(1940, 2029))
        if draw < 0.75:
            return f"{random_.randint(0, 99):02d}"
        return str(random_.randint(0, 9)) if draw < 0.85 else f"{random_.randint(0, 9999):03d}"

    def password(self, language: str) -> str:
        """What stands where a password stands."""
        random_ = self.random
        noun = partial(self._noun, language)

        def first() -> str:
            return random_.choice(self._names).split()[0].lower()

        def common() -> str:
            return random_.choice(sorted(COMMON[language]))

        sign = random_.choice(_SIGNS)
        ways: list[tuple[int, Callable[[], str]]] = [
            (14, lambda: self._cased(noun()) + self._number()),
            (9, lambda: self._cased(noun()) + self._number() + random_.choice("!!!?.#*")),
            (8, lambda: self._cased(noun()) + sign + self._number()),
            (7, lambda: self._cased(noun()) + self._cased(noun()) + self._number()),
            (6, lambda: noun() + random_.choice("-_.") + noun() + random_.choice("-_.") + self._number()),
            (5, lambda: self._cased(noun()) + random_.choice("-_.&+/!$") + self._cased(noun())),
            (5, lambda: noun() + noun() + self._number()),
            (4, lambda: self._cased(noun()) + random_.choice("-_.") + self._cased(noun()) + self._number() + random_.choice(("", "!", "?"))),
            (4, lambda: "-".join(noun() for _ in range(random_.randint(3, 4))) + random_.choice(("", "", "-" + self._number()))),
            (4, lambda: self._cased(noun()) + self._cased(noun()) + self._cased(noun())),
            (4, lambda: noun() + noun() + random_.choice(("", noun()))),
            (4, lambda: self._cased(noun()).translate(_LEET) + random_.choice(("", "!", self._number()))),
            (3, lambda: random_.choice(_WALKS) + random_.choice(("", self._number(), "!"))),
            (3, lambda: self._number() + self._cased(noun())),
            (3, lambda: self._number() + noun() + self._number() + random_.choice(("", "!"))),
            (4, lambda: noun() + str(random_.randint(1, 9))),
            (3, lambda: self._cased(noun()[:3]) + random_.choice("-#.") + self._number() + random_.choice("-#.") + noun()[:4]),
            (9, lambda: "".join(random_.choices(_ALNUM, k=random_.randint(7, 20)))),
            (5, lambda: "".join(random_.choices(_ALNUM + "!#$%&*+-=?@^_~", k=random_.randint(8, 16)))),
            (2, lambda: "".join(random_.choices(string.ascii_lowercase + string.digits, k=random_.randint(6, 12)))),
            (2, lambda: random_.choice(NOUNS[language])[:2].upper() + self._number() + random_.choice(_SIGNS) + noun()),
            (2, lambda: "".join(random_.choices(string.ascii_letters, k=2)) + random_.choice("-_#") + noun() + random_.choice("-_!") + str(random_.randint(1, 99))),
            (2, lambda: "".join(random_.choices("bcdfghjkmnprstvwxz23456789", k=4)) + "-" + "".join(random_.choices("bcdfghjkmnprstvwxz23456789", k=4))),
            (1, lambda: noun()[::-1] + str(random_.randint(0, 9))),
            (2, lambda: random_.choice("._-").join((noun(), common(), noun())) + random_.choice(("", sign + self._number()))),
            (2, lambda: (noun() + random_.choice("!?.")) * 2),
            (2, lambda: self._cased(noun()) + random_.choice(",&+;") + self._cased(noun())),
            (2, lambda: self.joined(language) + random_.choice(("<3", ":)", "!!", "77"))),
            (3, lambda: first() + first() + self._number()),
            (3, lambda: first() + random_.choice(("", ".", "_")) + str(random_.randint(40, 99))),
            (2, lambda: random_.choice(".-_").join((self._cased(noun()), self._number(), noun()[:3]))),
            (2, lambda: self._cased(noun()) + self._number() + self._cased(noun())),
            (2, lambda: self._cased(first()) + self._cased(noun()) + str(random_.randint(1, 99))),
        ]  # fmt: skip
        return random_.choices([way for _, way in ways], [weight for weight, _ in ways])[0]()

    def word(self, language: str) -> str:
        """A password without digits and signs, as in a dictionary or two joined."""
        noun = self._noun(language)
        draw = self.random.random()
        if draw < 0.3:
            noun += self._noun(language)
        return noun.capitalize() if self.random.random() < 0.4 else noun.upper() if draw > 0.93 else noun

    def weak(self, language: str) -> str:
        """What is named where people are told what not to choose."""
        random_ = self.random
        draw = random_.random()
        if draw < 0.5:
            return self._cased(random_.choice(NOUNS[language])) + self._number() + random_.choice(("", "", "!"))
        if draw < 0.7:
            return random_.choice(_WALKS) + random_.choice(("", "123", "!", self._number()))
        if draw < 0.85:
            return self._cased(random_.choice(NOUNS[language])).translate(_LEET) + random_.choice(("", "!", "1"))
        return self.password(language) if draw < 0.95 else self.pin(language)

    def answer(self, language: str) -> str:
        """What answers the question for a name, a place, a thing of one's childhood."""
        random_ = self.random
        name = random_.choice(random_.choice(self._names).split()).title()
        noun = self._noun(language)
        return random_.choice(
            (name, name, noun, noun.capitalize(), noun.capitalize(), f"{random_.choice(NOUNS[language])[:4]}{noun}".capitalize(),
             f"{noun.capitalize()}-{self._noun(language).capitalize()}", f"{random_.choice(self._names).split()[0].title()} {name}",
             f"{random_.choice(sorted(COMMON[language]))} {noun.capitalize()}")
        )  # fmt: skip

    def joined(self, language: str) -> str:
        """A saying without its spaces."""
        words = [self._noun(language) for _ in range(self.random.randint(2, 3))]
        if self.random.random() < 0.6:
            words.insert(1, self.random.choice(sorted(COMMON[language])))
        return "".join(words) + self.random.choice(("", "", "", self._number()))

    def pin(self, language: str) -> str:
        """Digits that open something, now and then with a letter or written apart."""
        random_ = self.random
        digits = "".join(random_.choices(string.digits, k=random_.choice((4, 4, 4, 4, 4, 4, 5, 5, 6, 6, 6, 8, 3))))
        draw = random_.random()
        if draw < 0.60:
            return digits
        letter = random_.choice("ABCDEFGHKMPXYZ")
        ways: tuple[Callable[[], str], ...] = (
            lambda: f"{random_.randint(1, 31):02d}{random_.randint(1, 12):02d}",
            lambda: f"{random_.randint(1, 31):02d}{random_.randint(1, 12):02d}{random_.randint(40, 99)}",
            lambda: digits[:4] + letter,
            lambda: digits[:2] + letter + digits[-2:],
            lambda: letter + digits[:4] + random_.choice(("", "Y", "Z")),
            lambda: digits[: random_.randint(2, 3)] + letter,
            lambda: f"{digits[:4]}-{letter}",
            lambda: f"{letter}-{digits[:2]}-{digits[-2:]}",
            lambda: digits[:4] + random_.choice("#*"),
            lambda: random_.choice("*#") + digits[:4] + random_.choice(("", "#", "*")),
            lambda: random_.choice("- ").join(digits[: random_.randint(3, 5)]),
            lambda: random_.choice((" - ", " – ", ", ")).join(digits[:4]),
            lambda: random_.choice("- ").join((digits[:2], digits[-2:])),
            lambda: random_.choice(("-", "-", " - ", " ")).join(str(random_.randint(1, 99)) for _ in range(3)),
            lambda: f"{digits[:3]} {digits[-3:]}",
            lambda: f"{digits[:4]}-{random_.randint(0, 9999):04d}",
            lambda: f"{digits[:4]}-{random_.randint(0, 9999):04d}-{digits[:2]}",
        )
        return random_.choice(ways)()

    def spoken(self, language: str) -> str:
        """A code as it is dictated."""
        random_ = self.random
        if random_.random() < 0.3:
            words = [random_.choice(HIGHER[language]) for _ in range(random_.choice((2, 2, 3)))]
            return random_.choice((" ", ", ", " - ")).join(words)
        words = [random_.choice(DIGITS[language]) for _ in range(random_.choice((3, 4, 4, 4, 5, 6)))]
        return self.random.choice((" ", " ", " ", "-", ", ")).join(words)

    def again(self, value: str) -> str:
        """The same value."""
        return value

    def changed(self, value: str) -> str:
        """What people make of a value that they must change: another number, one more sign, another first letter."""
        random_ = self.random
        bare = value.rstrip(string.digits)
        if bare and bare != value:
            count = len(value) - len(bare)
            year = str(random_.randint(2015, 2029)) if count == 4 else ""
            return bare + (year or "".join(random_.choices(string.digits, k=count)))
        if not bare:
            return value[:-1] + random_.choice([each for each in string.digits if each != value[-1]])
        return random_.choice(
            (
                value + random_.choice(string.digits),
                value + random_.choice("!!?.#"),
                value.swapcase(),
                value + self._number(),
            )
        )

    def spelt(self, value: str) -> str:
        """Letter by letter, as it is read out."""
        letters = value.upper() if self.random.random() < 0.4 else value
        return self.random.choice(("-", "-", " ", " ", ", ", ".", " - ")).join(letters.replace(" ", ""))

    def phrase(self, language: str) -> str:
        """Words with spaces."""
        words = [self._noun(language)]
        for _ in range(self.random.choice((1, 1, 2, 2, 3, 4))):
            # As in a sentence: small words stand between the others.
            words += self.random.choices(sorted(COMMON[language]), k=self.random.choice((0, 0, 1, 1, 2)))
            words.append(self._noun(language))
        if self.random.random() < 0.3:
            words.insert(0, self.random.choice(sorted(COMMON[language])))
        if self.random.random() < 0.2:
            words.append(self._number())
        return " ".join(words).capitalize() if self.random.random() < 0.2 else " ".join(words)

    def key(self, language: str) -> str:
        """What a machine made to be typed: recovery codes, keys of routers."""
        random_ = self.random
        draw = random_.random()
        if draw < 0.2:
            return "".join(random_.choices(string.digits, k=random_.choice((8, 16, 20, 20))))
        if draw < 0.35:
            return "-".join("".join(random_.choices(string.digits, k=6)) for _ in range(8))
        letters = string.ascii_uppercase + string.digits if draw < 0.6 else string.ascii_lowercase + string.digits
        if draw < 0.8:
            size, count = random_.choice(((4, 2), (4, 4), (5, 2), (5, 5), (4, 3)))
            return "-".join("".join(random_.choices(letters, k=size)) for _ in range(count))
        return "".join(random_.choices(_ALNUM if draw < 0.9 else letters, k=random_.randint(8, 24)))

    def user(self, language: str) -> str:
        """The name of an account."""
        random_ = self.random
        name, noun = random_.choice(self._names).split()[0].lower(), random_.choice(NOUNS[language])
        return random_.choice(
            (
                *("admin", "administrator", "root", noun, noun, name, name, f"{noun}{random_.randint(1, 99)}"),
                *(
                    f"{name[0]}.{noun}",
                    f"{name}.{noun}",
                    f"{noun}_{name[:3]}",
                    f"svc_{noun}",
                    f"{noun}-{random_.randint(1, 9)}",
                ),
                *(
                    f"@{noun}_{name}",
                    f"{noun.capitalize()}{random_.randint(1, 9)}",
                    str(random_.randint(10000, 9999999)),
                ),
            )
        )

    def network(self, language: str) -> str:
        """The name of a wireless network."""
        random_ = self.random
        noun = random_.choice(NOUNS[language]).capitalize()
        return random_.choice(
            (f"{noun}-Gast", f"{noun}_5G", f"FRITZ!Box {random_.randint(6000, 7999)}", f"{noun}{random_.randint(1, 9)}", noun,
             f"Livebox-{random_.randint(1000, 9999)}", f"{noun} Guest", f"{noun.upper()}_WLAN", f"TP-Link_{random_.randint(10, 99)}A{random_.randint(1, 9)}")
        )  # fmt: skip

    def part(self, language: str) -> str:
        """The number of an article, a device, a document: letters and digits that are no secret."""
        random_ = self.random
        letters = "".join(random_.choices(string.ascii_uppercase, k=random_.randint(1, 4)))
        digits = str(random_.randint(10, 999999))
        return random_.choice(
            (f"{letters}-{digits}", f"{letters}{digits}", f"{digits}-{letters}", f"{letters}-{digits}-{random_.choice('ABXM')}",
             f"{letters}{digits}{random_.choice('ABMX')}", f"{random_.randint(1000, 9999)}-{digits}", f"{random_.randint(2018, 2027)}/{digits}",
             f"{letters}/{random_.randint(10, 99)}/{digits}", f"{random_.choice(NOUNS[language]).capitalize()} {digits[:3]}", f"{letters} {digits}", digits,
             f"{random_.choice(NOUNS[language]).capitalize()}-{digits[:3]}")
        )  # fmt: skip

    def version(self, language: str) -> str:
        """A version."""
        random_ = self.random
        parts = ".".join(str(random_.randint(0, 30)) for _ in range(random_.randint(2, 4)))
        return random_.choice(
            (
                parts,
                parts,
                f"v{parts}",
                f"{parts}-rc{random_.randint(1, 4)}",
                f"{random_.randint(20, 26)}H{random_.randint(1, 2)}",
            )
        )

    def like(self, shape: str) -> str:
        """Random letters and digits in the shape of a text: ``A`` and ``a`` stand for letters, ``9`` for a digit."""
        drawn = {"A": string.ascii_uppercase, "a": string.ascii_lowercase, "9": string.digits}
        return re.sub("[Aa9]", lambda found: self.random.choice(drawn[found[0]]), shape)
