"""An article's paragraphs as an outlet's HTML, with the chrome that it puts between them."""

import re
from collections.abc import Mapping
from html import escape

from tests.press.article_files import SUBHEADING, PressArticle
from tests.press.template_files import Templates

_LONG_WORD = re.compile(r"(?<!\S)[^\W\d_]{7,}(?!\S)")


def body_html(
    article: PressArticle,
    templates: Templates,
    *,
    markup: str,
    inserts: Mapping[int, str],
    section_path: str | None = None,
) -> str:
    """Each paragraph through the part `<markup>.paragraph`, sub-headings through `<markup>.subheading`.

    `inserts` go after the paragraph of that number. With a `section_path`, some words are links to it or bold.
    """
    pieces = []
    for number, paragraph in enumerate(article.paragraphs, 1):
        if paragraph.startswith(SUBHEADING):
            pieces.append(templates.fill(f"{markup}.subheading", text=escape(paragraph.removeprefix(SUBHEADING))))
        else:
            text = _decorated(paragraph, number, section_path) if section_path else escape(paragraph)
            pieces.append(templates.fill(f"{markup}.paragraph", text=text))
        pieces.append(inserts.get(number, ""))
    return "\n".join(piece for piece in pieces if piece)


def _decorated(text: str, number: int, section_path: str) -> str:
    """Every second paragraph has one word in <a>, <b> or <i>: what it says stays the same."""
    word = _LONG_WORD.search(text)
    if number % 2 or not word:
        return escape(text)
    opening, closing = [(f'<a href="{section_path}">', "</a>"), ("<b>", "</b>"), ("<i>", "</i>")][number // 2 % 3]
    before, after = escape(text[: word.start()]), escape(text[word.end() :])
    return f"{before}{opening}{escape(word[0])}{closing}{after}"
