"""Real pairs of versions, each as two fetches of one page with a page's furniture around, through the whole path."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import click
import pytest

from storage.fold import folded
from tests.history.paper import at
from tests.history.revision_corpus import CORPUS, EDITED_AT, Pair, in_papers, read_pairs
from tests.history.watching import Watch, is_within

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of revisions is not on this machine"),
    pytest.mark.timeout(240),
]
REAL = ("substantive", "minor", "rewording", "unclear")


@pytest.fixture(scope="module")
def replayed(watch_over: Callable[..., Watch]) -> tuple[Watch, list[Pair]]:
    papers, pairs = in_papers(read_pairs(), furniture=True)
    watch = watch_over(*papers)
    watch.everything_at([at(0), at(6)])
    return watch, pairs


@pytest.fixture(scope="module")
def told(replayed: tuple[Watch, list[Pair]]) -> dict[str, list[dict[str, Any]]]:
    """What the archive says happened after publication, by address."""
    watch, pairs = replayed
    told: dict[str, list[dict[str, Any]]] = {pair.url: [] for pair in pairs}
    for row in watch.rows("SELECT e.*, a.url FROM events e JOIN articles a ON a.id = e.article_id ORDER BY e.id"):
        if row["kind"] != "published":
            told[row["url"]].append(row)
    return told


def _count(pairs: Iterable[Pair], right: Callable[[Pair], bool]) -> tuple[str, list[str]]:
    good: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong = []
    for pair in pairs:
        total[pair.label] += 1
        good[pair.label] += right(pair)
        if not right(pair):
            wrong.append(f"{pair.label} {pair.id} {pair.url}")
    return ", ".join(f"{label} {good[label]} of {total[label]}" for label in total), wrong


def test_every_page_of_a_pair_is_stored_as_an_article_of_its_own(replayed):
    watch, pairs = replayed
    stored = {row["url"] for row in watch.rows("SELECT url FROM articles")}
    assert [pair.id for pair in pairs if pair.url not in stored] == []
    assert len(stored) == len(pairs)


def test_every_real_pair_is_one_edit_in_the_right_fields(replayed, told, capsys):
    watch, pairs = replayed
    chrome = {row["text"] for row in watch.rows("SELECT text FROM chrome")}

    def is_right(pair: Pair) -> bool:
        events = [event for event in told[pair.url] if event["significance"] != "cosmetic"]
        if _stood_in_chrome(pair, chrome):
            return not events
        return len(events) == 1 and events[0]["kind"] == "edited" and _are_the_fields(events[0]["fields"], pair)

    counts, wrong = _count((pair for pair in pairs if pair.label in REAL), is_right)
    captions = sum(_stood_in_chrome(pair, chrome) for pair in pairs)
    with capsys.disabled():
        click.echo(f"\none edit in the right fields: {counts}; of these {captions} in captions alone: none")
    assert captions <= 2
    assert not wrong, "\n".join(wrong)


def _stood_in_chrome(pair: Pair, chrome: set[str]) -> bool:
    """Whether all that changed was a caption or a credit, which are chrome."""
    if pair.label not in REAL or pair.before.title != pair.after.title:
        return False
    changed = [paragraph for paragraph in pair.before.paragraphs if paragraph not in pair.after.paragraphs]
    return bool(changed) and chrome.issuperset(changed)


def _are_the_fields(fields: str, pair: Pair) -> bool:
    """All whose words changed, and no other; one in which only typography did may be told or not."""
    reworded = {
        name for name in ("title", "body") if folded(getattr(pair.before, name)) != folded(getattr(pair.after, name))
    }
    return reworded <= set(fields.split()) <= pair.fields


def test_no_cosmetic_pair_counts_as_an_edit(replayed, told, capsys):
    watch, pairs = replayed
    edits = {row["url"]: row["edits"] for row in watch.rows("SELECT url, edits FROM articles")}

    def is_right(pair: Pair) -> bool:
        return edits[pair.url] == 0 and {event["significance"] for event in told[pair.url]} <= {"cosmetic"}

    counts, wrong = _count((pair for pair in pairs if pair.label == "cosmetic"), is_right)
    with capsys.disabled():
        click.echo(f"\ntold as typography at most: {counts}")
    assert not wrong, "\n".join(wrong)


def test_every_edit_lies_in_its_window(told):
    assert [event["url"] for events in told.values() for event in events if not is_within(event, EDITED_AT)] == []


def test_both_versions_are_rebuilt_as_they_were_printed(replayed, capsys):
    """Lines that extraction holds for furniture aside: they are counted, and stand in neither version."""
    watch, pairs = replayed
    sql = "SELECT a.url, t.n, t.body FROM version_text t JOIN articles a ON a.id = t.article_id ORDER BY t.n"
    stored: dict[str, list[str]] = {}
    for row in watch.rows(sql):
        stored.setdefault(row["url"], []).append(row["body"])
    exact = [pair for pair in pairs if _exact(stored.get(pair.url, []), pair)]
    with capsys.disabled():
        click.echo(f"\nboth versions rebuilt word for word: {len(exact)} of {len(pairs)}")
    assert len(exact) >= EXACT_FLOOR


def _exact(versions: list[str], pair: Pair) -> bool:
    printed = dict.fromkeys([folded(pair.before.body), folded(pair.after.body)])
    return list(dict.fromkeys(map(folded, versions))) == list(printed)


# What was measured when it was last raised; lowering it needs a reason in the changelog.
EXACT_FLOOR = 385
