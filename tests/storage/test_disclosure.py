import pytest

from storage.disclosure import disclosed_between
from storage.fold import folded

REST = "The council met in the old town hall."


def added(note: str) -> bool:
    return disclosed_between([REST], [REST, folded(note)])


@pytest.mark.parametrize(
    "note",
    [
        "Correction: it was 40.",
        "Corrections: two names were wrong.",
        "CORRECTION (3 May): The firm has 40 staff.",
        "This article was amended on 3 May 2026.",
        "This article was amended to correct a name.",
        "An earlier version of this article misstated the number.",
        "A previous version of this story gave the wrong year.",
        "Editor's note: the headline was changed.",
        "Editors’ Note: This text was revised.",
        "UPD: the mayor has answered.",
        "UPD. The mayor has answered.",
        "Update: the mayor has answered.",
        "Updated at noon.",
        "Updated on Monday with comment.",
        "(Corrects name in paragraph 3)",
        "This story has been updated.",
        "The story has been corrected to show that he is 40.",
        "Clarification: the bank is private.",
        "UPDATE 14:30 The mayor has answered.",
        "[Updated]",
        "This story was first published on 3 May and has been updated.",
        "Оновлено: додано коментар мера.",
        "Оновлено о 14:30.",
        "ОНОВЛЕНО. Мер відповів.",
        "(Оновлено)",
        "Виправлено: йдеться про 40 осіб.",
        "Уточнення: йдеться про 40 осіб.",
        "УТОЧНЕНО",
        "Доповнено коментарем мера.",
        "Матеріал доповнено коментарем мера.",
        "Новину оновлено о 14:30.",
        "Текст виправлено.",
        "У попередній версії матеріалу йшлося про 50 осіб.",
        "Спростування: мер не подавав у відставку.",
        "Примітка редакції: ім'я змінено.",
        "Від редакції: ми виправили помилку.",
        "Стаття була оновлена.",
        "Редакція виправила помилку в тексті.",
        "Обновлено: добавлен комментарий.",
        "Исправлено.",
        "Материал дополнен комментарием.",
        "Статья была обновлена.",
        "В предыдущей версии статьи говорилось о 50 людях.",
        "Поправка: речь о 40 людях.",
        "Уточнение: речь о 40 людях.",
        "От редакции: мы исправили ошибку.",
        "Новость обновлена.",
    ],
)
def test_a_note_of_the_text_about_itself_discloses(note: str) -> None:
    assert added(note)


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper published a correction of its report.",
        "Tesla updated its software on Monday.",
        "The court corrected the sentence.",
        "Corrections officers went on strike.",
        "Correction facilities are full.",
        "The ministry's update on losses came late.",
        "Updated forecasts show growth.",
        "The amended law takes effect in May.",
        "The minister clarified his remarks.",
        "A market correction followed, traders said.",
        "Update your phone now, experts say.",
        "The story was written by his father.",
        "Updated rules for drivers take effect.",
        "Уряд оновив склад комісії.",
        "Оновлено склад комісії.",
        "Виправлення помилок триватиме рік.",
        "Міністр уточнив свою заяву.",
        "Спростування цієї заяви опублікував штаб.",
        "Оновлення програми вийде у травні.",
        "У новій редакції закону це виправлено.",
        "Уточнено бюджет міста.",
        "Виправна колонія оновлена.",
        "Правительство обновило состав комиссии.",
        "Обновление программы выйдет в мае.",
        "Министр уточнил свое заявление.",
        "Исправительная колония закрыта.",
        "Опровержение этих данных опубликовал штаб.",
        "Дополнение к закону принято.",
    ],
)
def test_news_about_updates_and_corrections_disclose_nothing(sentence: str) -> None:
    assert not added(sentence)


def test_a_note_that_was_there_before_discloses_nothing_new_and_another_date_in_it_does() -> None:
    assert not disclosed_between(["Correction: it was 40."], ["Correction: it was 40.", REST])
    assert not disclosed_between(["Correction: it wos 40."], ["Correction: it was 40."])
    assert disclosed_between(["Updated: 3 May, 14:05"], ["Updated: 3 May, 16:40"])
    assert not disclosed_between(["Updated 7 minutes ago"], ["Updated 3 hours ago"])


def test_a_note_at_the_end_of_a_paragraph_or_in_brackets_is_found() -> None:
    assert added("The firm employs 40 people. Correction: it was said to employ 400.")
    assert added("Мер подав у відставку (оновлено)")
