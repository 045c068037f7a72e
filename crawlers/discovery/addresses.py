"""What an address is: one spelling for one page, whose it is, and whether it looks like an article."""

import re
from urllib.parse import urljoin, urlsplit

import tldextract
from w3lib.url import canonicalize_url, url_query_cleaner

from crawlers.outlet import Outlet
from storage.addresses import host_of

# Parameters that name the way a reader came, never the page: from the public documentation of the tools that add them.
_TRACKING = """
utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_name utm_brand utm_social fbclid gclid gclsrc dclid
wbraid gbraid msclkid yclid ymclid _openstat igshid mc_cid mc_eid mkt_tok vero_id oly_anon_id oly_enc_id wickedid
_hsenc _hsmi hsCtaTracking ref_src ref_url twclid ttclid at_medium at_campaign at_link_origin at_ptr_name
cmpid ncid s_cid spm __twitter_impression
""".split()  # noqa: SIM905  forty names in a list would take forty lines
MAX_LENGTH = 2083  # Scrapy's URLLENGTH_LIMIT drops longer ones without a word: they would stay due for ever
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
# The list that ships with the library: a lookup never becomes a download.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

_ARTICLE_HINTS = (
    re.compile(r"/(?:19|20)\d\d/[01]?\d/"),  # a date in the path
    re.compile(r"/\d{4,}(?:[-_/.]|$)|[-_/]\d{4,}(?:\.\w+)?/?$"),  # a numeric id
    re.compile(r"/[^/]*(?:[-_][^/]*){3,}$"),  # a slug of four words or more
)
_LISTINGS = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|rubric|sections?|authors?|archives?/?$|pages?|search|login|about|contacts?|"
    r"privacy|terms|advert\w*|rss|feed|print|static|media|uploads?|images?)(?:/|$)|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|xml|zip|css|js)$",
    re.IGNORECASE,
)


def normalised(url: str, base: str = "") -> str | None:
    """The one spelling of an address: absolute, host in lower case, without fragment, tracking or default port.

    None for what is no web address, hides another (user info, backslashes, control characters) or is too long.
    """
    try:
        url = urljoin(base, url.strip()) if base else url.strip()
        if _FORBIDDEN.search(url):
            return None
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            return None
        cleaned = url_query_cleaner(url, parameterlist=_TRACKING, remove=True, unique=False)
        address = canonicalize_url(_without_default_port(cleaned), keep_blank_values=True)
    except ValueError:
        return None
    return address if len(address) <= MAX_LENGTH else None


def _without_default_port(url: str) -> str:
    return urlsplit(url)._replace(netloc=host_of(url)).geturl()


def registrable_domain(host: str) -> str:
    """What one owner registered: `pravda.com.ua` for `www.pravda.com.ua`; an address or local name is its own."""
    return _suffixes(host).top_domain_under_public_suffix or host


def is_on_hosts(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address lives on one of these hosts, with or without `www.`."""
    return host_of(url).removeprefix("www.") in {host.removeprefix("www.") for host in hosts}


def is_home(url: str, home: str) -> bool:
    """Whether an address is the outlet's home page, or the root of a host."""
    path = urlsplit(url).path.rstrip("/")
    return not path or path == urlsplit(home).path.rstrip("/")


def looks_like_article(url: str, outlet: Outlet) -> bool:
    """Whether an address is an article's: by the outlet's own pattern, else by a date, an id or a long slug."""
    if outlet.article.url is not None:
        return outlet.article.url.search(url) is not None
    path = urlsplit(url).path
    return not _LISTINGS.search(path) and any(hint.search(path) for hint in _ARTICLE_HINTS)


def may_be_article(url: str, outlet: Outlet) -> bool:
    """Whether an address may be an article's, should something else speak for it: no list, file or top-level page."""
    if outlet.article.url is not None:
        return looks_like_article(url, outlet)
    path = urlsplit(url).path.strip("/")
    return "/" in path and not _LISTINGS.search(f"/{path}")
