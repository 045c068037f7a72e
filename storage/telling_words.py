"""Words that make another statement of a sentence, in English, Ukrainian and Russian, by what they tell. Pure.

On one line stand the forms of one statement, in all three languages: from "killed" to "was killed" nothing changes.
A word that ends in * stands for all that begin so. To add a word, put it on the line of its synonyms.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

NEGATION = """
    not no cannot never neither nor не ні ані нє ни нет
    none nobody nothing nowhere ніхто нікого нікому нічого ніщо ніде никто никого ничего ничто нигде
    without без
    ніколи никогда
    hardly barely навряд вряд
    немає нема нету
    refus* відмов* отказ*
"""
QUALIFIER = """
    alleg* reportedly purported* supposed* apparently seemingly нібито начебто мовляв якобы будто
    possibl* perhaps maybe probabl* likely presumabl* можлив* ймовірн* імовірн* возможн* вероятн* предположительно
    unlikely малоймовірн* маловероятн*
    may might could може можуть могла могли может могут мог
    must should мусить мусять повинен повинна повинні повинно должен должна должны должно
    suspect* підозр* подозр*
    unconfirmed unverified непідтверджен* неподтвержд*
    almost nearly майже почти
    approximately roughly приблизно орієнтовно примерно
    least щонайменше принаймні
    most більшість большинство
    more понад більше більш более больше свыше
    less fewer менше менш менее меньше
    only лише тільки лишь только
    all every всі усі все усе всіх усіх всім усім всех всем
    some several деякі деяких кілька декілька некоторые некоторых несколько
    many багато численн* много многие
    few мало небагато немного
"""
ATTRIBUTION = """
    claim* assert* стверджу* утвержда*
    admit* acknowledg* conced* confess* визна* призна*
    deny denies denied denying denial* запереч* спросту* отрица* опроверг*
    confirm* підтвер* подтвер*
    insist* наполяга* настаива*
    according словами словам
    accus* blam* звинува* обвиня* обвинил*
    warn* попере* предупре*
    promis* pledg* vow* обіця* пообіця* обеща* пообеща*
    threaten* погрож* пригроз* угрож*
"""
EVENT = """
    kill* slain вбив* вбит* убив* убит*
    murder* assassinat*
    dead death* die died dies dying загин* помер* помир* смерт* погиб* умер* умир*
    wound* injur* hurt поранен* поранил* травмован* ранен* ранил* пострада* постражда*
    missing зник* пропал*
    arrest* detain* затрим* арешт* задерж* арест*
    charged indict* обвинувач* обвинен*
    convict* guilty винн* винуват* засудж* засуд* виновн* виноват* осужд* осуди*
    acquit* innocent невинн* невинуват* виправда* невиновн* оправда*
    releas* freed звільн* освобо*
    resign* відстав* отстав*
    sacked fired dismiss* увол*
    attack* атак*
    strike strikes struck удар*
    explo* blast* вибух* взрыв*
    terroris* терорис* террорис*
    militant* insurgent* fighter* бойовик* боевик*
    rebel* protester* повстан* протестувальник* протестующ*
    occup* окуп* оккуп*
    captur* seiz* захопи* захоплен* захвати* захвач*
    liberat* деокуп*
    destroy* зруйн* знищ* разруш* уничтож*
    damag* пошкод* повред* поврежд*
    approv* ухвал* схвал* одобр*
    reject* відхил* отклон*
    ban bans banned banning заборон* запрет* запрещ*
    allow allows allowed permit* дозвол* разреш*
    won win wins winner* victor* перемо* побед* побежд*
    lost lose loses losing losses defeat* програ* поразк* проигр* поражен*
    legal* lawful* законн*
    true правд*
    false* неправд* брехн* ложн* ложь
"""
DIRECTION = """
    rise rises rose risen rising increas* grew grow grows grown growing surg* зрос* зріс* збільш* підвищ* вырос*
        увелич* повыш* рост роста зростан*
    fall falls fell fallen falling decreas* declin* plung* знизи* зниж* зменш* падін* впав впала впали снизи* сниж*
        уменьш* упал* паден*
    before перед раніше раньше
    after після после
    north* північ* півноч* север*
    south* півден* півдн* южн* юг юга юге
    east* схід сход* східн* восточ* восток*
    west* захід заход* західн* запад*
    left лівий ліва лівого лівої левый левая левого левой
    right правий права правого правої правый правая правого правой
"""
PERSON = """
    he him
    she
    they them
    він
    вона
    вони
    он
    она
    они
"""
DATE = """
    january січ* январ*
    february лютого лютий лютому феврал*
    березня березень березні марта март марте
    april квітня квітень квітні апрел*
    травня травень травні мая мае
    june червня червень червні июн*
    july липня липень липні июл*
    august серпня серпень серпні август*
    september верес* сентябр*
    october жовтня жовтень жовтні октябр*
    november листопад* ноябр*
    december груд* декабр*
    monday понеділ* понедельник*
    tuesday вівтор* вторник*
    wednesday середа середу середи среда среду среды
    thursday четвер*
    friday п'ятниц* пятниц*
    saturday субот* суббот*
    sunday неділ* воскресень*
    yesterday вчора учора вчера
    today сьогодні сегодня
    tomorrow завтра
"""

OPENERS = frozenset(
    """
    the this that these those there here then when where while with from into also again later earlier soon today
    however but meanwhile moreover although though after before during since until because besides instead still
    його її їх цей ця це ці той тоді там тут також теж потім пізніше раніше однак проте утім втім водночас крім окрім
    коли якщо після перед поки тому адже тепер нині зараз сьогодні вчора отже зокрема наразі через унаслідок внаслідок
    этот эта это эти тогда там тут также тоже потом позже ранее однако впрочем кроме когда если после перед пока потому
    ведь теперь сейчас сегодня вчера вследствие между тем
    """.split()  # noqa: SIM905 - a list to be read, not a list literal
)  # what a sentence starts with that is no one's name


class Told(NamedTuple):
    """What a word tells: its group, and the statement as the first word of its line."""

    group: str
    statement: str


def _told_by_words(groups: dict[str, str]) -> dict[str, Told]:
    return {
        word: Told(group, line.split()[0])
        for group, lines in groups.items()
        for line in lines.replace("\n        ", " ").strip().splitlines()
        for word in line.split()
    }


_TOLD = _told_by_words(
    {
        "negation": NEGATION,
        "qualifier": QUALIFIER,
        "attribution": ATTRIBUTION,
        "what happened": EVENT,
        "direction": DIRECTION,
        "date": DATE,
        "person": PERSON,
    }
)
_LENGTHS = sorted({len(word) - 1 for word in _TOLD if word.endswith("*")}, reverse=True)


def told_by(words: Iterable[str]) -> list[Told]:
    """What the words tell, in their order; `words` in lower case."""
    return [told for word in words if (told := _told_by(word)) is not None]


@lru_cache(maxsize=10_000)
def _told_by(word: str) -> Told | None:
    if word.endswith("n't"):
        return _TOLD["not"]
    if word in _TOLD:
        return _TOLD[word]
    return next((told for length in _LENGTHS if (told := _TOLD.get(f"{word[:length]}*")) is not None), None)
