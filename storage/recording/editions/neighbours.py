"""The stories around a story, in another language: of its outlet, or of one on the same domain, of the same days."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from storage.addresses import host_of
from storage.editions.retelling import WITHIN, Around, Telling, evidence, telling_of
from storage.times import moment, stamp

MOST_ON_EITHER_SIDE = 100  # stories before and after that are read: those of a day of a busy outlet
MOST_CHARACTERS = 8_000  # of a text that are compared
# Nats, without the time: of the development half's true pairs 9 and more, of its follow-ups 5 to 8, of others less. It
# was 5 until lies within a series, of the second held-out press, were believed.
AGREE = 8.0

_TEXT = f"""substr((SELECT group_concat(b.text, char(10)) FROM blocks b
  WHERE b.article_id = a.id AND b.last_n IS NULL AND b.part <> 'title'), 1, {MOST_CHARACTERS}) AS text"""
# The plus: the partner by its id, not all articles of the language, of each of which it would be asked.
_IS_TAKEN = """EXISTS(
  SELECT 1 FROM translations t JOIN articles p ON p.id IN (t.article_id, t.other_id) AND p.id <> a.id
  WHERE (t.article_id = a.id OR t.other_id = a.id) AND t.method <> 'guess' AND +p.language = :back)"""
_TIME = "coalesce(published_at, first_seen_at)"


def times_apart(one: sqlite3.Row, other: sqlite3.Row) -> timedelta:
    """Between their publications, or first sights where a page gives no time."""
    first, second = (moment(row["published_at"] or row["first_seen_at"]) for row in (one, other))
    return abs(first - second)


def house_of(connection: sqlite3.Connection, article: sqlite3.Row) -> list[str]:
    """The article's outlet, and those that live on the same registrable domain."""
    home = connection.execute("SELECT home_url FROM outlets WHERE slug = ?", (article["outlet"],)).fetchone()
    rows = connection.execute(
        """SELECT slug FROM outlets o WHERE EXISTS(
             SELECT 1 FROM hosts own JOIN hosts h ON h.domain = own.domain
             WHERE own.host = ? AND o.home_url || '/' GLOB 'http*://' || h.host || '/*')""",
        (host_of(home["home_url"]),),
    )
    return sorted({article["outlet"], *(row["slug"] for row in rows)})


def neighbours(connection: sqlite3.Connection, article: sqlite3.Row, language: str) -> list[sqlite3.Row]:
    """The stories in that language published at most two days before or after, with their text.

    `is_taken`: it has an edition in the article's language, which is no mere guess.
    """
    at = moment(article["published_at"] or article["first_seen_at"])
    try:
        window = {"from": stamp(at - WITHIN), "at": stamp(at), "until": stamp(at + WITHIN)}
    except OverflowError:  # a page may claim to be of year 1, or 9999
        return []
    ids = _nearest(connection, house_of(connection, article), {"language": language, "id": article["id"], **window})
    return connection.execute(
        f"""SELECT a.*, {_TEXT}, {_IS_TAKEN} AS is_taken FROM articles a
            WHERE a.id IN (SELECT value FROM json_each(:ids)) ORDER BY a.id""",
        {"ids": json.dumps(ids), "back": article["language"]},
    ).fetchall()


def _nearest(connection: sqlite3.Connection, house: Sequence[str], wanted: Mapping[str, object]) -> list[int]:
    """The articles next in time on either side. Outlet by outlet: of several at once SQLite sorts the whole window."""
    where = f"outlet = :outlet AND language = :language AND merged_into IS NULL AND id <> :id AND {_TIME}"
    sides = (
        (f"BETWEEN :from AND :at ORDER BY {_TIME} DESC", True),
        (f"> :at AND {_TIME} <= :until ORDER BY {_TIME}", False),
    )
    ids: list[int] = []
    for side, is_before in sides:
        query = f"SELECT {_TIME} AS at, id FROM articles WHERE {where} {side} LIMIT {MOST_ON_EITHER_SIDE}"
        rows = [row for slug in house for row in connection.execute(query, {"outlet": slug, **wanted})]
        rows.sort(key=lambda row: row["at"], reverse=is_before)
        ids += [row["id"] for row in rows[:MOST_ON_EITHER_SIDE]]
    return ids


def with_text(connection: sqlite3.Connection, article: sqlite3.Row) -> sqlite3.Row:
    """The article with what its page says now."""
    found = connection.execute(f"SELECT a.*, {_TEXT} FROM articles a WHERE a.id = ?", (article["id"],))
    row: sqlite3.Row = found.fetchone()
    return row


def told(article: sqlite3.Row) -> Telling:
    """What of an article with its text can be compared."""
    is_exact = article["published_at"] is not None and article["published_to_the"] == "minute"
    at = moment(article["published_at"]) if is_exact else None
    return telling_of(article["title"], article["text"] or "", at, article["image_url"])


def are_told_alike(connection: sqlite3.Connection, one: sqlite3.Row, other: sqlite3.Row) -> bool:
    """Whether two texts agree in names and numbers, whenever they were published, and none around agrees more."""
    return _is_likest(connection, one, other) and _is_likest(connection, other, one)


def _is_likest(connection: sqlite3.Connection, one: sqlite3.Row, other: sqlite3.Row) -> bool:
    tellings = {row["id"]: replace(told(row), at=None) for row in neighbours(connection, one, other["language"])}
    around = Around(list(tellings.values()))
    first, second = (replace(told(with_text(connection, row)), at=None) for row in (one, other))
    found = evidence(first, second, around)
    rivals = (evidence(first, telling, around) for key, telling in tellings.items() if key != other["id"])
    return found >= AGREE and all(found >= rival for rival in rivals)
