"""An archive as large as years of watching make it, written in minutes, by SQL alone.

Its rows are invented, its shape is not: 35 % of the articles are edited and there are 0.7 later versions an article, as
was found of newspapers.
"""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from storage.archive import Archive
from storage.connection import connect

SLUGS = ("the-gaze", *(f"outlet-{number:02}" for number in range(1, 40)))
YEARS = 3
TEXTS = 5_000  # distinct paragraphs: few enough to be made at once, many enough that a rare word is rare
WORDS_A_TEXT = 14
PARAGRAPHS = 10
VOCABULARY = 20_000
COMMON = "war"  # in one paragraph of eight
SYLLABLES = {
    "en": ("ba", "der", "lin", "mo", "rat", "sel", "ti", "vor", "wen", "ost"),
    "uk": ("ба", "дер", "лін", "мо", "рат", "сель", "ті", "вор", "вен", "ість"),
}


def make(path: Path, articles: int, now: datetime | None = None) -> None:
    """Write an archive with so many articles, the last one seen just now."""
    now = now or datetime.now(UTC).replace(microsecond=0)
    with Archive.create(path) as archive:
        archive.register([outlet_of(slug) for slug in SLUGS], now)
    with closing(connect(path)) as connection:
        for name, value in {"journal_mode": "OFF", "synchronous": "OFF", "cache_size": -400_000}.items():
            connection.execute(f"PRAGMA {name} = {value}")
        later = _drop_indexes(connection)
        connection.create_function("at", 1, _clock(articles, now), deterministic=True)
        connection.execute("BEGIN")
        connection.execute("CREATE TEMP TABLE texts(id INTEGER PRIMARY KEY, language TEXT, text TEXT)")
        connection.executemany("INSERT INTO texts VALUES(?, ?, ?)", _texts(random.Random(1)))
        for statement in ROWS:
            connection.execute(statement, {"articles": articles})
        for statement in later:
            connection.execute(statement)
        connection.execute("INSERT INTO blocks_fts(blocks_fts) VALUES('rebuild')")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _drop_indexes(connection: sqlite3.Connection) -> list[str]:
    """Indexes and triggers are made again when all rows are there: ten times as fast. Returns how."""
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in made:
        connection.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in made]


def _clock(articles: int, now: datetime) -> Any:
    """The time of an article's number, as the archive writes it: evenly over the years; later ones are never ahead."""
    step = timedelta(days=365 * YEARS) / articles

    def at(number: float) -> str:
        return f"{min(now, now - (articles - number) * step):%Y-%m-%dT%H:%M:%SZ}"

    return at


def _texts(chance: random.Random) -> list[tuple[int, str, str]]:
    """Paragraphs of invented words, as unevenly frequent as words are; every second one in Ukrainian letters."""
    words = {
        language: ["".join(chance.choices(parts, k=chance.randint(1, 3))) for _ in range(VOCABULARY)]
        for language, parts in SYLLABLES.items()
    }
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    texts = []
    for number in range(TEXTS):
        language = "uk" if number % 2 else "en"
        chosen = chance.choices(words[language], weights, k=WORDS_A_TEXT)
        if number % 8 == 0:
            chosen[5] = COMMON
        texts.append((number, language, f"{' '.join(chosen).capitalize()} № {number}."))
    return texts


def outlet_of(slug: str) -> Any:
    """What an outlet file would say of an invented outlet."""
    home = f"https://{slug}.test/"
    source = {"kind": "front", "url": home, "language": "en", "every": timedelta(minutes=15), "enabled": True}
    facts = {"name": slug, "home": home, "timezone": "Europe/Kyiv", "languages": ("en",), "enabled": True}
    return SimpleNamespace(slug=slug, **facts, reason="", keep=(), sources=(SimpleNamespace(**source),))


SLUG = f"CASE WHEN i % {len(SLUGS)} = 7 THEN 'the-gaze' ELSE printf('outlet-%02d', 1 + i % {len(SLUGS) - 1}) END"
TEXT = f"(SELECT text FROM texts WHERE texts.id = (i * 31 + {{}} * 2 + i / 97) % {TEXTS})"
ROWS = (
    # The plan of everything: one row an article, one row a later version.
    f"""CREATE TEMP TABLE stories AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :articles)
        SELECT i, {SLUG} AS outlet, at(i) AS at, iif(i % 2, 'uk', 'en') AS language,
          'Headline ' || i || ' ' || substr({TEXT.format(0)}, 1, 50) AS title,
          CASE WHEN i % 20 BETWEEN 1 AND 7 THEN 1 + (i % 3 = 1) + (i % 3 = 1 AND i % 5 = 2) * 8 ELSE 0 END AS edits,
          i % 100 = 50 AS is_gone FROM n""",
    """CREATE TEMP TABLE later AS WITH RECURSIVE v(i, n, edits) AS (
          SELECT i, 2, edits FROM stories WHERE edits UNION ALL SELECT i, n + 1, edits FROM v WHERE n <= edits)
        SELECT s.*, v.n, at(v.i + (v.n - 1) * :articles / 8000.0) AS edited_at,
          CASE (v.i / 20 + v.n) % 20 WHEN 0 THEN 'reextract' WHEN 1 THEN 'revert' ELSE 'edit' END AS reason,
          CASE WHEN (v.i / 20 + v.n) % 20 = 0 THEN 'none' WHEN (v.i / 20 + v.n) % 5 = 2 THEN 'cosmetic'
            WHEN (v.i / 20) % 2 THEN 'minor' ELSE 'substantive' END AS significance,
          (v.i / 20 + v.n) % 7 = 3 AS retitled, (v.i / 20) % 20 = 4 AS disclosed
        FROM v JOIN stories s USING(i)""",
    "INSERT INTO extractors VALUES(1, '1', '', at(0))",
    """INSERT INTO articles(id, outlet, language, published_at, title, standfirst, url, first_seen_at, checked_at,
          changed_at, status, status_since, versions, edits, words, due_at, extractor_id)
        SELECT i, outlet, language, at, title, title, 'https://' || outlet || '.test/news/' || i, at, at, at,
          iif(is_gone, 'gone', 'live'), at, 1 + edits, edits, 240, iif(i > :articles - 30000, at, NULL), 1
        FROM stories""",
    """INSERT INTO urls(url, outlet, url_hash, article_id, kind, outcome, first_seen_at, last_seen_at)
        SELECT url, outlet, random(), id, 'found', 'fetched', first_seen_at, first_seen_at FROM articles""",
    """INSERT INTO observations(article_id, from_at, to_at, checks, outcome, http_status)
        SELECT i, at, at, 12, 'fetched', 200 FROM stories""",
    """INSERT INTO revisions(article_id, n, outlet, seen_at, reason, significance, retitled, title, words, age_minutes,
          text_hash, fold_hash, extractor_id)
        SELECT i, 1, outlet, at, 'first', 'none', 1, title, 240, 0, randomblob(16), randomblob(16), 1 FROM stories""",
    """INSERT INTO revisions(article_id, n, outlet, seen_at, not_before, reason, significance, fields, retitled, title,
          words, words_added, words_removed, age_minutes, disclosed, same_as, text_hash, fold_hash, extractor_id)
        SELECT i, n, outlet, edited_at, at, reason, significance, iif(retitled, 'title', 'body'), retitled,
          title || iif(retitled, ', version ' || n, ''), 240, 3, 2, n * 40, disclosed, iif(reason = 'revert', 1, NULL),
          randomblob(16), randomblob(16), 1 FROM later""",
    f"CREATE TEMP TABLE places AS {' UNION ALL '.join(f'SELECT {place} AS place' for place in range(PARAGRAPHS + 1))}",
    f"""INSERT INTO blocks(article_id, part, place, first_n, last_n, text)
        SELECT i, iif(place, 'body', 'title'), 1024 * (place + 1), 1,
          iif(place BETWEEN 1 AND edits, place, NULL), iif(place, {TEXT.format("place")}, title)
        FROM stories CROSS JOIN places""",
    f"""INSERT INTO blocks(article_id, part, place, first_n, last_n, text)
        SELECT i, 'body', 1024 * n + 1, n, NULL, {TEXT.format("(n + 11)")} FROM later""",
    """INSERT INTO events(seen_at, local_day, article_id, outlet, kind)
        SELECT at, substr(at, 1, 10), i, outlet, 'published' FROM stories""",
    """INSERT INTO events(seen_at, not_before, local_day, article_id, outlet, kind, fields, significance, revision_id)
        SELECT seen_at, not_before, substr(seen_at, 1, 10), article_id, outlet,
          iif(reason = 'edit', 'edited', 'reverted'), fields, significance, id
        FROM revisions WHERE n > 1 AND reason <> 'reextract'""",
    """INSERT INTO events(seen_at, not_before, local_day, article_id, outlet, kind)
        SELECT at, at, substr(at, 1, 10), i, outlet, iif(is_gone, 'vanished', 'moved') FROM stories
        WHERE is_gone OR i % 200 = 9""",
    """INSERT INTO outlet_days(outlet, day, published, edited, edits, substantive, title_edits, silent, vanished)
        SELECT outlet, substr(at, 1, 10), count(*), sum(edits > 0), sum(edits), sum(edits) / 2, sum(edits) / 7,
          sum(edits) / 3, sum(is_gone) FROM stories GROUP BY 1, 2""",
    """INSERT INTO translations SELECT i, i + 1, 'guess', 0.99, at FROM stories WHERE i % 20 = 11""",
    """INSERT INTO edition_links SELECT i, iif(language = 'uk', 'en', 'uk'), 'https://' || outlet || '.test/e/' || i,
          i, 'link' FROM stories WHERE i % 4 = 3""",
    """INSERT INTO chrome(outlet, text, language, reason, pages, first_seen_at, last_seen_at)
        SELECT slug, text, language, iif(texts.id % 2, 'rule', 'structure'), texts.id, at(0), at(:articles)
        FROM outlets, texts WHERE texts.id < 500""",
    """INSERT INTO crawls(outlet, started_at, finished_at, outcome)
        SELECT outlet, at, at, 'finished' FROM stories WHERE i % 10 = 3""",
    """INSERT INTO incidents(outlet, kind, message, opened_at, closed_at)
        SELECT outlet, 'silent', outlet || ': no new article', min(at), iif(n, max(at), NULL)
        FROM (SELECT outlet, at, i / 2000 % 20 AS n FROM stories) GROUP BY outlet, n""",
    """INSERT INTO outlet_hours(outlet, language, hour, pages, bodies, new_pages, new_bodies)
        SELECT outlet, '', substr(at, 1, 13) || ':00:00Z', count(*), count(*), count(*), count(*) FROM stories
        WHERE i > :articles / 24 * 23 GROUP BY 1, 3""",
)
