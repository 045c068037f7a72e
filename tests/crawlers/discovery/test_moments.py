from datetime import UTC, date, datetime

import pytest

from crawlers.discovery.moments import day_in_address, last_day_in_address, moment_of


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("/sitemap-2026-11.xml", datetime(2026, 11, 1, tzinfo=UTC)),
        ("/2026/11/27/map.xml", datetime(2026, 11, 27, tzinfo=UTC)),
        ("/sitemap_20261127.xml.gz", datetime(2026, 11, 27, tzinfo=UTC)),
        ("/sitemap-2026.xml", datetime(2026, 1, 1, tzinfo=UTC)),
        ("/2025/sitemap-2026-11.xml", datetime(2026, 11, 1, tzinfo=UTC)),
        ("/sitemap-2026-02-31.xml", None),
        ("/sitemap-57.xml", None),
        ("/sitemap-120261127.xml", None),
    ],
)
def test_the_last_date_in_an_address_is_its_day(address, day):
    assert day_in_address(f"https://courier.example{address}") == day


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("/news/2026/02/05/7421639/", date(2026, 2, 5)),
        ("/sitemap-2026-02.xml.gz", date(2026, 2, 28)),
        ("/sitemap_20261127.xml", date(2026, 11, 27)),
        ("/2024/12/", date(2024, 12, 31)),
        ("/archive/202602", date(2026, 2, 28)),
        ("/2025/11/story-of-2026-02-05", date(2026, 2, 5)),
        ("/news/2026/02/31/", None),
        ("/news/bridge-1234567890", None),
        ("/news/bridge-2026", None),
        ("/page/20260", None),
    ],
)
def test_the_last_day_of_which_an_address_may_speak_is_told(address, day):
    assert last_day_in_address(f"https://courier.example{address}") == day


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-27 10:15:00 +0200",
        "2026-11-27T08:15:00 Z",
        "Fri, 27 Nov 2026 10:15:00 +0200",
        "1795767300",
        "1795767300000",
    ],
)
def test_a_moment_is_read_in_the_forms_that_sources_mix_up(written):
    assert moment_of(written) == datetime(2026, 11, 27, 8, 15, tzinfo=UTC)
