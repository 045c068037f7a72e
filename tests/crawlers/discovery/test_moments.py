from datetime import UTC, datetime

import pytest

from crawlers.discovery.moments import day_in_address


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
