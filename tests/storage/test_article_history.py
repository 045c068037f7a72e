"""What is remembered of one article."""

from storage.findings import Reextracted
from tests.storage.conftest import BODY, SLUG, URL, Newsroom


def test_an_article_is_found_by_number_and_by_any_address(newsroom: Newsroom) -> None:
    newsroom.read("https://thegaze.media/s/7", final_url=URL)
    find = newsroom.archive.find
    for reference in (1, "1", URL, "https://thegaze.media/s/7", "http://www.thegaze.media/s/7/?utm_source=x"):
        article = find(reference)
        assert article is not None
        assert article["id"] == 1
    assert find("https://thegaze.media/unknown") is None
    assert find(2) is None


def test_versions_and_history_of_an_article(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.later(hours=1)
    newsroom.read(title="Two")
    archive = newsroom.archive
    latest, first = archive.version(1), archive.version(1, 1)
    assert latest is not None
    assert first is not None
    assert (latest["n"], latest["title"], first["title"], first["body"]) == (2, "Two", "The bridge is open", BODY)
    assert archive.version(1, 3) is None
    history = [(row["kind"], row["n"], row["title"]) for row in archive.history(1)]
    assert history == [("published", None, None), ("edited", 2, "Two")]


def test_a_number_too_large_for_sqlite_is_no_article_and_no_version(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.archive.find("9" * 40) is None
    assert newsroom.archive.version(1, 10**40) is None


def test_a_version_says_when_it_came_and_went_and_who_wrote_it(newsroom: Newsroom) -> None:
    newsroom.read(authors=("Олена Приходько",))
    newsroom.later(hours=2)
    newsroom.read(authors=("Олена Приходько",), title="Two")
    first, second = newsroom.archive.version(1, 1), newsroom.archive.version(1, 2)
    assert first is not None
    assert second is not None
    assert (first["authors"], first["until_at"]) == ('["Олена Приходько"]', "2026-11-22T12:00:00Z")
    assert (second["not_before"], second["seen_at"], second["until_at"]) == (
        "2026-11-22T10:00:00Z",
        "2026-11-22T12:00:00Z",
        None,
    )


def test_headlines_are_the_outlets_and_each_as_we_read_it_best(newsroom: Newsroom) -> None:
    newsroom.read(title="Bridge open | The Gaze")
    newsroom.later(hours=1)
    reread = newsroom.page(title="Bridge open").extraction
    newsroom.archive.record(
        Reextracted(
            article_id=1, outlet=SLUG, seen_at=newsroom.now, extraction=reread, extractor_version="2", rules_hash=""
        )
    )
    newsroom.later(hours=1)
    newsroom.read(title="Bridge closed", extractor_version="2")
    told = [(row["title"], row["from_at"][11:13], row["until_at"]) for row in newsroom.archive.headlines(1)]
    assert told == [("Bridge open", "10", "2026-11-22T12:00:00Z"), ("Bridge closed", "12", None)]


def test_an_edit_is_told_word_by_word_with_its_authors_and_only_its_own(newsroom: Newsroom) -> None:
    newsroom.read(authors=("Ann Lee",))
    newsroom.later(hours=1)
    newsroom.read(body=BODY.replace("12 villages", "15 villages"), authors=("Ann Leigh",))
    newsroom.later(hours=1)
    newsroom.read(body=BODY.replace("12 villages", "15 villages"), authors=("Ann Leigh",), title="Trains in spring")
    body, authors = newsroom.archive.edit(1, 2)
    assert [piece for piece in body.pieces if piece.op != "="] == [("-", " 12"), ("+", " 15")]
    assert (authors.part, authors.pieces[1:]) == ("authors", (("-", " Lee"), ("+", " Leigh")))
    (title,) = newsroom.archive.edit(1, 3)
    assert title.part == "title"


def test_every_address_of_an_article_is_listed(newsroom: Newsroom) -> None:
    newsroom.read("https://thegaze.media/s/7", final_url=URL)
    assert {row["url"] for row in newsroom.archive.addresses(1)} == {"https://thegaze.media/s/7", URL}
