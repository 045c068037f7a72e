"""The schema as SQL text, in the parts that a reader looks for. `storage.migrations` puts them together.

The file is the user interface: plain words, one noun a table. Times are UTC text `YYYY-MM-DDTHH:MM:SSZ`, checked where
rows are compared by them; languages are ISO 639-1; outlets are known by their slug everywhere. What stands here is
released: a change is a new migration, never an edit.
"""
