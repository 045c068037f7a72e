"""What was written: articles, revisions, the weave of their text, events, looks, editions, days. Migration 1."""

ARTICLES = """
CREATE TABLE extractors(  -- one row per (code version, rules hash)
  id INTEGER PRIMARY KEY, version TEXT NOT NULL, rules_hash TEXT NOT NULL, since TEXT NOT NULL,
  UNIQUE(version, rules_hash)) STRICT;

CREATE TABLE articles(  -- the current state; one row a story, whatever its addresses
  id INTEGER PRIMARY KEY, outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE, language TEXT,
  published_at TEXT, title TEXT NOT NULL, standfirst TEXT, authors TEXT,  -- authors: JSON array
  url TEXT NOT NULL, section TEXT, image_url TEXT,
  published_from TEXT,  -- evidence: 'json-ld 2026-11-22T10:15+02:00'; NULL with published_at
  published_to_the TEXT NOT NULL DEFAULT 'minute' CHECK(published_to_the IN('minute','day')),
  flags TEXT NOT NULL DEFAULT '',  -- words: live, alternating (A/B headlines), teaser, homoglyphs, parse-suspect
  first_seen_at TEXT NOT NULL CHECK(first_seen_at GLOB '????-??-??T??:??:??Z'),
  checked_at TEXT NOT NULL,  -- the last look that saw its text; failed looks are in observations
  changed_at TEXT,  -- the last edit that was more than cosmetic
  status TEXT NOT NULL DEFAULT 'live'
    CHECK(status IN('live','suspect','gone','paywalled','blocked','unreachable','merged')),
  status_since TEXT NOT NULL, http_status INTEGER,
  versions INTEGER NOT NULL DEFAULT 1, edits INTEGER NOT NULL DEFAULT 0,  -- edits: minor + substantive
  words INTEGER NOT NULL DEFAULT 0,
  due_at TEXT CHECK(due_at GLOB '????-??-??T??:??:??Z'),  -- NULL: looked at no more
  etag TEXT, last_modified TEXT,  -- validators: written only together with an accepted extraction
  extractor_id INTEGER NOT NULL REFERENCES extractors(id),  -- text hashes: in its latest revision
  merged_into INTEGER REFERENCES articles(id) ON DELETE SET NULL) STRICT;
CREATE INDEX articles_due ON articles(outlet, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX articles_seen ON articles(first_seen_at);
CREATE INDEX articles_outlet ON articles(outlet, first_seen_at);
CREATE INDEX articles_published ON articles(published_at);
CREATE INDEX articles_language ON articles(language, first_seen_at);
CREATE INDEX articles_status ON articles(status, status_since);
CREATE INDEX articles_merged ON articles(merged_into) WHERE merged_into IS NOT NULL;
"""

REVISIONS = """
CREATE TABLE revisions(  -- append-only; n = 1 is the first sight
  id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  seen_at TEXT NOT NULL CHECK(seen_at GLOB '????-??-??T??:??:??Z'),
  not_before TEXT,  -- the edit happened between not_before and seen_at
  reason TEXT NOT NULL CHECK(reason IN('first','edit','revert','reextract')),
  significance TEXT NOT NULL CHECK(significance IN('none','cosmetic','minor','substantive')),
  fields TEXT NOT NULL DEFAULT '',  -- which changed: 'title standfirst body authors published'
  retitled INTEGER NOT NULL DEFAULT 0,  -- 1: the headline is another than in n - 1, or n = 1
  title TEXT NOT NULL, standfirst TEXT, authors TEXT, published_at TEXT,  -- re-dating is an edit
  words INTEGER, words_added INTEGER, words_removed INTEGER,
  age_minutes INTEGER,  -- since publication, or first sight
  disclosed INTEGER NOT NULL DEFAULT 0,  -- the new text itself says that it was updated or corrected
  same_as INTEGER,  -- a revert names the version it went back to
  text_hash BLOB NOT NULL, fold_hash BLOB NOT NULL,  -- exact / folded
  extractor_id INTEGER NOT NULL REFERENCES extractors(id),
  UNIQUE(article_id, n)) STRICT;
CREATE INDEX revisions_fold ON revisions(fold_hash);  -- the same story at another address? asked for every new page
CREATE INDEX revisions_seen ON revisions(seen_at);
CREATE INDEX revisions_outlet ON revisions(outlet, seen_at) WHERE n > 1;
CREATE INDEX revisions_retitled ON revisions(seen_at) WHERE retitled AND n > 1;
CREATE INDEX revisions_silent ON revisions(seen_at)
  WHERE n > 1 AND reason IN('edit','revert') AND significance = 'substantive' AND disclosed = 0;
CREATE INDEX revisions_silent_outlet ON revisions(outlet, seen_at, age_minutes)
  WHERE n > 1 AND reason IN('edit','revert') AND significance = 'substantive' AND disclosed = 0;
"""

BLOCKS = """
CREATE TABLE blocks(  -- the weave: a piece of text lives from version first_n to last_n
  id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  part TEXT NOT NULL DEFAULT 'body' CHECK(part IN('title','standfirst','body')),
  place INTEGER NOT NULL,  -- spaced by 1024; the writer renumbers an article whose gap is full
  first_n INTEGER NOT NULL, last_n INTEGER,  -- last_n NULL: still on the page
  text TEXT NOT NULL) STRICT;
CREATE INDEX blocks_article ON blocks(article_id, place);
"""

EVENTS = """
CREATE TABLE events(  -- the one feed an analyst reads; one row for one thing that happened
  id INTEGER PRIMARY KEY, seen_at TEXT NOT NULL CHECK(seen_at GLOB '????-??-??T??:??:??Z'),
  not_before TEXT, local_day TEXT NOT NULL,  -- day of seen_at in the outlet's time zone
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK(kind IN('published','edited','reverted','vanished','restored','moved','merged',
    'paywalled','unpaywalled')),
  fields TEXT NOT NULL DEFAULT '',  -- of an edit: 'title body'; one edit is one event
  significance TEXT, revision_id INTEGER REFERENCES revisions(id) ON DELETE CASCADE, detail TEXT) STRICT;
CREATE INDEX events_seen ON events(seen_at);
CREATE INDEX events_changes ON events(seen_at) WHERE kind <> 'published' AND significance IS NOT 'cosmetic';
CREATE INDEX events_changes_outlet ON events(outlet, seen_at)
  WHERE kind <> 'published' AND significance IS NOT 'cosmetic';
CREATE INDEX events_day ON events(local_day, outlet, kind);
CREATE INDEX events_article ON events(article_id, seen_at);
CREATE INDEX events_kind ON events(kind, seen_at);
CREATE INDEX events_revision ON events(revision_id) WHERE revision_id IS NOT NULL;

CREATE TABLE observations(  -- log of looks at an article, run-length coded
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE, from_at TEXT NOT NULL, to_at TEXT NOT NULL,
  checks INTEGER NOT NULL, outcome TEXT NOT NULL, http_status INTEGER, final_url TEXT, detail TEXT,
  PRIMARY KEY(article_id, from_at)) STRICT, WITHOUT ROWID;
"""

EDITIONS = """
CREATE TABLE translations(  -- the same story in another language; one row a pair
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  method TEXT NOT NULL, score REAL NOT NULL, found_at TEXT NOT NULL,
  PRIMARY KEY(article_id, other_id), CHECK(article_id < other_id)) STRICT, WITHOUT ROWID;
CREATE INDEX translations_other ON translations(other_id);
CREATE INDEX translations_found ON translations(found_at);
"""

DAYS = """
CREATE TABLE outlet_days(  -- rollup in the writer's own transaction
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  day TEXT NOT NULL,  -- local day of the event; of 'edited': of the article's first sight
  published INTEGER NOT NULL DEFAULT 0,
  edited INTEGER NOT NULL DEFAULT 0,  -- articles first seen that day with at least one edit since: never > published
  edits INTEGER NOT NULL DEFAULT 0, substantive INTEGER NOT NULL DEFAULT 0, cosmetic INTEGER NOT NULL DEFAULT 0,
  title_edits INTEGER NOT NULL DEFAULT 0,
  silent INTEGER NOT NULL DEFAULT 0, vanished INTEGER NOT NULL DEFAULT 0, restored INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(outlet, day)) STRICT, WITHOUT ROWID;
"""
