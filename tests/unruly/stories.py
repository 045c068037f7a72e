"""Pieces that we wrote: no two alike, in English and in Ukrainian, whatever their number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tests.history.page import Text

Address = Callable[[int, datetime], str]  # of a piece by its number and its time


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article: its number at its outlet, where it stands and since when."""

    number: int
    path: str
    at: datetime
    text: Text


_TITLES = {
    "en": (
        "{town} counts {n} lanterns on the {thing}",
        "Why the {thing} of {town} closed after {n} days",
        "{who} asks {town} for {n} crowns to save the {thing}",
        "After {n} years the {thing} returns to {town}",
    ),
    "uk": (
        "{town}: {thing} чекає на ремонт уже {n} днів",
        "Чому {thing} знову приймає гостей: {n} відповідей",
        "{who} просить громаду зібрати {n} гривень на {thing}",
        "{town} рахує втрати: {n} заявок за тиждень, {thing} зачинено",
    ),
}
_PARAGRAPHS = {
    "en": (
        (
            "{who} walked the whole length of the {thing} on Monday and wrote down {n} cracks. The list was read "
            "aloud in {town} the same evening, and nobody left before the end."
        ),
        (
            "The repair would take {n} weeks, according to the engineers. {town} has no money for it this year. "
            "The council will therefore ask its neighbours, who use the {thing} as much as anybody."
        ),
        (
            "“We have {n} families who pass here every morning,” {who} said. “They will not take the long road "
            "for our sake, and I would not ask them to.”"
        ),
        (
            "A letter signed by {n} residents reached the town hall on Friday. It asks for lamps, for a bench and"
            " for a roof over the {thing}, in that order."
        ),
        (
            "Records kept in {town} show that the {thing} was shut {n} times in the last century. Each time it "
            "was opened again within the season, usually with music."
        ),
        (
            "The school has promised to send {n} pupils with brushes and buckets. {who} will bring the paint, "
            "which is left over from the bandstand."
        ),
        (
            "Insurance covers a third of the damage, a sum that {who} put at {n} thousand crowns. The rest must "
            "come from the harvest fair and from whatever {town} can borrow."
        ),
        (
            "Until a decision is made, a guard stands at the {thing} from dusk to dawn. He has turned away {n} "
            "carts so far, and let two weddings through."
        ),
    ),
    "uk": (
        (
            "{who} у понеділок обходить усе довкола й нараховує {n} тріщин. Увечері список читають уголос на "
            "площі, і ніхто не йде додому до самого кінця."
        ),
        (
            "Ремонт, кажуть інженери, триватиме {n} тижнів. Грошей на нього цього року немає. Тому рада проситиме"
            " про допомогу сусідів, яким {thing} потрібно не менше."
        ),
        (
            "«У нас {n} родин, які щоранку проходять саме тут, — каже {who}. — Вони не підуть в обхід заради нас,"
            " і я їх про це не проситиму»."
        ),
        (
            "Лист, який підписали {n} мешканців, лежить у міській раді від п’ятниці. У ньому просять ліхтарі, "
            "лавку та дах, саме в такому порядку."
        ),
        (
            "За архівними книгами, {thing} за минуле століття зачиняли {n} разів. Щоразу двері відчиняли знову "
            "того ж сезону, здебільшого з музикою."
        ),
        (
            "Школа обіцяє прислати {n} учнів із пензлями та відрами. Фарбу принесе {who}: вона лишилася після "
            "ремонту альтанки в парку."
        ),
        (
            "Страховка покриває третину збитків, а решту, понад {n} тисяч гривень, мають дати ярмарок і позика. "
            "Про це говорить {who} на зустрічі з громадою."
        ),
        (
            "Доки рішення немає, увечері тут чергує сторож. Він уже завернув {n} возів і пропустив два весілля, "
            "про що пише в журналі {who}."
        ),
    ),
}
_SLOTS = {
    "en": {
        "thing": ("footbridge", "granary", "weir", "old kiln", "ferry stage", "clock tower", "rope walk", "salt shed"),
        "town": ("Quillport", "Marrowby", "Tarnfield", "Oxholme", "Lower Penning", "Saltmere"),
        "who": ("Alderman Tindale", "Nora Hask", "the harbour master", "Edith Garrow", "the surveyor"),
    },
    "uk": {
        "thing": ("водогін", "міст", "млин", "музей", "пристань", "клуб", "вежа", "крамниця"),
        "town": ("Перевізне", "Луговик", "Верхня Заплава", "Ковилівка", "Надріччя"),
        "who": ("староста Гнат Вересай", "Стефанія Дорош", "голова ради", "Марко Тиндюк", "начальниця порту"),
    },
}
_AUTHORS = {"en": "Ida Marlowe", "uk": "Оксана Берегова"}
PARAGRAPHS = 5  # of the eight: no two pieces are built alike


def text_of(outlet: str, number: int, language: str, published: datetime) -> Text:
    """The text of an outlet's piece: the same whenever it is asked for, and another for each outlet and number."""
    chance = Random(f"{outlet}/{number}")
    titles, paragraphs = _TITLES[language], _PARAGRAPHS[language]
    facts = {name: chance.choice(words) for name, words in _SLOTS[language].items()}
    chosen = chance.sample(paragraphs, PARAGRAPHS)
    # Numbers that differ from piece to piece keep every paragraph of an outlet different from all others.
    told = [text.format(n=17 + 8 * number + place, **facts) for place, text in enumerate(chosen)]
    title = titles[number % len(titles)].format(n=17 + 8 * number, **facts)
    return Text(
        title=title,
        paragraphs=tuple(line[0].upper() + line[1:] for line in told),
        published=published,
        language=language,
        authors=(_AUTHORS[language],),
    )


def pieces(outlet: str, language: str, moments: Sequence[datetime], address: Address) -> tuple[Piece, ...]:
    """One piece for each of these moments, numbered from 1."""
    return tuple(
        Piece(number=n, path=address(n, at), at=at, text=text_of(outlet, n, language, at))
        for n, at in enumerate(moments, 1)
    )


def every(start: datetime, hours: float, number: int) -> list[datetime]:
    """So many moments, so many hours apart, the first at the start."""
    return [start + timedelta(hours=hours) * n for n in range(number)]


def plain_address(number: int, _at: datetime) -> str:
    return f"/news/{1000 + number}-what-the-town-says-of-it"
