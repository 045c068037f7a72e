"""Which page stands at which address of an outlet, and with what status and validators it answers."""

import hashlib
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from tests.press.feeds import document, robots
from tests.press.messages import Answer, Request
from tests.press.render import article_page, front_page, print_page, short_page
from tests.press.state import Desk, Story


def answer(desk: Desk, request: Request, now: datetime) -> Answer:
    """What the outlet answers at the clock's time. Unknown addresses are an honest 404."""
    path = request.path
    if request.method not in {"GET", "HEAD"}:
        return Answer(status=405, headers={"Allow": "GET, HEAD"})
    if path == "/robots.txt":
        return Answer(content_type="text/plain; charset=utf-8", body=robots(desk).encode())
    for wanted in desk.facts.documents:
        if path == wanted.path:
            return Answer(content_type=f"application/xml; charset={wanted.charset}", body=document(desk, wanted, now))
    story = desk.at_path(path)
    if story and story.published_at:
        return _story(desk, story, request, now)
    return _other_page(desk, path, now)


def _story(desk: Desk, story: Story, request: Request, now: datetime) -> Answer:
    if request.path != story.path:
        return Answer(status=301, headers={"Location": desk.url(story.path)})
    if story.is_deleted:
        return _taken_down(desk, story.article.language, now)
    body = _encoded(desk, article_page(desk, story, now))
    if not desk.facts.has_validators:
        return _html(desk, body)
    etag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'  # of the bytes, so that it is never wrong
    modified = max(story.changed_at or story.due_at, desk.furniture_at)
    validators = {"ETag": etag, "Last-Modified": format_datetime(modified.replace(microsecond=0), usegmt=True)}
    if _is_fresh(request, etag, modified):
        return Answer(status=304, headers=validators)
    return Answer(content_type=_content_type(desk), body=body, headers=validators)


def _is_fresh(request: Request, etag: str, modified: datetime) -> bool:
    """RFC 9110, 13.2.2: a date counts only where no ETag is sent."""
    if tags := request.headers.get("if-none-match"):
        return tags == "*" or etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    try:
        since = parsedate_to_datetime(request.headers["if-modified-since"])
    except (KeyError, ValueError):
        return False
    return modified.replace(microsecond=0) <= since


def _taken_down(desk: Desk, language: str, now: datetime) -> Answer:
    way = desk.facts.taken_down
    if way == "home":
        return Answer(status=302, headers={"Location": desk.home})
    missing = _encoded(desk, short_page(desk, language, now, "missing"))
    return _html(desk, missing, status=200 if way == "soft 404" else int(way))


def _other_page(desk: Desk, path: str, now: datetime) -> Answer:
    facts = desk.facts
    language = next((lang for lang in facts.languages if path.startswith(f"/{lang}/")), facts.languages[0])
    if path == "/" or path in facts.editions.values():
        return _html(desk, _encoded(desk, front_page(desk, language, now)))
    for section in {story.article.section for story in desk.stories.values()}:
        if path == facts.section_address[language].format(section=section):
            return _html(desk, _encoded(desk, front_page(desk, language, now, section=section)))
    if path in facts.plain_pages:
        return _html(desk, _encoded(desk, short_page(desk, language, now, "plain")))
    printed = next((s for s in desk.listed() if path == f"/print/{s.number}"), None)
    if printed:
        return _html(desk, _encoded(desk, print_page(printed)))
    return _html(desk, _encoded(desk, short_page(desk, language, now, "missing")), status=404)


def _html(desk: Desk, body: bytes, status: int = 200) -> Answer:
    return Answer(status=status, content_type=_content_type(desk), body=body)


def _content_type(desk: Desk) -> str:
    return f"text/html; charset={desk.facts.charset}"


def _encoded(desk: Desk, page: str) -> bytes:
    """Letters that the outlet's charset lacks become character references, as old systems write them."""
    return page.encode(desk.facts.charset, "xmlcharrefreplace")
