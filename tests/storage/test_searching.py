"""Full-text search, asked as people type."""

from typing import Any

import pytest

from storage import searching
from storage.findings import Reextracted
from storage.records import Outcome
from tests.storage.conftest import SLUG, URL, Newsroom

OTHER = "https://thegaze.media/news/other"
LIE = "Мер “збрехав” усім про міст."
TEXT = "Пʼять людей у Києві чекали на потяг до ранку."


def search(newsroom: Newsroom, words: str, **options: Any) -> list[str]:
    return [row["snippet"] for row in newsroom.archive.search(words, **options)]


@pytest.mark.parametrize("words", ["п'ять", "П’ЯТЬ людей", "пʼять києві", "п‘ять", "п`ять", "ПОТЯГ"])
def test_case_and_apostrophes_do_not_matter(newsroom: Newsroom, words: str) -> None:
    newsroom.read(body=TEXT)
    assert len(search(newsroom, words)) == 1


def test_letters_are_composed_before_they_are_looked_for(newsroom: Newsroom) -> None:
    newsroom.read(body="Її звали Їжак.")
    assert search(newsroom, "и\u0306жак") == []
    assert len(search(newsroom, "І\u0308жак")) == 1


@pytest.mark.parametrize(
    "words",
    [
        *('"', "AND", "a* OR (", "людей NEAR", "NEAR(людей, 2)", "-людей", "text:людей", "^людей", "{a b}: c", "a + b"),
        *("", " ", "🙂", "***", "'", "x" * 10_000, "слово " * 5_000, " ".join(map(str, range(3_000)))),
        *("a\0b", "\udce9", "\\", "%_", "; drop table articles", '"a" "b', "«людей"),
    ],
)
@pytest.mark.parametrize("removed", [False, True])
def test_nothing_that_people_type_is_an_operator_or_an_error(newsroom: Newsroom, words: str, removed: bool) -> None:
    newsroom.read(body=TEXT)
    assert len(search(newsroom, words, removed=removed)) <= 1


def test_all_words_must_stand_in_one_paragraph(newsroom: Newsroom) -> None:
    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    assert search(newsroom, "потяг людей") == ["Пʼять [людей] у Києві чекали на [потяг] до ранку."]
    assert search(newsroom, "потяг збрехав") == []


@pytest.mark.parametrize("words", ['"людей у києві"', "«людей у києві»", "“людей у києві”"])
def test_words_in_quotes_are_a_phrase(newsroom: Newsroom, words: str) -> None:
    newsroom.read(body=TEXT)
    assert search(newsroom, words) == ["Пʼять [людей у Києві] чекали на потяг до ранку."]
    assert search(newsroom, words.replace("у ", "")) == []


def test_an_asterisk_is_the_end_of_a_word(newsroom: Newsroom) -> None:
    newsroom.read(body=TEXT)
    assert search(newsroom, "пот*") == ["Пʼять людей у Києві чекали на [потяг] до ранку."]
    assert search(newsroom, "по*") == []


def test_an_article_is_found_once_with_its_best_paragraph(newsroom: Newsroom) -> None:
    newsroom.read(body=f"Потяг.\n\n{TEXT}")
    assert search(newsroom, "потяг") == ["[Потяг]."]


def test_the_best_match_is_first_and_the_newest_among_equals(newsroom: Newsroom) -> None:
    newsroom.read(body="Потяг спізнився.", title="One")
    newsroom.later(hours=1)
    newsroom.read(OTHER, body="Потяг спізнився.", title="Two of them")
    newsroom.later(hours=1)
    newsroom.read(f"{OTHER}/3", body="Потяг " + "дуже " * 40 + "спізнився.", title="Three")
    assert [row["article_id"] for row in newsroom.archive.search("потяг")] == [2, 1, 3]
    assert [row["article_id"] for row in newsroom.archive.search("потяг", limit=1)] == [2]


def test_words_too_common_to_rank_give_the_newest(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RANKED_UP_TO", 1)
    newsroom.read(body=f"Потяг.\n\n{TEXT}\n\n{LIE}")
    newsroom.later(hours=1)
    newsroom.read(OTHER, body=f"Потяг уночі.\n\n{TEXT} Двічі.\n\n{LIE} І ще раз.")
    rows = newsroom.archive.search("потяг")
    assert [(row["article_id"], row["rank"]) for row in rows] == [(2, None), (1, None)]
    newsroom.later(hours=1)
    newsroom.read(body=f"Потяг.\n\n{TEXT}")
    newsroom.later(hours=1)
    newsroom.read(OTHER, body=f"Потяг уночі.\n\n{TEXT} Двічі.")
    rows = newsroom.archive.search("збрехав", removed=True)
    assert [(row["article_id"], row["rank"]) for row in rows] == [(2, None), (1, None)]


def test_an_outlet_that_did_not_say_it_is_left_out(newsroom: Newsroom) -> None:
    newsroom.read(body=TEXT)
    assert len(search(newsroom, "потяг", outlet=SLUG)) == 1
    assert search(newsroom, "потяг", outlet="other") == []


# ---- what was taken down --------------------------------------------------------------------------------------------


def test_what_an_edit_took_out_was_taken_down_and_says_when_and_by_which_version(newsroom: Newsroom) -> None:
    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    newsroom.later(hours=1)
    newsroom.read(body=TEXT)
    assert search(newsroom, "збрехав") == []
    (row,) = newsroom.archive.search("збрехав", removed=True)
    assert (row["text"], row["n"], row["how"], row["still_said"]) == (LIE, 2, "edited", False)
    assert (row["not_before"], row["removed_at"]) == ("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z")
    assert search(newsroom, "людей", removed=True) == []


def test_what_stands_elsewhere_on_the_page_or_came_back_was_not_taken_down(newsroom: Newsroom) -> None:
    newsroom.read(body=f"{LIE}\n\n{TEXT}")
    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    assert search(newsroom, "збрехав", removed=True) == []
    newsroom.read(body=TEXT)
    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    assert search(newsroom, "збрехав", removed=True) == []


def test_words_that_stand_in_the_new_wording_are_told(newsroom: Newsroom) -> None:
    newsroom.read(body="Загинули 3 людей у Києві.")
    newsroom.read(body="Загинули 5 людей у Києві.")
    assert [row["still_said"] for row in newsroom.archive.search("загинули", removed=True)] == [True]
    assert [row["still_said"] for row in newsroom.archive.search("загинули 3", removed=True)] == [False]


def test_typography_takes_nothing_down(newsroom: Newsroom) -> None:
    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    newsroom.read(body=f"{TEXT}\n\n{LIE.replace('“', '«').replace('”', '»')}")
    assert newsroom.one("SELECT significance FROM revisions WHERE n = 2") == "cosmetic"
    assert search(newsroom, "збрехав", removed=True) == []


def test_what_we_took_out_was_never_taken_down_even_after_it_came_back(newsroom: Newsroom) -> None:
    def reread(body: str) -> None:
        extraction = newsroom.page(title="The bridge is open", body=body).extraction
        rules = str(newsroom.now)
        newsroom.archive.record(
            Reextracted(
                article_id=1,
                outlet=SLUG,
                seen_at=newsroom.now,
                extraction=extraction,
                extractor_version="1",
                rules_hash=rules,
            )
        )

    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    reread(TEXT)
    assert newsroom.one("SELECT reason FROM revisions WHERE n = 2") == "reextract"
    assert search(newsroom, "збрехав") == []
    assert search(newsroom, "збрехав", removed=True) == []


def test_text_that_the_outlet_put_back_and_we_then_took_out_was_not_taken_down(newsroom: Newsroom) -> None:
    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    newsroom.read(body=TEXT)
    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    newsroom.read(body=TEXT, extractor_version="2")
    assert newsroom.ask("SELECT reason FROM revisions WHERE n > 1 ORDER BY n") == [
        {"reason": "edit"},
        {"reason": "revert"},
        {"reason": "reextract"},
    ]
    assert search(newsroom, "збрехав", removed=True) == []


def test_the_text_of_an_article_that_is_gone_was_taken_down_and_is_said_no_more(newsroom: Newsroom) -> None:
    newsroom.read(body=f"{TEXT}\n\n{LIE}")
    for _ in range(3):
        newsroom.later(days=1)
        newsroom.miss(Outcome.GONE, article_id=1)
    assert newsroom.status == "gone"
    assert search(newsroom, "збрехав") == []
    (row,) = newsroom.archive.search("збрехав", removed=True)
    assert (row["how"], row["url"], row["not_before"]) == ("vanished", URL, "2026-11-22T10:00:00Z")
