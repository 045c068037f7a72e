"""From what the world did (a status, an exception of the download, a verdict) to one word of the closed list."""

from gzip import BadGzipFile

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from crawlers.errors import BlockedAddress, NotHtml, UnreadablePage, in_plain_words
from crawlers.politeness.hosts import OffsiteRequest
from crawlers.politeness.keep_pace import DomainRests
from crawlers.politeness.robots import RobotsRefused
from storage.records import Outcome, Verdict

_BY_EXCEPTION: tuple[tuple[type[BaseException], Outcome], ...] = (
    (BlockedAddress, Outcome.BLOCKED_ADDRESS),
    (OffsiteRequest, Outcome.BLOCKED_ADDRESS),
    (RobotsRefused, Outcome.BLOCKED_ROBOTS),
    (DomainRests, Outcome.THROTTLED),
    (DownloadTimeoutError, Outcome.TIMEOUT),
    (CannotResolveHostError, Outcome.UNREACHABLE),
    (DownloadConnectionRefusedError, Outcome.UNREACHABLE),
    (ResponseDataLossError, Outcome.TRUNCATED),
    (DownloadCancelledError, Outcome.TOO_LARGE),  # DOWNLOAD_MAXSIZE
    (UnsupportedURLSchemeError, Outcome.BLOCKED_SCHEME),
    (MemoryError, Outcome.TOO_LARGE),
    (BadGzipFile, Outcome.UNREADABLE),
    (NotHtml, Outcome.NOT_HTML),
    (UnreadablePage, Outcome.UNREADABLE),
    (ValueError, Outcome.BLOCKED_SCHEME),  # Scrapy could not make a request of a redirect: to javascript:, to http://[
)
# Scrapy hands over Twisted's reason, and its own for ignoring an answer, only as text.
_BY_TEXT = (
    ("DOWNLOAD_MAXSIZE", Outcome.TOO_LARGE),  # a compressed body that swells
    ("max redirections", Outcome.REDIRECT_LOOP),
    ("HeadersTooLarge", Outcome.HEADER_TOO_LARGE),
    ("SSL", Outcome.TLS),
    ("certificate", Outcome.TLS),
    ("TLS", Outcome.TLS),
)
_BY_STATUS = {
    206: Outcome.TRUNCATED,  # part of a page, though we never ask for a part
    304: Outcome.NOT_MODIFIED,
    404: Outcome.GONE,
    410: Outcome.GONE,
    429: Outcome.THROTTLED,
}
_BY_VERDICT = {
    Verdict.ARTICLE: Outcome.FETCHED,
    Verdict.LIVE: Outcome.FETCHED,
    Verdict.SECTION: Outcome.NOT_AN_ARTICLE,
    Verdict.GALLERY: Outcome.NOT_AN_ARTICLE,
    Verdict.CONSENT_WALL: Outcome.BLOCKED,
    Verdict.CHALLENGE: Outcome.BLOCKED,
    Verdict.PAYWALLED: Outcome.PAYWALLED,
    Verdict.SOFT_404: Outcome.SOFT_404,
    Verdict.ERROR: Outcome.PARSE_SUSPECT,
}
MAX_DETAIL = 300
_REDIRECTION, _CLIENT_ERROR, _SERVER_ERROR = 300, 400, 500


def of_exception(error: BaseException) -> tuple[Outcome, str]:
    """The outcome of a download that failed, with a short detail in one line."""
    detail = in_plain_words(error)[:MAX_DETAIL]
    for kind, outcome in _BY_EXCEPTION:
        if isinstance(error, kind):
            return outcome, "out of memory" if kind is MemoryError else detail
    if isinstance(error, DownloadFailedError | IgnoreRequest):
        return next((outcome for word, outcome in _BY_TEXT if word in str(error)), Outcome.UNREACHABLE), detail
    return Outcome.UNREACHABLE, f"{type(error).__name__}: {detail}"[:MAX_DETAIL]


def of_status(status: int) -> Outcome:
    """The outcome of an answer by its status; FETCHED means: read it."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= _SERVER_ERROR:
        return Outcome.SERVER_ERROR
    if status >= _CLIENT_ERROR:
        return Outcome.FORBIDDEN
    if status >= _REDIRECTION:
        return Outcome.BLOCKED_SCHEME  # a redirect that Scrapy did not follow: to file:, data:, javascript:
    return Outcome.FETCHED


def of_verdict(verdict: Verdict) -> Outcome:
    """The outcome of a page that could be read."""
    return _BY_VERDICT[verdict]
