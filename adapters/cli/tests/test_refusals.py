"""What stops a command is said in its language: whose fault it is, where, and what to do."""

import os
from pathlib import Path

import pytest
from cli_cases import procedure

from lckm_cli import atomic_write as writing
from lckm_cli.input_files import read_document
from lckm_core import FORMS
from tests.helpers.commands import Run
from tests.helpers.places import SAMPLES

FIRST = SAMPLES / "procedures" / "KA-01189.yaml"
REQUEST = SAMPLES / "updates" / "KA-01189.request.yaml"
NOTICE = SAMPLES / "notices" / "OG-0001.yaml"


@pytest.mark.parametrize(
    ("call", "path"),
    [
        (("show", "nic.yaml", "--audience", "portal"), "nic.yaml"),
        (("diff", "nic.yaml", FIRST), "nic.yaml"),
        (("amend", FIRST, "nic.yaml"), "nic.yaml"),
        (("amend", FIRST, REQUEST, "-o", "nie/ma/x.yaml"), "nie/ma"),
        (("check", FIRST, "--write-baseline", "nie/ma/x.json"), "nie/ma"),
        (("check", FIRST, "--baseline", "nic.json"), "nic.json"),
        (("check", FIRST, "--attachments", "nic"), None),
        (("check", SAMPLES / "procedures", "--attachments", "nic"), "nic"),
        (("timeline", "nic.yaml"), "nic.yaml"),
    ],
)
def test_what_is_not_there(
    run: Run, base: Path, call: tuple[object, ...], path: str | None
) -> None:
    result = run(*call)
    if path:
        assert (result.exit_code, result.stderr) == (
            2,
            f"{path}: Nie ma takiego pliku ani folderu. Sprawdź nazwę i folder.\n",
        )
    assert ".tmp" not in result.output
    assert list(base.iterdir()) == []


def test_it_is_said_in_the_language_asked_for(run: Run, base: Path) -> None:
    call = ("show", "nic.yaml", "--audience", "portal")
    for result in (run(*call, "--lang", "en"), run(*call, env={"LCKM_LANG": "en"})):
        assert (
            result.stderr
            == "nic.yaml: There is no such file or folder. Check the name and the folder.\n"
        )
    assert run(*call, "--lang", "pl", env={"LCKM_LANG": "en"}).stderr.startswith("nic.yaml: Nie ma")


def test_folders_and_circles(run: Run, base: Path) -> None:
    (base / "loop.yaml").symlink_to("loop.yaml")
    for path, said in ((".", "To jest folder."), ("loop.yaml", "Dowiązania prowadzą w kółko.")):
        assert run("diff", path, FIRST).stderr.startswith(f"{path}: {said}")
    assert "Dowiązania prowadzą w kółko." in run("check", "loop.yaml").stdout


def test_a_full_disk_names_the_file_that_was_asked_for(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(writing.os, "fsync", refuse)
    result = run("amend", FIRST, REQUEST, "-o", "out.yaml")
    assert (result.exit_code, result.stderr) == (
        2,
        "out.yaml: Na dysku nie ma miejsca. Zwolnij je i powtórz polecenie.\n",
    )
    assert list(base.iterdir()) == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            ("show", SAMPLES / "departures.yaml", "--audience", "portal"),
            "to jest lista odstąpień, a ma tu być opis procedury, informacja na portalu "
            "albo regulamin portalu.",
        ),
        (("diff", NOTICE, FIRST), "to jest informacja na portalu, a ma tu być opis procedury."),
        (("amend", REQUEST, FIRST), "to jest wniosek o aktualizację, a ma tu być opis procedury."),
        (("amend", FIRST, FIRST), "to jest opis procedury, a ma tu być wniosek o aktualizację."),
        (
            ("check", FIRST, "--departures", FIRST),
            "to jest opis procedury, a ma tu być lista odstąpień.",
        ),
        (
            ("check", FIRST, "--directory", SAMPLES / "departures.yaml"),
            "to jest lista odstąpień, a ma tu być spis jednostek.",
        ),
    ],
)
def test_a_file_on_another_form_is_told_as_that(
    run: Run, call: tuple[object, ...], said: str
) -> None:
    result = run(*call)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.rstrip().endswith(f": {said}")
    assert "brakuje" not in result.stderr
    assert "this is" in run(*call, "--lang", "en").stderr


def test_a_file_with_few_keys_is_still_judged_on_the_form_asked_for(run: Run, base: Path) -> None:
    (base / "dep.yaml").write_text("odstąpienia: []\n", encoding="utf-8")
    assert run("check", FIRST, "--departures", "dep.yaml").stderr.startswith("dep.yaml:1:1: Pole")


def test_timeline_tells_the_fault_and_place_that_show_tells(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(
        procedure(valid_from="2026-02-30", internal="może"), encoding="utf-8"
    )
    (base / "b.yaml").write_text("id: [\n", encoding="utf-8")
    for name in ("a.yaml", "b.yaml"):
        said = run("show", name, "--audience", "portal").stderr
        assert said.startswith(f"{name}:")
        assert said.split(":")[1].isdecimal()
        assert run("timeline", name).stderr == said
        assert (
            run("timeline", name, "--lang", "en").stderr
            == run("show", name, "--audience", "bip", "--lang", "en").stderr
        )


@pytest.mark.parametrize(
    "call",
    [
        ("--lang", "en", "show", "nic.yaml"),
        ("--lang", "pl", "show", "nic.yaml", "--lang", "en"),
        ("routes", "--lang", "en", "check", "nic.yaml"),
        ("--lang", "pl", "routes", "--lang", "en", "check", "nic.yaml"),
    ],
)
def test_the_language_may_stand_before_the_command_and_the_nearest_counts(
    run: Run, base: Path, call: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    audience = ("--audience", "portal") if "show" in call else ()
    assert "There is no such file or folder" in run(*call, *audience).stderr
    monkeypatch.setenv("LCKM_LANG", "pl")
    assert "There is no such file or folder" in run(*call, *audience).stderr


@pytest.mark.parametrize("form", ["procedure", "announcement"])
def test_a_file_that_fits_two_forms_is_read_on_the_one_that_is_wanted(tmp_path, form):
    path = tmp_path / "opis.yaml"
    path.write_text("title: Uwaga\n", encoding="utf-8")
    assert read_document(str(path), form).model is FORMS[form]
