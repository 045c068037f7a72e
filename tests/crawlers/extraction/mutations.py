"""Real pages, broken as pages break: nodes lost, doubled, moved, cut off; bytes lost or flipped; a wrong charset.

`mutated` is a function of its seed, so a page that does harm can be made again.
"""

import random
import re
from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

Mutation = Callable[[bytes, random.Random], bytes]

_CHARSETS = ("windows-1251", "koi8-u", "iso-8859-5", "windows-1252", "utf-16-le", "utf-16", "utf-8-sig", "cp866")
_DECLARED = (None, None, None, "utf-8", "windows-1251", "koi8-u", "utf-16", "latin-1", "x-unknown", "")
_INLINE, _BLOCKS = ("b", "span", "a", "font"), ("div", "section", "blockquote", "table", "ul", "form", "article")
_JUNK = (
    "<!--", "-->", "<p>", "</div>", "</body>", "<script>", "</script>", "<table><tr><td>", "</table>", "&#0;", "<h1>",
    "&#xD800;", "\u202e", "\u00ad", "e\u0301", "\x0b\x0c\x1f", "<a href='//['>", "]]>", "<svg>", "<title>",
    "<base href='http://['>", "<meta property='og:title' content='&#7;x'>", "<time datetime='2026-02-30T25:61'>",
    "31.02.2026 25:61",
    '<script type="application/ld+json">[{"@type":["NewsArticle",7],"headline":{"a":[]},"author":[[{}]]}]</script>',
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"9999-99-99","hasPart":["x"]}</script>',
)  # fmt: skip


def mutated(page: bytes, seed: int) -> tuple[bytes, str | None]:
    """The page after one to four mutations, and the charset that the server then declares."""
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 4)):
        page = rng.choice(MUTATIONS)(page, rng)
    return page, rng.choice(_DECLARED)


# ---- nodes ----


def _on_tree(change: Callable[[HtmlElement, Sequence[HtmlElement], random.Random], None]) -> Mutation:
    """A mutation of some elements below the body, written back as UTF-8."""

    def mutation(page: bytes, rng: random.Random) -> bytes:
        try:
            tree: HtmlElement = html.document_fromstring(page, ensure_head_body=True)
            elements = [element for element in tree.find("body").iterdescendants() if isinstance(element.tag, str)]
            if elements:
                change(tree, elements, rng)
        except (ValueError, etree.ParserError):  # nothing is left of it, or characters that lxml reads but writes not
            return page
        return bytes(html.tostring(tree, encoding="utf-8"))

    return mutation


def _delete(_: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    for element in rng.sample(elements, min(len(elements), rng.randint(1, 8))):
        if element.getparent() is not None:
            element.drop_tree()


def _unwrap(_: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    for element in rng.sample(elements, min(len(elements), rng.randint(1, 30))):
        if element.getparent() is not None:
            element.drop_tag()


def _duplicate(_: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    for element in rng.sample(elements, min(len(elements), rng.randint(1, 5))):
        for _copy in range(rng.randint(1, 4)):
            element.addnext(deepcopy(element))


def _reorder(_: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    parents = [element for element in elements if len(element) > 1]
    for parent in rng.sample(parents, min(len(parents), rng.randint(1, 4))):
        children = list(parent)
        rng.shuffle(children)
        parent[:] = children


def _move(tree: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    """Elements go elsewhere: a menu into the article, the headline into the footer."""
    for element in rng.sample(elements, min(len(elements), rng.randint(1, 5))):
        target = rng.choice(elements)
        if target is not element and element not in target.iterancestors():
            target.append(element)


def _truncate(_: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    """Everything behind one element is gone, or its text ends in the middle of a word."""
    element = rng.choice(elements)
    if rng.random() < 0.5 and element.text:
        element.text = element.text[: rng.randrange(len(element.text) + 1)]
        return
    for ancestor in [element, *element.iterancestors()]:
        for sibling in list(ancestor.itersiblings()):
            if sibling.getparent() is not None and ancestor.tag not in {"head", "body", "html"}:
                sibling.getparent().remove(sibling)


def _rename(_: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    for element in rng.sample(elements, min(len(elements), rng.randint(1, 20))):
        element.tag = rng.choice((*_INLINE, *_BLOCKS, "p", "h1", "li", "br", "nav", "x-card"))


def _swap_names(_: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    named = [element for element in elements if element.get("class")]
    for element in rng.sample(named, min(len(named), rng.randint(1, 20))):
        element.set("class", rng.choice(named).get("class") or "")


def _wrap(_: HtmlElement, elements: Sequence[HtmlElement], rng: random.Random) -> None:
    """One element stands many levels deeper."""
    element = rng.choice(elements)
    for _level in range(rng.choice((1, 5, 60, 240))):
        parent = element.getparent()
        if parent is None:
            return
        wrapper = parent.makeelement(rng.choice((*_INLINE, *_BLOCKS)))
        parent.replace(element, wrapper)
        wrapper.append(element)
        element = wrapper


# ---- bytes ----


def _cut_bytes(page: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(page) + 1)
    return page[:start] if rng.random() < 0.5 else page[:start] + page[start + rng.randint(1, 2000) :]


def _flip_bytes(page: bytes, rng: random.Random) -> bytes:
    broken = bytearray(page)
    for _ in range(min(len(broken), rng.choice((1, 20, 400)))):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken)


def _insert_junk(page: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(len(page) + 1)
        page = page[:place] + rng.choice(_JUNK).encode("utf-8", "surrogatepass") + page[place:]
    return page


def _nest_deeply(page: bytes, rng: random.Random) -> bytes:
    tag = rng.choice((*_INLINE, *_BLOCKS)).encode()
    depth = rng.choice((100, 250, 2_000))
    place = rng.choice([found.end() for found in re.finditer(rb">", page)] or [0])
    return page[:place] + b"<%s>" % tag * depth + page[place:]


def _swap_charset(page: bytes, rng: random.Random) -> bytes:
    """The text in another character set than the page says, or read in one and written in another."""
    text = page.decode("utf-8", "replace")
    if rng.random() < 0.3:
        return text.encode("utf-8", "replace").decode("windows-1251", "replace").encode("utf-8")
    return text.encode(rng.choice(_CHARSETS), "replace")


MUTATIONS: tuple[Mutation, ...] = (
    *map(_on_tree, (_delete, _unwrap, _duplicate, _reorder, _move, _truncate, _rename, _swap_names, _wrap)),
    _cut_bytes,
    _flip_bytes,
    _insert_junk,
    _nest_deeply,
    _swap_charset,
)
