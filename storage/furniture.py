"""Lines of a page that are no part of its text, known by their form alone: counters, stamps, tickers, prompts. Pure.

Extraction drops nearly all of them; this is the second gate, for what it let through. Narrow on purpose: a line is
furniture only when nothing else stands in it, so that no sentence of a reporter is ever taken for one.
"""

import re

LONGEST = 250  # characters of a prompt or of a headline behind "read also": a guess; longer lines are text

_AMOUNT = r"(?:\d+(?:[ .,]\d+)*(?: ?(?:k|m|тис|млн|к)\b\.?)?)"
_COUNTED = (
    r"(?:views?|reads?|comments?|shares?|likes?|reposts?|retweets?|reactions?|replies|"
    r"перегляд\w*|коментар\w*|поширен\w*|вподобан\w*|лайк\w*|репост\w*|"
    r"просмотр\w*|комментари\w*|поделил\w+|прочтени\w*|прочитан\w*)"
)
_COUNTER = rf"(?:{_AMOUNT} {_COUNTED}|{_COUNTED}:? ?\(?{_AMOUNT}\)?)"
_SEPARATOR = r"(?: ?[-·•|/,;] ?| )"
_COUNTERS = rf"{_COUNTER}(?:{_SEPARATOR}{_COUNTER})*"

_STAMPED = (
    r"(?:(?:last )?(?:updated|modified|edited|published|posted)|"
    r"(?:востаннє |останнє )?(?:оновлено|оновлення|опубліковано|змінено)|"
    r"(?:последнее )?(?:обновлено|обновление|опубликовано|изменено))"
)
_UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhd]|"
    r"секунд\w*|сек|хвилин\w*|хв|годин\w*|год|дн\w+|день|тиж\w+|місяц\w*|рок\w*|рік|"
    r"минут\w*|мин|час\w*|недел\w*|месяц\w*|год\w*|лет)\.?"
)
_AGO = (
    rf"(?:(?:about |over )?(?:\d+|an?|one|одну|один) ?{_UNIT} (?:ago|тому|назад)|"
    rf"(?:{_UNIT}) (?:тому|назад)|just now|moments ago|щойно|только что|"
    r"yesterday|вчора|вчера)"
)
_READING = rf"(?:(?:reading time|час читання|время чтения):? ?\d+ ?{_UNIT}|\d+ ?{_UNIT} (?:read|читання|чтения))"
_RELATIVE = rf"(?:{_STAMPED}:? ?)?{_AGO}"
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|"
    r"січ\w*|лют\w*|берез\w*|квіт\w*|трав\w*|черв\w*|лип\w*|серп\w*|верес\w*|жовт\w*|листопад\w*|груд\w*|"
    r"янв\w*|февр\w*|март\w*|апрел\w*|ма[яй]|июн\w*|июл\w*|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*"
)
_DAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|today|yesterday|"
    r"понеділ\w*|вівтор\w*|серед[аи]|четвер\w*|п'ятниц\w*|субот\w*|неділ\w*|сьогодні|вчора|"
    r"понедельник\w*|вторник\w*|сред[аыу]|пятниц\w*|суббот\w*|воскресень\w*|сегодня|вчера"
)
_OF_TIME = (
    rf"(?:\d+(?:st|nd|rd|th|am|pm)?|{_MONTH}|{_DAY}|at|on|am|pm|a\.m|p\.m|gmt|utc|bst|e[sd]t|eet|cet|"
    r"о|об|у|в|року|рік|года|год|р|г|за києвом|за київським часом|по киеву|мск)"
)
_STAMP = rf"{_STAMPED}(?=.*\d)(?:\b{_OF_TIME}\b|[ .,:/|-])+"

_READ_ALSO = (
    r"(?:(?:read|see|watch|learn) (?:also|more|next)|also read|don't miss(?=:)|related(?: \w+)?(?=:)|"
    r"more on this(?: story| topic)?|"
    r"(?:читайте|читай|читати|дивіться|дивись|слухайте) (?:також|ще|теж)|(?:також|ще) (?:читайте|дивіться)|"
    r"(?:більше|ще) (?:за|по|на) тем[уиоі]\w*|(?:за|по) темою(?=:)|"
    r"(?:читайте|читай|смотрите|слушайте) (?:также|еще|ещё)|также (?:читайте|смотрите)|"
    r"(?:по|на|больше по) тем[еу](?=:))"
)
_ADVERT = (
    r"(?:ad|ads|advert|advertisement|advertising|sponsored(?: content)?|promoted|"
    r"(?:story|article) continues below(?: this)?(?: ad| advertisement)?|реклама|на правах реклами|на правах рекламы)"
)
_FOLLOW = (
    r"(?:(?:subscribe|sign up|follow|підпи(?:суй|ш)\w*|стежт?е?|слідкуй\w*|подпи(?:сывай|ш)\w*|следите?)\b"
    r"(?=.*\b(?:us|our|на[сш]\w*|newsletters?|channel|канал\w*|розсилк\w+|рассылк\w+|"
    r"telegram|whatsapp|facebook|instagram|youtube|twitter|viber|google news|телеграм\w*|фейсбу\w*)\b)|"
    r"(?:join|support|donate|долуч\w+|приєдн\w+|підтрим(?:ай|уй)\w*|присоедин\w+|поддерж(?:и|ива)\w*)\b"
    r"(?=.*\b(?:newsletters?|journalism|newsroom|community|channel|telegram|whatsapp|facebook|"
    r"редакці\w+|спільнот\w+|канал\w*|телеграм\w*|редакци\w+|сообществ\w+|журналісти\w+|журналисти\w+)\b))"
)
_CONSENT = (
    r"(?:we (?:and our .{0,30}partners )?(?:use|store|process)|this (?:web)?site uses|by (?:continuing|using)|"
    r"(?:ми|наш сайт|цей сайт|сайт) (?:використову\w+|застосову\w+)|"
    r"(?:мы|наш сайт|этот сайт|сайт) использу\w+)"
)
_CONSENTED = r"(?:cookies?|information on (?:a|your) device|personal data|кукі\w*|файли cookie|куки\b|файлы cookie)"
_CHANGE = r"[+-]?\d+(?:[.,]\d+)? ?%"

_FORMS = re.compile(rf"(?:{_COUNTERS}|{_RELATIVE}|{_READING}|{_STAMP}|{_ADVERT}) ?[.:]?", re.IGNORECASE)
_PROMPTS = re.compile(
    rf"{_READ_ALSO}\b[^.]*(?:\.{{3}})?|{_FOLLOW}[^.]*[.!]?|{_CONSENT}\b(?=.*{_CONSENTED}).*",
    re.IGNORECASE,
)
_RELATIVES = re.compile(_RELATIVE, re.IGNORECASE)
# A row of a market widget: a name in capitals, what it costs, and by how much that moved.
_TICKER = re.compile(
    rf"(?=.*[A-Z]&?[A-Z])[A-Z][\w&/.]*(?: [A-Z0-9][\w&/.]*){{0,3}}:? [$€£]?\d[\d ,.]*[▲▼↑↓]? ?[+▲▼↑↓-] ?{_CHANGE}"
)


def is_furniture(line: str) -> bool:
    """Whether a folded line is nothing but furniture: no word of a reporter in it."""
    return len(line) <= LONGEST and any(form.fullmatch(line) for form in (_FORMS, _PROMPTS, _TICKER))


def is_relative_time(line: str) -> bool:
    """Whether a folded line says only how long ago something was."""
    return len(line) <= LONGEST and _RELATIVES.fullmatch(line) is not None
