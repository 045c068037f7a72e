import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import alignment
from storage.alignment import changes

letters = st.lists(st.sampled_from("abcdefg"), max_size=12)


@pytest.mark.parametrize("longest", [0, 1000])
@given(old=letters, new=letters)
def test_changes_turn_the_old_into_the_new(longest: int, old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "LONGEST_FOR_DIFFLIB", longest)
        found = changes(old, new)
    made = list(old)
    for old_from, old_to, new_from, new_to in reversed(found):
        assert old_from < old_to or new_from < new_to
        made[old_from:old_to] = new[new_from:new_to]
    assert made == new


@pytest.mark.timeout(5)
def test_a_long_text_of_which_every_second_paragraph_went_is_aligned_at_once() -> None:
    old, new = list(range(100_000)), list(range(0, 100_000, 2))
    assert len(changes(old, new)) == 50_000
    assert changes([0] * 100_000, [0] * 50_000 + [1]) == [(0, 100_000, 0, 50_001)]
