"""From the anchors of a page to the stories they lead to: one candidate an address, judged together."""

from crawlers.discovery.addresses import is_home, is_on_hosts, normalised
from crawlers.discovery.front_page import Anchor, FrontPage
from crawlers.discovery.link_score import Candidate, is_headline, looks_like_article, scores
from crawlers.outlet import Outlet
from storage.addresses import is_amp, url_key
from storage.findings import Link


def article_links_of_page(page: FrontPage, url: str, outlet: Outlet) -> tuple[tuple[Link, ...], int]:
    """The links of a page that lead to stories, in its order, and how many links lead off the outlet's hosts."""
    candidates, offsite = candidates_of(page, url, outlet)
    if outlet.article.url is not None:
        stories = [candidate for candidate in candidates if looks_like_article(candidate.url, outlet)]
    else:
        judged = zip(candidates, scores(candidates), strict=True)
        stories = [candidate for candidate, score in judged if score.is_enough]
    return tuple(Link(url=candidate.url, title=candidate.text or None) for candidate in stories), offsite


def candidates_of(page: FrontPage, url: str, outlet: Outlet) -> tuple[list[Candidate], int]:
    """The addresses of the outlet that a page links to, each once with all its links, and how many links lead away."""
    spellings: dict[str, list[str]] = {}
    anchors: dict[str, list[Anchor]] = {}
    offsite = 0
    for anchor in (*page.anchors, *(Anchor(url=listed) for listed in page.listed)):
        address = normalised(anchor.url, url)
        if address is None or is_home(address, outlet.home):
            continue
        if not is_on_hosts(address, outlet.hosts):
            offsite += 1
            continue
        key = url_key(address)
        spellings.setdefault(key, []).append(address)
        anchors.setdefault(key, []).append(anchor)
    listed_keys = {url_key(address) for address in (normalised(listed, url) for listed in page.listed) if address}
    return [_candidate(spellings[key], anchors[key], is_listed=key in listed_keys) for key in spellings], offsite


def _candidate(spellings: list[str], anchors: list[Anchor], *, is_listed: bool) -> Candidate:
    texts = [anchor.text for anchor in anchors if anchor.text]
    return Candidate(
        url=next((url for url in spellings if not is_amp(url)), spellings[0]),
        text=next(filter(is_headline, texts), texts[0] if texts else ""),
        anchors=tuple(anchors),
        is_listed=is_listed,
    )
