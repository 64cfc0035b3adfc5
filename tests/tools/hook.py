"""The hook for pre-commit at work in another repository: the session ``hook`` runs this, with pre-commit on PATH."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from shown import DOCS, block, hold

ROOT = DOCS.parent
SAMPLE = ROOT / "samples" / "procedures" / "KA-01492.yaml"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a new repository, as a committer that no machine's settings name; return how it ended and what it printed."""
    folder = tmp_path / "procedures-of-the-city"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(tmp_path / "cache")}.items():
        monkeypatch.setenv(name, value)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Redakcja")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "redakcja@example.org")
    monkeypatch.chdir(folder)

    def call(*command):
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False
        )
        return done.returncode, done.stdout

    assert call("git", "init", "--quiet")[0] == 0
    return call


def test_a_faulty_procedure_is_not_committed_until_it_is_mended(run):
    (head,) = subprocess.check_output(["git", "-C", ROOT, "rev-parse", "HEAD"], text=True).split()
    settings = yaml.safe_load(block("checking.md", "hook configured"))
    settings["repos"][0].update(repo=str(ROOT), rev=head)
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    path = Path("procedures", SAMPLE.name)
    path.parent.mkdir()
    sound = re.sub(r"^related:\n(?:[ -].*\n)+", "", SAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(re.sub(r"^title:.*", 'title: ""', sound, flags=re.MULTILINE), encoding="utf-8")
    assert run("pre-commit", "install")[0] == 0
    assert run("git", "add", ".")[0] == 0

    status, said = run("git", "commit", "--message", "Describe a procedure")
    assert status == 1
    refusal = re.sub(r"^\[INFO\].*\n", "", said, flags=re.MULTILINE)
    assert run("git", "rev-parse", "HEAD")[0] != 0

    path.write_text(sound, encoding="utf-8")
    assert run("git", "add", ".")[0] == 0
    status, said = run("git", "commit", "--message", "Describe a procedure")
    assert status == 0, said
    assert run("git", "log", "--format=%s") == (0, "Describe a procedure\n")
    passed = said.splitlines()[0]
    command = "$ git commit --message 'Describe a procedure'\n"
    hold("checking.md", "hook at work", f"{command}{refusal.rstrip()}\n\n{command}{passed}\n…\n")
