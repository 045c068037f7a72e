from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request

from crawlers.politeness.hosts import OffsiteRequest, OwnHostsOnly
from crawlers.spiders.outlet_spider import OutletSpider


@pytest.fixture
def own_hosts(outlet) -> OwnHostsOnly:
    crawler: Any = SimpleNamespace(spider=OutletSpider.of(outlet)())
    return OwnHostsOnly.from_crawler(crawler)


@pytest.mark.parametrize(
    "url", ["https://courier.example/a", "http://courier.example/a", "https://www.courier.example/a"]
)
def test_the_outlets_own_hosts_may_be_asked(own_hosts, url):
    assert own_hosts.process_request(Request(url)) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/a",
        "https://courier.example:8443/a",
        "https://en.courier.example/a",
        "https://courier.example.elsewhere.example/a",
        "http://127.0.0.1/a",
    ],
)
def test_no_other_host_is_asked_and_the_refusal_names_it(own_hosts, url):
    with pytest.raises(OffsiteRequest, match="which is not among the outlet's hosts") as error:
        own_hosts.process_request(Request(url))
    assert url.split("/")[2] in str(error.value)
