"""Hand-written pages that look like those of news sites, in English, Ukrainian and Russian."""

from collections.abc import Iterable

ENGLISH = (
    "The city council of Poltava voted on Monday to repair three bridges before the winter, the mayor's office said.",
    "Work on the largest of them will begin in October and is expected to take about five months to complete.",
    "The money comes from the regional budget and from a grant, which was agreed in the spring after long talks.",
    "Residents have complained for years about the state of the crossings, and drivers avoid one of them altogether.",
)
UKRAINIAN = (
    "Міська рада Полтави в понеділок проголосувала за ремонт трьох мостів до початку зими, повідомили в мерії.",
    "Роботи на найбільшому з них почнуться в жовтні й триватимуть, як очікують, близько п'яти місяців.",
    "Гроші надійдуть з обласного бюджету та з гранту, про який домовилися навесні після тривалих перемовин.",
    "Мешканці роками скаржилися на стан переправ, а водії одну з них узагалі оминають.",
)
RUSSIAN = (
    "Городской совет Полтавы в понедельник проголосовал за ремонт трёх мостов до начала зимы, сообщили в мэрии.",
    "Работы на самом большом из них начнутся в октябре и продлятся, как ожидается, около пяти месяцев.",
    "Деньги поступят из областного бюджета и из гранта, о котором договорились весной после долгих переговоров.",
    "Жители годами жаловались на состояние переправ, а водители одну из них вообще объезжают.",
)
TITLE = "Poltava to repair three bridges"
TITLE_UK = "Полтава відремонтує три мости"


def paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def page(
    article: str | None = None,
    *,
    title: str = TITLE,
    head: str = "",
    before: str = "",
    after: str = "",
    lang: str = "en",
    inside_before: str = "",
    inside_after: str = "",
) -> bytes:
    """A whole page: menu, headline, article (four English paragraphs by default), footer."""
    article = paragraphs(ENGLISH) if article is None else article
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8">
<title>{title} | Example News</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>{before}
<main><h1>{title}</h1>{inside_before}
<div class="text">{article}</div>{inside_after}</main>{after}
<footer><p>All rights reserved.</p></footer></body></html>""".encode()
