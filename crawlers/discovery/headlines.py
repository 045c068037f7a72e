"""Headlines as sources hint them: marked up, escaped once or twice."""

import re
from html import unescape

# Only what formats a line: a headline may be about `<script>` or say "a < b".
_TAGS = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|br|wbr|p|div|small|big|sup|sub|h[1-6]|img|nobr|mark)\b[^<>]*>", re.IGNORECASE
)


def plain_headline(text: object) -> str | None:
    """One line of plain text, or None for nothing."""
    if not isinstance(text, str):
        return None
    line = unescape(_TAGS.sub(" ", unescape(text)))
    return " ".join(_TAGS.sub(" ", line).split()) or None
