"""A small site whose template puts a prompt into every body, which no rule knows; and a name and a sub-heading."""

from tests.scheduler.small_site import SmallSite

PROMPT = "Quillport by lamplight reaches your pocket every evening."
NAME = "Aldous Fenwick"
SUB_HEADING = "How it began"
_WORDS = ("anchor", "barrel", "candle", "dinghy", "ember", "ferry", "garland", "harbour", "inkwell", "jetty", "kettle")


class PromptingSite(SmallSite):
    """As a small site; each article has paragraphs of its own, `edits` of them in place, and a note in a box."""

    def __init__(self, articles: int = 3) -> None:
        super().__init__(articles)
        self.edits: dict[int, str] = {}  # number of an article -> another last paragraph

    def page(self, path: str) -> str | None:
        if not path.startswith("/news/article-"):
            return super().page(path)
        return _page(int(path.rpartition("-")[2]), self.edits)

    def paragraphs(self, n: int) -> list[str]:
        """What article n says, without its prompt and its note."""
        return [paragraph_of(n, 1), NAME, paragraph_of(n, 2), SUB_HEADING, self.edits.get(n, paragraph_of(n, 3))]


def paragraph_of(n: int, part: int) -> str:
    """A paragraph that no other article has."""
    one, other = _WORDS[n % len(_WORDS)], _WORDS[(n + part) % len(_WORDS)]
    return (
        f"The {one} of the {n}th street was carried past the {other} of the customs house on the {part + n}th of May, "
        f"and {n * part + 3} people of the {other} guild walked behind it until the lamps were lit."
    )


def note_of(n: int) -> str:
    """A line that the template sets apart, another one in each article."""
    return f"The guild of the {_WORDS[n % len(_WORDS)]} asks {n + 2} readers to write to it about the {n}th street."


def _page(n: int, edits: dict[int, str]) -> str:
    title = f"The {n}th street of Quillport has its {_WORDS[n % len(_WORDS)]} back"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body><main><article>'
        f'<h1>{title}</h1><div class="text"><p>{paragraph_of(n, 1)}</p><p>{NAME}</p><p>{PROMPT}</p>'
        f'<p>{paragraph_of(n, 2)}</p><h2>{SUB_HEADING}</h2><p class="guild">{note_of(n)}</p>'
        f"<p>{edits.get(n, paragraph_of(n, 3))}</p></div></article></main></body></html>"
    )
