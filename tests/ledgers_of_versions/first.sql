BEGIN TRANSACTION;
CREATE TABLE account (
        id INTEGER PRIMARY KEY, provider TEXT NOT NULL, vendor_id TEXT, email TEXT, label TEXT, plan TEXT,
        employee TEXT NOT NULL, latest INTEGER REFERENCES archive);
INSERT INTO "account" VALUES(1,'chatgpt','user-anna','anna@brightwater-logistics.com',NULL,'plus','anna@brightwater-logistics.com',1);
CREATE TABLE archive (
        id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, run INTEGER NOT NULL REFERENCES run, path TEXT NOT NULL,
        provider TEXT NOT NULL, made_at TEXT, first_at TEXT, last_at TEXT, gap TEXT, detectors TEXT NOT NULL,
        conversations INTEGER NOT NULL, findings INTEGER NOT NULL, detail TEXT NOT NULL,
        fresh INTEGER NOT NULL DEFAULT 0, still INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
        back INTEGER NOT NULL DEFAULT 0);
INSERT INTO "archive" VALUES(1,X'7602A391B596B84949945B25CD4092515C3B59F01A73D7AA43A39D4E926BEC54',1,'/exports/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2026-09-11-09-00-00-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.zip','chatgpt','2026-09-11T09:00:00Z','2026-09-01T09:00:00Z','2026-09-01T09:01:00Z',NULL,'3 detectors, 713d14792277',7,2,'{"passages":14,"characters":254,"samples":0,"not_scanned":{},"notices":[["Temporary chats and deleted chats are not in a ChatGPT export.",false],["A ChatGPT export has no list of saved memories: only those that a chat repeats were scanned.",false],["Uploads other than JSON, pictures and recordings are not scanned; library files stay when their chat is deleted.",false],["Links to shared scheduled tasks are not in a ChatGPT export: look under Settings > Data controls > Shared links.",false]],"unread":null}',2,0,0,0);
CREATE TABLE breach (
        id TEXT PRIMARY KEY, conversation INTEGER NOT NULL UNIQUE REFERENCES conversation, people INTEGER NOT NULL,
        why TEXT NOT NULL, found_at TEXT NOT NULL, aware_at TEXT, aware_by TEXT, decision TEXT, decided_at TEXT,
        decided_by TEXT, decided_why TEXT);
CREATE TABLE claim (
        id INTEGER PRIMARY KEY, detector TEXT NOT NULL, entity TEXT NOT NULL, kind TEXT NOT NULL, part TEXT NOT NULL,
        role TEXT NOT NULL, branch TEXT NOT NULL, flags TEXT NOT NULL, reasons TEXT NOT NULL,
        UNIQUE (detector, entity, kind, part, role, branch, flags, reasons));
INSERT INTO "claim" VALUES(1,'github.token','GITHUB_TOKEN','credential','conversation','user','current','','checksum ok');
INSERT INTO "claim" VALUES(2,'bank-accounts.iban','IBAN_CODE','pii','conversation','user','current','cpra','checksum ok');
CREATE TABLE conversation (
        id INTEGER PRIMARY KEY, object BLOB NOT NULL, account INTEGER NOT NULL REFERENCES account,
        holder INTEGER NOT NULL REFERENCES account, employee TEXT NOT NULL, provider TEXT NOT NULL,
        kind TEXT NOT NULL, vendor_id TEXT, title TEXT NOT NULL, url TEXT, plan TEXT, score INTEGER NOT NULL,
        band TEXT NOT NULL, vector TEXT NOT NULL, people INTEGER NOT NULL, public INTEGER NOT NULL,
        flags TEXT NOT NULL, detail TEXT NOT NULL, first_at TEXT, last_at TEXT, first_archive INTEGER NOT NULL,
        last_archive INTEGER NOT NULL, UNIQUE (object, account));
INSERT INTO "conversation" VALUES(1,X'3BD9458045912E92D4D9A69E89D09550',1,1,'anna@brightwater-logistics.com','chatgpt','conversation','refund','Notes',NULL,'plus',17,'low','DPC3·EI.25+CB.25=1 LOW | n=1 | link:no | trains:yes | c:high',1,0,'[]','{"severity":1.0,"credential":null,"first":false,"order":[1.0,-1.0,1.0,1.0,0.0,0.0,-1.0],"parts":[3,0.25,0.25],"identifiers":["id_number"],"reasons":["financial data: DPC 3","id_number in one record: EI .25","audience private: CB .25"],"aside":0,"trains":"yes","audience":"private","links":[]}','2026-09-01T09:00:00Z','2026-09-01T09:01:00Z',1,1);
INSERT INTO "conversation" VALUES(2,X'3237B9D044382AF431AAE0E793CD3425',1,1,'anna@brightwater-logistics.com','chatgpt','conversation','deploy','Notes',NULL,'plus',90,'none','CRED critical ×1 | link:no | trains:yes | c:high',0,0,'[]','{"severity":null,"credential":4,"first":true,"order":[0.0,-4.0,0.0,1.0,0.0,0.0,-1.0],"parts":[null,null,null],"identifiers":[],"reasons":["worst credential critical, live as far as can be seen","first group: a critical credential, or a public link to what must not be public"],"aside":0,"trains":"yes","audience":"private","links":[]}','2026-09-01T09:00:00Z','2026-09-01T09:01:00Z',1,1);
CREATE TABLE coverage (
        account INTEGER NOT NULL REFERENCES account, archive INTEGER NOT NULL REFERENCES archive, gap TEXT,
        PRIMARY KEY (account, archive)) WITHOUT ROWID;
INSERT INTO "coverage" VALUES(1,1,NULL);
CREATE TABLE dropped (
        folder BLOB NOT NULL, path BLOB NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL, inode TEXT NOT NULL,
        state TEXT NOT NULL, reason TEXT, tries INTEGER NOT NULL, at TEXT NOT NULL, target BLOB,
        PRIMARY KEY (folder, path)) WITHOUT ROWID;
CREATE TABLE employee (
        employee TEXT PRIMARY KEY, name TEXT, language TEXT NOT NULL, email TEXT) WITHOUT ROWID;
INSERT INTO "employee" VALUES('anna@brightwater-logistics.com',NULL,'en','anna@brightwater-logistics.com');
CREATE TABLE event (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL,
        before TEXT, after TEXT, why TEXT, run INTEGER, hash BLOB NOT NULL);
INSERT INTO "event" VALUES(1,'2026-11-01T12:00:00Z','chatscrub','task','100bd78b7c7d4378',NULL,'open','found',1,X'D34085655CDEE6047FA6F9F1B0480EC45A726BC9D79F7C957659EDAFFBA920A0');
INSERT INTO "event" VALUES(2,'2026-11-01T12:00:00Z','chatscrub','task','2973215c9ecb511f',NULL,'open','found',1,X'60FBF749720694C7EE1DFC526D6295405068EF45B7016924A21FD9D219C11C7B');
INSERT INTO "event" VALUES(3,'2026-11-01T12:00:00Z','chatscrub','task','a121581095d0f03e',NULL,'open','found',1,X'A15CDE8D41F6B628A1508EA3777C49C1BE79370778036A87A5F1BEFC24680134');
CREATE TABLE finding (
        id INTEGER PRIMARY KEY, key BLOB NOT NULL, conversation INTEGER NOT NULL REFERENCES conversation,
        holder INTEGER NOT NULL, object BLOB NOT NULL, fingerprint BLOB NOT NULL, claim INTEGER NOT NULL REFERENCES claim,
        confidence INTEGER NOT NULL, severity INTEGER NOT NULL, whose TEXT, subject TEXT, match TEXT NOT NULL,
        sent_at TEXT, first_archive INTEGER NOT NULL, last_archive INTEGER NOT NULL,
        UNIQUE (conversation, object, key));
INSERT INTO "finding" VALUES(1,X'0976DCB675C89857A10DCFA536A11EA3',2,1,X'3237B9D044382AF431AAE0E793CD3425',X'CDD584F20F0A63A24DE0B17B8B092CFAF42282A73F9F8F6F3D0A2AD76BA0FE00',1,3,4,NULL,NULL,'ghp_…yFp9','2026-09-01T09:01:00Z',1,1);
INSERT INTO "finding" VALUES(2,X'74C29E44F53415F99D7450AAF64B1250',1,1,X'3BD9458045912E92D4D9A69E89D09550',X'647D3CF771AD115C51B36D4780F3DB13AD1463DB1C194B27A6F476EE7C9A4131',2,3,2,'unknown','p-647d3cf771','…05','2026-09-01T09:01:00Z',1,1);
CREATE TABLE hold (
        id INTEGER PRIMARY KEY, matter TEXT NOT NULL, employee TEXT, provider TEXT, first_day TEXT, last_day TEXT,
        reason TEXT NOT NULL, contact TEXT, added_at TEXT NOT NULL, added_by TEXT NOT NULL, lifted_at TEXT,
        lifted_by TEXT, lifted_why TEXT);
CREATE TABLE list_folder (out TEXT NOT NULL, formats TEXT NOT NULL, PRIMARY KEY (out, formats)) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('audit','3 a15cde8d41f6b628a1508ea3777c49c1be79370778036a87a5f1befc24680134 e2818d15e33dc1d1a04a303c883b57df07299061b55fbb017b369aac8bfce393');
INSERT INTO "meta" VALUES('key','37f37e960543dee5');
CREATE TABLE presence (
        account INTEGER NOT NULL, object BLOB NOT NULL, archive INTEGER NOT NULL, whole INTEGER NOT NULL,
        PRIMARY KEY (account, object)) WITHOUT ROWID;
INSERT INTO "presence" VALUES(1,X'31C7E70665F075FD95A776BE285565FB',1,1);
INSERT INTO "presence" VALUES(1,X'3237B9D044382AF431AAE0E793CD3425',1,1);
INSERT INTO "presence" VALUES(1,X'3BD9458045912E92D4D9A69E89D09550',1,1);
INSERT INTO "presence" VALUES(1,X'4D97322B6631FC966F7C2BF9F45CD89D',1,1);
INSERT INTO "presence" VALUES(1,X'69CF32323956887D8A542B1DDCD2401C',1,1);
INSERT INTO "presence" VALUES(1,X'C4B0B9E610427577AE010B1DE9B98CD6',1,1);
INSERT INTO "presence" VALUES(1,X'EB34B87CFC613EDD25725FAE9632D427',1,1);
CREATE TABLE rotation (
        fingerprint BLOB PRIMARY KEY, rotated_at TEXT NOT NULL, said_by TEXT NOT NULL, said_at TEXT NOT NULL
        ) WITHOUT ROWID;
CREATE TABLE run (
        id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, version TEXT NOT NULL, detectors TEXT NOT NULL,
        tables TEXT NOT NULL, out TEXT, formats TEXT, archives INTEGER NOT NULL DEFAULT 0,
        findings INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0);
INSERT INTO "run" VALUES(1,'2026-11-01T12:00:00Z','2026-11-01T12:00:00Z','0.1.0','3 detectors, 713d14792277','ranking tables 1 of 2026-11-23, sha256 135c3a8e1a28',NULL,'md,json',1,2,0);
CREATE TABLE suppression (
        id INTEGER PRIMARY KEY, fingerprint BLOB, detector TEXT, employee TEXT, provider TEXT, reason TEXT NOT NULL,
        author TEXT NOT NULL, added_at TEXT NOT NULL, expires TEXT, removed_at TEXT, removed_by TEXT);
CREATE TABLE task (
        id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES account,
        holder INTEGER NOT NULL REFERENCES account, employee TEXT NOT NULL, admin INTEGER NOT NULL,
        provider TEXT NOT NULL, action TEXT NOT NULL, kind TEXT NOT NULL, identity TEXT NOT NULL, object BLOB NOT NULL,
        container BLOB, detail TEXT NOT NULL, rank INTEGER NOT NULL, exposure INTEGER NOT NULL, first_at TEXT,
        last_at TEXT, state TEXT NOT NULL, reason TEXT, since TEXT NOT NULL, claimed_at TEXT, claimed_by TEXT,
        waived_until TEXT, first_archive INTEGER NOT NULL, last_archive INTEGER NOT NULL);
INSERT INTO "task" VALUES('100bd78b7c7d4378','100bd78b7c7d4378',1,1,'anna@brightwater-logistics.com',0,'chatgpt','delete','conversation','refund',X'3BD9458045912E92D4D9A69E89D09550',X'3BD9458045912E92D4D9A69E89D09550','{"object":"conversation","object_id":"refund","title":"Notes","url":null,"why":["1 × IBAN code"],"steps":["Open the chat.","Open the ⋯ menu of the chat and choose Delete, then confirm. Archive is not enough."],"remains":["Files uploaded in the chat stay in the Library, and saved memories stay too: both are deleted separately.","OpenAI may keep a copy longer where it was de-identified before, or for security or legal duties."],"found":[["IBAN_CODE",1]],"purge":"within 30 days of the deletion: by 2026-12-29 if it is done today","source":"https://help.openai.com/en/articles/8809935","sent_at":"2026-09-01T09:01:00Z","as_of":"2026-11-23"}',9,17,'2026-09-01T09:01:00Z','2026-09-01T09:01:00Z','open',NULL,'2026-11-01T12:00:00Z',NULL,NULL,NULL,1,1);
INSERT INTO "task" VALUES('2973215c9ecb511f','2973215c9ecb511f',1,1,'anna@brightwater-logistics.com',0,'chatgpt','delete','conversation','deploy',X'3237B9D044382AF431AAE0E793CD3425',X'3237B9D044382AF431AAE0E793CD3425','{"object":"conversation","object_id":"deploy","title":"Notes","url":null,"why":["1 × github token"],"steps":["Open the chat.","Open the ⋯ menu of the chat and choose Delete, then confirm. Archive is not enough."],"remains":["Files uploaded in the chat stay in the Library, and saved memories stay too: both are deleted separately.","OpenAI may keep a copy longer where it was de-identified before, or for security or legal duties."],"found":[["GITHUB_TOKEN",1]],"purge":"within 30 days of the deletion: by 2026-12-29 if it is done today","source":"https://help.openai.com/en/articles/8809935","sent_at":"2026-09-01T09:01:00Z","as_of":"2026-11-23"}',9,90,'2026-09-01T09:01:00Z','2026-09-01T09:01:00Z','open',NULL,'2026-11-01T12:00:00Z',NULL,NULL,NULL,1,1);
INSERT INTO "task" VALUES('a121581095d0f03e','a121581095d0f03e',1,1,'anna@brightwater-logistics.com',0,'chatgpt','rotate','credential','cdd584f20f0a63a24de0b17b8b092cfaf42282a73f9f8f6f3d0a2ad76ba0fe00',X'F0CE7B0FD1558F6FF34FC4E3609410A8',NULL,'{"object":"credential","object_id":"cdd584f20f0a63a24de0b17b8b092cfaf42282a73f9f8f6f3d0a2ad76ba0fe00","title":"GitHub token ghp_…yFp9","url":"https://github.com/settings/tokens","why":["critical credential, pasted on 2026-09-01","issued by GitHub","found in 1 conversation of yours"],"steps":["Create a new token with as few scopes as the job needs, and put it in place.","Delete the old token.","Read the security log and, for an organisation, the audit log since 2026-09-01."],"remains":["Rotating does not remove the text."],"found":[["GitHub token",1]],"purge":null,"source":null,"sent_at":"2026-09-01T09:01:00Z","as_of":null}',-4,90,'2026-09-01T09:01:00Z','2026-09-01T09:01:00Z','open',NULL,'2026-11-01T12:00:00Z',NULL,NULL,NULL,1,1);
CREATE TABLE vendor_answer (
        provider TEXT NOT NULL, plan TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, text TEXT,
        source TEXT, answered_on TEXT NOT NULL, review_on TEXT NOT NULL, said_by TEXT NOT NULL, said_at TEXT NOT NULL,
        PRIMARY KEY (provider, plan, question)) WITHOUT ROWID;
CREATE UNIQUE INDEX account_vendor_id ON account (provider, vendor_id) WHERE vendor_id IS NOT NULL;
CREATE INDEX account_email ON account (provider, email);
CREATE INDEX presence_object ON presence (object) WHERE whole;
CREATE INDEX conversation_holder ON conversation (holder);
CREATE INDEX finding_fingerprint ON finding (fingerprint);
CREATE INDEX finding_subject ON finding (subject) WHERE subject IS NOT NULL;
CREATE INDEX finding_holder ON finding (holder, last_archive);
CREATE INDEX task_object ON task (object);
CREATE INDEX task_holder ON task (holder);
CREATE INDEX task_employee ON task (employee, state);
CREATE INDEX event_object ON event (object);
COMMIT;
PRAGMA user_version = 1;
