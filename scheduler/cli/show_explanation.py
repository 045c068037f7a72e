"""How the explanation of a page looks: facts, lines, a summary. Colour helps, and nothing is told by it alone."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click
from rich.console import Console
from rich.text import Text

_LABEL = 11  # columns of the names on the left
_NARROWEST = 24  # columns left of a text on the narrowest terminal
_WIDE = 120  # columns of a terminal that has room for the element of each line
_ELEMENT = 36
_STYLES = {"headline": "bold green", "standfirst": "green", "body": "green", "chrome": "dim"}
_NAMES = {"none": "no language"}

Facts = Mapping[str, Any]


def show_explanation_as_json(facts: Facts, only: str | None) -> None:
    """The facts as one JSON object, a line of the page a line."""
    rest = {name: value for name, value in facts.items() if name != "lines"}
    members = [f"{json.dumps(name)}: {_dumped(value)}" for name, value in rest.items()]
    if "lines" in facts:
        rows = ",\n  ".join(map(_dumped, _wanted(facts["lines"], only)))
        members.append(f'"lines": [\n  {rows}\n ]')
    click.echo("{" + ",\n ".join(members) + "}")


def show_explanation(facts: Facts, only: str | None) -> None:
    """The facts for people: painted and cut to the width of a terminal; in a file or pipe plain, and nothing is cut."""
    console = Console(highlight=False, emoji=False, markup=False)
    painter = _Painter(console, console.width if console.is_terminal else None)
    for text in painter.whole(facts, only):
        console.print(text, soft_wrap=True)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wanted(lines: list[Facts], only: str | None) -> list[Facts]:
    return [line for line in lines if only is None or (line["verdict"] == "chrome") is (only == "chrome")]


class _Painter:
    """Makes the rows of the answer. `width` is None where rows may be as long as they are."""

    def __init__(self, console: Console, width: int | None) -> None:
        self.console, self.width = console, width

    def whole(self, facts: Facts, only: str | None) -> Iterator[Text]:
        yield Text(facts["page"], style="bold")
        for label, value, sources in _head(facts):
            yield from self._fact(label, value, sources)
        if "lines" in facts:
            yield Text()
            if wanted := _wanted(facts["lines"], only):
                yield from self._lines(wanted, facts["evidence"]["language"]["value"])
                yield Text()
            for label, value in _summary(facts["summary"]):
                yield from self._fact(label, value, "")

    def _fact(self, label: str, value: str, sources: str) -> Iterator[Text]:
        """A fact with its sources behind it, wrapped below itself."""
        text = Text(value)
        if sources:
            text.append(f"  ({sources})", style="dim")
        rows = text.wrap(self.console, max(self.width - _LABEL, _NARROWEST)) if self.width else [text]
        for number, row in enumerate(rows):
            row.rstrip()
            yield Text.assemble((("" if number else label).ljust(_LABEL), "cyan"), row)

    def _lines(self, lines: list[Facts], spoken: str | None) -> Iterator[Text]:
        """A heading and the lines; `spoken` is the article's language, another one stands out."""
        element = _ELEMENT if self.width and self.width >= _WIDE else 0
        heading = f"line  lang  {'verdict':10}  {'witness':10}  "
        yield Text(f"{heading}{'element':{element}}  text" if element else f"{heading}text", style="bold")
        for line in lines:
            yield self._line(line, element, spoken)

    def _line(self, line: Facts, element: int, spoken: str | None) -> Text:
        language, verdict = line["language"] or "–", line["verdict"]
        foreign = line["language"] not in {None, spoken}
        row = Text.assemble(
            (f"{line['line']:>4}  ", "dim"),
            (f"{language:4}  ", "magenta" if foreign else ""),
            (f"{verdict:10}  ", _STYLES[verdict]),
            (f"{line['witness'] or '':10}  ", "yellow"),
        )
        if element:
            row.append(f"{_end(line['element'], element):{element}}  ", style="dim")
        row.append(line["text"], style="dim" if verdict == "chrome" else "")
        if self.width:
            row.truncate(self.width, overflow="ellipsis")
        return row


def _end(path: str, room: int) -> str:
    """The last elements of a path, as many as there is room for."""
    steps = path.split(" > ")
    while len(path) > room and len(steps) > 1:
        steps = steps[1:]
        path = " > ".join(["…", *steps])
    return path if len(path) <= room else f"{path[: room - 1]}…"


# ---- what stands above and below the lines --------------------------------------------------------------------------


def _head(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Label, value and sources of each fact."""
    if fetch := facts["fetch"]:
        yield from _fetch(fetch)
    if outlet := facts["outlet"]:
        learned = outlet["learned_lines"]
        yield "outlet", outlet["outlet"], f"{outlet['because']}; {_number(learned, 'learned line')} of chrome"
    if "lines" not in facts:
        return
    yield "verdict", facts["verdict"], "; ".join([*facts["reasons"], *(f"flag {flag}" for flag in facts["flags"])])
    for name, evidence in facts["evidence"].items():
        yield name, evidence["value"] or "–", "; ".join(evidence["sources"])
    yield from _place(facts["place"])


def _fetch(fetch: Facts) -> Iterator[tuple[str, str, str]]:
    for hop in fetch["redirects"]:
        yield "redirect", hop["from"], f"{hop['status'] or 'no status'}"
    if fetch["redirects"]:
        yield "led to", fetch["url"], ""
    for robots in fetch["robots"]:
        delay = f"; asks for {robots['delay_seconds']:g} s between requests" if robots["delay_seconds"] else ""
        yield "robots", robots["says"], f"{robots['rule'] + ' of ' if robots['rule'] else ''}{robots['file']}{delay}"
    size = f"{fetch['bytes']:,} bytes" if fetch["bytes"] is not None else None
    address = f"from {fetch['address']}" if fetch["address"] else None
    answer = [str(fetch["status"]) if fetch["status"] else None, fetch["content_type"], size, address]
    if any(answer):
        yield "answer", ", ".join(filter(None, answer)), ""
    yield "outcome", fetch["outcome"], fetch["detail"] or ""


def _place(place: Facts | None) -> Iterator[tuple[str, str, str]]:
    if place is None:
        yield "place", "–", "no run of lines holds more prose than chrome"
        return
    chosen = place["chosen"]
    yield "place", chosen["element"], place["why"]
    share = f"{chosen['prose']:,} of the page's {place['prose_of_page']:,} characters of prose"
    between = f"; {place['chrome_between']} of chrome between them" if place["chrome_between"] else ""
    yield "", f"{share} in {_number(chosen['lines'], 'line')}, {place['first']} to {place['last']}{between}", ""
    for rival in place["rivals"]:
        held = f"{rival['prose']:,} characters of prose in {_number(rival['lines'], 'line')}"
        yield "left out", rival["element"], held


def _summary(summary: Facts) -> Iterator[tuple[str, str]]:
    article, chrome = summary["article"], summary["chrome"]
    yield (
        "article",
        f"{_number(article['lines'], 'line')}: {_counted(article['parts'])}" if article["lines"] else "no line",
    )
    if chrome["lines"]:
        told = f"{_counted(chrome['languages'])}; by {_counted(chrome['witnesses'])}"
        yield "chrome", f"{_number(chrome['lines'], 'line')}: {told}"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{_NAMES.get(name, name)} {number}" for name, number in counts.items())


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
