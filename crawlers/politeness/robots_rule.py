"""Which line of a robots.txt decides about an address: what a person asks who wonders why nothing is fetched.

Protego decides and does not say by which rule. So each line is put to it alone, and the strongest that speaks is told.
"""

import re
from collections.abc import Callable, Container, Sequence

from protego import Protego

_RULE = re.compile(r"[ \t]*(allow|d[ia]+s+al+[ao]w)[ \t]*[: \t][ \t]*([^#\s]+)", re.IGNORECASE)  # misspelt ones count


def deciding_rule(text: str, url: str, token: str) -> str | None:
    """The line that allows or forbids the address to `token`, as "line 7, Disallow: /private/"; None when none does."""
    verdict = Protego.parse(text).can_fetch(url, token)
    lines = text.splitlines()
    found = [(number, rule) for number, line in enumerate(lines) if (rule := _RULE.match(line))]
    about = {number: rule for number, rule in found if _is_about(rule[2], url)}
    ours = _membership(token, lines, about)
    for number, rule in sorted(about.items(), key=lambda each: len(each[1][2]), reverse=True):  # the longest wins
        if (rule[1].lower() == "allow") is verdict and ours(number):
            return f"line {number + 1}, {rule[0].strip()}"
    return None


def _is_about(pattern: str, url: str) -> bool:
    return not Protego.parse(f"User-agent: *\nDisallow: {pattern}").can_fetch(url, "anybody")


def _membership(token: str, lines: Sequence[str], rules: Container[int]) -> Callable[[int], bool]:
    """Tells whether a rule, by the number of its line, binds that token: each is made to forbid a place of its own."""
    marked = [
        f"Disallow: /{number}/" if number in rules else "Crawl-delay: 0" if _RULE.match(line) else line
        for number, line in enumerate(lines)
    ]
    groups = Protego.parse("\n".join(marked))
    return lambda number: not groups.can_fetch(f"http://anywhere.example/{number}/", token)
