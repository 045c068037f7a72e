import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.page_query import page_query


@pytest.mark.parametrize(
    "name",
    [
        *("utm_source", "UTM_Medium", "utm_anything", "fbclid", "gclid", "yclid", "ysclid", "_openstat", "at_custom1"),
        *("fb_action_ids", "hmb_campaign", "mc_cid", "_ga", "_ga_X1", "__twitter_impression", "xtor", "ref_src"),
        *(
            "CMP",
            "INTCMP",
            "taid",
            "sfnsn",
            "mibextid",
            "ns_mchannel",
            "_x_tr_sl",
            "attribution_id",
            "replytocom",
            "noamp",
        ),
        *("at_link_id", "mc_eid", "utm_id"),
    ],
)
def test_the_way_a_reader_came_is_no_part_of_a_query(name: str) -> None:
    assert page_query(f"{name}=5&id=7") == "id=7"


@pytest.mark.parametrize(
    "pair",
    [
        *("id=5", "p=5", "article=5", "news=bridge", "page=2", "story=5", "lang=uk", "q=ferry", "date=2026-11-27"),
        *("from=kyiv", "source=interfax", "ref=5", "share=market", "sid=5", "session=morning", "cat=3", "at=noon"),
        *("utm=5", "fb=5", "ga=5", "mc=5", "at_id=5", "ml_id=5", "ga_id=5", "ref=kyiv.html5", "source=mayak.example"),
    ],
)
def test_what_may_name_the_page_stays(pair: str) -> None:
    assert page_query(f"{pair}&utm_source=x") == pair


@pytest.mark.parametrize(
    "pair",
    [
        *("from=rss", "ref=telegram", "source=Facebook", "via=google_news", "from=ukr.net", "partner=rss"),
        *("traffic_source=telegram", "ref=harbour.example", "ref=the-harbour-newsletter"),
    ],
)
def test_a_doubtful_name_goes_where_its_value_is_a_place_that_readers_come_from(pair: str) -> None:
    assert page_query(pair) == ""


@pytest.mark.parametrize("name", ["PHPSESSID", "jsessionid", "sid", "sessionid", "session_id"])
def test_a_session_is_no_page(name: str) -> None:
    assert page_query(f"{name}=0f3a9c12be4477d1a0b5") == ""


@pytest.mark.parametrize(
    ("query", "one_spelling"),
    [
        ("", ""),
        ("b=2&a=1", "a=1&b=2"),
        ("id=6&id=5", "id=6&id=5"),
        ("123456", "123456"),
        ("id=", "id="),
        ("id=5&amp;utm_source=x&amp;amp;page=2", "id=5&page=2"),
        ("q=a+b", "q=a+b"),
        ("q=a%20b", "q=a+b"),
        ("q=міст", "q=%D0%BC%D1%96%D1%81%D1%82"),
        ("q=%d0%bc%d1%96%d1%81%d1%82", "q=%D0%BC%D1%96%D1%81%D1%82"),
        ("q=a%26b", "q=a%26b"),
        ("&&a=1&", "a=1"),
    ],
)
def test_a_query_has_one_spelling(query: str, one_spelling: str) -> None:
    assert page_query(query) == one_spelling


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_spelled_stays_as_it_is(query: str) -> None:
    assert page_query(page_query(query)) == page_query(query)
