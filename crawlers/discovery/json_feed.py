"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/): its items as links."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from crawlers.discovery.headlines import plain_headline
from crawlers.discovery.listing import Listing
from crawlers.discovery.moments import moment_of
from storage.findings import Link
from storage.language_codes import declared_language


def json_feed_listing(text: str, is_own: Callable[[str], bool] = lambda _: True) -> Listing:
    """The items of a JSON Feed, each at the first of its `url`, `external_url` and `id` that `is_own`."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Listing(problem=f"not a feed: broken JSON: {error}")
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or (not items and "jsonfeed" not in str(feed.get("version"))):
        return Listing(problem="not a feed: JSON, but no JSON Feed: it has no list of items")
    links = tuple(_links(items, feed.get("language"), is_own))
    return Listing(links=links, problem=None if links or not items else "not a feed: no item has an address")


def _links(items: list[Any], language: Any, is_own: Callable[[str], bool]) -> Iterator[Link]:
    for item in items:
        if isinstance(item, dict) and (url := _url(item, is_own)):
            yield Link(
                url=url,
                title=plain_headline(item.get("title")),
                published=moment_of(str(item.get("date_published") or item.get("date_modified") or "")),
                language=declared_language(item.get("language") or language),
            )


def _url(item: dict[str, Any], is_own: Callable[[str], bool]) -> str | None:
    named = [url for key in ("url", "external_url") if isinstance(url := item.get(key), str) and url]
    if isinstance(name := item.get("id"), str) and name.startswith(("http:", "https:", "/")):
        named.append(name)
    return next(filter(is_own, named), named[0] if named else None)
