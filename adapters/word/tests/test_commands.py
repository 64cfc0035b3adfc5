"""``lckm word``: what it writes, prints and refuses, and how it ends."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import make_rejected
import pytest
import word_documents as documents
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_core import amend, read, read_form
from lckm_word import read_word, template, write
from lckm_word.commands.word import command

PROCEDURE = documents.SAMPLES / "procedures" / "KA-01238.yaml"
REQUEST = documents.SAMPLES / "updates" / "KA-01238.request.yaml"


@pytest.fixture
def lckm(tmp_path, monkeypatch):
    """Run ``lckm word`` in a folder of its own; return exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        done = CliRunner().invoke(command, [str(one) for one in arguments])
        return done.exit_code, done.stdout, done.stderr

    return run


def test_the_list_of_commands_has_it_among_those_of_clerks():
    said = CliRunner().invoke(cli, ["--lang", "pl", "--help"]).output
    clerks = said.partition("Opisy procedur (urzędnik):\n")[2].partition("\n\n")[0]
    assert "\n  word " in clerks


def test_template(lckm, tmp_path):
    assert lckm("template", "wzor.docx") == (0, "", "")
    assert (tmp_path / "wzor.docx").read_bytes() == template()
    assert lckm("template", "numer.docx", "--number", "KA-01478")[0] == 0
    assert (tmp_path / "numer.docx").read_bytes() == template("KA-01478")


def test_write_and_read(lckm, tmp_path):
    procedure = read(PROCEDURE.read_bytes()).procedure()
    assert lckm("write", PROCEDURE, "opis.docx") == (0, "", "")
    assert (tmp_path / "opis.docx").read_bytes() == write(procedure)
    with zipfile.ZipFile(tmp_path / "opis.docx") as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_DEFLATED}
    code, out, _ = lckm("read", "opis.docx")
    assert code == 0
    assert read(out).procedure() == procedure
    assert lckm("read", "opis.docx", "-o", "opis.yaml")[:2] == (0, "")
    assert (tmp_path / "opis.yaml").read_text(encoding="utf-8") == out


def test_what_is_there_already_stays(lckm, tmp_path):
    assert lckm("write", PROCEDURE, "nowy.docx")[0] == 0
    (tmp_path / "opis.docx").write_text("cudze")
    for call in (
        ("template", "opis.docx"),
        ("write", PROCEDURE, "opis.docx"),
        ("read", "nowy.docx", "-o", "opis.docx"),
        ("read", "nowy.docx", "--comments", "opis.docx"),
    ):
        assert lckm(*call)[0] != 0
        assert (tmp_path / "opis.docx").read_text() == "cudze", call
    assert lckm("write", PROCEDURE, "opis.docx", "--replace")[0] == 0
    assert (tmp_path / "opis.docx").read_bytes()[:2] == b"PK"


def test_findings_name_their_place_and_the_yaml_is_printed_all_the_same(lckm, tmp_path):
    (tmp_path / "wzor.docx").write_bytes(template("KA-00001"))
    code, out, err = lckm("read", "wzor.docx")
    assert code == 1
    assert "id: KA-00001" in out
    assert "wzor.docx: dział „Opłaty”, akapit 1  błąd  LCKM-P016" in err
    assert (
        "section „Opłaty”, paragraph 1  error  LCKM-P016"
        in lckm("read", "wzor.docx", "--lang", "en")[2]
    )


def test_a_refused_file_ends_with_two_its_code_and_what_to_do(lckm):
    code, out, err = lckm("read", make_rejected.FOLDER / "LCKM-W003-macro.docx")
    assert (code, out) == (2, "")
    assert "LCKM-W003" in err
    assert "Zapisz go" in err


def test_redline_and_read(lckm, tmp_path):
    assert lckm(
        "redline",
        PROCEDURE,
        REQUEST,
        "wniosek.docx",
        "--author",
        "Jan Testowy",
        "--on",
        "2026-11-25",
    ) == (
        0,
        "",
        "",
    )
    code, out, _ = lckm("read", "wniosek.docx")
    assert code == 0
    old, wanted = (read_form(path.read_bytes(), name=path.name) for path in (PROCEDURE, REQUEST))
    request = read_form(out, name="x.yaml")
    assert amend(old.procedure(), request.build(request.model)) == amend(
        old.procedure(), wanted.build(wanted.model)
    )


def test_a_request_is_held_against_the_current_edition(lckm):
    code, out, err = lckm(
        "read", make_rejected.FOLDER / "LCKM-W013-of-another-edition.docx", "--against", PROCEDURE
    )
    assert "LCKM-W013" in err
    assert "Nazwa procedury" in err
    assert "changes" not in out
    assert code == 0


def test_a_description_with_tracked_changes_is_a_request_against_the_current_one(lckm):
    tracked = make_rejected.FOLDER / "LCKM-W009-tracked.docx"
    current = documents.SAMPLES / "procedures" / "KA-00044.yaml"
    code, out, err = lckm("read", tracked, "--against", current)
    assert (code, "  LCKM-W009" in err, "  LCKM-W013" in err) == (0, False, False)
    request = read_form(out, name="x.yaml")
    assert [change["field"] for change in request.data["changes"]] == ["/title"]
    assert "  LCKM-W009" in lckm("read", tracked)[2]


def test_a_request_with_an_error_is_printed_and_ends_with_one(lckm, tmp_path):
    """Whoever goes on by the exit code alone must not hand it in."""
    faulty = tmp_path / "nowy.yaml"
    text = PROCEDURE.read_text(encoding="utf-8")
    faulty.write_text(f"{text}valid_from: 2027-05-02\nvalid_to: 2027-05-01\n", encoding="utf-8")
    assert lckm("redline", PROCEDURE, faulty, "wniosek.docx", "--author", "Jan Testowy")[0] == 0
    code, out, err = lckm("read", "wniosek.docx", "--against", PROCEDURE)
    assert (code, "changes:" in out) == (1, True), err


def test_redline_of_two_editions(lckm, tmp_path):
    new = tmp_path / "nowy.yaml"
    new.write_text(PROCEDURE.read_text(encoding="utf-8").replace("112", "986"), encoding="utf-8")
    assert lckm("redline", PROCEDURE, new, "wniosek.docx", "--author", "Jan Testowy")[0] == 0
    source = (tmp_path / "wniosek.docx").read_bytes()
    assert read_word(source, changes="accept").procedure() == read(new.read_bytes()).procedure()
    assert (
        lckm("read", "wniosek.docx", "--changes", "refuse")[1]
        .partition("\n")[2]
        .startswith("id: KA-01238")
    )


def test_redline_asks_whose_the_changes_are(lckm):
    code, _, err = lckm("redline", PROCEDURE, REQUEST, "wniosek.docx")
    assert code == 2
    assert "--author" in err


def test_nothing_is_loaded_to_list_it():
    """``lckm --help`` asks for the name and a line of help."""
    code = (
        "import sys; from lckm_word.adapter import WordAdapter; "
        "WordAdapter().contribute_commands(); print('lckm_word.reader' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "False"


@pytest.mark.slow(
    reason="starts a program; the commands are called in this process in every change"
)
def test_it_is_found_by_lckm():
    program = shutil.which("lckm", path=str(Path(sys.executable).parent))
    assert program is not None, "lckm is not installed beside python"
    said = subprocess.run(
        [program, "word", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(name in said for name in ("template", "write", "read", "redline"))
