"""Full-text search over every version of every text, by triggers on blocks. Migration 1."""

SEARCH = """
-- U+02BC is a letter to unicode61: as a separator, all apostrophes are alike in text and question
-- ("п'ять" = "п’ять" = "пʼять"), «‘the war’» is found by war, and nothing needs folding.
-- Ask with every word in double quotes, as Datasette does. The double quotes around blocks and id:
-- Datasette and sqlite-utils look for them.
CREATE VIRTUAL TABLE blocks_fts USING fts5(text, content="blocks", content_rowid="id",
  tokenize="unicode61 remove_diacritics 0 separators 'ʼ'");
CREATE TRIGGER blocks_ai AFTER INSERT ON blocks BEGIN
  INSERT INTO blocks_fts(rowid, text) VALUES(new.id, new.text); END;
CREATE TRIGGER blocks_ad AFTER DELETE ON blocks BEGIN
  INSERT INTO blocks_fts(blocks_fts, rowid, text) VALUES('delete', old.id, old.text); END;
CREATE TRIGGER blocks_au AFTER UPDATE OF text ON blocks BEGIN
  INSERT INTO blocks_fts(blocks_fts, rowid, text) VALUES('delete', old.id, old.text);
  INSERT INTO blocks_fts(rowid, text) VALUES(new.id, new.text); END;
"""
