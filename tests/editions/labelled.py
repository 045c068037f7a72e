"""The labelled press: invented stories in two or three languages, many alike, and which of them are one story.

Each part is a folder: `stories.txt`, `pairs.txt` (two keys a line: the labels) and `links.txt` (what the pages declare,
some of it lies). Figures were chosen on `development`; `held_out` was read only then, and is quoted. So is
`second_held_out`, another paper by another hand, with more of what is alike: series by the day, one clerk in many
stories, the same number twice: what days in headlines tell was learned there, and that thresholds were too low. The
third was written by somebody who had not seen how stories are compared: that no story around may fit better was learned
there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.archive import Archive
from storage.editions.addresses import is_same_id
from storage.findings import PageRead
from storage.records import Edition, Extraction, Outcome
from tests.storage.conftest import OutletFile, SourceFile

PARTS = ("development", "held_out", "second_held_out", "third_held_out")
HOST = "https://ozerna.example"
OUTLET = "ozerna"
LAG = timedelta(minutes=7)  # from publication to our first look

Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of the labelled press."""

    key: str
    language: str
    at: datetime
    url: str
    title: str
    body: str
    image_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: its stories in the order of publication, the true pairs, and what each page declares."""

    stories: tuple[Story, ...]
    pairs: frozenset[Pair]
    links: Mapping[str, tuple[Edition, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How well pairs were found. `wrong` and `missed` name them."""

    found: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + len(self.missed))


def read_part(name: str) -> Part:
    """One part of the press, from its files."""
    folder = Path(__file__).parent / name
    blocks = (folder / "stories.txt").read_text(encoding="utf-8").removeprefix("== ").split("\n== ")
    stories = {story.key: story for story in map(_story, blocks)}
    pairs = frozenset(frozenset(line.split()) for line in _lines(folder / "pairs.txt"))
    assert all(key in stories for pair in pairs for key in pair)
    links: dict[str, tuple[Edition, ...]] = {}
    for line in _lines(folder / "links.txt"):
        key, method, language, target = line.split()
        url = stories[target].url if target in stories else HOST + target
        links[key] = (*links.get(key, ()), Edition(url, language, method))  # type: ignore[arg-type]
    return Part(stories=tuple(sorted(stories.values(), key=lambda story: story.at)), pairs=pairs, links=links)


def pairs_declared(part: Part) -> frozenset[Pair]:
    """The true pairs that a page declares, or whose addresses have one number or path."""
    stories = {story.key: story for story in part.stories}
    said = {(key, edition.url) for key, editions in part.links.items() for edition in editions}
    return frozenset(
        pair
        for pair in part.pairs
        for one, other in [[stories[key] for key in sorted(pair)]]
        if said & {(one.key, other.url), (other.key, one.url)} or is_same_id(one.url, other.url)
    )


def pairs_found(part: Part, database: Path, *, with_links: bool) -> dict[Pair, str]:
    """The pairs that an archive makes of the part as it is published, and the method of each.

    Without links the stories stand at addresses that tell nothing, either.
    """
    stories = part.stories if with_links else [replace(story, url=f"{HOST}/{story.key}") for story in part.stories]
    with Archive.create(database) as archive:
        first = part.stories[0].at
        source = SourceFile(url=f"{HOST}/")
        facts = OutletFile(slug=OUTLET, home=f"{HOST}/", languages=("uk", "en", "ru"), sources=(source,))
        archive.register([facts], first)
        crawl_id = archive.plan(OUTLET, first).crawl_id
        for story in stories:
            archive.record(_look(story, crawl_id, part.links.get(story.key, ()) if with_links else ()))
        rows = archive.query("SELECT url, other_url, method FROM story_editions")
    keys = {story.url: story.key for story in stories}
    return {frozenset((keys[row["url"]], keys[row["other_url"]])): row["method"] for row in rows}


def figures(part: Part, found: Iterable[Pair], wanted: Iterable[Pair] | None = None) -> Figures:
    """Found pairs against the labels; `wanted`: those that could be found, by default all."""
    right = frozenset(found) & part.pairs
    return Figures(
        found=len(right),
        wrong=tuple(" ".join(sorted(pair)) for pair in frozenset(found) - part.pairs),
        missed=tuple(" ".join(sorted(pair)) for pair in frozenset(wanted or part.pairs) - right),
    )


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _story(block: str) -> Story:
    head, title, *paragraphs = block.strip().split("\n")
    key, language, at, path, *picture = head.split()
    return Story(
        key=key,
        language=language,
        at=datetime.fromisoformat(at).replace(tzinfo=UTC),
        url=HOST + path,
        title=title,
        body="\n\n".join(paragraphs),
        image_url=f"{HOST}/media/{picture[0]}" if picture else None,
    )


def _look(story: Story, crawl_id: int, editions: tuple[Edition, ...]) -> PageRead:
    extraction = Extraction(
        title=story.title,
        body=story.body,
        published=story.at,
        language=story.language,
        image_url=story.image_url,
        editions=editions,
    )
    return PageRead(
        crawl_id=crawl_id,
        outlet=OUTLET,
        seen_at=story.at + LAG,
        url=story.url,
        outcome=Outcome.FETCHED,
        http_status=200,
        extraction=extraction,
        extractor_version="1",
    )
