import type { Schema } from './migrate.ts'

const FIRST = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    life TEXT NOT NULL CHECK (life IN ('pending', 'live', 'removed')),
    account TEXT NOT NULL UNIQUE,
    provider TEXT,
    kind TEXT,
    status TEXT NOT NULL CHECK (status IN ('active', 'quarantined', 'revoked')),
    domain_kind TEXT NOT NULL,
    domain_name TEXT NOT NULL,
    destinations TEXT NOT NULL,
    env TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT,
    rotated_at TEXT,
    last_used_at TEXT,
    reach TEXT NOT NULL,
    declared TEXT NOT NULL,
    fingerprint TEXT,
    -- The process that adds it.
    writer INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX tokens_name ON tokens (name) WHERE life <> 'removed';
  CREATE INDEX tokens_fingerprint ON tokens (fingerprint, name, id) WHERE life = 'live' AND fingerprint IS NOT NULL;
  CREATE INDEX tokens_unsettled ON tokens (id) WHERE life <> 'live';

  -- Accounts with a secret that no token uses, noted by the process that rotates.
  CREATE TABLE strays (account TEXT PRIMARY KEY, writer INTEGER NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE bindings (
    root TEXT NOT NULL,
    env TEXT NOT NULL,
    token_id TEXT NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
    accepted TEXT NOT NULL,
    PRIMARY KEY (root, env)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX bindings_token ON bindings (token_id);

  CREATE TABLE trust (
    hash TEXT PRIMARY KEY,
    root TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('allowed', 'denied')),
    parsed TEXT,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX trust_root ON trust (root, at);

  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('exec', 'shell')),
    root TEXT,
    project TEXT,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    ends_at TEXT,
    pid INTEGER NOT NULL,
    tokens TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What a hash covers is kept as the very text that was hashed.
  CREATE TABLE audit (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
  CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
  CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;

  -- Secrets too large for a keychain entry, as JWE; the key of each is in the keychain.
  CREATE TABLE oversize (ref TEXT PRIMARY KEY, account TEXT NOT NULL, jwe TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX oversize_account ON oversize (account);
`

// What providers said when they were asked.
const INTROSPECTED = 'ALTER TABLE tokens ADD COLUMN introspected TEXT'

// By which provider table a secret was read last.
const READ_WITH = 'ALTER TABLE tokens ADD COLUMN read_with TEXT'

// Sessions with a broker: which run, which were told to end, and their placeholders, as hashes.
const BROKERED = `
  ALTER TABLE sessions ADD COLUMN brokered INTEGER NOT NULL DEFAULT 0 CHECK (brokered IN (0, 1));
  ALTER TABLE sessions ADD COLUMN end_asked INTEGER NOT NULL DEFAULT 0 CHECK (end_asked IN (0, 1));
  CREATE INDEX sessions_brokered ON sessions (id) WHERE brokered = 1 AND ended_at IS NULL;
  CREATE TABLE placeholders (
    hash TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX placeholders_session ON placeholders (session);
`

// What servers said of tokens' scopes in answers to their requests: of the secret that is in use.
const SCOPES = `
  CREATE TABLE scope_evidence (
    token_id TEXT PRIMARY KEY REFERENCES tokens (id) ON DELETE CASCADE,
    accepted TEXT NOT NULL,
    held TEXT NOT NULL,
    requests INTEGER NOT NULL,
    since TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`

// A binding outlives its token: one that is bound to nothing stops sessions until it is bound anew or taken away.
const KEPT_BINDINGS = `
  ALTER TABLE bindings RENAME TO earlier_bindings;
  CREATE TABLE bindings (
    root TEXT NOT NULL,
    env TEXT NOT NULL,
    token_id TEXT REFERENCES tokens (id),
    -- The last name of a token that was removed.
    removed TEXT,
    accepted TEXT NOT NULL,
    PRIMARY KEY (root, env),
    CHECK ((token_id IS NULL) <> (removed IS NULL))
  ) STRICT, WITHOUT ROWID;
  INSERT INTO bindings SELECT root, env, token_id, NULL, accepted FROM earlier_bindings;
  DROP TABLE earlier_bindings;
  CREATE INDEX bindings_token ON bindings (token_id);
`

/** `blkh`. */
const APPLICATION_ID = 0x626c6b68

const SALT_BYTES = 32

/** Tables of the catalog. @param random Where the salt of a new catalog comes from. */
export const catalogSchema = (random: (bytes: number) => Uint8Array): Schema => ({
  steps: [FIRST, INTROSPECTED, READ_WITH, BROKERED, SCOPES, KEPT_BINDINGS],
  applicationId: APPLICATION_ID,
  begin: (database) => {
    database.run("INSERT INTO meta (key, value) VALUES ('salt', ?)", random(SALT_BYTES))
  },
})
