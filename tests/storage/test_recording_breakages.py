"""Silent breakage from the crawl to the incident: five weeks of an outlet with two editions, then each thing breaks."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from storage.breakage.figures import REMEMBERED
from storage.findings import CrawlEnded, Finding, Link, PageRead, SourceRead
from storage.records import Extraction, Outcome, Verdict
from tests.storage.conftest import OutletFile, SourceFile

START = datetime(2026, 2, 23, 0, 0, tzinfo=UTC)  # a Monday; clocks change on the last day of the five weeks
HOUR = timedelta(hours=1)
WEEKS = 5
SLUG = "stepovyi-visnyk"
HOME = "https://visnyk.test"
PAPER = OutletFile(
    slug=SLUG,
    name="Степовий вісник",
    home=f"{HOME}/",
    languages=("uk", "en"),
    sources=tuple(SourceFile(url=f"{HOME}/{language}/", language=language) for language in ("uk", "en")),
)
SYLLABLES = ("ba", "der", "lin", "mo", "rat", "sel", "ti", "vor", "wen", "ost")
PROMPT = "Join our channel so that you miss nothing of it."


class Paper:
    """An outlet, its archive and a clock: every two hours of the day two articles in Ukrainian and one in English."""

    def __init__(self, archive: Archive, now: datetime = START) -> None:
        self.archive, self.now = archive, now
        self.silent: set[str] = set()
        self.broken: set[str] = set()
        self.written_in: dict[str, str] = {}  # edition -> the language that is found in its articles
        self.paragraphs, self.prompt = 5, ""
        self.can_be_read = True

    def hours(self, count: int) -> None:
        """A crawl every two hours; at night nobody publishes, and nobody looks."""
        for _ in range(count // 2):
            if 4 <= self.now.hour < 18:
                self.archive.record_all(list(self._crawl()))
            self.now += 2 * HOUR

    def days(self, count: int) -> None:
        self.hours(24 * count)

    def incidents(self) -> list[tuple[str, str | None]]:
        return [(row["kind"], row["language"]) for row in reversed(self.archive.incidents())]

    def message(self, kind: str) -> str:
        (message,) = (row["message"] for row in self.archive.incidents() if row["kind"] == kind)
        return str(message)

    @property
    def state(self) -> dict[str, Any]:
        (row,) = self.archive.query("SELECT state, state_reason FROM outlets")
        return row

    def _crawl(self) -> Iterator[Finding]:
        crawl_id = self.archive.plan(SLUG, self.now).crawl_id
        at: dict[str, Any] = {"crawl_id": crawl_id, "outlet": SLUG, "seen_at": self.now}
        for number, language in enumerate(("uk", "en"), start=1):
            new = self._news(language)
            yield SourceRead(
                **at,
                source_id=number,
                url=f"{HOME}/{language}/",
                outcome=Outcome.FETCHED if self.can_be_read else Outcome.SERVER_ERROR,
                links=tuple(Link(url=page) for page in new),
                due_at=self.now + HOUR,
            )
            yield from (self._page(at, page, language) for page in new)
        known = self.archive.query("SELECT id, url FROM articles ORDER BY first_seen_at DESC LIMIT 3")
        for article in known if self.can_be_read else ():
            language = "en" if "/en/" in article["url"] else "uk"
            yield replace(self._page(at, article["url"], language), article_id=article["id"])
        yield CrawlEnded(**at, outcome="finished")

    def _news(self, language: str) -> list[str]:
        if language in self.silent or not self.can_be_read:
            return []
        number = int((self.now - START) / HOUR)
        pages = {"uk": [f"{number}", f"{number}-later"], "en": [f"{number}"]}[language]
        pages += [f"photo-{number}"] if number % 10 == 0 else []
        return [f"{HOME}/{language}/{page}" for page in pages]

    def _page(self, at: dict[str, Any], url: str, language: str) -> PageRead:
        if "photo" in url:
            gallery = Extraction(title="Photographs", language=language, verdict=Verdict.GALLERY)
            return PageRead(**at, url=url, outcome=Outcome.NOT_AN_ARTICLE, extraction=gallery)
        if language in self.broken:
            empty = Extraction(title="A headline", language=language)
            return PageRead(**at, url=url, outcome=Outcome.FETCHED, http_status=200, extraction=empty)
        body = _body(url, self._paragraphs_of(url), self.prompt)
        text = Extraction(title=f"Of {url}", body=body, language=self.written_in.get(language, language))
        return PageRead(**at, url=url, outcome=Outcome.FETCHED, http_status=200, extraction=text)

    def _paragraphs_of(self, url: str) -> int:
        """As many as the article had when it was written: what breaks reading breaks it for new ones here."""
        known = self.archive.query("SELECT words FROM articles WHERE url = ?", (url,))
        return known[0]["words"] // 20 if known else self.paragraphs


def _body(url: str, paragraphs: int, prompt: str) -> str:
    """Paragraphs of twenty words that no other article has."""
    chance = random.Random(url)
    sentences = (
        " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(20)).capitalize() + "."
        for _ in range(paragraphs)
    )
    return "\n\n".join([*sentences, *([prompt] if prompt else [])])


@pytest.fixture(scope="module")
def five_weeks(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an archive in which nothing was ever wrong, which is asserted."""
    path = tmp_path_factory.mktemp("five-weeks") / "varta.db"
    with Archive.create(path) as archive:
        archive.register([PAPER], START)
        paper = Paper(archive)
        paper.days(7 * WEEKS)
        assert archive.incidents(closed=True) == []
        assert paper.state["state"] == "ok"
        archive.checkpoint()
    return path.read_bytes()


@pytest.fixture
def paper(five_weeks: bytes, tmp_path: Path) -> Iterator[Paper]:
    path = tmp_path / "varta.db"
    path.write_bytes(five_weeks)
    with Archive.open(path) as archive:
        paper = Paper(archive, START + timedelta(weeks=WEEKS))
        paper.hours(10)  # Monday, 13:00 in Kyiv
        yield paper


def test_pages_without_a_body_are_told_for_the_edition_that_gives_none_and_no_longer_when_it_does(paper: Paper) -> None:
    paper.broken = {"uk"}
    paper.hours(8)
    assert paper.incidents() == [("no_body", "uk")]
    message = paper.message("no_body")
    assert message.startswith("Степовий вісник (uk): 0 of ")
    assert message.endswith(" pages gave a body since 13:00; yesterday 93 %")
    assert paper.state == {"state": "degraded", "state_reason": message}
    paper.broken = set()
    paper.days(1)
    assert paper.incidents() == []
    assert paper.state == {"state": "ok", "state_reason": None}


def test_an_edition_that_falls_silent_is_told_once_until_it_speaks_again(paper: Paper) -> None:
    paper.silent = {"uk"}
    paper.days(3)
    (incident,) = paper.archive.incidents(closed=True)
    assert (incident["kind"], incident["language"], incident["closed_at"]) == ("silent", "uk", None)
    assert incident["message"].startswith(
        "Степовий вісник (uk): no new article since 30 Mar 11:00 (Europe/Kyiv); at this hour of a Thursday one comes"
    )
    paper.days(30)
    (later,) = paper.archive.incidents(closed=True)
    assert (later["opened_at"], later["closed_at"]) == (incident["opened_at"], None)
    paper.silent = set()
    paper.days(1)
    assert paper.incidents() == []


def test_articles_that_lost_half_of_their_words_are_told(paper: Paper) -> None:
    paper.paragraphs = 2
    paper.days(2)
    assert set(paper.incidents()) == {("short", "uk"), ("short", "en")}
    assert all("have no more than 40 words; usually 100" in row["message"] for row in paper.archive.incidents())
    paper.paragraphs = 5
    paper.days(3)
    assert paper.incidents() == []


def test_a_sentence_that_comes_into_many_bodies_is_told_until_it_is_out_of_them(paper: Paper) -> None:
    paper.prompt = PROMPT
    paper.days(2)
    assert ("repeated", "uk") in paper.incidents()
    assert f'"{PROMPT}" stands in ' in paper.archive.incidents()[0]["message"]
    paper.archive.learn(SLUG, paper.now, lambda chrome: ("1", str(len(chrome))))
    paper.prompt = ""
    paper.days(5)
    assert paper.incidents() == []


def test_a_sentence_that_stays_is_the_outlets_own_way_in_the_end(paper: Paper) -> None:
    paper.prompt = PROMPT
    paper.days(16)
    assert paper.incidents() == []
    assert {row["kind"] for row in paper.archive.incidents(closed=True)} == {"repeated"}


def test_articles_in_another_language_are_told_with_the_language_that_came(paper: Paper) -> None:
    paper.written_in = {"uk": "ru", "en": "ru"}
    paper.days(2)
    assert paper.incidents() == [("language", None)]
    assert " are in en or uk, most others in ru; usually 100 % are" in paper.message("language")


def test_a_week_without_the_daemon_is_no_silence(paper: Paper) -> None:
    paper.archive.note_gap(paper.now, paper.now + timedelta(days=7), "the daemon was not running")
    paper.now += timedelta(days=7)
    paper.silent = {"uk", "en"}
    paper.hours(3)
    assert paper.incidents() == []


def test_sources_that_cannot_be_read_make_no_silence(paper: Paper) -> None:
    paper.can_be_read = False
    paper.days(4)
    assert [kind for kind, _ in paper.incidents() if kind == "silent"] == []
    assert paper.state["state"] == "resting"


def test_an_outlet_whose_crawls_end_no_more_is_watched_and_goes_on_resting(paper: Paper) -> None:
    paper.silent = {"uk"}
    paper.hours(4)
    crawl_id = paper.archive.plan(SLUG, paper.now).crawl_id
    paper.archive.end_crawl(crawl_id, "died", paper.now)
    assert paper.archive.watch(paper.now - 1.5 * HOUR) == []  # the end of the last crawl judged it
    assert paper.archive.watch(paper.now) == [SLUG]
    assert paper.state["state"] == "resting"


def test_what_nobody_reads_any_more_is_thrown_away(paper: Paper) -> None:
    count = "SELECT count(*) AS n FROM outlet_hours"
    assert paper.archive.query(count)[0]["n"] > 100
    paper.archive.tidy(paper.now + REMEMBERED + timedelta(days=2))
    assert paper.archive.query(count) == [{"n": 0}]


def test_a_young_outlet_is_told_only_when_no_page_at_all_gives_a_body(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "young.db") as archive:
        archive.register([PAPER], START)
        paper = Paper(archive)
        paper.paragraphs = 2
        paper.hours(12)
        paper.silent = {"en"}
        paper.days(1)
        paper.prompt = PROMPT
        paper.days(1)
        assert paper.incidents() == []
        paper.broken = {"uk", "en"}
        paper.days(1)
        assert paper.incidents() == [("no_body", "uk")]
        assert "usually" not in paper.message("no_body")
