"""robots.txt in every state: what may be fetched, and what the archive is told."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from crawlers.outlet import Source
from crawlers.politeness.robots import MAX_BYTES
from storage.archive import Archive
from storage.findings import PageRead, RobotsRead
from storage.plans import CrawlPlan, RobotsState
from storage.records import Outcome
from tests.crawling import NOW, Crawled, Crawls, a_plan, an_outlet
from tests.hostile_server import ROBOTS, HostileServer, free_address

OPEN = [
    *("allows", "forbids private", "with a byte-order mark", "a page", "huge"),
    *("missing", "gone", "unauthorised", "forbidden"),  # RFC 9309: 4xx means that there are no rules
]
CLOSED = [
    *("forbids", "forbids us by name"),
    *("busy", "broken", "unavailable", "redirects for ever", "redirects away", "cut off"),  # RFC 9309: stay out
]
UNKNOWN = CLOSED[2:]
PRIVATE = "/private/plans"


@dataclass
class RobotsCrawls:
    """A crawl of /honest and /private/plans for each state of robots.txt, side by side, each with its own server."""

    servers: dict[str, HostileServer]
    crawled: Crawled

    def outcome(self, state: str, path: str = "/honest") -> Outcome:
        return self.crawled.pages(list(self.servers).index(state))[path].outcome

    def told(self, state: str) -> RobotsRead:
        (told,) = self.crawled.of(RobotsRead, list(self.servers).index(state))
        return told


@pytest.fixture(scope="module")
def crawls(crawl) -> Iterator[RobotsCrawls]:
    with ExitStack() as stack:
        states = [state for state in ROBOTS if state != "hangs"]
        servers = {state: stack.enter_context(HostileServer(robots=state)) for state in states}
        jobs = [
            (an_outlet(server.address), a_plan(urls=[server.url("/honest"), server.url(PRIVATE)], crawl_id=n))
            for n, server in enumerate(servers.values())
        ]
        allow = ",".join(server.address for server in servers.values())
        yield RobotsCrawls(servers, crawl(*jobs, allow=allow))


def test_every_state_is_tried():
    assert {*OPEN, *CLOSED, "hangs"} == set(ROBOTS)


@pytest.mark.parametrize("state", OPEN)
def test_what_is_not_forbidden_is_fetched(crawls, state):
    assert crawls.outcome(state) is Outcome.FETCHED


@pytest.mark.parametrize("state", CLOSED)
def test_what_is_forbidden_or_cannot_be_known_is_not_fetched(crawls, state):
    assert crawls.outcome(state) is Outcome.BLOCKED_ROBOTS
    assert crawls.servers[state].paths() == []


@pytest.mark.parametrize("state", ["forbids private", "with a byte-order mark"])
def test_a_rule_holds_for_the_path_that_it_names(crawls, state):
    assert crawls.outcome(state, PRIVATE) is Outcome.BLOCKED_ROBOTS
    assert crawls.servers[state].paths() == ["/honest"]


def test_a_refusal_says_whether_the_rules_forbid_or_are_not_known(crawls):
    states = list(crawls.servers)
    details = {
        state: crawls.crawled.pages(states.index(state))["/honest"].detail for state in ("forbids", "unavailable")
    }
    assert details["forbids"].endswith("forbids it")
    assert details["unavailable"].endswith("answers 503; nothing is fetched meanwhile")


def test_each_host_is_asked_once_a_crawl(crawls):
    asked = [[each.path for each in server.asked].count("/robots.txt") for server in crawls.servers.values()]
    once = [count for state, count in zip(crawls.servers, asked, strict=True) if state != "redirects for ever"]
    assert once == [1] * len(once)


def test_a_redirect_of_robots_does_not_lead_to_another_host(crawls):
    assert crawls.servers["redirects away"].trespasses == 0


def test_the_archive_is_told_the_rules_and_the_pace(crawls):
    told = crawls.told("forbids private")
    address = crawls.servers["forbids private"].address
    assert (told.host, told.domain, told.status, told.delay_seconds) == (address, address, 200, 7)
    assert told.text == "User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"


@pytest.mark.parametrize(
    ("state", "status"), [("missing", 404), ("gone", 410), ("unauthorised", 401), ("forbidden", 403)]
)
def test_that_there_are_no_rules_is_worth_keeping_too(crawls, state, status):
    assert (crawls.told(state).text, crawls.told(state).status) == ("", status)


@pytest.mark.parametrize("state", UNKNOWN)
def test_an_answer_that_holds_no_rules_does_not_replace_the_last_good_ones(crawls, state):
    assert crawls.told(state).text is None


def test_a_huge_file_is_cut(crawls):
    text = crawls.told("huge").text
    assert text is not None
    assert len(text) == MAX_BYTES
    assert "Disallow" not in text, "what stands behind the cut is not read"


# ---- silence


def test_a_server_that_does_not_answer_for_robots_is_left_alone(crawl):
    with HostileServer(robots="hangs") as server:
        started = time.monotonic()
        plan = a_plan(urls=[server.url("/honest"), server.url(PRIVATE)])
        crawled = crawl((an_outlet(server.address), plan), allow=server.address, DOWNLOAD_TIMEOUT=1)
        assert server.paths() == []
    assert {read.outcome for read in crawled.of(PageRead)} == {Outcome.BLOCKED_ROBOTS}
    assert time.monotonic() - started < 20, "asked once, not for every page"
    assert [told.text for told in crawled.of(RobotsRead)] == [None]


def test_where_nobody_is_listening_the_row_says_that_and_not_that_robots_forbids(crawl):
    address = free_address()
    plan = a_plan(urls=[f"http://{address}/a", f"http://{address}/b"])
    crawled = crawl((an_outlet(address), plan), allow=address)
    assert {read.outcome for read in crawled.of(PageRead)} == {Outcome.UNREACHABLE}
    assert all("refused" in (read.detail or "") and "<" not in (read.detail or "") for read in crawled.of(PageRead))


# ---- with an archive


def planned(archive: Archive, server: HostileServer, crawl: Crawls) -> tuple[CrawlPlan, Crawled]:
    outlet = an_outlet(server.address, sources=(Source(kind="front", url=server.url("/")),))
    archive.register([outlet], NOW)
    plan = archive.plan("harbour", NOW, everything=True)
    crawled = crawl((outlet, plan), allow=server.address)
    archive.record_all(crawled.findings)
    return plan, crawled


def test_what_robots_keeps_us_from_is_a_failures_row(archive, crawl):
    with HostileServer(robots="unavailable") as server:
        planned(archive, server, crawl)
        assert server.paths() == []
        rows = archive.query("SELECT url, outcome FROM failures")
    assert rows == [{"url": server.url("/"), "outcome": "blocked_robots"}]


def test_a_copy_of_today_serves_without_asking_and_binds(archive, crawl):
    with HostileServer(robots="forbids") as server:
        planned(archive, server, crawl)
        assert len(server.asked) == 1
        plan, _ = planned(archive, server, crawl)
        assert [(state.host, state.status) for state in plan.robots] == [(server.address, 200)]
        assert len(server.asked) == 1, "neither robots.txt nor the page was asked for again"
        assert len(archive.query("SELECT 1 FROM failures WHERE outcome = 'blocked_robots'")) == 2


def test_a_good_copy_outlives_an_outage_of_robots(crawl):
    with HostileServer(robots="unavailable") as server:
        copy = RobotsState(
            host=server.address, text="User-agent: *\nDisallow: /private/\n", status=200, fetched_at=datetime.now(UTC)
        )
        plan = a_plan(urls=[server.url("/honest"), server.url(PRIVATE)], robots=(copy,))
        crawled = crawl((an_outlet(server.address), plan), allow=server.address)
        assert [asked.path for asked in server.asked] == ["/honest"]
    outcomes = {path: read.outcome for path, read in crawled.pages().items()}
    assert outcomes == {"/honest": Outcome.FETCHED, PRIVATE: Outcome.BLOCKED_ROBOTS}
    assert not crawled.of(RobotsRead), "there is nothing new to tell"
