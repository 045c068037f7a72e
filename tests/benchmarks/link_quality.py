"""Which links of a page are stories: recall and precision on real pages of twenty-four outlets and on the press.

What is a story is told by each outlet's own way of writing addresses, read by hand, which the rules do not know. The
pages are development material beside the repository; without them, only the press is measured.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import courlan

from crawlers.discovery import article_links
from crawlers.discovery.addresses import is_home, is_on_hosts, normalised
from crawlers.discovery.front_page import read_front_page
from crawlers.outlet import ArticleHints, Outlet
from storage.addresses import url_key
from tests.benchmarks import corpora
from tests.benchmarks.press_pages import press_fronts

STORIES = {
    "multipage": {
        "www.bbc.co.uk": r"/news/(?!help)[a-z-]+-\d{7,}$|/\d/hi/.*/\d+\.stm$",
        "www.dailymail.co.uk": r"/article-\d+/",
        "www.cbc.ca": r"/story/\d{4}/|/20\d\d/\d\d/.",
        "www.vancouversun.com": r"/story\.html",
        "www.regnum.ru": r"/news/([\w-]+/)*\d+\.html",
        "www.newsru.com": r"/(?!arch|promo)\w+/\d\d[a-z]{3}\d{4}/\w+(?<!_blog)(?<!_print)(?<!_save)\.html",
        "www.we-dwoje.pl": r",artykul,\d+\.html",
        "www.rp.pl": r"/artykul/[\d,]+-",
        "www.express.gr": r"/news/[\w-]+/\d+oz_\d+\.php3",
        "www.ethnos.gr": r"/(article|entheta|r)\.asp\?.*pubid=\d+",
    },
    "ukraine": {
        "www.unian.ua": r"/\d{4,}-",
        "imi.org.ua": r"/(news|monitorings)/[^/]*-i\d+$",
        "zaxid.net": r"_n\d+$",
        "www.ukrinform.ru": r"/rubric-\w+/\d+-",
        "www.unn.com.ua": r"/\d{5,}-",
        "dozor.kharkov.ua": r"^(?!.*/tags/).*/\d{6,}\.html$",
        "globalist.org.ua": r"-no\d+\.html$|/shorts/\d+\.html$",
        "news.zn.ua": r"/[A-Z]+/(?!.*comments)[^/]+\.html$",
        "ubr.ua": r"-\d{4,}$",
        "www.048.ua": r"/article/\d+$",
        "podrobnosti.ua": r"(?<!/print)/[a-z-]+/\d{4}/\d\d/\d\d/\d+\.html$",
        "www.unian.net": r"/news/\d+-",
        "glavred.info": r"/archive/\d{4}/\d\d/\d\d/\d+-\d+\.html$|-\d{6}\.html$",
        "ivona.bigmir.net": r"/\d{6}-",
    },
}
Finding = Callable[[bytes, str, Outlet], set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """A page, and how the stories among its links are written."""

    html: bytes
    url: str
    outlet: Outlet
    is_story: Callable[[str], object]


def measure() -> list[str]:
    """Recall and precision of links a group of pages: ours, the rule before, courlan's filters."""
    lines = [f"{'pages: recall, precision':36}" + "".join(f"{name:>20}" for name in WAYS)]
    for name, pages in _groups():
        found = list(pages)
        if found:
            lines.append(f"{name:28}  {len(found):6}" + "".join(f"{_said(found, way):>20}" for way in WAYS.values()))
    return lines


def _groups() -> Iterator[tuple[str, Iterator[LinkPage]]]:
    for corpus, hosts in STORIES.items():
        if (corpora.CORPUS / corpus).is_dir():
            yield f"{corpus}, {len(hosts)} hosts", _pages_of(corpus, hosts)
    yield "press, 5 outlets", iter(_press_pages())


def _pages_of(corpus: str, hosts: Mapping[str, str]) -> Iterator[LinkPage]:
    for row in map(json.loads, (corpora.CORPUS / corpus / "index.jsonl").read_text("utf-8").splitlines()):
        url = row.get("url") or f"http://{row.get('host')}/"
        host = urlsplit(url).netloc
        if host in hosts and row.get("kind", "article") in {"article", "front"}:
            html = gzip.decompress((corpora.CORPUS / corpus / row["file"]).read_bytes())
            yield LinkPage(html=html, url=url, outlet=_outlet(url, host), is_story=re.compile(hosts[host]).search)


def _outlet(url: str, host: str) -> Outlet:
    home = f"{urlsplit(url).scheme}://{host}/"
    return Outlet(slug="x", name="X", home=home, timezone="UTC", languages=("en",), hosts=(host,))


def _press_pages() -> list[LinkPage]:
    """The fronts and sections of the press; its outlets' own patterns are what is asked for, and not told."""
    return [
        LinkPage(
            html=html,
            url=url,
            outlet=replace(outlet, article=ArticleHints()),
            is_story=frozenset(map(normalised, stories)).__contains__,
        )
        for html, url, outlet, stories in press_fronts()
    ]


def _said(pages: list[LinkPage], way: Finding) -> str:
    counts: Counter[str] = Counter()
    for page in pages:
        there = _own_links(page)
        stories = {key for key, url in there.items() if page.is_story(url)}
        found = {url_key(url) for url in way(page.html, page.url, page.outlet)} & there.keys()
        counts.update(hits=len(stories & found), stories=len(stories), found=len(found))
    if not counts["found"]:
        return "-"  # courlan takes no link to a local address, as all of the press's are
    return f"{counts['hits'] / max(1, counts['stories']):.3f}  {counts['hits'] / max(1, counts['found']):.3f}"


def _own_links(page: LinkPage) -> dict[str, str]:
    anchors = read_front_page(page.html, page.url)[0].anchors
    urls = (normalised(anchor.url) for anchor in anchors)
    return {
        url_key(url): url
        for url in urls
        if url and is_on_hosts(url, page.outlet.hosts) and not is_home(url, page.outlet.home)
    }


def _ours(html: bytes, url: str, outlet: Outlet) -> set[str]:
    return {link.url for link in article_links(html, "front", url, outlet, everything=True).links}


# The rule until 27 November 2026, as it was: one of three hints in the address, or a headline below a section.
_HINTS = (r"/(?:19|20)\d\d/[01]?\d/", r"/\d{4,}(?:[-_/.]|$)|[-_/]\d{4,}(?:\.\w+)?/?$", r"/[^/]*(?:[-_][^/]*){3,}$")
_LISTINGS = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|rubric|sections?|authors?|archives?/?$|pages?|search|login|about|contacts?|"
    r"privacy|terms|advert\w*|rss|feed|print|static|media|uploads?|images?)(?:/|$)|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|"
    r"xml|zip|css|js)$",
    re.IGNORECASE,
)


def _before(html: bytes, url: str, outlet: Outlet) -> set[str]:
    found: dict[str, str] = {}
    for anchor in read_front_page(html, url)[0].anchors:
        address = normalised(anchor.url)
        if address is not None and address not in found and _was_wanted(urlsplit(address).path, anchor.text):
            found[address] = anchor.text
    return {address for address in found if is_on_hosts(address, outlet.hosts)}


def _was_wanted(path: str, text: str) -> bool:
    if _LISTINGS.search(path):
        return False
    is_headline = len(text) >= 25 and len(text.split()) >= 4
    return any(re.search(hint, path) for hint in _HINTS) or ("/" in path.strip("/") and is_headline)


def _courlans(html: bytes, url: str, outlet: Outlet) -> set[str]:
    links: Any = courlan.extract_links(html.decode("utf-8", "replace"), url=url, external_bool=False, with_nav=False)
    return {link for link in links if not courlan.is_navigation_page(link)}


WAYS: dict[str, Finding] = {"ours": _ours, "the rule before": _before, "courlan": _courlans}
