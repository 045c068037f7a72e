from types import SimpleNamespace

import pytest

from storage.significance import Edit, compare, words_changed

REST = "Nothing else in the village was changed that day."


def text(body: str = REST, title: str = "A title", standfirst: str | None = None, authors: tuple[str, ...] = ()):
    return SimpleNamespace(title=title, standfirst=standfirst, body=body, authors=authors)


def test_the_same_text_is_no_edit() -> None:
    assert compare(text(), text()) == Edit()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('He said "no" to it.', "He said “no” to it."),
        ("Вони сказали «так».", 'Вони сказали "так".'),
        ("П'ятеро людей", "Пʼятеро людей"),
        ("П'ятеро людей", "П’ятеро людей"),
        ("a 10 km race", "a 10\u00a0km  race"),
        ("un\u00adcon\u00adsti\u200btutional", "unconstitutional"),
        ("the talks - the first - failed", "the talks — the first — failed"),
        ("the talks — failed", "the talks—failed"),
        ("One sentence. Another one.", "One sentence.\n\nAnother one."),
        ("Київський міст", "Київський мiст"),  # a Latin i
        ("He paused... then left", "He paused… then left"),
        ("\u0439 та \u0457", "\u0438\u0306 та \u0456\u0308"),  # composed, decomposed
    ],
)
def test_typography_is_cosmetic(before: str, after: str) -> None:
    edit = compare(text(before), text(after))
    assert (edit.significance, edit.fields) == ("cosmetic", ("body",))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("At least 3 were hurt.", "At least 5 were hurt.", "number"),
        ("Загинули 3 людини.", "Загинули 8 людей.", "number"),
        ("She will resign, he says.", "She will not resign, he says.", "negation"),
        ("She did resign.", "She didn't resign.", "negation"),
        ("Уряд планує підвищити тарифи.", "Уряд не планує підвищити тарифи.", "negation"),
        ("Правительство планирует это.", "Правительство не планирует это.", "negation"),
        ("Заяву підписав Олександр Ткач.", "Заяву підписав Олексій Ткач.", "name"),
        ("The letter is from John Smith.", "The letter is from Paul Smith.", "name"),
        ("Police killed the man.", "Police allegedly killed the man.", "qualifier"),
        ("It lost 4 million a year.", "It lost 4 billion a year.", "number"),
        ("He said that she broke the law.", "She said that he broke the law.", "person"),
        ('He said "we shall go there" twice.', 'He said "they came from here" twice.', "quotation changed"),
        (REST, f"{REST}\n\nA second paragraph came.", "paragraph added"),
        (f"{REST}\n\nA second paragraph went.", REST, "paragraph removed"),
        (REST, "Ten quite other words stand now where once there were eight old ones.", "many words"),
    ],
)
def test_what_changes_a_readers_knowledge_is_substantive(before: str, after: str, reason: str) -> None:
    edit = compare(text(before), text(after))
    assert edit.significance == "substantive"
    assert reason in edit.reasons
    assert edit.fields == ("body",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The goverment will appeal.", "The government will appeal."),
        ("However the court disagreed.", "However, the court disagreed."),
        ("Він прибув у місто вранці.", "Він прибув в місто вранці."),
        ("прес-секретар заявив", "пресекретар заявив"),
        ("Вони їдуть до Києва разом.", "Вони їдуть до Києву разом."),
        ("Рада каже що так.", "Рада каже, що так."),
    ],
)
def test_spelling_and_punctuation_are_minor(before: str, after: str) -> None:
    assert compare(text(before), text(after)).significance == "minor"


def test_a_headline_is_substantive_even_for_a_question_mark() -> None:
    assert compare(text(title="Мер пішов"), text(title="Мер пішов?")).reasons == ("headline",)
    assert compare(text(title="Police clash with crowd"), text(title="Crowd clash with police")).fields == ("title",)
    assert compare(text(title="The End"), text(title="The end")).significance == "minor"


def test_a_byline_is_an_edit_of_authors() -> None:
    edit = compare(text(authors=("A. Bee",)), text(authors=("A. Bee", "C. Dee")))
    assert (edit.fields, edit.significance) == (("authors",), "minor")


def test_only_fields_that_really_changed_are_named() -> None:
    before = text("He said “no”.", title="One", standfirst="A")
    after = text('He said "no".', title="Two", standfirst="B")
    assert compare(before, after).fields == ("title", "standfirst")


@pytest.mark.parametrize(
    "note", ["Correction: it was 40.", "Updated at noon.", "Оновлено: уточнено дані.", "Исправлено."]
)
def test_an_edit_that_says_so_is_disclosed(note: str) -> None:
    assert compare(text(), text(f"{REST}\n\n{note}")).disclosed
    assert not compare(text(f"{REST}\n\n{note}"), text(f"Well. {REST}\n\n{note}")).disclosed


def test_versions_may_be_mappings_and_lack_fields() -> None:
    edit = compare({"title": "A", "body": REST}, {"title": "B", "body": REST, "authors": None})
    assert edit.fields == ("title",)


def test_a_moved_paragraph_adds_and_removes_no_words() -> None:
    assert words_changed(text("one two\n\nthree"), text("three\n\none two")) == (0, 0)
    assert words_changed(text("one two"), text("one four five")) == (2, 1)


@pytest.mark.timeout(10)
def test_hostile_texts_are_weighed_in_seconds() -> None:
    many = "\n\n".join(f'Name{n} says "word {n} of it" to Other{n}.' for n in range(5_000))
    other = "\n\n".join(f'Nome{n} said "ward {n} of it" to Athor{n}.' for n in range(5_000))
    assert compare(text(many), text(other)).significance == "substantive"
    assert compare(text("a" + " " * 1_000_000), text("b" + "\u00a0-" * 300_000)).fields == ("body",)
    assert compare(text("і" + "a" * 500_000), text("a" * 500_000)).fields == ("body",)
