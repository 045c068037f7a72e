"""The weave in a real file: what was written in whatever order of edits is read back by plain SQL, byte for byte."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.connection import connect, prepare_new_file, writing
from storage.migrations import apply
from storage.recording.stored import weave_version
from storage.records import Extraction

AT = "2026-11-22T10:00:00Z"
RAW = """SELECT text FROM blocks WHERE article_id = ? AND part = 'body'
         AND first_n <= ? AND (last_n IS NULL OR last_n >= ?) ORDER BY place"""
DIFF = "SELECT text FROM blocks WHERE article_id = ? AND {} = ? ORDER BY text"
WORDS = ("The mayor said no.", "Мер сказав «ні».", "* * *", "П’ять.", "", "a\nb", " x ", "0", "Ґанок; 'x' \"y\" %_")
GAPS = 10  # halvings that a gap of 1024 holds

numbers = st.integers(0, 99)
edits = st.tuples(
    st.sampled_from(
        (
            "insert",
            "delete",
            "replace",
            "move",
            "swap",
            "split",
            "merge",
            "double",
            "title",
            "standfirst",
            "all",
            "back",
        )
    ),
    numbers,
    numbers,
)
chains = st.lists(edits, min_size=1, max_size=14)


class Loom:
    """One file, an outlet, and articles whose every version is kept beside what the file says."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.articles = count(1)
        connection.execute("PRAGMA synchronous = OFF")  # no power cut here
        connection.execute("INSERT INTO extractors VALUES(1, '1', '', ?)", (AT,))
        connection.execute(
            "INSERT INTO outlets(slug, name, home_url, timezone, languages, state_since) "
            "VALUES('o', 'O', 'https://o/', 'UTC', '[]', '2026-11-22T10:00:00Z')"
        )

    def write(self, versions: list[Extraction]) -> int:
        article = next(self.articles)
        with writing(self.connection):
            self.connection.execute(
                """INSERT INTO articles(id, outlet, title, url, first_seen_at, checked_at, status_since, extractor_id)
                   VALUES(?, 'o', '', '', ?, ?, ?, 1)""",
                (article, AT, AT, AT),
            )
            for n, text in enumerate(versions, start=1):
                self.connection.execute(
                    """INSERT INTO revisions(article_id, n, outlet, seen_at, reason, significance, title, standfirst,
                         text_hash, fold_hash, extractor_id) VALUES(?, ?, 'o', ?, ?, 'none', ?, ?, x'', x'', 1)""",
                    (article, n, AT, "edit" if n > 1 else "first", text.title, text.standfirst),
                )
                weave_version(self.connection, article, n, text)
        return article

    def texts(self, sql: str, *params: object) -> list[str]:
        return [row["text"] for row in self.connection.execute(sql, params)]

    def version(self, article: int, n: int) -> Extraction:
        row = self.connection.execute(
            "SELECT title, standfirst, body FROM version_text WHERE article_id = ? AND n = ?", (article, n)
        ).fetchone()
        return Extraction(title=row["title"], standfirst=row["standfirst"], body=row["body"] or "")


@pytest.fixture(scope="module")
def loom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loom]:
    path: Path = tmp_path_factory.mktemp("weave") / "varta.db"
    path.touch()
    with closing(connect(path)) as connection:
        prepare_new_file(connection)
        apply(connection)
        yield Loom(connection)


def edited(history: list[Extraction], edit: tuple[str, int, int]) -> Extraction:  # noqa: C901 - one branch an edit
    """The next version: what an editor does to the latest one."""
    kind, one, other = edit
    text, paragraphs = history[-1], list(history[-1].paragraphs)
    at, to = one % max(1, len(paragraphs)), other % max(1, len(paragraphs))
    word = WORDS[other % len(WORDS)]
    match kind:
        case "title":
            return replace(text, title=word)
        case "standfirst":
            return replace(text, standfirst=word or None if text.standfirst is None else None)
        case "back":
            return history[one % len(history)]
        case "all":
            paragraphs = [f"{word}{number}" for number in range(one % 9)]
        case "insert":
            paragraphs.insert(at, word)
        case "delete":
            del paragraphs[at : at + 1 + other % 2]
        case "double" if paragraphs:
            paragraphs.insert(to, paragraphs[at])
        case "move" if paragraphs:
            paragraphs.insert(to, paragraphs.pop(at))
        case "swap" if paragraphs:
            paragraphs[at], paragraphs[to] = paragraphs[to], paragraphs[at]
        case "replace" if paragraphs:
            paragraphs[at] += word
        case "split" if paragraphs:
            half = len(paragraphs[at]) // 2
            paragraphs[at : at + 1] = [paragraphs[at][:half], paragraphs[at][half:]]
        case "merge" if paragraphs:
            paragraphs[at : at + 2] = [" ".join(paragraphs[at : at + 2])]
    return replace(text, body="\n\n".join(paragraphs))


def history_of(chain: list[tuple[str, int, int]]) -> list[Extraction]:
    first = "\n\n".join(WORDS[number % len(WORDS)] for number in (0, 2, 1, 2, 3))
    history = [Extraction(title="Title", body=first)]
    for edit in chain:
        history.append(edited(history, edit))
    return history


@pytest.mark.timeout(60)
@given(chain=chains)
@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_version_of_any_chain_of_edits_is_read_back_from_the_file_byte_for_byte(
    loom: Loom, chain: list[tuple[str, int, int]]
) -> None:
    history = history_of(chain)
    article = loom.write(history)
    for n, text in enumerate(history, start=1):
        assert loom.version(article, n) == text
        assert "\n\n".join(loom.texts(RAW, article, n, n)) == text.body
        came, went = loom.texts(DIFF.format("first_n"), article, n), loom.texts(DIFF.format("last_n"), article, n - 1)
        before = sorted(parts(history[n - 2])) if n > 1 else []
        for gone in went:
            before.remove(gone)
        assert sorted(before + came) == sorted(parts(text))


def parts(text: Extraction) -> list[str]:
    return [text.title, *([text.standfirst] if text.standfirst else []), *text.paragraphs]


def test_a_gap_that_fills_up_is_renumbered_and_every_old_version_keeps_its_order(loom: Loom) -> None:
    history = [Extraction(title="T", body="first\n\nlast")]
    for number in range(4 * GAPS):  # always into the same gap; now and then what stood there goes
        paragraphs = [text for text in history[-1].paragraphs if number % 7 or text != f"x{number - 3}"]
        history.append(replace(history[-1], body="\n\n".join([paragraphs[0], f"x{number}", *paragraphs[1:]])))
    article = loom.write(history)
    assert [loom.version(article, n).body for n in range(1, len(history) + 1)] == [text.body for text in history]
    places = loom.texts("SELECT DISTINCT place AS text FROM blocks WHERE article_id = ?", article)
    assert max(map(int, places)) > 1024 * (GAPS + 2)  # it was


def test_eight_hundred_versions_of_one_article_are_read_back_in_their_order(loom: Loom) -> None:
    history = [Extraction(title="T", body="\n\n".join(f"p{number}" for number in range(8)))]
    for number in range(800):
        kind = ("insert", "move", "swap", "delete", "double", "merge", "split", "replace")[number * 7 % 8]
        following = edited(history, (kind, number * 31 % 97, number * 17 % 89))
        kept = [text[:40] for text in following.paragraphs[:20]]
        history.append(replace(following, body="\n\n".join(kept)))
    article = loom.write(history)
    for n in range(1, len(history) + 1, 13):
        assert loom.version(article, n).body == history[n - 1].body


def test_one_of_two_equal_paragraphs_that_goes_closes_one_strand_only(loom: Loom) -> None:
    article = loom.write(
        [Extraction(title="T", body="a\n\n* * *\n\nb\n\n* * *"), Extraction(title="T", body="a\n\n* * *\n\nb")]
    )
    assert loom.texts(DIFF.format("last_n"), article, 1) == ["* * *"]
    assert loom.texts(DIFF.format("first_n"), article, 2) == []


def test_a_paragraph_that_moves_comes_and_goes_in_one_version_and_nothing_else_does(loom: Loom) -> None:
    article = loom.write(
        [Extraction(title="T", body="a\n\nb\n\nc\n\nd"), Extraction(title="T", body="b\n\nc\n\nd\n\na")]
    )
    assert loom.texts(DIFF.format("last_n"), article, 1) == loom.texts(DIFF.format("first_n"), article, 2) == ["a"]
