"""Archive addresses that can be counted."""

from datetime import date

import pytest

from crawlers.archive_template import ArchiveTemplate

TODAY, SINCE = date(2026, 3, 2), date(2026, 1, 15)
HOST = "https://courier.example"


def addresses(template: str, count: int = 100) -> list[str]:
    """The addresses from today into the past, at most so many."""
    archive = ArchiveTemplate(HOST + template)
    assert archive.problem() is None
    found: list[str] = []
    address: str | None = archive.first(TODAY)
    while address is not None and len(found) < count:
        found.append(address.removeprefix(HOST))
        address = archive.after(address, SINCE)
    return found


def test_months_go_back_to_the_month_that_was_asked_for():
    assert addresses("/sitemap-{YYYY}-{MM}.xml.gz") == [
        *("/sitemap-2026-03.xml.gz", "/sitemap-2026-02.xml.gz", "/sitemap-2026-01.xml.gz")
    ]


def test_days_go_back_to_the_day_that_was_asked_for():
    days = addresses("/z/630/{YYYY}/{M}/{D}")
    assert days[:3] == ["/z/630/2026/3/2", "/z/630/2026/3/1", "/z/630/2026/2/28"]
    assert days[-1] == "/z/630/2026/1/15"
    assert len(days) == 47


def test_years_go_back_to_the_year_that_was_asked_for():
    archive = ArchiveTemplate(f"{HOST}/{{YYYY}}/")
    assert archive.after(f"{HOST}/2026/", date(2025, 6, 1)) == f"{HOST}/2025/"
    assert archive.after(f"{HOST}/2025/", date(2025, 6, 1)) is None


def test_pages_are_counted_until_somebody_stops():
    assert addresses("/all?page={page}", count=3) == ["/all?page=1", "/all?page=2", "/all?page=3"]


def test_an_address_without_placeholders_is_its_own_only_one():
    assert addresses("/archive/") == ["/archive/"]


@pytest.mark.parametrize(
    "address", [f"{HOST}/2026/13/", f"{HOST}/elsewhere", "https://other.example/2026/01/", f"{HOST}/2026/01/x"]
)
def test_an_address_that_is_none_of_its_own_has_no_next(address):
    assert ArchiveTemplate(f"{HOST}/{{YYYY}}/{{MM}}/").after(address, SINCE) is None


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("/{yyyy}/", "{yyyy} is no placeholder; known are {YYYY} {MM} {M} {DD} {D} {page}"),
        ("/{DD}/", "a date needs"),
        ("/{YYYY}/{DD}/", "a date needs"),
        ("/{YYYY}/{page}", "a date needs"),
        ("/{YYYY}/{MM}/{M}/", "a date needs"),
    ],
)
def test_a_template_that_cannot_be_counted_is_told(template, problem):
    said = ArchiveTemplate(HOST + template).problem()
    assert said is not None
    assert said.startswith(problem)
