"""What the four people talk about: harmless things, look-alikes, and what should never have been pasted.

Values are slots that the builder fills, so no token stands here. `must` names the entities a scan has to find in a
message at medium confidence or over, one name for each distinct value; a message without `must` has to stay quiet.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `why` explains a look-alike, `attachment` is the name of a pasted document that holds the text."""

    text: str
    must: tuple[str, ...] = ()
    role: str = "user"
    why: str = ""
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation; `shared` by public link, `archived` in the list of the account."""

    title: str
    said: tuple[Said, ...]
    shared: bool = False
    archived: bool = False
    abandoned: Said | None = None  # an edited prompt that is still in the file, on a branch of its own


def answer(text: str) -> Said:
    """What the assistant said."""
    return Said(text, role="assistant")


ENV_FILE = """Why does my worker not start? This is the .env:

APP_ENV=production
DATABASE_URL=postgres://dispatch:{{alnum:20}}@db-prod.brightwater-logistics.com:5432/dispatch
STRIPE_SECRET_KEY={{stripe_live}}
AWS_ACCESS_KEY_ID={{aws_id}}
AWS_SECRET_ACCESS_KEY={{base64:40}}
LOG_LEVEL=info
PORT=8080"""

CRM_TABLE = """Please sort these customers by revenue and write a two-line summary for each:

customer;contact;email;phone;iban;revenue
Kastanienhof Versand;Ilse Brandauer;ilse.brandauer@kastanienhof-versand.de;+49 30 {{phone:DE}};{{iban:DE}};48200
Atelier Morvan;Hugo Delacourt;hugo.delacourt@atelier-morvan.fr;+33 1 {{phone:FR}};{{iban:FR}};31950
Norrviken Tra;Elsa Bergstrand;elsa.bergstrand@norrviken-tra.se;+46 8 {{phone:SE}};{{iban:SE}};22410
Van der Heuvel Planten;Joost Verhagen;j.verhagen@vanderheuvel-planten.nl;+31 20 {{phone:NL}};{{iban:NL}};19870"""

SUPPORT_MAIL = """Can you write a friendly answer to this?

From: Helga Ostermann <helga.ostermann@ostermann-keramik.de>
Subject: Double charge

Hello, you charged my card {{card}} twice for order 88213. Please call me at +49 40 {{phone:HH}}.
My account for the refund is {{iban:DE}}.
Kind regards
Helga Ostermann"""

DISPATCH_PYTHON = """def plan(stops, depot):
    route = [depot]
    while stops:
        nearest = min(stops, key=lambda stop: distance(route[-1], stop))
        route.append(nearest)
        stops.remove(nearest)
    return route"""

TOMAS_CHATGPT = (
    Chat(
        "Worker does not start",
        (
            Said(
                ENV_FILE,
                must=("POSTGRES_PASSWORD", "STRIPE_SECRET_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
            ),
            answer("The worker exits because PORT is taken. Change PORT, and rotate the keys you pasted."),
            Said("ok it was the port, thanks"),
        ),
        shared=True,
    ),
    Chat(
        "Nearest neighbour route",
        (
            Said("Can this be faster than quadratic?\n```python\n" + DISPATCH_PYTHON + "\n```"),
            answer("Use a k-d tree: build it once, query the nearest stop, remove it lazily."),
        ),
    ),
    Chat(
        "Deploy token in workflow",
        (
            Said(
                "The checkout step fails with 403. I use `git clone https://x-access-token:{{github:ghp_}}@github.com/"
                "brightwater/dispatch.git`, is the scope wrong?",
                must=("GITHUB_TOKEN",),
            ),
            answer("The token needs the repo scope. Better: use the token that the workflow is given."),
        ),
        archived=True,
        abandoned=Said("my slack bot says invalid_auth with {{slack_bot}}", must=("SLACK_TOKEN",)),
    ),
    Chat(
        "Read the config safely",
        (
            Said(
                'How do I read this without printing it?\nAPI_KEY = os.environ["API_KEY"]\npassword = getpass()\n'
                "token = get_token(user, password)\nDATABASE_URL=postgres://user:password@localhost:5432/test",
                why="code that handles secrets holds none; the URL is the manual's placeholder",
            ),
            answer("Log the name and the length only. Example: AKIAIOSFODNN7EXAMPLE is what the AWS manual shows."),
            Said("and sk_test_{{dots}} stays in the readme, fine", why="an elided key"),
        ),
    ),
)

MARA_CHATGPT = (
    Chat(
        "Answer to double charge",
        (
            Said(
                SUPPORT_MAIL,
                must=("EMAIL_ADDRESS", "CREDIT_CARD", "PHONE_NUMBER", "IBAN_CODE", "PERSON"),
            ),
            answer("Dear customer, we are sorry for the double charge and refund it today."),
        ),
    ),
    Chat(
        "Opening hours text",
        (
            Said(
                "Write opening hours for the website: Mon-Fri 8-18, Sat 9-13, order hotline extension 204, "
                "ticket #4539-1188, version 10.4.12.7, tracking 00340434161094022115",
                why="a ticket, a version and a parcel number are no card, address or phone",
            ),
            answer("Monday to Friday 8 to 18, Saturday 9 to 13. For orders dial extension 204."),
        ),
    ),
    Chat(
        "Shared login for the portal",
        (
            Said(
                "Draft a note for the new temp. The password for the carrier portal is {{pw:12}} and she should "
                "change it after the first day. The password is required at every login.",
                must=("PASSWORD",),
            ),
            answer("Welcome! You will get the login from your lead; please change it after the first day."),
        ),
    ),
)

JULE_CLAUDE = (
    Chat(
        "Kundenliste sortieren",
        (
            Said(
                CRM_TABLE,
                must=(*("EMAIL_ADDRESS",) * 4, *("IBAN_CODE",) * 4, *("PHONE_NUMBER",) * 4, *("PERSON",) * 4),
                attachment="paste.txt",
            ),
            answer("Here are the four customers by revenue."),
        ),
    ),
    Chat(
        "Angebot formulieren",
        (
            Said("Schreib ein Angebot über 40 Paletten, Lieferung KW 12, zahlbar 30 Tage netto, Rabatt 3 %."),
            answer("Sehr geehrte Damen und Herren, gerne bieten wir Ihnen 40 Paletten an."),
            Said("Das WLAN im Lager: Passwort lautet {{pw:11}}, bau das nicht ein!", must=("PASSWORD",)),
        ),
    ),
)

PRIYA_CLAUDE = (
    Chat(
        "Payroll check",
        (
            Said(
                "Check this row against the payslip: employee Dana Whitcombe, SSN {{ssn}}, date of birth 03/14/1986, "
                "salary 5,480 USD. Her sick note says Diagnosis: M54.5 low back pain.",
                must=("PERSON", "US_SSN", "DATE_OF_BIRTH", "SALARY", "ICD10_CODE", "HEALTH_CONDITION"),
            ),
            answer("The row is consistent with the payslip."),
        ),
    ),
    Chat(
        "Pivot table help",
        (
            Said(
                "How do I show 2025-Q3 against 2026-Q3 in a pivot table? Totals are 123-45-6789 units off.",
                why="the best known sample number of the social security administration",
            ),
            answer("Put the year into columns and the quarter into a filter."),
        ),
    ),
    Chat(
        "Upload script for the ledger",
        (
            Said(
                "The upload says invalid_grant. This is the service account file:\n{{gcp_json}}",
                must=("GCP_SERVICE_ACCOUNT_KEY",),
            ),
            answer("The clock of the machine is off; and replace this key, it was pasted here."),
        ),
    ),
)

PROJECT_DOC = Said(
    "Runbook\n\n1. Stop the dispatcher.\n2. ssh to the gateway with the key below.\n\n{{openssh}}\n3. Start it again.",
    must=("SSH_PRIVATE_KEY",),
)
MEMORY = "Works in finance at a logistics company. Prefers short answers. Uses spreadsheets a lot."

SLACK_GENERAL = (
    ("TOMAS", Said("deploy is done, release notes are in the wiki")),
    ("MARA", Said("thanks! the lunch list is at https://wiki.brightwater-logistics.com/lunch?week=47&plan=b")),
    ("JULE", Said("who can open the door code sheet? pin board says ask facility", why="no code is in it")),
)
SLACK_OPS = (
    ("TOMAS", Said("the carrier webhook broke again, new one: {{slack_webhook}}", must=("SLACK_WEBHOOK",))),
    ("MARA", Said("I still have the old login: user dispatch-ro / password {{pw:13}}", must=("PASSWORD",))),
    ("TOMAS", Said("commit {{hex:40}} fixed it, build 20261104.7, pod dispatcher-{{lowernum:10}}", why="hashes")),
)
SLACK_DIRECT = (
    ("PRIYA", Said("can you check invoice 2026-1188 for me?")),
    (
        "JULE",
        Said(
            "sure, the customer is ilse.brandauer@kastanienhof-versand.de, her IBAN {{iban:AT}}",
            must=("EMAIL_ADDRESS", "IBAN_CODE"),
        ),
    ),
)
