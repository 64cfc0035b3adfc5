"""``lckm procedure``: each move, who may make it, and what is said where it is refused (zał. 2
§ 8 to § 12).
"""

import json
import re
import sys
from datetime import date, timedelta

import attrs
import pytest
import yaml
from an_office import CALLS, CHIEF, DIRECTOR, EVERYWHERE, HEAD, OTHER_HEAD, PEOPLE, STAFF
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_core import (
    Channel,
    Role,
    UpdateRequest,
    compare,
    read,
    to_yaml,
)
from lckm_core.publication import State
from tests.helpers.postgres import on_either
from tests.helpers.rows import some_in_every_change

NUMBER = "KA-01238"
CAME = ("--reference", "WGK.5.2026", "--asked-by", HEAD)


def taken(office, run, **changed):
    file = office.procedure(NUMBER, **changed)
    return run("procedure", "take-in", file, *CAME, "--as", STAFF)


def request_for(office, **changed):
    """Write the request that makes the newest text one with other values."""
    newest = office.centre().plugins.procedures.editions(NUMBER)[-1].procedure
    new = read(office.procedure(NUMBER, **changed).read_bytes()).procedure()
    path = office.folder / "request.yaml"
    path.write_text(to_yaml(compare(newest, new)), encoding="utf-8")
    return path


@on_either()
def test_the_whole_way_on_either_database(any_office, run):
    office = any_office
    assert taken(office, run).output == f"{NUMBER}, wersja 1: przyjęta.\n"
    again = taken(office, run)
    assert (
        again.output
        == f"{NUMBER}, wersja 1: przyjęta. To ten sam tekst, który już jest: nie ma nowej wersji.\n"
    )
    assert again.exit_code == 0
    moves = [
        (
            (
                "correct",
                request_for(office, title="Zgłoszenie wysypiska"),
                "--because",
                "literówka",
            ),
            STAFF,
            "poprawiona",
        ),
        (("agree", NUMBER), HEAD, "sprawdzona"),
        (("publish", NUMBER), STAFF, "opublikowana"),
    ]
    for move, who, state in moves:
        done = run("procedure", *move, "--as", who)
        assert (done.exit_code, state in done.output) == (0, True), done.output
    assert (
        run(
            "procedure", "update", request_for(office, title="Wysypiska"), *CAME, "--as", STAFF
        ).exit_code
        == 0
    )
    for move, who in (("confirm", CHIEF), ("publish", STAFF), ("withdraw", STAFF)):
        assert run("procedure", move, NUMBER, "--as", who).exit_code == 0
    assert office.editions(NUMBER) == [(1, "replaced"), (2, "replaced"), (3, "withdrawn")]
    first, second, third = office.centre().plugins.procedures.editions(NUMBER)
    assert third.published_by == STAFF
    assert third.handover.channel is Channel.EDMS
    assert third.handover.reference == "WGK.5.2026"
    assert first.handover.role is Role.HEAD_OF_CELL
    assert [(act.verb.name, act.by, act.role) for act in second.acts] == [
        ("HAND_IN", STAFF, Role.MONITORING_STAFF),
        ("CORRECT", STAFF, Role.MONITORING_STAFF),
        ("AGREE", HEAD, Role.HEAD_OF_CELL),
        ("PUBLISH", STAFF, Role.MONITORING_STAFF),
        ("REPLACE", STAFF, Role.MONITORING_STAFF),
    ]
    lines = run("procedure", "history", NUMBER).output.splitlines()
    assert len(lines) == 10, "each act once, under its heading"
    assert [line.split()[0] for line in lines[1:]] == ["1", "1", "2", "2", "2", "3", "3", "3", "3"]
    assert "literówka" in lines[2]


def test_what_comes_back_is_told_and_the_old_edition_is_withdrawn_alone(office, run):
    taken(office, run)
    for move in ("confirm", "publish"):
        run("procedure", move, NUMBER, "--as", STAFF)
    request = request_for(office, valid_to="2026-12-31")
    assert run("procedure", "update", request, *CAME, "--as", STAFF).exit_code == 0
    run("procedure", "confirm", NUMBER, "--as", STAFF)
    done = run("procedure", "publish", NUMBER, "--as", STAFF)
    assert done.output == (
        f"{NUMBER}, wersja 2: opublikowana.\nOd 2027-01-01 bez końca wróci wersja 1, bo nikt jej "
        "nie wycofał. Jeśli ma nie wrócić, trzeba wycofać samą wersję 1, gdy już widać wersję 2.\n"
    )
    several = run("procedure", "withdraw", NUMBER, "KA-00001", "--edition", "1", "--as", STAFF)
    assert (several.exit_code, "podaj jeden numer" in several.output) == (2, True)
    done = run("procedure", "withdraw", NUMBER, "--edition", "1", "--as", STAFF)
    assert (done.exit_code, done.output) == (0, f"{NUMBER}, wersja 1: wycofana.\n")
    assert office.editions(NUMBER) == [(1, "withdrawn"), (2, "published")]


@pytest.mark.parametrize(
    ("moves", "ending"), [((), "give-back"), (("confirm", "publish"), "withdraw")]
)
def test_the_reason_stands_in_the_history(office, run, moves, ending):
    taken(office, run)
    for move in moves:
        assert run("procedure", move, NUMBER, "--as", STAFF).exit_code == 0
    done = run("procedure", ending, NUMBER, "--because", "Uchwałę uchylono.", "--as", STAFF)
    assert done.exit_code == 0, done.output
    (edition,) = office.centre().plugins.procedures.editions(NUMBER)
    assert edition.acts[-1].note == "Uchwałę uchylono."


def test_which_other_edition_ends_is_told(office, run):
    taken(office, run)
    for move in ("confirm", "publish"):
        run("procedure", move, NUMBER, "--as", STAFF)
    for values in ({"valid_from": "2027-01-01"}, {"valid_from": None}):
        request = request_for(office, **values)
        assert run("procedure", "update", request, *CAME, "--as", STAFF).exit_code == 0
        run("procedure", "confirm", NUMBER, "--as", STAFF)
        done = run("procedure", "publish", NUMBER, "--as", STAFF)
    assert "Wersja 3 zastąpi też wersję 2 od 2027-01-01 bez końca." in done.output


class TestWho:
    @pytest.mark.parametrize(
        ("who", "said"),
        [
            (
                HEAD,
                "Kierownik komórki organizacyjnej nie może opublikować tej wersji. Może to "
                "zrobić: wyznaczony pracownik",
            ),
            (
                CHIEF,
                "Kierownik Oddziału ds. Monitoringu i Controllingu nie może opublikować tej "
                "wersji. Może to zrobić: wyznaczony",
            ),
            ("Ewa Pokazow", f"Czy chodzi o: {STAFF}?"),
            ("Zbigniew Nieznany", "dopisz tę osobę"),
        ],
    )
    def test_a_refused_publication_says_who_may(self, office, run, who, said):
        taken(office, run)
        run("procedure", "confirm", NUMBER, "--as", STAFF)
        done = run("procedure", "publish", NUMBER, "--as", who)
        assert done.exit_code != 0
        assert said in done.output
        assert office.editions(NUMBER) == [(1, "checked")]

    def test_a_role_ends_with_its_last_day(self, office, run):
        taken(office, run)
        office.people([*PEOPLE[:2], PEOPLE[2] | {"valid_to": "2026-11-25"}])
        office.now += timedelta(days=1)
        done = run("procedure", "confirm", NUMBER, "--as", STAFF)
        assert "nie pełni dnia 2026-11-26 żadnej roli" in done.output
        office.now -= timedelta(days=1)
        assert run("procedure", "confirm", NUMBER, "--as", "ewa pokazowa").exit_code == 0
        assert office.centre().plugins.procedures.editions(NUMBER)[-1].acts[-1].by == STAFF, (
            "as it is listed"
        )

    def test_of_several_roles_the_one_that_may_is_taken_and_another_can_be_asked_for(
        self, office, run
    ):
        both = {
            "name": CHIEF,
            "roles": [Role.HEAD_OF_MONITORING.value, Role.MONITORING_STAFF.value],
        }
        office.people([*PEOPLE[:3], both])
        taken(office, run)
        run("procedure", "confirm", NUMBER, "--as", CHIEF, "--role", "monitoring-staff")
        done = run("procedure", "publish", NUMBER, "--as", CHIEF, "--role", "head-of-monitoring")
        assert "Może to zrobić: wyznaczony pracownik" in done.output
        assert (
            run("procedure", "publish", NUMBER, "--as", CHIEF, "--role", "director").exit_code == 2
        )
        assert run("procedure", "publish", NUMBER, "--as", CHIEF).exit_code == 0
        acts = office.centre().plugins.procedures.editions(NUMBER)[-1].acts
        assert [act.role for act in acts[1:]] == [Role.MONITORING_STAFF, Role.MONITORING_STAFF]

    def test_a_head_acts_for_their_own_cell_alone(self, office, run):
        file = office.procedure(NUMBER)
        done = run(
            "procedure",
            "take-in",
            file,
            "--reference",
            "1",
            "--asked-by",
            OTHER_HEAD,
            "--as",
            STAFF,
        )
        assert (done.exit_code, office.editions(NUMBER)) == (1, [])
        assert f"{OTHER_HEAD} nie kieruje" in done.output
        taken(office, run)
        run("procedure", "correct", request_for(office, title="Inny tytuł"), "--as", STAFF)
        done = run("procedure", "agree", NUMBER, "--as", OTHER_HEAD)
        assert (done.exit_code, f"{OTHER_HEAD} nie kieruje" in done.output) == (1, True)
        assert run("procedure", "agree", NUMBER, "--as", HEAD).exit_code == 0

    def test_where_the_directory_names_nobody_the_role_is_given(self, office, run):
        office.people([])
        file = office.procedure(NUMBER)
        came = ("procedure", "take-in", file, "--reference", "1", "--as", "Ktoś Tu")
        assert "Podaj, kto wnioskuje: --asked-by" in run(*came).output
        assert run(*came, "--asked-by", "Jan  Kierownik ").exit_code == 0
        assert (
            office.centre().plugins.procedures.editions(NUMBER)[0].handover.asked_by
            == "Jan Kierownik"
        )
        done = run("procedure", "confirm", NUMBER, "--as", "Ktoś Tu")
        assert (done.exit_code, "podaj rolę: --role" in done.output) == (2, True)
        assert (
            run(
                "procedure", "confirm", NUMBER, "--as", " Ktoś  Tu ", "--role", "monitoring-staff"
            ).exit_code
            == 0
        )
        assert (
            run("procedure", "publish", NUMBER, "--as", " ", "--role", "monitoring-staff").exit_code
            == 2
        )
        act = office.centre().plugins.procedures.editions(NUMBER)[-1].acts[-1]
        assert (act.by, act.role) == ("Ktoś Tu", Role.MONITORING_STAFF)


class TestHandover:
    @pytest.mark.parametrize(
        ("options", "code"),
        [
            (("--channel", "papier"), "LCKM-S005"),
            (("--channel", "epuap", "--reference", "1"), "LCKM-S006"),
            (("--channel", "e-mail"), "LCKM-S008"),
            (("--asked-by", DIRECTOR, "--reference", "1"), "LCKM-S004"),
            (("--asked-by", HEAD, "--asked-role", "director", "--reference", "1"), "LCKM-S003"),
            (("--received-on", "2026-11-26"), "LCKM-S013"),
            (("--received-on", "2022-05-05"), "LCKM-S010"),
            (("--channel", "e-mail", "--technical-reason", "."), "LCKM-S008"),
        ],
    )
    def test_what_came_in_a_wrong_way_is_not_taken_in(self, office, run, options, code):
        by = () if "--asked-by" in options else ("--asked-by", HEAD)
        done = run("procedure", "take-in", office.procedure(NUMBER), *options, *by, "--as", STAFF)
        assert (done.exit_code, code in done.output, office.editions(NUMBER)) == (1, True, [])

    def test_who_may_not_ask_is_told_who_may(self, office, run):
        done = run(
            "procedure", "take-in", office.procedure(NUMBER), "--asked-by", STAFF, "--as", STAFF
        )
        assert (done.exit_code, office.editions(NUMBER)) == (1, [])
        assert "Może to zrobić: Dyrektor Wydziału" in done.output

    def test_mail_with_its_agreement_and_the_day_of_the_request(self, office, run):
        done = run(
            *("procedure", "take-in", office.procedure(NUMBER), "--as", STAFF, "--asked-by", HEAD),
            *("--channel", "e-mail", "--technical-reason", "awaria EZD", "--reference", "poczta 7"),
            *("--channel-agreed", CHIEF, "--channel-agreed-on", "2026-11-23"),
            *("--received-on", "2026-11-24", "--requested-on", "2026-11-20"),
        )
        assert done.exit_code == 0, done.output
        (edition,) = office.centre().plugins.procedures.editions(NUMBER)
        assert edition.handover.channel_agreement.agreed_on == date(2026, 11, 23)
        assert (edition.handover.received_on, edition.requested_on) == (
            date(2026, 11, 24),
            date(2026, 11, 20),
        )

    def test_an_agreement_is_with_somebody_on_a_day(self, office, run):
        done = run(
            "procedure",
            "take-in",
            office.procedure(NUMBER),
            *CAME,
            "--head-agreed",
            HEAD,
            "--as",
            STAFF,
        )
        assert (done.exit_code, "podaje się razem" in done.output) == (2, True)

    @pytest.mark.parametrize(
        ("call", "said"),
        [
            (
                ("take-in", "{file}", *CAME, "--head-agreed", HEAD),
                "The options --head-agreed and --head-agreed-on go",
            ),
            (("note", NUMBER), "Give TEKST, --from-stdin or --clear: one of them."),
            (("publish", NUMBER, "KA-00001", "--seen", "1"), "With --seen give one number"),
        ],
    )
    def test_a_wrong_call_is_told_in_english(self, office, run, call, said):
        words = [str(office.procedure(NUMBER)) if one == "{file}" else one for one in call]
        done = run("--lang", "en", "procedure", *words, "--as", STAFF)
        assert (done.exit_code, done.stderr[: len(said)]) == (2, said)


class TestWhoAsks:
    """zał. 2 § 8 ust. 3: the head of whose procedure it is, or the Director; who they are is
    kept.
    """

    def test_the_name_is_kept_and_told(self, office, run):
        taken(office, run)
        (edition,) = office.centre().plugins.procedures.editions(NUMBER)
        assert (edition.handover.asked_by, edition.handover.role, edition.acts[0].by) == (
            HEAD,
            Role.HEAD_OF_CELL,
            STAFF,
        )
        assert (
            f"na wniosek: {HEAD}, kierownik komórki organizacyjnej"
            in run("procedure", "history", NUMBER).output
        )
        data = json.loads(run("procedure", "show", NUMBER, "--format", "json").output)
        assert data["handover"]["asked_by"] == HEAD

    def test_who_is_not_named_is_the_one_that_hands_in_or_nobody(self, office, run):
        came = ("procedure", "take-in", office.procedure(NUMBER), "--reference", "1")
        done = run(*came, "--as", STAFF)
        assert (done.exit_code, "Podaj, kto wnioskuje: --asked-by" in done.output) == (1, True)
        assert office.editions(NUMBER) == []
        assert run(*came, "--as", HEAD).exit_code == 0
        (edition,) = office.centre().plugins.procedures.editions(NUMBER)
        (act,) = edition.acts
        assert (edition.handover.asked_by, act.by, act.role) == (HEAD, HEAD, Role.HEAD_OF_CELL)

    def test_who_left_since_asked_in_the_role_of_the_day_on_which_it_came(self, office, run):
        taken(office, run)
        for move in ("confirm", "publish"):
            run("procedure", move, NUMBER, "--as", STAFF)
        office.people([PEOPLE[0], PEOPLE[2], PEOPLE[4] | {"valid_to": "2026-11-25"}])
        office.now += timedelta(days=1)
        done = run(
            *("procedure", "update", request_for(office, title="Inny tytuł"), "--reference", "1"),
            *("--asked-by", DIRECTOR.upper(), "--received-on", "2026-11-25"),
            *("--head-agreed", HEAD, "--head-agreed-on", "2026-11-25", "--as", STAFF),
        )
        assert done.exit_code == 0, done.output
        handover = office.centre().plugins.procedures.editions(NUMBER)[-1].handover
        assert (handover.asked_by, handover.role) == (DIRECTOR, Role.DIRECTOR)

    @pytest.mark.parametrize("name", ["Anna Zielinska-Nowak", "Zbigniew Nieznany"])
    def test_who_is_not_listed_asks_for_nothing(self, office, run, name):
        done = run(
            "procedure",
            "take-in",
            office.procedure(NUMBER),
            "--reference",
            "1",
            "--asked-by",
            name,
            "--as",
            STAFF,
        )
        assert (done.exit_code, office.editions(NUMBER)) == (1, [])
        assert f"LCKM-S003  W spisie osób z 2026-11-25 nie ma „{name}”" in done.output

    def test_a_clerk_hands_in_nothing_in_the_name_of_the_head(self, office, run):
        clerk = {
            "name": "Krzysztof Pokazowy",
            "roles": [Role.STAFF_OF_CELL.value],
            "cell": "Wydział Gospodarki Komunalnej",
        }
        office.people([*PEOPLE, clerk])
        done = run(
            "procedure", "take-in", office.procedure(NUMBER), *CAME, "--as", "Krzysztof Pokazowy"
        )
        assert (done.exit_code, office.editions(NUMBER)) == (1, [])
        assert (
            "Krzysztof Pokazowy nie przyjmuje materiałów. Robi to kierownik Oddziału ds. "
            "Monitoringu" in done.output
        )

    def test_a_number_that_is_missing_is_told(self, office, run):
        done = run(
            "procedure", "take-in", office.procedure(NUMBER), "--asked-by", HEAD, "--as", STAFF
        )
        assert (done.exit_code, "ostrzeżenie  LCKM-S009" in done.output) == (0, True)
        assert office.editions(NUMBER) == [(1, "received")]

    def test_what_was_missing_or_wrong_is_put_right_while_nobody_checked_it(self, office, run):
        run("procedure", "take-in", office.procedure(NUMBER), "--asked-by", HEAD, "--as", STAFF)
        changes = [("--reference", "WGK.5.2026")]
        changes.append((*changes[-1], "--received-on", "2026-11-24"))
        changes.append((*changes[-1], "--requested-on", "2026-11-20"))
        for number, given in enumerate(changes, start=2):
            for said in ("", " To ten sam tekst, który już jest: nie ma nowej wersji."):
                done = run(
                    "procedure",
                    "take-in",
                    office.procedure(NUMBER),
                    *given,
                    "--asked-by",
                    HEAD,
                    "--as",
                    STAFF,
                )
                assert done.output == f"{NUMBER}, wersja {number}: przyjęta.{said}\n"
        newest = office.centre().plugins.procedures.editions(NUMBER)[-1]
        assert (newest.handover.reference, str(newest.handover.received_on)) == (
            "WGK.5.2026",
            "2026-11-24",
        )
        assert str(newest.requested_on) == "2026-11-20"

    def test_a_mistyped_day_of_the_request_is_told_at_once(self, office, run):
        file = office.procedure(NUMBER)
        done = run(
            "procedure", "take-in", file, *CAME, "--requested-on", "2062-11-20", "--as", STAFF
        )
        assert (done.exit_code, "/requested_on  błąd  LCKM-S013" in done.output) == (1, True), (
            done.output
        )
        assert office.editions(NUMBER) == []

    @pytest.mark.parametrize("published", [False, True])
    def test_repeated_on_another_day_it_came_when_it_came(self, office, run, published):
        """A command whose answer was lost: the day that nobody said is the one that is kept."""
        taken(office, run)
        if published:
            for move in ("confirm", "publish"):
                run("procedure", move, NUMBER, "--as", STAFF)
        office.now += timedelta(days=1)
        done = taken(office, run)
        assert done.output.endswith(" To ten sam tekst, który już jest: nie ma nowej wersji.\n")
        assert len(office.editions(NUMBER)) == 1
        taken(office, run, title="Wysypiska")
        days = [
            one.handover.received_on.day
            for one in office.centre().plugins.procedures.editions(NUMBER)
        ]
        assert days == [25, 26]

    def test_handed_in_anew_once_the_newest_is_over_it_came_that_day(self, office, run):
        """Then it is no repeated command, though an earlier edition has the same text."""
        taken(office, run)
        for move in ("confirm", "publish"):
            run("procedure", move, NUMBER, "--as", STAFF)
        office.now += timedelta(minutes=1)
        other = ("--reference", "WGK.6.2026", "--asked-by", HEAD, "--as", STAFF)
        run("procedure", "take-in", office.procedure(NUMBER, title="Wysypiska"), *other)
        assert run("procedure", "give-back", NUMBER, "--as", STAFF).exit_code == 0
        office.now += timedelta(days=1)
        assert taken(office, run).output == f"{NUMBER}, wersja 3: przyjęta.\n"
        newest = office.centre().plugins.procedures.editions(NUMBER)[-1]
        assert newest.handover.received_on.day == 26

    def test_an_update_repeated_on_another_day_came_when_it_came(self, office, run):
        taken(office, run)
        request = request_for(office, title="Zgłoszenie wysypiska")
        for _ in range(2):
            office.now += timedelta(days=1)
            done = run("procedure", "update", request, *CAME, "--as", STAFF)
        first, *found = done.output.splitlines()
        assert (
            first
            == f"{NUMBER}, wersja 2: przyjęta. To ten sam tekst, który już jest: nie ma nowej "
            "wersji."
        )
        assert [line.split()[3] for line in found] == ["LCKM-U010"]

    @pytest.mark.parametrize("later", [0, 1])
    def test_handed_in_again_after_a_correction_it_undoes_nothing(self, any_office, run, later):
        """Nor where it came as a file the first time and was asked for again on another day,
        unless a new reference says so.
        """
        office = any_office
        taken(office, run)
        request = request_for(office, title="Zgłoszenie wysypiska")
        run("procedure", "correct", request, "--as", STAFF)
        office.now += timedelta(days=later)
        done = taken(office, run)
        assert (done.exit_code, done.output) == (
            0,
            f"{NUMBER}: z tego przekazania jest już wersja 1. Nowsza jest wersja 2: poprawiona, "
            "do uzgodnienia. Nic nie zmieniono. "
            "Jeśli przekazano to ponownie, podaj nowy znak (--reference) albo dzień "
            "(--received-on).\n",
        )
        assert office.editions(NUMBER) == [(1, "replaced"), (2, "corrected")]
        anew = ("--reference", "WGK.6.2026", "--asked-by", HEAD, "--as", STAFF)
        done = run("procedure", "take-in", office.procedure(NUMBER), *anew)
        assert done.output == f"{NUMBER}, wersja 3: przyjęta.\n"
        came = office.centre().plugins.procedures.editions(NUMBER)[-1].handover.received_on
        assert came.day == 25 + later

    def test_nor_where_an_edition_before_it_was_withdrawn(self, office, run):
        earlier = ("--reference", "WGK.4.2026", "--asked-by", HEAD, "--as", STAFF)
        run("procedure", "take-in", office.procedure(NUMBER, title="Wysypiska"), *earlier)
        for move in ("confirm", "publish", "withdraw"):
            assert run("procedure", move, NUMBER, "--as", STAFF).exit_code == 0
        office.now += timedelta(days=1)
        taken(office, run)
        request = request_for(office, title="Zgłoszenie wysypiska")
        assert run("procedure", "correct", request, "--as", STAFF).exit_code == 0
        office.now += timedelta(days=1)
        before = office.editions(NUMBER)
        assert f"{NUMBER}: z tego przekazania jest już wersja 2." in taken(office, run).output
        assert office.editions(NUMBER) == before

    @pytest.mark.parametrize(
        ("moves", "what"),
        [(("confirm",), "give-back"), (("confirm", "publish"), "z innym tekstem")],
    )
    @pytest.mark.parametrize(
        "given",
        some_in_every_change(
            [
                (("--requested-on", "2026-11-24"),),
                (("--received-on", "2026-11-24"),),
                (("--reference", "WGK.6.2026"),),
            ],
            2,
            reason="another thing that came; its reference stands for it",
        ),
    )
    def test_of_what_was_checked_it_is_said_that_they_are_not_kept(
        self, office, run, moves, what, given
    ):
        taken(office, run)
        for move in moves:
            run("procedure", move, NUMBER, "--as", STAFF)
        (was,) = office.centre().plugins.procedures.editions(NUMBER)
        done = run("procedure", "take-in", office.procedure(NUMBER), *CAME, *given, "--as", STAFF)
        assert (done.exit_code, "nie zapisano" in done.output, what in done.output) == (
            0,
            True,
            True,
        ), done.output
        assert list(office.centre().plugins.procedures.editions(NUMBER)) == [was]


class TestTheCallCentresNote:
    """wzór: Inne: who is not of the call centre neither writes nor changes nor removes it; who
    is has a command.
    """

    NOTE = "Zapytaj, czy to teren miasta."

    def test_the_call_centre_writes_it_and_texts_that_come_keep_it(self, any_office, run):
        office = any_office
        taken(office, run)
        done = run("procedure", "note", NUMBER, self.NOTE, "--as", CALLS)
        assert done.output == (
            f"{NUMBER}, wersja 1: przyjęta. Pole „Inne” zmienione: Call Center widzi je od razu, "
            "mieszkańcy wcale.\n"
        )
        again = run("procedure", "note", NUMBER, f" {self.NOTE}", "--as", CALLS)
        assert (
            again.output
            == f"{NUMBER}, wersja 1: przyjęta. To ten sam tekst, który już jest: nie ma nowej "
            "wersji.\n"
        )
        assert taken(office, run).output.startswith(
            f"{NUMBER}, wersja 1: przyjęta. To ten sam tekst"
        )
        assert taken(office, run, title="Wysypiska").exit_code == 0
        newest = office.centre().plugins.procedures.editions(NUMBER)[-1]
        assert (newest.number, newest.procedure.call_centre.other) == (2, self.NOTE)
        lines = run("procedure", "history", NUMBER).output.splitlines()
        (line,) = (line for line in lines if "uzupełniono „Inne”" in line)
        assert CALLS in line
        assert "pracownik Oddziału Call Center" in line
        assert run("procedure", "note", NUMBER, "--clear", "--as", CALLS).exit_code == 0
        assert (
            office.centre().plugins.procedures.editions(NUMBER)[-1].procedure.call_centre.other
            is None
        )

    def test_what_it_was_is_erased_from_the_history(self, any_office, run):
        office, secret = any_office, "Dzwoni Jan Próbny, 501 000 001."
        taken(office, run)
        none = run("procedure", "erase-notes", NUMBER, "--as", CALLS)
        assert none.output == f"{NUMBER}: pole „Inne” nie ma w historii dawnych tekstów.\n"
        for note in (secret, "Zapytaj o adres.", self.NOTE):
            run("procedure", "note", NUMBER, note, "--as", CALLS)
        for who in (HEAD, STAFF, CHIEF):
            refused = run("procedure", "erase-notes", NUMBER, "--as", who)
            assert (refused.exit_code, "I26" in refused.output) == (1, True), refused.output
            assert secret not in refused.output
        outdated = run("procedure", "erase-notes", NUMBER, "--as", CALLS, "--seen", "7")
        assert outdated.exit_code == 1
        assert secret in repr(office.centre().plugins.procedures.editions(NUMBER))
        kept = run("procedure", "erase-notes", NUMBER, "--as", CALLS)
        assert (kept.exit_code, "dodaj --yes" in kept.output) == (1, True), kept.output
        assert secret in repr(office.centre().plugins.procedures.editions(NUMBER))
        for shown in (secret, "Zapytaj o adres.", "Usunąć na zawsze 2 dawne teksty?"):
            assert shown in kept.output
        assert self.NOTE not in kept.output
        done = run("procedure", "erase-notes", NUMBER, "--as", CALLS, "--seen", "1", "--yes")
        assert (done.exit_code, done.output) == (
            0,
            f"{NUMBER}: z historii pola „Inne” usunięto 2 dawne teksty. Zostaną w kopiach "
            "zapasowych, dopóki te nie wygasną.\n",
        )
        (edition,) = office.centre().plugins.procedures.editions(NUMBER)
        assert secret not in repr(edition)
        assert edition.procedure.call_centre.other == self.NOTE
        assert run("procedure", "erase-notes", "KA-99999", "--as", CALLS).exit_code == 1

    def test_nobody_else_writes_it(self, office, run):
        taken(office, run)
        theirs = {"call_centre": {"other": "Nie odbieraj."}}
        done = taken(office, run, **theirs)
        assert (done.exit_code, "LCKM-U009" in done.output) == (1, True)
        assert "lckm procedure note" in done.output
        request = request_for(office, **theirs)
        for command in (("update", request, *CAME), ("correct", request)):
            done = run("procedure", *command, "--as", STAFF)
            assert (done.exit_code, "LCKM-U009" in done.output) == (1, True)
            assert (
                "uzupełnia samo Call Center, poleceniem lckm procedure note NUMER TEKST"
                in done.output
            )
        for who in (HEAD, STAFF, CHIEF):
            done = run("procedure", "note", NUMBER, self.NOTE, "--as", who)
            assert (done.exit_code, "nie może uzupełnić pola „Inne” tej wersji" in done.output) == (
                1,
                True,
            )
        assert office.editions(NUMBER) == [(1, "received")]

    def test_a_text_from_before_they_changed_it_keeps_the_newest_and_that_is_said(
        self, office, run
    ):
        taken(office, run)
        for note in (self.NOTE, "Zapytaj o zdjęcie."):
            run("procedure", "note", NUMBER, note, "--as", CALLS)
        for number, title in ((2, "Zgłoszenie wysypiska"), (2, "Zgłoszenie wysypiska")):
            done = taken(office, run, title=title, call_centre={"other": self.NOTE})
            assert (done.exit_code, f"wersja {number}: przyjęta" in done.output) == (0, True), (
                done.output
            )
            assert "zostaje to, co Call Center wpisało później" in done.output
        newest = office.centre().plugins.procedures.editions(NUMBER)[-1].procedure
        assert (newest.title, newest.call_centre.other) == (
            "Zgłoszenie wysypiska",
            "Zapytaj o zdjęcie.",
        )
        for other in (" Zapytaj o zdjęcie.", ""):
            assert (
                "Call Center"
                not in taken(
                    office, run, title="Zgłoszenie śmieci", call_centre={"other": other}
                ).output
            )

    def test_a_correction_by_a_whole_text_without_it_keeps_it(self, office, run):
        taken(office, run)
        run("procedure", "note", NUMBER, self.NOTE, "--as", CALLS)
        done = run(
            "procedure",
            "correct",
            office.procedure(NUMBER, title="Wysypiska"),
            "--seen",
            1,
            "--as",
            STAFF,
        )
        assert done.exit_code == 0, done.output
        newest = office.centre().plugins.procedures.editions(NUMBER)[-1].procedure
        assert (newest.title, newest.call_centre.other) == ("Wysypiska", self.NOTE)

    def test_a_correction_by_a_whole_text_with_the_earlier_note_keeps_the_newest_and_says_so(
        self, office, run
    ):
        taken(office, run)
        for note in (self.NOTE, "Zapytaj o zdjęcie."):
            run("procedure", "note", NUMBER, note, "--as", CALLS)
        file = office.procedure(NUMBER, title="Wysypiska", call_centre={"other": self.NOTE})
        done = run("procedure", "correct", file, "--seen", 1, "--as", STAFF)
        assert (done.exit_code, "zostaje to, co Call Center wpisało później" in done.output) == (
            0,
            True,
        ), done.output
        newest = office.centre().plugins.procedures.editions(NUMBER)[-1].procedure
        assert (newest.title, newest.call_centre.other) == ("Wysypiska", "Zapytaj o zdjęcie.")

    @pytest.mark.parametrize("command", ["update", "correct"])
    def test_a_consolidated_text_with_what_was_there_before_does_too(self, office, run, command):
        taken(office, run)
        for note in (self.NOTE, "Zapytaj o zdjęcie."):
            run("procedure", "note", NUMBER, note, "--as", CALLS)
        new = read(
            office.procedure(
                NUMBER, title="Wysypiska", call_centre={"other": self.NOTE}
            ).read_bytes()
        ).procedure()
        request = office.folder / "request.yaml"
        whole = UpdateRequest(procedure=NUMBER, consolidated=new, reason="liczne zmiany")
        request.write_text(to_yaml(whole), encoding="utf-8")
        for _ in range(1 if command == "correct" else 2):
            done = run(
                "procedure", command, request, *(CAME if command == "update" else ()), "--as", STAFF
            )
            assert (
                done.exit_code,
                "zostaje to, co Call Center wpisało później" in done.output,
            ) == (0, True), done.output
        newest = office.centre().plugins.procedures.editions(NUMBER)[-1]
        assert (newest.number, newest.procedure.title) == (2, "Wysypiska")
        assert newest.procedure.call_centre.other == "Zapytaj o zdjęcie."

    def test_one_text_is_given(self, office, run):
        taken(office, run)
        for given in ((), ("a", "--clear"), ("--from-stdin", "--clear")):
            assert run("procedure", "note", NUMBER, *given, "--as", CALLS).exit_code == 2
        done = CliRunner().invoke(
            cli,
            ["procedure", "note", NUMBER, "--from-stdin", "--as", CALLS],
            input="Dwa\n\nakapity\n",
        )
        assert done.exit_code == 0, done.output
        assert (
            office.centre().plugins.procedures.editions(NUMBER)[-1].procedure.call_centre.other
            == "Dwa\n\nakapity"
        )

    @pytest.mark.parametrize(
        "text", ["zażółć".encode("cp1250"), "zażółć".encode("utf-16"), b"ab\xff"]
    )
    def test_what_is_not_utf_8_is_not_kept(self, office, run, text):
        taken(office, run)
        done = CliRunner().invoke(
            cli, ["procedure", "note", NUMBER, "--from-stdin", "--as", CALLS], input=text
        )
        assert (done.exit_code, "nie da się odczytać jako UTF-8" in done.output) == (2, True), (
            done.output
        )
        assert office.editions(NUMBER) == [(1, "received")]

    def test_lines_of_another_system_and_a_mark_at_the_beginning_are_no_text(self, office, run):
        taken(office, run)
        given = "\ufeffDwa\r\nwiersze\r\n".encode()
        done = CliRunner().invoke(
            cli, ["procedure", "note", NUMBER, "--from-stdin", "--as", CALLS], input=given
        )
        assert done.exit_code == 0, done.output
        assert (
            office.centre().plugins.procedures.editions(NUMBER)[-1].procedure.call_centre.other
            == "Dwa\nwiersze"
        )


class TestFindings:
    def test_a_faulty_text_is_taken_in_given_back_and_not_confirmed(self, office, run):
        done = taken(office, run, title="T" * 161)
        assert (done.exit_code, "LCKM-P001" in done.output) == (1, True)
        assert "give-back KA-01238" in done.output
        assert "LCKM-P001" in run("procedure", "confirm", NUMBER, "--as", STAFF).output
        assert office.editions(NUMBER) == [(1, "received")]
        assert run("procedure", "show", NUMBER).exit_code == 1
        assert run("procedure", "give-back", NUMBER, "--as", STAFF).exit_code == 0
        (edition,) = office.centre().plugins.procedures.editions(NUMBER)
        assert edition.acts[-1].note.startswith("LCKM-P001: ")
        assert "LCKM-P001" in run("procedure", "history", NUMBER).output

    @pytest.mark.parametrize("content", ["", "title: A\n", "units: []\n", "title: [\n"])
    def test_what_is_no_procedure_is_not_taken_in(self, office, run, content):
        file = office.folder / "a.yaml"
        file.write_text(content, encoding="utf-8")
        done = run("procedure", "take-in", file, *CAME, "--as", STAFF)
        assert done.exit_code in (1, 2)
        assert "a.yaml" in done.output

    def test_departures_lift_what_they_name(self, office, run):
        file = office.procedure(NUMBER)
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        data["other_documents"] = [{"name": name, "file": "mapa.pdf"} for name in ("Mapa", "Plan")]
        file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        run("procedure", "take-in", file, *CAME, "--as", STAFF)
        refused = run("procedure", "confirm", NUMBER, "--as", STAFF)
        codes = {word for word in refused.output.split() if word.startswith("LCKM-F")}
        assert codes == {"LCKM-F012", "LCKM-F014"}
        departures = [
            {
                "procedure": NUMBER,
                "code": code,
                "agreed_with": CHIEF,
                "agreed_on": "2026-11-20",
                "reference": "MC.1.2026",
            }
            for code in sorted(codes)
        ]
        (office.folder / "d.yaml").write_text(
            yaml.safe_dump({"departures": departures}, allow_unicode=True), "utf-8"
        )
        newest = office.centre().plugins.procedures.editions(NUMBER)[-1].procedure
        request = office.folder / "request.yaml"
        corrected = attrs.evolve(newest, title="Inny tytuł")
        request.write_text(to_yaml(compare(newest, corrected)), encoding="utf-8")
        departing = ("--departures", "d.yaml")
        assert run("procedure", "correct", request, "--as", STAFF).exit_code == 0
        assert run("procedure", "agree", NUMBER, "--as", HEAD).exit_code == 1
        assert run("procedure", "agree", NUMBER, *departing, "--as", HEAD).exit_code == 0
        assert run("procedure", "give-back", NUMBER, "--as", STAFF).exit_code == 0
        run("procedure", "take-in", file, *CAME, "--as", STAFF)
        done = run("procedure", "confirm", NUMBER, *departing, "--as", STAFF)
        assert done.exit_code == 0, done.output


class TestTwoEditors:
    def test_the_second_is_shown_the_difference_and_nothing_is_overwritten(self, any_office, run):
        office = any_office
        taken(office, run)
        theirs, mine = request_for(office, title="Nowy tytuł"), office.folder / "mine.yaml"
        mine.write_text(
            theirs.read_text(encoding="utf-8").replace("Nowy tytuł", "Mój tytuł"), encoding="utf-8"
        )
        assert run("procedure", "correct", theirs, "--seen", 1, "--as", STAFF).exit_code == 0
        done = run("procedure", "correct", mine, "--seen", 1, "--as", CHIEF)
        assert done.exit_code == 1
        assert "Wersja 1 procedury KA-01238 nie jest już najnowsza: jest 2" in done.output
        assert "Nazwa procedury (/title)" in done.output
        assert "{+Nowy tytuł+}" in done.output or "+ Nowy tytuł" in done.output
        assert office.editions(NUMBER) == [(1, "replaced"), (2, "corrected")]
        english = run("procedure", "agree", NUMBER, "--seen", 1, "--as", HEAD, "--lang", "en")
        assert "is no longer the newest" in english.output

    @pytest.mark.parametrize("move", ["give-back", "publish"])
    def test_what_was_not_seen_is_neither_given_back_nor_published(self, office, run, move):
        taken(office, run)
        run("procedure", "correct", request_for(office, title="Nowy tytuł"), "--as", STAFF)
        run("procedure", "agree", NUMBER, "--as", HEAD)
        done = run("procedure", move, NUMBER, "--seen", 1, "--as", STAFF)
        assert (done.exit_code, "nie jest już najnowsza: jest 2" in done.output) == (1, True)
        note = ("procedure", "note", NUMBER, "Dzwonić rano.", "--as", CALLS)
        assert [run(*note, "--seen", seen).exit_code for seen in (1, 2)] == [1, 0]
        assert office.editions(NUMBER) == [(1, "replaced"), (2, "checked")]

    def test_what_was_not_seen_is_not_confirmed(self, office, run):
        taken(office, run)
        taken(office, run, title="Nowy tytuł")
        confirm = ("procedure", "confirm", NUMBER, "--as", STAFF)
        done = run(*confirm, "--seen", 1)
        assert (done.exit_code, "nie jest już najnowsza: jest 2" in done.output) == (1, True)
        assert office.editions(NUMBER) == [(1, "received"), (2, "received")]
        assert run(*confirm, "--seen", 2).exit_code == 0

    def test_what_was_seen_is_said_of_one_procedure(self, office, run):
        done = run("procedure", "confirm", NUMBER, "KA-00044", "--seen", 1, "--as", STAFF)
        assert (done.exit_code, "podaj jeden numer" in done.output) == (2, True)

    def test_a_whole_new_text_is_compared_with_the_newest(self, office, run):
        taken(office, run)
        text = office.procedure(NUMBER, title="Inny tytuł")
        unsaid = run("procedure", "correct", text, "--as", STAFF)
        assert (unsaid.exit_code, "--seen WERSJA" in unsaid.output) == (2, True)
        done = run("procedure", "correct", text, "--seen", 1, "--as", STAFF)
        assert done.exit_code == 0, done.output
        second = office.centre().plugins.procedures.editions(NUMBER)[-1]
        assert [change.field for change in second.request.changes] == ["/title"]

    def test_a_request_that_does_not_fit_changes_nothing(self, office, run):
        taken(office, run)
        request = request_for(office, title="Inny tytuł")
        run("procedure", "correct", request, "--as", STAFF)
        done = run("procedure", "correct", request, "--as", STAFF)
        assert done.exit_code == 1
        assert office.editions(NUMBER) == [(1, "replaced"), (2, "corrected")]


@pytest.mark.parametrize("command", ["confirm", "note", "take-in", "withdraw"])
def test_the_help_is_polish_to_the_word(run, command):
    said = run("procedure", command, "--help").output
    assert ("[wymagane]" in said, "required" in said) == (True, False)


class TestSeveral:
    def test_one_that_is_refused_stops_no_other(self, office, run):
        taken(office, run)
        done = run("procedure", "confirm", "KA-99999", NUMBER, NUMBER, "--as", STAFF)
        assert (done.exit_code, office.editions(NUMBER)) == (1, [(1, "checked")])
        assert "KA-99999: Nie przekazano żadnej wersji" in done.output

    def test_lists(self, office, run):
        taken(office, run)
        run(
            "procedure",
            "take-in",
            office.procedure("KA-01098"),
            "--reference",
            "1",
            "--asked-by",
            EVERYWHERE,
            "--as",
            STAFF,
        )
        run("procedure", "confirm", NUMBER, "--as", STAFF)
        assert run("procedure", "list", "--format", "ids").output == f"KA-01098\n{NUMBER}\n"
        assert (
            run("procedure", "list", "--format", "ids", "--state", "checked").output
            == f"{NUMBER}\n"
        )
        assert run("procedure", "list", "--cell", "Wydział Kosmosu").output == "Procedur: 0\n"
        (row,) = json.loads(
            run("procedure", "list", "--state", "checked", "--format", "json").output
        )
        assert (row["id"], row["edition"], row["state"]) == (NUMBER, 1, "checked")
        assert "2026-11-25" in run("procedure", "list", "--lang", "en").output


class TestShow:
    def test_what_may_be_done_next_and_by_whom(self, office, run):
        taken(office, run)
        shown = run("procedure", "show", NUMBER).output
        assert shown.splitlines()[1] == f"{NUMBER}, wersja 1: przyjęta."
        assert (
            f"Wnioskuje: {HEAD}, kierownik komórki organizacyjnej (Urząd Miasta Łodzi, Wydział "
            "Gospodarki Komunalnej)" in shown
        )
        assert "Przekazano: EZD, WGK.5.2026, 2026-11-25" in shown
        assert "Można: potwierdzić sprawdzenie: kierownik Oddziału ds. Monitoringu" in shown
        assert (
            read(run("procedure", "show", NUMBER, "--format", "yaml").output).procedure().id
            == NUMBER
        )
        assert (
            json.loads(run("procedure", "show", NUMBER, "--format", "json").output)["acts"][0]["by"]
            == STAFF
        )

    def test_in_english_it_is_told_in_words(self, office, run):
        """Those of the commands and of --role, in place of the names in the code."""
        taken(office, run)
        told = run("procedure", "show", NUMBER, "--lang", "en").output
        told += run("procedure", "history", NUMBER, "--lang", "en").output
        told += run("procedure", "agree", NUMBER, "--as", HEAD, "--lang", "en").output
        told += run("procedure", "confirm", NUMBER, "--as", CALLS, "--lang", "en").output
        assert f"Asked for by: {HEAD}, head of cell (" in told
        assert (
            "May be done: give back: head of monitoring, monitoring staff (zał. 2 § 9 ust. 1)"
            in told
        )
        assert (
            "“agree” is not possible for an edition that is received. Somebody else may: give "
            "back, confirm, correct, note." in told
        )
        assert (
            "Call centre staff may not “confirm” this edition. Who may: head of monitoring, "
            "monitoring staff (" in told
        )
        assert not re.search("[A-Z]+_[A-Z]+|RETURN|CHECK|NOTE", told), told

    def test_what_comes_of_itself_is_no_move_that_may_be_made(self, office, run):
        taken(office, run)
        for move in ("confirm", "publish"):
            run("procedure", move, NUMBER, "--as", STAFF)
        lines = run("procedure", "show", NUMBER).output.splitlines()
        assert [line.split(": ")[1] for line in lines if line.startswith("Można: ")] == [
            "wycofać z publikacji",
            "uzupełnić pole „Inne”",
        ]

    def test_what_is_not_there(self, office, run):
        said = (
            "Nie przekazano żadnej wersji procedury KA-99999. Sprawdź numer. Numery wypisuje lckm "
            "procedure list.\n"
        )
        for command in ("show", "history"):
            done = run("procedure", command, "KA-99999")
            assert (done.exit_code, done.output) == (1, said)
        done = run("procedure", "show", "KA-99999", "--audience", "portal")
        assert (done.exit_code, done.output) == (1, said)
        moves = {
            "confirm": STAFF,
            "publish": STAFF,
            "give-back": STAFF,
            "withdraw": STAFF,
            "agree": HEAD,
            "note": CALLS,
        }
        for move, who in moves.items():
            done = run(
                "procedure",
                move,
                "KA-99999",
                *(["Zapytaj."] if move == "note" else []),
                "--as",
                who,
            )
            assert (done.exit_code, done.output) == (1, f"KA-99999: {said}"), move
        taken(office, run)
        done = run("procedure", "show", NUMBER, "--edition", 2)
        assert (done.exit_code, done.output) == (
            1,
            f"Procedura {NUMBER} nie ma wersji 2. Sprawdź numer.\n",
        )

    def test_a_publication_for_a_later_day_is_seen_on_that_day(self, office, run):
        taken(office, run, valid_from="2026-12-01", valid_to="2026-12-31")
        run("procedure", "confirm", NUMBER, "--as", STAFF)
        run("procedure", "publish", NUMBER, "--as", STAFF)
        codes = {
            day: run("procedure", "show", NUMBER, "--audience", "bip", "--on", day).exit_code
            for day in ("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01")
        }
        assert codes == {"2026-11-30": 3, "2026-12-01": 0, "2026-12-31": 0, "2027-01-01": 3}
        data = json.loads(
            run(
                "procedure",
                "show",
                NUMBER,
                "--audience",
                "bip",
                "--on",
                "2026-12-01",
                "--format",
                "json",
            ).output
        )
        assert "valid_from" not in json.dumps(data)


class TestExport:
    @pytest.fixture
    def place(self, office, monkeypatch):
        """A place that shows procedures, and fails while there is a file of that name."""
        code = (
            "from pathlib import Path\nfrom lckm_core import Audience, impl\n"
            "class Place:\n    name, audiences = 'place', frozenset({Audience.BIP})\n"
            "    def export(self, read):\n        assert not Path('broken').exists()\n"
            "        Path('shown').write_text(' '.join(page.id for page in "
            "read().pages[Audience.BIP]))\n"
            "class Adapter:\n    name = 'place'\n    @impl\n    def contribute_exporters(self):\n "
            "       return [Place()]\n"
        )
        (office.folder / "one_place.py").write_text(code, encoding="utf-8")
        monkeypatch.syspath_prepend(str(office.folder))
        with (office.folder / "lckm.toml").open("a", encoding="utf-8") as file:
            file.write('\n[[adapter]]\nuse = "one_place:Adapter"\n')
        yield office.folder
        sys.modules.pop("one_place", None)

    def test_what_is_published_or_withdrawn_is_shown_at_once(self, office, run, place):
        taken(office, run)
        run("procedure", "confirm", NUMBER, "--as", STAFF)
        assert run("procedure", "publish", NUMBER, "--as", STAFF).exit_code == 0
        assert (place / "shown").read_text() == NUMBER
        run("procedure", "withdraw", NUMBER, "--no-export", "--as", STAFF)
        assert (place / "shown").read_text() == NUMBER
        assert run("procedure", "publish", NUMBER, "--as", STAFF).exit_code == 1
        assert (place / "shown").read_text() == "", "every export shows all that there is"

    def test_so_are_a_note_and_an_announcement_unless_that_is_put_off(self, office, run, place):
        taken(office, run)
        run("procedure", "confirm", NUMBER, "--as", STAFF)
        run("procedure", "publish", NUMBER, "--as", STAFF)
        news = {"title": "Godziny", "text": "Do 12.", "unit": "Urząd Miasta Łodzi"}
        news |= {"cell": "Wydział Gospodarki Komunalnej", "requested_by": {"name": HEAD}}
        for title in ("Godziny", "Opłaty"):
            text = yaml.safe_dump(news | {"title": title}, allow_unicode=True)
            (office.folder / "news.yaml").write_text(text, encoding="utf-8")
            assert run("announcement", "take-in", "news.yaml", *CAME, "--as", STAFF).exit_code == 0

        def shows(*call):
            (place / "shown").unlink(missing_ok=True)
            done = run(*call)
            assert done.exit_code == 0, done.output
            return (place / "shown").exists()

        note = ("procedure", "note", NUMBER)
        assert shows(*note, "Dzwonić rano.", "--as", CALLS)
        assert not shows(*note, "Dzwonić rano.", "--as", CALLS), "nothing is changed"
        assert not shows(*note, "Dzwonić w południe.", "--no-export", "--as", CALLS)
        for move in ("publish", "withdraw"):
            assert shows("announcement", move, "OG-0001", "--as", STAFF), move
            assert not shows("announcement", move, "OG-0002", "--no-export", "--as", STAFF), move
        (place / "broken").touch()
        assert run(*note, "Dzwonić wieczorem.", "--as", CALLS).exit_code == 1

    def test_a_place_that_fails_is_named_and_the_publication_stands(self, office, run, place):
        taken(office, run)
        run("procedure", "confirm", NUMBER, "--as", STAFF)
        (place / "broken").touch()
        done = run("procedure", "publish", NUMBER, "--as", STAFF)
        assert done.exit_code == 1
        assert "place: nie pokazano zmian (AssertionError)" in done.output
        assert office.editions(NUMBER) == [(1, "published")]


def test_there_is_no_database_yet(office, run):
    text = (office.folder / "lckm.toml").read_text(encoding="utf-8")
    (office.folder / "lckm.toml").write_text(
        text.replace("lckm.sqlite", "other.sqlite"), encoding="utf-8"
    )
    done = run("procedure", "list")
    assert (done.exit_code, "lckm migrate" in done.output) == (2, True)
    assert not (office.folder / "other.sqlite").exists()


def test_every_state_is_told_what_may_be_done(office):
    from lckm_editorial.edition_texts import next_moves

    moves = {state: next_moves(state, "pl") for state in State}
    assert {state for state, told in moves.items() if not told} == {
        State.RETURNED,
        State.REPLACED,
        State.WITHDRAWN,
        State.EXPIRED,
    }
