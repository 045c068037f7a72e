"""The views as they are asked now, and the guide in the order in which a newcomer asks. Migration 4.

Each answers within 300 ms on a million articles: `python -m tests.benchmarks million` times them all.
"""

CHANGE_VIEWS = """
DROP VIEW changes;
CREATE VIEW changes AS  -- everything that happened after publication, newest first; without typography
  SELECT e.seen_at, e.outlet, e.kind, e.fields, e.significance, a.title, e.detail, a.url, e.article_id, e.not_before,
    e.local_day, r.n, r.significance = 'substantive' AND r.disclosed = 0 AS silent, r.same_as AS back_to
  FROM events e LEFT JOIN articles a ON a.id = e.article_id LEFT JOIN revisions r ON r.id = e.revision_id
  WHERE e.kind <> 'published' AND e.significance IS NOT 'cosmetic' ORDER BY e.seen_at DESC;

DROP VIEW changes_today;
CREATE VIEW changes_today AS  -- today where the outlet is, not in Greenwich
  SELECT e.seen_at, e.outlet, e.kind, e.fields, e.significance, a.title, e.detail, a.url, e.article_id, e.not_before,
    e.local_day, r.n, r.significance = 'substantive' AND r.disclosed = 0 AS silent, r.same_as AS back_to
  FROM events e CROSS JOIN outlets o ON o.slug = e.outlet LEFT JOIN articles a ON a.id = e.article_id
    LEFT JOIN revisions r ON r.id = e.revision_id
  WHERE e.seen_at >= date('now', '-1 day')  -- today began after this in every zone: the index's share of the work
    AND e.local_day = date('now', o.utc_offset || ' minutes')
    AND e.kind <> 'published' AND e.significance IS NOT 'cosmetic' ORDER BY e.seen_at DESC;

DROP VIEW headline_history;
CREATE VIEW headline_history AS  -- all headlines of an article: where article_id = 7; each as we read it best
  SELECT h.article_id, h.n,
    (SELECT t.title FROM revisions t WHERE t.article_id = h.article_id AND t.n < coalesce(h.next_n, 1e9)
     ORDER BY t.n DESC LIMIT 1) AS title, h.seen_at AS from_at,
    (SELECT s.seen_at FROM revisions s WHERE s.article_id = h.article_id AND s.n = h.next_n) AS until_at, h.not_before
  FROM (SELECT r.article_id, r.n, r.seen_at, r.not_before,
      (SELECT s.n FROM revisions s WHERE s.article_id = r.article_id AND s.n > r.n AND s.retitled
         AND s.reason <> 'reextract' ORDER BY s.n LIMIT 1) AS next_n
    FROM revisions r WHERE r.retitled AND r.reason <> 'reextract') h;
"""

TEXT_VIEWS = """
CREATE VIEW current_text AS  -- what is on the pages now: join blocks_fts on block_id to search it
  SELECT b.id AS block_id, a.first_seen_at, a.outlet, a.language, a.title, b.part, b.text, b.article_id, a.url
  FROM blocks b JOIN articles a ON a.id = b.article_id
  WHERE b.last_n IS NULL AND a.status NOT IN('gone','merged');

DROP VIEW removed_text;
CREATE VIEW removed_text AS  -- taken down by the outlet, never by us: join blocks_fts on block_id to search it
  SELECT b.id AS block_id, r.seen_at AS removed_at, r.outlet, r.title, b.part, b.text, b.article_id, r.n, r.not_before,
    CASE r.reason WHEN 'edit' THEN 'edited' ELSE 'reverted' END AS how, a.language, a.url
  FROM blocks b JOIN revisions r ON r.article_id = b.article_id AND r.n = b.last_n + 1
    AND r.reason IN('edit','revert') AND r.significance <> 'cosmetic' JOIN articles a ON a.id = b.article_id
  WHERE b.last_n IS NOT NULL AND NOT EXISTS(  -- it stands elsewhere on the page, or it came back and went later
    SELECT 1 FROM blocks c WHERE c.article_id = b.article_id AND c.text = b.text AND c.id <> b.id
      AND (c.last_n IS NULL OR c.last_n > b.last_n))
  UNION ALL SELECT b.id, a.status_since, a.outlet, a.title, b.part, b.text, a.id, a.versions,
    (SELECT e.not_before FROM events e WHERE e.article_id = a.id AND e.kind = 'vanished'
     ORDER BY e.seen_at DESC LIMIT 1), 'vanished', a.language, a.url
  FROM articles a JOIN blocks b ON b.article_id = a.id AND b.last_n IS NULL WHERE a.status = 'gone';
"""

GUIDE = """
DROP TABLE guide;
CREATE TABLE guide(name TEXT PRIMARY KEY NOT NULL, answers TEXT NOT NULL, example TEXT NOT NULL) STRICT;
INSERT INTO guide VALUES
  ('changes_today', 'What was changed today?', 'select * from changes_today'),
  ('changes', 'What happened after publication, newest first?',
   'select * from changes where outlet = ''the-gaze'' limit 20'),
  ('latest_articles', 'What is new?', 'select * from latest_articles limit 20'),
  ('article_text', 'What does an article say now?', 'select title, body from article_text where id = 7'),
  ('version_text', 'What did it say before?', 'select n, seen_at, body from version_text where article_id = 7'),
  ('edit_diff', 'What did an edit add and take away?',
   'select op, text from edit_diff where article_id = 7 and n = 2 order by place'),
  ('headline_history', 'Which headlines did an article have?',
   'select title, from_at, until_at from headline_history where article_id = 7'),
  ('headline_edits', 'Which headlines were changed?', 'select was, now from headline_edits limit 20'),
  ('silent_edits', 'What was changed without saying so, an hour or more after publication?',
   'select * from silent_edits where hours_after > 1 limit 20'),
  ('silent_editors', 'Who does that most?', 'select * from silent_editors order by after_an_hour desc'),
  ('vanished', 'Which articles disappeared?', 'select * from vanished limit 20'),
  ('removed_text', 'What was taken down?',
   'select r.* from blocks_fts f join removed_text r on block_id = f.rowid where blocks_fts match ''"war"'' limit 20'),
  ('current_text', 'Who writes about it now?',
   'select c.* from blocks_fts f join current_text c on block_id = f.rowid where blocks_fts match ''"war"'' limit 20'),
  ('edits_per_outlet', 'How much does each outlet edit?', 'select * from edits_per_outlet'),
  ('story_editions', 'Which stories are there in two languages?',
   'select title, other_title from story_editions limit 20'),
  ('chrome_by_language', 'What was judged to be interface, by language?',
   'select language, lines, reasons from chrome_by_language where outlet = ''the-gaze'''),
  ('outlet_health', 'Is everything being watched? Is the daemon alive?', 'select * from outlet_health');
"""
