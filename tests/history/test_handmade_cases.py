"""Hand-made cases of one phenomenon each, as two fetches of an article, through the whole path."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import click
import pytest

from tests.history.page import Text
from tests.history.paper import START, Answer, Paper, State, answers, at, leads_to, shows
from tests.history.revision_corpus import CORPUS, EDITED_AT, rows
from tests.history.stories import story
from tests.history.watching import Watch, is_within

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of revisions is not on this machine"),
    pytest.mark.timeout(120),
]
HOME = answers(200, "<h1>The paper</h1>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row of the corpus, and where it is served."""

    row: dict[str, Any]
    url: str

    def __str__(self) -> str:
        return f"{self.row['id']} {self.row['expected']}: {self.row['why']}"


def _article(row: dict[str, Any], number: int, said: str) -> Text:
    """The case's lines with a story that stands still: where they begin alike, at its end, otherwise at its start."""
    text = story(number, row["lang"])
    if row["field"] == "headline":
        return replace(text, title=said)
    old, new, lines = (version.split("\n\n") for version in (row["old"], row["new"], said))
    paragraphs = (*text.paragraphs, *lines) if old[0] == new[0] else (*lines, *text.paragraphs)
    return replace(text, paragraphs=paragraphs)


def _page_state(row: dict[str, Any], number: int) -> State:
    """What came instead of the article: all there is on the page."""
    if row.get("final_url"):
        return leads_to("/", 302)
    html = "".join(f"<p>{line}</p>" for line in row["new"].split("\n\n"))
    if row.get("content_length_mismatch"):
        body = f"<article>{html}".encode()
        return lambda _: Answer(body=body, headers={"Content-Type": "text/html"}, cut=True)
    if row.get("status") == "paywalled":
        lines = row["new"].split("\n\n")
        text = story(number, row["lang"])
        return shows(replace(text, paragraphs=(text.paragraphs[0], *lines)))
    title = row["new"].split("\n\n")[0]
    return answers(row.get("http", 200), f"<title>{title}</title><h1>{title}</h1>{html}")


@pytest.fixture(scope="module")
def cases(watch_over: Callable[..., Watch]) -> tuple[Watch, list[Case]]:
    papers = {language: Paper(f"cases-{language}", language) for language in ("en", "uk")}
    served = list(_served(papers))
    watch = watch_over(*papers.values())
    watch.everything_at([at(0), at(6)])
    return watch, served


def _served(papers: dict[str, Paper]) -> Iterator[Case]:
    for paper in papers.values():
        paper.add("/", START, HOME, listed=False)
    for number, row in enumerate(rows("cases-handmade"), 1):
        paper, path = papers[row["lang"]], f"/news/case-{number}"
        paper.add(path, START, _article(row, number, row["old"]))
        after: State | Text = _article(row, number, row["new"])
        if row["expected"] == "not_an_edit":
            after = _page_state(row, number)
        yield Case(row=row, url=paper.add(path, EDITED_AT, after))


def _wrong(cases: tuple[Watch, list[Case]], *expected: str) -> tuple[int, list[str]]:
    """How many cases there are of these kinds, and which are told as anything else."""
    watch, served = cases
    chosen = [case for case in served if case.row["expected"] in expected]
    return len(chosen), [str(case) for case in chosen if not _is_right(watch, case)]


def _is_right(watch: Watch, case: Case) -> bool:
    events = [event for event in watch.events(case.url) if event["kind"] != "published"]
    match case.row["expected"]:
        case "none":
            return not events and len(watch.revisions(case.url)) == 1
        case "not_an_edit":
            return len(watch.revisions(case.url)) == 1 and {event["kind"] for event in events} <= {"paywalled"}
        case "cosmetic":
            return {event["significance"] for event in events} <= {"cosmetic"}
    field = "title" if case.row["field"] == "headline" else "body"
    told = [(event["kind"], event["fields"]) for event in events if is_within(event, EDITED_AT)]
    return told == [("edited", field)]


def test_furniture_among_the_paragraphs_is_no_revision(cases):
    number, wrong = _wrong(cases, "none")
    assert not wrong, "\n".join(wrong)
    assert number > 10


def test_the_state_of_a_page_is_no_edit(cases):
    number, wrong = _wrong(cases, "not_an_edit")
    assert not wrong, "\n".join(wrong)
    assert number > 7


def test_typography_is_no_edit(cases):
    number, wrong = _wrong(cases, "cosmetic")
    assert not wrong, "\n".join(wrong)
    assert number > 10


def test_every_real_change_is_one_edit_in_its_field(cases, capsys):
    number, wrong = _wrong(cases, "minor", "substantive")
    told: Counter[str] = Counter(case.row["expected"] for case in cases[1])
    with capsys.disabled():
        click.echo(f"\nhand-made cases replayed: {dict(told)}")
    assert not wrong, "\n".join(wrong)
    assert number > 18
