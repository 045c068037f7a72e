"""Feeds, sitemaps and robots.txt: what an outlet lists for machines. All are built as trees, so all are well-formed."""

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from tests.press.outlets import Document
from tests.press.state import Desk, Story

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def document(desk: Desk, wanted: Document, now: datetime) -> bytes:
    """The published articles of the document's edition, in its form."""
    root = _FORMS[wanted.form](desk, wanted, now)
    text: bytes = tostring(root, encoding=wanted.charset, xml_declaration=True)
    return text


def robots(desk: Desk) -> str:
    """robots.txt: what robots should leave alone, and where the sitemaps are."""
    sitemaps = [d.path for d in desk.facts.documents if d.form in {"sitemap", "sitemap-index", "news-sitemap"}]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in desk.facts.disallow), ""]
    return "\n".join([*lines, *(f"Sitemap: {desk.url(path)}" for path in sitemaps[:1]), ""])


def _rss(desk: Desk, wanted: Document, now: datetime) -> Element:
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    home = desk.url(desk.facts.editions[wanted.language])
    _children(channel, title=desk.facts.name, link=home, description=desk.facts.name, language=wanted.language)
    _children(channel, lastBuildDate=format_datetime(desk.local(now)))
    for story in _feed_order(desk, wanted.language):
        item = SubElement(channel, "item")
        link = desk.url(story.path)
        _children(item, title=story.article.title, link=link + desk.facts.tracking, description=story.article.summary)
        _children(item, category=story.article.section, guid=link, pubDate=format_datetime(_published(desk, story)))
    if desk.facts.advert:
        advert = Element("item")
        _children(
            advert, title=desk.facts.advert[0], link=desk.facts.advert[1], pubDate=format_datetime(desk.local(now))
        )
        channel.insert(len(channel) // 2 + 3, advert)  # among the articles, where a reader takes it for one
    return root


def _feed_order(desk: Desk, language: str) -> list[Story]:
    """Newest first; with tracking, by what the outlet holds for important, so that nobody may rely on the order."""
    stories = desk.listed(language)
    return sorted(stories, key=lambda story: story.number * 7 % 11) if desk.facts.tracking else stories


def _atom(desk: Desk, wanted: Document, now: datetime) -> Element:
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": wanted.language})
    _children(root, title=desk.facts.name, id=desk.home, updated=now.isoformat())
    SubElement(root, "link", rel="self", href=desk.url(wanted.path))
    for story in desk.listed(wanted.language):
        entry = SubElement(root, "entry")
        _children(entry, title=story.article.title, id=f"tag:{desk.facts.slug},2026:{story.number}")
        SubElement(entry, "link", rel="alternate", type="text/html", href=desk.url(story.path))
        _children(entry, published=_published(desk, story).isoformat(), updated=_changed(desk, story).isoformat())
        for name in story.article.authors:
            _children(SubElement(entry, "author"), name=name)
        _children(entry, summary=story.article.summary)
    return root


def _sitemap(desk: Desk, wanted: Document, _now: datetime) -> Element:
    root = Element("urlset", xmlns=_SITEMAP)
    for story in desk.listed(wanted.language):
        _children(SubElement(root, "url"), loc=desk.url(story.path), lastmod=_changed(desk, story).isoformat())
    return root


def _news_sitemap(desk: Desk, wanted: Document, _now: datetime) -> Element:
    root = Element("urlset", {"xmlns": _SITEMAP, "xmlns:news": _NEWS})
    for story in desk.listed(wanted.language):
        entry = SubElement(root, "url")
        _children(entry, loc=desk.url(story.path))
        news = SubElement(entry, "news:news")
        publication = SubElement(news, "news:publication")
        _children(publication, **{"news:name": desk.facts.name, "news:language": wanted.language})
        published = _published(desk, story).isoformat()
        _children(news, **{"news:publication_date": published, "news:title": story.article.title})
    return root


def _sitemap_index(desk: Desk, _wanted: Document, now: datetime) -> Element:
    root = Element("sitemapindex", xmlns=_SITEMAP)
    for other in desk.facts.documents:
        if other.form == "sitemap":
            _children(SubElement(root, "sitemap"), loc=desk.url(other.path), lastmod=desk.local(now).isoformat())
    return root


_FORMS: dict[str, Callable[[Desk, Document, datetime], Element]] = {
    "rss": _rss,
    "atom": _atom,
    "sitemap": _sitemap,
    "news-sitemap": _news_sitemap,
    "sitemap-index": _sitemap_index,
}


def _children(parent: Element, **texts: str) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text


def _published(desk: Desk, story: Story) -> datetime:
    return desk.local(story.published_at or story.due_at)


def _changed(desk: Desk, story: Story) -> datetime:
    return desk.local(story.changed_at or story.due_at)
