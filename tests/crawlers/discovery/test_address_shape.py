import pytest

from crawlers.discovery.address_shape import shape_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/2026/11/27/421/", "/sport/2025/01/02/9/"),
        ("/news/bridge-closes-123.html", "/sport/ferry-is-back-9.html"),
        ("/мости/міст-закрили", "/пороми/пором-повернувся-знову"),
        ("/show.asp?id=1&cat=2", "/show.asp?cat=9&id=7"),
    ],
)
def test_addresses_of_one_kind_have_one_shape(one, other):
    assert shape_of(f"https://courier.example{one}") == shape_of(f"https://courier.example{other}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/bridge-closes", "/news"),
        ("/news/bridge", "/news/bridge-closes"),
        ("/news/bridge-7", "/news/bridge-closes"),
        ("/news/7.html", "/news/7"),
        ("/show?id=1", "/show?tag=1"),
    ],
)
def test_addresses_of_other_kinds_have_not(one, other):
    assert shape_of(f"https://courier.example{one}") != shape_of(f"https://courier.example{other}")
