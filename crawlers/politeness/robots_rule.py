"""Which line of a robots.txt decides about an address: what a person asks who wonders why nothing is fetched.

Protego decides and does not say by which rule. So each line is put to it alone, and the strongest that speaks is told.
"""

import re

from protego import Protego

_RULE = re.compile(r"[ \t]*(allow|d[ia]+s+al+[ao]w)[ \t]*[: \t][ \t]*([^#\s]+)", re.IGNORECASE)  # misspelt ones count
_MOST = 50  # lines that match one address and are looked at: real files have a few


def deciding_rule(text: str, url: str, token: str) -> str | None:
    """The line that allows or forbids the address to `token`, as "line 7, Disallow: /private/"; None when none does."""
    verdict = Protego.parse(text).can_fetch(url, token)
    lines = text.splitlines()
    found = [(number, rule) for number, line in enumerate(lines) if (rule := _RULE.match(line))]
    matching = [(number, rule) for number, rule in found if (rule[1].lower() == "allow") is verdict]
    matching = [(number, rule) for number, rule in matching if _forbids(f"User-agent: *\nDisallow: {rule[2]}", url)]
    matching.sort(key=lambda each: len(each[1][2]), reverse=True)
    for number, rule in matching[:_MOST]:
        if _speaks_to(token, number, lines):
            return f"line {number + 1}, {rule[0].strip()}"
    return None


def _forbids(text: str, url: str, token: str = "anybody") -> bool:  # noqa: S107  a robot's name, no password
    return not Protego.parse(text).can_fetch(url, token)


def _speaks_to(token: str, number: int, lines: list[str]) -> bool:
    """Whether a rule stands in the group for that token: alone in the file it would then forbid everything."""
    only = [
        "Disallow: /" if n == number else "Crawl-delay: 0" if _RULE.match(line) else line
        for n, line in enumerate(lines)
    ]
    return _forbids("\n".join(only), "http://anywhere.example/page", token)
