"""docs/contributing.md is true: what it has one write, put where it says, does what it says."""

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from copying import ROOT, copied, made_anew, put

from tests.helpers.rows import some_in_every_change

PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
FIELD, RULE, PROVISION, PORT, CONTRACT, COMMAND, COMMAND_HELP, COMMAND_MODULE, KEY = re.findall(
    r"^```diff\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
)
CORE = Path("src/lckm_core")
BIP = Path("adapters/bip/src/lckm_bip")
LCKM = "from lckm_cli.main import main; main()"
TEMPLATE, RULES = CORE / "procedures/template.py", CORE / "procedures/rules/ownership.py"
CONTRACTS = Path("adapters/testing/src/lckm_testing/contracts")
LONG = pytest.mark.slow(
    reason="makes all that is generated anew; a code that is taken stands for them", weekly=True
)
HELD = ("tests/test_rejected.py::test_every_code_has_a_rejected_file", "tests/test_map.py")
USE = """
import json
from datetime import date
from pathlib import Path
import yaml
from lckm_core import Audience, check, kinds, project, read, to_data
from lckm_core.procedures import from_data

DAY = date(2026, 11, 25)
text = Path("tests/files/accepted/minimal.yaml").read_text(encoding="utf-8")

def found(**fields):
    data = yaml.safe_load(text) | fields
    document = read(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return [[one.code, one.severity.value, one.path, one.line > 1] for one in check(document)]

procedure = from_data(yaml.safe_load(text) | {"target_group": "Kierowcy"})
shown = [
    [entry["label"] for section in project(procedure, audience, on=DAY).to_data()["sections"]
     for entry in section["entries"] if entry["key"] == "target_group"] for audience in Audience
]
print(json.dumps({
    "long": found(target_group="x" * 81), "sound": found(target_group="x" * 80), "shown": shown,
    "kept": to_data(procedure).get("target_group"),
    "timeless": found(appeal="Odwołanie do SKO"),
    "timed": found(appeal="Odwołanie w ciągu 14 dni"),
    "none": found(appeal="brak"),
}))
"""


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {".mypy_cache", "__pycache__"} & {*path.parts}
    }


@pytest.fixture
def copy(tmp_path):
    return copied(tmp_path)


@LONG
def test_a_field_a_rule_and_a_provision(copy):
    """In one copy: what each says stands in the generated pages, which are made once for them."""
    folder, run = copy
    put(folder / TEMPLATE, FIELD)
    put(folder / RULES, RULE)
    put(folder / CORE / "law/_ordinance.py", PROVISION)
    changed = made_anew(folder, run)
    assert len([path for path in changed if path.startswith("schemas/")]) == 5
    assert {path for path in changed if not path.startswith("schemas/")} == {
        "docs/findings.md",
        "docs/ordinance.md",
        "docs/template.md",
    }
    findings, ordinance, template = (
        (folder / "docs" / f"{name}.md").read_text(encoding="utf-8")
        for name in ("findings", "ordinance", "template")
    )
    assert "LCKM-P035" in findings
    assert "LCKM-R900" in findings
    assert "Dla kogo" in template
    assert ordinance.count("LCKM-R900") == 1
    assert "zał. 1 uwaga" in ordinance
    done = run("-c", USE)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert (seen["long"], seen["sound"]) == ([["LCKM-P035", "error", "/target_group", True]], [])
    assert seen["kept"] == "Kierowcy"
    assert seen["shown"] == [["Dla kogo"]] * 4
    assert (seen["timeless"], seen["timed"], seen["none"]) == (
        [["LCKM-R900", "warning", "/appeal", True]],
        [],
        [],
    )
    asked = run("-m", "pytest", "-q", "-p", "no:cacheprovider", *HELD)
    assert "LCKM-P035" in asked.stdout
    assert "LCKM-R900" in asked.stdout
    assert "zał. 1 uwaga" in asked.stdout
    assert asked.returncode == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    some_in_every_change(
        [
            ("LCKM-R900", "LCKM-R001", "finding code LCKM-R001 is declared twice"),
            ("wzór: Tryb odwoławczy", "wzór: Tryb", "the ordinance has no provision 'wzór: Tryb'"),
        ],
        0,
        reason="a provision that is not there; a code that is taken stands for it",
    ),
)
def test_a_code_that_is_taken_and_a_provision_that_is_not_there_fail_at_import(
    copy, old, new, said
):
    folder, run = copy
    assert old in RULE
    put(folder / RULES, RULE.replace(old, new))
    failed = run("-c", "from lckm_core import check")
    assert failed.returncode == 1
    assert said in failed.stderr


USE_PORT = """
from datetime import date
from lckm_core import build
from lckm_core.ports import provide
from lckm_core.ports.holidays import provide_holidays

class Office:
    def closed_on(self, day):
        return day.month == 12

other = provide(holidays=Office())
other.name = "other"
plugins = build(provide(holidays=Office()))
assert plugins[provide_holidays].closed_on(date(2026, 12, 24))
for wrong in ([provide(holidays=Office()), other], [provide(holidays=object())]):
    try:
        build(*wrong)
    except Exception as error:
        print(type(error).__name__, error)
try:
    build()[provide_holidays]
except Exception as error:
    print(type(error).__name__, error)
"""


@LONG
def test_a_port(copy):
    """Its file and its contract are all: every other file is as it was, or made anew."""
    folder, run = copy
    before = files(folder)
    (folder / CORE / "ports/holidays.py").touch()
    put(folder / CORE / "ports/holidays.py", PORT)
    (folder / CONTRACTS / "holidays.py").touch()
    put(folder / CONTRACTS / "holidays.py", CONTRACT)
    assert {path for path, data in files(folder).items() if before.get(path) != data} == {
        (CORE / "ports/holidays.py").as_posix(),
        (CONTRACTS / "holidays.py").as_posix(),
    }
    done = run("-c", USE_PORT)
    assert done.returncode == 0, done.stderr
    twice, unfit, none = done.stdout.splitlines()
    assert ["provide_holidays" in said for said in (twice, unfit, none)] == [True] * 3, done.stdout
    assert unfit.endswith("brakuje closed_on.")
    assert made_anew(folder, run) == {"docs/hooks.md", "adapters/README.md"}
    made = run("-c", LCKM, "adapter", "new", "calendar", "--port", "holidays")
    assert made.returncode == 0, made.stderr
    test = (folder / "lckm-calendar/tests/test_contract.py").read_text(encoding="utf-8")
    assert "class TestHolidays(HolidaysContract):" in test
    types = run("-m", "mypy", "--strict", "-c", TYPED_PORT)
    assert (types.returncode, "closed_on" in types.stdout) == (1, True), types.stdout


TYPED_PORT = """
from datetime import date
from lckm_core.ports import Plugins
from lckm_core.ports.holidays import provide_holidays

def closed(plugins: Plugins) -> bool:
    return plugins[provide_holidays].closed_on(5)
"""


@LONG
def test_a_command(copy):
    folder, run = copy
    put(folder / BIP / "adapter.py", COMMAND)
    put(folder / BIP / "help_texts.py", COMMAND_HELP)
    (folder / BIP / "commands/addresses.py").touch()
    put(folder / BIP / "commands/addresses.py", COMMAND_MODULE)
    done = run("-c", LCKM, "addresses", "https://lodz.example", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == "address portal: https://lodz.example/portal/\naddress bip: https://lodz.example/bip/\n"
    )
    wrong = run("-c", LCKM, "addresses", "lodz", "--lang", "en")
    assert (wrong.returncode, wrong.stderr[:27]) == (2, "base_url: it is to be an ad")
    assert "addresses  " in run("-c", LCKM, "--help").stdout
    english = run("-c", LCKM, "addresses", "--help", "--lang", "en").stdout
    assert "Prints the addresses of BIP and the portal." in english
    asked = run(
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "adapters/bip/tests/test_readme.py",
        "-k",
        "named",
    )
    assert asked.returncode == 1
    assert "`lckm addresses" in asked.stdout


@LONG
def test_a_settings_key(copy):
    folder, run = copy
    put(folder / BIP / "settings.py", KEY)
    table = '[[adapter]]\nuse = "lckm_bip:BipAdapter"\ntarget = "site"\ncontact = {}\n'
    for value, said in (('"bip@uml.lodz.pl"', None), ("5", "contact")):
        (folder / "lckm.toml").write_text(table.format(value), encoding="utf-8")
        done = run("-c", LCKM, "settings", "--settings", "lckm.toml")
        assert ("contact" in done.stdout + done.stderr) is bool(said), done.stdout + done.stderr
        assert (done.returncode == 2) is bool(said)
    asked = run(
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "adapters/bip/tests/test_contract.py",
        "-k",
        "made_anew",
    )
    assert asked.returncode == 1
    assert "contact" in asked.stdout


@LONG
def test_an_adapter_in_this_repository(copy):
    folder, run = copy
    made = run(
        "-c",
        f"import os; os.chdir('adapters'); {LCKM}",
        "adapter",
        "new",
        "board",
        "--port",
        "exports",
    )
    assert made.returncode == 0, made.stderr
    (folder / "adapters/lckm-board").rename(folder / "adapters/board")
    assert made_anew(folder, run) == {"adapters/README.md"}
    row = next(
        line
        for line in (folder / "adapters/README.md").read_text("utf-8").splitlines()
        if "board/" in line
    )
    assert row.startswith("| [board](board/README.md) |")
    asked = run(
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/test_modules.py",
        "-k",
        "name_every_adapter",
    )
    assert asked.returncode == 1
    assert "lckm_board" in asked.stdout
