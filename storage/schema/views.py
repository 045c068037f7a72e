"""The views that people read. Migration 1.

Each answers within 300 ms on a million articles (measured: 50 ms): its predicate repeats that of its partial index.
"""

LATEST_VIEWS = """
CREATE VIEW latest_articles AS
  SELECT first_seen_at, outlet, language, title, published_at, words, edits, status, url, id
  FROM articles ORDER BY first_seen_at DESC;

CREATE VIEW article_text AS  -- what is on the page now
  SELECT a.id, a.outlet, a.language, a.published_at, a.title, a.standfirst,
   (SELECT group_concat(text, char(10)||char(10)) FROM
     (SELECT text FROM blocks b WHERE b.article_id = a.id AND b.part = 'body' AND b.last_n IS NULL
      ORDER BY b.place)) AS body, a.url
  FROM articles a;

CREATE VIEW version_text AS  -- any version
  SELECT r.article_id, r.n, r.seen_at, r.title, r.standfirst,
   (SELECT group_concat(text, char(10)||char(10)) FROM
     (SELECT b.text FROM blocks b WHERE b.article_id = r.article_id AND b.part = 'body' AND b.first_n <= r.n
        AND (b.last_n IS NULL OR b.last_n >= r.n) ORDER BY b.place)) AS body
  FROM revisions r;
"""

CHANGE_VIEWS = """
CREATE VIEW changes AS  -- everything that happened after publication, newest first
  SELECT e.seen_at, e.outlet, e.kind, e.fields, e.significance, a.title, e.detail, a.url, e.article_id, e.not_before,
    e.local_day
  FROM events e LEFT JOIN articles a ON a.id = e.article_id
  WHERE e.kind <> 'published' AND e.significance IS NOT 'cosmetic' ORDER BY e.seen_at DESC;

CREATE VIEW changes_today AS  -- today where the outlet is, not in Greenwich
  SELECT e.seen_at, e.outlet, e.kind, e.fields, e.significance, a.title, e.detail, a.url, e.article_id
  FROM events e CROSS JOIN outlets o ON o.slug = e.outlet LEFT JOIN articles a ON a.id = e.article_id
  WHERE e.seen_at >= date('now', '-1 day')  -- today began after this in every zone: the index's share of the work
    AND e.local_day = date('now', o.utc_offset || ' minutes')
    AND e.kind <> 'published' AND e.significance IS NOT 'cosmetic' ORDER BY e.seen_at DESC;

CREATE VIEW headline_history AS  -- all headlines of an article: where article_id = 7
  SELECT r.article_id, r.n, r.title, r.seen_at AS from_at,
   (SELECT s.seen_at FROM revisions s WHERE s.article_id = r.article_id AND s.n > r.n AND s.retitled
    ORDER BY s.n LIMIT 1) AS until_at
  FROM revisions r WHERE r.retitled;

CREATE VIEW headline_edits AS  -- was -> now, newest first; reextract is not an edit
  SELECT r.seen_at, r.outlet,
    (SELECT p.title FROM revisions p WHERE p.article_id = r.article_id AND p.n = r.n - 1) AS was, r.title AS now,
    r.significance, r.disclosed, r.article_id, r.n, r.not_before
  FROM revisions r WHERE r.retitled AND r.n > 1 AND r.reason <> 'reextract' ORDER BY r.seen_at DESC;

CREATE VIEW silent_edits AS
  SELECT r.seen_at, r.outlet, r.title, r.fields, r.words_added, r.words_removed,
    round(r.age_minutes / 60.0, 1) AS hours_after, a.url, r.article_id, r.n
  FROM revisions r LEFT JOIN articles a ON a.id = r.article_id
  WHERE r.n > 1 AND r.reason IN('edit','revert') AND r.significance = 'substantive' AND r.disclosed = 0
  ORDER BY r.seen_at DESC;

CREATE VIEW silent_editors AS  -- who edits silently, and how late; read from one index
  SELECT outlet, count(*) AS silent_edits, sum(age_minutes > 60) AS after_an_hour,
    sum(age_minutes > 1440) AS after_a_day, max(seen_at) AS latest
  FROM revisions WHERE n > 1 AND reason IN('edit','revert') AND significance = 'substantive' AND disclosed = 0
  GROUP BY outlet;

CREATE VIEW vanished AS
  SELECT status_since, outlet, title, http_status, published_at, url, id
  FROM articles WHERE status = 'gone' ORDER BY status_since DESC;

CREATE VIEW edits_per_outlet AS
  SELECT outlet, sum(published) AS articles, sum(edited) AS edited,
    round(100.0 * sum(edited) / nullif(sum(published), 0), 1) AS percent_edited,
    sum(edits) AS edits, sum(substantive) AS substantive, sum(title_edits) AS headlines, sum(silent) AS silent,
    sum(vanished) AS vanished
  FROM outlet_days GROUP BY outlet ORDER BY edits DESC;
"""

TEXT_VIEWS = """
CREATE VIEW edit_diff AS  -- where article_id = 7 and n = 2 order by place; reextract is not an edit
  SELECT b.article_id, b.first_n AS n, '+' AS op, b.part, b.place, b.text FROM blocks b
    JOIN revisions r ON r.article_id = b.article_id AND r.n = b.first_n
    WHERE b.first_n > 1 AND r.reason <> 'reextract'
  UNION ALL SELECT b.article_id, b.last_n + 1, '-', b.part, b.place, b.text FROM blocks b
    JOIN revisions r ON r.article_id = b.article_id AND r.n = b.last_n + 1
    WHERE b.last_n IS NOT NULL AND r.reason <> 'reextract';

CREATE VIEW removed_text AS  -- taken down by the outlet: join blocks_fts on block_id to search it
  SELECT b.id AS block_id, r.seen_at AS removed_at, r.outlet, r.title, b.part, b.text, b.article_id, r.n FROM blocks b
    JOIN revisions r ON r.article_id = b.article_id AND r.n = b.last_n + 1 AND r.reason IN('edit','revert')
  WHERE b.last_n IS NOT NULL AND NOT EXISTS(
    SELECT 1 FROM blocks c WHERE c.article_id = b.article_id AND c.last_n IS NULL AND c.text = b.text)
  UNION ALL SELECT b.id, a.status_since, a.outlet, a.title, b.part, b.text, a.id, a.versions FROM articles a
    JOIN blocks b ON b.article_id = a.id AND b.last_n IS NULL WHERE a.status = 'gone';

CREATE VIEW story_editions AS  -- the same story in two languages; one row a pair
  SELECT t.found_at, a.outlet, a.language, a.title, b.outlet AS other_outlet, b.language AS other_language,
    b.title AS other_title, t.method, t.score, a.url, b.url AS other_url, t.article_id, t.other_id
  FROM translations t JOIN articles a ON a.id = t.article_id JOIN articles b ON b.id = t.other_id
  ORDER BY t.found_at DESC;
"""

HEALTH_VIEWS = """
CREATE VIEW chrome_by_language AS
  SELECT outlet, coalesce(language, 'none') AS language, count(*) AS lines, sum(pages) AS dropped,
    group_concat(DISTINCT reason) AS reasons
  FROM chrome GROUP BY outlet, coalesce(language, 'none');

CREATE VIEW outlet_health AS
  SELECT o.slug AS outlet, o.state, o.state_since, o.state_reason,
    (SELECT c.finished_at FROM crawls c WHERE c.outlet = o.slug AND c.finished_at IS NOT NULL
     ORDER BY c.started_at DESC LIMIT 1) AS last_crawl,
    (SELECT c.outcome FROM crawls c WHERE c.outlet = o.slug AND c.finished_at IS NOT NULL
     ORDER BY c.started_at DESC LIMIT 1) AS last_outcome,
    (SELECT max(first_seen_at) FROM articles a WHERE a.outlet = o.slug) AS last_article,
    (SELECT count(*) FROM incidents i WHERE coalesce(i.outlet, '') = o.slug AND i.closed_at IS NULL) AS open_incidents,
    (SELECT ran_at FROM jobs WHERE name = 'tick') AS daemon_alive_at
  FROM outlets o;
"""
