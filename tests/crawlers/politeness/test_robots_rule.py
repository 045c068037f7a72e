"""Which line of a robots.txt decides: always one that agrees with the verdict that the crawl obeys."""

import pytest
from protego import Protego

from crawlers.politeness.robots_rule import deciding_rule

TEXT = """# the courier's
User-agent: *
Disallow: /private/   # not yet
Allow: /private/open
Disallow: /*.pdf$

User-agent: Varta
User-agent: Other
disallow: /x/
Allow: /x/y$
Disalow: /misspelt
Crawl-delay: 3
"""


@pytest.mark.parametrize(
    ("token", "path", "rule"),
    [
        ("Varta", "/x/a", "line 9, disallow: /x/"),
        ("Varta", "/x/y", "line 10, Allow: /x/y$"),
        ("Varta", "/misspelt", "line 11, Disalow: /misspelt"),
        ("Varta", "/private/a", None),  # another group's
        ("Other", "/x/a", "line 9, disallow: /x/"),
        ("Nobody", "/private/a", "line 3, Disallow: /private/"),
        ("Nobody", "/private/open/day", "line 4, Allow: /private/open"),
        ("Nobody", "/report.pdf", "line 5, Disallow: /*.pdf$"),
        ("Nobody", "/x/a", None),
    ],
)
def test_the_line_that_decides_is_told(token, path, rule):
    url = f"https://courier.example{path}"
    assert deciding_rule(TEXT, url, token) == rule
    forbidden = rule is not None and "dis" in rule.lower()
    assert Protego.parse(TEXT).can_fetch(url, token) is not forbidden


@pytest.mark.parametrize("text", ["", "<html>", "Disallow: /", "User-agent: *\nDisallow:", "\x00\ufffd:\n" * 9])
def test_a_file_without_rules_has_none_that_decides(text):
    assert deciding_rule(text, "https://courier.example/x", "Varta") is None
