"""``lckm timeline``: what appears, changes and disappears, as text, JSON and a picture."""

import json
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_core import read, to_yaml
from lckm_core.calendar import parse_day
from tests.helpers.svg import SVG, outside

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.fixture(scope="module")
def sample():
    return read((SAMPLES / "procedures" / "KA-01478.yaml").read_text(encoding="utf-8")).procedure()


@pytest.fixture
def folder(tmp_path, sample):
    """KA-00001: two editions in turn, then nothing; KA-00002: begins; KA-00003: always there."""

    def write(name, number, start=None, end=None, **changes):
        days = {
            "valid_from": parse_day(start) if start else None,
            "valid_to": parse_day(end) if end else None,
        }
        text = to_yaml(attrs.evolve(sample, id=number, related=(), **days, **changes))
        (tmp_path / name).write_text(text, encoding="utf-8")

    write("a-newer.yaml", "KA-00001", "2030-03-01", "2030-05-31", title="Wydanie nowsze")
    write("b-older.yaml", "KA-00001", None, "2030-02-28", title="Wydanie starsze")
    write("c.yaml", "KA-00002", "2030-04-01", title="Wydanie karty: wiek < 7 lat & „odpis”")
    write("d.yaml", "KA-00003")
    return tmp_path


def run(*args):
    return CliRunner().invoke(cli, ["timeline", *map(str, args)])


def data(*args):
    result = run(*args, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def happenings(*args):
    return [(event["on"], event["what"], event["id"]) for event in data(*args)["events"]]


EVERY = [
    ("2030-03-01", "changes", "KA-00001"),
    ("2030-04-01", "appears", "KA-00002"),
    ("2030-06-01", "disappears", "KA-00001"),
]


def test_events_come_by_day_and_the_order_of_files_does_not_matter(folder):
    assert happenings(folder, "--from", "2030-01-01") == EVERY
    files = sorted(folder.iterdir(), reverse=True)
    assert happenings(*files, "--from", "2030-01-01") == EVERY


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2030-03-01", "2030-06-01", EVERY),
        ("2030-03-02", "2030-05-31", EVERY[1:2]),
        ("2030-04-02", "2030-05-31", []),
        ("2030-06-02", "2031-01-01", []),
        ("2030-06-01", "2030-06-01", EVERY[2:]),
    ],
)
def test_from_and_to_are_both_included(folder, first, last, expected):
    assert happenings(folder, "--from", first, "--to", last) == expected


def test_spans_do_not_overlap_and_name_their_files(folder):
    rows = {row["id"]: row["spans"] for row in data(folder, "--from", "2030-01-01")["procedures"]}
    days = [(span["first"], span["last"], Path(span["file"]).name) for span in rows["KA-00001"]]
    assert days == [
        (None, "2030-02-28", "b-older.yaml"),
        ("2030-03-01", "2030-05-31", "a-newer.yaml"),
    ]
    assert [(span["first"], span["last"]) for span in rows["KA-00003"]] == [(None, None)]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2030-01-01", "2030-02-28", ["b-older.yaml"]),
        ("2030-02-28", "2030-03-01", ["b-older.yaml", "a-newer.yaml"]),
        ("2030-03-01", "2030-03-01", ["a-newer.yaml"]),
        ("2030-05-31", "2030-06-01", ["a-newer.yaml"]),
        ("2030-06-01", "2030-06-01", []),
    ],
)
def test_what_is_shown_on_the_first_or_the_last_day_alone_is_there(folder, first, last, expected):
    rows = data(folder, "--from", first, "--to", last)["procedures"]
    files = [Path(span["file"]).name for row in rows for span in row["spans"]]
    assert [name for name in files if name.endswith(("older.yaml", "newer.yaml"))] == expected


def test_text_says_each_event_once_in_order(folder):
    result = run(folder, "--from", "2030-01-01")
    assert result.exit_code == 0
    lines = [
        line for line in result.stdout.splitlines() if line.startswith("2030-") and "KA-" in line
    ]
    assert [line[:10] for line in lines] == [day for day, _, _ in EVERY]
    assert "nowe wydanie" in lines[0]
    assert "pojawia się" in lines[1]
    assert "znika" in lines[2]


@pytest.mark.parametrize("names", [("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")])
def test_of_two_files_of_one_number_the_one_without_a_day_of_making_is_the_older(
    tmp_path, sample, names
):
    days = (None, parse_day("2030-01-05"))
    for name, day, title in zip(names, days, ("Wydanie starsze", "Wydanie nowsze"), strict=True):
        text = to_yaml(
            attrs.evolve(sample, id="KA-00001", related=(), produced_on=day, title=title)
        )
        (tmp_path / name).write_text(text, encoding="utf-8")
    (row,) = data(tmp_path, "--from", "2030-01-01", "--to", "2030-12-31")["procedures"]
    assert [span["title"] for span in row["spans"]] == ["Wydanie nowsze"]


def test_text_says_that_nothing_changes(folder):
    assert "nic się nie zmienia" in run(folder / "d.yaml", "--from", "2030-01-01").stdout


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_no_sign_of_a_file_steers_a_terminal(tmp_path, sample, lang):
    title = "Wydanie\u202e \x1b[31mkarty\x85"
    text = to_yaml(attrs.evolve(sample, id="KA-00001", valid_from=parse_day("2030-03-01")))
    text = text.replace(f"title: {sample.title}\n", f"title: {json.dumps(title)}\n")
    (tmp_path / "a\x1b.yaml").write_text(text, encoding="utf-8")
    result = run(tmp_path, "--from", "2030-01-01", "--lang", lang)
    (line,) = (one for one in result.stdout.splitlines() if "KA-00001" in one)
    assert "Wydanie" in line
    assert not {"\u202e", "\x1b", "\x85"} & set(result.output)


def picture(*args):
    result = run(*args, "--format", "svg")
    assert result.exit_code == 0, result.stderr
    root = ElementTree.fromstring(result.stdout)
    assert outside(root) == []
    return result.stdout, root


def test_the_picture_is_told_in_words(folder):
    _, root = picture(folder, "--from", "2030-01-01", "--to", "2030-12-31")
    assert root.get("role") == "img"
    named = {part.get("id"): part for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.get("aria-labelledby").split() == list(named)
    told = " ".join(part.text for part in named.values())
    for day, _, number in EVERY:
        assert day in told
        assert number in told


def test_the_picture_shows_titles_as_text_and_asks_nothing_of_others(folder):
    text, root = picture(folder, "--from", "2030-01-01", "--to", "2030-12-31")
    assert "Wydanie karty: wiek < 7 lat & „odpis”" in "".join(root.itertext())
    assert "wiek < 7" not in text
    tags = {part.tag.removeprefix(SVG) for part in root.iter()}
    assert tags.isdisjoint({"script", "image", "use", "a", "foreignObject"})
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "url(" not in text
    assert "@import" not in text


def test_a_bar_goes_to_the_end_of_its_last_day(folder):
    """So one that follows on the next day begins where it ends."""
    _, root = picture(folder, "--from", "2030-01-01", "--to", "2030-12-31")
    months = [part.get("d") for part in root.iter(f"{SVG}path") if "#d5dae1" in part.get("stroke")]
    begins = dict(enumerate((float(one[1:].partition(" ")[0]) for one in months), start=1))
    bars = {}
    for group in root.iter(f"{SVG}g"):
        corners = group.find(f"{SVG}polygon").get("points").split()
        title = group.find(f"{SVG}title").text
        bars[title.partition(":")[0], title[-11:]] = {
            float(one.partition(",")[0]) for one in corners
        }
    older, newer = (bars["KA-00001", f" {day}"] for day in ("2030-02-28", "2030-05-31"))
    assert newer == {begins[3], begins[6]}
    assert max(older) == begins[3]


def test_the_same_files_give_the_same_picture(folder):
    days = ("--from", "2030-01-01", "--to", "2030-12-31")
    assert picture(folder, *days)[0] == picture(folder, *days)[0]


@pytest.mark.parametrize(
    "days",
    [
        (),
        ("--from", "0001-01-01", "--to", "9999-12-31"),
        ("--from", "2030-01-01", "--to", "2030-01-01"),
    ],
)
def test_any_days_can_be_drawn(folder, days):
    picture(folder, *days)


@pytest.mark.parametrize("format_", ["text", "json", "svg"])
def test_a_bad_file_is_named_and_hides_no_other(folder, format_):
    (folder / "bad.yaml").write_text("id: [", encoding="utf-8")
    (folder / "thin.yaml").write_text("id: KA-00009\ntitle: Wydanie\n", encoding="utf-8")
    result = run(folder, "--from", "2030-01-01", "--format", format_)
    assert result.exit_code == 2
    assert "bad.yaml:1:6: " in result.stderr
    assert "thin.yaml:1:1: " in result.stderr
    assert "KA-00002" in result.stdout


def test_files_on_other_forms_are_passed_over():
    result = run(
        SAMPLES / "notices", SAMPLES / "terms", SAMPLES / "departures.yaml", "--format", "json"
    )
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["procedures"] == []


def test_days_in_the_wrong_order_or_spelling_are_refused(folder):
    assert run(folder, "--from", "2030-02-01", "--to", "2030-01-31").exit_code == 2
    result = run(folder, "--from", "1.2.2030")
    assert result.exit_code == 2
    assert "rrrr-mm-dd" in result.stderr


def test_a_path_that_is_not_there_is_named(tmp_path):
    result = run(tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
