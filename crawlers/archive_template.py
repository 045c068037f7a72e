"""Archives whose addresses can be counted: `…/{YYYY}/{MM}/{DD}`, `…/sitemap-{YYYY}-{MM}.xml`, `…/all?page={page}`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
# A placeholder, and what stands in its place in an address.
_PLACEHOLDERS = {
    "{YYYY}": r"(?P<year>\d{4})",
    "{MM}": r"(?P<month>\d{2})",
    "{M}": r"(?P<month>\d{1,2})",
    "{DD}": r"(?P<day>\d{2})",
    "{D}": r"(?P<day>\d{1,2})",
    "{page}": r"(?P<page>\d+)",
}
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class ArchiveTemplate:
    """An address with placeholders; one without is its own only address."""

    url: str

    def problem(self) -> str | None:
        """What is wrong with it, in plain words."""
        found = _PLACEHOLDER.findall(self.url)
        for placeholder in found:
            if placeholder not in _PLACEHOLDERS:
                return f"{placeholder} is no placeholder; known are {' '.join(_PLACEHOLDERS)}"
        names = sorted(_name(placeholder) for placeholder in found)
        known: tuple[list[str], ...] = (["year"], ["month", "year"], ["day", "month", "year"], ["page"], [])
        return (
            None if names in known else "a date needs {YYYY}, {YYYY} and {MM}, or a {DD} with both; pages need {page}"
        )

    def first(self, today: date) -> str:
        """The address of today, or of the first page."""
        return self._of(today, 1)

    def after(self, address: str, since: date) -> str | None:
        """The next address into the past; None where there is none, or where all of it is before `since`."""
        found = self._pattern.fullmatch(address)
        if found is None or not (parts := {name: int(value) for name, value in found.groupdict().items()}):
            return None
        if "page" in parts:
            return self._of(since, parts["page"] + 1)
        try:
            began = date(parts["year"], parts.get("month", 1), parts.get("day", 1))
        except ValueError:
            return None
        return self._of(began - _ONE_DAY, 1) if began > since else None

    def _of(self, day: date, page: int) -> str:
        values = {"YYYY": day.year, "M": day.month, "D": day.day, "page": page}
        padded = {"MM": f"{day.month:02}", "DD": f"{day.day:02}"}
        return _PLACEHOLDER.sub(lambda found: str((values | padded)[found[0][1:-1]]), self.url)

    @property
    def _pattern(self) -> re.Pattern[str]:
        parts = _PLACEHOLDER.split(self.url)
        between = [_PLACEHOLDERS[placeholder] for placeholder in _PLACEHOLDER.findall(self.url)]
        escaped = [re.escape(part) for part in parts]
        return re.compile("".join(a + b for a, b in zip(escaped, [*between, ""], strict=True)))


def _name(placeholder: str) -> str:
    return _PLACEHOLDERS[placeholder].split("<")[1].split(">")[0]
