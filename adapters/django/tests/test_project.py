"""A new Django project with the application: databases, checks, pages, delivery, admin."""

import json
import re
from functools import partial
from types import SimpleNamespace

import pytest
from django_project import block_of_page

from lckm_django._open_centre import OpenCentre
from tests.helpers.rows import some_in_every_change

CANARY = ("Kanarek", "kanarek", "601 111 222", "601 333 444", "Kanarkow", "a.jpg")


def test_a_project_is_told_what_to_do_until_reports_come_in(started):
    before, made, _, after = started.told
    assert before.returncode == 1
    assert "(lckm.E003)" in before.stderr
    assert "HINT: python manage.py lckm_migrate" in before.stderr
    assert made.stdout.startswith("Wersja schematu:")
    assert (after.returncode, "lckm." in after.stderr) == (0, False)
    assert started.manage("makemigrations", "--check", "--dry-run").returncode == 0


@pytest.mark.parametrize(
    ("name", "was", "now", "id_"),
    some_in_every_change(
        [
            ("city/settings.py", "LCKM = {", "LCKM2 = {", "lckm.E001"),
            ("city/settings.py", 'LCKM = {"settings"', 'LCKM = {"setings"', "lckm.E001"),
            ("lckm.toml", "lckm_sql:SqlAdapter", "lckm_sql:SqlAdaptor", "lckm.E002"),
            ("lckm.toml", "reports.sqlite", "other.sqlite", "lckm.E003"),
            ("lckm.toml", "CITY_RECEIPT_KEY", "HOME", "lckm.E004"),
            (
                "office/terms/0001.yaml",
                "valid_from: 2023-01-19",
                "valid_from: 2999-01-19",
                "lckm.W001",
            ),
        ],
        2,
        5,
        reason="another fault; an error and a warning stand for them",
    ),
)
def test_each_fault_has_a_check(project, name, was, now, id_):
    project.replace(name, was, now)
    run = project.manage("check")
    assert re.findall(r"\((lckm\.\w+)\)", run.stderr) == [id_]
    assert run.returncode == (0 if ".W" in id_ else 1)


def test_a_check_speaks_the_language_of_the_project(project):
    project.replace("office/terms/0001.yaml", "2023-01-19", "2999-01-19")
    polish = project.manage("check").stderr
    project.replace("city/settings.py", 'LANGUAGE_CODE = "pl"', 'LANGUAGE_CODE = "en"')
    english = project.manage("check").stderr
    assert "(lckm.W001)" in polish
    assert "(lckm.W001)" in english
    assert polish != english


@pytest.mark.slow(
    reason="one more fault with a check of its own; a class that is missing stands for it"
)
def test_a_file_that_is_not_there_is_told_by_the_setting_that_names_it(project):
    project.replace("city/settings.py", '"lckm.toml"', '"nie-ma.toml"')
    checked = project.manage("check")
    assert re.findall(r"\((lckm\.\w+)\)", checked.stderr) == ["lckm.E002"]
    for run in (checked, project.manage("lckm_migrate")):
        assert run.returncode
        assert "nie-ma.toml: nie ma takiego pliku. Podaje go LCKM w settings.py." in run.stderr
        assert "LCKM_SETTINGS" not in run.stderr


@pytest.mark.slow(reason="the project of each other test has that file, and peers besides")
def test_the_settings_file_of_the_page_is_whole(project):
    (project.folder / "lckm.toml").write_text(block_of_page("lckm_web:ResidentFace"), "utf-8")
    run = project.manage("check")
    assert (run.returncode, "lckm." in run.stderr) == (0, False), run.stderr


@pytest.mark.slow(reason="one more fault with a check of its own; a database that is missing stays")
def test_an_older_database_has_a_check(project):
    project.python(
        "import sqlite3; base = sqlite3.connect('reports.sqlite')\n"
        "(table,) = base.execute(\"select name from sqlite_master where name like '%version%'\""
        " \" and type = 'table'\").fetchone()\n"
        "base.execute(f'update {table} set version_num = ?', ('0001',)); base.commit()\n"
    )
    run = project.manage("check")
    assert re.findall(r"\((lckm\.\w+)\)", run.stderr) == ["lckm.E003"]


EACH = pytest.mark.slow(reason="each interface; one is visited and the other refuses")


@pytest.mark.parametrize("interface", ["wsgi", pytest.param("asgi", marks=EACH)])
def test_a_report_is_sent_and_the_worker_delivers_it(project, interface):
    seen = json.loads(project.call("visit", interface))
    assert seen["redirect"][0] in (301, 307)
    assert seen["redirect"][1].endswith("/zgloszenia/")
    assert seen["receipt"].startswith("http://testserver/zgloszenia/przyjete?r=")
    assert (set(seen["styles"]), seen["files"]) == ({200}, 1)
    assert seen["status"] == f"Report {seen['number']}"
    assert seen["headers"]["cache-control"] == "no-store"
    assert seen["headers"]["content-security-policy"].startswith("default-src 'none'")
    assert "set-cookie" not in seen["headers"]
    assert (seen["django"], seen["missing"]) == (200, [404, 404])

    work = project.manage("lckm_worker", "--once")
    assert work.returncode == 0, work.stderr
    delivered = [path for path in (project.folder / "office").rglob("*") if path.is_file()]
    assert any(seen["number"].encode() in one.read_bytes() for one in delivered)


@pytest.mark.parametrize("interface", [pytest.param("wsgi", marks=EACH), "asgi"])
def test_what_is_refused_gives_the_words_back(project, interface):
    assert json.loads(project.call("refusals", interface)) == [[413, "Lampa"], [403, True]]


@pytest.mark.parametrize("interface", ["wsgi", pytest.param("asgi", marks=EACH)])
def test_a_face_may_lie_below_a_path_with_polish_letters(project, interface):
    project.replace("city/urls.py", '"zgloszenia/"', '"zgłoszenia/"')
    assert json.loads(project.call("styles", interface, "/zgłoszenia")) == [200]


@pytest.mark.slow(reason="another place of a face; a path with Polish letters stands for it")
def test_a_script_name_that_is_forced_is_no_part_of_an_address_in_urls(project):
    with (project.folder / "city" / "settings.py").open("a", encoding="utf-8") as file:
        file.write('FORCE_SCRIPT_NAME = "/urzad"\n')
    assert json.loads(project.call("styles", "asgi", "/urzad/zgloszenia")) == [200]


@pytest.mark.parametrize("interface", ["wsgi", pytest.param("asgi", marks=EACH)])
def test_each_cookie_of_a_face_reaches_the_browser(project, interface):
    """Else a face that signs somebody in and forgets the attempt would do only the latter."""
    one, two, three = json.loads(project.call("cookies", interface))
    assert one.startswith("__Host-one=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(one.split("; "))
    assert two.startswith("two=")
    assert {"Max-Age=60", "Path=/zgloszenia"} <= set(two.split("; "))
    assert three.startswith('three=""')
    assert {"Max-Age=0", "Path=/zgloszenia"} <= set(three.split("; "))


def test_django_alone_under_asgi_says_what_asgi_py_needs(project):
    assert "serve_faces(get_asgi_application())" in project.call("without_mount")


def test_all_threads_have_one_centre_which_is_closed_at_the_end(project):
    count, closed = project.call("one_for_all_threads").splitlines()
    assert (count, closed) == ("1", "['sql']")


def test_each_adapter_that_can_be_closed_is_closed():
    closed = []
    one, other = (SimpleNamespace(close=partial(closed.append, name)) for name in ("a", "b"))
    OpenCentre(None, dict, (one, object(), other)).close()
    assert closed == ["a", "b"]


def test_a_forked_process_opens_its_own(project):
    assert project.call("child_of_its_own") == "0\n"


def test_the_admin_shows_reports_and_the_outbox_without_a_persons_data(project):
    seen = json.loads(project.call("admin_pages"))
    assert seen["permissions"] == ["view_delivery", "view_report"]
    assert seen["anybody"] == 302
    assert seen["staff"] == [403, 403]
    assert seen["staff, report"] == 403
    assert seen["unknown"] == 404
    assert set(seen["written"]) <= {403, 404, 405}
    assert set(seen["status"].values()) == {200}
    assert {name: seen["rows"][name] for name in ("reports", "more", "report")} == {
        "reports": 4,
        "more": 1,
        "report": 4,
    }
    assert (seen["rows"]["deliveries"], seen["rows"]["deliveries, 2"]) == (4, 1)
    assert [name for name, has_next in seen["next"].items() if has_next] == [
        "reports",
        "deliveries",
        "odd",
        "nul",
    ]
    by_page = {
        "1": [1, 1, 1, 1, 1],
        "2": [2, 2, 1],
        "3": [3, 2],
        "4": [4, 1],
        "5": [5],  # a page that is full is no sign of another
        "6": [5],
    }
    assert seen["walked"] == {size: [rows, rows] for size, rows in by_page.items()}
    assert seen["number"] in seen["pages"]["reports"]
    assert "Lampa nie świeci." in seen["pages"]["report"]
    for name in ("reports", "report", "deliveries"):
        assert seen["time in Łódź"] in seen["pages"][name]
    words = "zgodę cofnięto, czekają na usunięcie"
    assert [words in seen["pages"][name] for name in ("report", "withdrawn")] == [False, True]
    found = [
        (name, word) for name, page in seen["pages"].items() for word in CANARY if word in page
    ]
    assert found == []
    # Commands that read all tables find none of these.
    assert project.manage("dumpdata", "lckm_django", "--all").stdout.strip() == "[]"


@pytest.mark.slow(
    reason="three processes; lckm_worker --once, after a report is sent, stands for it"
)
def test_a_command_has_the_options_of_lckm(project):
    shown = project.manage("lckm_worker", "--help")
    assert "--once" in shown.stdout
    assert "--heartbeat" in shown.stdout
    assert project.manage("lckm_worker", "--once", "--name", "\t").returncode == 2
    called = project.python(
        "from django.core.management import call_command\ncall_command('lckm_worker', once=True)\n"
    )
    assert '"state": "stopped"' in called


def test_a_command_that_fails_has_the_exit_code_of_lckm(project):
    told = project.python(
        "from django.core.management import call_command, CommandError\n"
        "try: call_command('lckm_worker', once=True, name=' ')\n"
        "except CommandError as error: print(error.returncode)\n"
    )
    assert told.splitlines()[-1] == "2"


@pytest.mark.slow(
    reason="lckm check in a project; what the checks of Django say there stands for it"
)
def test_lckm_check_says_what_is_missing(project):
    assert project.manage("lckm_check").returncode == 0
    project.replace("office/terms/0001.yaml", "valid_from: 2023", "valid_from: 2999")
    run = project.manage("lckm_check")
    assert run.returncode == 1
    assert "Nie obowiązuje żaden regulamin" in run.stdout


def test_a_report_is_no_part_of_a_transaction(project):
    (project.folder / "city" / "models.py").write_text(
        "from django.db import models\n\n\n"
        "class Case(models.Model):\n    number = models.CharField(max_length=40)\n",
        "utf-8",
    )
    (project.folder / "city" / "reporting.py").write_text(block_of_page("def report_last"), "utf-8")
    with (project.folder / "city" / "settings.py").open("a", encoding="utf-8") as file:
        file.write('INSTALLED_APPS += ["city"]\n')
    assert project.manage("migrate", "--run-syncdb").returncode == 0
    # Reports in the store, and rows, after each.
    first_fails, first, last_fails, last = json.loads(project.call("transactions"))
    assert (first_fails, first) == ([1, 0], [2, 1])
    assert (last_fails, last) == ([2, 1], [3, 2])
