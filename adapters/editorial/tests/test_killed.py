"""An import that is killed anywhere: run again it goes on, and nothing is lost, doubled or half kept."""

import json
import os
import random
import signal
import subprocess
import sys

from an_office import STAFF

from lckm_core import from_data, to_data
from lckm_core.testing.knowledge_base import knowledge_base

KILLS = int(os.environ.get("LCKM_KILLS", "6"))
"""How many imports are killed; 200 take twenty minutes on a busy machine."""
COUNT = 2 * KILLS + 30


def start(office):
    command = [sys.executable, "-c", "from lckm_cli.main import main; main()", "import", "many.json", "--as", STAFF]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [*command, "--reference", "1"],
        cwd=office.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_nothing_is_lost_or_doubled(any_office):
    office = any_office
    # Units are the built-in ones: the cells of the generated procedures are not in the sample's directory.
    settings = (
        (office.folder / "lckm.toml").read_text(encoding="utf-8").partition('[[adapter]]\nuse = "lckm_editorial')[0]
    )
    (office.folder / "lckm.toml").write_text(settings, encoding="utf-8")
    many = [to_data(one) for one in knowledge_base(COUNT)]
    (office.folder / "many.json").write_text(json.dumps(many, ensure_ascii=False), encoding="utf-8")
    chance, killed_within = random.Random(102_2023), 0
    for _ in range(KILLS):
        before = sum(1 for _ in office.centre().plugins.procedures.ids())
        process = start(office)
        wait_until(office, before + chance.randint(0, 3), process)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed_within += 1
        process.communicate()
    assert killed_within >= KILLS // 2, "a kill that comes too late shows nothing"
    process = start(office)
    output, _ = process.communicate(timeout=300)
    assert b"Traceback" not in output
    kept = list(office.centre().plugins.procedures.all_editions())
    expected = {one["id"]: from_data(one) for one in many}
    assert [(one.number, one.state.value) for one in kept] == [(1, "received")] * COUNT
    assert {one.id: one.procedure for one in kept} == expected
    print(f"{killed_within} of {KILLS} imports killed within {COUNT} procedures: none lost, none doubled")


def wait_until(office, count, process):
    """Wait until so many procedures are kept, or the import has ended by itself."""
    while process.poll() is None and sum(1 for _ in office.centre().plugins.procedures.ids()) < count:
        pass
