"""``lckm import``: what would change is said first; what is there already is left alone;
whatever is wrong has its place.
"""

import json
import shutil
from datetime import date, timedelta

import attrs
import pytest
import yaml
from an_office import CALLS, EVERYWHERE, HEAD, KEEPS, OTHER_HEAD, SAMPLES, STAFF
from making_books import book, changed, packed

from lckm_core import read, to_data
from lckm_core.organisation import DIRECTORY, Role
from lckm_core.publication import State
from lckm_editorial.batch_import import sheets
from lckm_editorial.batch_import.sources import read_source
from lckm_editorial.commands import import_ as importing
from lckm_testing.knowledge_base import knowledge_base
from tests.helpers.rows import some_in_every_change

CAME = ("--reference", "WZKM.1.2026", "--asked-by", EVERYWHERE, "--notes-by", CALLS, "--as", STAFF)
EARLIER = "KA-01379.yaml"
"""One of two editions of a procedure among the samples."""
MAPPING = {
    "sheet": "Procedury",
    "heading_row": 3,
    "columns": [
        {"column": "Nr", "field": "id"},
        {"column": "Nazwa", "field": "title"},
        {"column": "Skrót", "field": "summary"},
        {"column": "Etapy", "field": "steps/*/name"},
        {"column": "Opis etapów", "field": "steps/*/comment"},
        {"column": "Sposób", "field": "how_to"},
        {"column": "Termin", "field": "deadline/text"},
        {"column": "Adres", "field": "places/0/address"},
        {"column": "Telefony", "field": "places/0/phones/*", "split": ";"},
        {"column": "Opłata", "field": "fees/0/rows/0/amount"},
        {"column": "Za co", "field": "fees/0/rows/0/kind"},
        {"column": "Konto", "field": "fees/0/account"},
        {"column": "Ustawy", "field": "legal_basis/*/title", "split": "; "},
        {"column": "Dz. U.", "field": "legal_basis/*/journal", "split": "; "},
        {"column": "Od", "field": "valid_from"},
        {"column": "W EZD", "field": "in_edms"},
        {"column": "Właściciel", "field": "owner/name"},
    ],
    "constants": [
        {"field": "unit", "value": "Urząd Miasta Łodzi"},
        {"field": "cell", "value": "Wydział Gospodarki Komunalnej"},
        {"field": "places/0/cell", "value": "Wydział Gospodarki Komunalnej"},
        {"field": "appointments", "value": "nie dotyczy"},
        {"field": "submission", "value": "nie dotyczy"},
        {"field": "appeal", "value": "brak"},
        {"field": "authors", "value": [{"name": "Anna Przykładowa"}]},
    ],
    "leave_out": ["Uwagi"],
}
ACCOUNT = "PL61 1090 1014 0000 0712 1981 2874"
HEADINGS = [column["column"] for column in MAPPING["columns"]] + ["Uwagi"]
READ_HERE = pytest.mark.usefixtures("sandboxes_here")
"""For workbooks; that one is read in a process of its own is seen as rows become procedures."""


def row(number, **cells):
    given = {
        "Nr": number,
        "Nazwa": "Zgłoszenie wysypiska",
        "Skrót": "Mieszkaniec zgłasza miejsce, w którym leżą odpady.",
        "Etapy": "Zgłoszenie\nUprzątnięcie",
        "Opis etapów": "Telefonicznie.\nDo 14 dni.",
        "Sposób": "Zgłoszenie przyjmuje się telefonicznie.",
        "Termin": "Niezwłocznie",
        "Adres": "ul. Piotrkowska 175, 90-447 Łódź",
        "Telefony": "+48 (42) 638-49-11; 986",
        "Opłata": "brak",
        "Ustawy": "Ustawa o odpadach; Ustawa o utrzymaniu czystości i porządku w gminach",
        "Dz. U.": "Dz. U. z 2023 r. poz. 1587; Dz. U. z 2024 r. poz. 399",
        "Od": date(2027, 1, 1),
        "W EZD": True,
        "Właściciel": "Jan Wzorcowy",
    }
    given |= cells
    return [given.get(heading) for heading in HEADINGS]


def sheet(office, *rows, **options):
    return book(office.folder / "baza.xlsx", [HEADINGS, *rows], **{"before": 2, **options})


def mapping(office, **other):
    path = office.folder / "mapa.yaml"
    path.write_text(
        yaml.safe_dump(MAPPING | other, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return path


class TestFolder:
    def test_the_samples(self, any_office, run):
        """Taken in, taken in again, and one that changed since."""
        office = any_office
        (office.folder / "procedures" / EARLIER).rename(office.folder / EARLIER)
        tried = run("import", "procedures", "--dry-run", *CAME, "--format", "json")
        assert json.loads(tried.output)["counts"] == {
            "new": 13,
            "changed": 0,
            "unchanged": 0,
            "older": 0,
            "unfit": 0,
        }
        assert run("procedure", "list").output == "Procedur: 0\n"
        done = run("import", "procedures", *CAME)
        assert (
            done.output.splitlines()[-1]
            == "Przyjęto – nowa: 13, zmieniona: 0, bez zmian: 0, jest nowsza: 0, nieprzyjęta: 0"
        )
        office.now += timedelta(days=1)
        again = run("import", "procedures", *CAME)
        assert (
            again.output.splitlines()[-1]
            == "Przyjęto – nowa: 0, zmieniona: 0, bez zmian: 13, jest nowsza: 0, nieprzyjęta: 0"
        )
        path = office.folder / "procedures" / "KA-01098.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("title: ", "title: Nowa ", 1), encoding="utf-8"
        )
        told = run("import", "procedures", "--dry-run", *CAME).output
        assert "zmieniona    KA-01098  Nowa " in told
        assert "(Nazwa procedury" in told
        run("import", "procedures", *CAME)
        assert office.editions("KA-01098") == [(1, "received"), (2, "received")]
        assert office.editions("KA-01238") == [(1, "received")]

    def test_what_somebody_hands_in_while_it_runs_is_not_written_over(
        self, office, run, monkeypatch
    ):
        shutil.rmtree(office.folder / "procedures")
        (office.folder / "in").mkdir()
        office.procedure("KA-01238").rename(office.folder / "in" / "a.yaml")
        run("import", "in", *CAME)
        office.procedure("KA-01238", title="Tytuł z importu").rename(
            office.folder / "in" / "a.yaml"
        )
        real = importing.plan

        def meanwhile(rows, centre, **named):
            planned, (kept,) = (
                real(rows, centre, **named),
                centre.plugins.procedures.editions("KA-01238"),
            )
            other = attrs.evolve(kept.procedure, title="Tytuł od kogoś innego")
            centre.hand_in(other, handover=kept.handover, by=STAFF, now=office.now)
            return planned

        monkeypatch.setattr(importing, "plan", meanwhile)
        done = run("import", "in", *CAME)
        assert (done.exit_code, "nieprzyjęta  KA-01238" in done.output) == (1, True), done.output
        titles = [
            one.procedure.title for one in office.centre().plugins.procedures.editions("KA-01238")
        ]
        assert titles[1:] == ["Tytuł od kogoś innego"]

    def test_what_was_done_since_is_not_undone(self, office, run):
        """An import that is run again finds its own text among the older editions, and leaves
        the newer one alone.
        """
        shutil.rmtree(office.folder / "procedures")
        (office.folder / "in").mkdir()
        office.procedure("KA-01238").rename(office.folder / "in" / "a.yaml")
        run("import", "in", *CAME)
        newer = office.procedure("KA-01238", title="Poprawiony tytuł")
        assert run("procedure", "correct", newer, "--seen", 1, "--as", STAFF).exit_code == 0
        done = run("import", "in", *CAME)
        assert (done.exit_code, done.output.split()[:2]) == (0, ["jest", "nowsza"])
        assert office.editions("KA-01238") == [(1, "replaced"), (2, "corrected")]
        run("procedure", "give-back", "KA-01238", "--because", "literówka", "--as", STAFF)
        run("import", "in", *CAME)
        assert office.editions("KA-01238") == [(1, "replaced"), (2, "returned")]

    def test_related_procedures_may_come_in_one_import(self, office, run):
        (office.folder / "procedures" / EARLIER).unlink()
        assert "LCKM-K001" not in run("import", "procedures", "--dry-run", *CAME).output
        (office.folder / "one").mkdir()
        shutil.copy(office.folder / "procedures" / "KA-01238.yaml", office.folder / "one")
        assert "LCKM-K001" in run("import", "one", "--dry-run", *CAME).output
        run("import", "procedures", *CAME)
        assert "LCKM-K001" not in run("import", "one", "--dry-run", "--all", *CAME).output, (
            "they are kept"
        )
        for one in read((office.folder / "one" / "KA-01238.yaml").read_bytes()).procedure().related:
            run("procedure", "give-back", one.id, "--because", "literówka", "--as", STAFF)
        assert "LCKM-K001" in run("import", "one", "--dry-run", "--all", *CAME).output, (
            "they were sent back"
        )

    def test_two_texts_of_one_number_come_one_after_the_other(self, office, run):
        done = run("import", "procedures", *CAME)
        assert (done.exit_code, done.output.count("LCKM-I009")) == (1, 1)
        assert office.editions("KA-01379") == [(1, "received")]

    def test_a_file_that_cannot_be_read_stops_no_other(self, office, run):
        (office.folder / "procedures" / "broken.yaml").write_text("title: [", encoding="utf-8")
        (office.folder / "procedures" / "notice.yaml").write_bytes(
            (SAMPLES / "notices" / "OG-0001.yaml").read_bytes()
        )
        done = run("import", "procedures", *CAME)
        assert (done.exit_code, "nowa: 13" in done.output) == (2, True)
        assert "broken.yaml:1:" in done.output
        assert "notice.yaml: to jest informacja" in done.output

    def test_word_files_are_read_too(self, office, run):
        pytest.importorskip("lckm_word", reason="lckm-word is not installed")
        from lckm_word import write

        (office.folder / "in").mkdir()
        procedure = read(office.procedure("KA-01238").read_bytes()).procedure()
        (office.folder / "in" / "a.docx").write_bytes(write(procedure))
        (office.folder / "in" / "~$a.docx").write_bytes(b"lock")
        done = run("import", "in", *CAME)
        assert done.exit_code == 0, done.output
        (edition,) = office.centre().plugins.procedures.editions("KA-01238")
        assert edition.procedure == procedure


class TestSheet:
    def test_rows_become_procedures(self, any_office, run):
        office = any_office
        paid = row(
            "KA-00002",
            Opłata=17,
            **{
                "Za co": "Zaświadczenie",
                "W EZD": "nie",
                "Konto": ACCOUNT,
                "Uwagi": "do wyjaśnienia",
            },
        )
        done = run(
            "import", sheet(office, row("KA-00001"), paid), "--mapping", mapping(office), *CAME
        )
        assert done.exit_code == 0, done.output
        first, second = (
            office.centre().plugins.procedures.editions(f"KA-0000{one}")[0] for one in (1, 2)
        )
        data = to_data(first.procedure)
        assert data["steps"] == [
            {"name": "Zgłoszenie", "comment": "Telefonicznie."},
            {"name": "Uprzątnięcie", "comment": "Do 14 dni."},
        ]
        assert data["places"][0]["phones"] == ["+48 (42) 638-49-11", "986"]
        assert [act["journal"] for act in data["legal_basis"]] == [
            "Dz. U. z 2023 r. poz. 1587",
            "Dz. U. z 2024 r. poz. 399",
        ]
        assert (data["fees"], data["valid_from"], data["in_edms"]) == ("brak", "2027-01-01", True)
        assert data["owner"] == {"name": "Jan Wzorcowy"}
        assert to_data(second.procedure)["fees"] == [
            {"rows": [{"kind": "Zaświadczenie", "amount": "17.00"}], "account": ACCOUNT}
        ]
        assert second.procedure.in_edms is False
        assert second.handover.reference == "WZKM.1.2026"

    @READ_HERE
    @pytest.mark.parametrize("faulty", [(), (0,), (1,), (0, 1)], ids=str)
    def test_one_with_errors_among_several_is_exit_code_1(self, office, run, faulty):
        """Though each is taken in, and whichever it is."""
        long = {"Nazwa": "Zgłoszenie " + "T" * 161}
        rows = [
            row(f"KA-0000{at + 1}", **(long if at in faulty else {"Nazwa": f"Zgłoszenie {at}"}))
            for at in range(2)
        ]
        done = run("import", sheet(office, *rows), "--mapping", mapping(office), *CAME)
        assert (done.exit_code, "nowa: 2" in done.output) == (1 if faulty else 0, True), done.output

    @READ_HERE
    def test_a_finding_names_the_row_and_the_column(self, office, run):
        rows = (
            row("KA-00001"),
            row("KA-2"),
            row("KA-00003", Nazwa="T" * 161),
            row("KA-00004", Od="jutro"),
        )
        done = run("import", sheet(office, *rows), "--mapping", mapping(office), *CAME)
        assert done.exit_code == 1
        places = [
            (line.partition("baza.xlsx, ")[2].partition("  ")[0], line.partition("LCKM-")[2][:4])
            for line in done.output.splitlines()
            if "baza.xlsx, " in line
        ]
        assert ("wiersz 5, „Nr”", "P000") in places
        assert ("wiersz 6, „Nazwa”", "P001") in places
        assert ("wiersz 7, „Od”", "P004") in places
        assert office.editions("KA-00001") == [(1, "received")]
        assert office.editions("KA-00003") == [(1, "received")], (
            "it can be built, so it is kept for correction"
        )
        assert office.editions("KA-00004") == []

    @READ_HERE
    def test_headings_may_be_the_form_s_own(self, office, run):
        data = dict(zip(HEADINGS, row("KA-00001"), strict=True))
        headings = {
            "Numer procedury": "KA-00001",
            "NAZWA PROCEDURY": data["Nazwa"],
            "steps/*/name": data["Etapy"],
            "Coś jeszcze": 1,
        }
        path = book(office.folder / "a.xlsx", [list(headings), list(headings.values())])
        done = run("import", path, "--dry-run", *CAME, "--format", "json")
        assert "LCKM-I007" in done.output
        (found,) = json.loads(done.output[done.output.index("{") :])["procedures"]
        assert found["number"] == "KA-00001"
        missing = {one["path"] for one in found["findings"]}
        assert "/summary" in missing
        assert not {"/title", "/steps"} & missing
        in_english = run(
            *("import", path, "--dry-run", *CAME, "--format", "json", "--lang", "en")
        ).stdout
        (found,) = json.loads(in_english)["procedures"]
        messages = {one["path"]: one["message"] for one in found["findings"]}
        assert "missing" in messages["/summary"]

    @READ_HERE
    @pytest.mark.parametrize(
        "value", some_in_every_change(["#REF!", "#N/A"], 0, reason="another error of the sheet")
    )
    def test_an_error_of_the_sheet_is_told(self, office, run, value):
        done = run(
            "import",
            sheet(office, row("KA-00001", Skrót=value)),
            "--mapping",
            mapping(office),
            "--dry-run",
            *CAME,
        )
        assert (done.exit_code, "Wiersz 4, kolumna „Skrót”" in done.output) == (1, True)
        assert "LCKM-I008" in done.output

    @READ_HERE
    def test_an_empty_sheet_and_empty_rows(self, office, run):
        path = sheet(
            office, [None] * len(HEADINGS), row("KA-00001"), ["  ", *[None] * (len(HEADINGS) - 1)]
        )
        done = run("import", path, "--mapping", mapping(office), *CAME)
        assert "nowa: 1" in done.output
        empty = book(office.folder / "e.xlsx", [])
        done = run("import", empty, *CAME)
        assert (done.exit_code, "LCKM-I003" in done.output or "nagłówków" in done.output) == (
            2,
            True,
        )


@READ_HERE
class TestMapping:
    @pytest.mark.parametrize(
        ("other", "said"),
        some_in_every_change(
            [
                ({"sheet": "Procedurki"}, "Są: „Procedury”"),
                ({"heading_row": 9}, "W wierszu 9 nie ma nagłówków"),
                ({"columns": [{"column": "Numer", "field": "id"}]}, "Nie ma kolumny „Numer”"),
                ({"columns": [{"column": "Nr", "field": "idd"}]}, "Czy chodzi o „id”?"),
                ({"columns": [{"column": "Nr", "field": "owner"}]}, "owner/name"),
                ({"columns": [{"column": "Nr", "field": "owner/nam"}]}, "Czy chodzi o „name”?"),
                ({"columns": [{"column": "Nr", "field": "title/x"}]}, "nic nie stoi pod „x”"),
                (
                    {"columns": [{"column": "Nr", "field": "fees/*/rows/*/kind"}]},
                    "najwyżej z jedną gwiazdką",
                ),
                ({"columns": []}, "mapa.yaml:"),
                ({"columns": [{"column": "Nr"}]}, "mapa.yaml:"),
                ({"column": []}, "mapa.yaml:"),
                ({"constants": [{"field": "unitt", "value": "x"}]}, "Czy chodzi o „unit”?"),
            ],
            0,
            9,
            reason="another fault; two stand for them",
        ),
    )
    def test_one_that_cannot_be_used_says_where_and_what_to_write(self, office, run, other, said):
        done = run(
            "import", sheet(office, row("KA-00001")), "--mapping", mapping(office, **other), *CAME
        )
        assert (done.exit_code, said in done.output) == (2, True), done.output

    def test_a_mapping_that_cannot_be_read_is_named(self, office, run):
        (office.folder / "map.yaml").write_text("- a", encoding="utf-8")
        sheet_ = sheet(office, row("KA-00001"))
        done = run("import", sheet_, "--mapping", "map.yaml", *CAME)
        assert done.exit_code == 2
        assert done.stderr.startswith("map.yaml: LCKM-E012")

    def test_a_folder_has_none(self, office, run):
        done = run("import", "procedures", "--mapping", mapping(office), *CAME)
        assert (done.exit_code, "nie do folderu" in done.output) == (2, True)

    def test_a_column_that_nothing_takes_is_told_and_no_fault(self, office, run):
        done = run(
            "import",
            sheet(office, row("KA-00001")),
            "--mapping",
            mapping(office, leave_out=[]),
            *CAME,
        )
        assert (done.exit_code, "LCKM-I007" in done.output) == (0, True)


def test_a_text_whose_number_is_a_path_hides_no_other(tmp_path):
    """What lies in the folder that a number names is a file of that text, and no text."""
    for name, number in (("a", "."), ("b", "KA-00002"), ("c", "..")):
        (tmp_path / f"{name}.yaml").write_text(f'id: "{number}"\n', encoding="utf-8")
    found = read_source(str(tmp_path), None, DIRECTORY)
    assert [row.document.data["id"] for row in found.rows] == [".", "KA-00002", ".."]


class TestJson:
    def test_a_list_in_the_form_s_own_keys(self, office, run):
        many = [to_data(one) for one in knowledge_base(5)]
        path = office.folder / "a.json"
        path.write_text(json.dumps({"procedures": many}, ensure_ascii=False), encoding="utf-8")
        done = run("import", path, *CAME, "--asked-role", "head-of-cell", "--format", "json")
        counts = json.loads(done.output[done.output.index("{\n") :])["counts"]
        assert counts["new"] + counts["unfit"] == 5

    def test_a_list_with_a_mapping(self, office, run):
        cells = dict(zip(HEADINGS, row("KA-00001"), strict=True))
        cells["Od"] = "2027-01-01"
        path = office.folder / "a.json"
        path.write_text(json.dumps([cells], ensure_ascii=False), encoding="utf-8")
        done = run("import", path, "--mapping", mapping(office), *CAME)
        assert done.exit_code == 0, done.output
        assert office.editions("KA-00001") == [(1, "received")]

    @pytest.mark.parametrize("number", ["../inne", "..", ".", "", "a/../../inne", "{}/inne"])
    def test_a_number_that_is_a_path_names_no_folder_of_files(self, tmp_path, number):
        (tmp_path / "pliki" / "a").mkdir(parents=True)
        (tmp_path / "inne").mkdir()
        path = tmp_path / "a.json"
        path.write_text(
            json.dumps([{"id": number.format(tmp_path)}, {"id": "a"}]), encoding="utf-8"
        )
        found = read_source(str(path), None, DIRECTORY, files=str(tmp_path / "pliki"))
        assert [row.folder for row in found.rows] == [None, tmp_path / "pliki" / "a"]

    @pytest.mark.parametrize(
        "content", ["", "{}", "7", "[1]", "[" * 100_000, '{"a": [], "b": []}', "\ud800"]
    )
    def test_what_is_no_list_is_refused(self, office, run, content):
        path = office.folder / "a.json"
        path.write_text(content, encoding="utf-8", errors="surrogatepass")
        done = run("import", path, *CAME)
        assert (done.exit_code, "lista procedur w JSON" in done.output) == (2, True)

    @pytest.mark.parametrize("content", ["[NaN]", '[{"title": NaN}]'])
    def test_what_no_file_can_hold_fails_by_itself(self, office, run, content):
        path = office.folder / "a.json"
        path.write_text(content, encoding="utf-8")
        assert run("import", path, *CAME).exit_code == 2


@READ_HERE
class TestHostile:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"PK",
            b"title: A\n",
            b"\xd0\xcf\x11\xe0" + bytes(600),
            packed(a=b"x"),
            packed(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<workbook"}),
        ],
        ids=range(6),
    )
    def test_what_is_no_workbook(self, office, run, data):
        path = office.folder / "a.xlsx"
        path.write_bytes(data)
        done = run("import", path, *CAME)
        assert (done.exit_code, "nie jest cały arkusz" in done.output) == (2, True), done.output

    def test_cut_off_anywhere(self, office, run):
        whole = sheet(office, row("KA-00001")).read_bytes()
        for length in range(0, len(whole), 97):
            (office.folder / "cut.xlsx").write_bytes(whole[:length])
            assert run("import", "cut.xlsx", "--mapping", mapping(office), *CAME).exit_code == 2
        assert run("procedure", "list").output == "Procedur: 0\n"

    def test_entities(self, office, run):
        whole = sheet(office, row("KA-00001"))
        head = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'
        data = changed(whole, "xl/worksheets/sheet1.xml", b"<worksheet", head)
        (office.folder / "x.xlsx").write_bytes(data)
        done = run("import", "x.xlsx", "--mapping", mapping(office), *CAME)
        assert (done.exit_code, "DTD" in done.output) == (2, True)

    @pytest.mark.parametrize(
        ("limit", "value", "said"),
        some_in_every_change(
            [
                ("MAX_UNPACKED", 3000, "3000 bajtów po rozpakowaniu"),
                ("MAX_PARTS", 3, "3 części"),
                ("MAX_ROWS", 1, "1 wiersz"),
                ("MAX_COLUMNS", 5, "5 kolumn"),
                ("MOST_BYTES", 500, "500 bajtów"),
            ],
            0,
            4,
            reason="another limit; two stand for them",
        ),
    )
    def test_each_limit_is_named(self, office, run, monkeypatch, limit, value, said):
        monkeypatch.setattr(sheets, limit, value)
        path = sheet(office, row("KA-00001"), row("KA-00002"))
        done = run("import", path, "--mapping", mapping(office), *CAME)
        assert (done.exit_code, said in done.output) == (2, True), done.output
        assert "Podziel go" in done.output

    def test_two_columns_of_one_heading(self, office, run):
        path = book(office.folder / "a.xlsx", [["id", "id"], ["KA-00001", "KA-00002"]])
        assert "Dwie kolumny mają nagłówek „id”" in run("import", path, *CAME).output

    def test_controls_in_a_cell_do_not_reach_the_terminal(self, office, run):
        path = office.folder / "a.json"
        path.write_text(
            json.dumps([{"id": "KA-\u202e1", "title": "\x1b[2J\u202e"}]), encoding="utf-8"
        )
        output = run("import", path, "--dry-run", *CAME).output
        assert "\x1b" not in output
        assert "\u202e" not in output


def test_a_refused_handover_is_told_for_each_and_nothing_is_kept(office, run):
    (office.folder / "procedures" / EARLIER).unlink()
    done = run("import", "procedures", "--channel", "papier", "--asked-by", HEAD, "--as", STAFF)
    assert (done.exit_code, "nieprzyjęta: 13" in done.output) == (1, True)
    assert run("procedure", "list").output == "Procedur: 0\n"


@READ_HERE
def test_of_several_who_ask_each_asks_for_their_own(office, run):
    many = [row("KA-00001"), row("KA-00002")]
    cells = {"column": "Komórka", "field": "cell"}
    given = {**MAPPING, "columns": [*MAPPING["columns"], cells]}
    (office.folder / "both.yaml").write_text(
        yaml.safe_dump(given, allow_unicode=True), encoding="utf-8"
    )
    rows = [
        [*HEADINGS, "Komórka"],
        [*many[0], "Wydział Informatyki"],
        [*many[1], "Wydział Gospodarki Komunalnej"],
    ]
    sheet_ = book(office.folder / "both.xlsx", rows, before=2)
    came = ("--reference", "1", "--asked-by", HEAD, "--asked-by", OTHER_HEAD, "--as", STAFF)
    done = run("import", sheet_, "--mapping", "both.yaml", *came)
    assert done.exit_code == 0, done.output
    store = office.centre().plugins.procedures
    first, second = (store.editions(number)[0] for number in ("KA-00001", "KA-00002"))
    assert (first.handover.asked_by, second.handover.asked_by) == (OTHER_HEAD, HEAD)
    (act,) = first.acts
    assert (act.by, act.role) == (STAFF, Role.MONITORING_STAFF)


class TestTheCallCentresField:
    """wzór: Inne: only its staff write it, also when many texts come at once."""

    @pytest.fixture
    def one(self, office):
        """A folder with the one sample in it that has a note."""
        (office.folder / "in").mkdir()
        shutil.move(office.procedure("KA-00044"), office.folder / "in")
        return "in", "--reference", "1", "--asked-by", EVERYWHERE, "--as", STAFF

    def test_without_them_it_is_not_taken_in(self, office, run, one):
        for options in ((), ("--dry-run",), ("--notes-by", HEAD)):
            done = run("import", *one, *options)
            assert done.exit_code == 1
            assert "LCKM-U009" in done.output or "nie może uzupełnić pola „Inne”" in done.output
        assert office.editions("KA-00044") == []

    def test_they_write_it_and_a_text_without_it_is_the_same(self, office, run, one):
        tried = run("import", *one, "--notes-by", CALLS, "--dry-run")
        assert (tried.exit_code, office.editions("KA-00044")) == (0, [])
        assert run("import", *one, "--notes-by", CALLS).exit_code == 0
        (edition,) = office.centre().plugins.procedures.editions("KA-00044")
        assert (edition.acts[-1].by, edition.acts[-1].note) == (CALLS, None)
        assert edition.procedure.call_centre.other.startswith("Lista pytań")
        for again in (one, (*one, "--notes-by", CALLS)):
            assert "bez zmian: 1" in run("import", *again).output
        path = office.folder / "in" / "KA-00044.yaml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        del data["call_centre"]["other"]
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        assert "bez zmian: 1" in run("import", *one).output

    @pytest.mark.parametrize("options", [(), ("--notes-by", CALLS)])
    def test_what_they_changed_since_stays_and_that_is_said(self, office, run, one, options):
        assert run("import", *one, "--notes-by", CALLS).exit_code == 0
        run("procedure", "note", "KA-00044", "Zapytaj o adres.", "--as", CALLS)
        path = office.folder / "in" / "KA-00044.yaml"
        for title, status, dry in (
            (None, "bez zmian", "--dry-run"),
            (None, "bez zmian", None),
            ("Inny", "zmieniona", None),
        ):
            if title:
                data = yaml.safe_load(path.read_text(encoding="utf-8")) | {"title": title}
                path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
            done = run("import", *one, *options, *([dry] if dry else []))
            assert (done.exit_code, f"{status}: 1" in done.output) == (0, True), done.output
            assert "zostaje to, co Call Center wpisało później" in done.output
            newest = office.centre().plugins.procedures.editions("KA-00044")[-1].procedure
            assert (newest.call_centre.other, newest.title == "Inny") == (
                "Zapytaj o adres.",
                title == "Inny",
            )
        data = json.loads(run("import", *one, *options, "--format", "json").output)
        assert "LCKM-I010" in [found["code"] for found in data["procedures"][0]["findings"]]

    def test_what_was_given_back_is_no_place_to_take_it_from(self, office, run, one):
        assert run("import", *one, "--notes-by", CALLS).exit_code == 0
        reason = ("--because", "tytuł", "--as", STAFF)
        assert run("procedure", "give-back", "KA-00044", *reason).exit_code == 0
        path = office.folder / "in" / "KA-00044.yaml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        del data["call_centre"]["other"]
        path.write_text(
            yaml.safe_dump(data | {"title": "Inny"}, allow_unicode=True), encoding="utf-8"
        )
        assert run("import", *one).exit_code == 0
        newest = office.centre().plugins.procedures.editions("KA-00044")[-1].procedure
        assert (newest.title, newest.call_centre.other) == ("Inny", None)

    def test_an_older_text_is_older_whatever_they_changed_since(self, office, run, one):
        """Nothing that was done since is undone by an import that is run again."""
        path = office.folder / "in" / "KA-00044.yaml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        noteless = data | {
            "call_centre": {
                key: text for key, text in data["call_centre"].items() if key != "other"
            }
        }
        for content in (noteless, noteless | {"title": "Inny"}):
            path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
            assert run("import", *one).exit_code == 0
            run("procedure", "note", "KA-00044", f"Zapytaj o {content['title']}.", "--as", CALLS)
        path.write_text(yaml.safe_dump(noteless, allow_unicode=True), encoding="utf-8")
        assert "jest nowsza: 1" in run("import", *one).output
        assert office.centre().plugins.procedures.editions("KA-00044")[-1].procedure.title == "Inny"


def test_an_import_that_nobody_asked_for_is_refused_once(office, run):
    done = run("import", "procedures", "--reference", "1", "--as", STAFF)
    assert (done.exit_code, done.output.count("Podaj, kto wnioskuje"), done.output.count("\n")) == (
        1,
        1,
        1,
    )
    assert (
        run("import", "procedures", "--reference", "1", "--dry-run", "--as", STAFF).output
        == done.output
    )


def test_what_was_imported_goes_on_as_any_other(office, run):
    (office.folder / "procedures" / EARLIER).unlink()
    settings = office.folder / "lckm.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + KEEPS, encoding="utf-8")
    shutil.copytree(SAMPLES / "files", office.folder / "files")
    for file in (office.folder / "files" / "KA-01379").iterdir():
        if "2027" not in file.name:
            file.unlink()
    run("import", "procedures", "--files", "files", *CAME)
    ids = run("procedure", "list", "--state", "received", "--format", "ids").output.split()
    agreed = SAMPLES / "departures.yaml"
    confirmed = run("procedure", "confirm", *ids, "--departures", agreed, "--as", STAFF)
    assert confirmed.exit_code == 0, confirmed.output
    assert run("procedure", "publish", *ids, "--as", STAFF).exit_code == 0
    states = {office.centre().plugins.procedures.editions(id_)[-1].state for id_ in ids}
    assert states == {State.PUBLISHED}
