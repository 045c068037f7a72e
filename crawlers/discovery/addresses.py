"""What an address is: one spelling for one page, and whose it is."""

import re
from urllib.parse import urljoin, urlsplit

import tldextract
from w3lib.url import canonicalize_url

from storage.addresses import host_of
from storage.page_query import page_query

MAX_LENGTH = 2083  # Scrapy's URLLENGTH_LIMIT drops longer ones without a word: they would stay due for ever
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
# What is no part of an address wherever it was copied from: blanks (also quoted, of no width), quotes, brackets.
_JUNK = r"\s\u00ad\u200b-\u200f\u2060\ufeff"
_LEADING_JUNK = re.compile(rf"^[{_JUNK}<\"'«“”]+")
_TRAILING_JUNK = re.compile(rf"(?:[{_JUNK}<>\"«»“”„]|%(?:20|22|3C|3E|C2%A0|C2%AB|C2%BB|E2%80%8[B-F]))+$", re.IGNORECASE)
_BRACKETS = ((")", "("), ("]", "["), ("}", "{"))
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_NAMES_A_PAGE = re.compile(r"(?:^|&)(?:p|\w*id|article|news|story|post)=\d+(?=&|$)", re.IGNORECASE)
_SLASHES = re.compile(r"(?<!:)/{2,}")  # but not the two of an address within a path, as of an archive
# The list that ships with the library: a lookup never becomes a download.
# With its private part: co.ua, pp.ua and blogspot.com give names to owners who have nothing to do with each other.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def normalised(url: str, base: str = "") -> str | None:
    """The one spelling of an address: absolute, host in ASCII, path and query quoted one way, sorted, no tracking.

    None for what is no web address, hides another (user info, backslashes, control characters) or is too long.
    """
    try:
        bare = _without_junk(url)
        joined = urljoin(base, bare) if base else bare
        if _FORBIDDEN.search(joined):
            return None
        parts = urlsplit(joined)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            return None
        path = _SLASHES.sub("/", _SESSION_IN_PATH.sub("", parts.path))
        place = canonicalize_url(f"{parts.scheme}://{host_of(joined)}{path}")
        query = page_query(parts.query)
        address = f"{place}?{query}" if query else place
    except ValueError:
        return None
    if _without_junk(address) != address:  # behind a semicolon that meant nothing: "a);"
        return normalised(address)
    return address if len(address) <= MAX_LENGTH else None


def _without_junk(url: str) -> str:
    """Without what a text around an address left on it: a closing bracket only where none was opened."""
    bare = ""
    while bare != url:
        bare, url = url, _TRAILING_JUNK.sub("", _LEADING_JUNK.sub("", url))
        for closing, opening in _BRACKETS:
            if url.endswith(closing) and url.count(closing) > url.count(opening):
                url = url[:-1]
    return bare


def registrable_domain(host: str) -> str:
    """What one owner registered: `pravda.com.ua` for `www.pravda.com.ua`; others are their own."""
    return _suffixes(host).top_domain_under_public_suffix or host


def is_on_hosts(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address lives on one of these hosts, with or without `www.`."""
    return host_of(url).removeprefix("www.") in {host.removeprefix("www.") for host in hosts}


def is_home(url: str, home: str) -> bool:
    """Whether an address is the outlet's home page, or the root of a host; not where a query names a page: `/?p=12`."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return (not path or path == urlsplit(home).path.rstrip("/")) and not _NAMES_A_PAGE.search(parts.query)
