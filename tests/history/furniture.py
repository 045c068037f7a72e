"""The words of what stands around an article, in the languages of the papers: several of each, to be turned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's furniture. `{n}` is a number that moves."""

    paper: str
    menu: tuple[str, ...]
    rates: str
    breaking: str
    consent: tuple[str, ...]
    agree: str
    stamps: tuple[str, ...]
    ago: str
    views: str
    shares: str
    comments: str
    read_also: str
    related: str
    advertisement: str
    appeals: tuple[str, ...]
    remarks_title: str
    readers: tuple[str, ...]
    remarks: tuple[str, ...]
    headlines: tuple[str, ...]


WORDS = {
    "en": Words(
        paper="The Tidewater Post",
        menu=("Home", "Politics", "Business", "Sport", "Weather", "About us"),
        rates="USD 41.{usd} EUR 48.{eur} {degrees}°C",
        breaking="Breaking",
        consent=(
            "We use cookies to improve your experience on this site.",
            "We and our 612 partners store information on your device. You can change your choices at any time.",
            "This site uses cookies. By continuing you agree to our cookie policy.",
        ),
        agree="Accept all",
        stamps=("Updated {n} minutes ago", "Updated {n} hours ago", "Last updated: {clock}", "{n} minutes ago"),
        ago="{n} minutes ago",
        views="{n} views",
        shares="{n} shares",
        comments="{n} comments",
        read_also="Read also:",
        related="Related stories",
        advertisement="Advertisement",
        appeals=(
            "Subscribe to our newsletter to get the morning's news by e-mail.",
            "Support our journalism: become a member today.",
            "Follow us on Telegram and Facebook.",
        ),
        remarks_title="Comments",
        readers=("tidewatcher", "old_pilot", "Greta P.", "reader1904"),
        remarks=(
            "About time somebody wrote this down.",
            "My uncle worked there for twenty years and never saw a single lamp.",
            "I do not believe one word of what the council says any more.",
            "Thank you for the report, please go on asking.",
        ),
        headlines=(
            "Herring fleet returns with half a catch",
            "Two arrested after warehouse blaze in Millgate",
            "Library to open on Sundays from March",
            "Bus fares will rise by a tenth, operator says",
            "Why the old lighthouse was painted green",
            "School choir wins regional final again",
        ),
    ),
    "uk": Words(
        paper="Прибережна пошта",
        menu=("Головна", "Політика", "Економіка", "Спорт", "Погода", "Про нас"),
        rates="USD 41,{usd} EUR 48,{eur} {degrees}°C",
        breaking="Терміново",
        consent=(
            "Ми використовуємо файли cookie, щоб покращити роботу сайту.",
            "Ми та наші 612 партнерів зберігаємо інформацію на вашому пристрої. Ви можете змінити вибір будь-коли.",
            "Цей сайт використовує файли cookie. Продовжуючи, ви погоджуєтеся з нашою політикою.",
        ),
        agree="Прийняти всі",
        stamps=("Оновлено {n} хвилин тому", "Оновлено {n} годин тому", "Оновлено: {clock}", "{n} хвилин тому"),
        ago="{n} хвилин тому",
        views="Переглядів: {n}",
        shares="Поширень: {n}",
        comments="Коментарів: {n}",
        read_also="Читайте також:",
        related="Схожі новини",
        advertisement="Реклама",
        appeals=(
            "Підписуйтесь на наш Telegram-канал!",
            "Підтримайте нашу журналістику: станьте учасником спільноти.",
            "Підпишіться на розсилку, щоб отримувати ранкові новини.",
        ),
        remarks_title="Коментарі",
        readers=("берегиня", "старий_лоцман", "Оксана П.", "читач1904"),
        remarks=(
            "Нарешті хтось про це написав.",
            "Мій дядько працював там двадцять років і не бачив жодної лампи.",
            "Не вірю більше жодному слову міської ради.",
            "Дякую за матеріал, питайте далі.",
        ),
        headlines=(
            "Рибалки повернулися з половиною улову",
            "Після пожежі на складі затримали двох людей",
            "Бібліотека працюватиме в неділю з березня",
            "Проїзд в автобусах подорожчає на десяту частину",
            "Чому старий маяк пофарбували в зелене",
            "Шкільний хор знову переміг у фіналі області",
        ),
    ),
}
