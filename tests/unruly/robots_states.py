"""Every state in which a robots.txt can be, and a small outlet for each: one public page, one in /private/."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.unruly import lists
from tests.unruly.messages import Answer
from tests.unruly.outlets import START
from tests.unruly.site import Facts, Way, between, missing, status
from tests.unruly.stories import pieces

PUBLIC, PRIVATE = "/news/1001-what-everybody-may-read", "/private/1002-what-is-not-for-robots"
BOTH, ONE, NONE = {PUBLIC, PRIVATE}, {PUBLIC}, set[str]()
NEXT_DAY = START + timedelta(hours=25)  # a copy of the start is no longer good
_FORBIDS_PRIVATE = "User-agent: *\nDisallow: /private/\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How robots.txt is answered, and which of the pages may be asked for."""

    way: Way
    open: frozenset[str]
    delay: timedelta = timedelta(0)  # the pace that it asks for


def _says(text: str | bytes) -> Way:
    body = text if isinstance(text, bytes) else text.encode()
    return lambda _site, _request: Answer(body=body, kind="text/plain")


def _redirects(to: str) -> Way:
    return lambda site, _request: Answer(status=301, headers=(("Location", to.format(host=site.host)),))


def _state(way: Way, may: set[str], **more: timedelta) -> State:
    return State(way=way, open=frozenset(may), **more)


def _crawl_delay(seconds: str) -> Way:
    return _says(f"User-agent: *\nCrawl-delay: {seconds}\n")


_PAGE = b"<!doctype html><html><body><h1>Welcome</h1><p>Disallow: everything that is dull.</p></body></html>"
_TWO_MEGABYTES = _FORBIDS_PRIVATE + "# nothing to see here\n" * 95_000 + "User-agent: *\nDisallow: /\n"

STATES: Mapping[str, State] = {
    "missing": _state(missing, BOTH),
    "empty": _state(_says(""), BOTH),
    "a page": _state(lambda *_: Answer(body=_PAGE), BOTH),
    "unauthorised": _state(status(401), BOTH),
    "forbidden": _state(status(403), BOTH),
    "gone": _state(status(410), BOTH),
    "too much": _state(status(429), NONE),
    "broken": _state(status(500), NONE),
    "unavailable": _state(status(503), NONE),
    "moved": _state(_redirects("/robots-2026.txt"), ONE),
    "moved to another host": _state(_redirects("http://127.0.0.2:9/robots.txt"), NONE),
    "moved for ever": _state(_redirects("/robots.txt"), NONE),
    "with a byte-order mark": _state(_says("\ufeff" + _FORBIDS_PRIVATE), ONE),
    "with the line ends of Windows": _state(_says(_FORBIDS_PRIVATE.replace("\n", "\r\n")), ONE),
    "of two megabytes": _state(_says(_TWO_MEGABYTES), ONE),  # what stands beyond 500 KiB is not read
    "forbids us only": _state(_says("User-agent: *\nAllow: /\n\nUser-agent: varta\nDisallow: /\n"), NONE),
    "forbids others only": _state(_says("User-agent: OtherBot\nDisallow: /\n"), BOTH),
    "forbids everything": _state(_says("User-agent: *\nDisallow: /\n"), NONE),
    "allows more exactly than it forbids": _state(_says(_FORBIDS_PRIVATE + "Allow: /private/1002\n"), BOTH),
    "not in UTF-8": _state(_says("# Правила\n".encode("cp1251") + _FORBIDS_PRIVATE.encode()), ONE),
    "half a second between requests": _state(_crawl_delay("0.5"), BOTH, delay=timedelta(seconds=0.5)),
    "a second between requests": _state(_crawl_delay("1"), BOTH, delay=timedelta(seconds=1)),
    "forbids from the next day on": _state(
        between(START, NEXT_DAY, _says(""), _says("User-agent: *\nDisallow: /\n")), BOTH
    ),
    "forbids until the next day": _state(
        between(START, NEXT_DAY, _says("User-agent: *\nDisallow: /\n"), _says("")), BOTH
    ),
    "breaks on the next day": _state(between(START, NEXT_DAY, _says(""), status(503)), BOTH),
}
WEEKS = "weeks between requests"  # 10^6 seconds; in a watch of its own, since its crawls run until they are stopped
ENDLESS = _state(_crawl_delay("1000000"), BOTH, delay=timedelta(seconds=1_000_000))


def slug_of(state: str) -> str:
    return state.replace(" ", "-").replace("utf-8", "").lower()


def small_outlet(name: str, state: State) -> Facts:
    """Two pages, and one more in public on the next day."""
    slug = slug_of(name)

    def address(number: int, _at: datetime) -> str:
        return {1: PUBLIC, 2: PRIVATE}.get(number, f"/news/{1000 + number}-and-what-came-later")

    return Facts(
        slug=slug,
        language="en",
        sources=(("front", "/"),),
        pieces=pieces(slug, "en", [START, START, NEXT_DAY - timedelta(hours=1)], address),
        ways={"/robots.txt": state.way, "/robots-2026.txt": _says(_FORBIDS_PRIVATE), "/": lists.front},
        every=timedelta(hours=1),
        delay=timedelta(milliseconds=10)
        if state.delay
        else timedelta(0),  # an outlet file's "0s" means no pause at all
    )
