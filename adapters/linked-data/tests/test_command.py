"""``lckm linked-data``."""

import shutil
from datetime import date

import attrs
import linked_data_samples as shared
import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_core import read, to_yaml
from lckm_linked_data import command
from lckm_linked_data.adapter import LinkedDataCommands
from lckm_linked_data.folder import Folder
from lckm_testing import CommandsContract
from lckm_testing.contracts.base import Meanwhile


class TestContract(CommandsContract):
    @pytest.fixture
    def command(self):
        (command,) = LinkedDataCommands().contribute_commands()
        return command


def run(*arguments):
    return CliRunner().invoke(cli, ["linked-data", *map(str, arguments)])


def test_it_writes_what_bip_shows_that_day(tmp_path):
    result = run(
        shared.SAMPLES, "--base", shared.BASE, "--on", shared.DAY, "--out", tmp_path / "out"
    )
    assert (result.exit_code, result.stdout) == (
        0,
        f"Procedury: 12. Zapisano w: {tmp_path / 'out'}\n",
    )
    assert {path.stem for path in (tmp_path / "out" / "procedury").iterdir()} == set(
        shared.services()
    )


def test_of_two_editions_the_one_of_the_day_is_written(tmp_path):
    for day, out in (("2026-12-31", "old"), ("2027-01-01", "new")):
        run(shared.SAMPLES, "--base", shared.BASE, "--on", day, "--out", tmp_path / out)
    old, new = (
        (tmp_path / out / "procedury" / "KA-01379.ttl").read_bytes() for out in ("old", "new")
    )
    assert old != new


@pytest.mark.parametrize("names", [("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")])
def test_of_two_that_hold_that_day_the_one_that_begins_last_is_written(tmp_path, names):
    sample = read((shared.SAMPLES / "KA-01478.yaml").read_bytes()).procedure()
    for name, year, title in zip(names, (2025, 2026), ("Starszy", "Nowszy"), strict=True):
        text = attrs.evolve(sample, title=title, related=(), valid_from=date(year, 1, 1))
        (tmp_path / name).write_text(to_yaml(text), encoding="utf-8")
    out = tmp_path / "out"
    assert run(tmp_path, "--base", shared.BASE, "--on", shared.DAY, "--out", out).exit_code == 0
    written = (out / "procedury" / "KA-01478.ttl").read_text(encoding="utf-8")
    assert ("Nowszy" in written, "Starszy" in written) == (True, False)


@pytest.mark.parametrize(("words", "shown"), [((), "new"), (("--on", "2026-12-31"), "old")])
def test_it_writes_the_day_it_is_when_another_is_done(tmp_path, monkeypatch, words, shown):
    """It waits over midnight, when the second edition of a procedure begins; a day that is
    said stays as it was said.
    """
    days = {"old": date(2026, 12, 31), "new": date(2027, 1, 1)}
    for name, day in days.items():
        run(shared.SAMPLES, "--base", shared.BASE, "--on", day, "--out", tmp_path / name)
    monkeypatch.setattr(command, "today", lambda: days["old"])
    waiting = Meanwhile(
        lambda: run(shared.SAMPLES, "--base", shared.BASE, "--out", tmp_path / "out", *words)
    )
    with Folder(tmp_path / "out").locked():
        waiting()
        monkeypatch.setattr(command, "today", lambda: days["new"])
    assert waiting.result().exit_code == 0
    made, wanted = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (tmp_path / "out", tmp_path / shown)
    )
    assert made == wanted


def test_a_file_that_cannot_be_read_stops_it(tmp_path):
    shutil.copy(shared.SAMPLES / "KA-01478.yaml", tmp_path)
    (tmp_path / "KA-00002.yaml").write_text("id: [")
    result = run(tmp_path, "--base", shared.BASE, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "KA-00002.yaml" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "wrong",
    [("--base", "http://a.example"), ("--licence", "MIT"), ("--email", "x"), ("--on", "jutro")],
)
def test_a_wrong_setting_is_named(tmp_path, wrong):
    result = run(shared.SAMPLES, "--base", shared.BASE, "--out", tmp_path / "out", *wrong)
    assert result.exit_code == 2
    assert wrong[0].removeprefix("--") in result.output or "jutro" in result.output
    assert not (tmp_path / "out").exists()


def test_a_wrong_setting_is_told_in_english(tmp_path):
    wrong = run(
        shared.SAMPLES, "--base", "http://a.example", "--out", tmp_path / "out", "--lang", "en"
    )
    assert wrong.stderr.startswith("base: the address is to be written https://host/path/")
