"""Lines as a reader sees them."""

from crawlers.extraction.page.lines import visible_lines
from crawlers.extraction.page.parse import parse


def lines(body: str) -> list[str]:
    return [line.text for line in visible_lines(parse(f"<html><body>{body}</body></html>".encode()).tree.body)]


def test_blocks_and_br_end_a_line_and_inline_tags_do_not():
    assert lines("<p>One <b>bold</b> word<br>and <a href='#'>a link</a>.</p><p>Two</p>") == [
        "One bold word",
        "and a link.",
        "Two",
    ]


def test_text_after_a_block_is_a_line_of_its_own():
    assert lines("<div>before<p>inside</p>after<span> this</span></div>tail") == [
        "before",
        "inside",
        "after this",
        "tail",
    ]


def test_a_table_cell_with_br_is_as_many_lines():
    assert lines("<table><tr><td>Menu</td><td>First.<br><br>Second.<br/>Third.</td></tr></table>") == [
        "Menu",
        "First.",
        "Second.",
        "Third.",
    ]


def test_what_no_reader_sees_is_no_line():
    hidden = "<script>x</script><style>y</style><noscript>n</noscript><template>t</template><svg><text>s</text></svg>"
    assert lines(f"{hidden}<p hidden>h</p><p style='DISPLAY : none'>d</p><!-- c --><p>seen</p>after") == [
        "seen",
        "after",
    ]


def test_text_around_what_is_not_seen_runs_on():
    assert lines(
        "<p>One<!-- c --> <b>bold</b> <i>slope</i><script>x</script>d<span hidden>h</span>, <?php x?>end</p>"
    ) == ["One bold sloped, end"]


def test_only_visible_link_text_counts_as_linked():
    (line,) = visible_lines(parse(b"<p><a href='#'> one <svg>x</svg> two <!-- c --></a> three</p>").tree.body)
    assert line.text == "one two three"
    assert line.linked == len("onetwo")


def test_a_line_knows_the_block_that_it_stands_in():
    found = visible_lines(parse(b"<div>a<p>b <b>c</b></p>d<ul><li>e<br>f</li></ul></div>g").tree.body)
    assert [(line.text, line.block.tag, line.number) for line in found] == [
        ("a", "div", 0),
        ("b c", "p", 1),
        ("d", "div", 2),
        ("e", "li", 3),
        ("f", "li", 4),
        ("g", "body", 5),
    ]


def test_an_element_that_is_not_seen_has_no_lines_of_its_own():
    assert visible_lines(parse(b"<div hidden>secret</div>").tree.body[0]) == []


def test_invisible_characters_go_and_spaces_fold():
    assert lines("<p>со\u00adло\u200bв\u0438\u0306\u00a0\n  день\u202e</p>") == ["соловй день"]


def test_the_share_of_link_text_is_known():
    (line,) = visible_lines(parse(b"<p>Read <a href='#'>this</a></p>").tree.body)
    assert line.linked == len("this")
    assert round(line.link_share, 2) == 0.44


def test_nesting_deeper_than_pythons_stack_is_read():
    deep = parse(b"<div>" * 1800 + b"deep" + b"</div>" * 1800 + b"<p>after</p>")
    assert deep.complete
    assert [line.text for line in visible_lines(deep.tree.body)] == ["deep", "after"]


def test_a_page_that_nests_too_deep_is_known_to_be_incomplete():
    assert not parse(b"<div>" * 30_000 + b"deep").complete
