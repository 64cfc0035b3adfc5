"""show, diff, amend, timeline, new, schema, explain, completion."""

import json
import re
import stat
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import pytest
import yaml
from cli_cases import procedure

from lckm_core import (
    FORMS,
    check,
    kinds,
    read,
    schema,
    schema_names,
)
from lckm_core.fields import fields_of
from lckm_core.law import provisions
from lckm_core.publication import Subject
from tests.helpers.commands import Run
from tests.helpers.places import SAMPLES
from tests.helpers.rows import some_in_every_change

FIRST = SAMPLES / "procedures" / "KA-01189.yaml"
REQUEST = SAMPLES / "updates" / "KA-01189.request.yaml"
INTERNAL = SAMPLES / "procedures" / "KA-00044.yaml"


@pytest.fixture
def changed(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the first sample as its update request wants it."""
    path = tmp_path_factory.mktemp("changed") / "KA-01189.yaml"
    assert run("amend", FIRST, REQUEST, "-o", path).exit_code == 0
    return path


def test_show(run: Run) -> None:
    text = run("show", FIRST, "--audience", "portal").stdout
    assert "KA-01189 · portal" in text
    assert "\x1b" not in text
    assert all(len(line) <= 110 for line in text.splitlines())
    data = json.loads(
        run("show", FIRST, "--audience", "bip", "--on", "2026-11-25", "--format", "json").stdout
    )
    jsonschema.validate(data, schema("projection-bip"))
    assert data["on"] == "2026-11-25"
    assert run("show", FIRST, "--audience", "call-centre", "--format", "html").stdout.startswith(
        "<!doctype html>"
    )


@pytest.mark.parametrize("subject", list(Subject))
def test_what_fields_say_of_a_subject_is_shown(run: Run, subject: Subject) -> None:
    call = ("show", FIRST, "--audience", "bip", "--on", "2026-11-25", "--format", "json")
    whole = json.loads(run(*call).stdout)
    shown = json.loads(run(*call, "--subject", subject.value).stdout)
    jsonschema.validate(shown, schema("projection-bip"))
    assert shown["heading"] == f"{whole['heading']} – {subject.words.pl}"
    assert 0 < len(json.dumps(shown)) < len(json.dumps(whole))


def test_a_notice_has_no_subjects(run: Run) -> None:
    notice = SAMPLES / "notices" / "OG-0001.yaml"
    result = run("show", notice, "--audience", "portal", "--subject", "fees")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--subject jest do opisów procedur" in result.stderr


@pytest.mark.parametrize("audience", ["portal", "bip", "call-centre", "editors"])
def test_a_new_description_is_shown_without_a_number(run: Run, base: Path, audience: str) -> None:
    new = base / "new.yaml"
    lines = FIRST.read_text(encoding="utf-8").splitlines(keepends=True)
    new.write_text("".join(line for line in lines if not line.startswith("id:")), encoding="utf-8")
    shown = run("show", str(new), "--audience", audience)
    assert shown.exit_code == 0, shown.output
    assert "None" not in shown.stdout
    assert re.search(r"^(portal|BIP|Call Center|redakcja) · stan na ", shown.stdout, re.MULTILINE)


def test_show_names_related_procedures_of_the_folder(run: Run, base: Path) -> None:
    sample = SAMPLES / "procedures" / "KA-01478.yaml"
    assert (
        "Stwierdzenie wygaśnięcia zezwolenia" in run("show", sample, "--audience", "portal").stdout
    )
    (base / "empty").mkdir()
    assert (
        "Stwierdzenie wygaśnięcia"
        not in run("show", sample, "--audience", "portal", "--known", "empty").stdout
    )


def test_show_names_every_related_procedure_that_is_found(run: Run, base: Path) -> None:
    """Each in a file of its own, that names no other."""
    titles = {"KA-00101": "Wydanie legitymacji", "KA-00102": "Wydanie duplikatu"}
    related = [{"id": number, "kind": "connected"} for number in (*titles, "KA-00103")]
    (base / "a.yaml").write_text(procedure(related=json.dumps(related)), encoding="utf-8")
    for number, title in titles.items():
        (base / f"{number}.yaml").write_text(procedure(number, title=title), encoding="utf-8")
    shown = run("show", "a.yaml", "--audience", "portal", "--on", "2026-11-25").stdout
    assert [title for title in titles.values() if title not in shown] == []


def test_a_page_by_itself_leads_to_no_page_or_file_that_is_not_there(run: Run) -> None:
    links: set[str] = set()
    for sample in sorted((SAMPLES / "procedures").glob("*.yaml")):
        html = run(
            "show", sample, "--audience", "call-centre", "--on", "2026-11-25", "--format", "html"
        ).stdout
        links |= set(re.findall(r'href="([^"]*)"', html))
    assert links
    assert [href for href in sorted(links) if not re.match("https?:|mailto:|tel:|#", href)] == []


def test_show_an_announcement(run: Run) -> None:
    notice = SAMPLES / "notices" / "OG-0001.yaml"
    call = ("show", notice, "--on", "2026-11-25", "--audience")
    text = run(*call, "portal").stdout
    assert "OG-0001 · portal · stan na 2026-11-25" in text
    assert "sala obsługi mieszkańców" in text
    assert "Pokazowa" not in text  # who asked for it is no business of the public
    assert "Pokazowa" in run(*call, "editors").stdout
    assert json.loads(run(*call, "portal", "--format", "json").stdout)["kind"] == "announcement"
    assert "<strong>7 grudnia" in run(*call, "portal", "--format", "html").stdout
    for result, said in (
        (run(*call, "bip"), "nie w BIP"),
        (
            run("show", notice, "--audience", "portal", "--on", "2027-01-01"),
            "Nie widać już informacji OG-0001",
        ),
    ):
        assert (result.exit_code, result.stdout, said in result.stderr) == (3, "", True)


def test_show_the_terms(run: Run, base: Path) -> None:
    terms = SAMPLES / "terms" / "2023-01-19.yaml"
    assert (
        "Regulamin portalu, wersja 2023-01-19" in run("show", terms, "--audience", "portal").stdout
    )
    draft = re.sub(r"approved_\w+: .*\n", "", terms.read_text(encoding="utf-8"))
    (base / "draft.yaml").write_text(draft, encoding="utf-8")
    for call, said in (
        ((terms, "--audience", "bip"), "Regulamin jest na portalu, nie w BIP.\n"),
        ((terms, "--audience", "portal", "--on", "2023-01-18"), "obowiązuje od 2023-01-19.\n"),
        (("draft.yaml", "--audience", "portal"), "nie jest zatwierdzony, więc nie obowiązuje.\n"),
    ):
        result = run("show", *call)
        assert (result.exit_code, result.stdout, result.stderr[-len(said) :]) == (3, "", said)


def test_nothing_shown_is_3_with_the_reason(run: Run, base: Path) -> None:
    result = run("show", INTERNAL, "--audience", "portal")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "wewnętrzna" in result.stderr
    assert "internal" in run("show", INTERNAL, "--audience", "bip", "--lang", "en").stderr
    assert run("show", INTERNAL, "--audience", "call-centre").exit_code == 0
    (base / "a.yaml").write_text(procedure(valid_to="2026-01-31"), encoding="utf-8")
    codes = [
        run("show", "a.yaml", "--audience", "portal", "--on", day).exit_code
        for day in ("2026-01-31", "2026-02-01")
    ]
    assert codes == [0, 3]
    # Why, that day: today it would be seen.
    (base / "a.yaml").write_text(procedure(valid_from="2026-01-31"), encoding="utf-8")
    said = run("show", "a.yaml", "--audience", "portal", "--on", "2026-01-30").stderr
    assert "31 stycznia 2026" in said


def test_a_reason_ends_with_one_full_stop(run: Run) -> None:
    later = SAMPLES / "procedures" / "KA-01379.2027-01-01.yaml"
    said = run("show", later, "--audience", "portal", "--on", "2026-01-01").stderr
    assert said.endswith("2027 r.\n")


def test_show_refuses(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(
        procedure(title="Wydanie " + "x" * 153, in_edms="może", internal="może"), encoding="utf-8"
    )
    result = run("show", "a.yaml", "--audience", "portal")
    assert (result.exit_code, result.stdout) == (2, "")
    line = (base / "a.yaml").read_text(encoding="utf-8").splitlines().index("in_edms: może") + 1
    assert result.stderr.startswith(f"a.yaml:{line}:10: Pole „Procedura prowadzona w systemie")
    assert "Błędów jest więcej (1)" in result.stderr
    assert run("show", "none.yaml", "--audience", "portal").exit_code == 2
    result = run("show", FIRST, "--audience", "portal", "--on", "20260101")
    assert result.exit_code == 2
    assert "rrrr-mm-dd" in result.stderr


@pytest.mark.parametrize("faulty", ["old", "new"])
@pytest.mark.parametrize(("lang", "said"), [("pl", "Przed publikacją"), ("en", "To fix before")])
def test_diff_says_of_either_file_what_stops_its_publication_in_one_language(
    run: Run, base: Path, faulty: str, lang: str, said: str
) -> None:
    (base / "whole.yaml").write_text(procedure(), encoding="utf-8")
    (base / "faulty.yaml").write_text(procedure(title="Wydanie " + "x" * 153), encoding="utf-8")
    old, new = sorted(("whole.yaml", "faulty.yaml"), reverse=faulty == "new")
    result = run("diff", old, new, "--lang", lang)
    assert result.exit_code == 0
    assert result.stderr.startswith("faulty.yaml:")
    assert said in result.stderr


def test_diff_and_amend_go_together(run: Run, base: Path, changed: Path) -> None:
    assert run("diff", FIRST, FIRST).stdout == "Brak zmian.\n"
    text = run("diff", FIRST, changed).stdout
    assert "[-w ciągu 7-] {+najpóźniej w ciągu 5+}" in text
    jsonschema.validate(
        json.loads(run("diff", FIRST, changed, "--format", "json").stdout), schema("update-request")
    )
    (base / "request.yaml").write_text(
        run("diff", FIRST, changed, "--format", "yaml").stdout, encoding="utf-8"
    )
    (base / "a.yaml").write_bytes(FIRST.read_bytes())
    (base / "a.yaml").chmod(0o640)
    assert run("check", "request.yaml").exit_code == 0
    result = run("amend", "a.yaml", "request.yaml", "-o", "a.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert stat.S_IMODE((base / "a.yaml").stat().st_mode) == 0o640
    assert (base / "a.yaml").read_text(encoding="utf-8").splitlines()[0] == FIRST.read_text(
        encoding="utf-8"
    ).splitlines()[0]
    assert run("diff", "a.yaml", changed).stdout == "Brak zmian.\n"
    assert [path.name for path in base.iterdir() if path.name.startswith(".")] == []
    # The same request again conflicts with what now stands there.
    before = (base / "a.yaml").read_bytes()
    result = run("amend", "a.yaml", "request.yaml", "-o", "a.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Zmiany nie można wprowadzić" in result.stderr
    assert (base / "a.yaml").read_bytes() == before


def test_amend_prints_findings_apart(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(procedure(), encoding="utf-8")
    (base / "b.yaml").write_text(procedure(produced_on="2024-03-12"), encoding="utf-8")
    (base / "r.yaml").write_text(
        run("diff", "a.yaml", "b.yaml", "--format", "yaml").stdout, encoding="utf-8"
    )
    result = run("amend", "a.yaml", "r.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert read(result.stdout).procedure() == read((base / "b.yaml").read_bytes()).procedure()
    (base / "a.yaml").write_text(procedure(unit="Miejskie Muzeum"), encoding="utf-8")
    result = run("amend", "a.yaml", "r.yaml")
    assert result.exit_code == 1
    assert "LCKM-R023" in result.stderr
    assert "produced_on: '2024-03-12'" in result.stdout


def test_amend_checks_the_request_first(run: Run, base: Path) -> None:
    (base / "r.yaml").write_bytes(REQUEST.read_bytes())
    result = run("amend", INTERNAL, "r.yaml", "-o", "out.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("r.yaml:2:12  błąd  LCKM-U006")
    assert "KA-00044" in result.stderr
    assert not (base / "out.yaml").exists()


OLD_TITLE = "Wydanie zaświadczenia " + "o wpłacie " * 14 + "." * 85
"""As long as the longest title seen on a live page (interpretation I12): 247 characters."""


@pytest.fixture
def legacy(base: Path) -> Path:
    """Return a procedure with a title beyond the limit and an empty word where none may stand."""
    assert len(OLD_TITLE) == 247
    path = base / "old.yaml"
    path.write_text(procedure(title=OLD_TITLE, reuse_terms="Nie dotyczy"), encoding="utf-8")
    return path


def test_a_legacy_text_is_shown_and_its_errors_are_told_apart(run: Run, legacy: Path) -> None:
    result = run("show", "old.yaml", "--audience", "portal")
    assert result.exit_code == 0
    assert OLD_TITLE[:60] in result.stdout
    assert result.stderr.startswith(
        "old.yaml:3:8: Pole „Nazwa procedury” (title): tekst ma 247 znaków ze spacjami"
    )
    assert "Przed publikacją do poprawienia: 2 błędy" in result.stderr
    assert "2 errors" in run("show", "old.yaml", "--audience", "portal", "--lang", "en").stderr
    assert run("show", FIRST, "--audience", "portal").stderr == ""


def test_a_legacy_text_is_compared_and_amended(run: Run, base: Path, legacy: Path) -> None:
    """The request that mends one fault need not mend the other; what stays is still told."""
    (base / "new.yaml").write_text(
        procedure(title=OLD_TITLE, produced_on="2026-11-03"), encoding="utf-8"
    )
    made = run("diff", "old.yaml", "new.yaml", "--format", "yaml")
    assert [line.split(":")[0] for line in made.stderr.splitlines()] == ["old.yaml", "new.yaml"]
    (base / "request.yaml").write_text(made.stdout, encoding="utf-8")
    result = run("amend", "old.yaml", "request.yaml", "-o", "out.yaml")
    found = [line.split()[2] for line in result.stderr.splitlines() if "  błąd  " in line]
    assert (result.exit_code, found) == (1, ["LCKM-P001"])
    assert read((base / "out.yaml").read_bytes()).data.get("reuse_terms") is None
    assert read((base / "out.yaml").read_bytes()).data["title"] == OLD_TITLE


def test_amend_replaces_nothing_that_is_not_its_own(run: Run, base: Path, changed: Path) -> None:
    (base / "request.yaml").write_bytes(REQUEST.read_bytes())
    (base / "other.yaml").write_text(procedure(), encoding="utf-8")
    (base / "notes.txt").write_text("Notatki: zadzwonić\n", encoding="utf-8")
    for name in ("request.yaml", "other.yaml", "notes.txt"):
        before = (base / name).read_bytes()
        result = run("amend", FIRST, "request.yaml", "-o", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(
            f"{name}: ten plik już jest i nie opisuje procedury KA-01189"
        )
        assert (base / name).read_bytes() == before
    (base / "empty.yaml").touch()
    for _ in range(2):  # the second time there is the first result
        assert run("amend", FIRST, "request.yaml", "-o", "empty.yaml").exit_code == 0
        assert (base / "empty.yaml").read_bytes() == changed.read_bytes()
    assert "bez komentarzy" in " ".join(run("amend", "--help").stdout.split())


def test_a_result_with_more_errors_than_before_is_not_written(
    run: Run, base: Path, legacy: Path
) -> None:
    """Not over a sound file, nor over one with other errors; but over one that had these."""
    (base / "sound.yaml").write_text(procedure(), encoding="utf-8")
    (base / "bad.yaml").write_text(procedure(unit="Miejskie Muzeum"), encoding="utf-8")
    (base / "request.yaml").write_text(
        run("diff", "sound.yaml", "bad.yaml", "--format", "yaml").stdout, encoding="utf-8"
    )
    for name in ("sound.yaml", "old.yaml"):
        before = (base / name).read_bytes()
        result = run("amend", name, "request.yaml", "-o", name)
        assert (result.exit_code, (base / name).read_bytes()) == (1, before)
        assert result.stderr.splitlines()[-1].startswith(f"{name}: nie zapisano")
        assert "LCKM-R023" in result.stderr
    (base / "good.yaml").write_text(procedure(title=OLD_TITLE), encoding="utf-8")
    (base / "request.yaml").write_text(
        run("diff", "old.yaml", "good.yaml", "--format", "yaml").stdout, encoding="utf-8"
    )
    result = run("amend", "old.yaml", "request.yaml", "-o", "old.yaml", "--lang", "en")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        1,
        "old.yaml: written; left in it: 1 error.",
    )
    assert read((base / "old.yaml").read_bytes()).data.get("reuse_terms") is None


@pytest.mark.parametrize(
    ("before", "after", "is_written"),
    [
        ("Wydział Sportu", "Wydział Kultury", False),
        ("Wydział Kultury", "Wydział Kultury", True),
        ("Wydział Kultury", "Wydział Sportu", True),
    ],
)
def test_errors_before_and_after_are_counted_by_the_same_units(
    run: Run, base: Path, before: str, after: str, is_written: bool
) -> None:
    """Those that are given; of these, an error that was there before keeps nothing back."""
    (base / "units.txt").write_text(
        "units: [{name: Urząd Miasta Łodzi, cells: [Wydział Sportu]}]", encoding="utf-8"
    )
    (base / "a.yaml").write_text(procedure(cell=before), encoding="utf-8")
    (base / "b.yaml").write_text(procedure(cell=after, produced_on="2024-03-12"), encoding="utf-8")
    request = run("diff", "a.yaml", "b.yaml", "--format", "yaml").stdout
    (base / "r.yaml").write_text(request, encoding="utf-8")
    result = run("amend", "a.yaml", "r.yaml", "-o", "out.yaml", "--directory", "units.txt")
    assert (base / "out.yaml").exists() is is_written
    assert ("nie zapisano" in result.stderr) is not is_written


def test_a_consolidated_text_keeps_what_is_older_than_the_rules_and_brings_nothing_new(
    run: Run, base: Path, legacy: Path
) -> None:
    def request(**fields: str) -> None:
        data = yaml.safe_load(procedure(**fields))
        body = {"procedure": data["id"], "consolidated": data, "reason": "liczne poprawki"}
        (base / "request.yaml").write_text(
            yaml.safe_dump(body, allow_unicode=True), encoding="utf-8"
        )

    request(title=OLD_TITLE)
    assert "błąd  LCKM-P001" in run("amend", "old.yaml", "request.yaml", "-o", "out.yaml").stderr
    assert read((base / "out.yaml").read_bytes()).data.get("reuse_terms") is None
    request(title=OLD_TITLE, summary="x" * 651)
    result = run("amend", "old.yaml", "request.yaml", "-o", "worse.yaml")
    assert (result.exit_code, "LCKM-U004" in result.stderr) == (1, True)
    assert not (base / "worse.yaml").exists()


def test_a_legacy_text_has_its_days(run: Run, legacy: Path) -> None:
    result = run("timeline", "old.yaml", "--from", "2026-01-01")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "widać 1 procedurę z 1" in result.stdout


def test_diff_in_english(run: Run, changed: Path) -> None:
    text = run("diff", FIRST, changed, "--lang", "en").stdout
    assert text.startswith("KA-01189: ")
    assert "changes\n" in text.splitlines(keepends=True)[0]
    assert "after “zaświadczenie" in text
    assert not re.search("zmian|na końcu|przed „", text)
    assert run("diff", FIRST, FIRST, env={"LCKM_LANG": "en"}).stdout == "No changes.\n"


def test_timeline_in_english(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(procedure(valid_from="2026-03-01"), encoding="utf-8")
    for result in (
        run("timeline", ".", "--from", "2026-01-01", "--lang", "en"),
        run("timeline", ".", "--from", "2026-01-01", env={"LCKM_LANG": "en"}),
    ):
        assert result.stdout.startswith("2026-01-01: 0 procedures of 1 shown")
        assert "2026-03-01  appears " in result.stdout
    quiet = run(
        "timeline", ".", "--from", "2026-04-01", "--to", "2026-05-01", "--lang", "en"
    ).stdout
    assert quiet.endswith("From 2026-04-01 to 2026-05-01 nothing changes.\n")


def test_diff_in_colour(run: Run, changed: Path) -> None:
    text = run("diff", FIRST, changed, env={"FORCE_COLOR": "1"}, color=True).stdout
    assert "\x1b[31m" in text
    text = run("diff", FIRST, changed, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}, color=True).stdout
    assert "\x1b" not in text


def test_timeline(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(procedure(valid_to="2026-12-31"), encoding="utf-8")
    (base / "b.yaml").write_text(
        procedure(valid_from="2027-01-01", valid_to="2027-01-31", title="B"), encoding="utf-8"
    )
    (base / "c.yaml").write_text(procedure("KA-00002", valid_from="2027-01-05"), encoding="utf-8")
    text = run("timeline", ".", "--from", "2026-12-31", "--to", "2027-06-30").stdout
    events = [line.split("  ")[:3] for line in text.splitlines()[2:]]
    assert [[part.strip() for part in event if part.strip()][:2] for event in events] == [
        ["2027-01-01", "nowe wydanie"],
        ["2027-01-05", "pojawia się"],
        ["2027-02-01", "znika"],
    ]
    data = json.loads(run("timeline", ".", "--from", "2027-01-02", "--format", "json").stdout)
    assert [event["what"] for event in data["events"]] == ["appears", "disappears"]
    assert data["procedures"][1]["spans"][0]["first"] == "2027-01-01"
    assert run("timeline", ".", "--from", "2027-01-02", "--to", "2027-01-01").exit_code == 2


def test_timeline_as_a_picture(run: Run, base: Path) -> None:
    title = "\"A < B & 'C' ]]> -->\""
    (base / "a.yaml").write_text(procedure(title=title, valid_from="2026-12-31"), encoding="utf-8")
    (base / "b.yaml").write_text(procedure("KA-00002", valid_from="9999-12-31"), encoding="utf-8")
    (base / "c.yaml").write_text(procedure("KA-00003", valid_to="0001-01-01"), encoding="utf-8")
    text = run("timeline", ".", "--format", "svg").stdout
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert {child.tag.rpartition("}")[2] for child in root} >= {"title", "desc", "text", "g"}
    assert "A < B & 'C' ]]> -->" in "".join(root.itertext())
    assert not [name for node in root.iter() for name in node.attrib if "href" in name]
    assert (
        run(
            "timeline", ".", "--format", "svg", "--from", "2026-01-01", "--to", "2026-01-01"
        ).exit_code
        == 0
    )


def test_timeline_goes_on_past_a_bad_file(run: Run, base: Path) -> None:
    (base / "a.yaml").write_text(procedure(), encoding="utf-8")
    (base / "b.yaml").write_bytes(b"\xff")
    result = run("timeline", ".")
    assert result.exit_code == 2
    assert "widać 1 procedurę z 1" in result.stdout
    assert result.stderr.startswith("b.yaml:1:1: ")


def test_a_new_procedure_can_be_read_and_says_what_is_missing(run: Run, base: Path) -> None:
    text = run("new", "KA-01999").stdout
    assert text.startswith("# yaml-language-server: $schema=")
    document = read(text)
    assert document.data["id"] == "KA-01999"
    required = {field.key for field in fields_of(FORMS["procedure"]) if field.required}
    assert set(document.data) == required | {"id", "submission_deadline", "cell"}
    assert all(field.mark.label in text for field in fields_of(FORMS["procedure"]))
    assert {finding.path for finding in check(document) if "jest puste" not in finding.message} == {
        "/deadline/terms/0/amount",
        "/places/0/phones/0",
        "/appointments",
        "/fees",
        "/submission",
    }
    assert run("new", "01999").exit_code == 2
    assert "id: KA-00000" in run("new").stdout


def test_a_new_procedure_is_clean_once_filled_in(run: Run) -> None:
    filled = run("new", "KA-01999").stdout.replace("amount: 0", "amount: 7")
    filled = filled.replace('    address: ""', "    address: ul. Przykładowa 1, 90-001 Łódź")
    filled = filled.replace('    phones:  # Telefony\n      - ""', '    phones: ["986"]')
    filled = re.sub(r'(?m)^[a-z]+: ""  # do wyboru:\n# ', "", filled)
    for key, value in {
        "unit": "Zarząd Lokali Miejskich",
        "name": "Jan Wzorcowy",
        "title": "Wydanie zaświadczenia",
        "journal": "Dz. U. z 2023 r. poz. 40",
        "": "Tekst",
    }.items():
        filled = filled.replace(f'{key}: ""' if key else '""', f"{key}: {value}" if key else value)
    assert [(finding.code, finding.path) for finding in check(read(filled))] == []


def test_every_optional_line_can_be_uncommented(run: Run) -> None:
    lines = run("new", "KA-01999").stdout.splitlines()
    for field in fields_of(FORMS["procedure"]):
        start = next(
            index
            for index, line in enumerate(lines)
            if line.startswith((f"# {field.key}:", f"{field.key}:"))
        )
        block = []
        for line in lines[start:]:
            if not line or (block and line.startswith("# ") and not line.startswith("#  ")):
                break
            block.append(line.removeprefix("# "))
        assert list(yaml.safe_load("\n".join(block))) == [field.key]


def test_schemas(run: Run) -> None:
    assert [line.split()[0] for line in run("schema").stdout.splitlines()] == list(schema_names())
    for name in schema_names():
        assert json.loads(run("schema", name).stdout) == schema(name)
    result = run("schema", "procedur")
    assert result.exit_code == 2
    assert "procedure" in result.stderr


@pytest.mark.parametrize(
    "lang",
    some_in_every_change(
        ["pl", "en"], reason="all in one; test_explain.py has each provision and each code"
    ),
)
def test_everything_can_be_explained(run: Run, lang: str) -> None:
    from lckm_cli.explanations import explain

    for kind in kinds():
        (text,) = explain(kind.code, lang) or [""]
        assert kind.cites in text
    for row in provisions():
        assert (explain(row.id, lang) or [""])[0].startswith(row.id)
    for field in fields_of(FORMS["procedure"]):
        for words in (field.key, field.mark.label):
            assert any(field.key in text for text in explain(words, lang) or [""])


def test_explain_as_people_write(run: Run) -> None:
    assert run("explain", "§", "6", "ust.", "5").stdout.startswith("zał. 2 § 6 ust. 5")
    assert run("explain", "p001").stdout.startswith("LCKM-P001")
    assert "odstąpienie" in run("explain", "LCKM-F001").stdout
    assert run("explain", "title").stdout.count("Postać") == 1
    assert run("explain", "LCKM-E199").exit_code == 0
    result = run("explain", "Nazwa procedry")
    assert result.exit_code == 2
    assert "Nazwa procedury" in result.stderr
