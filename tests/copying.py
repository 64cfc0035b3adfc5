"""A copy of the repository that a test may change, with its generated files and commands."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MADE_ANEW = ("schemas/generate.py", "docs/generate.py")


def hunks(diff):
    """Yield what each block of a diff removes and inserts; blocks end at empty lines."""
    for block in diff.strip("\n").split("\n\n"):
        lines = block.split("\n")
        yield (
            "".join(f"{line[1:]}\n" for line in lines if line[0] in " -"),
            "".join(f"{line[1:]}\n" for line in lines if line[0] in " +"),
        )


def put(path, diff):
    """Change a file by a diff; what has no place in it goes to its end."""
    text = path.read_text(encoding="utf-8")
    for old, new in hunks(diff):
        assert text.count(old) == 1 or not old, (
            f"the page shows lines that {path.name} does not have"
        )
        text = text.replace(old, new) if old else f"{text}\n\n{new}"
    path.write_text(text, encoding="utf-8")


def _left_out(folder, names):
    """Return what is not copied: of bytecode that of tests, which has the clone's paths in it."""
    source = "src" in Path(folder).relative_to(ROOT).parts[:3]
    return {"node_modules", *(() if source else ("__pycache__",))} & {*names}


def copied(tmp_path):
    """Return a copy of the repository, and a function that runs a command of Python in it."""
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("src", "docs", "samples", "schemas", "tests", "promises", "adapters"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=_left_out)
    sources = [tmp_path / "src", *sorted((tmp_path / "adapters").glob("*/src"))]

    def run(*command):
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, sources)),
        }
        # The next command compiles nothing again.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return tmp_path, run


def made_anew(folder, run):
    """Generate all generated files, and return which of them differ from before."""
    kept = {
        path: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }
    for script in MADE_ANEW:
        done = run(script)
        assert done.returncode == 0, done.stderr
    return {path.relative_to(folder).as_posix() for path in kept if path.read_bytes() != kept[path]}
