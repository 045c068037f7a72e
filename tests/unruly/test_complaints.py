"""One test for each complaint about other news crawlers that no other test answers; `complaints` lists the others."""

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.history.page import page_of
from tests.unruly import lists
from tests.unruly.complaints import ANSWERED
from tests.unruly.messages import Answer, Request
from tests.unruly.outlets import START
from tests.unruly.site import Facts, Site, Way, between, show_piece, status
from tests.unruly.stories import every, pieces, plain_address
from tests.unruly.validators import unmodified
from tests.unruly.watching import Watch

# The watch runs inside the first test.
pytestmark = pytest.mark.timeout(240)

TESTS = Path(__file__).parents[1]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def an_outlet(slug: str, hours: float, number: int, ways: dict[str, Way] | None = None, **more: object) -> Facts:
    """An outlet with a feed that publishes so often."""
    facts = Facts(
        slug=slug,
        language="en",
        sources=(("feed", "/rss.xml"),),
        pieces=pieces(slug, "en", every(START, hours, number), plain_address),
        ways={"/rss.xml": lists.feed, "/news/.*": unmodified(show_piece), **(ways or {})},
    )
    return replace(facts, **more)  # type: ignore[arg-type]  # keyword arguments of Facts


@pytest.mark.parametrize("row", ANSWERED)
def test_the_answer_to_a_complaint_is_there(row):
    for file, test in ANSWERED[row]:
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}: {test}"


@pytest.fixture(scope="module")
def watch(watch_over: Callable[..., Watch]) -> Watch:
    """All outlets of this module for four days; after the first hour the daemon is started anew."""
    watch = watch_over(
        an_outlet("quick-courier", 2.5, 34, {"/rss.xml": lists.feed_of(5)}, every=20 * HOUR),  # it holds 12 hours
        an_outlet("evening-post", 6, 2),
        an_outlet("busy-bee", 3, 4, {"/rss.xml": _busy}),
        an_outlet("calm-crow", 3, 4),
        an_outlet("steady-star", 7, 4, {"/rss.xml": _broken_for_a_while}, every=3 * HOUR),
        _two_languages("bilingual-bugle"),
    )
    watch.at([START])
    watch.every(3 * HOUR, START + 3 * HOUR, START + 30 * HOUR)
    watch.every(5 * HOUR, START + 35 * HOUR, START + 90 * HOUR)
    return watch


# ---- 3 --------------------------------------------------------------------------------------------------------------


def test_a_feed_that_is_polled_too_slowly_is_polled_faster_until_nothing_is_missed(watch):
    stored = {row["title"] for row in watch.articles("quick-courier")}
    late = [p for p in watch.sites["quick-courier"].published() if p.at > START + 50 * HOUR]
    assert len(late) == 13
    assert {piece.text.title for piece in late} <= stored


def test_that_something_may_have_been_missed_is_told(watch):
    """When nothing that a feed lists was known, other entries may have come and gone."""
    gaps = watch.rows("SELECT why FROM gaps WHERE outlet = 'quick-courier'")
    assert any(row["why"].startswith("possible_gap") for row in gaps), gaps


# ---- 8 --------------------------------------------------------------------------------------------------------------


def test_a_later_run_finds_what_is_new_and_only_that(watch):
    first, second = watch.articles("evening-post")
    written = watch.sites["evening-post"].facts.pieces
    assert (first["title"], second["title"]) == tuple(piece.text.title for piece in written)
    assert first["first_seen_at"] < second["first_seen_at"]
    assert watch.kinds("evening-post") == []


# ---- 13 -------------------------------------------------------------------------------------------------------------


def _busy(site: Site, request: Request) -> Answer:
    too_much = status(429, ("Retry-After", str(20 * 3600)))
    return (too_much if request.now < START + 20 * HOUR else lists.feed)(site, request)


def test_a_retry_after_of_one_outlet_holds_back_no_other(watch):
    """Both live at one address of the internet, at different ports: they are two domains."""
    rested = (START + 20 * HOUR).isoformat()
    assert [row["first_seen_at"] < rested for row in watch.articles("calm-crow")] == [True] * 4
    assert [row["first_seen_at"] > rested for row in watch.articles("busy-bee")] == [True] * 4


# ---- 16 -------------------------------------------------------------------------------------------------------------


def _honest(site: Site, request: Request) -> Answer:
    """A feed whose ETag is the number of its entries."""
    etag = f'"{len(site.published())}"'
    if request.headers.get("if-none-match") == etag:
        return Answer(status=304, headers=(("ETag", etag),))
    return replace(lists.feed(site, request), headers=(("ETag", etag),))


_of_an_error = status(500, ("ETag", '"of-an-error"'))
_broken_for_a_while = between(START + 8 * HOUR, START + 15 * HOUR, _of_an_error, _honest)


def test_a_validator_is_sent_back_until_there_is_a_newer_one_and_never_after_that(watch):
    site = watch.sites["steady-star"]
    polls = [asked for asked in site.log if asked.path == "/rss.xml"]
    assert {asked.status for asked in polls} == {200, 304, 500}
    for before, after in pairwise(polls):
        shown = sum(piece.at <= before.at for piece in site.facts.pieces)
        assert after.headers.get("if-none-match") in (None, f'"{shown}"'), after
    assert len(watch.articles("steady-star")) == 4


# ---- 20 -------------------------------------------------------------------------------------------------------------


def _with_editions(site: Site, request: Request) -> Answer:
    """A piece whose head names its other edition: number 1 is English, number 2 the same in Ukrainian."""
    piece = site.piece_at(request.path)
    if piece is None:
        return show_piece(site, request)
    first, second = site.facts.pieces[:2]
    links = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{site.url(each.path)}">'
        for language, each in (("en", first), ("uk", second))
    )
    html = page_of(piece.text, request.now, host=site.host).replace("</head>", f"{links}</head>")
    return Answer(body=html.encode())


def _two_languages(slug: str) -> Facts:
    english = pieces(slug, "en", [START], lambda _number, _at: "/en/news/5001-what-the-town-says")
    ukrainian = pieces(slug, "uk", [START], lambda _number, _at: "/uk/news/5001-shcho-kazhut-u-misti")
    both = (*english, replace(ukrainian[0], number=2))
    return an_outlet(slug, 1, 1, {"/(en|uk)/news/.*": _with_editions}, pieces=both)


def test_a_story_in_two_languages_is_one_story(watch):
    assert len(watch.articles("bilingual-bugle")) == 2
    [pair] = watch.rows("SELECT title, other_title FROM story_editions")
    assert set(pair.values()) == {row["title"] for row in watch.articles("bilingual-bugle")}
