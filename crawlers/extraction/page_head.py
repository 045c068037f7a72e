"""The `meta` elements of a page's head."""

from lxml.html import HtmlElement

from crawlers.extraction.plain_text import plain


class Head:
    """The `meta` elements of a page by name, in lower case."""

    def __init__(self, tree: HtmlElement) -> None:
        self._values: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            value = plain(meta.get("content") or "")
            if name and value:
                self._values.setdefault(name.strip().lower(), []).append(value)

    def first(self, *names: str) -> str | None:
        return next(iter(self.all(*names)), None)

    def all(self, *names: str) -> list[str]:
        return [value for name in names for value in self._values.get(name, ())]
