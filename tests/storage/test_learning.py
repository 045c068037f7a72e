"""Lines that recur in bodies become chrome, are taken out of what is stored, and never look like an outlet's doing."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Migrations

from storage import migrations
from storage.archive import Archive
from storage.connection import connect, prepare_new_file
from storage.findings import ChromeCount, Reextracted
from storage.recording import learned
from storage.records import Change, StandingLine
from storage.recurrence import TEXT
from tests.storage.conftest import SLUG, URL, Newsroom, OutletFile

PROMPT = "Lanterns of the week arrive in your pocket."
OWN = "The {n}th story has a paragraph of its own, with the number {n} in it, and is {n} times as long as none."


def store(newsroom: Newsroom, n: int, *lines: str, doubt: int = 0, **fields: Any) -> Change:
    """The n-th story, with these lines in its body; each of them may be learned."""
    body = "\n\n".join((OWN.format(n=n), *lines))
    finding = newsroom.page(f"{URL}-{n}", **{"title": f"Story {n}", "body": body} | fields)
    assert finding.extraction is not None
    standing = tuple(StandingLine(line, "en", doubt) for line in lines)
    extraction = replace(finding.extraction, standing=standing, template="div.text")
    return newsroom.archive.record(replace(finding, extraction=extraction))


def reading(chrome: Iterable[str]) -> tuple[str, str]:
    """The newsroom's extractor, as its findings name it, with these lines learned."""
    return "1", "".join(sorted(chrome))


def learn(newsroom: Newsroom) -> list[str]:
    return newsroom.archive.learn(SLUG, newsroom.now, reading)


def counted(newsroom: Newsroom) -> list[dict[str, Any]]:
    return newsroom.ask("SELECT template, articles, days FROM recurring_lines ORDER BY template")


def bodies(newsroom: Newsroom) -> list[str]:
    return [row["body"] for row in newsroom.ask("SELECT body FROM article_text ORDER BY id")]


# ---- counting -------------------------------------------------------------------------------------------------------


def test_a_line_is_counted_once_an_article_for_the_language_and_for_the_template(newsroom: Newsroom) -> None:
    store(newsroom, 1, PROMPT, PROMPT.upper())
    newsroom.later(days=1)
    store(newsroom, 2, PROMPT)
    assert counted(newsroom) == [
        {"template": "en", "articles": 2, "days": 2},
        {"template": "en div.text", "articles": 2, "days": 2},
    ]
    assert newsroom.one("SELECT articles FROM templates WHERE template = 'en'") == 2


def test_another_look_another_version_and_the_same_story_told_again_count_nothing(newsroom: Newsroom) -> None:
    store(newsroom, 1, PROMPT)
    newsroom.later(hours=1)
    assert store(newsroom, 1, PROMPT) is Change.UNCHANGED
    assert store(newsroom, 1, PROMPT, "And one thing more, said later.") is Change.EDITED
    assert store(newsroom, 2, PROMPT, title="Story 1") is Change.NEW
    assert {row["articles"] for row in counted(newsroom)} == {1}
    assert newsroom.one("SELECT articles FROM templates WHERE template = 'en'") == 1


def test_a_line_that_may_be_text_is_counted_for_its_template_alone(newsroom: Newsroom) -> None:
    store(newsroom, 1, PROMPT, doubt=TEXT)
    assert [row["template"] for row in counted(newsroom)] == ["en div.text"]


# ---- learning -------------------------------------------------------------------------------------------------------


def test_a_phrase_of_six_articles_is_learned_with_its_language_and_goes_into_the_next_plan(newsroom: Newsroom) -> None:
    for n in range(5):
        store(newsroom, n, PROMPT)
    assert learn(newsroom) == []
    store(newsroom, 5, PROMPT)
    assert learn(newsroom) == [PROMPT]
    assert newsroom.ask("SELECT template, text, language, reason, pages, kept, learned, sample_url FROM chrome") == [
        {"template": "", "text": PROMPT, "language": "en", "reason": "repetition", "pages": 6, "kept": 6}
        | {"learned": 1, "sample_url": f"{URL}-5"}
    ]
    assert newsroom.archive.plan(SLUG, newsroom.now).chrome == {PROMPT: "en"}
    assert learn(newsroom) == []
    assert counted(newsroom) == []


def test_a_paragraph_is_learned_from_ten_articles_of_its_template_on_three_days(newsroom: Newsroom) -> None:
    for n in range(10):
        assert learn(newsroom) == []
        store(newsroom, n, PROMPT, doubt=TEXT)
        newsroom.later(hours=5)
    assert learn(newsroom) == [PROMPT]
    assert newsroom.one("SELECT template FROM chrome") == "en div.text"


def test_a_teaser_that_is_another_articles_first_paragraph_is_no_phrase(newsroom: Newsroom) -> None:
    store(newsroom, 0, PROMPT, doubt=TEXT)
    for n in range(1, 9):
        store(newsroom, n, PROMPT)
    assert learn(newsroom) == []


def test_a_prompt_in_one_half_of_a_bilingual_outlet_is_measured_by_that_half(newsroom: Newsroom) -> None:
    for n in range(30):
        store(newsroom, n, language="uk")
    for n in range(30, 36):
        store(newsroom, n, PROMPT)
    assert learn(newsroom) == [PROMPT]


def test_a_line_that_long_stood_nowhere_begins_anew(newsroom: Newsroom) -> None:
    for n in range(5):
        store(newsroom, n, PROMPT)
    for n in range(5, 206):
        store(newsroom, n)
    learn(newsroom)
    assert counted(newsroom) == []


# ---- what is stored -------------------------------------------------------------------------------------------------


def test_a_learned_line_is_taken_out_of_articles_without_a_page_and_nobody_took_it_down(newsroom: Newsroom) -> None:
    for n in range(6):
        store(newsroom, n, PROMPT)
    newsroom.later(hours=1)
    learn(newsroom)
    assert bodies(newsroom) == [OWN.format(n=n) for n in range(6)]
    assert newsroom.ask("SELECT DISTINCT reason, significance FROM revisions WHERE n = 2") == [
        {"reason": "reextract", "significance": "none"}
    ]
    assert set(newsroom.events()) == {"published"}
    for view in ("removed_text", "silent_edits", "changes", "edit_diff", "headline_edits"):
        assert newsroom.ask(f"SELECT * FROM {view}") == []
    assert newsroom.archive.search("Lanterns", removed=True) == []
    assert newsroom.one("SELECT body FROM version_text WHERE article_id = 1 AND n = 1").endswith(PROMPT)


def test_an_article_whose_page_is_kept_is_left_to_be_read_again(newsroom: Newsroom, path: Path) -> None:
    for n in range(6):
        store(newsroom, n, PROMPT, page=b"page" if n < 3 else None)
    learn(newsroom)
    assert [body.endswith(PROMPT) for body in bodies(newsroom)] == [True] * 3 + [False] * 3
    plan = newsroom.archive.rereading_plan(SLUG, newsroom.now, extractor_version="1", rules_hash="with the prompt")
    assert [page.article_id for page in plan.pages] == [1, 2, 3]
    assert plan.chrome == {PROMPT: "en"}


def test_a_text_that_is_nothing_but_the_learned_line_is_not_emptied(newsroom: Newsroom) -> None:
    for n in range(6):
        store(newsroom, n, PROMPT)
    newsroom.read(f"{URL}-x", title="Nothing else", body=PROMPT)
    learn(newsroom)
    assert bodies(newsroom)[-1] == PROMPT


def test_the_next_look_at_an_article_without_a_page_is_ours_if_it_differs(newsroom: Newsroom) -> None:
    for n in range(6):
        store(newsroom, n, PROMPT)
    learn(newsroom)
    newsroom.later(hours=6)
    assert store(newsroom, 0, "A line that only the new rules see.", rules_hash="new") is Change.UNCHANGED
    assert set(newsroom.events()) == {"published"}


def test_what_an_outlet_changes_after_a_learning_is_an_edit_though_no_page_is_kept(newsroom: Newsroom) -> None:
    store(newsroom, 9)
    newsroom.later(days=1)
    for n in range(6):
        store(newsroom, n, PROMPT)
    learn(newsroom)
    newsroom.later(hours=6)
    assert store(newsroom, 0, rules_hash=PROMPT) is Change.UNCHANGED
    assert store(newsroom, 1, "It was three people.", rules_hash=PROMPT) is Change.EDITED
    assert store(newsroom, 9, "It was three people.", rules_hash=PROMPT) is Change.EDITED, "older than the count"


def test_a_learned_line_leaves_articles_that_are_older_than_its_count(newsroom: Newsroom) -> None:
    newsroom.read(f"{URL}-old", title="An old story", body=f"{OWN.format(n=77)}\n\n{PROMPT}")
    newsroom.later(days=1)
    for n in range(6):
        store(newsroom, n, PROMPT)
    learn(newsroom)
    assert bodies(newsroom)[0] == OWN.format(n=77)
    assert set(newsroom.events()) == {"published"}


def test_a_line_that_is_learned_and_stands_in_bodies_again_is_not_taken_out_again(newsroom: Newsroom) -> None:
    for n in range(6):
        store(newsroom, n, PROMPT)
    learn(newsroom)
    for n in range(6, 12):  # the extractor spares it: it is how these pages describe themselves
        store(newsroom, n, PROMPT.upper())
    assert learn(newsroom) == []
    assert all(body.endswith(PROMPT.upper()) for body in bodies(newsroom)[6:])
    assert counted(newsroom) == []


def test_an_outlet_that_repeats_everything_cannot_fill_its_plans(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned, "MOST_LEARNED", 3)
    for n in range(6):
        store(newsroom, n, *(f"A line with the number {line} in it." for line in range(5)))
    assert len(learn(newsroom)) == 3
    assert len(newsroom.archive.learned_chrome(SLUG)) == 3


# ---- undone, and forgotten ------------------------------------------------------------------------------------------


def test_a_line_that_the_outlets_file_keeps_is_no_longer_learned(newsroom: Newsroom) -> None:
    for n in range(6):
        store(newsroom, n, PROMPT)
    learn(newsroom)
    newsroom.archive.register([OutletFile(keep=(PROMPT.upper(),))], newsroom.now)
    assert newsroom.archive.learned_chrome(SLUG) == {}
    assert newsroom.ask("SELECT text, learned FROM chrome") == [{"text": PROMPT, "learned": 0}]


def test_a_line_that_is_kept_before_it_is_learned_is_forgotten(newsroom: Newsroom) -> None:
    for n in range(6):
        store(newsroom, n, PROMPT)
    newsroom.archive.register([OutletFile(keep=(PROMPT,))], newsroom.now)
    assert learn(newsroom) == []


def test_later_drops_are_counted_on_the_learned_row_whatever_template_it_was_learned_in(newsroom: Newsroom) -> None:
    for n in range(10):
        store(newsroom, n, PROMPT, doubt=TEXT)
        newsroom.later(hours=5)
    learn(newsroom)
    newsroom.end(chrome=(ChromeCount(text=PROMPT, language="en", reason="repetition", pages=4, sample_url=URL),))
    assert newsroom.ask("SELECT pages FROM chrome") == [{"pages": 14}]


def test_what_was_seen_once_is_forgotten_after_a_month_and_what_was_learned_after_half_a_year(
    newsroom: Newsroom,
) -> None:
    for n in range(6):
        store(newsroom, n, PROMPT)
    learn(newsroom)
    lines = [("Menu", 1), ("Cookies", 2)]
    newsroom.end(
        chrome=tuple(
            ChromeCount(text=text, language="en", reason="rule", pages=pages, sample_url=URL) for text, pages in lines
        )
    )
    store(newsroom, 7, "A line that was seen only once.")
    known = "SELECT text FROM chrome ORDER BY text"
    newsroom.later(days=29)
    newsroom.archive.tidy(newsroom.now)
    assert len(newsroom.ask(known)) == 3
    assert counted(newsroom)
    newsroom.later(days=2)
    newsroom.archive.tidy(newsroom.now)
    assert [row["text"] for row in newsroom.ask(known)] == ["Cookies", PROMPT]
    assert counted(newsroom) == []
    assert newsroom.ask("SELECT template, articles FROM templates") == [{"template": "en", "articles": 7}]
    newsroom.later(days=150)
    newsroom.archive.tidy(newsroom.now)
    assert [row["text"] for row in newsroom.ask(known)] == ["Cookies"]


# ---- hostile children and old files ---------------------------------------------------------------------------------


def test_a_child_cannot_fill_the_count(newsroom: Newsroom) -> None:
    assert store(newsroom, 1, *(f"A line with the number {n} in it." for n in range(5_000))) is Change.NEW
    assert len(counted(newsroom)) == 100


def test_an_outlet_cannot_touch_the_articles_of_another(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    store(newsroom, 1)
    finding = newsroom.page()
    reread = Reextracted(
        outlet="other", seen_at=newsroom.now, article_id=1, extraction=finding.extraction, extractor_version="2",
        rules_hash="",
    )  # fmt: skip
    assert newsroom.archive.record(reread) is Change.FAILED
    assert newsroom.one("SELECT versions FROM articles") == 1


def test_an_archive_of_the_first_schema_learns_after_its_migration(path: Path) -> None:
    first = Migrations("varta")
    first(name=migrations.names()[0])(migrations.m001_the_archive)
    path.touch()
    with closing(connect(path)) as connection:
        prepare_new_file(connection)
        migrations.apply(connection, first)
    assert Archive.migrate(path) == migrations.names()[1:]
    with Archive.open(path) as archive:
        newsroom = Newsroom(archive)
        for n in range(6):
            store(newsroom, n, PROMPT)
        assert learn(newsroom) == [PROMPT]
