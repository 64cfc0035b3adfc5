"""The hook for pre-commit at work in another repository: the session ``hook`` runs this, with
pre-commit on PATH.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from shown import DOCS, block, hold

ROOT = DOCS.parent
SAMPLES = ROOT / "samples" / "procedures"
SAMPLE = SAMPLES / "KA-01492.yaml"
RELATED = SAMPLES / "KA-01478.yaml"
"""Each of the two names the other."""
RELATION = re.compile(r"^related:\n(?:[ -].*\n)+", re.MULTILINE)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a new repository, as a committer that no machine's settings name;
    return how it ended and what it printed.
    """
    folder = tmp_path / "procedures-of-the-city"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Redakcja")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "redakcja@example.org")
    monkeypatch.chdir(folder)

    def call(*command):
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    assert call("git", "init", "--quiet")[0] == 0
    return call


@pytest.fixture
def procedures(run):
    """Return the folder of procedures, still empty, in a repository whose commits the hook
    judges as the page has it.
    """
    (head,) = subprocess.check_output(["git", "-C", ROOT, "rev-parse", "HEAD"], text=True).split()
    settings = yaml.safe_load(block("checking.md", "hook configured"))
    settings["repos"][0].update(repo=str(ROOT), rev=head)
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    folder = Path("procedures")
    folder.mkdir()
    assert run("pre-commit", "install")[0] == 0
    return folder


def test_a_faulty_procedure_is_not_committed_until_it_is_mended(run, procedures):
    path = procedures / SAMPLE.name
    sound = RELATION.sub("", SAMPLE.read_text(encoding="utf-8"))
    path.write_text(re.sub(r"^title:.*", 'title: ""', sound, flags=re.MULTILINE), encoding="utf-8")
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


def test_no_commit_breaks_what_another_file_says(run, procedures):
    for sample in (SAMPLE, RELATED):
        (procedures / sample.name).write_bytes(sample.read_bytes())
    assert run("git", "add", ".")[0] == 0
    assert run("git", "commit", "--message", "Describe two procedures")[0] == 0

    (procedures / SAMPLE.name).write_text(
        SAMPLE.read_text(encoding="utf-8").replace("id: KA-01492", "id: KA-09492")
    )
    status, said = run("git", "commit", "--all", "--message", "Renumber one")
    assert (status, f"{procedures / RELATED.name}:5:" in said, "LCKM-K001" in said) == (
        1,
        True,
        True,
    )

    assert run("git", "checkout", "--quiet", "HEAD", "--", ".")[0] == 0
    assert run("git", "rm", "--quiet", str(procedures / SAMPLE.name))[0] == 0
    status, said = run("git", "commit", "--message", "Remove one")
    assert (status, f"{procedures / RELATED.name}:5:" in said, "LCKM-K001" in said) == (
        1,
        True,
        True,
    )

    path = procedures / RELATED.name
    path.write_text(RELATION.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    status, said = run("git", "commit", "--all", "--message", "Remove one, and the relation to it")
    assert status == 0, said
