"""User names without a password beside them: told by their shape and by the names of people near, where a cue, a path
or a line of a log says that a user name stands there."""

from __future__ import annotations

import re
from functools import cache

from chatscrub.detection.evidence.user_names import beside_a_login, no_service_account, user_with_mark
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.passwords.ordinary_words import ORDINARY, folded
from chatscrub.detection.passwords.shapes import is_ordinary
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED)
_YES = Verdict(State.NEUTRAL)
# Users of systems, programs and manuals, and words of computing with the shape of a user name.
_SYSTEMS_TEXT = """
admin administrator adm root user users username usr test tester testuser guest demo default anonymous nobody somebody someone public all
me you self system service services daemon bin sys sync mail proxy backup backups lost ubuntu debian centos fedora rocky almalinux alpine arch opensuse azureuser
ec2-user pi vagrant runner runneradmin ci circleci travis appveyor jovyan jenkins gitlab gitlab-runner github gitea git svn node nodejs
python docker dockeruser podman containerd kube kubernetes k8s app apps appuser application web webapp www www-data wwwrun http httpd https nginx apache apache2 tomcat jetty caddy
haproxy traefik postgres postgresql pgsql pgbouncer mysql mysqld mariadb mssql mongo mongodb redis memcached rabbitmq kafka zookeeper elastic elasticsearch logstash kibana grafana prometheus
influxdb zabbix nagios oracle sqlplus sa db dba dbo dbuser dbadmin db2inst1 sap hana ftp ftpuser sftp sftpuser tftp vsftpd ssh sshd sshuser rdp vnc vpn openvpn wireguard samba smbuser nfs nfsnobody ntp
dbus polkitd systemd systemd-network messagebus avahi colord cups lp lpd uucp games news man irc gnats list postfix dovecot exim sendmail spamassassin amavis named bind dnsmasq unbound
syslog rsyslog tcpdump tss uuidd landscape sssd gdm lightdm kvm qemu libvirt vmware vbox vcap airflow spark hadoop hdfs hive yarn flink jupyter redpanda clickhouse cassandra couchdb neo4j mosquitto homebridge pihole unifi rstudio rstudio-server shiny dagster
deployment ansible puppet chef salt terraform vault consul nomad minio ceph gluster bot robot agent worker scheduler cron crond crontab monitor monitoring support helpdesk info
shared common downloads documents desktop appdata programdata local temp tmp name yourname myuser myname youruser foo bar baz foobar john jane jdoe jsmith johndoe janedoe alice bob carol dave eve mallory joe max
mustermann maxmustermann mmustermann dupont mrossi mariorossi pepito fulano jkowalski jan.kowalski xxx abc xyz
linuxbrew homebrew nix nixbld rust cargo npm yarn pnpm steam plex home-assistant homeassistant hass kali parrot termux coder codespace vscode gitpod sandbox sandboxuser builder build
"""
_SYSTEMS = frozenset(_SYSTEMS_TEXT.split())
# What two letters may begin a word in one of the nine languages; a letter and a surname often begin otherwise.
_ONSETS_TEXT = """
bl br ch cl cr cy dh dj dr dw dz fj fl fr gh gl gn gr hj hy kl kn kr kv kw lj ll lh ly mc my ny ph pl pn pr ps py qu
rh ry sc sf sh sj sk sl sm sn sp sq sr st sv sw sy sz th tj tr ts tw ty tz vl vr wh wr wy xy zl zw
"""
_ONSETS = frozenset(_ONSETS_TEXT.split())
_POLISH_ONSETS_TEXT = """
bz cz ck cm db dl dn gd gm gw gz jm mn mg ml mr mś pc pt pk rd rt rw rz sz td tk tl tm wb wc wd wg wj wk wl wm wn
wp ws wt ww wz zb zd zg zj zk zm zn zp zr zs zt km kp ks kt ct dm
"""
_POLISH_ONSETS = frozenset(_POLISH_ONSETS_TEXT.split())
_POLISH = lazy_compile(r"użytkowni|(?<!\w)kont[aou](?!\w)|hasł|logow|loguj|zalog|się", re.IGNORECASE)
_VOWELS_TEXT = """
a e i o u y ä ö ü å æ ø á é í ó ú à è ì ò ù â ê î ô û ã õ ą ę ó
"""
_VOWELS = frozenset(_VOWELS_TEXT.split())
_SURNAME = lazy_compile(
    r".{2,}(?:mann|sson|wicz|czyk|czak|[oe]wski|inski|nska|owska|berg|qvist|quist|strom|meier|mayer|meyer|maier|huber|hoff|hofer|bauer|stra|dijk|wright|worth|croft|shaw|etti"
    r"|elli|ucci|escu|ovic|eira|inho|enko|eaux|eau|oulos|akis|huis|veld|stein|baum|bacher|gaard|lund|gren|dottir)"
)
# Ways to log in that are no user name.
_SERVICES_TEXT = """
google facebook apple microsoft github gitlab linkedin twitter okta auth0 azure entra sso saml ldap oauth oidc passkey
passkeys fingerprint face faceid touchid bankid mitid digid eherkenning itsme spid cie clave franceconnect elster eid
gosuslugi chrome firefox edge safari browser anydesk teamviewer rustdesk putty winscp filezilla outlook teams slack
office365 o365 kerberos yubikey whatsapp telegram email e-mail mail handy iphone android profil profilem telefon
telefonem hasłem haslem pinem kodem
"""
_SERVICES = frozenset(_SERVICES_TEXT.split())
_HANDLE = lazy_compile(r"[A-Za-z]{2,18}(?:[._-][A-Za-z]{1,15}){0,2}[._-]?\d{0,4}")
_HOST = lazy_compile(
    r"(?:srv|server|host|vm|web|db|dc|nas|sw|switch|router|pc|laptop|node|prod|stage|test|dev|step|eth|port|item|line|page|v|utf|sha|md|ipv|col|row|key|var|day|tag)[._-]?\d",
    re.IGNORECASE,
)
_FILE = lazy_compile(
    r"\.(?:com|de|org|net|fr|es|it|nl|pl|se|pt|br|uk|eu|io|exe|txt|pdf|html?|php|py|js|json|ya?ml|sh|conf|local|lan)\Z",
    re.IGNORECASE,
)
_END = lazy_compile(
    r"[\"'»”*`]{0,3}[ \t]*(?:$|[\n,;:)}/|<.!?–—+-]|(?:and|und|et|y|e|i|och|en|with|mit|avec|con|com|met|z|med|then|dann|puis|luego|poi|dan|depois|potem|sen|rein|an|ein|hinein)\b)",
    re.IGNORECASE,
)
_PREFIXES_TEXT = """
un re in de be an ge en co on up ab zu er ve di
"""
_PREFIXES = frozenset(_PREFIXES_TEXT.split())
_PARTICIPLE = lazy_compile(r"(?:[aiu]t[aeio]|[ai]d[ao]s?|é[es]*|ed|ing|ert|iert|ade|ande|ende)\Z")
_PARTS = lazy_compile(r"[._+-]|\d+")
_SHAPE = lazy_compile(r"[A-Za-z][A-Za-z0-9._+-]*[A-Za-z0-9_]")
_CONTINUES = lazy_compile(r"[(\[{@=/\\:]\S|[\"'`]\s?[:=(\[]|\.[a-z]\w|->|::")
_OF_CODE_TEXT = """
id ids name names key keys type types role roles group groups data info list list-page table model class object token
tokens email mail password pass hash url uri path file dir page view form field fields input output event events count
limit time date status state config settings setting value values error errors session sessions request response agent
service manager handler controller store repository schema entity query cache pool log logs api client server host
port db default admin by is has get set add new old create delete update
"""
_OF_CODE = frozenset(_OF_CODE_TEXT.split())
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NEAR_NAME = lazy_compile(r"(?<![^\W\d_])[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,20}")
_OWN = lazy_compile(r"(?i)\b(?:my|mein|meine|mon|mi|mio|mia|mijn|meu|minha|mój|moje|min|mitt|je me|ich mich|i log)\b")
_NEAR_OWN = 30  # characters
_NUMBERED = lazy_compile(r"(?:[a-z][._-])?([a-z]{6,16})\d{1,4}")
_BEHIND_INITIAL = lazy_compile(r"[a-z][._-]([a-z]{4,16})")
_DOTTED = lazy_compile(r"([a-z]{2,16})[.]([a-z]{1,20})\d{0,3}")
_INITIAL = lazy_compile(r"[a-z]\.[a-z]{4,20}\d{0,3}")


def login_said(value: str, around: Surroundings) -> Verdict:
    """The word behind ``user``, ``account`` and the like: made of a name, or of a shape that no word has."""
    if not _may_be_one(value, around):
        return _NO
    if _OF_CODE.isdisjoint(_PARTS.split(value.lower())) and user_with_mark(value, around).state is State.NEUTRAL:
        return _YES
    return _YES if _of_somebody(value, around) or _is_no_word(value, around) else _NO


def login_entered(value: str, around: Surroundings) -> Verdict:
    """What somebody logs in ``as`` or ``with``: any word that is none of the languages and no service for logging in."""
    if not _may_be_one(value, around) or value.lower() in _SERVICES or _PARTS.split(value.lower())[0] in _SERVICES:
        return _NO
    if login_said(value, around).state is State.NEUTRAL:
        return _YES
    marked = any(mark in value for mark in "._-") or any(map(str.isdigit, value))
    if marked:
        parts = [part for part in re.split(r"[._+-]", value) if part]
        known = all(len(part) < 3 or _is_word(part) for part in parts)
        return _YES if value.lower() == value and not _FILE.search(value) and not (known and "-" in value) else _NO
    if not (value.islower() and len(value) >= 6 and value.isascii()) or _is_word(value) or not _END.match(around.after):
        return _NO
    return beside_a_login(value, around)


def login_of_an_option(value: str, around: Surroundings) -> Verdict:
    """The user that a command of a database, share or server is given; not of a system or a manual."""
    return _YES if _shaped(value) and value.lower() not in ("my_user", "your_user", "myuser", "app_user") else _NO


def login_of_somebody(value: str, around: Surroundings) -> Verdict:
    """A user name that is made of a name, of a name near it or of one of the lists, as in a field that may hold other things."""
    return _YES if _may_be_one(value, around) and _of_somebody(value, around) else _NO


def named_after_somebody(value: str, around: Surroundings) -> Verdict:
    """A user name made of a name, or of letters that no word has; another may be that of a desk, a service or a firm."""
    if no_service_account(value, around).state is State.FAILED:
        return Verdict(State.FAILED, "an account of a service")
    if _of_somebody(value, around) or _is_no_word(value, around) or _OWN.search(around.before[-_NEAR_OWN:]):
        return _YES
    word = _NUMBERED.fullmatch(value) or _BEHIND_INITIAL.fullmatch(value)
    if word is not None and not _is_word(word[1]) and word[1] not in _SYSTEMS:
        return _YES
    words = _DOTTED.fullmatch(value)
    if words is not None and not any(_is_word(word) or word in _OF_CODE for word in words.groups() if len(word) > 1):
        return _YES
    return Verdict(State.FAILED, "no name of a person in it")


def login_of_a_path(value: str, around: Surroundings) -> Verdict:
    """The folder of somebody's own: ``/home/…``; not of a system, a program or a manual."""
    return _YES if _may_be_one(value, around) or (_shaped(value) and around.after.startswith(("/", "\\"))) else _NO


def login_of_a_log(value: str, around: Surroundings) -> Verdict:
    """A user in a line of a log or of a terminal; not of a system, a program or a manual."""
    word = value.isalpha() and (folded(value) in ORDINARY or _lexicon().common(value.lower()))
    return _YES if _shaped(value) and not word else _NO


def handle_of_a_speaker(value: str, around: Surroundings) -> Verdict:
    """A word with a mark that begins more than one line, as the name of a speaker in a chat does, and no label of a form."""
    marked = any(map(str.isdigit, value)) or "." in value or "_" in value
    if not marked or not _HANDLE.fullmatch(value) or not _shaped(value) or _FILE.search(value) or _HOST.match(value):
        return _NO
    again = re.compile(rf"(?:\A|\n)[ \t>▸•*<@–—-]{{0,5}}{re.escape(value)}(?:\*{{0,2}}[ ]?:|\*|>|[ \t]{{1,3}}[\[(]?\d)")
    if again.search(around.before) is None and again.search(around.after) is None:
        return _NO
    return _YES if not _is_word(_PARTS.split(value)[0]) or _of_somebody(value, around) else _NO


def login_of_a_neighbour(value: str, around: Surroundings) -> Verdict:
    """A user name in a row or line that also holds the name it is made of: ``Kerstin Lohmann;klohmann``."""
    line = around.before.rpartition("\n")[2][-150:] + " " + around.after.partition("\n")[0][:150]
    return _YES if _may_be_one(value, around) and _made_of(value, line) else _NO


def _is_word(word: str) -> bool:
    return _lexicon().common(word.lower()) or is_ordinary(word) or word.lower() in RELATIONS


def _shaped(value: str) -> bool:
    lower = value.lower()
    return (
        3 <= len(value) <= 30
        and _SHAPE.fullmatch(value) is not None
        and lower not in _SYSTEMS
        and _PARTS.split(lower)[0] not in _SYSTEMS
        and not value.isupper()
        and (value[1:].islower() or "." not in value)
        and not {"user", "users", "username", "test", "example"} & set(_PARTS.split(lower))
    )


def _may_be_one(value: str, around: Surroundings) -> bool:
    return _shaped(value) and _CONTINUES.match(around.after) is None and not around.after.startswith("://")


def _of_somebody(value: str, around: Surroundings) -> bool:
    lexicon = _lexicon()
    parts = [part for part in _PARTS.split(value.lower()) if part]
    words = [part for part in parts if len(part) >= 4] if len(parts) > 1 or value.islower() else []
    if any(_named(word, lexicon) for word in words):
        return True
    if _INITIAL.fullmatch(value.lower()) and not lexicon.common(parts[1]) and parts[1] not in ORDINARY:
        return True
    near = around.before[-160:] + " " + around.after[:120]
    return _made_of(value, near)


def _named(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a surname, or an initial or two in front of one; no word of the languages."""
    if lexicon.common(word) or folded(word) in ORDINARY:
        return False
    if len(word) >= 5 and (lexicon.last(word) or lexicon.first(word)):
        return not _PARTICIPLE.search(word)
    for cut in (1, 2):
        rest = word[cut:]
        if len(rest) < 4 or lexicon.common(rest) or word[:cut] in _PREFIXES or _PARTICIPLE.search(word):
            continue
        if lexicon.last(rest) or (cut == 1 and lexicon.first(rest) and len(rest) >= 5):
            return True
    return len(word) >= 6 and _SURNAME.fullmatch(word) is not None


def _is_no_word(value: str, around: Surroundings) -> bool:
    """Whether letters stand in front that begin no word: ``dwainwright``, ``mpetrakis``."""
    if not value.isascii() or not value.isalpha() or not value.islower() or not 5 <= len(value) <= 16:
        return False
    if _lexicon().common(value) or value in ORDINARY or not _VOWELS & set(value[2:]):
        return False
    first = value[:2]
    if _VOWELS & set(first) or first in _ONSETS:
        return False
    return not (first in _POLISH_ONSETS and _POLISH.search(around.before[-80:] + around.after[:60]))


def _made_of(value: str, text: str) -> bool:
    """Whether a user name is made of words with a capital: ``klohmann``, ``lohmannk``, ``kerstin.lohmann``, ``kloh``."""
    letters = re.sub(r"[^a-z]", "", folded(value))
    lexicon = _lexicon()
    words = _NEAR_NAME.findall(text)
    initials = {folded(word)[0] for word in words}
    for word in words:
        if lexicon.common(word.lower()) or folded(word) in ORDINARY:
            continue
        for name in {folded(word), folded(word.lower().translate(_SPELLED))}:
            if len(name) < 4:
                continue
            if letters.startswith(name) and 1 <= len(letters) - len(name) <= 2 and letters[len(name)] in initials:
                return True
            rest = next((letters[cut:] for cut in (1, 2, 3) if letters.startswith(name[:5], cut)), "")
            if rest and letters[0] in initials and (rest.startswith(name) or name.startswith(rest)):
                return True
            if len(letters) > len(name) + 3 and letters.endswith(name) and letters[0] in initials:
                return True
    return False


@cache
def _lexicon() -> Lexicon:
    from chatscrub.detection.names.tagger import embedded

    return embedded().lexicon
