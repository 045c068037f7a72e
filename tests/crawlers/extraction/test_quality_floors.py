"""The quality of extraction does not fall, and its floors are not lowered by accident."""

import json

import pytest

from tests.benchmarks import corpora
from tests.benchmarks.extraction_quality import TABLE, table
from tests.benchmarks.floors import COMMAND, FILE, WrongFloors, read_floors, set_floors, shortfalls
from tests.benchmarks.quality_figures import measure_figures

FIGURES = {"F1": 0.95, "exact": 0.5}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "floors.json"
    set_floors(FIGURES, file=path)
    return path


@pytest.mark.skipif(not corpora.are_here(), reason=corpora.NOT_HERE)
@pytest.mark.timeout(240)  # one test, so that one worker reads each page once: 40 s on a busy machine
def test_no_figure_is_below_its_floor():
    figures, _ = measure_figures()
    assert list(map(str, shortfalls(figures, read_floors()))) == [], f"if this is meant: {COMMAND} --lower"
    assert set(figures) == set(read_floors()), f"a figure without a floor: {COMMAND}"


def test_the_floors_are_those_that_the_command_wrote():
    assert read_floors(FILE)


def test_every_floor_is_shown_in_the_table():
    assert set(read_floors()) <= {cell.key for row in TABLE for cell in row.cells}


def test_a_floor_is_what_was_measured(file):
    assert read_floors(file) == FIGURES
    assert shortfalls(FIGURES, read_floors(file)) == []


def test_a_figure_that_fell_is_named_with_its_floor(file):
    [short] = shortfalls({"F1": 0.949999, "exact": 0.7}, read_floors(file))
    assert str(short) == "F1: 0.949999, floor 0.95"


def test_a_figure_that_is_no_longer_measured_falls_short(file):
    [short] = shortfalls({"F1": 0.95}, read_floors(file))
    assert str(short) == "exact: not measured, floor 0.5"


def test_floors_rise_with_what_is_measured(file):
    set_floors({"F1": 0.96, "exact": 0.5, "day": 1.0}, file=file)
    assert read_floors(file) == {"F1": 0.96, "exact": 0.5, "day": 1.0}


@pytest.mark.parametrize("worse", [{"F1": 0.94, "exact": 0.9}, {"F1": 0.99}])
def test_a_floor_is_lowered_only_on_demand(file, worse):
    with pytest.raises(WrongFloors, match="--lower"):
        set_floors(worse, file=file)
    assert read_floors(file) == FIGURES, "nothing was written"
    set_floors(worse, lower=True, file=file)
    assert read_floors(file) == worse


def test_an_edit_by_hand_is_seen_and_the_command_is_named(file):
    told = json.loads(file.read_text())
    told["floors"]["F1"] = 0.5
    file.write_text(json.dumps(told))
    with pytest.raises(WrongFloors, match=COMMAND):
        read_floors(file)
    with pytest.raises(WrongFloors, match="edited by hand"):
        set_floors(FIGURES, file=file)


def test_the_table_marks_what_falls_short():
    rows = {
        line[:58].strip(): line for line in table({"aeb F1": 0.98, "aeb exact": 0.4, "language of a line, p95": 55})
    }
    assert rows["aeb: F1 / exact"].endswith("0.980 / 0.400*")
    assert rows["language of a line, µs, 95 of 100"].endswith("55*")
    assert rows["traf: F"].endswith("–")
