"""The rules of deploy/prometheus: Prometheus takes them, and each fires when it should."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.places import ROOT

RULES = ROOT / "deploy" / "prometheus" / "alerts.yml"
FILE = 'node_textfile_mtime_seconds{file="/var/lib/node_exporter/lckm.prom"}'
HEALTHY = {
    "lckm_up": "1",
    "lckm_heartbeat_age_seconds": "299",
    "lckm_heartbeats_missing": "0",
    "lckm_oldest_delivery_age_seconds": "14399",
    "lckm_deliveries_needing_a_person": "0",
    "lckm_helpdesk_letters_back": "0",
    "lckm_personal_parts_due": "0",
    "lckm_files_to_destroy": "0",
    'lckm_trail_reader_behind_seconds{reader="hook"}': "3599",
    'lckm_worker_failing{what="mail"}': "0",
    # Written each minute: what it says is then the time itself.
    FILE: "0+60",
}
FAULTS = [
    ("LckmWorkerSilent", "critical", {"lckm_heartbeat_age_seconds": "301"}, 2),
    ("LckmHeartbeatMissing", "critical", {"lckm_heartbeat_age_seconds": None}, 10),
    ("LckmHeartbeatMissing", "critical", {"lckm_heartbeats_missing": "1"}, 10),
    ("LckmStoreNotRead", "critical", {"lckm_up": "0"}, 5),
    ("LckmFiguresOld", "critical", {FILE: "0"}, 11),
    ("LckmFiguresMissing", "critical", {"lckm_up": None}, 10),
    ("LckmDeliveryOld", "warning", {"lckm_oldest_delivery_age_seconds": "14401"}, 5),
    ("LckmNeedsAPerson", "warning", {"lckm_deliveries_needing_a_person": "1"}, 5),
    ("LckmNobodyHasTheReport", "critical", {"lckm_helpdesk_letters_back": "1"}, 1),
    ("LckmPersonalDataPastTheirTerm", "critical", {"lckm_personal_parts_due": "1"}, 60),
    ("LckmFilesNotDestroyed", "warning", {"lckm_files_to_destroy": "1"}, 1440),
    ("LckmHookBehind", "warning", {'lckm_trail_reader_behind_seconds{reader="hook"}': "3601"}, 5),
    ("LckmSomethingFails", "warning", {'lckm_worker_failing{what="mail"}': "1"}, 30),
]


def _case(series: dict[str, str | None], fired: dict[int, list[str]]) -> dict[str, Any]:
    """Return a case for promtool: figures, and what fires after so many minutes."""
    steps = f"x{max(fired)}"
    return {
        "interval": "1m",
        "input_series": [
            {"series": name, "values": f"{value if '+' in value else value + '+0'}{steps}"}
            for name, value in series.items()
            if value is not None
        ],
        "promql_expr_test": [
            {
                "expr": 'count by (alertname, severity) (ALERTS{alertstate="firing"})',
                "eval_time": f"{minute}m",
                "exp_samples": [{"labels": labels, "value": 1} for labels in expected],
            }
            for minute, expected in fired.items()
        ],
    }


def test_every_rule_is_tried() -> None:
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"][0]["rules"]
    assert {rule["alert"] for rule in rules} == {name for name, *_ in FAULTS}


@pytest.mark.slow(reason="two days of figures; that each figure is given stands for them")
def test_each_fires_after_its_time_and_none_where_all_is_well(tmp_path: Path) -> None:
    if shutil.which("promtool") is None:
        pytest.skip("promtool is not here: apt install prometheus")
    cases = [_case(HEALTHY, {1: [], 1440: []})]
    for name, severity, fault, minutes in FAULTS:
        alert = f'{{alertname="{name}", severity="{severity}"}}'
        cases.append(_case({**HEALTHY, **fault}, {minutes - 1: [], minutes: [alert]}))
    tests = {"rule_files": [str(RULES)], "evaluation_interval": "1m", "tests": cases}
    path = tmp_path / "tests.yml"
    path.write_text(yaml.safe_dump(tests, allow_unicode=True), encoding="utf-8")
    done = subprocess.run(
        ["promtool", "test", "rules", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
