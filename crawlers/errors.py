"""What we can do wrong in `crawlers`. What the world does is an `Outcome`, never one of these::

CrawlersError
├── OutletError
│   ├── UnknownOutlet     no outlet file has that name
│   └── InvalidOutlet     an outlet file is wrong: names file, key and remedy
├── ExtractionError       a page is not what was hoped; the spider turns it into an outcome, in one place
│   ├── UnreadablePage    bytes that no character set fits
│   └── NotHtml           a PDF, an image, an archive
├── NothingToWatch        a site from which no outlet file can be proposed
├── BlockedAddress        a name leads to an address that is not public
└── BrokenMessage         what came through a crawl's pipe is no finding
"""

import re
from pathlib import Path

_TWISTED_FAILURE = re.compile(r"\[?<twisted\.python\.failure\.Failure (?:[\w.]+\.)?(\w+: .*?)>\]?")


def in_plain_words(error: BaseException) -> str:
    """What an exception says, in one line, without the wrapping that Twisted puts around its own."""
    text = " ".join(str(error).split())
    return _TWISTED_FAILURE.sub(r"\1", text) or type(error).__name__


class CrawlersError(Exception):
    """Anything of ours that goes wrong in `crawlers`."""


class OutletError(CrawlersError):
    """An outlet is not known or its file is wrong."""


class UnknownOutlet(OutletError):
    def __init__(self, slug: str, known: list[str]) -> None:
        super().__init__(f"no outlet is named {slug!r}; known: {', '.join(known) or 'none'}. Give the name of its file")


class InvalidOutlet(OutletError):
    """One line: the file, the key, what is wrong and how to mend it."""

    def __init__(self, file: Path, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")


class NothingToWatch(CrawlersError):
    """No outlet file can be proposed for a site; the message says why, in one line."""


class ExtractionError(CrawlersError):
    """A page from which nothing can be read."""


class UnreadablePage(ExtractionError):
    """The bytes fit no character set that we know."""


class NotHtml(ExtractionError):
    """The bytes are another kind of file, whatever the server calls them."""


class BlockedAddress(CrawlersError):
    """A name leads to an address that is not public. Not an OSError: those are retried."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not a public web address; to allow it: VARTA_ALLOW_ADDRESSES={address}")


class BrokenMessage(CrawlersError):
    """A child sent bytes that are no finding; the child is killed, its crawl ends as died."""
