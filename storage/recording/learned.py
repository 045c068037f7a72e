"""Learning chrome from what recurs in bodies, taking it out of what is stored, and forgetting what does not recur."""

import json
import sqlite3
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from storage.fingerprint import line_hash
from storage.recording.identity import ARTICLE
from storage.recording.reextracted import add_reextraction
from storage.recording.stored import current_text
from storage.recurrence import DEEP_ARTICLES, FORGOTTEN_AFTER, WIDE_ARTICLES, Recurrence, is_chrome
from storage.times import stamp

SEEN_ONCE_FOR = timedelta(days=30)
LEARNED_FOR = timedelta(days=180)  # since its last sight: plans need not carry a campaign that is long over
MOST_LEARNED = 1_000  # lines of an outlet: what a hostile one repeats must not fill every plan
MOST_ARTICLES = 1_000  # that one learning may touch; it was counted on fewer, as a rule


class LearnedLine(NamedTuple):
    """A line just learned as chrome, and when it was first counted: articles before that are not known to hold it."""

    text: str
    since: str


def learn(connection: sqlite3.Connection, outlet: str) -> list[LearnedLine]:
    """Move the lines that recur enough from the count to `chrome`, and forget those that do not recur."""
    connection.execute(
        """DELETE FROM recurring_lines WHERE outlet = ?1 AND last_n + ?2 <
             (SELECT articles FROM templates t WHERE t.outlet = ?1 AND t.template = recurring_lines.template)""",
        (outlet, FORGOTTEN_AFTER),
    )
    found = {row["line_hash"]: row for row in _counted(connection, outlet) if is_chrome(_recurrence(row))}
    _stop_counting(connection, outlet, found.keys())
    known = {line_hash(text) for text in _learned_texts(connection, outlet)}
    # Of a line that is learned already and stands in bodies again the extractor knows better; nor may plans grow on.
    new = [row for key, row in found.items() if key not in known][: max(0, MOST_LEARNED - len(known))]
    for row in new:
        _learn_line(connection, row)
    return [LearnedLine(row["text"], row["first_seen_at"]) for row in new]


def _learned_texts(connection: sqlite3.Connection, outlet: str) -> list[str]:
    rows = connection.execute("SELECT text FROM chrome WHERE outlet = ? AND learned = 1", (outlet,))
    return [row["text"] for row in rows]


def _counted(connection: sqlite3.Connection, outlet: str) -> list[sqlite3.Row]:
    """What was counted often enough to be looked at; the outlet's whole count last, so that it is preferred."""
    return connection.execute(
        """SELECT r.*, t.articles AS of, (SELECT max(doubt) FROM recurring_lines s
             WHERE s.outlet = r.outlet AND s.line_hash = r.line_hash) AS most_doubt
           FROM recurring_lines r JOIN templates t ON t.outlet = r.outlet AND t.template = r.template
           WHERE r.outlet = ? AND r.articles >= ? ORDER BY length(r.template) DESC, r.template, r.line_hash""",
        (outlet, min(WIDE_ARTICLES, DEEP_ARTICLES)),
    ).fetchall()


def _recurrence(row: sqlite3.Row) -> Recurrence:
    return Recurrence(
        articles=row["articles"],
        since=row["of"] - row["first_n"] + 1,
        of=row["of"],
        days=row["days"],
        doubt=row["most_doubt"],
        is_wide=_is_wide(row["template"]),
    )


def _is_wide(template: str) -> bool:
    return " " not in template


def _learn_line(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    template = "" if _is_wide(row["template"]) else row["template"]
    connection.execute(
        """INSERT INTO chrome(outlet, template, text, language, reason, pages, kept, first_seen_at, last_seen_at,
             learned, sample_url)
           VALUES(:outlet, :template, :text, :language, 'repetition', :pages, :pages, :first, :last, 1,
             (SELECT url FROM articles WHERE id = :article_id))
           ON CONFLICT(outlet, template, text) DO UPDATE SET learned = 1, reason = 'repetition',
             pages = pages + excluded.pages, kept = kept + excluded.kept,
             first_seen_at = min(first_seen_at, excluded.first_seen_at),
             last_seen_at = max(last_seen_at, excluded.last_seen_at)""",
        {
            "outlet": row["outlet"],
            "template": template,
            "text": row["text"],
            "language": row["language"],
            "pages": row["articles"],
            "article_id": row["article_id"],
            "first": row["first_seen_at"],
            "last": row["last_seen_at"],
        },
    )


def keep_lines(connection: sqlite3.Connection, outlet: str, keep: Iterable[str]) -> None:
    """What the outlet's file says is never chrome: it is no longer learned, nor is it counted on the way there."""
    kept = {line_hash(text) for text in keep}
    if not kept:
        return
    wrong = [text for text in _learned_texts(connection, outlet) if line_hash(text) in kept]
    connection.execute(
        "UPDATE chrome SET learned = 0 WHERE outlet = ? AND learned = 1 AND text IN (SELECT value FROM json_each(?))",
        (outlet, json.dumps(wrong)),
    )
    _stop_counting(connection, outlet, kept)


def _stop_counting(connection: sqlite3.Connection, outlet: str, hashes: Collection[int]) -> None:
    connection.execute(
        "DELETE FROM recurring_lines WHERE outlet = ? AND line_hash IN (SELECT value FROM json_each(?))",
        (outlet, json.dumps(list(hashes))),
    )


def take_out(
    connection: sqlite3.Connection, outlet: str, lines: Sequence[LearnedLine], now: datetime, *, but: Container[int]
) -> int:
    """Close the blocks of an outlet's articles that are a learned line; `but` those whose page can be read again.

    Returns how many articles were changed.
    """
    hashes = {line_hash(line.text) for line in lines}
    changed = 0
    for article_id in dict.fromkeys([*_since(connection, outlet, lines), *_holding(connection, outlet, lines)]):
        if article_id in but:
            continue
        article = connection.execute(f"{ARTICLE} WHERE a.id = ?", (article_id,)).fetchone()
        text = current_text(connection, article)
        left = [paragraph for paragraph in text.paragraphs if line_hash(paragraph) not in hashes]
        if 0 < len(left) < len(text.paragraphs):
            add_reextraction(connection, article, replace(text, body="\n\n".join(left)), now)
            changed += 1
    return changed


def _since(connection: sqlite3.Connection, outlet: str, lines: Sequence[LearnedLine]) -> list[int]:
    """The articles that a learned line can stand in: those stored since it was counted, the latest first."""
    rows = connection.execute(
        """SELECT id FROM articles WHERE outlet = ? AND first_seen_at >= ? AND status <> 'merged'
           ORDER BY first_seen_at DESC LIMIT ?""",
        (outlet, min(line.since for line in lines), MOST_ARTICLES),
    )
    return [row["id"] for row in rows]


def _holding(connection: sqlite3.Connection, outlet: str, lines: Sequence[LearnedLine]) -> list[int]:
    """The articles that hold a learned line to the letter, however old; looks through all the outlet's texts."""
    rows = connection.execute(
        """SELECT DISTINCT b.article_id AS id FROM articles a JOIN blocks b ON b.article_id = a.id
           WHERE a.outlet = ? AND a.status <> 'merged' AND b.last_n IS NULL AND b.part = 'body'
             AND b.text IN (SELECT value FROM json_each(?))""",
        (outlet, json.dumps([line.text for line in lines])),
    )
    return [row["id"] for row in rows]


def count_as_read(
    connection: sqlite3.Connection,
    outlet: str,
    was: tuple[str, str],
    is_now: tuple[str, str],
    now: datetime,
    *,
    but: Collection[int],
) -> None:
    """Articles that were read with what was known before hold nothing of what was learned: they are up to date.

    Otherwise what their outlet changes next would be taken for our doing. `but` those that are read again.
    """
    connection.execute(
        "INSERT INTO extractors(version, rules_hash, since) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
        (*is_now, stamp(now)),
    )
    extractor = "(SELECT id FROM extractors WHERE version = ? AND rules_hash = ?)"
    connection.execute(
        f"""UPDATE articles SET extractor_id = {extractor} WHERE outlet = ? AND extractor_id = {extractor}
              AND id NOT IN (SELECT value FROM json_each(?))""",
        (*is_now, outlet, *was, json.dumps(list(but))),
    )


def tidy(connection: sqlite3.Connection, now: datetime) -> None:
    """Forget lines that were seen once a month ago, and learned ones that have long been seen nowhere."""
    seen_once = stamp(now - SEEN_ONCE_FOR)
    connection.execute("DELETE FROM recurring_lines WHERE articles = 1 AND last_seen_at < ?", (seen_once,))
    long_ago = stamp(now - LEARNED_FOR)
    connection.execute("DELETE FROM recurring_lines WHERE last_seen_at < ?", (long_ago,))
    connection.execute(
        """DELETE FROM templates WHERE instr(template, ' ') AND NOT EXISTS(
             SELECT 1 FROM recurring_lines r WHERE r.outlet = templates.outlet AND r.template = templates.template)"""
    )
    connection.execute("DELETE FROM chrome WHERE pages <= 1 AND NOT learned AND last_seen_at < ?", (seen_once,))
    connection.execute("DELETE FROM chrome WHERE learned AND last_seen_at < ?", (long_ago,))
