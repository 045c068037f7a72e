"""Kept pages to findings: what this extractor makes of pages that another one read. Knows no network."""

import logging
import zlib
from collections.abc import Iterator

from crawlers.errors import ExtractionError
from crawlers.extraction import EXTRACTOR_VERSION, Extraction, extract, reading_hash
from crawlers.outlet import Outlet
from crawlers.settings import DOWNLOAD_MAXSIZE
from storage.findings import Page, Reextracted
from storage.plans import RereadingPlan

log = logging.getLogger(__name__)


def reread(plan: RereadingPlan, outlet: Outlet) -> Iterator[Reextracted]:
    """One finding for each page of the plan, in their order."""
    rules_hash = reading_hash(outlet, plan.chrome)
    for page in plan.pages:
        yield Reextracted(
            outlet=plan.outlet,
            seen_at=plan.now,
            article_id=page.article_id,
            extraction=_extraction(page, plan, outlet),
            extractor_version=EXTRACTOR_VERSION,
            rules_hash=rules_hash,
        )


def _extraction(page: Page, plan: RereadingPlan, outlet: Outlet) -> Extraction | None:
    try:
        html = zlib.decompressobj().decompress(page.html, DOWNLOAD_MAXSIZE)  # whoever wrote the file beside the archive
        return extract(html, page.url, outlet=outlet, chrome=plan.chrome, charset=page.charset)
    except (ExtractionError, MemoryError, zlib.error):
        return None
    except Exception:  # a bug of ours must cost one page
        log.exception("extraction of %s", page.url)
        return None
