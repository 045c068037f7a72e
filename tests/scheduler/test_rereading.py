"""What an outlet's template repeats is learned and taken out again; an upgrade and an edit at once are told apart."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.outlet import ArticleHints, Outlet
from scheduler.crawl_child import Limits
from scheduler.rereading import reread_outdated
from scheduler.service import Service
from storage.archive import Archive
from storage.pages import PageStore
from tests.scheduler import reread_targets
from tests.scheduler.processes import count, rows
from tests.scheduler.prompting_site import PROMPT, PromptingSite, note_of
from tests.scheduler.test_service import Clock, service_of

SLUG = "site-1"
NOTES = ArticleHints(drop=(".guild",))  # an outlet's file that knows the template better than before


@pytest.fixture(scope="module")
def only_site(allow_addresses: Callable[[str], None]) -> Iterator[PromptingSite]:
    with PromptingSite() as site:
        allow_addresses(site.host)
        yield site


@pytest.fixture
def site(only_site: PromptingSite) -> PromptingSite:
    only_site.articles = 3
    only_site.edits.clear()
    return only_site


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


def days(database: Path, site: PromptingSite, clock: Clock, *steps: Callable[[Service], Any]) -> None:
    """A service that crawls, then after each step again, six hours later each time."""

    async def run() -> None:
        async with service_of(database, site, now=clock) as service:
            await service.crawl(SLUG, everything=True)
            for step in steps:
                clock.now += timedelta(hours=6, minutes=1)
                if asyncio.iscoroutine(awaitable := step(service)):
                    await awaitable
                await service.crawl(SLUG)

    asyncio.run(run())


def publish(site: PromptingSite, articles: int) -> Callable[[Service], None]:
    return lambda _: setattr(site, "articles", articles)


def with_file(**facts: Any) -> Callable[[Service], Any]:
    """The outlet's file is another one, and is read again."""

    def register(service: Service) -> Any:
        outlet: Outlet = replace(service.outlets[SLUG], **facts)
        return service.register({SLUG: outlet})

    return register


def nothing(_: Service) -> None:
    """Only time goes by."""


def bodies(database: Path) -> list[list[str]]:
    return [body.split("\n\n") for (body,) in rows(database, "SELECT body FROM article_text ORDER BY id")]


def expected(site: PromptingSite, *, notes: bool = True) -> list[list[str]]:
    texts = []
    for n in range(1, site.articles + 1):
        text = site.paragraphs(n)
        texts.append([*text[:4], note_of(n), text[4]] if notes else text)
    return texts


def revisions(database: Path) -> set[tuple[int, str]]:
    return set(rows(database, "SELECT n, reason FROM revisions"))


def assert_nothing_was_done_by_the_outlet(database: Path) -> None:
    assert rows(database, "SELECT DISTINCT kind FROM events") == [("published",)]
    for view in ("removed_text", "silent_edits", "changes", "edit_diff", "headline_edits"):
        assert count(database, view) == 0, view
    with Archive.open(database, read_only=True) as archive:
        assert archive.search("lamplight reaches", removed=True) == []


# ---- learning -------------------------------------------------------------------------------------------------------


def test_a_prompt_in_every_body_is_learned_and_taken_out_of_all_articles_and_a_name_and_a_heading_stay(
    database, site, clock
):
    days(database, site, clock, publish(site, 5))
    assert all(PROMPT in body for body in bodies(database))
    days(database, site, clock, publish(site, 7), publish(site, 8), nothing)
    assert rows(database, "SELECT text, language, reason, learned FROM chrome WHERE learned") == [
        (PROMPT, "en", "repetition", 1)
    ]
    assert rows(database, "SELECT pages, kept FROM chrome WHERE learned") == [(8, 7)]
    assert bodies(database) == expected(site)
    assert revisions(database) == {(1, "first"), (2, "reextract")}
    assert rows(database, "SELECT versions FROM articles ORDER BY id") == [(2,)] * 7 + [(1,)]
    assert_nothing_was_done_by_the_outlet(database)


def test_an_edit_that_comes_together_with_a_learning_is_told_alone(database, site, clock):
    def publish_and_edit(_: Service) -> None:
        site.articles = 7
        site.edits[2] = "The lamps of the second street stay dark, said 14 people of the guild on Monday evening."

    days(database, site, clock, publish_and_edit, nothing)
    assert bodies(database) == expected(site)
    assert rows(database, "SELECT kind, article_id FROM changes") == [("edited", 2)]
    changed = rows(database, "SELECT op, text FROM edit_diff")
    assert ("+", site.edits[2]) in changed
    assert PROMPT not in [text for _, text in changed]


def test_a_wrong_learning_is_undone_by_keep_and_the_line_comes_back(database, site, clock):
    days(database, site, clock, publish(site, 7), with_file(keep=(PROMPT,)))
    assert all(body[2] == PROMPT for body in bodies(database))
    assert [len(body) for body in bodies(database)] == [7] * 7
    assert count(database, "chrome WHERE learned") == 0
    assert rows(database, "SELECT DISTINCT reason FROM revisions WHERE n > 1") == [("reextract",)]
    assert_nothing_was_done_by_the_outlet(database)


def test_without_the_pages_file_a_learned_line_is_taken_out_all_the_same(database, site, clock):
    def lose_pages(_: Service) -> None:
        PageStore(database).path.unlink()
        site.articles = 7

    days(database, site, clock, lose_pages, nothing)
    assert bodies(database) == expected(site)
    assert_nothing_was_done_by_the_outlet(database)


# ---- upgrade --------------------------------------------------------------------------------------------------------


def test_an_upgrade_alone_is_no_event_and_is_there_before_the_next_look(database, site, clock):
    days(database, site, clock, with_file(article=replace(NOTES, url=site.outlet().article.url)))
    assert bodies(database) == [[*text[:2], PROMPT, *text[2:]] for text in expected(site, notes=False)]
    assert revisions(database) == {(1, "first"), (2, "reextract")}
    assert_nothing_was_done_by_the_outlet(database)


def upgrade_and_edit(site: PromptingSite) -> Callable[[Service], Any]:
    def both(service: Service) -> Any:
        site.edits[2] = "The lamps of the second street stay dark, said 14 people of the guild on Monday evening."
        return with_file(article=replace(NOTES, url=site.outlet().article.url))(service)

    return both


def test_an_edit_that_comes_together_with_an_upgrade_is_told_as_an_edit_and_the_upgrade_is_not(database, site, clock):
    days(database, site, clock, upgrade_and_edit(site))
    assert rows(database, "SELECT n, reason FROM revisions WHERE article_id = 2 ORDER BY n") == [
        (1, "first"),
        (2, "reextract"),
        (3, "edit"),
    ]
    assert rows(database, "SELECT kind, article_id FROM changes") == [("edited", 2)]
    assert note_of(2) not in [text for (text,) in rows(database, "SELECT text FROM edit_diff")]


def test_without_the_pages_file_the_first_look_that_differs_is_ours_and_all_goes_on(database, site, clock):
    def lose_pages(service: Service) -> Any:
        PageStore(database).path.unlink()
        return upgrade_and_edit(site)(service)

    def edit_again(_: Service) -> None:
        site.edits[3] = "The lamps of the third street were stolen, said 15 people of the guild on Tuesday."

    days(database, site, clock, lose_pages, edit_again)
    assert rows(database, "SELECT n, reason FROM revisions WHERE article_id = 2 ORDER BY n") == [
        (1, "first"),
        (2, "reextract"),
    ]
    assert rows(database, "SELECT kind, article_id FROM changes") == [("edited", 3)]
    assert PageStore(database).read(3) is not None


# ---- a page that is too much for its reader -------------------------------------------------------------------------


def reread_with(database: Path, site: PromptingSite, clock: Clock, target: Any, **limits: Any) -> None:
    """Store three articles, then read their pages again by other rules, in children that run `target`."""

    async def run() -> None:
        async with service_of(database, site, now=clock) as service:
            await service.crawl(SLUG, everything=True)
            outlet = replace(service.outlets[SLUG], article=NOTES)
            await reread_outdated(service.writer, outlet, clock, Limits(**limits), target)

    asyncio.run(run())


def kept_pages(database: Path) -> list[int]:
    with closing(sqlite3.connect(PageStore(database).path)) as pages:
        return [article_id for (article_id,) in pages.execute("SELECT article_id FROM pages ORDER BY 1")]


def test_a_page_that_kills_its_reader_is_forgotten_and_the_others_are_read(database, site, clock, caplog):
    reread_with(database, site, clock, reread_targets.dies_at_one_page)
    assert rows(database, "SELECT article_id FROM revisions WHERE reason = 'reextract' ORDER BY 1") == [(1,), (3,)]
    assert kept_pages(database) == [1, 3]
    assert "page of article 2 again: killed by SIGKILL" in caplog.text
    assert_nothing_was_done_by_the_outlet(database)


def test_a_reader_that_hangs_is_killed_and_costs_one_page_each_time(database, site, clock):
    reread_with(database, site, clock, reread_targets.hangs, seconds=0.3)
    assert kept_pages(database) == []
    assert revisions(database) == {(1, "first")}


def test_a_reader_that_lies_touches_no_article(database, site, clock, caplog):
    reread_with(database, site, clock, reread_targets.lies)
    assert revisions(database) == {(1, "first")}
    assert count(database, "failures") == 0
    assert "broken message" in caplog.text
