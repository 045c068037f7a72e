"""The recipe: page in, article out. Each step is a sentence here and a module beside."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from crawlers.extraction import language as languages
from crawlers.extraction.article.parts import ArticleParts, take_apart
from crawlers.extraction.article.place import below_headline
from crawlers.extraction.article.run import article_run, with_kept
from crawlers.extraction.chrome.structure import Structure
from crawlers.extraction.chrome.witnesses import Reasons, Witnesses, inside, outside
from crawlers.extraction.learning import standing_lines, template_of
from crawlers.extraction.metadata.dates import zone
from crawlers.extraction.metadata.metadata import Metadata, read_metadata
from crawlers.extraction.outlet_hints import hinted_lines, language_hint, select
from crawlers.extraction.page.lines import Line, visible_lines
from crawlers.extraction.page.parse import ParsedPage, parse
from crawlers.extraction.page.plain_text import cut
from crawlers.extraction.verdict.judgement import PageFacts, judge_page
from crawlers.outlet import Outlet
from storage.records import DroppedLine, Extraction, Verdict

EXTRACTOR_VERSION = "2"

_LONGEST_BODY = 2_000_000  # characters
_LETTERS_TO_DETECT, _LETTERS_AT_ALL = 200, 60  # of a body: fewer are judged by script and letters
_ENOUGH_TO_JUDGE = 5_000  # characters
_CYRILLIC = re.compile(r"[а-яіїєґА-ЯІЇЄҐ]")  # most texts have none, and this is ten times as quick
# A word of both scripts, such as Cyrillic with a Latin "i": looks right, and is found by no search.
_TWO_SCRIPTS = re.compile(  # the Latin letter first, which is rare, and then what is around it
    r"[a-zA-Z](?:(?<=[а-яіїєґА-ЯІЇЄҐ].)(?=[а-яіїєґ])|(?<=\b.)(?=[а-яіїєґ]{3})|(?<=[а-яіїєґ]{3}.)\b)"
)


def extract(
    html: bytes,
    url: str,
    *,
    outlet: Outlet | None = None,
    chrome: Mapping[str, str | None] | None = None,
    charset: str | None = None,
) -> Extraction:
    """The article of a page: its texts, who wrote it and when, what kind of page it is, and every line dropped.

    `chrome` are lines learned from other pages of the outlet, `charset` is the HTTP header's. Raises ExtractionError
    (UnreadablePage, NotHtml) and nothing else, whatever the bytes are.
    """
    return extraction_of(read_page(html, url, outlet=outlet, chrome=chrome, charset=charset))


def read_page(
    html: bytes,
    url: str,
    *,
    outlet: Outlet | None = None,
    chrome: Mapping[str, str | None] | None = None,
    charset: str | None = None,
) -> "Reading":
    """Everything that `extract` knows of a page, which `explain` shows. Arguments and errors are those of `extract`."""
    page = parse(html, charset)
    lines = visible_lines(page.tree if page.tree.body is None else page.tree.body)
    hint = language_hint(page.tree, outlet)
    structure = Structure(lines, select(page.tree, outlet.article.drop if outlet else ()))
    metadata = read_metadata(page.tree, lines, url, zone(outlet.timezone if outlet else None), hint)
    witnesses = Witnesses(structure, chrome or (), outlet.keep if outlet else (), metadata.descriptions)
    reasons = {line.number: witnesses.reason(line) for line in lines}
    kept = {line.number for line in lines if witnesses.keeps(line)}
    run = article_run(lines, reasons, hinted_lines(page.tree, lines, outlet))
    run = with_kept(below_headline(run, lines, metadata.title), lines, kept)
    spoken = _spoken(run, reasons, hint)
    reasons |= inside(run, reasons, spoken) | dict.fromkeys(kept)
    article = take_apart(lines, run, reasons, metadata, kept)
    return Reading(
        page=page,
        lines=lines,
        run=run,
        reasons=reasons,
        kept=kept,
        article=article,
        metadata=metadata,
        spoken=spoken,
    )


def _spoken(run: Sequence[Line], reasons: Reasons, hint: str | None) -> str | None:
    """The language of the run's prose, by its letters: enough to see what is foreign to it."""
    text = " ".join(line.text for line in run if reasons[line.number] is None and line.prose)
    return languages.line_language(text[:_ENOUGH_TO_JUDGE], hint) or hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that is known of a page when its Extraction is written."""

    page: ParsedPage
    lines: Sequence[Line]
    run: Sequence[Line]
    reasons: Reasons
    kept: Container[int]
    article: ArticleParts
    metadata: Metadata
    spoken: str | None


def extraction_of(reading: Reading) -> Extraction:
    """What is told of a page that was read."""
    page, metadata, article = reading.page, reading.metadata, reading.article
    verdict, why = _judged(reading)
    body = cut("\n\n".join(line.text for line in article.body), _LONGEST_BODY)
    language = _language(body, reading.spoken)
    return Extraction(
        title=metadata.title,
        standfirst=" ".join(line.text for line in article.standfirst) or None,
        body=body,
        authors=metadata.authors or ((article.signature,) if article.signature else ()),
        published=metadata.published.at if metadata.published else None,
        published_from=metadata.published_from,
        published_to_the=metadata.published.to_the if metadata.published else "minute",
        language=language,
        section=metadata.section,
        image_url=metadata.image_url,
        canonical_url=metadata.canonical_url,
        verdict=verdict,
        reasons=why,
        flags=_flags(page, verdict, body),
        charset=page.charset,
        dropped=_dropped(reading, language),
        template=template_of(article.body),
        standing=standing_lines(article.body, article.standfirst, reading.kept, language),
        editions=metadata.editions,
    )


def _judged(reading: Reading) -> tuple[Verdict, tuple[str, ...]]:
    if not reading.page.complete:
        return Verdict.ERROR, ("the page nests too deep to be read to its end",)
    facts = PageFacts(
        tree=reading.page.tree,
        lines=reading.lines,
        title=reading.metadata.title,
        body=reading.article.body,
        run=reading.run,
        things=reading.metadata.things,
    )
    return judge_page(facts)


def _language(body: str, spoken: str | None) -> str | None:
    """By langdetect where there is enough to go by. It is asked once for every page with a body."""
    if not body:
        return spoken
    detected = languages.article_language(body)
    letters = sum(map(str.isalpha, body[: _LETTERS_TO_DETECT * 3]))
    if detected and letters >= _LETTERS_TO_DETECT:
        return detected
    by_letters = languages.line_language(body[:_ENOUGH_TO_JUDGE], spoken)
    return by_letters or (detected if letters >= _LETTERS_AT_ALL else None)


def _flags(page: ParsedPage, verdict: Verdict, body: str) -> tuple[str, ...]:
    flags = []
    if verdict is Verdict.LIVE:
        flags.append("live")
    if _CYRILLIC.search(body) and _TWO_SCRIPTS.search(body):
        flags.append("homoglyphs")
    if not page.complete:
        flags.append("parse-suspect")
    return tuple(flags)


def _dropped(reading: Reading, language: str | None) -> tuple[DroppedLine, ...]:
    """Every visible line that is no part of the article, once, in the order of the page."""
    article = reading.article
    kept = {line.number for part in (article.headline, article.standfirst, article.body) for line in part}
    said = {line.text for part in (article.standfirst, article.body) for line in part}
    found: dict[str, DroppedLine] = {}
    for line in reading.lines:
        if line.number not in kept and line.text not in said and line.text not in found:
            speaks = languages.line_language(line.text, language)
            reason = outside(line, reading.reasons[line.number], language, speaks)
            found[line.text] = DroppedLine(line.text, speaks, reason)
    return tuple(found.values())
