from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.weave import SPACING, Block, Part, Weave, renumbered, weave


@dataclass
class Strand:
    """A stored block, as the table holds it."""

    part: str
    place: int
    text: str
    first_n: int
    last_n: int | None = None


@dataclass
class Cloth:
    """The table blocks of one article, kept in memory by the same steps as the recorder's."""

    strands: list[Strand] = field(default_factory=list)
    versions: int = 0

    def add(self, parts: list[Part]) -> Weave:
        self.versions += 1
        change = weave(self.standing(), parts)
        if change is None:
            places = renumbered((strand.place for strand in self.strands), len(parts))
            for strand in self.strands:
                strand.place = places[strand.place]
            change = weave(self.standing(), parts)
        assert change is not None
        for number in change.closed:
            self.strands[number].last_n = self.versions - 1
        self.strands += [Strand(part, place, text, self.versions) for part, place, text in change.inserted]
        return change

    def standing(self) -> list[Block]:
        rows = [
            Block(number, strand.part, strand.place, strand.text)
            for number, strand in enumerate(self.strands)
            if strand.last_n is None
        ]
        return sorted(rows, key=lambda block: block.place)

    def version(self, n: int) -> list[Part]:
        alive = [s for s in self.strands if s.first_n <= n and (s.last_n is None or s.last_n >= n)]
        return [Part(strand.part, strand.text) for strand in sorted(alive, key=lambda strand: strand.place)]


def body(*texts: str) -> list[Part]:
    return [Part("body", text) for text in texts]


texts = st.lists(st.sampled_from("abcdefgh"), min_size=0, max_size=9).map(lambda letters: body(*letters))
versions = st.lists(texts, min_size=1, max_size=12)


@given(versions)
@settings(max_examples=300, deadline=None)
def test_every_version_ever_woven_comes_back_exactly(history: list[list[Part]]) -> None:
    cloth = Cloth()
    for parts in history:
        cloth.add(parts)
    for n, parts in enumerate(history, start=1):
        assert cloth.version(n) == parts


def test_what_stays_is_not_touched() -> None:
    cloth = Cloth()
    cloth.add(body("one", "two", "three"))
    change = cloth.add(body("one", "TWO", "three"))
    assert change.closed == (1,)
    assert [insert.text for insert in change.inserted] == ["TWO"]


def test_a_new_part_stands_between_its_neighbours() -> None:
    blocks = [Block(1, "body", SPACING, "one"), Block(2, "body", 2 * SPACING, "three")]
    change = weave(blocks, body("one", "two", "three"))
    assert change is not None
    assert [insert.place for insert in change.inserted] == [SPACING + SPACING // 2]


def test_a_full_gap_asks_for_renumbering_and_old_versions_keep_their_order() -> None:
    full = [Block(1, "body", 1, "one"), Block(2, "body", 2, "three")]
    assert weave(full, body("one", "two", "three")) is None
    cloth = Cloth()
    history = [["a", "z"]]
    for number in range(40):  # always into the same gap, which holds ten halvings
        history.append(["a", f"x{number}", *history[-1][1:]])
    for letters in history:
        cloth.add(body(*letters))
    for n, letters in enumerate(history, start=1):
        assert cloth.version(n) == body(*letters)
    assert max(strand.place for strand in cloth.strands) > 2 * SPACING  # it was renumbered


def test_renumbering_keeps_order_and_makes_the_room_that_is_asked_for() -> None:
    places = renumbered([5, 3, 3, 4], room=2000)
    assert sorted(places, key=lambda old: places[old]) == [3, 4, 5]
    assert places[4] - places[3] > 2000


def test_a_title_is_never_taken_for_a_paragraph_of_the_same_words() -> None:
    cloth = Cloth()
    cloth.add([Part("title", "War"), Part("body", "War")])
    cloth.add([Part("body", "War")])
    assert cloth.version(1) == [Part("title", "War"), Part("body", "War")]
    assert cloth.version(2) == [Part("body", "War")]
