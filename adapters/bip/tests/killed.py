"""Kills an export, as SIGKILL does, before the steps that it makes on the disk: each, or each
so many.

Run as a program of its own, for it forks: ``killed.py FOLDER APART``. Each time, both faces
show the old or the new, whole,
and never a mix; the next export completes. Prints how many times it died.
``promises.publishing`` kills it at any instant.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

import attrs
import bip_samples as shared

from lckm_bip.site_check import faults_of
from lckm_core.procedures import parts
from lckm_core.publication import State
from lckm_testing.knowledge_base import knowledge_base

_STEPS = (
    "open",
    "write",
    "fsync",
    "link",
    "unlink",
    "mkdir",
    "rename",
    "replace",
    "symlink",
    "sync",
    "rmdir",
)
_PATIENCE = 2000


def states(count: int):
    """Return two publications: of the second, one procedure is new, one changed, one withdrawn."""
    some = [
        attrs.evolve(one, internal=False, valid_from=None, valid_to=None)
        for one in knowledge_base(count + 1)
    ]
    *rest, new = some
    old = [_with_files(one, 1) for one in rest]
    later = [attrs.evolve(old[0], state=State.REPLACED, ended_on=shared.SECOND.replace(month=4))]
    later.append(
        _with_files(attrs.evolve(rest[0], title="Nowy tytuł"), 2, shared.SECOND.replace(month=4))
    )
    later.append(
        attrs.evolve(old[1], state=State.WITHDRAWN, ended_on=shared.SECOND.replace(month=5))
    )
    return shared.publication(old), shared.publication([*later, *old[2:], _with_files(new, 1)])


def _with_files(procedure, number: int, *day):
    """Return an edition with files to download, others than in its other editions."""
    document = shared.samples()[1].other_documents[0]
    # What names a file that nobody handed in is a fault of the site.
    wanted = parts.RequiredDocuments((parts.RequiredDocument("Wniosek"),))
    procedure = attrs.evolve(procedure, required_documents=wanted, other_documents=(document,))
    files = shared.held({document.file: f"{procedure.id} {number}".encode()})
    return shared.edition(procedure, number, *day, files=files)


def without_waiting() -> None:
    """Have nothing wait for the disk: what a killed process has written is there, flushed or
    not.
    """
    os.fsync, os.sync = (lambda _: None), (lambda: None)


class Trial:
    """One site, killed again and again while it goes from the old to the new."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.target = folder / "site"
        self.before, self.after = states(count)
        self.old = shared.tree(shared.site(folder / "old", self.before))
        self.new = shared.tree(shared.site(folder / "new", self.after))
        assert self.old != self.new

    def export(self, publication) -> None:
        shared.site(self.target, publication)

    def start(self, *, fresh: bool) -> None:
        if fresh:
            shutil.rmtree(self.target, ignore_errors=True)
        else:
            self.export(self.before)

    def check(self, *, fresh: bool) -> None:
        """Look at what was left, and let the next export complete."""
        current = self.target / "current"
        left = shared.tree(current) if current.exists() else None
        if left != self.new:
            assert left is None if fresh else left == self.old, "neither the old nor the new"
        self.export(self.after)
        assert shared.tree(current) == self.new
        assert shared.tree(self.target / "a") == shared.tree(self.target / "b") == self.new
        assert faults_of(self.target) == []


def died(folder: Path, apart: int) -> int:
    """Die before the first step, and so many on …, until it lives; from a site that is there,
    and from none.
    """
    trial, count = Trial(folder, 3), 0
    for fresh in (False, True):
        for last in range(1, _PATIENCE, apart):
            trial.start(fresh=fresh)
            child = os.fork()
            if child == 0:
                _watch(last)
                trial.export(trial.after)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            trial.check(fresh=fresh)
            if not os.WIFSIGNALED(status):
                assert os.waitstatus_to_exitcode(status) == 0
                break
            count += 1
        else:
            raise AssertionError("it never came to its end")
    return count


def _watch(left: int) -> None:
    """Count each step on the disk, and die before the one of a number."""

    def counted(real):
        def step(*given, **named):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return step

    for name in _STEPS:
        setattr(os, name, counted(getattr(os, name)))


if __name__ == "__main__":
    where, apart = sys.argv[1:]
    without_waiting()
    print(died(Path(where), int(apart)))
