"""What pages tell machines: JSON-LD, Open Graph and article metas; right here, wrong there, on purpose."""

import json
from datetime import datetime
from html import escape
from typing import Any

from tests.press.state import Desk, Story


def head_of(desk: Desk, story: Story, now: datetime) -> str:
    """The outlet's lines for an article's <head>."""
    return "\n".join(_HEADS[desk.facts.slug](desk, story, now))


def _old_table_head(_desk: Desk, _story: Story, _now: datetime) -> list[str]:
    return ['<meta name="GENERATOR" content="PressMaker 4.1">']


def _rich_head(desk: Desk, story: Story, _now: datetime) -> list[str]:
    article, published = story.article, _published(desk, story)
    graph = [
        {"@type": "WebSite", "@id": f"{desk.home}#website", "url": desk.home, "name": desk.facts.name},
        {"@type": "NewsMediaOrganization", "@id": f"{desk.home}#publisher", "name": desk.facts.name, "url": desk.home},
        {
            "@type": "NewsArticle",
            "headline": article.title,
            "description": article.summary,
            "url": desk.url(story.path),
            "mainEntityOfPage": {"@type": "WebPage", "@id": desk.url(story.path)},
            "datePublished": published,
            "dateModified": desk.local(story.changed_at or story.due_at).isoformat(),
            "inLanguage": "en-GB",
            "articleSection": article.section.title(),
            "isAccessibleForFree": True,
            "author": [
                {"@type": "Person", "name": name, "url": desk.url(f"/authors/{name.lower().replace(' ', '-')}")}
                for name in article.authors
            ],
            "publisher": {"@id": f"{desk.home}#publisher"},
        },
    ]
    metas = [*_open_graph(desk, story), _meta("article:published_time", published)]
    metas += [_meta("article:author", name) for name in article.authors]
    return [*metas, _canonical(desk, story), _script({"@context": "https://schema.org", "@graph": graph})]


def _bare_head(_desk: Desk, story: Story, _now: datetime) -> list[str]:
    return [f'<meta name="description" content="{escape(story.article.summary)}">']


def _misleading_head(desk: Desk, story: Story, now: datetime) -> list[str]:
    """The site's own name as headline, now as date of change, people as an organisation, a second script cut short."""
    names = ", ".join(story.article.authors) or desk.facts.name
    wrong = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": f"{desk.facts.name} — новини степового краю",
        "dateModified": desk.local(now).isoformat(timespec="seconds"),
        "author": {"@type": "Organization", "name": names},
        "mainEntityOfPage": desk.home,
    }
    broken = (
        '<script type="application/ld+json">{"@context":"http://schema.org","@type":"BreadcrumbList","item":[{</script>'
    )
    published = _meta("article:published_time", _published(desk, story))
    return [*_open_graph(desk, story), published, _script(wrong), broken]


def _bilingual_head(desk: Desk, story: Story, _now: datetime) -> list[str]:
    pair = desk.stories.get(story.article.pair or "")
    versions = [story, pair] if pair and pair.is_listed else [story]
    alternates = [
        f'<link rel="alternate" hreflang="{version.article.language}" href="{desk.url(version.path)}">'
        for version in sorted(versions, key=lambda version: version.article.language)
    ]
    return [*_open_graph(desk, story), _canonical(desk, story), *alternates]


def _published(desk: Desk, story: Story) -> str:
    return desk.local(story.published_at or story.due_at).isoformat()


def _open_graph(desk: Desk, story: Story) -> list[str]:
    article = story.article
    return [
        _meta("og:type", "article"),
        _meta("og:site_name", desk.facts.name),
        _meta("og:title", article.title),
        _meta("og:description", article.summary),
        _meta("og:url", desk.url(story.path)),
    ]


def _meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{escape(content)}">'


def _canonical(desk: Desk, story: Story) -> str:
    return f'<link rel="canonical" href="{desk.url(story.path)}">'


def _script(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


_HEADS = {
    "harbour-courier": _old_table_head,
    "northbridge-ledger": _rich_head,
    "nadrichchia": _bare_head,
    "stepovyi-kurier": _misleading_head,
    "dnipro-monitor": _bilingual_head,
}
