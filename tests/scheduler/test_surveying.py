"""Looks round real local sites, well and badly behaved, through real children."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from crawlers.discovery.proposing.candidates import FEED_PATHS, SITEMAP_PATHS, Search
from crawlers.discovery.proposing.proposal import propose
from crawlers.errors import NothingToWatch
from scheduler.surveying import LONGEST_DELAY, MOST_REQUESTS, Survey
from tests.hostile_server import MEBI, MISDEEDS, HostileServer, Misdeed, free_address, page, redirect
from tests.invented_site import feed_link, front, rss, stories
from tests.press import Press
from tests.press.outlets import OUTLETS

NOW = datetime.now(UTC).replace(microsecond=0)
Look = Callable[..., Survey]


@pytest.fixture(scope="module")
def servers() -> Iterator[list[HostileServer]]:
    """Two servers for whatever a test puts there: addresses must be allowed before the first child starts."""
    with HostileServer() as one, HostileServer() as other:
        yield [one, other]


@pytest.fixture(scope="module")
def nobody() -> str:
    return free_address()


@pytest.fixture(scope="module")
def newsstand() -> Iterator[Press]:
    with Press(NOW, start=NOW - timedelta(days=3), timeline=None) as press:
        yield press


@pytest.fixture(scope="module", autouse=True)
def allowed(newsstand, servers, nobody, allow_addresses) -> None:
    allow_addresses(",".join([newsstand.allow, nobody, *(server.address for server in servers)]))


@pytest.fixture
def server(servers) -> HostileServer:
    server: HostileServer = servers[0]
    server.pages = dict(MISDEEDS)
    server.robots = MISDEEDS["/missing"]
    server.asked.clear()
    return server


@pytest.fixture
def look() -> Look:
    def look(home: str, **more: Any) -> Survey:
        survey = Survey(Search(home=home, now=NOW), **{"tell": lambda _: None, "delay": timedelta(0), **more})
        asyncio.run(survey.run())
        return survey

    return look


def xml(body: bytes) -> Misdeed:
    return page(body, "application/xml")


def text(body: str) -> Misdeed:
    return page(body.encode(), "text/plain")


def problem_of(survey: Survey) -> str:
    with pytest.raises(NothingToWatch) as raised:
        propose(survey.search)
    return str(raised.value)


@pytest.mark.parametrize("slug", OUTLETS)
def test_what_is_proposed_for_an_outlet_of_the_press_finds_all_of_its_articles(newsstand, look, slug):
    known = newsstand.outlets[slug]
    outlet = propose(look(known.home).search).outlet
    assert (outlet.name, outlet.timezone, set(outlet.languages)) == (known.name, known.timezone, set(known.languages))
    assert outlet.hosts == (known.host,)
    feeds = {document.path for document in OUTLETS[slug].documents if document.kind in ("feed", "news-sitemap")}
    on = {
        source.url.removeprefix(known.home.rstrip("/"))
        for source in outlet.sources
        if source.kind != "archive" and source.enabled
    }
    assert on == (feeds or {"/", "/sitemap.xml"})
    assert outlet.article.url is not None
    assert all(outlet.article.url.search(gold.url) for gold in newsstand.golds(slug))


def test_a_site_is_asked_for_what_it_names_each_once_and_for_robots_once(server, look):
    home = server.url("/")
    server.pages |= {
        "/": page(front(stories("en", home), feed_link("/all.rss"))),
        "/all.rss": xml(rss(stories("en", home), NOW)),
    }
    told: list[str] = []
    survey = look(home, tell=told.append)
    outlet = propose(survey.search).outlet
    assert [(source.kind, source.url) for source in outlet.sources] == [("feed", server.url("/all.rss"))]
    assert server.paths() == ["/", "/all.rss", *(f"/{path}" for path in SITEMAP_PATHS)]
    assert [asked.path for asked in server.asked].count("/robots.txt") == 1
    assert told[:3] == [f"{home}: there", f"{server.url('/all.rss')}: there", f"{server.url('/sitemap.xml')}: {GONE}"]


GONE = "gone: the server answers 404"


def test_a_pause_lies_between_any_two_requests_in_every_round(server, look):
    home = server.url("/")
    server.pages |= {
        "/": page(front(stories("en", home), feed_link("/rss"))),
        "/rss": xml(rss(stories("en", home), NOW)),
    }
    look(home, delay=timedelta(seconds=0.2))
    times = [asked.at for asked in server.asked if asked.path != "/robots.txt"]
    assert len(times) == 2 + len(SITEMAP_PATHS)
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.2 * 0.7 - 0.02  # Scrapy's jitter is 30 %


@pytest.mark.parametrize(("asked_for", "delay"), [("1", timedelta(seconds=1)), ("86400", LONGEST_DELAY)])
def test_the_pause_that_robots_asks_for_is_kept_within_reason(server, look, asked_for, delay):
    server.robots = text(f"User-agent: *\nCrawl-delay: {asked_for}\n")
    assert look(server.url("/missing")).delay == delay


def test_what_robots_forbids_is_not_asked_for(server, look):
    home = server.url("/")
    server.robots = text("User-agent: *\nDisallow: /rss\nDisallow: /feed\n")
    server.pages["/"] = page(front(stories("en", home)))
    look(home)
    assert not [path for path in server.paths() if path.startswith(("/rss", "/feed/"))]
    assert "/atom.xml" in server.paths()


def test_a_sitemap_that_robots_names_is_asked_for(server, look):
    server.robots = text(f"Sitemap: {server.url('/here.xml')}\n")
    server.pages["/"] = page(front(stories("en", server.url("/"))))
    look(server.url("/"))
    assert server.paths()[1] == "/here.xml"


def test_a_site_that_names_more_and_more_is_asked_for_so_much_and_no_more(server, look):
    home = server.url("/")
    feeds = "".join(feed_link(f"/feeds/{n}") for n in range(50))
    editions = ["/en/", "/uk/", "/ru/", "/ukr/"]
    for path in ("/", *editions):
        server.pages[path] = page(front([], feeds.replace("/feeds", f"{path}feeds"), links=editions))
    server.robots = text("\n".join(f"Sitemap: /{n}.xml" for n in range(50)))
    look(home)
    assert len(server.paths()) == MOST_REQUESTS


@pytest.mark.parametrize(
    ("robots", "problem"),
    [
        ("unavailable", "blocked_robots: robots.txt of {host} answers 503; nothing is fetched meanwhile"),
        ("forbids us by name", "blocked_robots: robots.txt of {host} forbids it"),
    ],
)
def test_a_site_whose_robots_refuse_is_told_and_not_asked(server, look, robots, problem):
    with HostileServer(robots=robots) as example:
        server.robots = example.robots
    told = problem_of(look(server.url("/")))
    assert told == f"{server.url('/')}: {problem.format(host=server.address)}"
    assert server.paths() == []


def test_a_site_that_is_not_there_is_told(look, nobody):
    assert problem_of(look(f"http://{nobody}/")).startswith(f"http://{nobody}/: unreachable: ")


def test_an_address_that_is_not_public_is_not_asked(look):
    with HostileServer() as private:
        assert problem_of(look(private.url("/"))).startswith(f"{private.url('/')}: blocked_address: ")
        assert private.asked == []


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/missing", GONE),
        ("/broken", "server_error: the server answers 500"),
        ("/pdf-as-html", "this is no page; give the address of the outlet's front page"),
        ("/announces-too-much", "too_large: "),
        ("/gzip-bomb", "too_large: "),
        ("/redirect-loop", "redirect_loop: "),
        ("/redirect-to-file", "blocked_scheme: "),
        ("/reset", "unreachable: "),
        ("/truncated", "truncated: "),
    ],
)
def test_a_front_page_that_cannot_be_had_is_told_in_one_line(server, look, path, problem):
    told = problem_of(look(server.url(path)))
    assert told.startswith(f"{server.url(path)}: {problem}")
    assert "\n" not in told


def test_a_front_page_that_leads_to_another_site_is_not_followed_and_that_site_is_named(server, servers, look):
    server.pages["/"] = redirect(servers[1].url("/paper"))
    told = problem_of(look(server.url("/")))
    assert (
        told == f"{server.url('/')}: it leads to another site; to watch that one: varta add {servers[1].url('/paper')}"
    )
    assert servers[1].asked == []


def test_a_feed_of_forty_megabytes_is_no_source_and_does_no_harm(server, look):
    home = server.url("/")
    huge = rss(stories("en", home), NOW) + b" " * (40 * MEBI)
    server.pages |= {"/": page(front(stories("en", home), feed_link("/rss"))), "/rss": xml(huge)}
    proposal = propose(look(home).search)
    (feed,) = [each for each in proposal.tried if each.trial.url == server.url("/rss")]
    assert feed.source is None
    assert feed.problem.startswith("too_large: ")
    assert [source.kind for source in proposal.outlet.sources] == ["front"]


def test_pages_in_place_of_feeds_at_every_common_path_are_no_sources(server, look):
    home = server.url("/")
    soft = page(front(stories("en", home)))
    server.pages |= {"/": soft} | {f"/{path}": soft for path in (*FEED_PATHS, *SITEMAP_PATHS)}
    outlet = propose(look(home).search).outlet
    assert [(source.kind, source.url) for source in outlet.sources] == [("front", home)]
    assert len(server.paths()) == 1 + len(FEED_PATHS) + len(SITEMAP_PATHS)


def test_a_feed_that_lives_on_another_host_is_asked_there_when_the_page_declares_it(server, servers, look):
    home = server.url("/")
    elsewhere = servers[1].url("/valley.rss")
    servers[1].pages["/valley.rss"] = xml(rss(stories("en", home), NOW))
    server.pages["/"] = page(front(stories("en", home), feed_link(elsewhere)))
    outlet = propose(look(home).search).outlet
    assert [source.url for source in outlet.sources] == [elsewhere]
    assert outlet.hosts == (server.address,)
