"""What was learned: lines that recur, counted until they are chrome or forgotten, and who lies. Migrations 2 and 3."""

LEARNING = """
CREATE TABLE templates(  -- how many articles were counted, by the language and the kind of page
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  template TEXT NOT NULL,  -- 'en': every page in English; 'en div.article-text': those whose body stands in such a one
  articles INTEGER NOT NULL, PRIMARY KEY(outlet, template)) STRICT, WITHOUT ROWID;

CREATE TABLE recurring_lines(  -- lines of articles that would be chrome if they recurred on enough; soon forgotten
  outlet TEXT NOT NULL REFERENCES outlets(slug) ON DELETE CASCADE,
  line_hash INTEGER NOT NULL,  -- of the folded line; a wide text in the key would be copied into every page of it
  template TEXT NOT NULL,
  text TEXT NOT NULL, language TEXT, doubt INTEGER NOT NULL,  -- 0 to 2: how much it looks like text
  articles INTEGER NOT NULL, days INTEGER NOT NULL,  -- new articles that it stood in, and on how many days
  article_id INTEGER NOT NULL,  -- the latest of them
  first_n INTEGER NOT NULL, last_n INTEGER NOT NULL,  -- templates.articles when it was seen first and last
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
  PRIMARY KEY(outlet, line_hash, template)) STRICT, WITHOUT ROWID;
"""

LIES = """
ALTER TABLE outlets ADD COLUMN lies INTEGER NOT NULL DEFAULT 0;  -- texts that changed under the same ETag or date
"""
