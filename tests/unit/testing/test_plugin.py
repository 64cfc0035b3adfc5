"""The pytest plugin: one test of each file, judged on the form it is filled in on."""

from importlib import metadata
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import attrs
import pytest
import yaml  # noqa: F401  (what the plugin imports is forgotten after each run, and the C part of yaml survives that badly)

import lckm_core  # noqa: F401
from lckm_core import impl
from lckm_core.findings import FindingKind, Severity
from lckm_core.text import Message

pytest_plugins = ["pytester"]

NAME = "lckm_core"
FILES = Path(__file__).parents[2] / "files"
LONG_TITLE = FILES / "rejected" / "LCKM-P001.yaml"
ADVICE = FILES / "rejected" / "LCKM-R001.yaml"


@pytest.fixture
def judge(pytester):
    """Return a function that lays files down by name and runs pytest on them in this process."""

    def run(files, *options):
        for name, source in files.items():
            path = pytester.path / name
            path.write_bytes(source.read_bytes() if isinstance(source, Path) else source.encode())
        return pytester.runpytest_inprocess("-p", "no:randomly", *options)

    return run


def test_without_the_option_no_file_is_judged(judge):
    judge({"a.yaml": LONG_TITLE}).assert_outcomes()


def test_a_sound_file_of_each_form_passes(judge):
    names = ("minimal.yaml", "announcement.yaml", "portal-terms.yaml")
    judge({name: FILES / "accepted" / name for name in names}, "--lckm").assert_outcomes(passed=3)


def test_a_finding_fails_the_test_of_its_file_alone_and_is_told_with_its_place(judge):
    result = judge(
        {"a.yaml": LONG_TITLE, "b.yaml": FILES / "accepted" / "announcement.yaml"}, "--lckm"
    )
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.re_match_lines(
        [r".*a\.yaml:\d+:\d+: error LCKM-P001 .*\(wzór: Nazwa procedury\)"]
    )
    result.stdout.no_re_match_line("Traceback|BadFileError")


@pytest.mark.parametrize("name", ["LCKM-N002.yaml", "LCKM-N103.yaml"])
def test_another_form_is_held_against_its_own_rules(judge, name):
    result = judge({"a.yaml": FILES / "rejected" / name}, "--lckm")
    result.assert_outcomes(failed=1)
    result.stdout.re_match_lines([rf".*a\.yaml:\d+:\d+: error {name[:9]} .*"])


def test_advice_fails_only_when_it_should(judge):
    judge({"a.yaml": ADVICE}, "--lckm").assert_outcomes(passed=1)
    judge({"a.yaml": ADVICE}, "--lckm", "--lckm-strict").assert_outcomes(failed=1)


def test_what_cannot_be_read_is_a_failure_and_not_an_error_of_the_plugin(judge):
    result = judge({"a.json": "{"}, "--lckm")
    result.assert_outcomes(failed=1)
    result.stdout.re_match_lines([r".*a\.json:.*.*LCKM-E009.*"])


def test_the_files_judged_together_know_one_another(judge):
    """A related procedure that is among the files exists; one that is not does not."""
    sound = (FILES / "accepted" / "minimal.yaml").read_text("utf-8")
    related = sound.replace("id: KA-00001", "id: KA-00002\nrelated: [{id: KA-00001}]")
    judge({"a.yaml": sound, "b.yaml": related}, "--lckm").assert_outcomes(passed=2)
    stranger = related.replace("related: [{id: KA-00001}]", "related: [{id: KA-00003}]")
    result = judge({"a.yaml": sound, "b.yaml": stranger}, "--lckm")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.re_match_lines([r".*b\.yaml:.*LCKM-K001 .*"])


def test_the_units_and_cells_to_know_may_be_given(judge):
    sound = (FILES / "accepted" / "minimal.yaml").read_text("utf-8")
    other = sound.replace("cell: Wydział Gospodarki Komunalnej\n", "cell: Wydział Kultury\n")
    own = "units: [{name: Urząd Miasta Łodzi, cells: [Wydział Kultury]}]"
    others = own.replace("Kultury", "Sportu")
    judge(
        {"a.yaml": other, "units.txt": others}, "--lckm", "--lckm-directory", "units.txt"
    ).assert_outcomes(failed=1)
    judge(
        {"a.yaml": other, "units.txt": own}, "--lckm", "--lckm-directory", "units.txt"
    ).assert_outcomes(passed=1)
    result = judge(
        {"a.yaml": other, "units.txt": "units: []"}, "--lckm", "--lckm-directory", "units.txt"
    )
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --lckm-directory units.txt: *"])


@attrs.frozen
class NoOddTitles:
    """A rule of a city, as an adapter hands it over."""

    prefix: str = "CITY"

    def __call__(self, procedure):
        place = ("title",)
        about = Message("Tytuł.", "A title.")
        yield FindingKind("CITY-001", "zarządzenie", Severity.ERROR, about).at(
            place, Message("Zły tytuł.", "A bad title.")
        )


class CityAdapter:
    @impl
    def contribute_rules(self):
        return (NoOddTitles(),)


class BrokenAdapter:
    def __init__(self):
        raise RuntimeError("broken")

    @impl
    def contribute_rules(self):
        return ()


@pytest.fixture
def installed(monkeypatch):
    """Return a function that installs adapters for one test."""

    def install(*classes):
        installed = metadata.entry_points
        points = [EntryPoint(one.__name__, f"{__name__}:{one.__name__}", NAME) for one in classes]

        def entry_points(**asked):
            ours = asked == {"group": NAME}
            return EntryPoints(points) if ours else installed(**asked)

        monkeypatch.setattr(metadata, "entry_points", entry_points)

    return install


def test_rules_of_installed_adapters_are_run(judge, installed):
    """As ``lckm check`` does, so that no run is green where it is red."""
    sound = {"a.yaml": FILES / "accepted" / "minimal.yaml"}
    installed(CityAdapter)
    result = judge(sound, "--lckm")
    result.assert_outcomes(failed=1)
    result.stdout.re_match_lines([r".*a\.yaml:\d+:\d+: error CITY-001 Zły tytuł\..*"])
    installed(BrokenAdapter)
    judge(sound, "--lckm", "-W", "default").assert_outcomes(passed=1, warnings=1)


def test_the_variables_of_the_commands_hold(judge, monkeypatch):
    monkeypatch.setenv("LCKM_LANG", "en")
    judge({"a.yaml": LONG_TITLE}, "--lckm").stdout.re_match_lines([".*LCKM-P001 Field “title”.*"])
    sound = (FILES / "accepted" / "minimal.yaml").read_text("utf-8")
    own = "units: [{name: Urząd Miasta Łodzi, cells: [Wydział Kultury]}]"
    monkeypatch.setenv("LCKM_DIRECTORY", "units.txt")
    judge({"a.yaml": sound, "units.txt": own}, "--lckm").assert_outcomes(failed=1)
    # Who judges no procedures needs no list of units.
    monkeypatch.setenv("LCKM_DIRECTORY", "none.txt")
    assert judge({"a.yaml": sound}).ret == pytest.ExitCode.NO_TESTS_COLLECTED
