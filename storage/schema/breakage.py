"""Figures by which silent breakage is noticed, and whose edition an incident is about. Migration 8."""

BREAKAGE = """
CREATE TABLE outlet_hours(  -- pages asked for as articles; rollup in the writer's own transaction; pruned by age
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  language TEXT NOT NULL,  -- of the article, or of the source that named it; '': not known before it was fetched
  hour TEXT NOT NULL CHECK(hour GLOB '????-??-??T??:00:00Z'),
  pages INTEGER NOT NULL, bodies INTEGER NOT NULL,  -- asked for; gave a body
  new_pages INTEGER NOT NULL, new_bodies INTEGER NOT NULL,  -- of these: seen for the first time
  PRIMARY KEY(outlet, hour, language)) STRICT, WITHOUT ROWID;

ALTER TABLE outlets ADD COLUMN judged_at TEXT;  -- when it was last asked whether anything is silently broken

ALTER TABLE incidents ADD COLUMN language TEXT;  -- the edition that is broken; NULL: the outlet
DROP INDEX incidents_open;
CREATE UNIQUE INDEX incidents_open ON incidents(coalesce(outlet, ''), kind, coalesce(language, ''))
  WHERE closed_at IS NULL;

CREATE VIEW open_incidents AS  -- what is wrong now, newest first
  SELECT opened_at, outlet, kind, language, message, id FROM incidents WHERE closed_at IS NULL ORDER BY opened_at DESC;
INSERT INTO guide VALUES('open_incidents', 'What is wrong now?', 'select * from open_incidents');
"""
