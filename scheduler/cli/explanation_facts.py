"""What is told of a page, as plain values: what `--json` prints and the terminal is painted from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from crawlers.extraction.explanation import ExplainedLine, Explanation
from crawlers.extraction.page.plain_text import plain
from crawlers.politeness.robots_rule import deciding_rule
from crawlers.settings import ROBOTSTXT_USER_AGENT
from scheduler.explaining import Hints, Told
from scheduler.one_page import Visit
from storage.addresses import host_of
from storage.findings import RobotsRead

NO_LANGUAGE = "none"


def facts_of(told: Told) -> dict[str, Any]:
    """Everything that is told, with strings safe for a terminal. `lines` and the rest are there if it was explained."""
    facts: dict[str, Any] = {"page": told.page, "problem": told.problem or None}
    facts["fetch"] = _fetch(told.page, told.visit) if told.visit else None
    facts["outlet"] = _outlet(told.hints) if told.hints.outlet else None
    if told.explanation:
        facts |= _explanation(told.explanation)
    cleaned: dict[str, Any] = _plain(facts)
    return cleaned


def _outlet(hints: Hints) -> dict[str, Any]:
    assert hints.outlet is not None
    return {"outlet": hints.outlet.slug, "because": hints.found_by, "learned_lines": len(hints.chrome)}


# ---- the fetch ------------------------------------------------------------------------------------------------------


def _fetch(url: str, visit: Visit) -> dict[str, Any]:
    page = visit.page
    return {
        "outcome": page.outcome.value,
        "detail": page.detail,
        "status": page.http_status,
        "redirects": [{"status": hop.status, "from": hop.url} for hop in page.redirects],
        "url": page.final_url or url,
        "address": page.address,
        "content_type": page.content_type,
        "bytes": page.size,
        "robots": [_robots(read, _asked_there(read, url, visit)) for read in visit.robots],
    }


def _asked_there(read: RobotsRead, url: str, visit: Visit) -> str:
    """The last address on the way that this robots.txt is about."""
    way = [url, *(hop.url for hop in visit.page.redirects), visit.page.final_url or url]
    return next((step for step in reversed(way) if host_of(step) == read.host), url)


def _robots(read: RobotsRead, url: str) -> dict[str, Any]:
    rule = deciding_rule(read.text, url, ROBOTSTXT_USER_AGENT) if read.text else None
    return {
        "file": f"{url.split(':', 1)[0]}://{read.host}/robots.txt",
        "status": read.status,
        "rule": rule,
        "says": _says(read, rule),
        "delay_seconds": read.delay_seconds,
    }


def _says(read: RobotsRead, rule: str | None) -> str:
    if read.text is None:
        return f"answers {read.status}: nothing is fetched meanwhile" if read.status else "cannot be read"
    if rule:
        return "allows it" if "allow" in rule.lower().split(", ")[1][:5] else "forbids it"
    if read.text:
        return "allows it: no rule is about it"
    return "is empty: all is allowed" if read.status == 200 else f"answers {read.status}: all is allowed"  # noqa: PLR2004


# ---- the page -------------------------------------------------------------------------------------------------------


def _explanation(explanation: Explanation) -> dict[str, Any]:
    extraction, place = explanation.extraction, explanation.place
    return {
        "verdict": extraction.verdict.value,
        "reasons": list(extraction.reasons),
        "flags": list(extraction.flags),
        "evidence": {each.field: {"value": each.value, "sources": list(each.sources)} for each in explanation.evidence},
        "place": asdict(place) if place else None,
        "lines": [_line(line) for line in explanation.lines],
        "summary": _summary(explanation.lines),
    }


def _line(line: ExplainedLine) -> dict[str, Any]:
    return {
        "line": line.number,
        "language": line.language,
        "verdict": line.part or "chrome",
        "witness": line.witness,
        "element": line.element,
        "text": line.text,
    }


def _summary(lines: tuple[ExplainedLine, ...]) -> dict[str, Any]:
    article = [line for line in lines if line.part]
    chrome = [line for line in lines if not line.part]
    return {
        "article": {"lines": len(article), "parts": dict(Counter(str(line.part) for line in article))},
        "chrome": {
            "lines": len(chrome),
            "languages": dict(Counter(line.language or NO_LANGUAGE for line in chrome).most_common()),
            "witnesses": dict(Counter(str(line.witness) for line in chrome).most_common()),
        },
    }


def _plain(value: Any) -> Any:
    """Values in which no string commands a terminal, whatever a page or a server sent."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
