"""What reports need besides the store is told: routes that can be read, terms in force; and
how terms come into force.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest

from lckm_core import ContactCentre, build, civil_day
from lckm_core.errors import NoTermsError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import DIRECTORY, ChangingDirectory, DirectorySource
from lckm_core.ports import impl
from lckm_operations.readiness import missing_requirements

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = civil_day(NOW)
TERMS = (
    "version: {version}\nvalid_from: {since}\ntext: |-\n  # Regulamin\n\n  Portal jest bezpłatny.\n"
)


@pytest.fixture
def no_terms(city, run):
    run("migrate")
    (city.folder / "base" / "terms" / "0001.yaml").unlink()
    return city


def draft(city, version="2026-11", since=TODAY):
    path = city.folder / f"{version}.yaml"
    path.write_text(TERMS.format(version=version, since=since), encoding="utf-8")
    return path


def spoil(city, how):
    path = city.folder / "base" / "routes.yaml"
    if how == "missing":
        path.unlink()
    elif how == "spoilt":
        path.write_text("routes: [", encoding="utf-8")
    else:
        path.unlink()
        path.mkdir()


@pytest.mark.parametrize(
    "how",
    [
        "spoilt",
        *(
            pytest.param(one, marks=pytest.mark.slow(reason="one that is spoilt stands for it"))
            for one in ("missing", "a folder")
        ),
    ],
)
class TestRoutesThatCannotBeRead:
    """Then every report goes to the helpdesk, and nobody but these would say so."""

    @pytest.mark.parametrize("name", ["settings", "verify"])
    def test_a_command_tells_which_file_and_what_becomes_of_reports(self, city, run, name, how):
        run("migrate")
        assert run(name).exit_code == 0
        spoil(city, how)
        done = run(name)
        assert done.exit_code == 1
        assert "każde zgłoszenie idzie do helpdesku" in done.output
        assert "routes.yaml" in done.output
        assert "each report goes to the helpdesk" in run(name, "--lang", "en").output

    def test_the_heartbeat_and_the_exit_code_tell_it(self, city, run, how):
        run("migrate")
        spoil(city, how)
        done = run("worker", "--once")
        assert done.exit_code == 1
        assert (
            json.loads(done.stdout)["failing"]["reading the routes"]["error"]
            == "UnreadableRoutesError"
        )
        assert "Czytanie tabeli tras: Tabeli tras nie da się odczytać" in done.stderr
        assert json.loads((city.folder / "beat.json").read_text())["state"] == "failing"


def test_a_table_without_the_right_to_read_is_told_with_its_name(city, run, monkeypatch):
    """As after a file was put there by root; root itself may read all, so the refusal is made."""
    run("migrate")
    path = str(city.folder / "base" / "routes.yaml")

    def refused(self):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("lckm_folder.routes.FileRoutes.table", refused)
    done = run("verify", "--format", "json")
    (fault,) = json.loads(done.output)
    assert (done.exit_code, fault["kind"]) == (1, "table of routes that cannot be read")
    assert f"{path}: Brak uprawnień" in fault["message"]


class TestTerms:
    @pytest.fixture(autouse=True)
    def _on_one_day(self, monkeypatch):
        monkeypatch.setattr("lckm_operations.commands.terms.utcnow", lambda: NOW)
        monkeypatch.setattr("lckm_operations.commands.settings.utcnow", lambda: NOW)

    @pytest.mark.parametrize("name", ["settings", "verify"])
    def test_without_terms_in_force_a_command_says_what_to_do(self, no_terms, run, name):
        run("migrate")
        done = run(name)
        assert (done.exit_code, "lckm terms approve" in done.output) == (1, True)

    def test_terms_that_are_spoilt_are_told(self, city, run):
        run("migrate")
        (city.folder / "base" / "terms" / "0001.yaml").write_text("version: [", encoding="utf-8")
        done = run("verify")
        assert (done.exit_code, "Regulaminów nie da się odczytać" in done.output) == (1, True)
        assert "0001.yaml" in done.output

    def test_a_draft_is_not_in_force_and_an_approval_lets_the_first_report_in(self, no_terms, run):
        path = draft(no_terms)
        assert run("terms", "list").exit_code == 1
        assert run("terms", "draft", path).exit_code == 0
        assert run("terms", "draft", path).exit_code == 0
        done = run("terms", "list")
        assert (done.exit_code, "2026-11" in done.output, "projekt" in done.output) == (
            1,
            True,
            True,
        )
        form = {"description": "Dziura"}
        with pytest.raises(NoTermsError):
            no_terms.centre().register(form, number="ZG-1", now=NOW)
        for _ in range(2):
            done = run("terms", "approve", path, "--by", "Ewa Pokazowa")
            assert (done.exit_code, f"obowiązuje od {TODAY}" in done.output) == (0, True)
        assert no_terms.centre().register(form, number="ZG-1", now=NOW).terms_version == "2026-11"
        (row,) = json.loads(run("terms", "list", "--format", "json").output)
        assert row == {
            "version": "2026-11",
            "valid_from": str(TODAY),
            "approved_on": str(TODAY),
            "approved_by": "Ewa Pokazowa",
            "in_force": True,
        }
        assert run("settings").exit_code == 0

    def test_what_was_approved_never_changes(self, no_terms, run):
        path = draft(no_terms)
        run("terms", "approve", path, "--by", "Ewa Pokazowa")
        path.write_text(path.read_text(encoding="utf-8") + "  Zmiana.\n", encoding="utf-8")
        for call in (("draft", path), ("approve", path, "--by", "Ewa Pokazowa")):
            done = run("terms", *call)
            assert (
                done.exit_code,
                f"już zatwierdzony ({TODAY}). Zmiany wprowadź nową wersją" in done.output,
            ) == (
                2,
                True,
            )
        assert "Zmiana" not in (no_terms.folder / "base" / "terms" / "0001.yaml").read_text(
            encoding="utf-8"
        )

    def test_a_draft_is_discarded_and_what_is_approved_is_not(self, no_terms, run):
        run("terms", "draft", draft(no_terms, "2027"))
        run("terms", "approve", draft(no_terms), "--by", "Ewa Pokazowa")
        for version, code, words in (
            ("2028", 2, "Nie ma wersji regulaminu „2028”"),
            ("2026-11", 2, "już zatwierdzony"),
            ("2027", 0, "Projekt regulaminu 2027 usunięty."),
            ("2027", 2, "lckm terms list"),
        ):
            done = run("terms", "discard", version, "--as", "Ewa Pokazowa", "--yes")
            assert (done.exit_code, words in done.output) == (code, True), done.output
        (row,) = json.loads(run("terms", "list", "--format", "json").output)
        assert row["version"] == "2026-11"
        (line,) = [one for one in run("audit").output.splitlines() if "discard_terms" in one]
        assert "2027" in line
        assert "Ewa Pokazowa" in line

    def test_a_draft_is_discarded_by_somebody_who_saw_it(self, no_terms, run):
        run("terms", "draft", draft(no_terms, "2027"))
        nameless = run("terms", "discard", "2027", "--yes")
        assert (nameless.exit_code, "--as" in nameless.output) == (2, True)

        call = ("terms", "discard", "2027", "--as", "Ewa Pokazowa")
        for answer, words in (("n\n", "Niczego nie zmieniono."), ("", "dodaj --yes")):
            kept = run(*call, input=answer)
            assert (kept.exit_code, words in kept.output) == (1, True), kept.output
            assert "Portal jest bezpłatny." in kept.output
        done = run(*call, input="t\n")
        assert (done.exit_code, "2027 usunięty" in done.output) == (0, True), done.output

    def test_a_version_that_is_not_there_is_named_on_one_line(self, no_terms, run):
        done = run("terms", "discard", "20\n27\x1b[2J", "--as", "Ewa Pokazowa", "--yes")
        assert done.exit_code == 2
        assert "„20\ufffd27\ufffd[2J”" in done.output

    def test_each_version_has_its_state(self, city, run):
        run("migrate")
        run("terms", "approve", draft(city, "2026-11"), "--by", "Ewa Pokazowa")
        run(
            "terms",
            "approve",
            draft(city, "2027-06", TODAY + timedelta(days=90)),
            "--by",
            "Ewa Pokazowa",
        )
        run("terms", "draft", draft(city, "2028"))
        rows = [
            line.split()[0] + " " + " ".join(line.split()[5:])
            for line in run("terms", "list").output.splitlines()
        ]
        assert rows[1:] == [
            "2023-01-19 zastąpiony",
            "2026-11 obowiązuje",
            "2027-06 zatwierdzony, jeszcze nie obowiązuje",
            "2028 ",
        ]
        assert run("terms", "list", "--lang", "en").output.splitlines()[4].endswith("draft")

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            (
                "pl",
                "Regulamin 2020 zatwierdzony, ale nie obowiązuje, bo 2023-01-19 zaczyna się "
                "później (2023-01-19). Jeśli ma obowiązywać, "
                "zatwierdź go jako nową wersję, z późniejszym valid_from.\n",
            ),
            (
                "en",
                "Terms 2020 approved, but not in force, for 2023-01-19 begin later (2023-01-19). "
                "If they are to be in force, "
                "have them approved as a new version, with a later valid_from.\n",
            ),
        ],
    )
    def test_an_approved_version_that_is_older_than_those_in_force_is_not_said_to_be_in_force(
        self, city, run, lang, said
    ):
        run("migrate")
        path = draft(city, "2020", "2020-01-01")
        done = run("terms", "approve", path, "--by", "Ewa Pokazowa", "--lang", lang)
        assert (done.exit_code, done.output) == (0, said)
        rows = run("terms", "list").output.splitlines()[1:]
        assert [row.split()[-1] for row in rows] == ["obowiązuje", "zastąpiony"]

    @pytest.mark.parametrize("days", [-3, 0, 3])
    def test_the_day_that_an_approval_says_is_that_of_the_list(self, no_terms, run, days):
        """What begins before it is approved is in force from its approval on."""
        since = TODAY + timedelta(days=max(0, days))
        path = draft(no_terms, since=TODAY + timedelta(days=days))
        assert run("terms", "approve", path, "--by", "Ewa Pokazowa").output.endswith(
            f"obowiązuje od {since}.\n"
        )
        assert run("terms", "list").output.splitlines()[1].split()[1] == str(since)
        (row,) = json.loads(run("terms", "list", "--format", "json").output)
        assert row["valid_from"] == str(TODAY + timedelta(days=days)), (
            "what the terms themselves say"
        )

    @pytest.mark.parametrize("call", [("approve",), ("approve", "--by", " ")])
    def test_who_approved_has_to_be_named(self, no_terms, run, call):
        assert run("terms", *call[:1], draft(no_terms), *call[1:]).exit_code == 2
        assert run("terms", "list").exit_code == 1

    def test_another_kind_of_file_is_refused(self, city, run):
        done = run("terms", "draft", city.folder / "base" / "routes.yaml")
        assert (done.exit_code, "regulamin portalu" in done.output) == (2, True)


@pytest.mark.parametrize(
    ("call", "code"), [("list", 0), ("draft", 2), ("approve", 2), ("discard", 2)]
)
def test_terms_make_no_database(city, run, call, code):
    """What is done with them is written to the trail, which nobody reads in one with a
    mistyped name.
    """
    words = {
        "list": (),
        "draft": (draft(city),),
        "approve": (draft(city), "--by", "Ewa Pokazowa"),
        "discard": ("2026-11", "--as", "Ewa Pokazowa", "--yes"),
    }[call]
    done = run("terms", call, *words)
    assert (done.exit_code, "lckm migrate" in done.output) == (code, code == 2)
    assert list(city.data.iterdir()) == []


def test_what_is_done_with_terms_is_in_the_trail_with_who_did_it(no_terms, run):
    run("terms", "approve", draft(no_terms), "--by", "Ewa Pokazowa")
    (line,) = [one for one in run("audit").output.splitlines() if "approve_terms" in one]
    assert "2026-11" in line
    assert "Ewa Pokazowa" in line


def test_nothing_is_asked_of_whom_no_adapter_provides(city, run):
    """A host may keep its terms elsewhere, and name the version with each report."""
    path = city.folder / "lckm.toml"
    text = path.read_text(encoding="utf-8")
    without = text.replace('use = "lckm_folder:FolderAdapter"', 'use = "no_terms:OnlyRoutes"')
    without = without.replace('without = ["procedures"]\n', "")
    assert without != text
    (city.folder / "no_terms.py").write_text(
        "from lckm_core import impl\nfrom lckm_folder import FolderAdapter\n\n\n"
        "class OnlyRoutes:\n    name = 'only-routes'\n\n    def __init__(self, folder: str) -> "
        "None:\n"
        "        self.made = FolderAdapter(folder)\n\n    @impl\n    def provide_routes(self):\n   "
        "     return self.made.routes\n",
        encoding="utf-8",
    )
    path.write_text(without, encoding="utf-8")
    assert run("settings").exit_code == 0


def test_a_route_to_a_unit_that_the_directory_lacks_is_told_and_used(city, run):
    """The file does not know the directory, which another adapter reads."""
    run("migrate")
    path = city.folder / "base" / "routes.yaml"
    text = path.read_text(encoding="utf-8").replace("unit: Schronisko", "unit: Inne schronisko", 1)
    assert "Inne schronisko" in text
    path.write_text(text, encoding="utf-8")
    done = run("settings")
    assert done.exit_code == 1
    assert "Tabela tras: Nie ma jednostki „Inne schronisko dla Zwierząt”" in done.output
    assert "nie da się odczytać" not in done.output
    assert "Table of routes: There is no unit" in run("settings", "--lang", "en").output


@pytest.mark.parametrize("is_read", [True, False])
def test_a_directory_that_cannot_be_read_is_told_and_not_its_words(is_read):
    def read():
        if not is_read:
            raise ValueError("Anna Tajna")
        return DIRECTORY

    class WithDirectory:
        name = "with-directory"

        @impl
        def provide_directory(self):
            return ChangingDirectory(DirectorySource("d.yaml", read, lambda: 0, lambda: 0.0))

    centre = ContactCentre(build(MemoryAdapter(), WithDirectory()))
    told = [kind for kind, _ in missing_requirements(centre, NOW)]
    assert ("directory that cannot be read" in told) is not is_read
    assert not any("Tajna" in text.pl + text.en for _, text in missing_requirements(centre, NOW))


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_what_the_list_of_terms_gives_to_programs_stands_in_that_for_people(no_terms, run, lang):
    """Each version in its row, with its own days and who approved it."""
    for version, days in (("2026-09", -40), ("2026-11", 0), ("2027-01", 40)):
        path = draft(no_terms, version, TODAY + timedelta(days=days))
        run("terms", "draft", path)
        if version == "2026-11":
            assert run("terms", "approve", path, "--by", "Żaneta Wójcik").exit_code == 0
    done = run("terms", "list", "--lang", lang, "--format", "json")
    assert "Żaneta Wójcik" in done.output
    rows = json.loads(done.output)
    _, *lines = run("terms", "list", "--lang", lang).output.splitlines()
    assert [row["version"] for row in rows] == [line.split()[0] for line in lines]
    assert [row["in_force"] for row in rows].count(True) == 1
    in_force = {"pl": "obowiązuje", "en": "in force"}[lang]
    for row, line in zip(rows, lines, strict=True):
        assert max(row["valid_from"], row["approved_on"] or "") in line
        assert (row["approved_on"] or "-") in line
        assert (row["approved_by"] or "-") in line
        assert line.rstrip().endswith(f" {in_force}") is row["in_force"]
