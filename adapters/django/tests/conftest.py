"""A Django project with the application, its databases made once."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.helpers.forking import ForkServer

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def django_server():
    """What processes of a project are forked from; ``None`` where none is (Windows)."""
    from django_project import LOADED

    if not hasattr(os, "fork"):
        yield None
        return
    server = ForkServer(LOADED)
    yield server
    server.close()


@pytest.fixture(scope="session")
def started(tmp_path_factory, django_server):
    """A project as it was started, with databases that have tables and no rows."""
    from django_project import Project

    project = Project(tmp_path_factory.mktemp("city"), django_server)
    project.start()
    project.told = [project.manage(one) for one in ("check", "lckm_migrate", "migrate", "check")]
    assert [run.returncode for run in project.told[1:]] == [0] * 3, project.told
    return project


@pytest.fixture
def project(started, tmp_path, django_server):
    """A copy of that project."""
    from django_project import Project

    shutil.copytree(started.folder, tmp_path / "city")
    return Project(tmp_path / "city", django_server)
