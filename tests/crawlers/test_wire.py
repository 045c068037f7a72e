"""What a child says arrives as it was said; what is no finding is refused, whatever the bytes."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.errors import BrokenMessage
from crawlers.wire import HEAD, MAX_MESSAGE, decode, encode, read_findings
from storage.findings import (
    ChromeCount,
    CrawlEnded,
    Finding,
    Hop,
    Link,
    PageRead,
    PageSeen,
    Reextracted,
    RobotsRead,
    SourceRead,
)
from storage.records import DroppedLine, Edition, Extraction, Outcome, StandingLine, Verdict

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ENDED = CrawlEnded(crawl_id=1, outlet="the-gaze", seen_at=NOW, outcome="finished", detail="Усе гаразд", seconds=1.5)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
maybe = st.none() | texts
numbers = st.none() | st.integers(0, 999)
moments = st.datetimes(timezones=st.just(UTC))
reasons = st.sampled_from(["structure", "rule", "language", "repetition", "place", "neighbour"])
who: dict[str, Any] = {"crawl_id": st.integers(0), "outlet": texts, "seen_at": moments}
links = st.builds(Link, url=texts, title=maybe, published=st.none() | moments, language=maybe)
lines = st.builds(DroppedLine, text=texts, language=maybe, reason=reasons)
extractions = st.builds(
    Extraction,
    title=texts,
    standfirst=maybe,
    body=texts,
    authors=st.lists(texts, max_size=2).map(tuple),
    published=st.none() | moments,
    published_to_the=st.sampled_from(["minute", "day"]),
    verdict=st.sampled_from(Verdict),
    dropped=st.lists(lines, max_size=2).map(tuple),
    template=texts,
    editions=st.lists(
        st.builds(Edition, url=texts, language=texts, declared_by=st.sampled_from(["hreflang", "json-ld", "link"])),
        max_size=2,
    ).map(tuple),
    standing=st.lists(st.builds(StandingLine, text=texts, language=maybe, doubt=st.integers(0, 2)), max_size=2).map(
        tuple
    ),
)
findings = st.one_of(
    st.builds(
        SourceRead,
        **who,
        source_id=st.integers(0),
        url=texts,
        outcome=st.sampled_from(Outcome),
        http_status=numbers,
        body_hash=st.none() | st.binary(),
        links=st.lists(links, max_size=2).map(tuple),
        due_at=moments,
    ),
    st.builds(
        PageRead,
        **who,
        url=texts,
        outcome=st.sampled_from(Outcome),
        article_id=numbers,
        extraction=st.none() | extractions,
        due_at=st.none() | moments,
        thorough=st.booleans(),
        page=st.none() | st.binary(),
    ),
    st.builds(
        PageSeen,
        **who,
        url=texts,
        outcome=st.sampled_from(Outcome),
        redirects=st.lists(st.builds(Hop, url=texts, status=numbers), max_size=2).map(tuple),
        address=maybe,
        content_type=maybe,
        size=numbers,
        page=st.none() | st.binary(),
    ),
    st.builds(
        Reextracted,
        outlet=texts,
        seen_at=moments,
        article_id=st.integers(0),
        extraction=st.none() | extractions,
        extractor_version=texts,
        rules_hash=texts,
    ),
    st.builds(RobotsRead, **who, host=texts, domain=texts, text=maybe, delay_seconds=st.none() | st.floats(0, 1e6)),
    st.builds(
        CrawlEnded,
        **who,
        outcome=texts,
        seconds=st.floats(0, 1e6),
        chrome=st.lists(
            st.builds(ChromeCount, text=texts, language=maybe, reason=reasons, pages=st.integers(0), sample_url=texts)
        ).map(tuple),
    ),
)


def read(data: bytes) -> list[Finding]:
    """What comes out of a pipe that held these bytes when its other end closed."""

    async def collect() -> list[Finding]:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        return [finding async for finding in read_findings(reader)]

    return asyncio.run(collect())


def message(**changes: Any) -> bytes:
    """A right message with something changed; None takes the field away."""
    fields = json.loads(encode(ENDED)[HEAD.size :]) | changes
    return json.dumps({name: value for name, value in fields.items() if value is not None}).encode()


@given(findings)
def test_every_finding_arrives_as_it_was_sent(finding):
    assert decode(encode(finding)[HEAD.size :]) == finding


def test_findings_arrive_in_their_order():
    sent = [replace(ENDED, crawl_id=n) for n in range(5)]
    assert read(b"".join(map(encode, sent))) == sent


def test_a_moment_of_another_zone_arrives_in_utc():
    in_kyiv = replace(ENDED, seen_at=datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=2))))
    (arrived,) = read(encode(in_kyiv))
    assert (arrived.seen_at, arrived.seen_at.tzinfo) == (NOW, UTC)


def test_half_a_character_becomes_a_question_mark():
    (arrived,) = read(encode(replace(ENDED, detail="so\ud800me")))
    assert isinstance(arrived, CrawlEnded)
    assert arrived.detail == "so?me"


@pytest.mark.parametrize("cut", [1, 3, 4, 5, 50])
def test_the_stump_of_a_child_that_was_killed_is_dropped_and_what_came_before_it_kept(cut):
    assert read(encode(ENDED) + encode(ENDED)[:cut]) == [ENDED]


def test_a_message_that_announces_17_megabytes_is_refused_before_they_are_read():
    with pytest.raises(BrokenMessage, match="17825792 bytes"):
        read(HEAD.pack(17 << 20) + b"x")


def test_the_largest_page_that_is_kept_fits_into_a_message():
    finding = PageRead(crawl_id=1, outlet="a", seen_at=NOW, url="u", outcome=Outcome.FETCHED, page=bytes(8 << 20))
    assert len(encode(finding)) < MAX_MESSAGE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "JSONDecodeError"),
        (b"\x80\x04\x95", "UnicodeDecodeError"),
        (b"[1, 2]", "TypeError"),
        (b"null", "AttributeError"),
        (b"{}", "KeyError"),
        (b"[" * 100_000, "RecursionError"),
        (message(kind="Extraction"), "KeyError"),
        (message(kind="os.system"), "KeyError"),
        (message(kind=["CrawlEnded"]), "TypeError"),
        (message(password="x"), "CrawlEnded has no password"),
        (message(outlet=None), "missing"),
        (message(outlet=5), "5 is not str"),
        (message(crawl_id="1"), "'1' is not int"),
        (message(crawl_id=True), "True is not int"),
        (message(crawl_id=1.0), "1.0 is not int"),
        (message(seconds="1.5"), "is not float"),
        (message(seen_at="yesterday"), "ValueError"),
        (message(seen_at="2026-11-22T10:00:00"), "has no zone"),
        (message(seen_at="0001-01-01T00:00:00+14:00"), "OverflowError"),
        (message(chrome={}), "is not list"),
        (message(chrome=["x"]), "ChromeCount is not a table"),
        (message(chrome=[{"text": "x", "language": None, "reason": "mood", "pages": 1, "sample_url": ""}]), "mood"),
    ],
)
def test_whatever_is_no_finding_is_a_broken_message(data, says):
    with pytest.raises(BrokenMessage, match=says.replace("[", r"\[")):
        decode(data)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outcome", "invented"),
        ("page", "AAAA!"),  # base64 but for one character
        ("page", 5),
        ("thorough", 1),
        ("extraction", []),
        ("extraction", {"verdict": "invented"}),
        ("extraction", {"published_to_the": "second"}),
        ("extraction", {"dropped": [["text", "en"]]}),
        ("extraction", {"dropped": [["text", "en", "rule", "more"]]}),
        ("extraction", {"authors": "Anna"}),
    ],
)
def test_every_field_of_a_page_is_checked_against_its_type(field, value):
    page = PageRead(crawl_id=1, outlet="a", seen_at=NOW, url="u", outcome=Outcome.FETCHED)
    fields = json.loads(encode(page)[HEAD.size :])
    decode(json.dumps(fields).encode())
    with pytest.raises(BrokenMessage):
        decode(json.dumps({**fields, field: value}).encode())


@given(st.binary())
def test_random_bytes_never_raise_anything_but_a_broken_message(data):
    for use in (decode, read):
        try:
            use(data)
        except BrokenMessage:
            pass
        else:
            assert use is read, "no random bytes are a finding"


def test_the_complaint_about_a_message_stays_short():
    with pytest.raises(BrokenMessage) as error:
        decode(message(outlet=["x" * 10_000]))
    assert len(str(error.value)) <= 500
