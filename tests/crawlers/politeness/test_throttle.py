from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.exceptions import DownloadConnectionRefusedError, DownloadTimeoutError
from scrapy.http import Response

from crawlers.politeness.throttle import FIRST_DELAY, MAX_DELAY, SlowDown
from tests.crawling import a_plan, an_outlet
from tests.hostile_server import HostileServer

URL = "https://courier.example/a"
REQUEST = Request(URL, meta={"download_slot": "courier.example"})


class Asking:
    """SlowDown beside Scrapy's own download slot of one server."""

    def __init__(self, delay: float) -> None:
        self.slot = Slot(concurrency=1, delay=delay, jitter=0)
        slots = {"courier.example": self.slot}
        crawler: Any = SimpleNamespace(engine=SimpleNamespace(downloader=SimpleNamespace(slots=slots)))
        self.slow_down = SlowDown.from_crawler(crawler)

    def answered(self, status: int) -> float:
        """The delay after an answer."""
        response = Response(URL, status=status)
        assert self.slow_down.process_response(REQUEST, response) is response
        return self.slot.delay

    def failed(self, error: Exception) -> float:
        """The delay after a failure."""
        self.slow_down.process_exception(REQUEST, error)
        return self.slot.delay


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_too_much_is_asked_half_as_often_each_time(status):
    asking = Asking(5)
    assert [asking.answered(status) for _ in range(3)] == [10, 20, 40]


def test_a_server_that_does_not_answer_in_time_is_asked_half_as_often():
    assert Asking(5).failed(DownloadTimeoutError("30 seconds")) == 10


def test_an_outlet_without_a_delay_gets_one():
    assert Asking(0).answered(429) == FIRST_DELAY > 0


def test_the_delay_has_an_end():
    asking = Asking(5)
    assert [asking.answered(503) for _ in range(10)][-1] == MAX_DELAY


@pytest.mark.parametrize("status", [200, 304, 404, 500, 403])
def test_any_other_answer_leaves_the_delay_as_it_is(status):
    asking = Asking(5)
    asking.answered(429)
    assert asking.answered(status) == 10, "never faster again in the same crawl"


def test_a_server_that_is_not_there_is_not_overloaded():
    assert Asking(5).failed(DownloadConnectionRefusedError("refused")) == 5


def test_a_server_without_a_slot_is_no_accident():
    asking = Asking(5)
    answer = Response(URL, status=429)
    assert asking.slow_down.process_response(Request(URL), answer) is answer
    assert asking.slot.delay == 5


def test_a_crawl_slows_down_after_429(crawl):
    with HostileServer() as server:
        urls = [server.url(path) for path in ("/missing", "/removed", "/busy", "/forbidden")]
        crawl((an_outlet(server.address), a_plan(urls=urls)), allow=server.address)
        assert server.paths() == ["/missing", "/removed", "/busy", "/forbidden"]
        pause = server.asked[-1].at - server.asked[-2].at
    assert pause > FIRST_DELAY * 0.6  # it varies by 30 %
