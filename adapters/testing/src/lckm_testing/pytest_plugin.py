"""A pytest plugin that checks procedure files: ``pytest --lckm FOLDER``, a test a file.

Options: ``--lckm`` turns it on for ``*.yaml``, ``*.yml`` and ``*.json`` among the collected paths;
``--lckm-strict`` fails on warnings too; ``--lckm-directory`` names a file with the units and cells
to know in place of those built in, as does the variable ``LCKM_DIRECTORY``. Rules of installed
adapters are run as in ``lckm check``; ``LCKM_LANG=en`` has findings in English. Files on another
form (update requests, announcements, terms) are held against that form, as ``check`` does it.
"""

import os
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from lckm_core.findings import Findings
    from lckm_core.organisation import Directory
    from lckm_core.ports import HostRule
    from lckm_core.procedures import KnowledgeBase

# A failed assert of a contract is explained like one of the adapter's own tests.
pytest.register_assert_rewrite("lckm_testing.contracts")

_SUFFIXES = {".yaml", ".yml", ".json"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("lckm", "procedure files of the Łódź Contact Centre")
    group.addoption("--lckm", action="store_true", help="judge procedure files, one test a file")
    group.addoption("--lckm-strict", action="store_true", help="let warnings fail, too")
    group.addoption(
        "--lckm-directory",
        type=Path,
        metavar="FILE",
        help="units and cells in place of those built in",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Read the units and cells where they were given; a faulty file is a wrong call."""
    path: Path | None = config.getoption("--lckm-directory")
    if path is None and config.getoption("--lckm") and (named := os.environ.get("LCKM_DIRECTORY")):
        path = Path(named)
    if path is not None:
        config.stash[_DIRECTORY] = _read_directory(path)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ProcedureFile | None":
    """Collect a data file where ``--lckm`` was given."""
    if parent.config.getoption("--lckm") and file_path.suffix in _SUFFIXES:
        return ProcedureFile.from_parent(parent, path=file_path)
    return None


class ProcedureFile(pytest.File):
    """A file that holds one form."""

    def collect(self) -> Iterator["ProcedureItem"]:
        """Yield the one test."""
        yield ProcedureItem.from_parent(self, name="lckm")


class ProcedureItem(pytest.Item):
    """The judgement of one file."""

    def runtest(self) -> None:
        """Fail with every finding of the file."""
        from lckm_core.findings import UnreadableFileError

        try:
            findings = self._findings()
        except UnreadableFileError as error:
            raise BadFileError(f"{error.text(_language())} ({error.finding.code})") from None
        strict = self.config.getoption("--lckm-strict")
        if findings.errors or (strict and findings.warnings):
            raise BadFileError(
                "\n".join(
                    f"{self.path}:{f.line}:{f.column}: {f.severity} {f.code} "
                    f"{f.text(_language())} ({f.cites})"
                    for f in findings
                )
            )

    def _findings(self) -> "Findings":
        from lckm_core import read_form
        from lckm_core.organisation import DIRECTORY
        from lckm_core.procedures import check

        document = read_form(self.path.read_bytes(), name=str(self.path))
        return check(
            document,
            known=self._known_procedures(),
            directory=self.config.stash.get(_DIRECTORY, DIRECTORY),
            rules=self._installed_rules(),
        )

    def _installed_rules(self) -> "Sequence[HostRule]":
        """Return the rules of installed adapters, made once a session."""
        rules = self.config.stash.get(_RULES, None)
        if rules is None:
            rules = self.config.stash[_RULES] = _load_rules()
        return rules

    def _known_procedures(self) -> "KnowledgeBase":
        """Return the procedures among all collected files, read once a session."""
        known = self.config.stash.get(_KNOWN, None)
        if known is None:
            paths = [item.path for item in self.session.items if isinstance(item, ProcedureItem)]
            known = self.config.stash[_KNOWN] = _read_known(paths)
        return known

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """Show the findings alone, without a traceback."""
        if isinstance(excinfo.value, BadFileError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the test by its file."""
        return self.path, None, f"lckm: {self.path.name}"


class BadFileError(Exception):
    """A file with findings; the message lists them."""


_KNOWN: pytest.StashKey["KnowledgeBase"] = pytest.StashKey()
_DIRECTORY: pytest.StashKey["Directory"] = pytest.StashKey()
_RULES: pytest.StashKey["Sequence[HostRule]"] = pytest.StashKey()


def _language() -> "Literal['pl', 'en']":
    return "en" if os.environ.get("LCKM_LANG") == "en" else "pl"


def _load_rules() -> "Sequence[HostRule]":
    from lckm_core.ports import AdapterError, each_installed

    rules: list[HostRule] = []
    for outcome in each_installed("contribute_rules"):
        if isinstance(outcome, AdapterError):
            warnings.warn(pytest.PytestWarning(outcome.text(_language())), stacklevel=2)
        else:
            rules += outcome.rules
    return rules


def _read_directory(path: Path) -> "Directory":
    from lckm_core.findings import InvalidProcedureError, UnreadableFileError
    from lckm_core.procedures import UnitList, check, read

    try:
        document = read(path.read_bytes(), name=str(path), model=UnitList)
        check(document).require()
        return document.build(UnitList).directory
    except (OSError, InvalidProcedureError, UnreadableFileError) as error:
        raise pytest.UsageError(f"--lckm-directory {path}: {error}") from None


def _read_known(paths: list[Path]) -> "KnowledgeBase":
    from lckm_core.findings import UnreadableFileError
    from lckm_core.procedures import KnowledgeBase, analyse, read

    entries, unread = [], []
    for path in paths:
        try:
            entry = analyse(read(path.read_bytes(), name=str(path))).entry
        except UnreadableFileError:
            unread.append(path.name)
            continue
        if entry is not None:
            entries.append(entry)
    return KnowledgeBase(entries, unread)
