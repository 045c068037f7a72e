"""No crawl reaches an address that is not public, whatever a link, feed, redirect or DNS answer says.

One choke point: the reactor's `connectTCP`, which sees the resolved address and the port of every connection, https,
robots.txt and redirects included; a name that changes its address between check and connection gains nothing.
"""

import ipaddress
from typing import Any

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver

from crawlers.errors import BlockedAddress
from crawlers.politeness.header_limit import limit_headers

_WEB_PORTS = (80, 443)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet. Raises ValueError for a name: closed, not open."""
    ip = ipaddress.ip_address(address)
    ip = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip  # the address inside counts
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or getattr(ip, "is_site_local", False))


def allowed_pairs(text: str) -> frozenset[str]:
    """The `address:port` pairs of VARTA_ALLOW_ADDRESSES."""
    return frozenset(pair.strip() for pair in text.split(",") if pair.strip())


class GuardedResolver(CachingThreadedResolver):
    """Scrapy calls `install_on_reactor` before anything connects: the guard is installed with the resolver (IPv4)."""

    allowed: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> "GuardedResolver":
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = allowed_pairs(crawler.settings.get("ALLOW_ADDRESSES") or "")
        return resolver

    def install_on_reactor(self) -> None:
        super().install_on_reactor()
        limit_headers()
        reactor: Any = self.reactor
        connect = reactor.connectTCP

        def connect_guarded(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
            pair = f"{host}:{port}"
            if pair not in self.allowed and not (is_public(host) and port in _WEB_PORTS):
                raise BlockedAddress(pair)
            return connect(host, port, *args, **kwargs)

        reactor.connectTCP = connect_guarded
