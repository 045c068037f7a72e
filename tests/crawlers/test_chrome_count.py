from crawlers.chrome_count import MAX_LENGTH, MAX_LINES, ChromeCounter
from storage.findings import ChromeCount
from storage.records import DroppedLine

MENU = DroppedLine("Similar articles", "en", "rule")
COOKIES = DroppedLine("Ми використовуємо файли cookie", "uk", "language")


def counted(*pages: list[DroppedLine]) -> dict[str, ChromeCount]:
    counter = ChromeCounter()
    for number, dropped in enumerate(pages, 1):
        counter.add(f"https://a.example/{number}", dropped)
    return {count.text: count for count in counter.counts()}


def test_a_line_counts_the_pages_it_was_dropped_from():
    counts = counted([MENU, COOKIES], [MENU], [MENU])
    assert {text: count.pages for text, count in counts.items()} == {MENU.text: 3, COOKIES.text: 1}


def test_a_line_counts_once_a_page_however_often_it_stands_there():
    assert counted([MENU, MENU, MENU])[MENU.text].pages == 1


def test_the_first_page_and_reason_of_a_line_stay_with_it():
    count = counted([COOKIES], [COOKIES._replace(language=None, reason="repetition")])[COOKIES.text]
    assert (count.language, count.reason, count.sample_url) == ("uk", "language", "https://a.example/1")


def test_a_long_line_is_a_text_and_is_not_counted():
    long = DroppedLine("x" * (MAX_LENGTH + 1), "en", "place")
    assert not counted([long])
    assert counted([long._replace(text="x" * MAX_LENGTH)])


def test_a_hostile_page_cannot_fill_the_archive_with_lines():
    flood = [DroppedLine(f"line {n}", "en", "structure") for n in range(MAX_LINES + 10)]
    counts = counted([MENU], flood, [MENU])
    assert len(counts) == MAX_LINES
    assert counts[MENU.text].pages == 2, "lines that are known already are counted on"
