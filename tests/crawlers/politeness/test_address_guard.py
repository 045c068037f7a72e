"""No crawl reaches an address that is not public, however it is spelt and whoever sends it there."""

from collections.abc import Iterator
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings

import crawlers.settings
from crawlers.errors import BlockedAddress
from crawlers.politeness.address_guard import GuardedResolver, allowed_pairs, is_public
from crawlers.spiders.outlet_spider import OutletSpider
from storage.findings import PageRead
from storage.records import Outcome
from tests.crawling import Crawls, a_plan, an_outlet
from tests.hostile_server import HostileServer, redirect

ALLOWED = "127.0.0.1:8801"


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254"),
        *("172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00::1", "fec0::1", "ff02::1", "100::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"),  # IPv4 in IPv6 clothes
        *("2002:7f00:1::", "2002:a9fe:a9fe::", "2001:0:7f00:1::", "64:ff9b::7f00:1"),  # 6to4, Teredo, NAT64
    ],
)
def test_an_address_of_this_machine_this_network_or_no_network_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "8.8.8.8", "100.128.0.1", "172.32.0.1", "192.169.0.1", "2606:4700::1", "::ffff:8.8.8.8"]
)
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("name", ["localhost", "courier.example", "", "127.1", "2130706433", "0x7f.1", "0177.0.0.1"])
def test_a_name_instead_of_an_address_closes_the_gate(name):
    with pytest.raises(ValueError, match="does not appear to be an IPv4 or IPv6 address"):
        is_public(name)


def test_the_allowed_pairs_are_separated_by_commas():
    assert allowed_pairs("") == frozenset()
    assert allowed_pairs(" 127.0.0.1:8801, 127.0.0.1:8802,,") == {"127.0.0.1:8801", "127.0.0.1:8802"}


# ---- the gate itself: the reactor's connectTCP


class StandingReactor:
    """A reactor that writes down where it would connect."""

    def __init__(self) -> None:
        self.connected: list[tuple[str, int]] = []

    def connectTCP(self, host: str, port: int) -> None:  # noqa: N802  Twisted's name
        self.connected.append((host, port))

    def installResolver(self, resolver: Any) -> None:  # noqa: N802
        """Twisted asks for it."""


def guarded(outlet, allow: str = ALLOWED) -> StandingReactor:
    settings = Settings()
    settings.setmodule(crawlers.settings)
    settings.set("ALLOW_ADDRESSES", allow, priority="cmdline")
    reactor = StandingReactor()
    GuardedResolver.from_crawler(Crawler(OutletSpider.of(outlet), settings), reactor).install_on_reactor()
    return reactor


@pytest.mark.parametrize(("host", "port"), [("8.8.8.8", 80), ("8.8.8.8", 443), ("127.0.0.1", 8801)])
def test_public_web_ports_and_the_allowed_pair_are_connected_to(outlet, host, port):
    reactor = guarded(outlet)
    reactor.connectTCP(host, port)
    assert reactor.connected == [(host, port)]


@pytest.mark.parametrize(
    ("host", "port"),
    [
        *(("127.0.0.1", 80), ("127.0.0.1", 443), ("127.0.0.1", 8802), ("127.0.0.2", 8801), ("0.0.0.0", 8801)),
        *(("10.0.0.1", 80), ("169.254.169.254", 80), ("224.0.0.1", 80), ("::1", 80), ("::1", 8801)),
        *(("8.8.8.8", 22), ("8.8.8.8", 25), ("8.8.8.8", 6379), ("8.8.8.8", 8080)),
    ],
)
def test_everything_else_is_refused_with_the_remedy(outlet, host, port):
    reactor = guarded(outlet)
    with pytest.raises(BlockedAddress, match=f"to allow it: VARTA_ALLOW_ADDRESSES={host}:{port}$"):
        reactor.connectTCP(host, port)
    assert not reactor.connected


def test_nothing_is_allowed_unless_it_is_said(outlet):
    reactor = guarded(outlet, allow="")
    with pytest.raises(BlockedAddress):
        reactor.connectTCP("127.0.0.1", 8801)


def test_a_name_that_nobody_resolved_is_not_connected_to(outlet):
    reactor = guarded(outlet)
    with pytest.raises(ValueError, match="does not appear"):
        reactor.connectTCP("courier.example", 443)
    assert not reactor.connected


# ---- the gate in a crawl. The outlet's own hosts include the forbidden places: only the guard stands before them.

SPELLINGS = ["127.0.0.1", "localhost", "LOCALHOST", "2130706433", "0x7f000001", "0177.0.0.1", "127.1"]
SPELLINGS += ["①②⑦.⓪.⓪.①", "[::ffff:127.0.0.1]"]
FORBIDDEN = ["127.0.0.2", "0.0.0.0", "0", "127.2", "2130706434", "0x7f000002", "[::ffff:127.0.0.2]"]
NO_IPV4 = ["[::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"]  # the resolver finds IPv4 only
REDIRECTS = ["/redirect-to-port", "/redirect-to-address", "/redirect-to-name"]


class GuardedCrawls:
    """A crawl of every address and every redirect, side by side; `outcomes` by the name that each has in the tests."""

    def __init__(self, server: HostileServer, crawl: Crawls) -> None:
        self.server = server
        port, other_port = (address.rpartition(":")[2] for address in (server.address, server.port_mate.address))
        server.pages["/redirect-to-name"] = redirect(f"http://localhost:{other_port}/")
        urls = {name: f"http://{name}:{port}/honest" for name in (*SPELLINGS, *FORBIDDEN, *NO_IPV4)}
        urls |= {"another port": f"http://127.0.0.1:{other_port}/", "neighbour": f"http://{server.neighbour.address}/"}
        urls |= {path: server.url(path) for path in REDIRECTS}
        outlet = an_outlet(f"localhost:{other_port}", *(url.split("/")[2].lower() for url in urls.values()))
        jobs = [(outlet, a_plan(urls=[url], crawl_id=n)) for n, url in enumerate(urls.values())]
        crawled = crawl(*jobs, allow=server.address)
        self.outcomes = {name: crawled.of(PageRead, n)[0].outcome for n, name in enumerate(urls)}


@pytest.fixture(scope="module")
def guarded_crawls(crawl) -> Iterator[GuardedCrawls]:
    with HostileServer() as server:
        yield GuardedCrawls(server, crawl)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_allowed_address_is_allowed_however_it_is_spelt(guarded_crawls, spelling):
    assert guarded_crawls.outcomes[spelling] is Outcome.FETCHED


@pytest.mark.parametrize("place", ["another port", "neighbour", *FORBIDDEN])
def test_another_address_or_port_is_refused_however_it_is_spelt(guarded_crawls, place):
    assert guarded_crawls.outcomes[place] is Outcome.BLOCKED_ADDRESS


@pytest.mark.parametrize("spelling", NO_IPV4)
def test_an_address_of_ipv6_leads_nowhere(guarded_crawls, spelling):
    assert guarded_crawls.outcomes[spelling] is Outcome.UNREACHABLE


@pytest.mark.parametrize("path", REDIRECTS)
def test_a_redirect_from_an_allowed_server_to_a_forbidden_place_is_not_followed(guarded_crawls, path):
    assert guarded_crawls.outcomes[path] is Outcome.BLOCKED_ADDRESS


def test_nobody_ever_connected_to_a_forbidden_place(guarded_crawls):
    assert guarded_crawls.server.trespasses == 0
    assert len(guarded_crawls.server.paths()) == len(SPELLINGS) + len(REDIRECTS), "only the right address was asked"
