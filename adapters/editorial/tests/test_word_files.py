"""Word files handed in: what ``lckm word read`` says of one, every command says; marked
changes are the request that they are.
"""

import io
import re
import zipfile
from functools import cache

import attrs
import pytest
from an_office import CALLS, EVERYWHERE, HEAD, STAFF

from lckm_core import check, read, to_yaml
from lckm_core.amendments import UpdateRequest
from lckm_core.findings import Finding, Findings, Severity
from lckm_core.text import Message
from lckm_editorial.submitted_files import SubmittedFile, merge_findings

pytest.importorskip("lckm_word", reason="lckm-word is not installed")

from lckm_word import write
from tests.helpers.rows import some_in_every_change

NUMBER = "KA-01238"
CAME = ("--reference", "WGK.5.2026", "--asked-by", HEAD, "--as", STAFF)
STRAY = (
    "<w:p><w:r><w:t>krok 3 – Zapłać 500 zł</w:t></w:r></w:p><w:p><w:r><w:footnoteReference "
    'w:id="2"/></w:r></w:p>'
)
TITLE, NEW = "Zgłoszenie i usunięcie dzikiego wysypiska śmieci", "Zgłoszenie wysypiska"
MARKED = (
    f'<w:del w:id="1" w:author="A"><w:r><w:delText>{TITLE}</w:delText></w:r></w:del>'
    f'<w:ins w:id="2" w:author="A"><w:r><w:t>{NEW}</w:t></w:r></w:ins>'
)


def edited(source, *changes):
    """Return a Word file in whose document each pattern, which is there, was replaced."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    text = made["word/document.xml"].decode()
    for pattern, put in changes:
        text, count = re.subn(pattern, lambda _, put=put: put, text, count=1)
        assert count == 1, pattern
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in made.items():
            archive.writestr(name, text if name == "word/document.xml" else data)
    return target.getvalue()


ANOTHER = "by another command; one of them in every change stands for it"
COMMANDS = [
    some_in_every_change(["update", "take-in", "correct"], at, reason=ANOTHER) for at in range(3)
]
STRAYED = ("<w:body>", f"<w:body>{STRAY}")
TRACKED = (f"<w:r>(?:(?!</w:r>).)*>{TITLE}</w:t></w:r>", MARKED)


_written = cache(write)


def written_in(office):
    """Return what writes the sample as a Word file, changed, and returns its path."""
    procedure = read(office.procedure(NUMBER).read_bytes()).procedure()
    source = _written(procedure)

    def made(*changes, name="opis.docx"):
        path = office.folder / name
        path.write_bytes(edited(source, *changes))
        return name

    return made


@pytest.fixture
def word(office):
    """Write the sample as a Word file, changed, and return its path."""
    return written_in(office)


def warned(done):
    return [line for line in done.output.splitlines() if "LCKM-" in line]


def newest(office):
    return office.centre().plugins.procedures.editions(NUMBER)[-1]


class TestWhatTheFileHolds:
    """None of it is left out, whoever reads the file: the head's own words may be among it."""

    def message(self, office, run, *arguments):
        lines = warned(run("word", "read", *arguments, "--directory", "directory.yaml"))
        assert {"LCKM-W007", "LCKM-W011"} <= {word for line in lines for word in line.split()}
        return lines

    def test_a_text_taken_in(self, office, run, word):
        file = word(STRAYED)
        said = self.message(office, run, file)
        done = run("procedure", "take-in", file, *CAME)
        assert (done.exit_code, warned(done)) == (0, said)
        assert office.editions(NUMBER) == [(1, "received")]

    @pytest.mark.parametrize("command", COMMANDS[2])
    def test_changes_asked_for_or_made(self, office, run, word, command):
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        (office.folder / "obecny.yaml").write_text(
            to_yaml(newest(office).procedure), encoding="utf-8"
        )
        file = word(STRAYED, TRACKED)
        said = self.message(office, run, file, "--against", "obecny.yaml")
        assert "LCKM-U010" in "".join(said)
        done = run("procedure", command, file, *(("--as", STAFF) if command == "correct" else CAME))
        assert (done.exit_code, warned(done)) == (0, said)
        assert newest(office).number == 2

    @pytest.mark.parametrize(
        "command", some_in_every_change(["update", "take-in"], 0, reason=ANOTHER)
    )
    def test_what_the_centre_finds_has_its_place_in_the_document_as_well(
        self, office, run, word, command
    ):
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        related = (
            "<w:sdt><w:sdtPr><w:tag "
            'w:val="related.id"/></w:sdtPr><w:sdtContent><w:r><w:t>KA-09999</w:t></w:r>'
            "</w:sdtContent></w:sdt>"
        )
        row = f"<w:tbl><w:tr><w:tc><w:p>{related}</w:p></w:tc></w:tr></w:tbl><w:p/>"
        done = run("procedure", command, word(("<w:body>", f"<w:body>{row}"), TRACKED), *CAME)
        assert done.exit_code == 1
        assert re.search(
            "opis.docx: .*, tabela 1, wiersz 1, kolumna 1  błąd  LCKM-K001", done.output
        ), done.output

    def test_asked_for_again_they_are_the_same_request(self, office, run, word):
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        for _ in range(2):
            done = run("procedure", "update", word(TRACKED), *CAME)
            assert (done.exit_code, newest(office).number) == (0, 2), done.output

    def test_texts_imported(self, office, run, word):
        (office.folder / "in").mkdir()
        file = word(STRAYED, name="in/opis.docx")
        said = [line.removeprefix("in/opis.docx: ") for line in self.message(office, run, file)]
        for dry in (("--dry-run",), ()):
            lines = warned(run("import", "in", *dry, *CAME))
            assert [line.strip().removeprefix("in/opis.docx: ") for line in lines] == said

    def test_an_error_of_the_file_is_one_of_the_command(self, office, run, word):
        twice = (
            "<w:p><w:sdt><w:sdtPr><w:tag "
            'w:val="title"/></w:sdtPr><w:sdtContent><w:r><w:t>Inna</w:t></w:r></w:sdtContent>'
            "</w:sdt></w:p>"
        )
        file = word(("<w:body>", f"<w:body>{twice}"))
        assert run("word", "read", file, "-o", "a.yaml").exit_code == 1
        done = run("procedure", "take-in", file, *CAME)
        assert (done.exit_code, "LCKM-W008" in done.output, "LCKM-P" in done.output) == (
            1,
            True,
            False,
        )

    def test_what_no_procedure_can_hold_is_told_with_its_place(self, office, run, word):
        file = word(("<w:t[^>]*>2023-09-18</w:t>", "<w:t>wczoraj</w:t>"))
        done = run("procedure", "take-in", file, *CAME)
        assert (done.exit_code, office.editions(NUMBER)) == (1, [])
        assert warned(done) == warned(run("word", "read", file, "-o", "a.yaml"))
        assert "dział „" in done.output

    @pytest.mark.parametrize(
        ("lang", "said"),
        some_in_every_change(
            [
                ("pl", "nieprzyjęta, niczego nie zapisano. "),
                ("en", "not taken in, nothing was kept. "),
            ],
            0,
            reason="in English",
        ),
    )
    @pytest.mark.parametrize(
        "command", some_in_every_change(["take-in", "update"], 1, reason=ANOTHER)
    )
    def test_what_is_refused_is_told_to_be_after_the_reasons(
        self, office, run, word, command, lang, said
    ):
        """A text that is taken in with faults ends with 1 as well, and does not say so."""
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        faulty = word(("<w:t[^>]*>2023-09-18</w:t>", "<w:t>wczoraj</w:t>"))
        done = run("procedure", command, faulty, *CAME, "--lang", lang)
        assert (done.exit_code, office.editions(NUMBER)) == (1, [(1, "received")])
        assert done.output.splitlines()[-1].startswith(f"{faulty}: {said}"), done.output
        long = word(
            ("<w:t[^>]*>Zgłoszenie i usunięcie[^<]*</w:t>", f"<w:t>{'T' * 161}</w:t>"),
            name="b.docx",
        )
        done = run("procedure", "take-in", long, *CAME, "--lang", lang)
        assert (done.exit_code, len(office.editions(NUMBER)), said in done.output) == (
            1,
            2,
            False,
        ), done.output


class TestWhatIsKept:
    """What the file held is told for as long as its text is looked at, by whoever has not got
    the file.
    """

    LOST = (
        "LCKM-W007, akapit 1: Tekst w tym miejscu pliku",
        "LCKM-W011, cały dokument: Nie odczytano: przypis",
    )
    QUOTED = "Zapłać 500"

    def kept(self, office):
        return [one for one in newest(office).findings if one.code.startswith("LCKM-W")]

    def test_looked_at_later_it_is_told_as_when_it_was_taken_in(self, any_office, run):
        """By its code and place, and with what is to be done; the text itself, which may be
        about anybody, is told but once.
        """
        file = written_in(any_office)(STRAYED)
        said = [
            line.removeprefix(f"{file}: ")
            for line in warned(run("procedure", "take-in", file, *CAME))
        ]
        stray, *rest = [line for line in said if "LCKM-W" in line]
        later, *others = warned(run("procedure", "show", NUMBER))
        assert others == rest
        assert later.split("LCKM-W007")[0] == stray.split("LCKM-W007")[0]
        assert (
            "nie należy do żadnego pola i nie został odczytany. Przenieś go do pola albo usuń."
            in later
        )
        assert (self.QUOTED in stray, self.QUOTED in later) == (True, False)

    def test_given_back_it_is_among_the_reasons(self, any_office, run):
        run("procedure", "take-in", written_in(any_office)(STRAYED), *CAME)
        assert run("procedure", "give-back", NUMBER, "--as", STAFF).exit_code == 0
        reasons = newest(any_office).acts[-1].note
        assert all(one in reasons for one in self.LOST), reasons
        assert self.QUOTED not in reasons

    @pytest.mark.parametrize("command", COMMANDS[0])
    def test_no_edition_has_the_text_that_was_not_read(self, any_office, run, command):
        """Neither the one made of the file, nor the next one, which carries its warnings on."""
        word = written_in(any_office)
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        run(
            "procedure",
            command,
            word(STRAYED, TRACKED),
            *(("--as", STAFF) if command == "correct" else CAME),
        )
        run(
            "procedure",
            "correct",
            word(("2023-09-18", "2030-09-18"), name="b.docx"),
            "--seen",
            2,
            "--as",
            STAFF,
        )
        kept = any_office.centre().plugins.procedures.editions(NUMBER)
        assert ["LCKM-W007" in {found.code for found in one.findings} for one in kept] == [
            False,
            True,
            True,
        ]
        assert self.QUOTED not in repr(kept)
        holding = [
            path
            for path in any_office.folder.rglob("*")
            if path.is_file()
            and path.suffix != ".docx"
            and self.QUOTED.encode() in path.read_bytes()
        ]
        assert holding == []

    # A correction has its own way from the file to the edition.
    @pytest.mark.parametrize(
        "command", some_in_every_change(["update", "take-in", "correct"], 1, 2, reason=ANOTHER)
    )
    def test_of_changes_asked_for_or_made(self, office, run, word, command):
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        run(
            "procedure",
            command,
            word(STRAYED, TRACKED),
            *(("--as", STAFF) if command == "correct" else CAME),
        )
        assert [(one.code, one.place.pl) for one in self.kept(office)] == [
            ("LCKM-W007", "akapit 1"),
            ("LCKM-W011", "cały dokument"),
        ]
        (dated,) = [one for one in newest(office).findings if one not in self.kept(office)]
        assert (dated.code, dated.place.pl) == ("LCKM-U010", "cały dokument")

    def test_of_a_whole_text_that_corrects_one(self, office, run, word):
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        file = word(STRAYED, (f">{TITLE}<", f">{NEW}<"))
        done = run("procedure", "correct", file, "--seen", 1, "--as", STAFF)
        assert done.exit_code == 0, done.output
        assert [one.code for one in self.kept(office)] == ["LCKM-W007", "LCKM-W011"]

    def test_of_texts_imported(self, office, run, word):
        (office.folder / "in").mkdir()
        word(STRAYED, name="in/opis.docx")
        run("import", "in", *CAME)
        assert [one.code for one in self.kept(office)] == ["LCKM-W007", "LCKM-W011"]

    def test_nothing_that_its_text_shows(self, office, run, word):
        """A check finds that again, by the rules and the directory of its day."""
        run("procedure", "take-in", word(("2023-09-18", "2030-09-18")), *CAME)
        assert newest(office).findings == ()

    def test_an_error_of_the_file_stops_its_confirmation_until_a_mended_file_comes(
        self, office, run, word
    ):
        twice = (
            "<w:p><w:sdt><w:sdtPr><w:tag "
            'w:val="title"/></w:sdtPr><w:sdtContent><w:r><w:t>Inna</w:t></w:r></w:sdtContent>'
            "</w:sdt></w:p>"
        )
        run("procedure", "take-in", word(("(?=<w:sectPr)", twice)), *CAME)
        done = run("procedure", "confirm", NUMBER, "--as", STAFF)
        assert (done.exit_code, "LCKM-W008" in done.output) == (1, True)
        run("procedure", "take-in", word(), *CAME)
        assert run("procedure", "confirm", NUMBER, "--as", STAFF).exit_code == 0


class TestUnreadable:
    @pytest.mark.parametrize("name", ["uciety.docx", "opis.odt", "opis.doc", "opis", "OPIS.DOCX"])
    def test_it_is_told_with_its_name_and_code_as_lckm_word_read_does(
        self, office, run, word, name
    ):
        whole = (office.folder / word()).read_bytes()
        contents = {
            "opis.odt": b"PK\x03\x04" + whole[4:900],
            "opis.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
            "OPIS.DOCX": b"Opis procedury",
        }
        (office.folder / name).write_bytes(contents.get(name, whole[: len(whole) // 2]))
        said = run("word", "read", name)
        assert (said.exit_code, said.output.startswith(f"{name}: LCKM-W001  ")) == (2, True)
        for command, options in (("take-in", CAME), ("update", CAME), ("correct", ("--as", STAFF))):
            done = run("procedure", command, name, *options)
            assert (done.exit_code, done.output) == (2, said.output)

    def test_in_a_folder_too(self, office, run, word):
        (office.folder / "in").mkdir()
        word(name="in/opis.docx")
        (office.folder / "in" / "stary.doc").write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
        )
        done = run("import", "in", *CAME)
        assert (done.exit_code, run("word", "read", "in/stary.doc").output in done.output) == (
            2,
            True,
        )
        assert office.editions(NUMBER) == [(1, "received")]


class TestTrackedChanges:
    """A department has Word alone: the changes that it marked are its request (zał. 2 § 9 ust.
    2).
    """

    @pytest.mark.parametrize("command", COMMANDS[2])
    def test_of_a_procedure_that_is_kept_they_are_the_request(self, office, run, word, command):
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        done = run(
            "procedure",
            command,
            word(TRACKED),
            *(("--as", STAFF) if command == "correct" else CAME),
        )
        assert done.exit_code == 0, done.output
        assert newest(office).procedure.title == NEW
        assert [change.field for change in newest(office).request.changes] == ["/title"]
        assert "LCKM-W009" not in done.output

    def test_where_they_start_from_another_text_it_is_said_in_which_fields(self, office, run, word):
        run("procedure", "take-in", office.procedure(NUMBER, summary="Inny skrót."), *CAME)
        done = run("procedure", "update", word(TRACKED), *CAME)
        assert "opis.docx: cały dokument  ostrzeżenie  LCKM-W013" in done.output
        assert "różnią się pola: Skrócony opis sprawy" in done.output

    @pytest.mark.parametrize("command", COMMANDS[2])
    def test_where_they_start_from_an_earlier_edition_nothing_made_since_is_undone(
        self, office, run, word, command
    ):
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        run("procedure", "take-in", office.procedure(NUMBER, summary="Inny skrót."), *CAME)
        done = run(
            "procedure",
            command,
            word(TRACKED),
            *(("--as", STAFF) if command == "correct" else CAME),
        )
        assert (done.exit_code, "zmieniono pola: Skrócony opis sprawy" in done.output) == (0, True)
        assert (newest(office).procedure.title, newest(office).procedure.summary) == (
            NEW,
            "Inny skrót.",
        )

    @pytest.mark.parametrize("command", COMMANDS[0])
    def test_one_that_no_longer_fits_is_told_with_its_place_in_the_document(
        self, office, run, word, command
    ):
        run("procedure", "take-in", word(name="a.docx"), *CAME)
        run("procedure", "take-in", office.procedure(NUMBER, title="Wysypiska"), *CAME)
        done = run(
            "procedure",
            command,
            word(TRACKED),
            *(("--as", STAFF) if command == "correct" else CAME),
        )
        place = "dział „Procedura”, pole „Nazwa procedury”, akapit 1"
        assert (
            done.exit_code,
            f"opis.docx: {place}: Zmiany nie można wprowadzić" in done.output,
        ) == (1, True), done.output

    def test_of_one_that_is_not_they_are_accepted_and_that_is_told(self, office, run, word):
        done = run("procedure", "take-in", word(TRACKED), *CAME)
        assert (done.exit_code, "LCKM-W009" in done.output) == (0, True)
        assert newest(office).procedure.title == NEW

    @pytest.mark.parametrize("command", COMMANDS[1])
    @pytest.mark.parametrize(
        "summary",
        some_in_every_change(["Inny skrót.", None], 0, reason="without another change of its text"),
    )
    def test_what_the_call_centre_changed_since_in_its_own_field_stays(
        self, office, run, command, summary
    ):
        """The document shows the field as it was; no change of it is marked."""
        run("procedure", "take-in", office.procedure(NUMBER), *CAME)
        run("procedure", "note", NUMBER, "Zapytaj o adres.", "--as", CALLS)
        shown = newest(office).procedure
        (office.folder / "opis.docx").write_bytes(
            edited(write(attrs.evolve(shown, summary=summary or shown.summary)), TRACKED)
        )
        run("procedure", "note", NUMBER, "Zapytaj o nazwisko.", "--as", CALLS)
        done = run(
            "procedure", command, "opis.docx", *(("--as", STAFF) if command == "correct" else CAME)
        )
        assert done.exit_code == 0, done.output
        assert (newest(office).procedure.title, newest(office).procedure.call_centre.other) == (
            NEW,
            "Zapytaj o nazwisko.",
        )
        assert {change.field for change in newest(office).request.changes} <= {"/title", "/summary"}

    @pytest.mark.parametrize(
        "command", some_in_every_change(["update", "correct"], 1, reason=ANOTHER)
    )
    def test_of_one_that_is_not_no_more_is_said_of_the_file(self, office, run, word, command):
        done = run(
            "procedure",
            command,
            word(TRACKED),
            *(("--as", STAFF) if command == "correct" else CAME),
        )
        assert (done.exit_code, done.output.splitlines()) == (
            1,
            [
                f"opis.docx: Nie przekazano żadnej wersji procedury {NUMBER}. Sprawdź numer. "
                "Numery wypisuje lckm procedure list."
            ],
        )

    @pytest.mark.parametrize(("changes", "title"), [("accept", NEW), ("refuse", TITLE)])
    def test_or_decided_upon(self, office, run, word, changes, title):
        done = run("procedure", "take-in", word(TRACKED), "--changes", changes, *CAME)
        assert (done.exit_code, done.output) == (0, f"{NUMBER}, wersja 1: przyjęta.\n")
        assert newest(office).procedure.title == title
        (office.folder / "in").mkdir()
        word(TRACKED, name="in/opis.docx")
        done = run("import", "in", "--changes", changes, *CAME)
        assert "bez zmian: 1" in done.output
        assert "LCKM-W009" not in done.output

    def test_without_any_nothing_is_asked_for(self, office, run, word):
        run("procedure", "take-in", word(), *CAME)
        done = run("procedure", "update", word(), *CAME)
        assert (done.exit_code, "LCKM-W012" in done.output) == (1, True)
        assert "włącz w Wordzie śledzenie zmian" in done.output
        assert office.editions(NUMBER) == [(1, "received")]

    def test_a_whole_text_corrects_the_edition_that_was_seen(self, office, run, word):
        run("procedure", "take-in", word(), *CAME)
        file = word((f">{TITLE}<", f">{NEW}<"), name="nowy.docx")
        assert "--seen WERSJA" in run("procedure", "correct", file, "--as", STAFF).output
        assert run("procedure", "correct", file, "--seen", 1, "--as", STAFF).exit_code == 0
        assert [change.field for change in newest(office).request.changes] == ["/title"]


@pytest.mark.parametrize(("place", "said"), [
    (
        lambda _: Message("tabela", "table"),
        "Pole „Wnioskodawca”: jest puste. Wypełnij je albo pomiń.",
    ),
    (None, "Pole „Wnioskodawca” (requested_by): jest puste. Wypełnij je albo pomiń."),
])  # fmt: skip
def test_what_is_wrong_with_a_request_in_word_is_told_without_keys_of_yaml(place, said):
    findings = check(read(b"procedure: KA-00001\nrequested_by: ''\n", model=UpdateRequest))
    worded = SubmittedFile("wniosek", None, findings, place).worded(findings)
    assert said in [finding.message for finding in worded]


def test_what_is_wrong_with_a_request_in_yaml_is_told_as_well(office, run):
    run("procedure", "take-in", office.procedure(NUMBER), *CAME)
    request = office.folder / "request.yaml"
    request.write_text(
        f"procedure: {NUMBER}\nchanges:\n  - {{field: /title, remove: {TITLE}, insert: {NEW}}}\n"
    )
    done = run("procedure", "update", request, *CAME)
    assert (done.exit_code, done.output.count("LCKM-U010")) == (0, 1)


def test_a_dry_run_is_refused_what_the_real_one_is(office, run):
    """Each text that is refused is listed and counted once, as refused."""
    (office.folder / "procedures" / "KA-01379.yaml").unlink()
    for options in (
        ("--channel", "papier", "--asked-by", EVERYWHERE),
        ("--asked-by", HEAD),
        ("--asked-by", "Kto Obcy"),
    ):
        came = ("--all", *options, "--reference", "1", "--as", STAFF)
        tried, done = (
            run("import", "procedures", "--dry-run", *came),
            run("import", "procedures", *came),
        )
        assert tried.output.replace("Na próbę", "Przyjęto") == done.output
        assert tried.exit_code == done.exit_code == 1
        listed = [
            line.split() for line in done.output.splitlines() if re.match(r"\w.* KA-\d", line)
        ]
        refused = {words[1] for words in listed if words[0] == "nieprzyjęta"}
        assert len(listed) == len({words[2 if words[0] == "bez" else 1] for words in listed}) == 13
        assert f"nieprzyjęta: {len(refused)}\n" in done.output
        kept = set(run("procedure", "list", "--format", "ids").output.split())
        assert (len(kept) + len(refused), kept & refused) == (13, set())


def test_what_both_found_is_told_once_and_the_same_at_another_place_too():
    def finding(code, path):
        return Finding(code, Severity.ERROR, path, "", "")

    first = Findings((finding("LCKM-P001", "/title"),))
    second = [
        finding("LCKM-P001", "/title"),
        finding("LCKM-P001", "/summary"),
        finding("LCKM-P002", "/title"),
    ]
    assert sorted((found.code, found.path) for found in merge_findings(first, second)) == [
        ("LCKM-P001", "/summary"),
        ("LCKM-P001", "/title"),
        ("LCKM-P002", "/title"),
    ]
