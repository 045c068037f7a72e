"""`varta add`, from outside: what it shows, when it writes, and what it never does."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crawlers.outlet import SHIPPED_OUTLETS, load_outlet
from scheduler.cli import varta
from tests.hostile_server import HostileServer, free_address, page
from tests.invented_site import feed_link, front, rss, sitemap, stories
from tests.scheduler.processes import CLEAN, ROOT

NAME = '<meta property="og:site_name" content="Valley \u202e\x07Courier">'
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    """A site with a feed that its page declares and a sitemap that its robots.txt names."""
    with HostileServer() as server:
        home = server.url("/")
        listed = stories("en", home)
        server.robots = page(f"Sitemap: {home}sitemap.xml".encode(), "text/plain")
        server.pages |= {
            "/": page(front(listed, NAME + feed_link("/all.rss"))),
            "/all.rss": page(rss(listed, datetime.now(UTC)), "application/rss+xml"),
            "/sitemap.xml": page(sitemap(listed), "text/xml"),
        }
        yield server


@pytest.fixture(scope="module")
def nobody() -> str:
    return free_address()


@pytest.fixture(scope="module", autouse=True)
def allowed(server, nobody, allow_addresses) -> None:
    allow_addresses(f"{server.address},{nobody}")


def run(folder: Path | str, *arguments: str):
    return CliRunner().invoke(varta, ["--outlets", str(folder), "add", *arguments], env={"VARTA_OUTLETS": None})


@pytest.fixture(scope="module")
def written(server, tmp_path_factory):
    """What `varta add --yes` said, and the folder that it made."""
    folder = tmp_path_factory.mktemp("somewhere") / "my-outlets"
    return run(folder, server.url("/"), "--yes"), folder


# ---- writing --------------------------------------------------------------------------------------------------------


def test_the_file_is_written_into_a_folder_that_is_made_and_every_other_command_knows_it(written, server):
    result, folder = written
    assert result.exit_code == 0, result.output
    assert [path.name for path in folder.iterdir()] == ["valley-courier.toml"]
    outlet = load_outlet(folder / "valley-courier.toml")
    assert (outlet.home, outlet.languages, outlet.hosts) == (server.url("/"), ("en",), (server.address,))
    assert [(source.kind, source.enabled) for source in outlet.sources] == [("feed", True), ("archive", True)]
    checked = CliRunner().invoke(varta, ["--outlets", str(folder), "check"])
    assert (checked.exit_code, checked.stdout) == (0, "1 of 1 outlet files are right\n")


def test_what_was_proposed_works_when_it_is_tried_live(written):
    _, folder = written
    result = CliRunner().invoke(varta, ["--outlets", str(folder), "check", "--live", "--json"])
    (row,) = json.loads(result.stdout)
    assert (result.exit_code, row["entries"], row["agreeing"], row["problem"]) == (0, 10, 10, None)


def test_what_was_found_is_shown_as_a_table_and_then_the_file_as_it_is_written(written, server):
    result, folder = written
    head, feed, listed, home, empty, *file = result.stdout.splitlines()
    assert head.split() == ["use", "kind", "address", "language", "entries", "newest", "problem"]
    assert feed.split()[:5] == ["yes", "feed", server.url("/all.rss"), "en", "10"]
    assert listed.split()[:4] == ["yes", "sitemap", server.url("/sitemap.xml"), "10"]
    assert home.split()[:2] == ["no", "front"]
    assert empty == ""
    assert file == (folder / "valley-courier.toml").read_text(encoding="utf-8").splitlines()
    assert not set("\u202e\x07") & set(result.output)


def test_progress_and_the_next_step_are_told_on_stderr(written, server):
    result, folder = written
    begun, *answers, last = result.stderr.splitlines()
    assert begun == f"looking round {server.url('/')}, a request a second at most"
    assert answers == [f"  {server.url(path)}: there" for path in ("/", "/all.rss", "/sitemap.xml")]
    file = folder / "valley-courier.toml"
    assert last == f"written: {file}; try it: varta --outlets {folder} check --live valley-courier"


def test_a_file_that_is_there_is_never_overwritten_and_nothing_is_asked(server, tmp_path):
    (tmp_path / "mine.toml").write_text("precious", encoding="utf-8")
    server.asked.clear()
    result = run(tmp_path, server.url("/"), "--slug", "mine", "--yes")
    assert (result.exit_code, result.stdout, server.asked) == (1, "", [])
    assert result.stderr == (
        f"varta: {tmp_path / 'mine.toml'} is there already and is not overwritten; choose another name: --slug NAME\n"
    )
    assert (tmp_path / "mine.toml").read_text(encoding="utf-8") == "precious"


def test_a_second_file_of_the_same_outlet_is_warned_about_and_the_first_stays(written, server):
    _, folder = written
    first = (folder / "valley-courier.toml").read_text(encoding="utf-8")
    taken = run(folder, server.url("/"), "--yes")
    assert (taken.exit_code, "--slug NAME" in taken.stderr) == (1, True)
    second = run(folder, server.url("/"), "--slug", "second")
    assert f"look: {folder / 'valley-courier.toml'} watches the same host" in second.stderr
    assert [path.name for path in folder.iterdir()] == ["valley-courier.toml"]
    assert (folder / "valley-courier.toml").read_text(encoding="utf-8") == first


# ---- not writing ----------------------------------------------------------------------------------------------------


def test_without_a_terminal_and_yes_nothing_is_written_and_it_says_how(server, tmp_path):
    result = run(tmp_path / "new", server.url("/"))
    assert result.exit_code == 0
    assert 'name = "Valley Courier"' in result.stdout
    last = result.stderr.splitlines()[-1]
    assert last == f"nothing is written; with --yes it would be {tmp_path / 'new' / 'valley-courier.toml'}"
    assert not (tmp_path / "new").exists()


def test_json_is_the_proposal_and_nothing_else_on_stdout(server):
    result = CliRunner().invoke(varta, ["add", server.url("/"), "--json"], env={"VARTA_OUTLETS": None})
    told = json.loads(result.stdout)
    assert (told["slug"], told["languages"], told["hosts"]) == ("valley-courier", ["en"], [server.address])
    assert [(row["use"], row["kind"], row["entries"]) for row in told["tried"]] == [
        ("yes", "feed", 10),
        ("yes", "sitemap", 10),
        ("no", "front", 10),
    ]
    assert told["file"].startswith("# Proposed by `varta add`")
    assert "nothing is written. The files that ship with Varta are not yours to change" in result.stderr


def test_the_shipped_folder_is_refused_before_anything_is_asked(server):
    server.asked.clear()
    result = run(SHIPPED_OUTLETS, server.url("/"), "--yes")
    assert result.exit_code == 2
    assert "varta --outlets my-outlets add URL" in result.stderr
    assert server.asked == []


@pytest.mark.parametrize("answer", ["y", "n"])
def test_at_a_terminal_it_asks_first(server, tmp_path, answer):
    ours, theirs = os.openpty()
    os.write(ours, f"{answer}\n".encode())
    result = subprocess.run(
        [sys.executable, "-m", "scheduler", "--outlets", str(tmp_path), "add", server.url("/")],
        cwd=ROOT,
        env=CLEAN | {"VARTA_ALLOW_ADDRESSES": server.address},
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    path = tmp_path / "valley-courier.toml"
    assert result.returncode == 0, result.stderr
    assert f"write {path}? [y/N]" in result.stderr
    assert path.exists() is (answer == "y")


# ---- what stands in the way -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://", "ftp://valley.example/", "https://user@valley.example"]
)
def test_what_is_no_web_address_is_a_mistake_of_usage(url, tmp_path):
    result = run(tmp_path, url)
    assert result.exit_code == 2
    assert "is no web address; write one like https://example.ua/" in result.stderr


@pytest.mark.parametrize("slug", ["../elsewhere", "Capital", "two words", "a/b", ""])
def test_a_slug_that_can_be_no_file_name_is_a_mistake_of_usage(slug, tmp_path, nobody):
    result = run(tmp_path, f"http://{nobody}/", "--slug", slug)
    assert result.exit_code == (2 if slug else 1)


def test_a_site_that_is_not_there_is_one_line_and_exit_code_1(nobody, tmp_path):
    result = run(tmp_path, f"http://{nobody}/", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith(f"varta: http://{nobody}/: unreachable: ")
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_is_missing_is_one_line_and_exit_code_1(server, tmp_path):
    result = run(tmp_path, server.url("/missing"))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == f"varta: {server.url('/missing')}: gone: the server answers 404"
