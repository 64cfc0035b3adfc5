"""Tests of a site have a contact centre in memory, and never touch its store."""

CASES = """\
from datetime import UTC, datetime

from django.test import SimpleTestCase

from lckm_django import centre
from lckm_django.testing import memory_centre


class Reports(SimpleTestCase):
    def setUp(self):
        self.enterContext(memory_centre())

    def test_a_report_is_in_memory(self):
        answer = self.client.get("/zgloszenia/zgloszenie")
        self.assertContains(answer, "Usterka")
        report = centre().register(
            {"description": "Lampa.", "category": "usterka"}, number="1", now=datetime.now(UTC)
        )
        self.assertEqual(centre().plugins.reports.get(report.number).description, "Lampa.")
        self.assertEqual(type(centre().plugins.reports).__name__, "MemoryReports")

    test_and_in_a_memory_of_its_own = test_a_report_is_in_memory


class Runner(SimpleTestCase):
    def test_without_a_word_it_is_memory_too(self):
        self.assertEqual(type(centre().plugins.reports).__name__, "MemoryReports")
"""
FOR_PYTEST = """\
from datetime import UTC, datetime

import django
import pytest

from lckm_django import centre

django.setup()


@pytest.mark.parametrize("count", [1, 2])
def test_each_test_has_a_centre_of_its_own(count, lckm_centre):
    assert centre() is lckm_centre
    report = centre().register({"description": "Lampa."}, number="1", now=datetime.now(UTC))
    assert report.number == "1"
"""


def _make_unusable(project):
    """Leave no settings file and no store, so that a test that opens either fails."""
    (project.folder / "lckm.toml").unlink()
    (project.folder / "reports.sqlite").unlink()


def test_the_runner_of_django(project):
    (project.folder / "city" / "tests.py").write_text(CASES, "utf-8")
    _make_unusable(project)
    with (project.folder / "city" / "settings.py").open("a", encoding="utf-8") as file:
        file.write('TEST_RUNNER = "lckm_django.testing.MemoryCentreRunner"\n')
    run = project.manage("test", "city")
    assert run.returncode == 0, run.stderr
    assert "Ran 3 tests" in run.stderr
    assert not (project.folder / "reports.sqlite").exists()


def test_without_it_the_tests_would_open_the_settings_file(project):
    (project.folder / "city" / "tests.py").write_text(CASES, "utf-8")
    _make_unusable(project)
    assert "lckm.E002" in project.manage("test", "city").stderr


def test_pytest(project):
    _make_unusable(project)
    (project.folder / "conftest.py").write_text(
        'pytest_plugins = ["lckm_django.pytest_plugin"]\n', "utf-8"
    )
    (project.folder / "test_city.py").write_text(FOR_PYTEST, "utf-8")
    project.environment["DJANGO_SETTINGS_MODULE"] = "city.settings"
    # What other plugins this machine has is not what is tested.
    project.environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    assert "2 passed" in project.pytest("test_city.py")
