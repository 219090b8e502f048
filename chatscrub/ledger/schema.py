"""The tables of the ledger, as steps from each version to the next.

Steps are never changed once released: a new column is a new step. Times are ISO 8601 in UTC with ``Z`` or NULL. Blobs
are keyed fingerprints (32 bytes) and object keys (16 bytes). Lists are JSON. Masked text is all that is kept of what was
found; `archive.digest` is the SHA-256 of an export's content.
"""

from __future__ import annotations

_FIRST = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # One row a scan. `finished` is NULL while it runs, and stays so when it was killed.
    """CREATE TABLE run (
        id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, version TEXT NOT NULL, detectors TEXT NOT NULL,
        tables TEXT NOT NULL, out TEXT, formats TEXT, archives INTEGER NOT NULL DEFAULT 0,
        findings INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0)""",
    # Where lists were written besides, from the ledger alone.
    "CREATE TABLE list_folder (out TEXT NOT NULL, formats TEXT NOT NULL, PRIMARY KEY (out, formats)) WITHOUT ROWID",
    # An export, known by its content. `made_at` is when it was made, as far as it shows; `first_at` and `last_at`
    # are its oldest and newest text; `gap` says why it is not whole, NULL where nothing is missing. `detail` is
    # what reports say of it besides.
    """CREATE TABLE archive (
        id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, run INTEGER NOT NULL REFERENCES run, path TEXT NOT NULL,
        provider TEXT NOT NULL, made_at TEXT, first_at TEXT, last_at TEXT, gap TEXT, detectors TEXT NOT NULL,
        conversations INTEGER NOT NULL, findings INTEGER NOT NULL, detail TEXT NOT NULL,
        fresh INTEGER NOT NULL DEFAULT 0, still INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
        back INTEGER NOT NULL DEFAULT 0)""",
    # A login, or the workspace that an export is of. `latest` is the newest export that covers it.
    """CREATE TABLE account (
        id INTEGER PRIMARY KEY, provider TEXT NOT NULL, vendor_id TEXT, email TEXT, label TEXT, plan TEXT,
        employee TEXT NOT NULL, latest INTEGER REFERENCES archive)""",
    "CREATE UNIQUE INDEX account_vendor_id ON account (provider, vendor_id) WHERE vendor_id IS NOT NULL",
    "CREATE INDEX account_email ON account (provider, email)",
    # How people are called and what they read, from the operator's table, so that lists can be written without it.
    """CREATE TABLE employee (
        employee TEXT PRIMARY KEY, name TEXT, language TEXT NOT NULL, email TEXT) WITHOUT ROWID""",
    # Which exports cover an account; `gap` says why absence from the export proves nothing for it.
    """CREATE TABLE coverage (
        account INTEGER NOT NULL REFERENCES account, archive INTEGER NOT NULL REFERENCES archive, gap TEXT,
        PRIMARY KEY (account, archive)) WITHOUT ROWID""",
    # Every object an account's exports showed, found something in or not, with the newest export that showed it.
    """CREATE TABLE presence (
        account INTEGER NOT NULL, object BLOB NOT NULL, archive INTEGER NOT NULL, whole INTEGER NOT NULL,
        PRIMARY KEY (account, object)) WITHOUT ROWID""",
    "CREATE INDEX presence_object ON presence (object) WHERE whole",
    # A conversation with findings, for one employee. `account` is whose it is, `holder` whose export shows it. `detail`
    # is what explains its score.
    """CREATE TABLE conversation (
        id INTEGER PRIMARY KEY, object BLOB NOT NULL, account INTEGER NOT NULL REFERENCES account,
        holder INTEGER NOT NULL REFERENCES account, employee TEXT NOT NULL, provider TEXT NOT NULL,
        kind TEXT NOT NULL, vendor_id TEXT, title TEXT NOT NULL, url TEXT, plan TEXT, score INTEGER NOT NULL,
        band TEXT NOT NULL, vector TEXT NOT NULL, people INTEGER NOT NULL, public INTEGER NOT NULL,
        flags TEXT NOT NULL, detail TEXT NOT NULL, first_at TEXT, last_at TEXT, first_archive INTEGER NOT NULL,
        last_archive INTEGER NOT NULL, UNIQUE (object, account))""",
    "CREATE INDEX conversation_holder ON conversation (holder)",
    # What many findings have in common: who claims what, and why, in which kind of text. Some hundred rows, whatever the
    # number of findings. `flags` and `reasons` are a line each; flags of the conversation, and reasons that tell of one value
    # alone, are not among them.
    """CREATE TABLE claim (
        id INTEGER PRIMARY KEY, detector TEXT NOT NULL, entity TEXT NOT NULL, kind TEXT NOT NULL, part TEXT NOT NULL,
        role TEXT NOT NULL, branch TEXT NOT NULL, flags TEXT NOT NULL, reasons TEXT NOT NULL,
        UNIQUE (detector, entity, kind, part, role, branch, flags, reasons))""",
    # `key` is what makes it the same finding in the next export: fingerprint and place in the vendor's own ids. It is a
    # hash, so it is looked up below its conversation: an index over hashes alone would touch a page for each finding.
    """CREATE TABLE finding (
        id INTEGER PRIMARY KEY, key BLOB NOT NULL, conversation INTEGER NOT NULL REFERENCES conversation,
        holder INTEGER NOT NULL, object BLOB NOT NULL, fingerprint BLOB NOT NULL, claim INTEGER NOT NULL REFERENCES claim,
        confidence INTEGER NOT NULL, severity INTEGER NOT NULL, whose TEXT, subject TEXT, match TEXT NOT NULL,
        sent_at TEXT, first_archive INTEGER NOT NULL, last_archive INTEGER NOT NULL,
        UNIQUE (conversation, object, key))""",
    "CREATE INDEX finding_fingerprint ON finding (fingerprint)",
    "CREATE INDEX finding_subject ON finding (subject) WHERE subject IS NOT NULL",
    "CREATE INDEX finding_holder ON finding (holder, last_archive)",
    # `id` is what people are told and never changes; `key` is what the task is made from, and follows its employee.
    """CREATE TABLE task (
        id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES account,
        holder INTEGER NOT NULL REFERENCES account, employee TEXT NOT NULL, admin INTEGER NOT NULL,
        provider TEXT NOT NULL, action TEXT NOT NULL, kind TEXT NOT NULL, identity TEXT NOT NULL, object BLOB NOT NULL,
        container BLOB, detail TEXT NOT NULL, rank INTEGER NOT NULL, exposure INTEGER NOT NULL, first_at TEXT,
        last_at TEXT, state TEXT NOT NULL, reason TEXT, since TEXT NOT NULL, claimed_at TEXT, claimed_by TEXT,
        waived_until TEXT, first_archive INTEGER NOT NULL, last_archive INTEGER NOT NULL)""",
    "CREATE INDEX task_object ON task (object)",
    "CREATE INDEX task_holder ON task (holder)",
    "CREATE INDEX task_employee ON task (employee, state)",
    """CREATE TABLE hold (
        id INTEGER PRIMARY KEY, matter TEXT NOT NULL, employee TEXT, provider TEXT, first_day TEXT, last_day TEXT,
        reason TEXT NOT NULL, contact TEXT, added_at TEXT NOT NULL, added_by TEXT NOT NULL, lifted_at TEXT,
        lifted_by TEXT, lifted_why TEXT)""",
    """CREATE TABLE suppression (
        id INTEGER PRIMARY KEY, fingerprint BLOB, detector TEXT, employee TEXT, provider TEXT, reason TEXT NOT NULL,
        author TEXT NOT NULL, added_at TEXT NOT NULL, expires TEXT, removed_at TEXT, removed_by TEXT)""",
    # What the operator knows about a credential: when it was made worthless.
    """CREATE TABLE rotation (
        fingerprint BLOB PRIMARY KEY, rotated_at TEXT NOT NULL, said_by TEXT NOT NULL, said_at TEXT NOT NULL
        ) WITHOUT ROWID""",
    # What may be a breach. `people` is the most that were ever counted, `why` a list of reasons, none of which goes.
    """CREATE TABLE breach (
        id TEXT PRIMARY KEY, conversation INTEGER NOT NULL UNIQUE REFERENCES conversation, people INTEGER NOT NULL,
        why TEXT NOT NULL, found_at TEXT NOT NULL, aware_at TEXT, aware_by TEXT, decision TEXT, decided_at TEXT,
        decided_by TEXT, decided_why TEXT)""",
    # The operator's answers to the contract questions; they go before the facts that are shipped. A plan of '' stands
    # for all plans of the tool. Days are ISO 8601.
    """CREATE TABLE vendor_answer (
        provider TEXT NOT NULL, plan TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, text TEXT,
        source TEXT, answered_on TEXT NOT NULL, review_on TEXT NOT NULL, said_by TEXT NOT NULL, said_at TEXT NOT NULL,
        PRIMARY KEY (provider, plan, question)) WITHOUT ROWID""",
    # What became of each file of a watched folder, in one state of it; `path` lies below `folder`, both in the bytes of
    # the file system. `modified` is in ns since 1970; an inode can be larger than SQLite's integers. `tries` counts how
    # often reading it was begun and not ended. `target` is where a file that failed was moved to.
    """CREATE TABLE dropped (
        folder BLOB NOT NULL, path BLOB NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL, inode TEXT NOT NULL,
        state TEXT NOT NULL, reason TEXT, tries INTEGER NOT NULL, at TEXT NOT NULL, target BLOB,
        PRIMARY KEY (folder, path)) WITHOUT ROWID""",
    """CREATE TABLE event (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL,
        before TEXT, after TEXT, why TEXT, run INTEGER, hash BLOB NOT NULL)""",
    "CREATE INDEX event_object ON event (object)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)
"""MIGRATIONS[n] brings a ledger from version n to n + 1."""
VERSION = len(MIGRATIONS)
