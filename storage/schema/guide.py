"""The first thing to type is `select * from guide`: what can be asked, with an example of each. Migration 1."""

GUIDE = """
-- Source of the schema reference and of Datasette's titles.
CREATE TABLE guide(name TEXT PRIMARY KEY, answers TEXT NOT NULL, example TEXT) STRICT, WITHOUT ROWID;
INSERT INTO guide VALUES
  ('changes_today', 'What was changed today?', 'select * from changes_today'),
  ('changes', 'Everything that happened after publication, newest first',
   'select * from changes where outlet = ''the-gaze'' limit 20'),
  ('latest_articles', 'What is new?', 'select * from latest_articles limit 20'),
  ('article_text', 'What does an article say now?', 'select title, body from article_text where id = 7'),
  ('version_text', 'What did it say before?', 'select n, body from version_text where article_id = 7'),
  ('edit_diff', 'What did an edit add and take away?',
   'select op, text from edit_diff where article_id = 7 and n = 2 order by place'),
  ('headline_edits', 'Which headlines were changed?', 'select was, now from headline_edits limit 20'),
  ('headline_history', 'All headlines of an article',
   'select title, from_at, until_at from headline_history where article_id = 7'),
  ('silent_edits', 'What was changed without saying so?', 'select * from silent_edits where hours_after > 1 limit 20'),
  ('silent_editors', 'Who does that most?', 'select * from silent_editors order by after_an_hour desc'),
  ('removed_text', 'What was taken down?',
   'select r.* from blocks_fts f join removed_text r on r.block_id = f.rowid where blocks_fts match ''"war"'''),
  ('vanished', 'Which articles disappeared?', 'select * from vanished limit 20'),
  ('edits_per_outlet', 'How much does each outlet edit?', 'select * from edits_per_outlet'),
  ('story_editions', 'The same story in two languages', 'select title, other_title from story_editions limit 20'),
  ('chrome_by_language', 'What was judged to be interface, by language?',
   'select language, text, pages from chrome where outlet = ''the-gaze'''),
  ('outlet_health', 'Is everything being watched? Is the daemon alive?', 'select * from outlet_health');
"""
