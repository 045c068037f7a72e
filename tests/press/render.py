"""An outlet's pages: stories and furniture poured into its templates. The same desk and time give the same page."""

from datetime import datetime
from html import escape

from tests.press.article_files import SUBHEADING, PressArticle
from tests.press.furniture import Furniture, comments_under, furnish
from tests.press.markup import body_html
from tests.press.state import Desk, Story
from tests.press.structured_data import head_of
from tests.press.template_files import Templates, templates_of
from tests.press.words import day_in_words, moment_in_words, people, section_name, weekday


def article_page(desk: Desk, story: Story, now: datetime) -> str:
    """The whole page of an article, with everything around it."""
    article, language = story.article, story.article.language
    templates, seen = templates_of(desk.facts.slug, language), furnish(desk, now, language=language, story=story)
    content = templates.fill(
        "article",
        headline=templates.fill(f"{_markup(desk, story)}.headline", text=escape(article.title)),
        standfirst=_optional(templates, "standfirst", article.standfirst),
        byline=_optional(templates, "byline", people(article.authors, language)),
        bio=_optional(templates, "bio", people(article.authors[:1], language)),
        body=_body(desk, story, templates),
        related=_links(desk, seen.related, templates, "related"),
        reader_comments=_comments(desk, story, seen, templates),
        views=seen.views,
        shares=seen.shares,
        comments=seen.comments,
        published=moment_in_words(desk.local(story.published_at or story.due_at), language),
        published_iso=desk.local(story.published_at or story.due_at).isoformat(),
        section=escape(section_name(article.section, language)),
        section_path=_section_path(desk, article.section, language),
        url=desk.url(story.path),
        number=story.number,
    )
    title = f"{article.title} | {desk.facts.name}"
    return _framed(desk, language, seen, title=title, head=head_of(desk, story, now), content=content, story=story)


def front_page(desk: Desk, language: str, now: datetime, *, section: str | None = None) -> str:
    """The front page of an edition, or the page of one of its sections: newest first."""
    templates = templates_of(desk.facts.slug, language)
    stories = [story for story in desk.listed(language) if section in {None, story.article.section}]
    heading = section_name(section, language) if section else desk.facts.name
    items = "\n".join(
        templates.fill(
            "item",
            path=story.path,
            title=escape(story.article.title),
            summary=escape(story.article.summary),
            published=moment_in_words(desk.local(story.published_at or story.due_at), language),
        )
        for story in stories
    )
    content = templates.fill("front", heading=escape(heading), items=items)
    return _framed(desk, language, furnish(desk, now, language=language), title=heading, content=content)


def short_page(desk: Desk, language: str, now: datetime, part: str) -> str:
    """A page that is one part of the templates: `missing` or `plain`."""
    content = templates_of(desk.facts.slug, language).fill(part)
    return _framed(desk, language, furnish(desk, now, language=language), title=desk.facts.name, content=content)


def print_page(story: Story) -> str:
    """The version for printers, which robots.txt asks robots to leave alone."""
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.article.text)
    return f"<html><body onload='print()'><h2>{escape(story.article.title)}</h2>{paragraphs}</body></html>"


def _framed(
    desk: Desk, language: str, seen: Furniture, *, title: str, content: str, head: str = "", story: Story | None = None
) -> str:
    templates = templates_of(desk.facts.slug, language)
    sections = sorted({s.article.section for s in desk.stories.values() if s.article.language == language})
    return templates.fill(
        "frame",
        title=escape(title),
        head=head,
        content=content,
        menu="\n".join(
            templates.fill(
                "menu_item", path=_section_path(desk, section, language), name=section_name(section, language)
            )
            for section in sections
        ),
        popular=_links(desk, seen.popular, templates, "popular"),
        today=f"{weekday(desk.local(seen.seen_at), language)}, {day_in_words(desk.local(seen.seen_at), language)}",
        usd=_decimal(seen.usd, language),
        eur=_decimal(seen.eur, language),
        temperature=f"{seen.temperature:+d}".replace("-", "−"),
        year=desk.local(seen.seen_at).year,
        number=story.number if story else desk.facts.first_number,
        other_path=_other_edition(desk, language, story),
    )


def _decimal(number: float, language: str) -> str:
    return f"{number:.2f}".replace(".", "," if language == "uk" else ".")


def _body(desk: Desk, story: Story, templates: Templates) -> str:
    article = story.article
    inserts: dict[int, str] = {}
    if article.caption:
        inserts[1] = templates.fill("figure", caption=escape(article.caption), number=story.number)
    for share, chrome in ((1 / 2, _read_also(desk, story, templates)), (2 / 3, templates.fill("newsletter"))):
        after = _gap(article, share)
        inserts[after] = inserts.get(after, "") + chrome
    section_path = _section_path(desk, article.section, article.language) if desk.facts.decorates else None
    return body_html(article, templates, markup=_markup(desk, story), inserts=inserts, section_path=section_path)


def _gap(article: PressArticle, share: float) -> int:
    """The paragraph after which chrome fits, about that far down: not one that a sub-heading is."""
    number = max(1, int(len(article.paragraphs) * share))
    return number - 1 if article.paragraphs[number - 1].startswith(SUBHEADING) else number


def _read_also(desk: Desk, story: Story, templates: Templates) -> str:
    target = desk.stories.get(story.article.read_also or "")
    if not target or not target.is_listed:
        return ""
    return templates.fill("read_also", path=target.path, title=escape(target.article.title))


def _markup(desk: Desk, story: Story) -> str:
    return desk.facts.body_markup[story.number % len(desk.facts.body_markup)]


def _optional(templates: Templates, part: str, text: str | None) -> str:
    return templates.fill(part, text=escape(text)) if text else ""


def _links(desk: Desk, stories: list[Story], templates: Templates, part: str) -> str:
    return "\n".join(
        templates.fill(
            part,
            path=story.path,
            title=escape(story.article.title),
            published=moment_in_words(desk.local(story.due_at), story.article.language),
        )
        for story in stories
    )


def _comments(desk: Desk, story: Story, seen: Furniture, templates: Templates) -> str:
    return "\n".join(
        templates.fill(
            "comment",
            name=escape(comment.name),
            text=escape(comment.text),
            when=moment_in_words(desk.local(comment.said_at), story.article.language),
        )
        for comment in comments_under(desk, story, templates.comments, seen)
    )


def _section_path(desk: Desk, section: str, language: str) -> str:
    return desk.facts.section_address[language].format(section=section)


def _other_edition(desk: Desk, language: str, story: Story | None) -> str:
    pair = desk.stories.get(story.article.pair or "") if story else None
    if pair and pair.is_listed:
        return pair.path
    return next((home for other, home in desk.facts.editions.items() if other != language), "/")
