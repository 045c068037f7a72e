"""Names across scripts."""

import pytest

from storage.editions.romanising import stem_of


@pytest.mark.parametrize(
    "spellings",
    [
        "Зеленський Зеленського Зеленському Zelenskyy Zelensky Zelenskyi Зеленский",
        "Харків Харкова Харкові Kharkiv Харьков Харькове Kharkov",
        "Київ Києва Києвом Kyiv Киев Kiev Kyiv's",
        "Запоріжжя Запоріжжі Zaporizhzhia Запорожье",
        "Ткачівка Ткачівки Ткачівці Tkachivka",
        "Щербина Щербини Shcherbyna",
        "Лемішко Lemishko",
        "Вашингтон Вашингтоні Washington",
        "Дем'янюк Дем’янюка Demianiuk",
        "Orbán Орбан Орбана",
    ],
)
def test_all_spellings_and_cases_of_a_name_have_one_stem(spellings):
    stems = {stem_of(word) for word in spellings.split()}
    assert len(stems) == 1
    assert stems != {""}


def test_different_names_have_different_stems():
    names = ("Kyiv", "Kharkiv", "Lviv", "Odesa", "Dnipro", "Sumy", "Zelensky", "Sybiha", "Fedorov", "Macron", "Merz")
    assert len({stem_of(name) for name in names}) == len(names)


@pytest.mark.parametrize("word", ["Он", "Їм", "Mr", "І"])
def test_what_is_too_short_to_know_a_name_by_has_none(word):
    assert stem_of(word) == ""
