"""When two URLs are one address. Pure."""

import re
from urllib.parse import unquote, urlsplit

from storage.page_query import page_query

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# Also before a slug with a story's own number, which no other story has: `/amp-flood-13200123.html`.
_AMP_PATH = re.compile(r"^/amp(?=/)|/amp/?$|\.amp(?=\.html?$|$)|(?<=/)amp-(?=[^/]*\d{5,}[^/]*$)", re.IGNORECASE)
_AMP_QUERY = re.compile(
    r"(?:^|&)(?:amp(?:_markup)?(?:=(?:1|true)?)?|(?:output(?:type)?|view|type|mode|format|layout)=amp(?:-type)?)(?=&|$)",
    re.IGNORECASE,
)
_PARTS_A_URL = re.compile(r"%(2f|3f|23)", re.IGNORECASE)  # quoted, a slash, a question mark and a hash part nothing
# What stands before the host of an outlet's other forms; what is left must be a host itself.
_HOST_FORMS = re.compile(r"^(?:(?:www\d?|amp|m|mobile)\.)+(?=[^.]+\.[^.])")
_INDEX_FILE = re.compile(r"/(?:index|default)\.(?:html?|php\d?|aspx?|jsp)$", re.IGNORECASE)
_SLASHES = re.compile(r"(?<!:)/{2,}")  # but not the two of an address within a path
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


def url_key(url: str) -> str:
    """What all spellings of one page share: `example.ua/news/bridge`, with the parameters that name the page.

    Not the scheme, "www.", "m.", AMP forms, a trailing slash, index.html, the fragment, tracking, the way of quoting.
    What is no URL is its own key.
    """
    try:
        parts = urlsplit(url)
        host = _HOST_FORMS.sub("", _ascii_host(host_of(url)))
        path = _path_key(parts.path)
        query = page_query(_AMP_QUERY.sub("", parts.query).strip("&"))
    except ValueError:
        return url
    if not host or parts.scheme not in _DEFAULT_PORTS:
        return url
    return f"{host}{path}?{_without_empty_values(query)}" if query else f"{host}{path}"


def _ascii_host(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _path_key(path: str) -> str:
    path = _SLASHES.sub("/", unquote(_PARTS_A_URL.sub(_quoted_twice, path), errors="surrogateescape"))
    return _INDEX_FILE.sub("", _AMP_PATH.sub("", path)).rstrip("/")


def _quoted_twice(found: re.Match[str]) -> str:
    return f"%25{found[1].upper()}"


def _without_empty_values(query: str) -> str:
    return "&".join(pair.removesuffix("=") for pair in query.split("&"))


def is_same_address(one: str, other: str) -> bool:
    """Whether two URLs are spellings of one page: they share a `url_key`."""
    return one == other or url_key(one) == url_key(other)


def is_home(url: str) -> bool:
    """Whether it is a front page: a host with neither path nor query."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def is_section_of(url: str, page: str) -> bool:
    """Whether it looks like the list that a page stands in: one plain word, or a language and one, above the page."""
    path, below = urlsplit(url).path.rstrip("/") + "/", urlsplit(page).path
    return len(path) < len(below) and below.startswith(path) and bool(_SECTION_PATH.match(path)) and not is_amp(page)
