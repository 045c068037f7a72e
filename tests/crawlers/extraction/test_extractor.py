"""Which lines of a page are the article, and what is told of those that are not."""

from collections.abc import Sequence
from typing import Any

import pytest

from crawlers.extraction import EXTRACTOR_VERSION, DroppedLine, Extraction, extract, rules_hash
from crawlers.extraction import language as languages
from crawlers.outlet import ArticleHints, Outlet
from tests.crawlers.extraction.pages import ENGLISH, RUSSIAN, TITLE, TITLE_UK, UKRAINIAN, page, paragraphs

URL = "https://example.ua/news/bridges"


def outlet(**fields: Any) -> Outlet:
    known: dict[str, Any] = {
        "slug": "example",
        "name": "Example",
        "home": "https://example.ua/",
        "timezone": "Europe/Kyiv",
    }
    return Outlet(**(known | {"languages": ("en", "uk"), "hosts": ("example.ua",)} | fields))


def between(extra: str, texts: Sequence[str] = ENGLISH) -> Extraction:
    """What is made of a page that has something between the second and the third paragraph."""
    return extract(page(paragraphs(texts[:2]) + extra + paragraphs(texts[2:])), URL)


def dropped(found: Extraction) -> dict[str, DroppedLine]:
    return {line.text: line for line in found.dropped}


def test_the_four_paragraphs_are_the_body():
    found = extract(page(), URL)
    assert found.paragraphs == ENGLISH
    assert (found.title, found.language, found.verdict, found.standfirst) == (TITLE, "en", "article", None)


def test_every_other_line_is_told_once_with_language_and_reason():
    found = extract(page(after="<div>Menu</div><div>Menu</div><div>42%</div>"), URL)
    texts = [line.text for line in found.dropped]
    assert len(texts) == len(set(texts))
    assert {"Home World", "Menu", "42%", "All rights reserved."} <= set(texts)
    assert dropped(found)["Menu"][1:] == ("en", "rule")
    assert dropped(found)["42%"].language is None


@pytest.mark.parametrize(("texts", "language"), [(ENGLISH, "en"), (UKRAINIAN, "uk"), (RUSSIAN, "ru")])
def test_the_language_is_the_texts_whatever_the_page_claims(texts, language):
    found = extract(page(paragraphs(texts), lang="en"), URL)
    assert found.language == language
    assert found.paragraphs == texts


def test_one_table_cell_with_br_is_a_body():
    cell = "<br><br>".join(UKRAINIAN)
    menu = "<a href='/'>Головна</a><br><a href='/a'>Архів</a>"
    html = f"<html><body><table><tr><td>{menu}</td><td><b>{TITLE_UK}</b><br>{cell}</td>"
    found = extract(f"{html}<td>Погода<br>Київ +3</td></tr></table></body></html>".encode(), URL)
    assert found.paragraphs[-4:] == UKRAINIAN


def test_a_body_that_is_split_over_sibling_containers_is_whole():
    halves = [f'<div class="body__part">{paragraphs(part)}</div>' for part in (ENGLISH[:2], ENGLISH[2:])]
    related = "<ul>" + "<li><a href='/x'>Another story with a rather long headline</a></li>" * 12 + "</ul>"
    assert extract(page(f'{halves[0]}<div class="related">{related}</div>{halves[1]}'), URL).paragraphs == ENGLISH


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Ten more bridges that need repair",
        "Subscribe to our Telegram channel",
        "Photo: the city council",
        "Share on Facebook",
        "Читайте також: Ще десять мостів, які треба ремонтувати",
        "Підписуйтесь на наш канал у Telegram",
        "Фото: міська рада",
        "Поділитися у Facebook",
        "Якщо ви помітили помилку, виділіть її та натисніть Ctrl+Enter",
        "Подписывайтесь на наш канал в Telegram",
        "Читать далее",
        "1 245 переглядів",
        "3 min read",
        "Оновлено: 12:30",
        "Sign up for our weekly newsletter",
        "Advertisement",
        "На правах реклами",
        "Support our work on Patreon",
        "Цей сайт використовує файли cookie",
        "We use cookies on this site",
        "12 коментарів",
        "Джерело: пресслужба",
    ],
)
@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
def test_prompts_between_paragraphs_are_dropped_in_every_language(line, texts):
    found = between(f"<p>{line}</p>", texts)
    assert found.paragraphs == texts
    assert dropped(found)[line].reason == "rule"


@pytest.mark.parametrize(
    "line",
    [
        "Read the judgment carefully, the lawyer said, and you will see what was meant.",
        "Share prices fell by a tenth on Monday.",
        "Photographs of the bridge show cracks as wide as a hand.",
        "Support for the plan has grown since the spring.",
        "By Monday evening the road was open again.",
        "Comments by the mayor were not available.",
        "Source of the money is the regional budget.",
        "Фотографії мосту показують тріщини завширшки з долоню.",
        "Поділитися досвідом приїхали фахівці з трьох областей.",
        "Реклама на мостах заборонена з минулого року.",
        "Автором проєкту є відоме бюро з Харкова.",
        "Отримали гроші лише навесні.",
        "Видео с моста посмотрели тысячи людей.",
        "Автор проекта живёт в Харькове.",
    ],
)
def test_sentences_that_begin_like_prompts_stay(line):
    assert line in between(f"<p>{line}</p>").paragraphs


@pytest.mark.parametrize(
    "quote",
    [
        "<p>«Ми чекали на цей міст двадцять років, і тепер він буде», — сказала мешканка Полтави.</p>",
        "<blockquote><p>Ми чекали на цей міст</p><p>двадцять років</p></blockquote>",
        "<p>Над містом ніч, над містом сніг<br>Ліхтар гойдається й не гасне<br>І хтось іде, ледь чутно кроки</p>",
        "<p>Олена Коваленко</p>",
        "<p>«Варта»</p>",
    ],
)
def test_a_ukrainian_quotation_poem_or_name_stays_in_an_english_article(quote):
    found = between(quote)
    inner = [text for text in (line.text for line in found.dropped) if any("а" <= char <= "я" for char in text.lower())]
    assert inner == []
    assert len(found.paragraphs) > len(ENGLISH)


def test_an_english_quotation_stays_in_a_ukrainian_article():
    found = between("<p>“We have waited for twenty years”</p><p>Olena Kovalenko</p>", UKRAINIAN)
    assert len(found.paragraphs) == 6
    assert found.language == "uk"


@pytest.mark.parametrize(("part", "text"), [("<h2>Політика</h2>", "Політика"), ("<h3>Війна</h3>", "Війна")])
def test_names_of_sections_are_sub_headings_among_paragraphs(part, text):
    assert text in between(part, UKRAINIAN).paragraphs
    above = extract(page(f"<p>{text}</p>{paragraphs(UKRAINIAN)}"), URL)
    assert above.paragraphs == UKRAINIAN, "above the text it is the name of a section"


@pytest.mark.parametrize("answer", ["— Ні.", "Так.", "Добре."])
def test_one_word_may_be_an_answer(answer):
    assert answer in between(f"<p>{answer}</p>", UKRAINIAN).paragraphs


def test_names_in_another_script_in_the_articles_own_list_stay():
    names = ("Frontliner", "The Village", "Hromadske Radio")
    found = between("<ul>" + "".join(f"<li>{name}</li>" for name in names) + "</ul>", UKRAINIAN)
    assert [text for text in found.paragraphs if text in names] == list(names)


def test_foreign_chrome_among_the_paragraphs_goes_by_language():
    found = between('<div class="x1"><div>Гаряча лінія мерії</div><div>Мапа переправ</div></div>')
    assert found.paragraphs == ENGLISH
    assert dropped(found)["Мапа переправ"][1:] == ("uk", "language")


def test_a_line_without_letters_takes_its_neighbours_verdict():
    found = between("<div><div>Гаряча лінія мерії</div><div>67.15%</div><div>Google Chrome</div></div>")
    assert found.paragraphs == ENGLISH
    assert dropped(found)["67.15%"][1:] == (None, "neighbour")
    assert dropped(found)["Google Chrome"][1:] == (None, "neighbour")
    assert "***" in between("<p>***</p>").paragraphs


def test_the_old_browser_block_goes_by_its_structure_wherever_it_stands():
    prompt = "Для комфортної роботи потрібен сучасний браузер."
    block = f'<div class="browser_container"><p>Outdated Browser</p><p>{prompt}</p></div>'
    for found in (between(block), extract(page(after=block), URL)):
        assert found.paragraphs == ENGLISH
        assert dropped(found)["Outdated Browser"][1:] == ("en", "structure")
        assert dropped(found)[prompt].language == "uk"


@pytest.mark.parametrize(
    "name", ["share-block", "news__related", "cookie", "newsletter", "tags", "advert", "photo_caption"]
)
def test_class_names_tell_chrome(name):
    found = between(f'<div class="{name}"><p>A full sentence stands here, and it is not the article.</p></div>')
    assert found.paragraphs == ENGLISH


def test_a_class_name_on_the_whole_page_tells_nothing():
    html = page().replace(b"<body>", b'<body class="sidebar-open"><form class="menu search"><div class="widget">')
    assert extract(html, URL).paragraphs == ENGLISH


@pytest.mark.parametrize("heading", ["Similar articles", "Comments", "Коментарі", "Читайте також", "Новости по теме"])
def test_the_article_ends_at_the_heading_of_what_stands_after_it(heading):
    more = (
        "<p>Somebody wrote a long opinion here, with many words and several sentences. It is not the article.</p>" * 3
    )
    found = extract(page(inside_after=f"<h3>{heading}</h3>{more}"), URL)
    assert found.paragraphs == ENGLISH


def test_readers_comments_are_chrome_even_where_they_outweigh_the_article():
    comments = "".join(
        f"<p>Reader {n} has a long opinion on the matter and tells it in a full sentence.</p>" for n in range(20)
    )
    found = extract(page(after=f'<div id="comments">{comments}</div>'), URL)
    assert found.paragraphs == ENGLISH


def test_teasers_of_other_stories_are_not_the_article():
    heading = "<h3><a href='/x'>Another story entirely</a></h3>"
    teaser = f"<div class='n1'>{heading}<p>Its first sentence stands here, as teasers do.</p></div>"
    assert extract(page(after=teaser * 8), URL).paragraphs == ENGLISH


def test_the_headline_is_taken_out_of_the_body():
    assert extract(page(f"<p>{TITLE}</p>" + paragraphs(ENGLISH)), URL).paragraphs == ENGLISH


def test_a_description_that_stands_apart_before_the_text_is_the_standfirst():
    lead = "Three crossings will be repaired before the winter, and a fourth may follow."
    head = f'<meta name="description" content="{lead}">'
    found = extract(page(head=head, inside_before=f"<h2>{lead}</h2>"), URL)
    assert (found.standfirst, found.paragraphs) == (lead, ENGLISH)
    assert lead not in dropped(found)


def test_a_description_that_is_the_first_paragraph_is_no_standfirst():
    found = extract(page(head=f'<meta property="og:description" content="{ENGLISH[0]}">'), URL)
    assert (found.standfirst, found.paragraphs) == (None, ENGLISH)


def test_learned_lines_are_dropped_with_repetition_as_the_reason():
    line = "The bridges of Poltava are a project of the Example foundation."
    found = extract(page(paragraphs([*ENGLISH, line])), URL, chrome={line: "en"})
    assert found.paragraphs == ENGLISH
    assert dropped(found)[line].reason == "repetition"
    assert line in extract(page(paragraphs([*ENGLISH, line])), URL).paragraphs


@pytest.mark.parametrize("line", ["Read also: our rules", "A sentence that was learned as chrome by mistake."])
def test_what_the_outlet_keeps_is_never_dropped(line):
    html = page(paragraphs([*ENGLISH, line]))
    found = extract(html, URL, outlet=outlet(keep=(line,)), chrome={line: "en"})
    assert found.paragraphs == (*ENGLISH, line)


def test_an_outlets_selectors_are_hints():
    box = '<p class="zz">A box of the outlet that no rule of ours knows, in one full sentence.</p>'
    html = page(paragraphs(ENGLISH[:2]) + box + paragraphs(ENGLISH[2:]))
    assert len(extract(html, URL).paragraphs) == 5
    assert extract(html, URL, outlet=outlet(article=ArticleHints(drop=(".zz",)))).paragraphs == ENGLISH
    assert len(extract(html, URL, outlet=outlet(article=ArticleHints(body=(".zz",)))).paragraphs) == 5, "too little"
    hinted = extract(
        page(inside_after=f'<div class="b">{paragraphs(UKRAINIAN)}</div>'),
        URL,
        outlet=outlet(article=ArticleHints(body=("[[broken", ".absent", ".b"))),
    )
    assert hinted.paragraphs == UKRAINIAN


def test_texts_are_plain():
    found = between("<p>И\u0306ого\u00a0 сло\u00adво\u200b \x1b[31m\u202eред\ufeff, a line with marks.</p>")
    assert "Його слово [31mред, a line with marks." in found.paragraphs


def test_a_word_of_two_scripts_is_flagged_and_not_rewritten():
    found = between("<p>Рoбoти на мості почнуться в жовтні, кажуть у мерії.</p>")  # Latin "o" twice
    assert found.flags == ("homoglyphs",)
    assert any("Рoбoти" in text for text in found.paragraphs)


def test_langdetect_is_asked_once_for_every_article(monkeypatch):
    asked = []
    detect = languages.article_language

    def listen(text):
        asked.append(text)
        return detect(text)

    monkeypatch.setattr(languages, "article_language", listen)
    found = extract(page(), URL)
    assert asked == [found.body]


def test_version_and_rules_are_named():
    assert EXTRACTOR_VERSION
    assert rules_hash() == rules_hash()
    assert len(rules_hash()) == 16


def test_a_first_sentence_that_says_the_headline_is_of_the_text():
    opening = f"{TITLE}."
    assert extract(page(paragraphs((opening, *ENGLISH))), "https://example.ua/news/bridges").paragraphs[0] == opening


def test_a_sentence_beside_the_headline_in_its_header_is_the_standfirst():
    lead = "Three of nine crossings are closed to lorries."
    header = f"<header><h1>{TITLE}</h1><p>{lead}</p><p>By Jane Miller on 3 March 2026 at 14:05.</p></header>"
    html = page().replace(f"<h1>{TITLE}</h1>".encode(), header.encode())
    assert extract(html, URL).standfirst == lead
