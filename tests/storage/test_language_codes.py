import pytest

from storage.language_codes import declared_language, language_of_code


@pytest.mark.parametrize(
    ("code", "language"),
    [("uk-UA", "uk"), ("ua", "uk"), (" UKR ", "uk"), ("en_GB", "en"), ("eng", "en"), ("rus", "ru")],
)
def test_a_watched_language_is_known_by_any_of_its_codes(code, language):
    assert (language_of_code(code), declared_language(code)) == (language, language)


def test_another_language_is_told_by_its_first_letters():
    assert [declared_language(code) for code in ("de-AT", "PL")] == ["de", "pl"]
    assert language_of_code("de-AT") is None


@pytest.mark.parametrize("nothing", [None, "", "  ", 7, ["uk"]])
def test_what_is_no_code_names_no_language(nothing):
    assert declared_language(nothing) is None
