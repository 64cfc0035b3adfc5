"""The README is true: its settings and its mapping are used, its commands print what is shown,
each code and command is named.
"""

import re
from pathlib import Path

import pytest
import yaml
from an_office import ROOT
from commands_shown import blocks, hold, run_all
from making_books import book

from lckm_cli.main import cli
from lckm_core.publication import ReminderKind
from lckm_editorial.batch_import.finding_kinds import KINDS

PAGE = ROOT / "adapters" / "editorial" / "README.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = [
    {
        "Nr": "KA-03001",
        "Nazwa": "Zgłoszenie przepełnionego kosza",
        "Skrót": "Każdy może zgłosić kosz uliczny, z którego wysypują się odpady.",
        "Etapy": "Zgłoś kosz\nSprawdź, czy jest pusty",
        "Komentarze": "telefonicznie\nnastępnego dnia",
        "Jak załatwić": "Zadzwoń i podaj adres.",
        "Termin": "Niezwłocznie",
        "Telefony": "+48 (42) 638-44-44; 986",
        "Opłaty": "brak",
        "Ustawa": "ustawa z dnia 14 grudnia 2012 r. o odpadach",
        "Dziennik Ustaw": "Dz. U. z 2023 r. poz. 1587",
        "Właściciel": "Jan Wzorcowy",
        "Uwagi": "przenieść z arkusza",
    }
]
ROWS += [{**ROWS[0], "Nr": "KA-03002", "Nazwa": "Zgłoszenie brudnego przystanku", "Termin": None}]


@pytest.mark.slow(reason="every command of the page; test_import.py and test_remind.py call each")
def test_its_commands_print_what_is_shown(office, run):
    """With WRITE_DOCS=1 the page is given what they print now."""
    (settings,), (mapping,) = blocks(TEXT, "toml"), blocks(TEXT, "yaml")
    (office.folder / "lckm.toml").write_text(settings, encoding="utf-8")
    (office.folder / "mapa.yaml").write_text(mapping, encoding="utf-8")
    headings = [column["column"] for column in yaml.safe_load(mapping)["columns"]] + ["Uwagi"]
    book(
        office.folder / "baza.xlsx",
        [headings, *([row[heading] for heading in headings] for row in ROWS)],
    )
    hold(PAGE, TEXT, run_all(TEXT, run, office.folder))


def test_every_code_is_named_with_what_it_is():
    """With WRITE_DOCS=1 the table is made anew of what the code says."""
    _, ruler, rest = TEXT.partition("| code | what is wrong |\n|---|---|\n")
    rows = re.match(r"(?:\| LCKM.*\n)*", rest)[0]
    made = "".join(f"| {kind.code} | {kind.about.en} · {kind.about.pl} |\n" for kind in KINDS)
    hold(PAGE, ruler + rows, ruler + made)


def test_every_command_and_every_kind_of_reminder_is_named():
    named = {f"procedure {name}" for name in cli.get_command(None, "procedure").commands} | {
        "remind",
        "import",
        "directory load",
    }
    assert {name for name in named if f"| `lckm {name}" not in TEXT} == set()
    assert {kind.value for kind in ReminderKind if f"| `{kind.value}` |" not in TEXT} == set()


def test_limits_are_said():
    from lckm_editorial.batch_import import sheets

    said = (
        f"{sheets.MOST_BYTES // 10**6} MB, {sheets.MAX_UNPACKED // 10**6} MB unpacked, "
        f"{sheets.MAX_ROWS:,} rows, {sheets.MAX_COLUMNS} columns, "
        f"{sheets.MAX_IN_A_CELL:,} characters in a cell, {sheets.MAX_TEXT // 10**6} million in "
        "all, "
        f"{sheets.MAX_ELEMENTS // 10**6} million elements of XML. The sheet is read in a process "
        "of its own, which is given "
        f"{sheets.MAX_SECONDS} s and {sheets.MAX_MEMORY // 1024**3} GB"
    )
    assert said in " ".join(TEXT.split())
    assert (Path(__file__).parent / "files" / "rejected").is_dir()
