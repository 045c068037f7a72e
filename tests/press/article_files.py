"""Reads the invented outlets' articles, one text file each: a header, a blank line, paragraphs. The file is the gold.

The header: title, standfirst, authors (semicolons between people), language, section, published (a moment), caption,
read_also (the slug of another article), pair (the slug of the same story in the other language).
"""

from dataclasses import dataclass
from pathlib import Path

from tests.press.moments import Moment, read_moment

SUBHEADING = "## "  # marks a sub-heading in the file; the mark is no part of the text

_REQUIRED = {"title", "language", "section", "published"}
_KNOWN = _REQUIRED | {"standfirst", "authors", "caption", "read_also", "pair"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PressArticle:
    """An article as its outlet wrote it. An edit makes another one; nothing is ever changed in place."""

    outlet: str
    slug: str
    title: str
    language: str
    section: str
    published: Moment
    paragraphs: tuple[str, ...]  # sub-headings with their mark
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    caption: str | None = None
    read_also: str | None = None
    pair: str | None = None

    @property
    def text(self) -> tuple[str, ...]:
        """The paragraphs as a reader sees them."""
        return tuple(paragraph.removeprefix(SUBHEADING) for paragraph in self.paragraphs)

    @property
    def summary(self) -> str:
        return self.standfirst or self.text[0]


def read_articles(folder: Path) -> dict[str, tuple[PressArticle, ...]]:
    """Every `<outlet>/<slug>.txt` of a folder, by outlet, in order of publication."""
    outlets: dict[str, list[PressArticle]] = {}
    for path in sorted(folder.glob("*/*.txt")):
        outlets.setdefault(path.parent.name, []).append(read_article(path))
    return {
        outlet: tuple(sorted(articles, key=lambda a: (a.published, a.slug))) for outlet, articles in outlets.items()
    }


def read_article(path: Path) -> PressArticle:
    """Raises ValueError, which names the file and what is wrong with it."""
    head, _, body = path.read_text(encoding="utf-8").strip().partition("\n\n")
    header = dict(_header_line(line, path) for line in head.splitlines())
    if wrong := (header.keys() - _KNOWN) | (_REQUIRED - header.keys()):
        raise ValueError(f"{path}: unknown or missing header lines: {', '.join(sorted(wrong))}")
    paragraphs = tuple(" ".join(block.split("\n")).strip() for block in body.split("\n\n") if block.strip())
    if not paragraphs:
        raise ValueError(f"{path}: no paragraphs after the header")
    return PressArticle(
        outlet=path.parent.name,
        slug=path.stem,
        title=header["title"],
        language=header["language"],
        section=header["section"],
        published=read_moment(header["published"]),
        paragraphs=paragraphs,
        standfirst=header.get("standfirst"),
        authors=tuple(name.strip() for name in header.get("authors", "").split(";") if name.strip()),
        caption=header.get("caption"),
        read_also=header["read_also"].lower() if "read_also" in header else None,
        pair=header.get("pair"),
    )


def _header_line(line: str, path: Path) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon or not value.strip():
        raise ValueError(f"{path}: {line!r} is no `key: value`")
    return key.strip(), value.strip()
