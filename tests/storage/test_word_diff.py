"""What went and what came, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.word_diff import Piece, Strand, edit_of, word_diff

WORDS = st.lists(st.sampled_from(["Київ", "п’ять", "1,300", "the", "bridge", ",", ".", "  ", "«"]), max_size=30)


def body(text: str, *, old: bool = True, new: bool = True) -> Strand:
    return Strand("body", text, old, new)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Some 3 killed.", "Some 5 killed.", "Some[- 3]{+ 5} killed."),
        ("It cost 1,300 hryvnias", "It cost 1,700 hryvnias", "It cost[- 1,300]{+ 1,700} hryvnias"),
        ("На п’ять років", "На шість років", "На[- п’ять]{+ шість} років"),
        ("He did it", "He did not do it", "He did{+ not do} it"),
        ("Same", "Same", "Same"),
        ("", "All is new", "{+All is new}"),
    ],
)
def test_words_and_numbers_are_changed_whole(old, new, marked):
    marks = {"=": "{}", "-": "[-{}]", "+": "{{+{}}}"}
    assert "".join(marks[op].format(text) for op, text in word_diff(old, new)) == marked


@given(WORDS, WORDS)
def test_what_stayed_and_came_is_the_new_text_and_what_went_is_of_the_old(before, after):
    old, new = " ".join(before), " ".join(after)
    pieces = word_diff(old, new)
    assert "".join(text for op, text in pieces if op != "-") == new
    kept = "".join(text for op, text in pieces if op != "+")
    assert kept.split() == old.split() or "".join(kept.split()) == "".join(old.split())


def test_a_paragraph_in_other_words_is_changed_and_quite_another_one_is_not():
    (changed,) = edit_of([body("The mayor said no to it.", new=False), body("The mayor said yes to it.", old=False)])
    assert (changed.op, changed.pieces[1:3]) == ("changed", (Piece("-", " no"), Piece("+", " yes")))
    two = edit_of([body("The mayor said no to it.", new=False), body("Rain is expected on Sunday.", old=False)])
    assert [edit.op for edit in two] == ["removed", "added"]


def test_a_paragraph_that_only_moved_is_told_once():
    edits = edit_of([body("First.", new=False), body("Stays."), body("First.", old=False)])
    assert [(edit.op, edit.pieces) for edit in edits] == [("moved", (Piece("=", "First."),))]


def test_a_headline_is_always_changed_never_removed_and_added():
    old, new = Strand("title", "Годинник поспішає", True, False), Strand("title", "Не відбирайте хвилин", False, True)
    assert [(edit.op, edit.part) for edit in edit_of([old, new])] == [("changed", "title")]


def test_a_hostile_rewrite_of_ten_thousand_paragraphs_ends_soon():
    old = [body(f"old paragraph {number}", new=False) for number in range(5_000)]
    new = [body(f"new sentence of {number}", old=False) for number in range(5_000)]
    assert len(edit_of([*old, *new])) == 10_000
