import pytest

from crawlers.discovery.headlines import plain_headline


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Bridge", "Bridge"),
        ("<b>Bridge</b>\n closes", "Bridge closes"),
        ("Bridge<br/>closes", "Bridge closes"),
        ("&lt;i&gt;Bridge&lt;/i&gt;", "Bridge"),
        ("Bridge &amp;quot;closes&amp;quot;", 'Bridge "closes"'),
        ("What <script> does", "What <script> does"),
        ("5 < 7 > 3", "5 < 7 > 3"),
        ("  ", None),
        ("<b></b>", None),
        (None, None),
        (5, None),
    ],
)
def test_a_headline_is_one_line_of_plain_text_or_nothing(text, plain):
    assert plain_headline(text) == plain
