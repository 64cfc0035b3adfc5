"""What lies in a checked folder and is no description: it is told apart, with what to do."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from lckm_cli.main import cli

ROOT = Path(__file__).parents[3]
LABELS = (
    "Nazwa procedury",
    "Skrócony opis sprawy",
    "Najważniejsze etapy realizacji procedury",
    "Sposób załatwienia sprawy",
    "Termin realizacji",
    "Miejsce załatwienia",
    "Umawianie/rezerwacja wizyty",
    "Formy i miejsce składania dokumentów",
    "Podstawa prawna",
    "Tryb odwoławczy",
)


def word_file(path, texts):
    """Write a Word file with a paragraph for each text."""
    body = "".join(f"<w:p><w:r><w:t>{text}:</w:t></w:r></w:p>" for text in texts)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a description, its schema, a description in Word and a form to download."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "opisy"
    made.mkdir()
    sample = (ROOT / "samples" / "procedures" / "KA-01238.yaml").read_text(encoding="utf-8")
    own = sample.replace("related:\n  - {id: KA-00044, kind: connected}\n", "")
    (made / "KA-01238.yaml").write_text(own, encoding="utf-8")
    schema = ROOT / "schemas" / "procedure.schema.json"
    (made / "procedure.schema.json").write_bytes(schema.read_bytes())
    word_file(made / "opis.docx", LABELS)
    word_file(made / "druk.docx", ["Wniosek o kartę", "Imię i nazwisko"])
    return made


def run(*arguments):
    done = CliRunner().invoke(cli, ["check", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


def test_schemas_and_word_files_in_a_folder_are_told_of_and_not_judged(folder):
    code, out, err = run("opisy")
    assert (code, "Sprawdzono 1 plik" in out) == (0, True)
    assert "opisy/procedure.schema.json: To schemat JSON" in err
    assert "lckm word check opisy/opis.docx" in err
    assert "druk.docx" not in err


@pytest.mark.parametrize(
    ("name", "hint"),
    [("procedure.schema.json", "This is a JSON Schema"), ("opis.docx", "lckm word check")],
)
def test_named_they_are_no_descriptions(folder, name, hint):
    code, out, _ = run(f"opisy/{name}", "--lang", "en")
    assert code == 2
    assert "LCKM-E102" in out
    assert hint in out


@pytest.mark.parametrize("ending", ["docx", "docm", "dotx", "doc", "odt", "rtf"])
@pytest.mark.parametrize("spelled", [str.lower, str.upper, str.title])
def test_a_word_file_is_known_by_its_ending_in_any_letters(folder, ending, spelled):
    name = f"opisy/Opis.{spelled(ending)}"
    word_file(name, LABELS)
    code, out, _ = run(name)
    assert (code, f"lckm word check {name}" in out) == (2, True)


def test_another_programs_json_is_one_finding(folder):
    (folder / "package.json").write_text('{"name": "x", "version": "1", "scripts": {}}')
    code, out, _ = run("opisy")
    assert code == 2
    assert out.count("package.json") == 1
    assert "LCKM-E102  To plik JSON innego programu" in out


def test_a_damaged_word_file_in_a_folder_is_passed_over(folder):
    (folder / "zepsuty.docx").write_bytes(b"PK\x03\x04 not an archive")
    assert run("opisy")[0] == 0


def test_settings_in_windows_1250_are_named_so(tmp_path):
    settings = tmp_path / "lckm.toml"
    settings.write_bytes('[office]\nname = "Urząd Łęczyca"\n'.encode("cp1250"))
    done = CliRunner().invoke(cli, ["settings", "--settings", str(settings)])
    assert "Windows-1250" in done.output
