from datetime import UTC, datetime

import pytest

from crawlers.discovery.mail_dates import mail_date


@pytest.mark.parametrize(
    "written",
    [
        "Fri, 27 Nov 2026 10:15:00 +0200",
        "27 Nov 2026 10:15 +02:00",
        "Fri,27 Nov 2026 10:15:00 +2",
        "Friday, 27 November 2026 08:15:00 GMT",
        "Fri, 27 Nov 2026 10:15:00 GMT+2",
        "Fri, 27 Nov 2026 10:15:00 EET",
        "Fri, 27 Nov 2026 10:15:00 Europe/Kyiv",
        "Fri, 27 Nov 2026 03:15:00 EST",
        "пт, 27 лис 2026 10:15:00 +0200",
        "Пт, 27 ноя 2026 10:15:00 +0200",
        "Nov 27, 2026 08:15:00 GMT",
        "November 27, 2026, 8:15 Z",
    ],
)
def test_a_date_of_mail_is_read_whoever_wrote_it(written):
    assert mail_date(written) == datetime(2026, 11, 27, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Fri, 27 Nov 2026 10:15:00",
        "Fri, 27 Nov 2026 10:15:00 XYZ",
        "Fri, 27 Nov 2026 10:15:00 No/Where",
        "Fri, 27 Nov 2026 10:15:00 +9900",
        "Fri, 31 Nov 2026 10:15:00 +0200",
        "Fri, 27 Nov 2026 24:00:00 +0200",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "Fri, 27 Брюмер 2026 10:15:00 +0200",
        "27.11.2026 10:15",
        "",
    ],
)
def test_what_names_no_moment_is_none(written):
    assert mail_date(written) is None
