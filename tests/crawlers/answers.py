"""An answer of a server, as Scrapy hands it over."""

from scrapy import Request
from scrapy.http import HtmlResponse, Response

URL = "https://courier.example/news/swing-bridge"


def answer(
    body: bytes = b"", status: int = 200, *, at: str = URL, asked: str = "", kind: str = "text/html", **headers: str
) -> Response:
    """An answer at an address; `asked` is where the redirects began."""
    request = Request(at, meta={"redirect_urls": [asked]} if asked else {})
    found = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return HtmlResponse(at, status=status, headers=found, body=body, request=request)
