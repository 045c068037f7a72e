"""The pace at which a domain is asked: measured at the server."""

import time
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from crawlers.outlet import Source
from crawlers.politeness.keep_pace import PATIENCE
from crawlers.politeness.paces import CLOCK_ERROR, FIRST_DELAY, LONGEST_BACKOFF, LONGEST_CRAWL_DELAY, Pace, Paces
from storage.findings import CrawlEnded, PaceNoted, PageRead, RobotsRead, SourceRead
from storage.plans import DomainPace
from storage.records import Outcome
from tests.crawling import NOW, Crawled, Crawls, a_plan, an_outlet
from tests.hostile_server import HostileServer, Misdeed, Visit, article_page, page

DELAY = timedelta(milliseconds=150)
CLOCKS = 0.015  # seconds: what a request may lose on its way, when the machine is busy
PATHS = ("/news/1", "/news/2", "/news/3")


def a_pace(delay: float, **known: Any) -> Pace:
    return Pace("courier.example", delay, DomainPace(domain="courier.example", **known))


def too_much(status: int = 429, **headers: str) -> Misdeed:
    def answer(visit: Visit) -> None:
        visit.answer(status, b"too much", **headers)

    return answer


def spacing(server: HostileServer) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(server.asked)]


def asked(crawl: Crawls, server: HostileServer, paths: tuple[str, ...] = PATHS, **plan: Any) -> Crawled:
    outlet = an_outlet(server.address, delay=plan.pop("delay", DELAY))
    urls = [server.url(path) for path in paths]
    return crawl((outlet, a_plan(urls=urls, **plan)), allow=server.address)


# ---- the delay


def test_each_too_much_doubles_the_delay_up_to_a_minute():
    pace = a_pace(5)
    delays = []
    for _ in range(6):
        pace.back_off()
        delays.append(pace.delay)
    assert delays == [10, 20, 40, LONGEST_BACKOFF, LONGEST_BACKOFF, LONGEST_BACKOFF]


def test_an_outlet_without_a_delay_gets_one():
    pace = a_pace(0)
    pace.back_off()
    assert pace.delay == FIRST_DELAY


def test_good_answers_take_a_back_off_away_slowly_and_never_below_the_outlets_own_delay():
    pace = a_pace(5, backoff_seconds=40)
    delays = []
    for _ in range(30):
        pace.recover()
        delays.append(pace.delay)
    assert delays[0] == 36
    assert delays[6] > 15, "seven answers after a doubling"
    assert delays[-1] == 5
    assert pace.backoff == 0


def test_a_crawl_delay_counts_where_it_is_longer_and_up_to_two_minutes():
    for asked_for, delay in ((10, 10), (1, 5), (86_400, LONGEST_CRAWL_DELAY)):
        assert a_pace(5, crawl_delay=asked_for).delay == delay


def test_a_file_that_says_no_pause_means_it_until_the_server_says_too_much():
    pace = a_pace(0, crawl_delay=10)
    assert pace.delay == 0
    pace.back_off()
    assert pace.delay == FIRST_DELAY


def test_one_domain_has_one_pace_whatever_the_host():
    paces = Paces(a_plan(), an_outlet("courier.com.ua"))
    assert paces.of("https://www.courier.com.ua/a") is paces.of("https://en.courier.com.ua/rss")
    assert paces.of("https://courier.com.ua/") is not paces.of("https://other.com.ua/")


def test_a_minute_of_rest_is_forgotten_by_nobody_and_the_longer_counts():
    pace = a_pace(5)
    pace.rest_until(NOW + timedelta(hours=1))
    pace.rest_until(NOW + timedelta(minutes=1))
    assert pace.rests_until == NOW + timedelta(hours=1) + CLOCK_ERROR


def test_what_a_crawl_asked_last_may_be_as_recent_as_its_late_clock_allows():
    for ago, at_least in ((timedelta(0), 0), (CLOCK_ERROR, 0), (CLOCK_ERROR * 3, CLOCK_ERROR.total_seconds() * 2)):
        known = DomainPace(domain="courier.example", asked_at=NOW - ago)
        paces = Paces(a_plan(paces=(known,)), an_outlet("courier.example"))
        assert paces.seconds_since_asked(paces.of("https://courier.example/")) == at_least


# ---- at the server


def test_requests_keep_the_outlets_delay_robots_txt_included(crawl):
    with HostileServer({path: page(article_page()) for path in PATHS}, robots="allows") as server:
        asked(crawl, server)
        assert [each.path for each in server.asked] == ["/robots.txt", *PATHS]
        assert min(spacing(server)) >= DELAY.total_seconds() - CLOCKS


def test_the_pause_begins_when_the_answer_has_come(crawl):
    """At a server, a question that was long on its way would else come close to the next one."""

    def slow(visit: Visit) -> None:
        time.sleep(0.2)
        visit.answer(200, article_page())

    with HostileServer(dict.fromkeys(PATHS, slow)) as server:
        asked(crawl, server)
        assert min(spacing(server)[1:]) >= 0.2 + DELAY.total_seconds() - CLOCKS


def test_a_longer_crawl_delay_is_kept_and_told(crawl):
    rules = b"User-agent: *\nCrawl-delay: 0.4\n"
    with HostileServer({path: page(article_page()) for path in PATHS}) as server:
        server.robots = page(rules, "text/plain")
        crawled = asked(crawl, server)
        assert min(spacing(server)) >= 0.4 - CLOCKS, "from robots.txt to the first page, too"
    assert [read.delay_seconds for read in crawled.of(RobotsRead)] == [0.4]


def test_what_an_earlier_crawl_asked_last_counts_too(crawl):
    with HostileServer({path: page(article_page()) for path in PATHS}) as server:
        known = DomainPace(domain=server.address, asked_at=NOW, crawl_delay=0.4)
        asked(crawl, server, paces=(known,))
        assert min(spacing(server)) >= 0.4 - CLOCKS


def test_a_crawl_slows_down_after_too_much_and_tells_it_for_the_next(crawl):
    with HostileServer({"/news/1": too_much(503)}) as server:
        crawled = asked(crawl, server, PATHS[:2], delay=timedelta(0))
        assert spacing(server)[-1] >= FIRST_DELAY - CLOCKS
    (noted,) = crawled.of(PaceNoted)
    assert (noted.domain, noted.backoff_seconds, noted.rests_until) == (server.address, 0.9, None)


def test_a_long_retry_after_ends_what_there_is_to_ask_and_nothing_is_lost(crawl):
    with HostileServer({"/news/1": too_much(Retry_After="3600")}) as server:
        crawled = asked(crawl, server)
        assert server.paths() == ["/news/1"]
    until = NOW + timedelta(seconds=3600) + CLOCK_ERROR
    assert [read.outcome for read in crawled.of(PageRead)] == [Outcome.THROTTLED], "the others were never asked for"
    assert [read.due_at for read in crawled.of(PageRead)] == [until]
    assert {noted.rests_until for noted in crawled.of(PaceNoted)} == {until}
    ended = crawled.ended()
    assert (ended.outcome, ended.detail) == (
        "finished",
        f"{server.address} asks for a rest until {until:%Y-%m-%d %H:%M:%S} UTC",
    )


def test_a_short_retry_after_is_waited_for(crawl):
    with HostileServer({"/news/1": too_much(Retry_After="1"), "/news/2": page(article_page())}) as server:
        asked(crawl, server, PATHS[:2], delay=timedelta(0))
        assert server.paths() == ["/news/1", "/news/2"]
        assert spacing(server)[-1] >= 1
    assert PATIENCE >= 60


@pytest.mark.parametrize("status", [301, 403, 500, 503])
def test_a_retry_after_counts_whatever_it_comes_with(crawl, status):
    refusal = too_much(status, Retry_After="1", Location="/news/2")
    with HostileServer({"/news/1": refusal, "/news/2": page(article_page())}) as server:
        asked(crawl, server, PATHS[:2], delay=timedelta(0))
        assert server.paths()[:2] == ["/news/1", "/news/2"]
        assert spacing(server)[1] >= 1, "robots.txt comes first"


def test_nothing_is_asked_while_a_rest_of_before_is_in_force(crawl):
    with HostileServer() as server:
        rest = DomainPace(domain=server.address, rests_until=NOW + timedelta(hours=1))
        outlet = an_outlet(server.address, sources=(Source(kind="feed", url=server.url("/rss")),))
        plan = a_plan(sources=outlet.sources, urls=[server.url("/news/1")], paces=(rest,))
        crawled = crawl((outlet, plan), allow=server.address)
        assert server.asked == []
    assert [type(finding) for finding in crawled.findings if not isinstance(finding, PaceNoted)] == [CrawlEnded]
    assert crawled.of(SourceRead) == []


def test_a_rest_of_another_domain_holds_nobody_back(crawl):
    with HostileServer({"/news/1": page(article_page())}) as server:
        rest = DomainPace(domain="other.example", rests_until=NOW + timedelta(hours=1))
        crawled = asked(crawl, server, PATHS[:1], paces=(rest,))
    assert [read.outcome for read in crawled.of(PageRead)] == [Outcome.FETCHED]


# ---- the breaker


@pytest.mark.parametrize(("failures", "count"), [(None, 12), (0.0, 10), (4.5, 1)])
def test_a_crawl_gives_up_when_the_outlet_fails_one_time_after_another_unless_a_person_ordered_it(
    crawl, failures, count
):
    paths = tuple(f"/news/{n}" for n in range(12))
    with HostileServer({path: too_much(500) for path in paths}) as server:
        crawled = asked(crawl, server, paths, delay=timedelta(0), failures=failures)
        assert len(server.paths()) in {count, min(count + 1, 12)}, "one may be under way"
    assert crawled.ended().outcome == ("finished" if failures is None else "gave_up")
