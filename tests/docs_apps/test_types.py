"""The code on the pages about embedding is typed, as far as the frameworks are."""

import subprocess
import sys

import pytest

LONG = pytest.mark.slow(reason="runs mypy; the applications themselves are run in every change")

PAGES = ("embedding-celery.md", "embedding-django.md", "embedding-fastapi.md")
UNTYPED_FRAMEWORKS = [
    "--allow-subclassing-any",
    "--allow-untyped-decorators",
    "--no-warn-return-any",
    "--disable-error-code=import-untyped",
]


@LONG
def test_types_of_the_pages(city, tmp_path):
    pytest.importorskip("mypy", reason="types are judged where ./dev installed mypy")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        *UNTYPED_FRAMEWORKS,
        "--cache-dir",
        str(tmp_path),
        "-p",
        "city",
    ]
    run = subprocess.run(command, cwd=city, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
