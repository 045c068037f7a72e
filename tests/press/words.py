"""Dates, names and sections in the words of each language, as an outlet prints them."""

from collections.abc import Sequence
from datetime import datetime

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "uk": [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
}
_WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "uk": ["понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"],
}
_AND = {"en": " and ", "uk": " і "}
_UKRAINIAN_SECTIONS = {
    "business": "Бізнес",
    "city": "Місто",
    "culture": "Культура",
    "economy": "Економіка",
    "health": "Здоров’я",
    "incidents": "Події",
    "interview": "Інтерв’ю",
    "longread": "Довгі читання",
    "opinion": "Думки",
    "people": "Люди",
    "society": "Суспільство",
    "sport": "Спорт",
}


def moment_in_words(local: datetime, language: str) -> str:
    """18 November 2026, 08:40"""
    return f"{day_in_words(local, language)}, {local:%H:%M}"


def day_in_words(local: datetime, language: str) -> str:
    """18 листопада 2026"""
    return f"{local.day} {_MONTHS[language][local.month - 1]} {local.year}"


def weekday(local: datetime, language: str) -> str:
    return _WEEKDAYS[language][local.weekday()]


def people(names: Sequence[str], language: str) -> str:
    """Mira Castell, Tomas Ruud and Gwen Pardoe"""
    return _AND[language].join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def section_name(section: str, language: str) -> str:
    return _UKRAINIAN_SECTIONS.get(section, section.title()) if language == "uk" else section.title()
