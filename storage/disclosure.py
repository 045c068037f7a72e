"""Where a text says of itself that it was updated or corrected, in English, Ukrainian and Russian. Pure.

A note is known by its form, not by its words: a label with something after it ("Correction:", «Оновлено о 14:05»), or
a sentence about this very article. A story about another's correction is no note.
"""

import re
from collections import Counter
from collections.abc import Iterable

from storage.furniture import is_relative_time

_TEXT_EN = r"(?:article|story|post|report|piece|page|headline|column|text|version|item)"
_TEXT_UK = r"(?:матеріал\w*|стат(?:тя|тю|ті|тею)|новин\w*|текст\w*|публікаці\w*|заголов\w*|допис\w*|повідомлення)"
_TEXT_RU = r"(?:материал\w*|стать\w*|новост\w*|текст\w*|публикаци\w*|заголов\w*|пост\w*|сообщени\w*)"

_LABEL = (
    r"(?:(?:last )?updated?|corrections?|corrected|clarifications?|clarified|amendment|amended|upd|editor'?s'? note|"
    r"(?:востаннє )?оновлено|оновлення|оновлюється|виправлено|виправлення|уточнено|уточнення|доповнено|доповнення|"
    r"спростування|поправка|примітка редакції|від редакції|"
    r"обновлено|обновление|обновляется|исправлено|исправление|дополнено|дополнение|уточнение|опровержение|"
    r"примечание редакции|от редакции)"
)
# After a label: nothing, a mark, a time or a place in the day; never the object of a verb ("updated its forecast").
_AFTER_LABEL = (
    r"(?= ?(?:$|[:.)\]!|]|- )| ?\(?\d| (?:at|on|as of|о|об|у|в|від|от|станом на)\b ?(?:\d|noon|midnight|midday|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b)|"
    r" (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r" to (?:add|include|reflect|correct|clarify|remove|show|say)\b| with (?:comment|new|more|additional|details)\b|"
    r" (?:коментар|нов(?:ими|ою|ым|ой)|інформаці|даними|деталями|комментари|информаци|данными|подробностями))"
)
_LABELLED = rf"(?:^|(?<=[.!?)\]\"] )|(?<=[(\[*]))\*?{_LABEL}{_AFTER_LABEL}"
_MENDED_EN = r"(?:updated|corrected|amended|clarified|revised|edited|changed|modified|appended)"
_OF_ITSELF = (
    rf"\bth(?:is|e) {_TEXT_EN} (?:(?:[^.]{{0,80}} and )?(?:was|has been|is being|have been)(?: \w+ly)? {_MENDED_EN}|"
    r"corrects|clarifies|updates)\b|"
    rf"\b(?:an|a|in an|in a) (?:earlier|previous|prior|original) version of (?:this|the|our) {_TEXT_EN}\b|"
    rf"\b(?:earlier|previous) versions of this {_TEXT_EN}\b|"
    rf"\bwe (?:have )?(?:corrected|amended) th(?:is|e) {_TEXT_EN}\b|"
    rf"\bthis (?:was|has been) {_MENDED_EN} (?:on|at)\b|"
    r"^\((?:corrects|corrected|adds|updates|clarifies|recasts|refiles)\b|"
    r"\b(?:редакція|редакция) (?:виправила|уточнила|перепрошує|вибачається|исправила|приносит извинения|извиняется)\b|"
    rf"\b{_TEXT_UK} (?:було |була |був )?(?:оновлен|доповнен|виправлен|уточнен|відредагован|змінен)\w*|"
    rf"\b(?:оновили|доповнили|виправили|уточнили) (?:цей |цю |цього |нашу? )?(?:{_TEXT_UK})|"
    rf"\b(?:оновлена|доповнена|виправлена) версія(?: {_TEXT_UK})?\b|"
    rf"\b(?:попередн|перш|початков|ранн)\w+ верс\w+ (?:цього |цієї |нашого |нашої )?{_TEXT_UK}|"
    rf"\b{_TEXT_RU} (?:был[аои]? )?(?:обновл|дополн|исправл|уточн|отредактир|измен)[её]н\w*|"
    rf"\b(?:обновили|дополнили|исправили|уточнили) (?:этот |эту |наш[уе]? )?{_TEXT_RU}|"
    rf"\b(?:предыдущ|перв|ранн|первоначальн)\w+ верс\w+ (?:этого |этой |нашего |нашей )?{_TEXT_RU}"
)
_NOTE = re.compile(f"{_LABELLED}|{_OF_ITSELF}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def disclosed_between(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether the new text has a note that the old had not, or the old note with another date or number in it."""
    return bool(_notes(new) - _notes(old))


def _notes(lines: Iterable[str]) -> Counter[tuple[str, ...]]:
    """The notes of a text, each as its form and the numbers of its line: a mended word makes no new note."""
    notes: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        numbers = () if is_relative_time(line) else tuple(_NUMBER.findall(line))
        notes.update((match.group().lower(), *numbers) for match in _NOTE.finditer(line))
    return notes
