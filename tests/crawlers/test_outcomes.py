from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from gzip import BadGzipFile
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
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

from crawlers.errors import BlockedAddress, NotHtml, UnreadablePage
from crawlers.outcomes import MAX_DETAIL, of_exception, of_status, of_verdict
from crawlers.politeness.hosts import OffsiteRequest
from crawlers.politeness.robots import RobotsRefused
from storage.findings import PageRead
from storage.plans import RobotsState
from storage.records import Outcome, Verdict
from tests.crawling import NOW, Crawls, a_plan, an_outlet
from tests.hostile_server import MISDEEDS, HostileServer, free_address


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.FETCHED),
        (203, Outcome.FETCHED),
        (206, Outcome.TRUNCATED),
        (302, Outcome.BLOCKED_SCHEME),
        (304, Outcome.NOT_MODIFIED),
        (401, Outcome.FORBIDDEN),
        (403, Outcome.FORBIDDEN),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (429, Outcome.THROTTLED),
        (451, Outcome.FORBIDDEN),
        (500, Outcome.SERVER_ERROR),
        (503, Outcome.SERVER_ERROR),
        (999, Outcome.SERVER_ERROR),
    ],
)
def test_a_status_is_one_word_of_the_list(status, outcome):
    assert of_status(status) is outcome


def test_no_status_breaks_the_list():
    assert {of_status(status) for status in range(1000)} <= set(Outcome)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (BlockedAddress("10.0.0.1:80"), Outcome.BLOCKED_ADDRESS),
        (BadGzipFile("Not a gzipped file"), Outcome.UNREADABLE),
        (OffsiteRequest("leads elsewhere"), Outcome.BLOCKED_ADDRESS),
        (RobotsRefused("forbids it"), Outcome.BLOCKED_ROBOTS),
        (IgnoreRequest("max redirections reached"), Outcome.REDIRECT_LOOP),
        (IgnoreRequest("its body exceeded DOWNLOAD_MAXSIZE (8388608 B)"), Outcome.TOO_LARGE),
        (IgnoreRequest(f"<200 https://a.example/{'x' * 2000}> exceeded DOWNLOAD_MAXSIZE"), Outcome.TOO_LARGE),
        (DownloadTimeoutError("took longer"), Outcome.TIMEOUT),
        (CannotResolveHostError("no such host"), Outcome.UNREACHABLE),
        (DownloadConnectionRefusedError("refused"), Outcome.UNREACHABLE),
        (ResponseDataLossError("lost"), Outcome.TRUNCATED),
        (DownloadCancelledError("too big"), Outcome.TOO_LARGE),
        (UnsupportedURLSchemeError("ftp"), Outcome.BLOCKED_SCHEME),
        (ValueError("Missing scheme in request url: javascript:alert(1)"), Outcome.BLOCKED_SCHEME),
        (NotHtml("a PDF"), Outcome.NOT_HTML),
        (UnreadablePage("no character set"), Outcome.UNREADABLE),
        (MemoryError(), Outcome.TOO_LARGE),
        (DownloadFailedError("[<Failure HeadersTooLarge: 201 lines>]"), Outcome.HEADER_TOO_LARGE),
        (DownloadFailedError("[('SSL routines', '', 'certificate verify failed')]"), Outcome.TLS),
        (DownloadFailedError("the other side closed"), Outcome.UNREACHABLE),
        (RuntimeError("what nobody thought of"), Outcome.UNREACHABLE),
    ],
)
def test_an_exception_is_one_word_of_the_list(error, outcome):
    assert of_exception(error)[0] is outcome


@pytest.mark.parametrize("error", [RuntimeError(), MemoryError(), DownloadFailedError(), RuntimeError("x\n\ty " * 500)])
def test_a_detail_is_one_short_line_that_says_something(error):
    _, detail = of_exception(error)
    assert 0 < len(detail) <= MAX_DETAIL
    assert "\n" not in detail


def test_an_unknown_exception_is_named():
    assert of_exception(RuntimeError("so what"))[1] == "RuntimeError: so what"


def test_every_verdict_has_an_outcome_and_only_articles_and_live_pages_count_as_fetched():
    fetched = {verdict for verdict in Verdict if of_verdict(verdict) is Outcome.FETCHED}
    assert fetched == {Verdict.ARTICLE, Verdict.LIVE}


# ---- from real servers, through all of Scrapy

MISDEEDS_BY_OUTCOME = {
    Outcome.FETCHED: ["/honest", "/redirect-to-honest"],
    Outcome.NOT_AN_ARTICLE: ["/"],
    Outcome.NOT_MODIFIED: ["/unasked-304"],
    Outcome.GONE: ["/missing", "/removed"],
    Outcome.FORBIDDEN: ["/unauthorised", "/forbidden", "/legal-reasons"],
    Outcome.THROTTLED: ["/busy"],
    Outcome.SERVER_ERROR: ["/unavailable", "/broken", "/status-999"],
    Outcome.UNREACHABLE: ["/reset", "/not-http"],
    Outcome.TRUNCATED: ["/truncated", "/truncated-chunks", "/partial"],
    Outcome.TOO_LARGE: ["/endless-body", "/announces-too-much", "/gzip-bomb", "/stacked-bomb"],
    Outcome.HEADER_TOO_LARGE: ["/endless-headers", "/long-headers", "/giant-header"],
    Outcome.NOT_HTML: ["/pdf-as-html"],
    Outcome.SOFT_404: ["/redirect-home"],
    Outcome.REDIRECT_LOOP: ["/redirect-loop", "/redirect-ping", "/redirect-pong"],
    Outcome.BLOCKED_SCHEME: [
        *("/redirect-to-file", "/redirect-to-data", "/redirect-to-javascript", "/redirect-to-ftp"),
        "/redirect-to-nonsense",
    ],
    Outcome.BLOCKED_ADDRESS: ["/redirect-to-port", "/redirect-to-address"],
    Outcome.TIMEOUT: ["/drip", "/header-drip", "/hang"],
}
EXPECTED = {path: outcome for outcome, paths in MISDEEDS_BY_OUTCOME.items() for path in paths}


class Misdeeds:
    """A crawl of every misdeed, side by side, so that none slows another down; those that take time by themselves."""

    def __init__(self, server: HostileServer, crawl: Crawls) -> None:
        self._crawl = crawl
        slow = MISDEEDS_BY_OUTCOME[Outcome.TIMEOUT]
        self.reads = self._crawled(server, slow, 2) | self._crawled(server, [*(MISDEEDS.keys() - slow)], 20)
        self.trespasses = server.trespasses

    def _crawled(self, server: HostileServer, paths: list[str], timeout: float) -> dict[str, PageRead]:
        outlet = an_outlet(server.address)
        jobs = [(outlet, a_plan(urls=[server.url(path)], crawl_id=n)) for n, path in enumerate(paths)]
        crawled = self._crawl(*jobs, allow=server.address, DOWNLOAD_TIMEOUT=timeout)
        assert crawled.peak_mb < 300
        assert [crawled.ended(n).outcome for n in range(len(paths))] == ["finished"] * len(paths)
        return {path: crawled.pages(n)[path] for n, path in enumerate(paths)}


@pytest.fixture(scope="module")
def misdeeds(crawl) -> Iterator[Misdeeds]:
    with HostileServer() as server:
        yield Misdeeds(server, crawl)


def test_every_misdeed_has_an_outcome():
    assert EXPECTED.keys() == MISDEEDS.keys()


@pytest.mark.parametrize(("path", "outcome"), EXPECTED.items())
def test_what_a_hostile_server_does_is_one_word(misdeeds, path, outcome):
    read = misdeeds.reads[path]
    assert read.outcome is outcome, read.detail


def test_a_hostile_server_leads_nobody_to_another_place(misdeeds):
    assert misdeeds.trespasses == 0


@pytest.mark.parametrize("path", [path for path in EXPECTED if EXPECTED[path] is not Outcome.FETCHED])
def test_a_misdeed_writes_no_text_and_no_page(misdeeds, path):
    read = misdeeds.reads[path]
    assert read.page is None
    assert read.extraction is None or EXPECTED[path] is Outcome.NOT_AN_ARTICLE


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A self-signed certificate for 127.0.0.1 and its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, unencrypted = serialization.Encoding.PEM, serialization.NoEncryption()
    path: Path = tmp_path_factory.mktemp("tls") / "self-signed.pem"
    path.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, unencrypted) + made.public_bytes(pem))
    return path


def test_servers_without_a_certificate_that_can_be_trusted_and_servers_that_are_gone_are_told_apart(certificate, crawl):
    nobody = free_address()
    with HostileServer(certificate=certificate) as self_signed, HostileServer() as plain:
        urls = {f"https://{self_signed.address}/honest": "tls", f"https://{plain.address}/honest": "tls"}
        urls |= {f"http://{nobody}/honest": "unreachable"}
        hosts = [url.split("/")[2] for url in urls]
        open_to_all = tuple(RobotsState(host=host, text="", status=404, fetched_at=NOW) for host in hosts)
        plan = a_plan(urls=[*urls], robots=open_to_all)
        crawled = crawl((an_outlet(*hosts), plan), allow=",".join(hosts))
        assert {read.url: read.outcome for read in crawled.of(PageRead)} == urls
        assert self_signed.paths() == plain.paths() == []
