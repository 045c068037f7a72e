"""Does a line recur on so many articles of an outlet that it is chrome? Pure.

A wrong learning loses text, a missed one leaves a prompt: so each bar is set where text does not come. In the
development corpora a sentence that is text stands in two of an outlet's articles at most.
"""

from dataclasses import dataclass

FORGOTTEN_AFTER = 200  # articles of its template without the line: it begins anew, and the table stays small
LOOKED_BACK = 24  # articles before its first sight that count as without it: a busy hour's sentence is no habit

TEXT = 2  # the greatest doubt
WIDE_ARTICLES = 6  # of all the outlet's articles in a language
WIDE_SHARES = {0: 0.5, 1: 0.8}  # by doubt: a template prompts in every article, an agency names itself in many
DEEP_ARTICLES, DEEP_SHARE, DEEP_DAYS = 10, 0.7, 3  # of one template's: a prompt of a section, a standing paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """In how many articles a line stood, of how many since its first sight, of how many at all, on how many days."""

    articles: int
    since: int
    of: int
    days: int
    doubt: int  # how much it looks like text: StandingLine
    is_wide: bool  # counted on all the outlet's articles in a language, not on one template's

    @property
    def share(self) -> float:
        return self.articles / max(self.since, min(self.of, LOOKED_BACK), 1)


def is_chrome(line: Recurrence) -> bool:
    """True for a line that recurs enough; what looks like text must do so on one template and for days."""
    if line.is_wide:
        return line.doubt < TEXT and line.articles >= WIDE_ARTICLES and line.share >= WIDE_SHARES[line.doubt]
    return line.articles >= DEEP_ARTICLES and line.share >= DEEP_SHARE and line.days >= DEEP_DAYS
