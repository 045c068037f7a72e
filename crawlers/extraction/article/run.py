"""The run of lines that is the article with the chrome between its lines, found by what is known of each line."""

from collections.abc import Container, Sequence

from crawlers.extraction.article.place import Marks, best_run, grown, interludes
from crawlers.extraction.chrome.rules import ends_the_article, opens_comments
from crawlers.extraction.chrome.witnesses import Reasons
from crawlers.extraction.page.lines import Line


def article_run(lines: Sequence[Line], reasons: Reasons, hinted: Container[int]) -> list[Line]:
    """The lines from the article's first to its last, with the chrome between them."""
    is_chrome = [reasons[line.number] is not None or (bool(hinted) and line.number not in hinted) for line in lines]
    between = interludes(lines, is_chrome)
    ends = [not hinted and reasons[line.number] == "rule" and _is_end(line, between) for line in lines]
    marks = Marks(chrome=is_chrome, ends=ends, interludes=between)
    run = grown(best_run(lines, marks), lines, marks)
    return [lines[number] for number in run if not hinted or number in hinted]


def _is_end(line: Line, between: Sequence[bool]) -> bool:
    """Whether nothing below a line is the article: comments, or other stories after which the text does not go on."""
    return opens_comments(line.text) or (ends_the_article(line.text) and not between[line.number])


def with_kept(run: Sequence[Line], lines: Sequence[Line], kept: Container[int]) -> list[Line]:
    """The run and the lines of its container that the outlet's file says are never chrome."""
    if not run:
        return []
    homes = {line.block.getparent() for line in run}
    wanted = {line.number for line in run}
    wanted |= {line.number for line in lines if line.number in kept and line.block.getparent() in homes}
    return [line for line in lines if line.number in wanted]
