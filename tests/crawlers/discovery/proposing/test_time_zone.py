import pytest

from crawlers.discovery.proposing.time_zone import guess_zone


def stamps(*texts: str) -> list[bytes]:
    return ["".join(f"<pubDate>{text}</pubDate>" for text in texts).encode()]


def at(offset: str, month: str) -> str:
    return f"Sun, 22 {month} 2026 10:15:00 {offset}"


@pytest.mark.parametrize(
    ("texts", "host", "languages", "zone"),
    [
        ([at("+0200", "Nov"), at("+0300", "Jul")], "valley.example", ["uk"], "Europe/Kyiv"),
        ([at("+0200", "Nov")], "valley.com.ua", ["en"], "Europe/Kyiv"),
        ([at("+0200", "Nov")], "valley.example", ["en"], "Europe/Kyiv"),
        ([at("+0200", "Jul")], "valley.example", ["en"], "Europe/Berlin"),
        ([at("+0100", "Jul"), at("+0000", "Nov")], "valley.example", ["en"], "Europe/London"),
        ([at("GMT", "Nov")], "valley.example", ["en"], "Europe/London"),
        ([at("-0500", "Nov"), at("-0400", "Jul")], "valley.example", ["en"], "America/New_York"),
        (["2026-11-22T10:15:00+02:00", "2026-07-22T10:15:00.123+03:00"], "valley.example", ["en"], "Europe/Kyiv"),
        (["2026-07-22T10:15:00Z"], "valley.example", ["en"], "UTC"),
        (["2026-07-22T10:15:00Z"], "valley.example", ["uk"], "Europe/Kyiv"),
        ([], "valley.ua:8080", [], "Europe/Kyiv"),
        ([], "valley.example", ["en"], "UTC"),
    ],
)
def test_a_zone_is_one_whose_clocks_showed_the_times_at_their_dates(texts, host, languages, zone):
    guess = guess_zone(stamps(*texts), host, languages)
    assert guess.zone == zone
    assert guess.because


def test_a_few_stamps_of_others_change_nothing():
    texts = [at("+0200", "Nov")] * 19 + [at("-0800", "Nov")]
    assert guess_zone(stamps(*texts), "valley.example", ["en"]).zone == "Europe/Kyiv"


def test_times_that_never_were_are_passed_over():
    broken = stamps("Sun, 31 Feb 2026 10:15:00 +0200", "2026-13-22T10:15:00+02:00", "0001-01-01T00:00:00+14:00")
    assert guess_zone(broken, "valley.example", ["en"]).zone == "UTC"
