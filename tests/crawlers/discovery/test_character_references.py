import pytest

from crawlers.discovery.character_references import without_halves


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"&#55357;&#56832;!", b"&#128512;!"),
        (b"&#xD83D;&#xde00;", b"&#128512;"),
        (b"a &#55357; b", b"a  b"),
        (b"&#56832;&#55357;", b""),
        (b"&#171;&#1030;&#187;", b"&#171;&#1030;&#187;"),
        (b"&#171;&#55357;&#56832;", b"&#171;&#128512;"),
        (b"&#9999999; &#; &#x; &amp;", b"&#9999999; &#; &#x; &amp;"),
        (b"", b""),
    ],
)
def test_two_halves_are_one_character_and_one_is_none(written, meant):
    assert without_halves(written) == meant
