"""What nobody would notice: pages that give no text any more, an outlet that publishes no more, a line that is cut."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.unruly import lists
from tests.unruly.messages import Answer, Request
from tests.unruly.outlets import START
from tests.unruly.site import Facts, Site, Way, show_piece
from tests.unruly.stories import every, pieces, plain_address
from tests.unruly.validators import unmodified
from tests.unruly.watching import Watch

# The watch runs inside the first test.
pytestmark = pytest.mark.timeout(240)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHANGED_AT = START + 16 * DAY  # two weeks tell what is usual on which weekday
END = CHANGED_AT + 4 * DAY
_EMPTY = b'<!doctype html><html lang="en"><head><title>News</title></head><body><div id="root"></div></body></html>'


def _emptied(site: Site, request: Request) -> Answer:
    """What is published after the change is an empty page that a script would fill."""
    piece = site.piece_at(request.path)
    return Answer(body=_EMPTY) if piece and piece.at >= CHANGED_AT else show_piece(site, request)


def regular(slug: str, begin: datetime, end: datetime, hours: float, way: Way) -> Facts:
    """An outlet that publishes every so many hours."""
    moments = every(begin, hours, int((end - begin) / timedelta(hours=hours)))
    return Facts(
        slug=slug,
        language="en",
        sources=(("front", "/"),),
        pieces=pieces(slug, "en", moments, plain_address),
        ways={"/": lists.front, "/news/.*": unmodified(way)},
        every=12 * HOUR,
    )


@pytest.fixture(scope="module")
def weeks(watch_over: Callable[..., Watch]) -> Watch:
    """What is told of needs a history: eight days of texts, two weeks of a rhythm."""
    watch = watch_over(
        regular("hollow-herald", CHANGED_AT - 8 * DAY, END, 6, _emptied),
        regular("quiet-quarterly", START, CHANGED_AT, 12, show_piece),
    )
    watch.every(DAY, START, END)
    return watch


def open_incidents(watch: Watch, slug: str) -> list[str]:
    rows = watch.rows("SELECT message FROM incidents WHERE outlet = ? AND closed_at IS NULL", slug)
    return [row["message"] for row in rows]


@pytest.mark.parametrize("slug", ["hollow-herald"])
def test_pages_that_give_no_text_any_more_are_told(weeks, slug):
    assert open_incidents(weeks, slug)


@pytest.mark.parametrize("slug", ["quiet-quarterly"])
def test_an_outlet_that_publishes_nothing_any_more_is_told(weeks, slug):
    assert open_incidents(weeks, slug)


def test_as_long_as_everything_is_as_ever_nothing_is_told(weeks):
    assert weeks.rows("SELECT * FROM incidents WHERE opened_at < ?", CHANGED_AT.isoformat()) == []
    assert len(weeks.articles("quiet-quarterly")) == 32
    assert len(weeks.articles("hollow-herald")) == 32


# ---- the whole world ------------------------------------------------------------------------------------------------

CUT = (START + 5 * HOUR, START + 11 * HOUR)


@pytest.fixture(scope="module")
def cut_off(watch_over: Callable[..., Watch]) -> Watch:
    """Five outlets that are all unreachable for some hours: it is our own line."""
    facts = [
        Facts(
            slug=f"outlet-{n}",
            language="en",
            sources=(("front", "/"),),
            pieces=pieces(f"outlet-{n}", "en", every(START, 4, 3), plain_address),
            ways={"/": lists.front},
            every=2 * HOUR,
            closed=(CUT,),
        )
        for n in range(5)
    ]
    watch = watch_over(*facts)
    watch.every(2 * HOUR, START, START + 14 * HOUR)
    return watch


@pytest.mark.parametrize("what", ["one"])
def test_a_line_that_is_cut_is_one_incident_and_no_outlets_fault(cut_off, what):
    [incident] = cut_off.rows("SELECT * FROM incidents")
    assert incident["outlet"] is None
    assert CUT[0].isoformat() <= incident["opened_at"].replace("Z", "+00:00") < CUT[1].isoformat()
    assert incident["closed_at"] is not None
    assert {row["state"] for row in cut_off.rows("SELECT state FROM outlets")} == {"ok"}


def test_when_the_line_is_back_everything_is_found(cut_off):
    for slug, site in cut_off.sites.items():
        assert sorted(row["title"] for row in cut_off.articles(slug)) == sorted(
            piece.text.title for piece in site.published()
        )
    assert cut_off.rows("SELECT 1 FROM events WHERE kind <> 'published'") == []


def test_while_the_line_is_cut_little_is_tried(cut_off):
    """No address more than once at a tick."""
    rows = cut_off.rows("SELECT at, outlet, url, count(*) AS n FROM failures GROUP BY at, outlet, url HAVING n > 1")
    assert rows == []
