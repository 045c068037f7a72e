"""Sub-headings of one word that a menu may hold as well: "Background", «Політика»."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from crawlers.extraction.chrome.rules import may_be_text
from crawlers.extraction.page.homes import home
from crawlers.extraction.page.lines import Line
from storage.records import ChromeReason


def subheadings(run: Sequence[Line], verdicts: Mapping[int, ChromeReason | None]) -> set[int]:
    """The numbers of the lines that rules call chrome, and that part prose from prose of the same place."""
    found: set[int] = set()
    above: set[HtmlElement] = set()
    for line, below in pairwise(run):
        if verdicts[line.number] is None and line.prose:
            above.add(home(line))
        place = line.block if line.block in above else home(line)  # loose words stand in the block itself
        told = verdicts[line.number] == "rule" and not line.linked and may_be_text(line.text)
        if told and below.prose and verdicts[below.number] is None and place in above and place is home(below):
            found.add(line.number)
    return found
