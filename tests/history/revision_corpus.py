"""The corpus of version pairs and timelines as papers: each pair is one page that was fetched twice.

A paper holds no two pairs of one article: an outlet's story that is found again at another address is the same story.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.history.page import Text
from tests.history.paper import START, Paper, at, shows

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "revisions"
EDITED_AT = at(3)
PAIRS = ("pairs-18f", "pairs-nodejs-uk", "pairs-uagec-uk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two versions of one page, and where they are served."""

    id: str
    article: str
    label: str
    fields: frozenset[str]
    before: Text
    after: Text
    url: str = ""


def rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def read_pairs() -> list[Pair]:
    """All pairs but those of which one side begins with its own headline: a page prints that once."""
    pairs = [_pair(name, row) for name in PAIRS for row in rows(name)]
    return [pair for pair in pairs if _repeats_headline(pair.before) == _repeats_headline(pair.after)]


def _repeats_headline(text: Text) -> bool:
    return text.paragraphs[0] == text.title


def text_of(version: dict[str, Any], *, language: str, untitled: str) -> Text:
    """One version as the outlet wrote it; texts without a headline get one that stands still."""
    paragraphs = tuple(" ".join(line.split(" ")).strip() for line in (version["body"] or "").split("\n\n"))
    title = version["headline"] or untitled
    return Text(title=title, paragraphs=tuple(filter(None, paragraphs)), published=START, language=language, authors=())


def in_papers(pairs: list[Pair], *, furniture: bool) -> tuple[list[Paper], list[Pair]]:
    """Papers that show every pair's first version and, from `EDITED_AT`, its second; and the pairs with their URLs."""
    papers: dict[str, Paper] = {}
    placed = []
    seen: defaultdict[str, int] = defaultdict(int)
    for number, pair in enumerate(pairs):
        language = pair.before.language
        seen[pair.article] += 1
        slug = f"{language}-{seen[pair.article]}"
        paper = papers.get(slug) or papers.setdefault(slug, Paper(slug, language))
        path = f"/posts/entry-{number}"
        paper.add(path, START, shows(pair.before, furniture=furniture))
        placed.append(replace(pair, url=paper.add(path, EDITED_AT, shows(pair.after, furniture=furniture))))
    return list(papers.values()), placed


def _pair(name: str, row: dict[str, Any]) -> Pair:
    language, article = row["lang"], _article(row)
    before, after = (text_of(row[side], language=language, untitled=_untitled(article)) for side in ("old", "new"))
    fields = frozenset({"title" if field == "headline" else field for field in row["fields"]})
    return Pair(
        id=f"{name} {row['id']}", article=article, label=row["label"], fields=fields, before=before, after=after
    )


def _article(row: dict[str, Any]) -> str:
    if "article" in row:
        return str(row["article"])
    return str(row["id"]).split(":")[-1] if row["source"] == "nodejs.org" else str(row["id"]).rpartition("-")[0]


def _untitled(article: str) -> str:
    return f"Допис без назви, за номером {article}"


# ---- timelines ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that an outlet did to an article at a moment of the replay."""

    article: str
    kind: str
    at: datetime
    path: str
    text: Text


def read_timelines(step_hours: int) -> list[list[Deed]]:
    """Each article's deeds, in order. All articles' n-th deeds happen between two looks, whatever years lay between."""
    return [
        [_deed(row["id"], event, at(number * step_hours + 1)) for number, event in enumerate(row["events"])]
        for row in rows("timelines-18f")
    ]


def _deed(article: str, event: dict[str, Any], moment: datetime) -> Deed:
    path = "/" + event["url"].split("/", 3)[3]
    text = text_of(event, language="en", untitled="")
    return Deed(article=article, kind=event["event"], at=moment, path=path, text=text)
