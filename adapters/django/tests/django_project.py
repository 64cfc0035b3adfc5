"""A Django project as ``django-admin startproject`` makes it, with the application added."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.helpers.forking import ForkServer

LOADED = (
    *(
        "django.core.management",
        "django.core.management.commands.check",
        "django.core.handlers.asgi",
    ),
    *("django.core.management.commands.migrate", "django.db.backends.sqlite3.base", "django.test"),
    *("lckm_django", "lckm_cli.main", "lckm_folder", "lckm_operations.worker", "lckm_sql"),
    *("lckm_web", "sqlalchemy", "alembic.command"),
)
"""What the processes of a project load of their own accord, all without settings of Django."""
SAMPLES = Path(__file__).resolve().parents[3] / "samples"
_ROOT = SAMPLES.parent
_TESTS = os.pathsep.join(
    map(str, (Path(__file__).parent, _ROOT / "adapters" / "web" / "tests", _ROOT))
)
KEY = "not-a-secret-" * 3
PEERS = """
[[adapter]]
use = "office_peers:OfficePeers"
folder = { path = "office" }
"""
PAGE = SAMPLES.parent / "docs" / "embedding-django.md"


def block_of_page(marker: str) -> str:
    """Return the block of code on the page that has these words."""
    found = re.findall(r"^```\w+\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (block,) = (one for one in found if marker in one)
    return block


class Project:
    """A project in a folder, and commands run in it."""

    def __init__(self, folder: Path, fork_server: ForkServer | None) -> None:
        self.folder, self._fork_server = folder, fork_server
        self.told: list[subprocess.CompletedProcess[str]] = []
        self.environment = {**os.environ, "CITY_RECEIPT_KEY": KEY, "PYTHONPATH": _TESTS}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)

    def start(self) -> None:
        self._run("-m", "django", "startproject", "city", ".")
        with (self.folder / "city" / "settings.py").open("a", encoding="utf-8") as file:
            file.write(block_of_page("LCKM = "))
            file.write('ALLOWED_HOSTS = ["testserver"]\nLANGUAGE_CODE = "pl"\n')
        (self.folder / "city" / "urls.py").write_text(block_of_page("lckm_django.urls"), "utf-8")
        self.replace(
            "city/asgi.py",
            "application = get_asgi_application()",
            block_of_page("serve_faces(get_asgi"),
        )
        text = block_of_page("lckm_web:ResidentFace") + PEERS
        (self.folder / "lckm.toml").write_text(text, "utf-8")
        terms = self.folder / "office" / "terms"
        terms.mkdir(parents=True)
        shutil.copy(SAMPLES / "terms" / "2023-01-19.yaml", terms / "0001.yaml")
        shutil.copy(SAMPLES / "routes" / "routes.yaml", self.folder / "office")

    def replace(self, name: str, was: str, text: str) -> None:
        path = self.folder / name
        before = path.read_text("utf-8")
        assert was in before
        path.write_text(before.replace(was, text), "utf-8")

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run("manage.py", *arguments, check=False)

    def pytest(self, *arguments: str) -> str:
        """Run tests of the project; return what is printed."""
        # Its own settings, wherever it lies: nox keeps temporary files inside this repository.
        (self.folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
        return self._run("-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments).stdout

    def call(self, function: str, *arguments: str) -> str:
        """Call a function of ``in_project`` with the project set up; return what it prints."""
        return self.python(f"import in_project; in_project.{function}(*{arguments!r})")

    def python(self, code: str) -> str:
        """Run code with the project set up; return what it prints."""
        setup = (
            "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'city.settings'\n"
            "import django; django.setup()\n"
        )
        return self._run("-c", setup + code).stdout

    def _run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        if self._fork_server is None:
            run = subprocess.run(
                [sys.executable, *arguments],
                cwd=self.folder,
                env=self.environment,
                text=True,
                capture_output=True,
                check=False,
            )
        else:
            process = self._fork_server.start_python(
                *arguments, cwd=self.folder, env=self.environment
            )
            out, err = process.communicate(timeout=120)
            run = subprocess.CompletedProcess(arguments, process.wait(), out, err)
        assert not check or run.returncode == 0, run.stdout + run.stderr
        return run
