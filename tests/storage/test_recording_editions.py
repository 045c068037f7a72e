"""The same story in other languages: pairs that are declared, found by address, guessed, taken back."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage.findings import Link, Reextracted, RobotsRead
from storage.recording.editions.neighbours import neighbours
from storage.records import Change, DeclaredBy, Edition
from tests.storage.conftest import NOW, SLUG, Newsroom, OutletFile, SourceFile

EN, UK, RU = (f"https://thegaze.media/{path}" for path in ("en/news/tug", "novyny/buksyr", "ru/novosti/buksir"))
TEXTS = {
    "en": "Captain Oleksa Zhuravel took the tug Mariika to Berezhivka with 140 tonnes of gravel.\n\n"
    "Dredging 18.5 kilometres has cost 311 million hryvnias.",
    "uk": "Капітан Олекса Журавель провів буксир «Марійка» до Бережівки. Він віз 140 тонн щебеню.\n\n"
    "Днопоглиблення 18,5 кілометра коштувало 311 мільйонів гривень.",
    "ru": "Капитан Олекса Журавель провёл буксир «Марийка» до Бережевки. Он вёз 140 тонн щебня.\n\n"
    "Дноуглубление 18,5 километра стоило 311 миллионов гривен.",
}
UNLIKE = {
    "en": "An owl sleeps in the clock of the town hall by day.\n\nThe clock has been stopped since Sunday evening.",
    "uk": "Волейболістки програли в Рівному і чекають на наступну гру.\n\nТренерка Інна Палійчук назвала сезон довгим.",
}


def read(newsroom: Newsroom, url: str, language: str, *editions: Edition, **fields: Any) -> Change:
    """A page in that language, in which a story is told that all have, if no `body` is given."""
    given = {"body": TEXTS[language], "title": f"Title in {language}", "published": newsroom.now} | fields
    return newsroom.read(url, language=language, editions=editions, **given)


def says(language: str, url: str, by: DeclaredBy = "hreflang") -> Edition:
    return Edition(url, language, by)


def pairs(newsroom: Newsroom) -> list[tuple[Any, ...]]:
    rows = newsroom.ask(
        "SELECT language, other_language, method, score FROM story_editions ORDER BY article_id, other_id"
    )
    return [tuple(row.values()) for row in rows]


def unlike(newsroom: Newsroom, url: str, language: str, *editions: Edition, **fields: Any) -> Change:
    """A page that tells a story of its own."""
    return read(newsroom, url, language, *editions, **{"body": UNLIKE[language], "title": "Of its own"} | fields)


def test_a_declaration_is_kept_until_the_other_edition_is_stored(newsroom: Newsroom) -> None:
    read(newsroom, EN, "en", says("uk", UK))
    assert pairs(newsroom) == []
    newsroom.later(days=5)
    read(newsroom, UK, "uk")
    assert pairs(newsroom) == [("en", "uk", "hreflang", 0.9)]


def test_two_pages_that_name_each_other_are_a_pair_whatever_they_tell(newsroom: Newsroom) -> None:
    unlike(newsroom, EN, "en", says("uk", UK))
    unlike(newsroom, UK, "uk", says("en", EN, "link"))
    assert pairs(newsroom) == [("en", "uk", "hreflang", 1.0)]


@pytest.mark.parametrize("declared", ["http://www.thegaze.media/novyny/buksyr/", "http://thegaze.media/novyny/buksyr"])
def test_the_other_form_of_an_address_is_that_address(newsroom: Newsroom, declared: str) -> None:
    unlike(newsroom, EN, "en", says("uk", declared))
    unlike(newsroom, UK, "uk", says("en", EN))
    assert pairs(newsroom) == [("en", "uk", "hreflang", 1.0)]


def test_a_page_that_alone_names_another_story_is_not_believed(newsroom: Newsroom) -> None:
    unlike(newsroom, UK, "uk")
    unlike(newsroom, EN, "en", says("uk", UK))
    assert pairs(newsroom) == []


def test_an_article_that_several_pages_name_is_the_edition_of_the_one_that_it_names(newsroom: Newsroom) -> None:
    read(newsroom, UK, "uk", says("en", EN))
    for number in range(3):
        unlike(newsroom, f"{EN}-{number}", "en", says("uk", UK), body=f"{UNLIKE['en']} {number}")
    read(newsroom, EN, "en", says("uk", UK))
    assert pairs(newsroom) == [("uk", "en", "hreflang", 1.0)]


def test_a_second_page_that_names_an_article_takes_away_what_the_first_alone_said(newsroom: Newsroom) -> None:
    day = timedelta(days=3)  # too far apart to be guessed
    read(newsroom, UK, "uk", published=NOW - day)
    read(newsroom, EN, "en", says("uk", UK))
    assert pairs(newsroom) == [("uk", "en", "hreflang", 0.9)]
    unlike(newsroom, f"{EN}-2", "en", says("uk", UK))
    assert pairs(newsroom) == []


@pytest.mark.parametrize(
    "editions",
    [
        (says("ru", UK),),  # the article there is in another language than is said
        (says("en", f"{EN}-2"),),  # an article in the same language
        (says("uk", "https://thegaze.media/novyny/"),),  # a section
    ],
)
def test_what_does_not_lead_to_an_article_in_the_language_that_is_said_is_nothing(
    newsroom: Newsroom, editions: tuple[Edition, ...]
) -> None:
    unlike(newsroom, UK, "uk")
    read(newsroom, f"{EN}-2", "en", published=NOW - timedelta(days=3))
    unlike(newsroom, EN, "en", *editions)
    assert pairs(newsroom) == []


def test_two_menus_that_lead_to_the_latest_stories_make_no_pair_of_them(newsroom: Newsroom) -> None:
    unlike(newsroom, EN, "en", says("uk", UK, "link"))
    unlike(newsroom, UK, "uk", says("en", EN, "link"))
    assert pairs(newsroom) == []
    read(newsroom, f"{EN}-2", "en", says("uk", f"{UK}-2", "link"))
    read(newsroom, f"{UK}-2", "uk", says("en", f"{EN}-2", "link"))
    assert pairs(newsroom) == [("en", "uk", "link", 1.0)]


@pytest.mark.parametrize("declares", [True, False])
def test_an_article_that_turns_out_to_be_in_another_language_loses_its_editions_and_gets_them_back(
    newsroom: Newsroom, declares: bool
) -> None:
    said = (says("en", EN),) if declares else ()
    read(newsroom, UK, "uk", *said)
    read(newsroom, EN, "en", *((says("uk", UK),) if declares else ()))
    before = pairs(newsroom)
    assert [pair[:2] for pair in before] == [("uk", "en")]
    newsroom.later(hours=1)
    read(newsroom, UK, "en", *said, article_id=1, published=NOW)
    assert pairs(newsroom) == []
    newsroom.later(hours=1)
    read(newsroom, UK, "uk", *said, article_id=1, published=NOW)
    assert pairs(newsroom) == before


def test_who_loses_an_edition_to_its_language_finds_another(newsroom: Newsroom) -> None:
    read(newsroom, UK, "uk", says("en", EN))
    read(newsroom, EN, "en", says("uk", UK))
    read(newsroom, f"{UK}-2", "uk", says("en", EN), body=TEXTS["uk"] + "\n\nБуде далі.", title="Ще раз")
    newsroom.later(hours=1)
    read(newsroom, UK, "ru", says("en", EN), article_id=1, published=NOW)
    assert ("en", "uk", "hreflang", 0.9) in pairs(newsroom)


def test_articles_published_months_apart_are_no_editions(newsroom: Newsroom) -> None:
    read(newsroom, UK, "uk", says("en", EN), published=NOW - timedelta(days=60))
    read(newsroom, EN, "en", says("uk", UK))
    assert pairs(newsroom) == []


def test_three_languages_are_three_pairs(newsroom: Newsroom) -> None:
    for url, language in ((EN, "en"), (UK, "uk"), (RU, "ru")):
        others = [says(code, address) for code, address in (("en", EN), ("uk", UK), ("ru", RU)) if code != language]
        read(newsroom, url, language, *others)
    assert [pair[:2] for pair in pairs(newsroom)] == [("en", "uk"), ("en", "ru"), ("uk", "ru")]


def test_another_outlets_page_must_name_this_one_in_return(newsroom: Newsroom) -> None:
    home = "https://other.example/"
    newsroom.archive.register([OutletFile(), OutletFile(slug="other", home=home, sources=(SourceFile(url=home),))], NOW)
    read(newsroom, EN, "en", says("uk", f"{home}buksyr"))
    page = newsroom.page(
        f"{home}buksyr", language="uk", body=TEXTS["uk"], title="Буксир", outlet="other", published=NOW
    )
    newsroom.archive.record(page)
    assert pairs(newsroom) == []
    assert page.extraction is not None
    back = newsroom.page(
        page.url, language="uk", body=TEXTS["uk"], title="Буксир", outlet="other", editions=(says("en", EN),)
    )
    newsroom.archive.record(back)
    assert pairs(newsroom) == [("en", "uk", "hreflang", 1.0)]


def test_one_number_in_two_addresses_is_one_story_when_the_texts_agree(newsroom: Newsroom) -> None:
    read(newsroom, "https://thegaze.media/news/7421639/", "uk")
    unlike(newsroom, "https://thegaze.media/news/7421640/", "uk")
    unlike(newsroom, "https://thegaze.media/eng/news/7421640/", "en")
    read(newsroom, "https://thegaze.media/eng/news/7421639/", "en")
    assert pairs(newsroom) == [("uk", "en", "id", 0.95)]


def test_what_nobody_declares_is_guessed_and_a_declaration_replaces_the_guess(newsroom: Newsroom) -> None:
    read(newsroom, UK, "uk")
    read(newsroom, EN, "en")
    [(*languages, method, score)] = pairs(newsroom)
    assert (languages, method) == (["uk", "en"], "guess")
    assert 0.98 <= score < 1
    other = f"{UK}-2"
    unlike(newsroom, other, "uk", says("en", EN))
    newsroom.later(hours=1)
    read(newsroom, EN, "en", says("uk", other))
    assert newsroom.ask("SELECT url, other_url, method FROM story_editions") == [
        {"url": EN, "other_url": other, "method": "hreflang"}
    ]


def test_a_look_at_an_unchanged_page_writes_nothing_and_a_declaration_that_went_takes_its_pair_away(
    newsroom: Newsroom,
) -> None:
    unlike(newsroom, UK, "uk", says("en", EN))
    unlike(newsroom, EN, "en", says("uk", UK))
    stored = newsroom.ask("SELECT * FROM translations"), newsroom.ask("SELECT * FROM edition_links")
    newsroom.later(hours=1)
    unlike(newsroom, EN, "en", says("uk", UK))
    assert (newsroom.ask("SELECT * FROM translations"), newsroom.ask("SELECT * FROM edition_links")) == stored
    unlike(newsroom, EN, "en", article_id=2)
    assert newsroom.one("SELECT count(*) FROM edition_links") == 1
    assert pairs(newsroom) == []  # the one that is left names another story, as far as the texts tell


def test_a_page_that_is_read_again_may_declare_and_is_no_event(newsroom: Newsroom) -> None:
    read(newsroom, UK, "uk", says("en", EN), published=NOW - timedelta(days=3))
    read(newsroom, EN, "en")
    extraction = newsroom.page(
        EN, language="en", body=TEXTS["en"], title="Title in en", published=NOW, editions=(says("uk", UK),)
    ).extraction
    for _ in range(2):
        newsroom.archive.record(
            Reextracted(
                outlet=SLUG, seen_at=NOW, article_id=2, extraction=extraction, extractor_version="2", rules_hash=""
            )
        )
        assert pairs(newsroom) == [("uk", "en", "hreflang", 1.0)]
    assert newsroom.events() == ["published", "published"]


def test_the_editions_of_an_article_follow_it_into_the_one_that_it_went_into(newsroom: Newsroom) -> None:
    old, new = "https://thegaze.media/en/old-tug", "https://thegaze.media/en/new-tug"
    read(newsroom, UK, "uk", says("en", old))
    read(newsroom, old, "en", says("uk", UK))
    newsroom.later(hours=1)
    unlike(newsroom, new, "en")
    newsroom.later(hours=1)
    read(newsroom, new, "en", article_id=3)
    newsroom.later(hours=1)
    read(newsroom, old, "en", article_id=2, final_url=new)
    assert newsroom.ask("SELECT id, merged_into FROM articles WHERE status = 'merged'") == [{"id": 2, "merged_into": 3}]
    assert newsroom.ask("SELECT article_id, other_id FROM translations") == [{"article_id": 1, "other_id": 3}]
    assert newsroom.one("SELECT count(*) FROM edition_links WHERE article_id = 2") == 0


def test_the_editions_of_an_article_are_told_from_both_sides(newsroom: Newsroom) -> None:
    read(newsroom, UK, "uk", says("en", EN))
    read(newsroom, EN, "en", says("uk", UK))
    assert newsroom.archive.editions(1) == [
        {
            "id": 2,
            "outlet": SLUG,
            "language": "en",
            "title": "Title in en",
            "url": EN,
            "method": "hreflang",
            "score": 1.0,
        }
    ]
    assert [row["id"] for row in newsroom.archive.editions(2)] == [1]
    assert newsroom.archive.editions(7) == []


def test_outlets_on_one_domain_are_one_house(newsroom: Newsroom) -> None:
    home = "https://en.thegaze.media/"
    newsroom.archive.register([OutletFile(), OutletFile(slug="en", home=home, sources=(SourceFile(url=home),))], NOW)
    for host in ("thegaze.media", "en.thegaze.media"):
        newsroom.archive.record(
            RobotsRead(crawl_id=newsroom.crawl_id, outlet=SLUG, seen_at=NOW, domain="thegaze.media", host=host)
        )
    read(newsroom, UK, "uk")
    page = newsroom.page(f"{home}tug", language="en", body=TEXTS["en"], title="A tug", outlet="en", published=NOW)
    newsroom.archive.record(page)
    assert [pair[:3] for pair in pairs(newsroom)] == [("uk", "en", "guess")]


@pytest.mark.parametrize("published", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_a_time_that_no_clock_shows_and_addresses_that_are_none_harm_no_article(
    newsroom: Newsroom, published: datetime
) -> None:
    wrong = Edition("http://[", "en", "link"), Edition("", "ru", "hreflang"), Edition("\ud800", "uk", "link")
    assert unlike(newsroom, UK, "uk", *wrong, published=published) is Change.NEW
    assert unlike(newsroom, EN, "en", *wrong, published=published) is Change.NEW
    assert pairs(newsroom) == []


def test_what_a_sitemap_says_of_a_page_counts_as_the_pages_own_word(newsroom: Newsroom) -> None:
    said = (("en", EN), ("uk", UK))
    newsroom.archive.record(newsroom.source(Link(url=EN, editions=said), Link(url=UK, editions=said)))
    unlike(newsroom, EN, "en")
    unlike(newsroom, UK, "uk")
    assert pairs(newsroom) == [("en", "uk", "hreflang", 1.0)]


def test_what_a_story_is_compared_with_is_found_without_going_through_a_language_or_sorting_its_days(
    newsroom: Newsroom,
) -> None:
    read(newsroom, UK, "uk")
    read(newsroom, EN, "en")
    with closing(sqlite3.connect(newsroom.archive.path)) as connection:
        connection.row_factory = sqlite3.Row
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        article = connection.execute("SELECT * FROM articles WHERE id = 2").fetchone()
        assert [row["id"] for row in neighbours(connection, article, "uk")] == [1]
        connection.set_trace_callback(None)
        queries = [sql for sql in asked if "is_taken" in sql or " AS at, id" in sql]
        plans = [row["detail"] for sql in queries for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any("articles_editions" in step for step in plans)
    assert not [step for step in plans if "TEMP B-TREE" in step or "articles_language" in step]
