"""What a press really did to its posts over the years, replayed moment by moment through the whole path."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import click
import pytest

from storage.fold import folded
from tests.history.page import Text
from tests.history.paper import Paper, answers, at, leads_to, shows
from tests.history.revision_corpus import CORPUS, Deed, read_timelines
from tests.history.watching import Watch, is_within

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of revisions is not on this machine"),
    pytest.mark.timeout(240),
]
STEP = 24  # hours between an article's deeds; two looks lie between them
GONE = answers(404, "<h1>404</h1>")
TOLD_AS = {"publish": {"published"}, "delete": {"vanished"}, "restore": {"restored"}, "move": {"moved"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One thing that the archive must tell: of these kinds, in these fields, in a window that holds the deed."""

    kinds: frozenset[str]
    deed: Deed
    fields: frozenset[str] = frozenset()


def _play(paper: Paper, deeds: list[Deed]) -> None:
    """A post that moves leaves a redirect behind; one that comes back elsewhere after a deletion leaves none."""
    path, is_there = deeds[0].path, False
    for deed in deeds:
        if deed.kind == "delete":
            paper.add(path, deed.at, GONE)
        else:
            paper.add(deed.path, deed.at, shows(deed.text, furniture=True))
            if deed.path != path and is_there:
                paper.add(path, deed.at, leads_to(deed.path))
            path = deed.path
        is_there = deed.kind != "delete"


def _expected(deeds: list[Deed]) -> list[Expected]:
    """Every deed, and the edit that came with a move or a restoration."""
    expected = []
    text, path = deeds[0].text, deeds[0].path
    for deed in deeds:
        if deed.kind in TOLD_AS:
            expected.append(Expected(kinds=frozenset(TOLD_AS[deed.kind]), deed=deed))
        if deed.kind == "delete":
            continue
        if deed.kind == "restore" and deed.path != path:
            expected.append(Expected(kinds=frozenset({"moved"}), deed=deed))
        if deed.kind != "publish" and _words(deed.text) != _words(text):
            fields = {
                name for name in ("title", "body") if folded(getattr(deed.text, name)) != folded(getattr(text, name))
            }
            kinds = frozenset({"edited", "reverted"})
            expected.append(Expected(kinds=kinds, deed=deed, fields=frozenset(fields)))
        text, path = deed.text, deed.path
    return expected


def _words(text: Text) -> tuple[str, str]:
    """Headline and body without typography, which counts as nothing."""
    return folded(text.title), folded(text.body)


@pytest.fixture(scope="module")
def replayed(watch_over: Callable[..., Watch]) -> tuple[Watch, list[list[Deed]]]:
    timelines = read_timelines(STEP)
    paper = Paper("civic-press", "en", timezone="America/New_York")
    for deeds in timelines:
        _play(paper, deeds)
    watch = watch_over(paper)
    last = max(deeds[-1].at for deeds in timelines)
    moments = [at(hours) for hours in range(2, 24 * 60, STEP // 2)]
    watch.everything_at(moment for moment in moments if moment <= last + (at(STEP) - at(0)))
    return watch, timelines


def _events(watch: Watch, deeds: list[Deed]) -> list[dict[str, Any]]:
    """What is told of the article; typography aside, which counts as nothing."""
    events = watch.events(watch.papers[0].url(deeds[0].path))
    return [event for event in events if event["significance"] != "cosmetic"]


def _is_rewritten_on_the_move(deeds: list[Deed]) -> bool:
    """Whether it once got a new address and new words in one deed."""
    texts = [deed for deed in deeds if deed.kind != "delete"]
    return any(
        before.path != after.path and _words(before.text) != _words(after.text) for before, after in pairwise(texts)
    )


@pytest.fixture(params=[pytest.param(False, id="all but"), pytest.param(True, id="moved and rewritten at once")])
def timelines(request: pytest.FixtureRequest, replayed: tuple[Watch, list[list[Deed]]]) -> list[list[Deed]]:
    return [deeds for deeds in replayed[1] if _is_rewritten_on_the_move(deeds) == request.param]


def test_everything_that_was_done_is_told_in_its_window_and_nothing_is_invented(replayed, timelines, capsys):
    watch, _ = replayed
    told: Counter[str] = Counter()
    missed, invented = [], []
    for deeds in timelines:
        events = _events(watch, deeds)
        for expected in _expected(deeds):
            match = next((event for event in events if _is_it(event, expected)), None)
            if match is None:
                missed.append(f"{expected.deed.article} {expected.deed.kind} {set(expected.kinds)} {expected.deed.at}")
            else:
                told[match["kind"]] += 1
                events.remove(match)
        invented += [f"{deeds[0].article} {e['kind']} {e['fields']} {e['seen_at']} {e['detail']}" for e in events]
    with capsys.disabled():
        click.echo(f"\n{len(timelines)} timelines: told {dict(told)}; missed {len(missed)}, invented {len(invented)}")
    assert not missed + invented, "\n".join(["missed:", *missed, "invented:", *invented])


def _is_it(event: dict[str, Any], expected: Expected) -> bool:
    if event["kind"] not in expected.kinds or set(event["fields"].split()) != expected.fields:
        return False
    return event["kind"] == "published" or is_within(event, expected.deed.at)


def test_every_post_stands_once_as_its_last_deed_left_it(replayed, timelines):
    watch, _ = replayed
    for deeds in timelines:
        urls = {watch.papers[0].url(deed.path) for deed in deeds}
        [article] = {watch.article(url)["id"]: watch.article(url) for url in urls}.values()
        assert article["status"] == ("gone" if deeds[-1].kind == "delete" else "live"), deeds[0].article
        assert article["first_seen_at"] < f"{deeds[0].at + (at(STEP) - at(0)):%Y-%m-%dT%H:%M:%SZ}"
        if deeds[-1].kind != "delete":
            assert article["url"] == watch.papers[0].url(deeds[-1].path)
            assert folded(article["title"]) == folded(deeds[-1].text.title)
