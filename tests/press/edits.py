"""What an editor does to an article: pure, one article in, the next version out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.press.article_files import PressArticle

TEXT_KEYS = frozenset({"title", "standfirst", "find", "replace", "paragraph", "text", "add_after", "remove"})
_PAIRS = {"find": "replace", "paragraph": "text", "add_after": "text"}
FIELDS = ("title", "standfirst", "body", "authors")


def edited(article: PressArticle, changes: Mapping[str, Any]) -> PressArticle:
    """The article after these changes.

    `title`, `standfirst`: the new ones. `find` and `replace`: inside the one paragraph that holds it. `paragraph` and
    `text`: a paragraph anew. `add_after` and `text`: one more. `remove`: one less. Paragraphs are counted from 1, with
    sub-headings, and -1 is the last; 0 for `add_after` is before the first. Raises ValueError where nothing changes.
    """
    paragraphs = list(article.paragraphs)
    for key, partner in _PAIRS.items():
        if key in changes and partner not in changes:
            raise ValueError(f"{key} needs {partner} beside it")
    if "find" in changes:
        position = _holding(paragraphs, changes["find"])
        paragraphs[position] = paragraphs[position].replace(changes["find"], changes["replace"], 1)
    if "paragraph" in changes:
        paragraphs[_position(paragraphs, changes["paragraph"])] = changes["text"]
    if "add_after" in changes:
        after = changes["add_after"]
        paragraphs.insert(_position(paragraphs, after) + 1 if after else 0, changes["text"])
    if "remove" in changes:
        del paragraphs[_position(paragraphs, changes["remove"])]
    after_edit = replace(
        article,
        title=changes.get("title", article.title),
        standfirst=changes.get("standfirst", article.standfirst),
        paragraphs=tuple(paragraphs),
    )
    if after_edit == article:
        raise ValueError(
            f"the edit of {article.outlet}/{article.slug} changes nothing; give one of {sorted(TEXT_KEYS)}"
        )
    return after_edit


def differences(before: PressArticle, after: PressArticle) -> tuple[dict[str, str], dict[str, str]]:
    """The fields in which two versions differ, with the whole text of each before and after."""
    old, new = _fields(before), _fields(after)
    changed = [field for field in FIELDS if old[field] != new[field]]
    return {field: old[field] for field in changed}, {field: new[field] for field in changed}


def _fields(article: PressArticle) -> dict[str, str]:
    return {
        "title": article.title,
        "standfirst": article.standfirst or "",
        "body": "\n\n".join(article.text),
        "authors": "; ".join(article.authors),
    }


def _holding(paragraphs: list[str], words: str) -> int:
    positions = [n for n, paragraph in enumerate(paragraphs) if words in paragraph]
    if len(positions) != 1 or paragraphs[positions[0]].count(words) != 1:
        raise ValueError(f"{words!r} must stand exactly once in one paragraph; it stands in {len(positions)}")
    return positions[0]


def _position(paragraphs: list[str], number: int) -> int:
    position = number if number < 0 else number - 1
    if number == 0 or not -len(paragraphs) <= position < len(paragraphs):
        raise ValueError(f"there is no paragraph {number} among {len(paragraphs)}")
    return position % len(paragraphs)
