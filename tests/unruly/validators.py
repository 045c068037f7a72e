"""Servers whose word that nothing changed, or that something did, is worth nothing; and one whose word is good."""

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from zlib import crc32

from tests.unruly.messages import Answer, Request
from tests.unruly.site import Site, Way

_CONDITIONS = ("if-none-match", "if-modified-since")


def unmodified(way: Way) -> Way:
    """The honest one: a page that says what it said is not sent again."""

    def answer(site: Site, request: Request) -> Answer:
        said = way(site, request)
        etag = f'"{crc32(said.body)}"'
        if said.status == 200 and request.headers.get("if-none-match") == etag:
            return Answer(status=304, headers=(("ETag", etag),))
        return _with(said, ("ETag", etag))

    return answer


def never_modified(way: Way) -> Way:
    """One ETag for ever, and 304 to whoever brings any condition: what changed is never shown to those who ask so."""

    def answer(site: Site, request: Request) -> Answer:
        if any(name in request.headers for name in _CONDITIONS):
            return Answer(status=304, headers=(("ETag", '"always"'),))
        return _with(way(site, request), ("ETag", '"always"'))

    return answer


def always_modified(way: Way) -> Way:
    """Another ETag on every answer, and never a 304."""
    return lambda site, request: _with(way(site, request), ("ETag", f'"{site.slug}-{request.number}"'))


def modified_in_the_future(way: Way) -> Way:
    """Last-Modified of next year; who brings it back hears that nothing is newer."""

    def answer(site: Site, request: Request) -> Answer:
        since = request.headers.get("if-modified-since")
        if since and parsedate_to_datetime(since) >= request.now:
            return Answer(status=304)
        ahead = format_datetime(request.now + timedelta(days=400), usegmt=True)
        return _with(way(site, request), ("Last-Modified", ahead))

    return answer


def _with(answer: Answer, *headers: tuple[str, str]) -> Answer:
    return replace(answer, headers=(*answer.headers, *headers)) if answer.status == 200 else answer
