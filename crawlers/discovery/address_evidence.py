"""What the spelling of an address says: whether a story lives there, or a list, a service page, a file."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

# Most outlets put a story's day, its number or its headline into its address; these were read in the addresses of
# forty Ukrainian outlets and of the public corpora of article pages.
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_YEAR, _MONTH, _DAY = r"(?:19[89]\d|20[0-3]\d)", rf"(?:0?[1-9]|1[0-2]|{_MONTHS})", r"(?:[0-2]?\d|3[01])"
# With its parts apart, or eight figures: six may be a story's number.
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}[/_.-]{_MONTH}(?:[/_.-]{_DAY})?|{_DAY}[/_.-]{_MONTH}[a-z]*[/_.-]{_YEAR}"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|[0-3]\d(?:0[1-9]|1[0-2]){_YEAR}|{_DAY}(?:{_MONTHS})[a-z]*{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d{5,}")
_NUMBER = re.compile(rf"(?<![a-z0-9])(?:[a-z]{{0,2}}|article)(?!{_YEAR}(?!\d))\d{{4,}}(?![a-z0-9])", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"(?<![a-z0-9])\d{1,3}(?![a-z0-9])")
_TOKEN = re.compile(r"(?![0-9a-f]{17,}$)(?:[a-z]*\d+[a-z]+){2}[a-z0-9]*", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TOKEN_LENGTHS = range(8, 41)
_WORDS = re.compile(r"[-_+;, ]+")
_HEADLINE_WORDS, _SHORT_SLUG_WORDS = 4, 3
_NAMES_A_STORY = re.compile(r"(?:^|&)(?:\w*id|p|n|article|news|story|post|newsid|a|art)=(\d+)(?=&|$)", re.IGNORECASE)
_NAMES_A_LIST = re.compile(r"^(?:cat|sub|sec|tag|author|user|page|item|rubric|topic)\w*$", re.IGNORECASE)

# Words that stand before the name of a list or a person, or name a service page, in addresses of English, Ukrainian
# and Russian outlets. Not "media", "photo" or "video": sections that hold stories.
_LISTS = re.compile(
    r"[/,](?:tags?|teg[iy]?|label|categor(?:y|ies)|kategori\w*|rubri[ck]s?|rubr[iy]k[aiy]?|authors?|avtor[iy]?|autor|byline|users?|columnists|archives?/?$|ar[ck]hiv\w*/?$|"
    r"pages?|paged?|pagenum|storinka|search|poshuk|poisk|arch)(?:[/,]|[._-]?\d*/?$)",
    re.IGNORECASE,
)
# Or sections, where a headline follows: `/people/olena-zelenska` is a list.
_LISTS_OR_SECTIONS = re.compile(
    r"[/,](?:topics?|tem[aiy]|temat|themes?|sections?|rozdil\w*|"
    r"razdel\w*|persons?|persona|people|profiles?|dos+ier\w*|dosie)(?:[/,]|[._-]?\d*/?$)",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"/(?:log-?in|sign-?(?:in|up)|regist(?:er|ration)|account|subscri\w+|newsletters?|donat\w*|about(?:-us)?|pro-nas|"
    r"contacts?(?:-us)?|kontakt[yi]?|privacy[\w-]*|cookies?|terms[\w-]*|legal|rules|pravyla|advert\w*|reklama|redak(?:ts|c)\w*|"
    r"vacanc\w+|careers?|help|faq|feedback|rss|feeds?|e-?mail(?:article)?|mailing\w*|share|sitemap\w*|mobile|widgets?|weather|horoscopes?|"
    r"static|uploads?|images?|img|assets|wp-content|wp-json|wp-admin|cgi-bin|cdn-cgi|api|promo)(?:[./?]|$)",
    re.IGNORECASE,
)
_PRINT = re.compile(r"/(?:print(?:able|er)?|druk|drukuvaty|version-print|pechat)(?:[/.]|$)", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|pdf|docx?|xlsx?|pptx?|mp[34]|m4[av]|webm|avi|xml|rss|atom|json|zip|gz|rar|"
    r"css|js|txt|apk|exe|woff2?)$",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"/(?:page|p|pagenum|storinka)[/_-]?\d+/?$|(?:^|&)(?:page|paged|pagenum|pg)=\d+(?=&|$)", re.IGNORECASE
)
_ACTION = re.compile(r"(?:^|&)(?:comment\w*|reply\w*|action|do|print|redirect\w*|login)=", re.IGNORECASE)
# Not what readers do with a story, but where: its comments, and what only leads elsewhere.
_LEADS_ON = re.compile(
    r"/(?:comments?|komentari|kommentarii)/?$|/(?:go|goto|out|redirect|click)(?:[./]|$)", re.IGNORECASE
)
_INDEX_FILE = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:s?html?|php\d?|aspx?|stm|jsp)$", re.IGNORECASE)


def address_evidence(url: str) -> Iterator[str]:
    """What speaks for a story's address, and what against it, by the names of `link_score.WEIGHTS`."""
    parts = urlsplit(url)
    path = _INDEX_FILE.sub("/", unquote(parts.path))
    yield from _against(path, parts.query)
    yield from _for(path.rstrip("/"), parts.query)


def _against(path: str, query: str) -> Iterator[str]:
    if _FILE.search(path):
        yield "a file"
    if _LISTS.search(path) or (_LISTS_OR_SECTIONS.search(path) and not _may_be_headline(path)):
        yield "the address of a list"
    if _PRINT.search(path):
        yield "a print version"
    if _SERVICE.search(path):
        yield "a service page"
    if _PAGE.search(path) or _PAGE.search(query):
        yield "a page of a list"
    if _ACTION.search(query) or _LEADS_ON.search(path):
        yield "something to do"
    segments = [segment for segment in path.split("/") if segment]
    if _is_day(segments):
        yield "only a date"
    if not _NAMES_A_STORY.search(query) and all(segment.isalpha() for segment in segments):
        yield "one plain word" if len(segments) <= 1 else "plain words"


def _is_day(segments: list[str]) -> bool:
    """`/2026/11/27/`, `/news/2026-11`: a calendar, not a story. Eight figures may be a story's number."""
    ends = ("/".join(segments[-count:]) for count in (1, 2, 3) if len(segments) >= count)
    return any(_DATE.fullmatch(end) and not _FIGURES.search(end) for end in ends)


def _for(path: str, query: str) -> Iterator[str]:
    last = path.rpartition("/")[2]
    slug = _ENDING.sub("", last)
    date = _DATE.search(path)
    if date and path[date.end() :].strip("/-_.,"):
        yield "a date in the path"
    undated = _DATE.sub("", path) if date and not _FIGURES.fullmatch(slug) else path
    numbers = [number for name, number in _numbers_in(query)]
    if _NUMBER.search(undated) or any(len(number) >= 4 for number in numbers):  # noqa: PLR2004  a year has four
        yield "a number"
    elif _SHORT_NUMBER.search(slug) or numbers:
        yield "a short number"
    if (len(slug) in _TOKEN_LENGTHS and _TOKEN.fullmatch(slug)) or _UUID.fullmatch(slug):
        yield "a token"
    words = _words_of(path)
    if words >= _HEADLINE_WORDS:
        yield "a headline in the path"
    elif words == _SHORT_SLUG_WORDS:
        yield "a short slug"
    if slug != last:
        yield "a page's ending"


def _may_be_headline(path: str) -> bool:
    """Whether a slug is longer than a name, or as long as a full one and a page's."""
    words = _words_of(path)
    return words >= _HEADLINE_WORDS or (words == _SHORT_SLUG_WORDS and _ENDING.search(path) is not None)


def _words_of(path: str) -> int:
    """The words of the longest of the last parts of a path."""
    parts = path.rstrip("/").split("/")[-3:]
    return max(len([word for word in _WORDS.split(part) if word.strip("0123456789")]) for part in parts)


def _numbers_in(query: str) -> Iterator[tuple[str, str]]:
    for found in _NAMES_A_STORY.finditer(query):
        name = found[0].strip("&").partition("=")[0]
        if not _NAMES_A_LIST.match(name):
            yield name, found[1]
