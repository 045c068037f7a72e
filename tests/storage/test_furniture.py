import pytest

from storage.fold import folded
from storage.furniture import is_furniture, is_relative_time, without_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Updated 7 minutes ago",
        "Updated 1 hour ago",
        "2 hours ago",
        "Yesterday",
        "Published 3 days ago",
        "Published 4 days ago",
        "Just now",
        "5 mins ago",
        "Updated at 14:05 on 3 March 2026",
        "Updated at 15:05 on 3 March 2026",
        "Last modified: March 3, 2026, 4:05 pm",
        "Last modified: March 3, 2026, 5:10 pm",
        "1,204 views",
        "1,310 views",
        "Views: 12",
        "Views: 15",
        "12 comments | 3 shares",
        "15 comments | 4 shares",
        "Share (12)",
        "Share (15)",
        "3 min read",
        "4 min read",
        "Read more: Trains are late",
        "Read more: Shops close early",
        "READ ALSO: Storm hits coast",
        "See also: Storm hits coast",
        "Related: Storm hits coast",
        "Advertisement",
        "Sponsored content",
        "Story continues below advertisement",
        "Subscribe to our newsletter",
        "Follow us on Facebook",
        "Sign up for our daily newsletter.",
        "Join our WhatsApp channel",
        "We use cookies to make this site work.",
        "This site uses cookies. By continuing you agree.",
        "USD/UAH 41.25 +0.3%",
        "USD/UAH 41.30 +0.4%",
        "S&P 500 5,120.10 ▲0.3%",
        "S&P 500 5,100.10 ▼0.4%",
        "Read more on this story",
        "1.2K views",
        "1.3K views",
        "Comments (3)",
        "Comments (4)",
        "Оновлено 7 хвилин тому",
        "Оновлено годину тому",
        "2 години тому",
        "3 години тому",
        "Щойно",
        "5 хв тому",
        "Оновлено: 14:05, 3 березня 2026",
        "Оновлено: 16:40, 3 березня 2026",
        "Оновлено о 14:05",
        "Оновлено о 15:05",
        "Переглядів: 1 207",
        "Переглядів: 2 048",
        "1024 перегляди",
        "1200 переглядів",
        "12 коментарів",
        "14 коментарів",
        "Коментарі (3)",
        "Коментарі (4)",
        "Поширень: 12",
        "Поширень: 15",
        "Читайте також: Ціни зросли",
        "Читайте також: Міст відкрили",
        "Також читайте: Ціни зросли",
        "Дивіться також: Ціни зросли",
        "Реклама",
        "На правах реклами",
        "Підпишіться на наш канал у Telegram",
        "Стежте за нами у Facebook",
        "Підтримайте нашу редакцію",
        "Долучайтесь до спільноти!",
        "Ми використовуємо файли cookie для роботи сайту.",
        "За темою: Ціни зросли",
        "За темою: Міст відкрили",
        "Читати також Ціни знову зросли",
        "Більше за темою: Ціни",
        "Час читання: 3 хв",
        "Час читання: 4 хв",
        "Обновлено 5 минут назад",
        "Обновлено час назад",
        "2 часа назад",
        "3 часа назад",
        "Только что",
        "5 мин назад",
        "Обновлено: 14:05, 3 марта 2026",
        "Обновлено: 16:40, 3 марта 2026",
        "Просмотров: 1024",
        "Просмотров: 2048",
        "12 комментариев",
        "14 комментариев",
        "Читайте также: Цены выросли",
        "Читайте также: Мост открыли",
        "Смотрите также: Цены выросли",
        "Подписывайтесь на наш Telegram-канал",
        "Следите за нами в Facebook",
        "Мы используем cookie.",
        "По теме: Цены выросли",
    ],
)
def test_a_counter_a_stamp_a_ticker_a_prompt_is_furniture(line: str) -> None:
    assert is_furniture(folded(line))


@pytest.mark.parametrize(
    "line",
    [
        "The video had 3 views.",
        "The attack happened 5 minutes ago, police said.",
        "Minister: 3 dead",
        "Join us in mourning, the bishop said.",
        "We use drones, the general said.",
        "Killed: 12",
        "Kyiv 12 5%",
        "Support our troops",
        "Загиблих: 12",
        "Реклама алкоголю заборонена.",
        "Підтримайте наших воїнів, закликав президент.",
        "Оновлено склад комісії.",
        "Погибших: 3",
        "Updated rules for drivers take effect on 3 May.",
        "Published figures show 12 views of the coast.",
        "He had 12 comments.",
        "12 people were killed.",
        "GDP 3.2",
        "Read more than 100 books a year. It helps.",
        "Two hours ago the bridge fell.",
        "Оновлено 12 лікарень.",
        "Опубліковано 3 документи про підкуп.",
        "2 роки тому він помер",
        "Коментар мера: 12 загиблих",
        "Читайте закон, каже міністр.",
        "Обновлено 5 больниц.",
    ],
)
def test_a_line_with_a_word_of_a_reporter_in_it_is_text(line: str) -> None:
    assert not is_furniture(folded(line))


def test_text_without_furniture_keeps_its_order() -> None:
    assert without_furniture(["One.", "Advertisement", "Two.", "3 min read"]) == ["One.", "Two."]


def test_a_relative_time_is_told_from_a_date() -> None:
    assert is_relative_time("Updated 7 minutes ago")
    assert not is_relative_time("Updated at 14:05")


@pytest.mark.timeout(5)
@pytest.mark.parametrize("line", ["views 1 2 " * 24 + "x", "Updated " + "1 " * 120 + "x", "A1 " * 80, "follow " * 35])
def test_a_hostile_line_is_judged_at_once(line: str) -> None:
    assert not is_furniture(line)
