"""Stories that we wrote, to be told and changed: of any number, no two alike, in English and in Ukrainian."""

from dataclasses import replace

from tests.history.page import Text
from tests.history.paper import START

_SUBJECTS = {
    "en": (
        *("ferry", "granary", "tannery", "orchard", "foundry", "towpath", "brickyard", "observatory", "weir"),
        *("cannery", "tramway", "chapel", "boathouse", "windmill", "aqueduct", "customs house", "fish market"),
        *("gasworks", "reading room", "drill hall", "ropewalk", "signal box", "bathhouse", "cattle market", "mint"),
    ),
    "uk": (
        *("пором", "зерносховище", "сад", "завод", "цегельня", "обсерваторія", "млин", "каплиця", "пристань"),
        *("трамвай", "вокзал", "музей", "театр", "стадіон", "ринок", "порт", "архів", "клуб", "готель", "міст"),
    ),
}
_PARAGRAPHS = {
    "en": (
        (
            "The council of Quillport voted on Thursday to keep the {subject} open for {n} more years, after a debate "
            "that lasted until midnight."
        ),
        (
            "Alderman Rufus Tindale, who had asked for the vote, said that the {subject} brings in 4,{n:03} crowns a "
            "month and employs nineteen people."
        ),
        "“Nobody in this town remembers a winter without it,” he told the hall. “Let us not be the ones who end it.”",
        (
            "The treasurer answered that the roof of the {subject} has leaked since spring, and that mending it would "
            "cost more than a year's rent."
        ),
        "A second reading is planned for the {n}th week of the year, when the engineers have handed in their report.",
    ),
    "uk": (
        (
            "Міська рада Перевізного в четвер проголосувала за те, щоб {subject} працював ще {n} років, після "
            "суперечки, яка тривала до півночі."
        ),
        (
            "Депутат Рустам Тиндюк, який просив про голосування, сказав, що {subject} дає місту 4{n:03} гривень на "
            "місяць і роботу дев’ятнадцяти людям."
        ),
        "«Ніхто в цьому місті не пам’ятає зими без нього, — сказав він у залі. — Не будьмо тими, хто це закінчить».",
        "Скарбниця відповіла, що дах протікає з весни, а полагодити його коштуватиме більше, ніж річна оренда.",
        "Друге читання заплановане на {n} тиждень року, коли інженери здадуть свій звіт.",
    ),
}
_TITLES = {
    "en": "Quillport keeps its {subject} for {n} more years",
    "uk": "Перевізне збереже {subject} ще на {n} років",
}
_AUTHORS = {"en": ("Ida Marlowe",), "uk": ("Оксана Берегова",)}


def story(n: int, language: str = "en") -> Text:
    """The n-th story, from 1."""
    subjects = _SUBJECTS[language]
    facts = {"subject": subjects[n % len(subjects)], "n": n + 10}
    return Text(
        title=_TITLES[language].format(**facts),
        paragraphs=tuple(paragraph.format(**facts) for paragraph in _PARAGRAPHS[language]),
        published=START,
        language=language,
        authors=_AUTHORS[language],
    )


def reworded(text: Text, old: str, new: str) -> Text:
    """The text with these words in the place of those, in headline and paragraphs."""
    changed = tuple(paragraph.replace(old, new) for paragraph in text.paragraphs)
    told = replace(text, title=text.title.replace(old, new), paragraphs=changed)
    assert told != text, old
    return told
