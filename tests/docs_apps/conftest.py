"""The applications on the pages about embedding, written out as a reader would."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from lckm_intake import remove_metadata
from lckm_testing import PersonalDataCanary

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
_FILE = re.compile(
    r"^```(?:py|html)\n(?:# |<!-- )(\S+)(?: -->)?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


def files_of(page: str) -> dict[str, str]:
    """Return the files on a page, by path."""
    return dict(_FILE.findall((DOCS / page).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def city(request, tmp_path_factory):
    """A folder with the application of the pages that the test module names in PAGES, ready to
    be imported.
    """
    folder = tmp_path_factory.mktemp("city")
    for page in ("embedding.md", *request.module.PAGES):
        for name, text in files_of(page).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LCKM_DATA", str(folder / "data"))
        patch.setenv("LCKM_BROKER", "memory://")
        patch.setenv("CITY_SECRET_KEY", "made up for a test")
        patch.setenv("CITY_RECEIPT_KEY", "made up for a test, and long enough")
        patch.syspath_prepend(folder)
        _prepare(folder)
        yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == "city"]:
        del sys.modules[name]


def _prepare(folder: Path) -> None:
    """Put in what the first report needs, as the page says."""
    regulamin = folder / "regulamin.md"
    regulamin.write_text("# Regulamin\n\nKorzystanie z portalu jest bezpłatne.\n", encoding="utf-8")
    table = ROOT / "samples" / "routes" / "routes.yaml"
    command = [
        sys.executable,
        "-m",
        "city.prepare",
        str(table),
        str(regulamin),
        "2026-11",
        "Ewa Pokazowa",
    ]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def host(city) -> ModuleType:
    """The module that makes the centre."""
    import city.centre

    return city.centre


@pytest.fixture
def photo():
    """A photo with metadata, and what is left of it."""
    file = BytesIO()
    Image.linear_gradient("L").resize((32, 24)).save(file, "JPEG", comment=b"Anna Testowa")
    return file.getvalue(), remove_metadata(file.getvalue()).data


@pytest.fixture
def canary():
    return PersonalDataCanary()


@pytest.fixture
def logged(caplog):
    """What was logged at any level, tracebacks too, as one text."""
    caplog.set_level(0)
    return lambda: caplog.text
