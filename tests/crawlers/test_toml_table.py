from pathlib import Path

import pytest

from crawlers.errors import InvalidOutlet
from crawlers.toml_table import Table

FILE = Path("the-gaze.toml")


def table(**values: object) -> Table:
    return Table(FILE, values)


def shout(text: str) -> str:
    if not text:
        raise ValueError("says nothing")
    return text.upper()


def test_values_come_out_as_they_stand_there():
    given = table(name="a", on=False, words=["x", "y"], article={"url": "u"}, sources=[{"kind": "feed"}])
    assert given.text("name") == "a"
    assert given.flag("on") is False
    assert given.all_checked("words", shout) == ("X", "Y")
    assert given.table("article").text("url") == "u"
    assert [source.text("kind") for source in given.tables("sources")] == ["feed"]
    given.refuse_leftovers()


def test_what_is_not_said_has_a_default():
    empty = table()
    assert empty.text("name") == ""
    assert empty.flag("on") is True
    assert empty.checked("delay", shout, "5s") == "5S"
    assert empty.optional("language", shout) is None
    assert empty.all_checked("words", shout) == ()
    assert empty.table("article").text("url") == ""
    assert empty.tables("sources") == []


@pytest.mark.parametrize(
    ("values", "ask", "message"),
    [
        ({}, lambda t: t.text("name", required=True), "name: is missing; add it"),
        ({"name": " "}, lambda t: t.text("name", required=True), "name: is empty; write it out"),
        ({"name": 5}, lambda t: t.text("name"), "name: 5 is not a text in quotes"),
        ({"on": "yes"}, lambda t: t.flag("on"), "on: 'yes' is not true or false"),
        ({"on": 1}, lambda t: t.flag("on"), "on: 1 is not true or false"),
        ({}, lambda t: t.checked("delay", shout), "delay: is missing; add it"),
        ({"delay": ""}, lambda t: t.checked("delay", shout), "delay: says nothing"),
        ({"language": ""}, lambda t: t.optional("language", shout), "language: says nothing"),
        ({"words": "x"}, lambda t: t.all_checked("words", shout), "words: 'x' is not a list in brackets"),
        ({"words": ["x", 5]}, lambda t: t.all_checked("words", shout), "words: ['x', 5] is not a list of texts"),
        ({"words": [""]}, lambda t: t.all_checked("words", shout), "words: says nothing"),
        ({}, lambda t: t.all_checked("words", shout, required=True), "words: is missing; add it"),
        ({"words": []}, lambda t: t.all_checked("words", shout, required=True), "words: is empty; name at least one"),
        ({"article": []}, lambda t: t.table("article"), "article: [] is not a table"),
        (
            {"sources": ["x"]},
            lambda t: t.tables("sources"),
            "sources: is not a list of tables; write [[sources]] above",
        ),
        ({"sources": [{"url": 5}]}, lambda t: t.tables("sources")[0].text("url"), "sources[1].url: 5 is not a text"),
        ({"article": {"url": 5}}, lambda t: t.table("article").text("url"), "article.url: 5 is not a text"),
    ],
)
def test_an_error_names_the_file_the_key_and_the_remedy(values, ask, message):
    with pytest.raises(InvalidOutlet) as error:
        ask(table(**values))
    assert str(error.value).startswith(f"the-gaze.toml: {message}")


def test_a_misspelt_key_is_an_error_that_names_the_key_that_was_meant():
    given = table(langauges=["en"])
    given.optional("languages", shout)
    with pytest.raises(InvalidOutlet, match="langauges: is not a key here; did you mean languages"):
        given.refuse_leftovers()


def test_a_key_like_no_other_is_answered_with_those_that_exist():
    given = table(name="a", zzz=1)
    given.text("name")
    with pytest.raises(InvalidOutlet, match="zzz: is not a key here; known are name"):
        given.refuse_leftovers()
