"""Everything of an outlet gone at once, and what is told of it; nothing that is stored is ever touched."""

from typing import Any

import pytest

from storage.records import Change, Outcome, Verdict
from tests.storage.conftest import BODY, SLUG, Newsroom

MANY = 12


def address(n: int) -> str:
    return f"https://thegaze.media/news/{n}"


def store(newsroom: Newsroom, n: int, **fields: Any) -> Change:
    return newsroom.read(address(n), title=f"Story {n}", body=f"Story {n} begins here. {BODY}", **fields)


def next_crawl(newsroom: Newsroom, hours: float = 7) -> None:
    newsroom.end()
    newsroom.later(hours=hours)
    newsroom.crawl_id = newsroom.archive.plan(SLUG, newsroom.now).crawl_id


def miss_all(newsroom: Newsroom, *but: int, crawls: int = 6, **fields: Any) -> None:
    """So many crawls in which every article is looked at, and all are away but some."""
    for _ in range(crawls):
        next_crawl(newsroom)
        for n in range(MANY):
            store(newsroom, n) if n in but else newsroom.miss(url=address(n), **fields)


@pytest.fixture
def outlet(newsroom: Newsroom) -> Newsroom:
    for n in range(MANY):
        store(newsroom, n)
    return newsroom


def statuses(newsroom: Newsroom) -> dict[str, int]:
    rows = newsroom.ask("SELECT status, count(*) AS n FROM articles GROUP BY status")
    return {row["status"]: row["n"] for row in rows}


def told(newsroom: Newsroom) -> list[str]:
    return [kind for kind in newsroom.events() if kind != "published"]


def history(newsroom: Newsroom) -> list[list[dict[str, Any]]]:
    tables = ("blocks", "revisions", "events", "blocks_fts")
    return [newsroom.ask(f"SELECT * FROM {table} ORDER BY rowid") for table in tables]


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.SOFT_404])
def test_an_outlet_that_is_all_gone_at_once_is_an_outage_and_comes_back_without_a_word(
    outlet: Newsroom, outcome: Outcome
) -> None:
    before = history(outlet)
    miss_all(outlet, outcome=outcome, http_status=404)
    assert statuses(outlet) == {"suspect": MANY}
    next_crawl(outlet)
    (state,) = outlet.ask("SELECT state, state_reason FROM outlets")
    assert state["state"] == "degraded"
    assert state["state_reason"].startswith("12 of 12 articles looked at of late are not there, since 2026-11-22T")
    assert outlet.ask("SELECT outlet, kind, closed_at FROM incidents") == [
        {"outlet": SLUG, "kind": "outage", "closed_at": None}
    ]
    for n in range(MANY):
        assert store(outlet, n) is Change.UNCHANGED
    next_crawl(outlet)
    assert (statuses(outlet), told(outlet)) == ({"live": MANY}, [])
    assert outlet.ask("SELECT state, state_reason FROM outlets") == [{"state": "ok", "state_reason": None}]
    assert outlet.one("SELECT count(*) FROM incidents WHERE closed_at IS NULL") == 0
    assert history(outlet) == before


def test_two_thorough_looks_at_an_outlet_that_is_down_delete_nothing(outlet: Newsroom) -> None:
    miss_all(outlet, crawls=3, thorough=True)
    assert (statuses(outlet), told(outlet)) == ({"suspect": MANY}, [])


def test_a_few_articles_of_many_are_deleted_even_if_at_once(outlet: Newsroom) -> None:
    miss_all(outlet, *range(5, MANY))
    assert statuses(outlet) == {"gone": 5, "live": MANY - 5}
    assert outlet.ask("SELECT * FROM incidents") == []


def test_an_outage_of_weeks_invents_nothing_and_hides_no_story_that_is_new(outlet: Newsroom) -> None:
    miss_all(outlet, crawls=6)
    outlet.read(address(99), title="New", body="Quite another story, told after the site had moved to new addresses.")
    for _ in range(80):
        next_crawl(outlet, hours=12)
        for n in range(MANY):
            outlet.miss(url=address(n))
        outlet.miss(url=address(99))
    assert statuses(outlet) == {"suspect": MANY, "gone": 1}
    assert told(outlet) == ["vanished"]


def test_what_an_outage_hid_is_told_when_the_outlet_is_back_and_the_article_is_not(outlet: Newsroom) -> None:
    miss_all(outlet)
    miss_all(outlet, *range(1, MANY), crawls=2)
    assert told(outlet) == []
    assert statuses(outlet) == {"live": MANY - 1, "suspect": 1}
    miss_all(outlet, *range(1, MANY), crawls=4)
    assert told(outlet) == ["vanished"]


def test_stories_at_new_addresses_do_not_prove_that_the_old_ones_stand(outlet: Newsroom) -> None:
    for crawl in range(6):
        next_crawl(outlet)
        for n in range(MANY):
            outlet.miss(url=address(n))
            if n < 6:
                outlet.read(f"{address(n)}-new", title=f"Story {n}", body=f"Story {n} begins here. {BODY}")
        outlet.read(address(100 + crawl), title=f"News {crawl}", body=f"A story of the day number {crawl} of the move.")
    assert "vanished" not in told(outlet)
    assert told(outlet).count("moved") == 6


def test_an_outlet_behind_a_paywall_stands(newsroom: Newsroom) -> None:
    for n in range(MANY):
        store(newsroom, n, verdict=Verdict.PAYWALLED)
    for _ in range(6):
        next_crawl(newsroom)
        for n in range(MANY):
            if n < 5:
                newsroom.miss(url=address(n))
            else:
                store(newsroom, n, verdict=Verdict.PAYWALLED)
    assert told(newsroom) == ["vanished"] * 5


def test_one_page_shown_for_all_makes_them_suspect_and_nothing_else(outlet: Newsroom) -> None:
    before = history(outlet)
    miss_all(outlet, outcome=Outcome.NOT_AN_ARTICLE, http_status=200)
    assert (statuses(outlet), told(outlet)) == ({"suspect": MANY}, [])
    assert history(outlet) == before
    assert outlet.one("SELECT count(*) FROM incidents") == 1
