"""What the headers of an answer say, and what of it is sent with the next question."""

import re
from datetime import timedelta

from scrapy import Request
from scrapy.http import Response

from storage.plans import DueArticle, DueSource

_MAX_AGE = re.compile(r"(?<!s-)max-age=(\d{1,9})", re.IGNORECASE)


def asked_for(request: Request | None) -> str:
    """The address that was asked for first, before any redirect that led to this request."""
    assert request is not None  # as a response that no request brought would say
    return str(request.meta.get("redirect_urls", [request.url])[0])


def header(response: Response, name: str) -> str | None:
    """The value of a header, as it came."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def max_age(response: Response) -> timedelta:
    """How long a server calls its answer fresh (RFC 9111, 5.2.2.1), at most a day; nothing where it says nothing."""
    found = _MAX_AGE.search(header(response, "Cache-Control") or "")
    return timedelta(seconds=min(int(found[1]), 86_400)) if found else timedelta(0)


def validators_in(response: Response) -> dict[str, str | None]:
    """The validators that an answer brought."""
    return {"etag": header(response, "ETag"), "last_modified": header(response, "Last-Modified")}


def validators_of(known: DueSource | DueArticle) -> dict[str, str]:
    """One validator of the last accepted answer; servers that get both disagree about which one counts."""
    if known.etag:
        return {"If-None-Match": known.etag}
    return {"If-Modified-Since": known.last_modified} if known.last_modified else {}
