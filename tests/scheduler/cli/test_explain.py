"""`varta explain`, from outside: real pages by address and by file, and what stands in the way of one."""

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from crawlers.extraction import extract
from scheduler.cli import varta
from storage.archive import Archive
from storage.findings import ChromeCount, CrawlEnded, PaceNoted
from tests.hostile_server import MISDEEDS, HostileServer, free_address, page, redirect
from tests.scheduler.processes import varta as run_varta
from tests.scheduler.small_site import shut_port

COURIER = "harbour-courier"
SEED = Path(__file__).parents[3].parent / "shared" / "corpus" / "seed" / "page.html"
SENTENCE = "The ropewalk in Tollan Street will open its doors to visitors on the first Saturday of every month. "
STORY = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ropewalk to open</title></head><body>
<nav><a href="/">Головна</a></nav>
<main><article><h1>Ropewalk to open</h1>{f"<p>{SENTENCE * 3}</p>" * 4}</article></main>
<footer>Усі права захищено</footer></body></html>"""
HOSTILE = "\x1b[2J\x9b31m\u202e<b>[red]Spun[/red]</b>"

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, HostileServer]]:
    """A badly behaved server for each state of robots.txt."""
    pages = {**MISDEEDS, "/moved": redirect("/honest"), "/private/x": MISDEEDS["/honest"]}
    pages["/hostile"] = page(STORY.replace("Головна", HOSTILE).encode(), "text/html; charset=utf-8\x9b2J")
    with ExitStack() as stack:
        states = ("missing", "forbids private", "unavailable")
        yield {state: stack.enter_context(HostileServer(pages, robots=state)) for state in states}


@pytest.fixture(scope="module")
def nobody() -> str:
    return free_address()


@pytest.fixture(scope="module", autouse=True)
def allowed(newsstand, servers, nobody, allow_addresses) -> None:
    allow_addresses(",".join([newsstand.allow, nobody, *(server.address for server in servers.values())]))


@pytest.fixture
def explain(database, outlets) -> Ask:
    def explain(*arguments: str | Path, **environment: str):
        command = ["--database", database, "--outlets", outlets, "explain", *arguments]
        return CliRunner().invoke(varta, [str(part) for part in command], env=environment)

    return explain


@pytest.fixture
def facts(explain) -> Ask:
    def facts(*arguments: str | Path, exit_code: int = 0):
        result = explain(*arguments, "--json")
        assert result.exit_code == exit_code, result.output
        return json.loads(result.stdout)

    return facts


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.html"
    path.write_text(STORY, encoding="utf-8")
    return path


# ---- a page by its address ------------------------------------------------------------------------------------------


def test_a_page_of_an_outlet_is_fetched_and_every_line_is_told(facts, newsstand, outlets):
    newsstand.write_outlets(outlets)
    gold = newsstand.golds(COURIER)[0]
    told = facts(gold.url)
    assert [line["text"] for line in told["lines"] if line["verdict"] == "body"] == list(gold.paragraphs)
    assert (told["verdict"], told["evidence"]["title"]["value"]) == ("article", gold.title)
    assert told["outlet"] == {"outlet": COURIER, "because": "its hosts hold the address", "learned_lines": 0}
    assert told["summary"]["article"]["lines"] + told["summary"]["chrome"]["lines"] == len(told["lines"])
    with urlopen(gold.url, timeout=10) as answer:
        html = answer.read()
        assert told["fetch"]["content_type"] == answer.headers["Content-Type"]
    expected = {"outcome": "fetched", "status": 200, "bytes": len(html), "address": "127.0.0.1", "redirects": []}
    assert told["fetch"].items() >= expected.items()


def test_a_page_is_asked_for_once_and_by_our_name_after_robots_txt(facts, newsstand, outlets, database):
    newsstand.write_outlets(outlets)
    before = len(newsstand.requests())
    facts(newsstand.golds(COURIER)[0].url)
    asked = [row for row in newsstand.requests()[before:] if row["outlet"] == COURIER]
    assert [row["path"] == "/robots.txt" for row in asked] == [True, False]
    assert all(row["user_agent"].startswith("Varta/") for row in asked)
    assert not database.exists()


def test_a_page_whose_site_no_outlet_file_knows_is_read_without_hints(facts, servers):
    told = facts(servers["missing"].url("/honest"))
    assert (told["outlet"], told["verdict"]) == (None, "article")
    (robots,) = told["fetch"]["robots"]
    assert (robots["says"], robots["status"], robots["rule"]) == ("answers 404: all is allowed", 404, None)
    assert robots["file"] == servers["missing"].url("/robots.txt")


def test_redirects_are_told_in_their_order(facts, servers):
    server = servers["missing"]
    told = facts(server.url("/moved"))
    assert told["fetch"]["redirects"] == [{"status": 302, "from": server.url("/moved")}]
    assert (told["fetch"]["url"], told["verdict"]) == (server.url("/honest"), "article")


def test_a_page_that_is_no_article_is_explained_with_its_reasons(facts, servers):
    told = facts(servers["missing"].url("/"))
    assert (told["fetch"]["outcome"], told["verdict"], told["place"]) == ("not_an_article", "section", None)
    assert told["reasons"] == ["only 0 words outside of links"]


@pytest.mark.parametrize(
    ("state", "path", "problem"),
    [
        ("missing", "/missing", "gone: the server answers 404"),
        ("missing", "/pdf-as-html", "not_html: the page is a PDF, not HTML"),
        ("missing", "/truncated", "truncated: ResponseDataLossError"),
        ("forbids private", "/private/x", "blocked_robots: robots.txt of {} forbids it"),
        ("unavailable", "/honest", "blocked_robots: robots.txt of {} answers 503; nothing is fetched meanwhile"),
    ],
)
def test_what_stands_in_the_way_is_one_line_with_its_outcome(explain, servers, state, path, problem):
    url = servers[state].url(path)
    result = explain(url)
    assert result.exit_code == 1
    assert result.stderr == f"varta: {url}: {problem.format(servers[state].address)}\n"
    assert re.search(rf"^outcome    {problem.split(':')[0]}\b", result.stdout, re.MULTILINE)


def test_the_rule_of_robots_txt_that_forbids_is_told_with_its_file(facts, servers):
    server = servers["forbids private"]
    told = facts(server.url("/private/x"), exit_code=1)
    assert told["fetch"]["robots"] == [
        {
            "file": server.url("/robots.txt"),
            "status": 200,
            "rule": "line 2, Disallow: /private/",
            "says": "forbids it",
            "delay_seconds": 7.0,
        }
    ]
    assert told["problem"] == f"blocked_robots: robots.txt of {server.address} forbids it"
    assert "lines" not in told


def test_a_server_that_is_not_there_is_unreachable(explain, nobody):
    result = explain(f"http://{nobody}/news")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"varta: http://{nobody}/news: unreachable: ")


def test_a_server_without_tls_is_told_as_a_crawl_tells_it(explain, servers):
    result = explain(f"https://{servers['missing'].address}/honest")
    assert result.exit_code == 1
    assert re.search(r": blocked_robots: robots.txt of \S+ cannot be read: .*(?:SSL|TLS)", result.stderr)


def test_an_address_that_is_not_public_is_not_visited(explain):
    with shut_port() as private:
        result = explain(f"http://{private}/news")
    assert result.exit_code == 1
    assert f"blocked_address: {private} is not a public web address" in result.stderr


@pytest.mark.parametrize(
    "url", ["ftp://paper.example/x", "file:///etc/passwd", "https://user@paper.example/", "http://"]
)
def test_what_is_no_web_address_is_not_asked_for(explain, url):
    result = explain(url)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert ": blocked_scheme: this is no web address; it begins with https://" in result.stderr


# ---- a file ---------------------------------------------------------------------------------------------------------


def test_a_file_is_explained_as_text_without_colour_and_without_cuts(explain, saved):
    result = explain(saved)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    lines = result.stdout.splitlines()
    assert lines[0] == str(saved)
    assert "title      Ropewalk to open  (line 2, h1; <title>)" in lines
    assert "   1  uk    chrome      structure   Головна" in lines
    assert f"   3  en    body                    {(SENTENCE * 3).strip()}" in lines
    assert lines[-2:] == ["article    5 lines: headline 1, body 4", "chrome     2 lines: uk 2; by structure 2"]
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(("only", "verdicts"), [("article", {"headline", "body"}), ("chrome", {"chrome"})])
def test_some_lines_only(explain, facts, saved, only, verdicts):
    assert {line["verdict"] for line in facts(saved, "--only", only)["lines"]} == verdicts
    shown = re.findall(r"^ +\d+  (?:uk|en)    (\w+)", explain(saved, "--only", only).stdout, re.MULTILINE)
    assert set(shown) == verdicts


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside this checkout")
def test_the_seed_page_is_told_apart_by_language(facts):
    told = facts(SEED)
    extraction = extract(SEED.read_bytes(), told["evidence"]["canonical"]["value"])
    assert [line["text"] for line in told["lines"] if line["verdict"] == "body"] == list(extraction.paragraphs)
    assert set(told["summary"]["chrome"]["languages"]) == {"en", "uk", "none"}


def test_the_outlet_of_a_file_is_found_by_the_address_that_the_page_names(facts, saved, site, outlets):
    site.write_outlet(outlets, "small-site")
    canonical = f'<link rel="canonical" href="{site.article_url(1)}"></head>'
    saved.write_text(STORY.replace("</head>", canonical), encoding="utf-8")
    assert facts(saved)["outlet"]["outlet"] == "small-site"
    assert facts(saved)["outlet"]["because"] == "its hosts hold the page's canonical address"


@pytest.fixture
def learned(site, outlets, database, now) -> str:
    """A line that an archive has learned to be chrome on the small site's pages."""
    site.write_outlet(outlets, "small-site")
    learned = (SENTENCE * 3).strip()
    with Archive.create(database) as archive:
        archive.register([site.outlet()], now)
        plan = archive.plan("small-site", now)
        count = ChromeCount(text=learned, language="en", reason="repetition", pages=9, sample_url=site.article_url(1))
        ended = CrawlEnded(
            crawl_id=plan.crawl_id, outlet="small-site", seen_at=now, outcome="finished", chrome=(count,)
        )
        archive.record(ended)
        with archive._connection as connection:
            connection.execute("UPDATE chrome SET learned = 1")
    return learned


def test_chrome_that_was_learned_is_a_witness_and_the_archive_stays_as_it_is(facts, saved, learned, database):
    before = database.read_bytes()
    told = facts(saved, "--outlet", "small-site")
    assert told["outlet"] == {"outlet": "small-site", "because": "it was asked for", "learned_lines": 1}
    assert {line["witness"] for line in told["lines"] if line["text"] == learned} == {"repetition"}
    assert database.read_bytes() == before


def test_a_server_that_asked_for_a_rest_is_left_alone_by_people_too(explain, site, outlets, database, now):
    site.write_outlet(outlets, "small-site")
    rest = PaceNoted(
        crawl_id=1, outlet="small-site", seen_at=now, domain=site.host, rests_until=now + timedelta(hours=1)
    )
    with Archive.create(database) as archive:
        archive.register([site.outlet()], now)
        archive.plan("small-site", now)
        archive.record(rest)
    result = explain(site.article_url(1))
    assert result.exit_code == 1
    assert f"throttled: {site.host} asks for a rest until" in result.output
    assert site.asked == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7\n\xff\x00", "not_html: the page is a PDF, not HTML"),
        (random.Random(7).randbytes(3000), "unreadable: the bytes fit no character set"),
        (b" " * ((8 << 20) + 1), "too_large: it has more than 8 MiB"),
    ],
)
def test_a_file_that_is_no_page_is_one_line_with_the_outcome(explain, saved, content, problem):
    saved.write_bytes(content)
    result = explain(saved)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith(f"varta: {saved}: {problem}")


def test_an_empty_file_is_a_page_without_text(explain, saved):
    saved.write_bytes(b"")
    result = explain(saved)
    assert result.exit_code == 0
    assert "verdict    error  (the page has no visible text)" in result.stdout


# ---- mistakes -------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_a_mistake_of_usage(explain, tmp_path):
    for missing in (tmp_path / "missing.html", tmp_path):
        result = explain(missing)
        assert result.exit_code == 2
        assert f"there is no file '{missing}'; an address begins with https:// or http://" in result.stderr


def test_an_outlet_that_nobody_knows_is_a_mistake_of_usage(explain, saved, site, outlets):
    site.write_outlet(outlets)
    result = explain(saved, "--outlet", "smal-site")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("varta: no outlet is named 'smal-site'")


def test_a_wrong_outlet_file_is_a_mistake_of_configuration(explain, saved, site, outlets):
    path = site.write_outlet(outlets)
    path.write_text(path.read_text().replace("timezone", "time_zone"), encoding="utf-8")
    assert explain(saved).exit_code == 78


# ---- a stranger's text ----------------------------------------------------------------------------------------------


def test_nothing_that_a_page_or_a_server_says_commands_the_terminal(explain, servers):
    for form in ([], ["--json"]):
        result = explain(servers["missing"].url("/hostile"), *form)
        assert result.exit_code == 0
        assert "[red]Spun[/red]" in result.stdout
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", result.stdout)


def test_a_terminal_gets_colour_and_lines_that_fit(explain, saved):
    for width in (80, 160):
        shown = explain(saved, FORCE_COLOR="1", COLUMNS=str(width), TERM="xterm-256color").stdout
        assert "\x1b[" in shown
        plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
        assert max(len(line) for line in plain.splitlines() if str(saved) not in line) <= width
        assert ("main > article > p" in plain) is (width == 160)


def test_the_program_itself_explains_a_page_and_writes_nothing(servers, database, outlets):
    server = servers["missing"]
    result = run_varta(
        "--database", database, "--outlets", outlets, "explain", server.url("/honest"), allow=server.address
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "verdict    article" in result.stdout
    assert not database.exists()
