"""What is watched and how it goes: outlets, hosts, sources, found URLs, crawls, failures, alarms. Migration 1."""

OUTLETS = """
CREATE TABLE outlets(
  slug TEXT PRIMARY KEY, name TEXT NOT NULL, home_url TEXT NOT NULL, timezone TEXT NOT NULL,
  utc_offset INTEGER NOT NULL DEFAULT 0,  -- minutes, now; kept by the daemon, so that SQL knows the outlet's today
  languages TEXT NOT NULL,  -- JSON array
  enabled INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'new' CHECK(state IN('new','ok','degraded','resting','paused')),
  state_since TEXT NOT NULL, state_reason TEXT,  -- plain words
  failures REAL NOT NULL DEFAULT 0, rests_until TEXT) STRICT, WITHOUT ROWID;  -- circuit breaker, survives restarts

CREATE TABLE hosts(  -- robots and pace belong to a host; back-off to its registrable domain
  host TEXT PRIMARY KEY, domain TEXT NOT NULL,  -- host: 'www.example.ua' or 'host:port'
  robots TEXT, robots_status INTEGER, robots_fetched_at TEXT,  -- the last good copy
  delay_seconds REAL, rests_until TEXT) STRICT;
CREATE INDEX hosts_domain ON hosts(domain);

CREATE TABLE sources(  -- where links come from; each has its own due time
  id INTEGER PRIMARY KEY, outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK(kind IN('feed','sitemap','news-sitemap','front','archive')),
  url TEXT NOT NULL, language TEXT, enabled INTEGER NOT NULL DEFAULT 1,  -- 0: no longer in the outlet's file
  interval_seconds INTEGER NOT NULL, streak INTEGER NOT NULL DEFAULT 0,  -- on-time successes in a row
  due_at TEXT NOT NULL CHECK(due_at GLOB '????-??-??T??:??:??Z'),
  polled_at TEXT, outcome TEXT, detail TEXT, failures REAL NOT NULL DEFAULT 0,
  etag TEXT, last_modified TEXT, body_hash BLOB, lies INTEGER NOT NULL DEFAULT 0,  -- lies: validators that proved wrong
  cursor TEXT,  -- how far a backfill came
  links_seen INTEGER NOT NULL DEFAULT 0, links_new INTEGER NOT NULL DEFAULT 0, links_offsite INTEGER NOT NULL DEFAULT 0,
  last_new_at TEXT, UNIQUE(outlet, url)) STRICT;
CREATE INDEX sources_due ON sources(due_at) WHERE enabled;
"""

FRONTIER = """
CREATE TABLE urls(  -- every address ever found: the frontier, and the names of a story
  id INTEGER PRIMARY KEY, url TEXT NOT NULL,
  -- a rowid table: WITHOUT ROWID would copy the URL into every index (x2 on disk)
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  url_hash INTEGER NOT NULL,  -- BLAKE2b, 8 bytes, int.from_bytes(…, 'big', signed=True): what a plan carries
  article_id INTEGER REFERENCES articles(id) ON DELETE CASCADE,  -- NULL: not fetched yet, or no article
  kind TEXT NOT NULL CHECK(kind IN('found','final','canonical','amp')),
  outcome TEXT,  -- NULL: not fetched yet; not_an_article, gone … are not fetched again
  tries INTEGER NOT NULL DEFAULT 0,
  due_at TEXT,  -- when to fetch; NULL: never (again)
  hint TEXT,  -- JSON: title and time as the feed or sitemap gave them
  found_in INTEGER REFERENCES sources(id) ON DELETE SET NULL,
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
  UNIQUE(url, outlet)) STRICT;  -- two outlet files may name one feed: each has its own frontier and its own articles
CREATE INDEX urls_known ON urls(outlet, url_hash);
CREATE INDEX urls_due ON urls(outlet, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX urls_article ON urls(article_id) WHERE article_id IS NOT NULL;
CREATE INDEX urls_source ON urls(found_in) WHERE found_in IS NOT NULL;
"""

CHROME = """
CREATE TABLE chrome(  -- what was judged to be user interface, and why; singletons are pruned
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  template TEXT NOT NULL DEFAULT '',  -- '' : anywhere on the outlet
  text TEXT NOT NULL, language TEXT,  -- NULL: no letters, or a brand
  reason TEXT NOT NULL CHECK(reason IN('structure','rule','language','repetition','place','neighbour')),
  pages INTEGER NOT NULL, kept INTEGER NOT NULL DEFAULT 0,  -- pages it was dropped from / kept in as article
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
  learned INTEGER NOT NULL DEFAULT 0, sample_url TEXT,
  PRIMARY KEY(outlet, template, text)) STRICT, WITHOUT ROWID;
"""

CRAWLS = """
CREATE TABLE crawls(  -- pruned by age
  id INTEGER PRIMARY KEY, outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  started_at TEXT NOT NULL, finished_at TEXT,
  outcome TEXT, detail TEXT,  -- NULL while it runs; 'interrupted' is written by the next start
  requests INTEGER, pages INTEGER, not_modified INTEGER, articles_new INTEGER, articles_changed INTEGER,
  errors INTEGER, bytes INTEGER, seconds REAL, peak_memory_mb REAL) STRICT;
CREATE INDEX crawls_outlet ON crawls(outlet, started_at);
CREATE INDEX crawls_running ON crawls(outlet) WHERE finished_at IS NULL;

CREATE TABLE failures(  -- fetches that did not give what was hoped; pruned by age
  id INTEGER PRIMARY KEY, crawl_id INTEGER NOT NULL REFERENCES crawls(id) ON DELETE CASCADE, at TEXT NOT NULL,
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  url TEXT NOT NULL, outcome TEXT NOT NULL, http_status INTEGER, detail TEXT) STRICT;
CREATE INDEX failures_at ON failures(outlet, at);
CREATE INDEX failures_crawl ON failures(crawl_id);
"""

OPERATIONS = """
CREATE TABLE incidents(  -- alarms in plain words; open once
  id INTEGER PRIMARY KEY, outlet TEXT REFERENCES outlets(slug) ON DELETE CASCADE,  -- NULL: the whole service
  kind TEXT NOT NULL, message TEXT NOT NULL, opened_at TEXT NOT NULL, closed_at TEXT, told_at TEXT) STRICT;
CREATE UNIQUE INDEX incidents_open ON incidents(coalesce(outlet, ''), kind) WHERE closed_at IS NULL;
CREATE INDEX incidents_outlet ON incidents(outlet, opened_at);

CREATE TABLE gaps(  -- when we were not looking: silence is not evidence
  id INTEGER PRIMARY KEY, outlet TEXT REFERENCES outlets(slug) ON DELETE CASCADE,  -- NULL: every outlet
  from_at TEXT NOT NULL, to_at TEXT NOT NULL, why TEXT NOT NULL) STRICT;
CREATE INDEX gaps_outlet ON gaps(outlet, from_at);

CREATE TABLE jobs(  -- the daemon's own clockwork; 'tick' is its pulse: is it alive?
  name TEXT PRIMARY KEY, ran_at TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT) STRICT, WITHOUT ROWID;
"""
