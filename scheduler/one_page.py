"""One look at one page, for a person who asks: through the same child, politeness and guards as a crawl."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from crawlers import outcomes
from crawlers.discovery.addresses import registrable_domain
from crawlers.outlet import Outlet
from scheduler.crawl_child import Limits, look_in_child
from scheduler.crawl_process import Ending, run_crawl
from scheduler.service import utc_now
from storage.addresses import host_of
from storage.findings import Finding, PageSeen, RobotsRead
from storage.plans import CrawlPlan, DomainPace, DueUrl
from storage.records import Outcome

# Robots, page and redirects of a slow server; what takes longer is told as the deadline that it is.
LIMITS = Limits(seconds=240, cpu_seconds=60)
_DELAY = timedelta(seconds=1)  # between robots.txt, page and redirects of a site that no outlet file knows


@dataclass(slots=True)
class Visit:
    """What one look found: the page, or why there is none, and what the robots.txt on the way said."""

    page: PageSeen
    robots: list[RobotsRead] = field(default_factory=list)

    @property
    def problem(self) -> str:
        """Why there is no page to read: the outcome that a crawl would write, and its detail; empty if there is one."""
        page = self.page
        if page.page is not None and outcomes.of_status(page.http_status or 0) is Outcome.FETCHED:
            return ""
        return f"{page.outcome}: {page.detail or f'the server answers {page.http_status}'}"


async def visit(
    url: str, outlet: Outlet | None, chrome: Mapping[str, str | None], paces: tuple[DomainPace, ...] = ()
) -> Visit:
    """Fetch a page as a crawl of `outlet` would; None for a site that no file knows. Nothing is stored."""
    found: list[Finding] = []

    async def keep(finding: Finding) -> None:
        found.append(finding)

    host = host_of(url)
    asked = replace(outlet, hosts=(*outlet.hosts, host)) if outlet else _unknown(url, host)
    due = (DueUrl(url=url),)
    plan = CrawlPlan(crawl_id=0, outlet=asked.slug, now=utc_now(), urls=due, chrome=dict(chrome), paces=paces)
    try:
        ending = await run_crawl(plan, asked, keep, LIMITS, look_in_child)
    except (OSError, EOFError) as error:
        ending = Ending(detail=f"no process could be started: {error}")
    pages = [finding for finding in found if isinstance(finding, PageSeen)]
    robots = [finding for finding in found if isinstance(finding, RobotsRead)]
    return Visit(pages[0] if pages else _nothing(plan, url, ending), robots)


def _unknown(url: str, host: str) -> Outlet:
    """A stand-in for the outlet of a site that no file knows: redirects may lead to its own domain only."""
    return Outlet(
        slug="unknown",
        name=host,
        home=f"{urlsplit(url).scheme}://{host}/",
        timezone="UTC",
        languages=(),
        hosts=(host, registrable_domain(host)),
        delay=_DELAY,
    )


def _nothing(plan: CrawlPlan, url: str, ending: Ending) -> PageSeen:
    """What is told where the child sent no page."""
    ended = ending.ended
    outcome = Outcome.LIMIT_REACHED if ended and ended.outcome == "limit_reached" else Outcome.KILLED
    detail = f"{ended.outcome}: {ended.detail}" if ended else f"{ending.outcome}: {ending.detail}"
    return PageSeen(crawl_id=0, outlet=plan.outlet, seen_at=plan.now, url=url, outcome=outcome, detail=detail)
