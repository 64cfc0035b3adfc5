"""``lckm files check``: what it prints, and its exit codes."""

import json
import os
import shutil
import socket
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import normalize

import attrs
import click
import pytest
from click.testing import CliRunner
from fake_clamd import EICAR, SIGNATURE, FakeClamd
from made_files import EXPECTED, FILES

from lckm_core import read
from lckm_core.procedures import MAX_FILE_BYTES
from lckm_core.text import Message
from lckm_documents import files_to_check, purposes_of
from lckm_documents.commands.files import command
from lckm_documents.report.outcome import NO_PROOF, CheckedFile
from lckm_documents.report.text import as_text
from tests.helpers.rows import some_in_every_change

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
HERE = pytest.mark.usefixtures("sandboxes_here")
"""For what is told; with the samples of procedures, files are looked into in another process."""


@pytest.fixture
def folder(tmp_path):
    """Return a function that makes a procedure's folder with copies of test files:
    ``folder("dobry.docx", …)``.
    """

    def make(*names):
        own = tmp_path / "pliki" / "KA-01379"
        own.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(FILES / name, own / name)
        return own.parent

    return make


def run(*arguments):
    return CliRunner().invoke(command, ["check", *map(str, arguments)])


@HERE
class TestExitCode:
    @pytest.mark.parametrize(
        ("names", "options", "code"),
        some_in_every_change(
            [
                (["dobry.docx"], [], 0),
                (["dobry.docx", "bez-tytulu.docx"], [], 1),
                (["tytul-ukryty.pdf"], [], 0),
                (["tytul-ukryty.pdf"], ["--strict"], 1),
                ([], [], 0),
            ],
            1,
            2,
            3,
            reason="another folder; three stand for them",
        ),
    )
    def test_it_follows_the_findings(self, folder, names, options, code):
        assert run(folder(*names), *options).exit_code == code

    def test_a_place_that_is_not_there_is_2(self, tmp_path):
        done = run(tmp_path / "nie-ma")
        assert (done.exit_code, "Nie ma takiego pliku ani folderu" in done.output) == (2, True)

    def test_a_link_is_no_file(self, folder, tmp_path):
        (tmp_path / "tajne.docx").write_bytes((FILES / "dobry.docx").read_bytes())
        root = folder()
        (root / "KA-01379" / "wniosek.docx").symlink_to(tmp_path / "tajne.docx")
        done = run(root)
        assert (done.exit_code, "dowiązanie" in done.output) == (2, True)

    def test_a_file_too_large_is_not_cut_and_judged(self, folder):
        root = folder("dobry.docx")
        with (root / "KA-01379" / "dobry.docx").open("r+b") as large:
            large.truncate(MAX_FILE_BYTES + 1)
        done = run(root)
        assert (done.exit_code, "LCKM-F005" in done.output) == (1, True)

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
    def test_a_pipe_is_not_waited_for(self, folder):
        root = folder()
        os.mkfifo(root / "KA-01379" / "a.pdf")
        assert run(root).exit_code == 2


@HERE
class TestText:
    def test_a_table_the_findings_and_no_proof(self, folder):
        done = run(folder("dobry.docx", "skan-trzech-stron.pdf"))
        assert "KA-01379/dobry.docx" in done.output
        assert done.output.count("LCKM-F106") == 3
        assert "Strona 3 to obraz" in done.output
        assert done.output.rstrip().endswith(NO_PROOF.pl)

    def test_in_english(self, folder):
        done = run(folder("bez-tytulu.docx"), "--lang", "en")
        assert "The document has no title" in done.output
        assert NO_PROOF.en in done.output

    def test_hidden_files_are_passed_over(self, folder):
        root = folder("bez-tytulu.docx")
        (root / "KA-01379" / "bez-tytulu.docx").rename(root / "KA-01379" / ".bez-tytulu.docx")
        assert run(root).exit_code == 0

    def test_a_name_of_control_characters_is_shown_harmless(self, folder):
        root = folder()
        (root / "KA-01379" / "a\x1b[31m\u202e.pdf").write_bytes(b"x")
        assert "\x1b" not in (done := run(root)).output
        assert "\u202e" not in done.output


@HERE
class TestJson:
    @pytest.mark.slow(
        reason="every file by the command; test_files.py holds each against the table"
    )
    def test_every_file_of_the_tests_is_told_as_the_table_has_it(self):
        done = run(FILES, "--format", "json")
        told = {Path(one["path"]).name: one for one in json.loads(done.stdout)["files"]}
        for name, codes in EXPECTED.items():
            found = [
                f"{one['code'].removeprefix('LCKM-')} {one['path']}".strip()
                for one in told[name]["findings"]
            ]
            assert sorted(found) == sorted(codes)
            assert told[name]["status"] == ("findings" if codes else "ok")

    @pytest.mark.parametrize(
        "format_", some_in_every_change(["json", "html", "text"], 0, reason="another format")
    )
    def test_the_same_folder_gives_the_same_bytes(self, folder, format_):
        root = folder("dobry.docx", "skan-trzech-stron.pdf", "obcy-jezyk.doc")
        assert run(root, "--format", format_).output == run(root, "--format", format_).output

    def test_it_is_counted(self, folder):
        # One of these has two errors.
        root = folder("tytul-ukryty.pdf", "bez-jezyka.rtf", "nieczytelne-litery.pdf")
        data = json.loads(run(root, "--format", "json").stdout)
        assert data["summary"] == {"files": 3, "errors": 3, "warnings": 1, "unreadable": 0}
        assert data["no_proof"] == NO_PROOF.pl

    def test_a_file_has_the_keys_that_programs_read(self, folder):
        (file,) = json.loads(run(folder("dobry.docx"), "--format", "json").stdout)["files"]
        assert set(file) == {"path", "status", "findings", "purpose", "format", "facts", "untold"}
        assert file["untold"]


@pytest.mark.parametrize(
    ("files", "colour"),
    [
        ([CheckedFile("a.pdf", None)], "green"),
        ([CheckedFile("a.pdf", None), CheckedFile("b.pdf", None, Message("Nie.", "No."))], "red"),
    ],
)
def test_the_last_line_is_red_where_a_file_could_not_be_read(files, colour):
    told = "".join(as_text(files, "pl", width=80, colour=True))
    assert click.style("", fg=colour, bold=True, reset=False) + "Sprawdzono" in told


class TestProcedures:
    """Of the samples: one has a form that is a PDF, as was agreed."""

    FORM = SAMPLES / "files" / "KA-02530" / "wniosek-o-udostepnienie-terenu-parku.pdf"
    PROCEDURE = SAMPLES / "procedures" / "KA-02530.yaml"

    @HERE
    def test_they_say_what_a_file_is_for(self):
        assert run(self.FORM).exit_code == 0
        done = run(self.FORM, "--procedures", self.PROCEDURE)
        assert (done.exit_code, "LCKM-F002" in done.output) == (1, True)

    @pytest.mark.parametrize(("typed", "lies"), [("NFC", "NFD"), ("NFD", "NFC")])
    def test_that_holds_however_the_letters_of_its_name_are_composed(self, tmp_path, typed, lies):
        """A Mac gives files names of another composition (NFD) than people type (NFC)."""
        procedure = read(self.PROCEDURE.read_bytes()).procedure()
        required = procedure.required_documents
        form = attrs.evolve(required.to_submit[0], file=normalize(typed, "wzór.pdf"))
        required = attrs.evolve(required, to_submit=(form,))
        purposes = purposes_of([attrs.evolve(procedure, required_documents=required)])
        path = tmp_path / procedure.id / normalize(lies, "wzór.pdf")
        path.parent.mkdir()
        path.touch()
        assert [one.purpose for one in files_to_check([tmp_path], purposes)] == ["form"]

    @HERE
    def test_an_agreed_departure_lifts_what_it_may(self):
        departures = SAMPLES / "departures.yaml"
        done = run(
            self.FORM,
            "--procedures",
            self.PROCEDURE,
            "--departures",
            departures,
            "--format",
            "json",
        )
        (file,) = json.loads(done.stdout)["files"]
        assert (done.exit_code, [one["severity"] for one in file["findings"]]) == (0, ["note"])

    @pytest.fixture
    def agreed(self, tmp_path):
        """Return a function that writes a file of one departure from the provision of a code."""

        def write(code):
            agreed = {"agreed_with": "A B", "agreed_on": "2026-01-02", "reference": "X.1"}
            departures = tmp_path / "odstapienia.yaml"
            one = {"procedure": "KA-01379", "code": code, **agreed}
            departures.write_text(json.dumps({"departures": [one]}), "utf-8")
            return departures

        return write

    @HERE
    def test_it_lifts_nothing_that_is_not_of_its_provision(self, folder, agreed):
        done = run(folder("bez-tytulu.pdf"), "--departures", agreed("LCKM-F101"))
        assert done.exit_code == 1

    @HERE
    def test_of_a_file_that_keeps_the_rule_it_says_nothing(self, folder, agreed):
        """It may be there for another file of the procedure."""
        done = run(folder("dobry.docx"), "--departures", agreed("LCKM-F002"), "--format", "json")
        (file,) = json.loads(done.stdout)["files"]
        assert (done.exit_code, file["findings"]) == (0, [])

    def test_the_samples_have_no_errors(self):
        done = run(
            SAMPLES / "files",
            "--procedures",
            SAMPLES / "procedures",
            "--departures",
            SAMPLES / "departures.yaml",
        )
        assert done.exit_code == 0

    @HERE
    def test_procedures_that_cannot_be_read_are_2(self, folder, tmp_path):
        (tmp_path / "KA-01379.yaml").write_text("{", "utf-8")
        asked = (folder("dobry.docx"), "--procedures", tmp_path / "KA-01379.yaml")
        done = [run(*asked, "--lang", lang) for lang in ("pl", "en")]
        assert [one.exit_code for one in done] == [2, 2]
        assert done[0].stderr != done[1].stderr, "each in its own language"


class _Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.headings = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "a":
            self.links.append(dict(attributes).get("href"))
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)


@HERE
class TestPage:
    def test_it_is_polish_with_one_title_a_table_and_no_script(self, folder):
        page = _Page(run(folder("dobry.docx", "skan-trzech-stron.pdf"), "--format", "html").stdout)
        assert ("html", "pl") in [(tag, attributes.get("lang")) for tag, attributes in page.tags]
        assert page.headings.count("h1") == 1
        assert {"table", "caption", "th"} <= {tag for tag, _ in page.tags}
        assert not {"script", "img", "iframe", "link"} & {tag for tag, _ in page.tags}
        assert all(link.startswith("#") for link in page.links)

    def test_no_words_of_a_file_become_a_link_or_a_tag(self, folder):
        root = folder()
        hostile = "[klik](https://example.com/)<script>x</script> obraz1.png"
        data = (
            (FILES / "dobry.rtf")
            .read_bytes()
            .replace(b"Pe\\u322?nomocnik", hostile.encode())
            .replace(rb"\s2 [", rb"\s3 [")
        )
        (root / "KA-01379" / "[x](mailto:a@example.com).rtf").write_bytes(data)
        html = run(root, "--format", "html").stdout
        page = _Page(html)
        assert "klik" in html
        assert all(link.startswith("#") for link in page.links)
        assert "script" not in {tag for tag, _ in page.tags}

    def test_it_says_that_it_is_no_proof_and_what_a_person_has_to_look_at(self, folder):
        html = run(folder("dobry.docx"), "--format", "html").stdout
        assert NO_PROOF.pl in html
        assert "Co musi sprawdzić człowiek" in html


@HERE
class TestClamd:
    def test_a_threat_is_a_finding_and_the_file_is_not_looked_into(self, folder, socket_folder):
        root = folder("dobry.docx")
        (root / "KA-01379" / "zly.pdf").write_bytes(EICAR)
        daemon = FakeClamd(socket.AF_UNIX, str(socket_folder / "c.ctl"))
        try:
            done = run(root, "--clamd", f"unix:{socket_folder}/c.ctl", "--format", "json")
        finally:
            daemon.close()
        files = {
            Path(one["path"]).name: one["findings"] for one in json.loads(done.stdout)["files"]
        }
        assert ([one["code"] for one in files["zly.pdf"]], files["dobry.docx"]) == (
            ["LCKM-F121"],
            [],
        )
        assert SIGNATURE in files["zly.pdf"][0]["message"]

    def test_a_scanner_that_is_away_is_told_of_and_the_rest_is_done(self, folder, tmp_path):
        done = run(folder("dobry.docx"), "--clamd", f"unix:{tmp_path}/nobody.ctl")
        assert (done.exit_code, "LCKM-F122" in done.output) == (0, True)

    def test_an_address_that_cannot_be_one_is_a_wrong_call(self, folder):
        done = run(folder("dobry.docx"), "--clamd", "nic")
        assert (done.exit_code, "nie adres clamd" in done.output) == (2, True)
        english = run(folder("dobry.docx"), "--clamd", "nic", "--lang", "en")
        assert english.stderr.startswith("Bad value of --clamd: “nic” is not an address of clamd.")
