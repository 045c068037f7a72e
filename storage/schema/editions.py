"""The same story in other languages: what pages declare of it, waiting for the other page to be stored. Migration 7.

How a pair of `translations` was found is its `method`, and `score` how sure that is:
  'hreflang', 'json-ld', 'link'   one page, or both, declares the other: 1.0 both, 0.9 one and the texts agree
  'id'                            both addresses have the same number or path, and the texts agree: 0.95
  'guess'                         by names, numbers, time and picture: the probability, 0.98 and more
A declared pair replaces one by id, and that a guess.
"""

EDITION_LINKS = """
CREATE TABLE edition_links(  -- where an article's page says that its story stands in another language; not believed yet
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  language TEXT NOT NULL, url TEXT NOT NULL, url_hash INTEGER NOT NULL,  -- as in urls
  method TEXT NOT NULL CHECK(method IN('hreflang','json-ld','link')),
  PRIMARY KEY(article_id, language)) STRICT, WITHOUT ROWID;
CREATE INDEX edition_links_url ON edition_links(url_hash);
CREATE INDEX articles_editions ON articles(outlet, language, coalesce(published_at, first_seen_at));
"""

VIEWS = """
DROP VIEW story_editions;
CREATE VIEW story_editions AS  -- one row a pair; hours_later below 0: the other one came first
  -- method: hreflang, json-ld, link: declared, 1.0 by both pages, 0.9 by one; id: one number or path in both addresses;
  -- guess: by names, numbers, time and picture, with its probability
  SELECT t.found_at, a.outlet, a.language, a.title, b.outlet AS other_outlet, b.language AS other_language,
    b.title AS other_title, t.method, t.score,
    round((julianday(b.published_at) - julianday(a.published_at)) * 24, 1) AS hours_later,
    a.url, b.url AS other_url, t.article_id, t.other_id
  FROM translations t JOIN articles a ON a.id = t.article_id JOIN articles b ON b.id = t.other_id
  ORDER BY t.found_at DESC;
"""
