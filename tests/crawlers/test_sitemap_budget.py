"""Which sitemaps of an index are read."""

from datetime import UTC, datetime, timedelta

from crawlers.discovery import Sitemap
from crawlers.sitemap_budget import MAX_BYTES, MAX_DEPTH, MAX_SITEMAPS, SitemapBudget

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def maps(*names: str, changed_at: datetime | None = None) -> list[Sitemap]:
    return [Sitemap(f"https://courier.example/{name}.xml", changed_at) for name in names]


def chosen(budget: SitemapBudget, sitemaps: list[Sitemap], depth: int = 1) -> list[str]:
    return [url.removeprefix("https://courier.example/").removesuffix(".xml") for url in budget.chosen(sitemaps, depth)]


def test_the_first_of_an_index_are_read_up_to_the_budget_of_the_whole_source():
    budget = SitemapBudget()
    many = maps(*(f"map-{n}" for n in range(100)))
    assert chosen(budget, many) == [f"map-{n}" for n in range(MAX_SITEMAPS)]
    assert chosen(budget, maps("another")) == []


def test_none_is_read_twice_or_deeper_than_an_index_of_indexes():
    budget = SitemapBudget()
    assert chosen(budget, maps("a", "b")) == ["a", "b"]
    assert chosen(budget, maps("b", "c"), MAX_DEPTH) == ["c"]
    assert chosen(budget, maps("d"), MAX_DEPTH + 1) == []


def test_what_has_not_changed_since_the_last_reading_is_passed_over():
    budget = SitemapBudget(read_at=NOW)
    old, young, undated = (
        maps("old", changed_at=NOW - timedelta(days=3)),
        maps("young", changed_at=NOW - timedelta(days=1)),
        maps("undated"),
    )
    assert chosen(budget, old + young + undated) == ["young", "undated"]
    assert chosen(SitemapBudget(), old) == ["old"], "at the first reading everything is new"


def test_what_was_gone_of_late_costs_neither_a_request_nor_the_place_of_another():
    dead = [f"dead-{n}" for n in range(200)]
    budget = SitemapBudget(gone={sitemap.url for sitemap in maps(*dead)})
    assert chosen(budget, maps(*dead, "fresh")) == ["fresh"]


def test_bytes_are_spent_too():
    budget = SitemapBudget()
    budget.spend(MAX_BYTES)
    assert chosen(budget, maps("a")) == []
