"""From the answer of a page (or its absence) to a finding: the one place where ExtractionError becomes an outcome."""

import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from crawlers import outcomes
from crawlers.answers import header, validators_in, validators_of
from crawlers.discovery.addresses import is_home, normalised
from crawlers.errors import ExtractionError
from crawlers.extraction import EXTRACTOR_VERSION, extract, reading_hash
from crawlers.outlet import Outlet
from crawlers.recheck import next_check_at, next_try_at, pace_of
from storage.findings import PageRead
from storage.fingerprint import text_hash
from storage.plans import CrawlPlan, DueArticle
from storage.records import Extraction, Outcome, Verdict

log = logging.getLogger(__name__)


class Reader:
    """Makes the findings of a crawl's pages. `now` is its clock, `rests_until` when an address may be asked again."""

    def __init__(
        self,
        plan: CrawlPlan,
        outlet: Outlet,
        now: Callable[[], datetime],
        rests_until: Callable[[str], datetime | None] = lambda _url: None,
    ) -> None:
        self.plan, self.outlet, self.now, self.rests_until = plan, outlet, now, rests_until
        self._rules_hash = reading_hash(outlet, plan.chrome)

    def validators(self, article: DueArticle) -> dict[str, str]:
        """What a re-check may send: nothing where another extractor read the text, which must see the page first."""
        return validators_of(article) if article.read_by == (EXTRACTOR_VERSION, self._rules_hash) else {}

    def page(self, response: Response, look: "Look") -> PageRead:
        """What a page's answer says. The extraction still holds the lines that were dropped."""
        facts: dict[str, Any] = {"http_status": response.status, "final_url": normalised(response.url)}
        outcome = outcomes.of_status(response.status)
        if outcome is not Outcome.FETCHED:
            return self._page_read(look, outcome, **facts)
        if is_home(response.url, self.outlet.home) and not is_home(look.url, self.outlet.home):
            return self._page_read(look, Outcome.SOFT_404, detail="redirected to the home page", **facts)
        try:
            extraction = self._extraction(response)
        except (ExtractionError, MemoryError) as error:
            outcome, facts["detail"] = outcomes.of_exception(error)
            return self._page_read(look, outcome, **facts)
        except Exception as error:  # a bug of ours must cost one page: raised, it would leave the URL due for ever
            log.exception("extraction of %s", response.url)
            facts["detail"] = f"{type(error).__name__}: {error}"[: outcomes.MAX_DETAIL]
            return self._page_read(look, Outcome.PARSE_SUSPECT, **facts)
        return self._extraction_read(look, extraction, response, **facts)

    def failed_page(self, look: "Look", error: BaseException) -> PageRead:
        """The finding of a page that gave no answer."""
        outcome, detail = outcomes.of_exception(error)
        return self._page_read(look, outcome, detail=detail)

    def _extraction(self, response: Response) -> Extraction:
        charset = http_content_type_encoding(header(response, "Content-Type"))
        return extract(response.body, response.url, outlet=self.outlet, chrome=self.plan.chrome, charset=charset)

    def _extraction_read(self, look: "Look", extraction: Extraction, response: Response, **facts: Any) -> PageRead:
        outcome = outcomes.of_verdict(extraction.verdict)
        facts |= {
            "extraction": extraction,
            "extractor_version": EXTRACTOR_VERSION,
            "rules_hash": self._rules_hash,
            "detail": "; ".join(extraction.reasons)[: outcomes.MAX_DETAIL] or None,
        }
        if outcome is Outcome.FETCHED:
            facts |= validators_in(response) | {"page": zlib.compress(response.body, 6)}
            facts |= {"due_at": look.due_after(extraction, self.now())}
        elif outcome is Outcome.PAYWALLED and extraction.title and look.article is None:
            facts |= {"due_at": look.due_after(extraction, self.now())}  # its teaser is stored: it may open
        return self._page_read(look, outcome, **facts)

    def _page_read(self, look: "Look", outcome: Outcome, **facts: Any) -> PageRead:
        now = self.now()
        facts.setdefault("due_at", look.due_without_text(outcome, now, self.rests_until(look.url)))
        return PageRead(
            crawl_id=self.plan.crawl_id,
            outlet=self.plan.outlet,
            seen_at=now,
            url=look.url,
            outcome=outcome,
            article_id=look.article.id if look.article else None,
            thorough=self.plan.thorough,
            **facts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a page: at which address, after how many tries, or as a re-check of which article."""

    url: str
    tries: int = 0
    article: DueArticle | None = None

    def due_without_text(self, outcome: Outcome, now: datetime, rests_until: datetime | None = None) -> datetime | None:
        """When to look again after an answer that held no new text; `rests_until`: what its server asked for."""
        known = self.article
        if known is None:
            return next_try_at(now, outcome, self.tries, rests_until)
        due_at = next_check_at(
            now,
            first_seen_at=known.first_seen_at,
            published_at=known.published_at,
            changed_at=known.changed_at,
            url=known.url,
            pace=pace_of(outcome, known.status, is_live=known.is_live),
        )
        return max(due_at, rests_until) if due_at and rests_until else due_at

    def due_after(self, extraction: Extraction, now: datetime) -> datetime | None:
        """When to look again after a text that is stored."""
        known = self.article
        pace = pace_of(outcomes.of_verdict(extraction.verdict), "live", is_live=extraction.verdict is Verdict.LIVE)
        if known is None:
            return next_check_at(now, first_seen_at=now, published_at=extraction.published, url=self.url, pace=pace)
        # What the change weighs is known where it is stored: a cosmetic one or a live page's growth costs one hot look.
        is_edited = text_hash(extraction) != known.text_hash and not known.is_alternating
        return next_check_at(
            now,
            first_seen_at=known.first_seen_at,
            published_at=known.published_at,
            changed_at=now if is_edited else known.changed_at,
            url=known.url,
            pace=pace,
        )
