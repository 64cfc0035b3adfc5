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

import bip_samples as shared

from lckm_bip.site_check import faults_of

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
        self.before, self.after = shared.old_and_new(count)
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
