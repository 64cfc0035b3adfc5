"""What a server of the desk loads before somebody asks for anything."""

import os
import subprocess
import sys

import pytest

from lckm_sql import SqlAdapter

LATER = {
    # Only a word that no text has is compared with others.
    "rapidfuzz",
    # Of commands and of the worker.
    "alembic",
    "pendulum",
    # Of what comes in, and of dictionaries that a host may have.
    "jsonschema",
    "jsonschema_rs",
    "lxml",
    "morfeusz2",
    "PIL",
    "psycopg",
}
SETTINGS = """\
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "sqlite:///{folder}/d.sqlite"
encryption = false

[[adapter]]
use = "lckm_search:SearchAdapter"
index = {{ path = "search" }}

[serve]
trusted_proxies = ["127.0.0.1"]

[[face]]
use = "lckm_desk:DeskFace"
at = "/biuro"
keys = ["{key}"]

[face.sign_in]
use = "lckm_sign_in:HeaderSignIn"
header = "Remote-User"

[face.sessions]
fresh_minutes = 0
"""


@pytest.mark.slow(
    reason="a server's start; that a command starts light is tried in every change (lckm-cli)"
)
def test_a_server_begins_without_what_it_may_never_need(tmp_path):
    settings = tmp_path / "lckm.toml"
    database = SqlAdapter(url=f"sqlite:///{tmp_path}/d.sqlite", encryption=False)
    database.reports.get("Z")  # the first use makes it
    database.close()
    settings.write_text(SETTINGS.format(folder=tmp_path, key="not-a-secret-" * 3), "utf-8")
    program = (
        "import sys; from lckm_http.server import application; application(); "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "LCKM_SETTINGS": str(settings)},
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    loaded = set(done.stdout.split())
    assert {"lckm_desk", "lckm_sql", "lckm_search"} <= loaded
    assert loaded & LATER == set()
