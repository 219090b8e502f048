"""Ways to reach or single out a person: e-mail, phone, network and device addresses."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_NO = Verdict(State.FAILED)
_LOGIN = lazy_compile(r"://(?:[^\s/@]{0,200}|[^\s/@:]{1,64}:[^/@\n]{0,64})\Z")
_PAIR = lazy_compile(r"[\w-]:\Z")  # the name in front of a password, when a port stands behind the host
_PORT = lazy_compile(r":\d{2,5}(?![\w.])")
_SCP = lazy_compile(r":[\w~.-]*/|:[\w.-]+\.git\b")
_VERSION = lazy_compile(r"v\d+|\d+x|\d{1,2}", re.IGNORECASE)  # a@2x.png, package@1.2.zip; 163.com is a mail provider
_LONG_LABEL = lazy_compile(r"[^.]{64}")
_MACHINES = (".gserviceaccount.com", "users.noreply.github.com")
_TAIL = lazy_compile(r"\.\d|\w")
_RFC_3849 = 0x20010DB8  # 2001:db8::/32, documentation
_RFC_9637 = 0x3FFF0  # 3fff::/20, documentation
_NETWORK = lazy_compile(r"/(?!32(?!\d))\d|-\w")  # a network of 32 bits is one machine
_VERSION_BEFORE = lazy_compile(r"\w\.\Z|-\Z|(?:^|[^/])/\Z|\w\Z|(?:version|release)\W{0,3}\Z", re.IGNORECASE)


def email_address(value: str, around: Surroundings) -> Verdict:
    """An address below a public suffix that is no login in a URL or of a proxy, no path of scp or git, and no file name such as ``a@2x.png``."""
    local, _, domain = value.rpartition("@")
    login = _LOGIN.search(around.before) or (_PAIR.search(around.before) and _PORT.match(around.after))
    if local.lower() == "git" or login or _SCP.match(around.after):
        return Verdict(State.FAILED, "login of a URL")
    if ".." in value or local.startswith(".") or local.endswith(".") or len(local) > 64 or _LONG_LABEL.search(domain):
        return _NO
    if domain.lower().endswith(_MACHINES):
        return Verdict(State.FAILED, "account of a program")
    if local.lower() == domain.lower():
        return Verdict(State.FAILED, "package of a registry")
    registered = registered_domain(domain)
    if registered is None or _VERSION.fullmatch(registered.partition(".")[0]):
        return Verdict(State.FAILED, "no public domain")
    return Verdict(State.NEUTRAL)


@lru_cache(maxsize=4096)
def registered_domain(domain: str) -> str | None:
    """The part of a domain that its owner registered: ``acme.com`` of ``eu.acme.com``; None where nobody can."""
    return _public_suffixes(encoded="xn--" in domain.lower()).privatesuffix(domain, keep_case=True)


_DOTTED = lazy_compile(r"\d{1,3}(?:\.\d{1,3}){3}", re.ASCII)
_DEVICE_WORD = (
    r"laptop\w*|notebook\w*|pc|desktop|workstation|macbook|phone|iphone|ipad|tablet|computer|rechner|arbeitsplatz\w*|handy|ordinateur"
    r"|portable|poste|ordenador|equipo|portátil|móvil|portatile|postazione|telefono|computador|telemóvel|celular|komputer\w{0,3}"
    r"|stacj\w|telefon\w{0,2}|dator\w{0,2}|arbetsstation|mobil\w{0,2}|werkplek|telefoon"
)
_DEVICE = lazy_compile(rf"(?<![^\W_])(?:{_DEVICE_WORD})(?![^\W_])", re.IGNORECASE)
_LOGIN_WORD = lazy_compile(
    r"(?<![^\W_])(?:rdp|ssh|vpn|log(?:in|s|ged)? in|login|user|password|anmeld\w*|passwort|kennwort|benutzer|connecte\w*|mot de passe|identifiant"
    r"|utilisateur|entras?|contraseña|usuario|utente|password|accede|inloggen|wachtwoord|gebruiker|senha|entram?|utilizador|usuário"
    r"|loguje\w*|hasł\w|użytkownik\w*|logga\w*|inlogg|lösen\w*|användare)(?![^\W_])",
    re.IGNORECASE,
)
_OWN_DEVICE = lazy_compile(
    r"(?<![^\W_])(?:my|his|her|their|mein\w{0,2}|ihr\w{0,2}|sein\w{0,2}|mon|ma|son|sa|mi|su|mio|mia|suo|sua|mijn|zijn|haar|meu|minha|seu"
    r"|mój|moj\w{0,2}|jego|jej|min|mitt|hans|hennes)"
    rf" (?:\w+[ -]){{0,2}}(?:{_DEVICE_WORD}|ip|ip-?adres\w*|address|adresse|adres|dirección|indirizzo|endereço|adress)(?![^\W_])[^.\n]{{0,40}}\Z",
    re.IGNORECASE,
)

_NAME = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,20}"
_TITLED = r"(?:(?i:mr|mrs|ms|dr|herrn?|frau|m|mme|mlle|monsieur|madame|don|doña|sra?|el señor|la señora|sig|sig\.ra|signora?|dhr|mevrouw|mw|senhora?|dona|pana|pani|fru)\.? )?"
# ``pc van Wilma``, ``Gunillas dator``, ``NB-TV-0447, IP …``
_DEVICE_OF = lazy_compile(
    rf"(?<![^\W_])(?i:{_DEVICE_WORD})(?: (?i:of|von|vom|de|du|d['’]|del|de la|di|della|del|van|da|do|dla|till|för))? {_TITLED}{_NAME}(?: {_NAME})?(?![^\W_])[^.\n]{{0,30}}\Z"
    rf"|{_NAME}['’]?s (?:\w+[ -])?(?i:{_DEVICE_WORD})(?![^\W_])[^.\n]{{0,30}}\Z"
    rf"|(?<![^\W_])(?i:{_DEVICE_WORD})[ :(]{{1,3}}(?=[A-Z0-9-]*\d)[A-Z]{{1,6}}-?[A-Z0-9-]{{2,14}}[ ,;()/–-]{{1,4}}(?i:ip[ :-]{{0,3}}|adr\w*[ .:]{{0,3}})?\Z"
)
_LOGGED_IN_FROM = lazy_compile(
    r"(?<![^\W_])(?:log(?:in|on|ged|s|ging)?[ -]?(?:in|on|attempts?)?|sign(?:ed|s)?[ -]?(?:in|on)|connect(?:ed|s|ion)?|(?:rdp|vpn|ssh)[ -]?(?:session|connection)|attempts?|locked"
    r"|accepted \w+|failed \w+|an(?:ge)?meld\w*|eingeloggt|zugriffe?|verbunden|sitzung|connexions?|connect[ée]e?s?|accès|acces[os]s?|sesi[oó]n(?:es)?|conexi[oó]n|conect\w+|inici\w+"
    r"|accesso|accessi|collegat\w|connession\w|inlog\w*|ingelogd|aangemeld|aanmelding\w*|sess(?:ão|ões)|acess\w+|liga(?:do|ção|ções)|entrou|logowani\w+|zalogowa\w+|logował\w*|połącz\w+"
    r"|inlogg\w*|loggade|anslut\w+)(?![^\W_])[^.\n]{0,60}"
    r"(?<![^\W_])(?:from|source|src|von|vom|depuis|desde|da|dall[ao]?['’]?|dal|van|vanaf|vanuit|a partir d[eo]|de|z|ze|från|ip)[ =:(]{1,2}(?:(?:the |der |l['’]|la |o |do |d[eo] )?(?:ip|address|adresse?|origem|source|host|client)[ =:-]{1,2}){0,2}\Z",
    re.IGNORECASE,
)
_SOMEBODY_IN_ROW = lazy_compile(
    rf"(?<![^\W_]){_NAME},? {_NAME}(?![^\W_])|[\w.+-]+@[\w-]+\.\w|(?<![^\W_])(?i:user|username|benutzer|utilisateur|usuario|utente|gebruiker|utilizador|usuário|użytkownik|användare)"
    r"[\"']?\s?[:=]\s?[\"']?(?!root|admin|null|none|nobody|system)[A-Za-z][\w.-]{2,}"
)


@cache
def _public_suffixes(*, encoded: bool) -> PublicSuffixList:
    """The list that comes with the library, without the suffixes that companies entered for their customers.

    Encoding those in other letters takes twice as long as all the rest, and few domains are written so.
    """
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_unknown=False, accept_encoded_idn=encoded, only_icann=True)


def public_address(value: str, around: Surroundings) -> Verdict:
    """An IP address of the public internet: no private, documentation or network range, no version number."""
    try:
        address = ip_address(value)
    except ValueError:
        return _NO
    if not address.is_global or address.is_multicast:
        return Verdict(State.FAILED, "no public address")
    if isinstance(address, IPv6Address):
        samples = int(address) >> 96 == _RFC_3849 or int(address) >> 108 == _RFC_9637
        return Verdict(State.FAILED, "no public address") if samples else Verdict(State.NEUTRAL)
    if _TAIL.match(around.after) or _NETWORK.match(around.after) or _VERSION_BEFORE.search(around.before):
        return Verdict(State.FAILED, "network or version")
    if max(address.packed) < 32 or address.packed[1:] == b"\0\0\0":
        return Verdict(State.FAILED, "network or version")
    return Verdict(State.NEUTRAL)


def private_address_of_a_person(value: str, around: Surroundings) -> Verdict:
    """An address inside a network, beside a word for somebody's device or for logging in; no network and no bare log."""
    if not _is_private(value, around):
        return _NO
    near = around.before[-90:].rpartition("\n")[2] + " " + around.after[:60].partition("\n")[0]
    told = _DEVICE.search(near) or _LOGIN_WORD.search(near) or _whose(around) is not None
    return Verdict(State.NEUTRAL, "device or login") if told else _NO


def address_said_of_a_person(value: str, around: Surroundings) -> Verdict:
    """Proven where the device is called somebody's, or somebody logs in from it: ``her laptop``, ``pc van Wilma``."""
    reason = _whose(around)
    return Verdict(State.PROVEN, reason) if reason else Verdict(State.NEUTRAL)


def address_in_a_row_of_a_person(value: str, around: Surroundings) -> Verdict:
    """An address inside a network in a row or record that also holds somebody's name or e-mail address."""
    if not _is_private(value, around):
        return _NO
    lines = around.before.split("\n")
    near = lines[-1] + " " + around.after.partition("\n")[0]
    if not re.search(r"[|;,\t]|  ", lines[-1]):  # a record of labelled lines, not a row
        near = " ".join(lines[-3:]) + " " + " ".join(around.after.split("\n")[:3])
    return Verdict(State.NEUTRAL, "in a row of a person") if _SOMEBODY_IN_ROW.search(near) else _NO


_TOLD_PASSWORD = lazy_compile(
    r"(?<![^\W_])(?:passwor[dt]|kennwort|zugangsdaten|mot de passe|mdp|contraseña|clave|parola|wachtwoord|senha|palavra-passe|hasł\w|lösen\w*|pin|admin)(?![^\W_])",
    re.IGNORECASE,
)
_SPOKEN = lazy_compile(
    r"(?<![^\W_])(?:i|my|your|she|he|we|please|und|ist|mit|der|die|das|den|ich|nicht|bitte|est|avec|pour|il|elle|vous|pas|le|la|el|los|con|para|que|es|no|si|il|di|per|che|non|het|een|de|van|met|niet"
    r"|o|a|com|para|não|do|da|na|nie|jest|się|od|dla|och|är|det|att|inte|med|som|i|på)(?![^\W_])",
    re.IGNORECASE,
)


def private_address_in_a_note(value: str, around: Surroundings) -> Verdict:
    """An address inside a network in a sentence of a note that tells somebody how to log in; no command, no setting."""
    if not _is_private(value, around) or re.match(r"[:/]\S", around.after) or re.search(r"[=/@\"'`]\Z", around.before):
        return _NO
    line = around.before[-200:].rpartition("\n")[2] + " " + around.after[:200].partition("\n")[0]
    near = around.before[-200:] + around.after[:200]
    words = {found.group().lower() for found in _SPOKEN.finditer(line)}
    told = _TOLD_PASSWORD.search(near) is not None and len(words) >= 2
    return Verdict(State.NEUTRAL, "in a note about logging in") if told else _NO


def _is_private(value: str, around: Surroundings) -> bool:
    dotted = _DOTTED.fullmatch(value) is not None and max(map(int, value.split("."))) <= 255
    return dotted and not _NETWORK.match(around.after) and not value.endswith((".0", ".255"))


def _whose(around: Surroundings) -> str | None:
    line = around.before[-130:].rpartition("\n")[2]
    if _OWN_DEVICE.search(line[-80:]) or _DEVICE_OF.search(line):
        return "somebody's own device"
    if _LOGGED_IN_FROM.search(line):
        return "somebody logged in from it"
    return None


def device_address(value: str, around: Surroundings) -> Verdict:
    """A MAC address of one device: no group address, no block of zeros, no piece of a fingerprint."""
    if re.search(r"[0-9A-Fa-f]{2}[:-]\Z", around.before) or re.match(r"[:-][0-9A-Fa-f]{2}", around.after):
        return Verdict(State.FAILED, "piece of a fingerprint")
    try:
        octets = bytes.fromhex(value.replace(":", "").replace("-", ""))
    except ValueError:
        return _NO
    if len(octets) != 6 or octets[0] & 1 or len(set(octets)) < 3:
        return Verdict(State.FAILED, "no device")
    return Verdict(State.NEUTRAL)
