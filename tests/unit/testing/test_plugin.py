"""The pytest plugin: one test of each file, judged on the form it is filled in on."""

from pathlib import Path

import pytest
import yaml  # noqa: F401  (what the plugin imports is forgotten after each run, and the C part of yaml survives that badly)

import lckm_core  # noqa: F401

pytest_plugins = ["pytester"]

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
