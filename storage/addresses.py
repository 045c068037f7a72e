"""When two URLs are one address. Pure."""

import re
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_AMP_PATH = re.compile(r"^/amp(?=/)|/amp/?$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_AMP_QUERY = re.compile(r"(?:^|&)(?:amp(?:=(?:1|true)?)?|outputType=amp)(?=&|$)", re.IGNORECASE)

_SECTION_PATH = re.compile(r"^(?:/[a-z]{2})?/[^\W\d_]+/$")


def host_of(url: str) -> str:
    """`example.ua`, or `example.ua:8080` where the port is not the scheme's own; "" for what is no URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.netloc.rpartition("@")[2].lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, ":"))


def is_of_domain(host: str, domain: str) -> bool:
    """Whether a host belongs to a registrable domain."""
    return host == domain or host.endswith(f".{domain}")


def is_amp(url: str) -> bool:
    """Whether it is the AMP form of an address."""
    parts = urlsplit(url)
    return bool(host_of(url).startswith("amp.") or _AMP_PATH.search(parts.path) or _AMP_QUERY.search(parts.query))


def is_same_address(one: str, other: str) -> bool:
    """Whether two URLs differ only in scheme, "www.", trailing slash, fragment or an AMP form."""
    return one == other or _plain(one) == _plain(other)


def is_home(url: str) -> bool:
    """Whether it is a front page: a host with neither path nor query."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def is_section_of(url: str, page: str) -> bool:
    """Whether it looks like the list that a page stands in: one plain word, or a language and one, above the page."""
    path, below = urlsplit(url).path.rstrip("/") + "/", urlsplit(page).path
    return len(path) < len(below) and below.startswith(path) and bool(_SECTION_PATH.match(path)) and not is_amp(page)


def _plain(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    host = host_of(url).removeprefix("www.").removeprefix("amp.")
    query = _AMP_QUERY.sub("", parts.query).strip("&")
    return host, _AMP_PATH.sub("", parts.path).rstrip("/"), query
