"""How often and how gently: the pace of outlets, hosts and sources. Migration 5."""

PACE = """
ALTER TABLE outlets ADD COLUMN rests INTEGER NOT NULL DEFAULT 0;  -- in a row; each is twice as long as the one before
ALTER TABLE outlets ADD COLUMN answered_at TEXT;  -- the last crawl in which a server answered, whatever it said
ALTER TABLE outlets ADD COLUMN silent_at TEXT;  -- the last crawl in which none did

-- Of a registrable domain, in the row whose host it is:
ALTER TABLE hosts ADD COLUMN backoff_seconds REAL;  -- how far 429, 503 and timeouts drove the delay; it falls slowly
ALTER TABLE hosts ADD COLUMN asked_at TEXT;  -- when a crawl asked it last

ALTER TABLE sources ADD COLUMN every_seconds INTEGER NOT NULL DEFAULT 0;  -- the file's first guess of interval_seconds
ALTER TABLE sources ADD COLUMN not_modified INTEGER NOT NULL DEFAULT 0;  -- times in a row that it said "not modified"
ALTER TABLE sources ADD COLUMN fickle INTEGER NOT NULL DEFAULT 0;  -- answers in a row: new validators, the old body
ALTER TABLE sources ADD COLUMN read_at TEXT;  -- the last answer with a body
UPDATE sources SET every_seconds = interval_seconds;
"""
