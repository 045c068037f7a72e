"""How the history of an article looks. Colour helps, and nothing is told by it alone."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from scheduler.cli.show_table import one_line
from scheduler.cli.show_text import edition_line, plain_console, say
from scheduler.cli.show_times import at, published, span, window

_LABEL = 11  # columns of the names on the left
_AROUND = 90  # characters of what stayed that are shown on either side of a change
_MARKS = {"=": ("", "", ""), "-": ("[-", "-]", "red"), "+": ("{+", "+}", "green")}
_SIGNS = {"changed": ("~", ""), "added": ("+", "green"), "removed": ("-", "red"), "moved": (">", "dim")}
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\dZ")
_KINDS = {"vanished": "red", "restored": "green", "edited": "yellow", "reverted": "yellow"}

Facts = Mapping[str, Any]


def show_history(facts: Facts) -> None:
    """The facts for people: painted and wrapped in a terminal; in a file or pipe plain, one paragraph a line."""
    console = plain_console()
    for text, indent in _whole(facts):
        say(console, text, indent)


def _whole(facts: Facts) -> Iterator[tuple[Text, int]]:
    """Texts, each with the columns by which its further rows stand in."""
    timezone = facts["article"]["timezone"]
    yield Text(one_line(facts["article"]["title"]), style="bold"), 0
    for label, value in _head(facts):
        yield Text.assemble((label.ljust(_LABEL), "cyan"), one_line(value)), _LABEL
    yield Text(), 0
    yield Text("headlines", style="cyan"), 0
    for headline in facts["headlines"]:
        until = headline["until_at"] or _ended(facts["article"])
        yield Text(f"  {span(headline['from_at'], until, timezone)}", style="dim"), 2
        yield Text(f"    {one_line(headline['title'])}"), 4
    for event in facts["events"]:
        yield Text(), 0
        yield from _event(event, timezone)


def _ended(article: Facts) -> str | None:
    """Since when nothing stands at its addresses any more."""
    return article["status_since"] if article["status"] in {"gone", "merged"} else None


def _head(facts: Facts) -> Iterator[tuple[str, str]]:
    article, timezone = facts["article"], facts["article"]["timezone"]
    yield "article", f"{article['id']} of {article['outlet']}, {article['language'] or 'language unknown'}"
    yield "versions", f"{article['versions']}, with {_number(article['edits'], 'edit')} by the outlet"
    if article["published_at"]:
        yield "published", published(article["published_at"], article["published_to_the"], timezone)
    yield "looked at", f"last {at(article['checked_at'], timezone)}"
    since = "" if article["status"] == "live" else f" since {at(article['status_since'], timezone)}"
    into = f", into article {article['merged_into']}" if article["merged_into"] else ""
    yield "status", f"{article['status']}{since}{into}"
    if "alternating" in article["flags"].split():
        yield "", "two headlines take turns; not every turn is listed"
    yield from ((f"in {edition['language']}", edition_line(edition)) for edition in facts["editions"])
    addresses = [row["url"] for row in facts["addresses"]] or [article["url"]]
    for number, address in enumerate(sorted(addresses, key=lambda url: url != article["url"])):
        yield "" if number else "address", address


def _event(event: Facts, timezone: str) -> Iterator[tuple[Text, int]]:
    words = [_what(event)]
    if event["significance"]:
        words.append(event["significance"])
    if event["silent"]:
        words.append("silent")
    if event["disclosed"]:
        words.append("disclosed")
    said = ", ".join(words)
    if event["detail"] and event["kind"] != "reverted":
        said += ": " + _STAMP.sub(r"\1 \2 UTC", one_line(event["detail"]))
    yield Text(said, style=f"bold {_KINDS.get(event['kind'], '')}".strip()), 2
    for line in window(event["not_before"], event["seen_at"], timezone):
        yield Text(f"  {line}", style="dim"), 10
    for change in event.get("changes", ()):
        yield _change(change), 4


def _what(event: Facts) -> str:
    if event["kind"] == "reverted":
        return f"version {event['n']} goes back to version {event['back_to']}"
    if event["n"] is not None:
        return f"version {event['n']} edited {event['fields']}".rstrip()
    return "first seen" if event["kind"] == "published" else str(event["kind"])


def _change(change: Facts) -> Text:
    sign, style = _SIGNS[change["op"]]
    name = "" if change["part"] == "body" else f"{change['part']}: "
    text = Text(f"  {sign} {name}", style=style)
    pieces = change["pieces"]
    for number, (op, words) in enumerate(pieces):
        if change["op"] != "changed":
            text.append(one_line(words), style=style)
        elif op == "=":
            text.append(_cut(one_line(words), starts=number == 0, ends=number == len(pieces) - 1))
        else:
            before, after, colour = _MARKS[op]
            blank = words[: len(words) - len(words.lstrip())]
            text.append(blank).append(f"{before}{one_line(words.lstrip())}{after}", style=colour)
    return text


def _cut(words: str, *, starts: bool, ends: bool) -> str:
    """What stayed, without its middle when it is long; at the edge of a paragraph without its far end."""
    head, tail = (0 if starts else _AROUND), (0 if ends else _AROUND)
    if len(words) <= head + tail + 2:
        return words
    first = words[:head].rsplit(" ", 1)[0] if head else ""
    last = words[-tail:].split(" ", 1)[-1] if tail else ""
    return f"{first}{' ' if first else ''}…{' ' if last else ''}{last}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
