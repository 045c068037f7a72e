"""The names in a byline."""

import pytest

from crawlers.extraction.metadata.person_names import first_names, names_in


@pytest.mark.parametrize(
    ("byline", "named"),
    [
        ("By Olena Kovalenko", ["Olena Kovalenko"]),
        ("Автор: Олена Коваленко", ["Олена Коваленко"]),
        ("Автор статті: Олена Коваленко, Іван Петренко", ["Олена Коваленко", "Іван Петренко"]),
        ("Олена Коваленко та Іван Петренко", ["Олена Коваленко", "Іван Петренко"]),
        ("Текст: Елена Коваленко и Иван Петренко", ["Елена Коваленко", "Иван Петренко"]),
        ("Posted by Olena Kovalenko and Ivan Petrenko", ["Olena Kovalenko", "Ivan Petrenko"]),
        ("Olena Kovalenko, Kyiv correspondent", ["Olena Kovalenko"]),
        ("Олена Коваленко, кореспондентка «Прикладу»", ["Олена Коваленко"]),
        ("Olena Kovalenko, PhD", ["Olena Kovalenko"]),
        ("Von Anna Muster und Max Beispiel, dpa", ["Anna Muster", "Max Beispiel", "dpa"]),
        ("Christoph von Eich", ["Christoph von Eich"]),
        ("Da Silva", ["Da Silva"]),
        ("УНІАН", ["УНІАН"]),
    ],
)
def test_people_and_agencies_are_named_without_what_announces_or_describes_them(byline, named):
    assert list(names_in(byline)) == named


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "@olena",
        "olena@example.ua",
        "https://example.ua/olena",
        "admin",
        "wordpressadmin",
        "Unknown",
        "22.11.2026 10:15",
        "Updated:",
        "Фото: УНІАН",
        "A biography that is much longer than any name of any person could be",
    ],
)
def test_handles_addresses_accounts_and_labels_are_no_names(text):
    assert list(names_in(text)) == []


@pytest.mark.parametrize(
    ("pieces", "named"),
    [
        (["By", "Olena Kovalenko", "Staff Writer", "Follow"], ["Olena Kovalenko"]),
        (["Politics", "By", "Olena Kovalenko"], ["Olena Kovalenko"]),
        (["Olena Kovalenko", "and", "Ivan Petrenko", "Editor"], ["Olena Kovalenko", "Ivan Petrenko"]),
        (["Автор:", "", "Олена Коваленко", "12:30"], ["Олена Коваленко"]),
        (["By"], []),
        ([], []),
    ],
)
def test_of_the_pieces_of_a_byline_those_at_its_head_are_names(pieces, named):
    assert first_names(pieces) == named
