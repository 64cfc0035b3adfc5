"""The public face of the command line, on which other distributions write commands.

Names of modules that take long to load are loaded when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lckm_cli.atomic_write import write_bytes, write_text
from lckm_cli.confirmation import is_confirmed
from lckm_cli.file_selection import STDIN, NotRegularError, TooLargeError, find_files, read_bytes
from lckm_cli.formatting import counted, local_time, safe, severity_word, streamed_table, table
from lckm_cli.language import Language, current_language, either
from lckm_cli.localised_click import PolishCommand, PolishGroup
from lckm_cli.options import (
    PATH,
    Day,
    directory_option,
    format_option,
    group_lang_option,
    lang_option,
    load_departures,
    load_directory,
    today,
    utcnow,
)
from lckm_cli.repository import repository
from lckm_cli.terminal import console, takes_colour, terminal_width
from lckm_cli.uncaught_errors import withhold_words
from lckm_cli.usage_errors import did_you_mean

if TYPE_CHECKING:
    from lckm_cli.check.aggregate import CheckSummary, combine_results
    from lckm_cli.check.check_file import CheckSettings
    from lckm_cli.check.runner import check_files
    from lckm_cli.file_timeline import rows_within, timeline_events, timeline_rows
    from lckm_cli.input_files import (
        TOO_LARGE,
        BadFileError,
        build_as,
        read_as,
        read_document,
        read_procedure,
        read_procedures,
        read_routes,
    )
    from lckm_cli.os_errors import os_error_reason
    from lckm_cli.output.changes import changes_as_text
    from lckm_cli.output.findings import (
        findings_as_github,
        findings_as_json,
        findings_as_text,
        summary_line,
    )
    from lckm_cli.output.page import projection_as_text
    from lckm_cli.output.sarif import findings_as_sarif
    from lckm_cli.output.timeline import timeline_as_data, timeline_as_text
    from lckm_cli.output.timeline_svg import timeline_as_svg, timeline_axis
    from lckm_cli.sandbox import (
        Sandbox,
        SandboxCrashedError,
        SandboxStarvedError,
        SandboxTimeoutError,
    )
    from lckm_cli.zip_limits import (
        ZIP_ERRORS,
        UnsafeZipError,
        ZipFault,
        ZipLimits,
        read_part,
        require_safe_zip,
    )

__all__ = [
    "PATH",
    "STDIN",
    "TOO_LARGE",
    "ZIP_ERRORS",
    "BadFileError",
    "CheckSettings",
    "CheckSummary",
    "Day",
    "Language",
    "NotRegularError",
    "PolishCommand",
    "PolishGroup",
    "Sandbox",
    "SandboxCrashedError",
    "SandboxStarvedError",
    "SandboxTimeoutError",
    "TooLargeError",
    "UnsafeZipError",
    "ZipFault",
    "ZipLimits",
    "build_as",
    "changes_as_text",
    "check_files",
    "combine_results",
    "console",
    "counted",
    "current_language",
    "did_you_mean",
    "directory_option",
    "either",
    "find_files",
    "findings_as_github",
    "findings_as_json",
    "findings_as_sarif",
    "findings_as_text",
    "format_option",
    "group_lang_option",
    "is_confirmed",
    "lang_option",
    "load_departures",
    "load_directory",
    "local_time",
    "os_error_reason",
    "projection_as_text",
    "read_as",
    "read_bytes",
    "read_document",
    "read_part",
    "read_procedure",
    "read_procedures",
    "read_routes",
    "repository",
    "require_safe_zip",
    "rows_within",
    "safe",
    "severity_word",
    "streamed_table",
    "summary_line",
    "table",
    "takes_colour",
    "terminal_width",
    "timeline_as_data",
    "timeline_as_svg",
    "timeline_as_text",
    "timeline_axis",
    "timeline_events",
    "timeline_rows",
    "today",
    "utcnow",
    "withhold_words",
    "write_bytes",
    "write_text",
]

_LOADED_ON_USE = {
    "check.aggregate": (
        "CheckSummary",
        "combine_results",
    ),
    "check.check_file": ("CheckSettings",),
    "check.runner": ("check_files",),
    "file_timeline": (
        "rows_within",
        "timeline_events",
        "timeline_rows",
    ),
    "input_files": (
        "BadFileError",
        "TOO_LARGE",
        "build_as",
        "read_as",
        "read_document",
        "read_procedure",
        "read_procedures",
        "read_routes",
    ),
    "os_errors": ("os_error_reason",),
    "output.changes": ("changes_as_text",),
    "output.findings": (
        "findings_as_github",
        "findings_as_json",
        "findings_as_text",
        "summary_line",
    ),
    "output.sarif": ("findings_as_sarif",),
    "output.page": ("projection_as_text",),
    "output.timeline": (
        "timeline_as_data",
        "timeline_as_text",
    ),
    "output.timeline_svg": (
        "timeline_as_svg",
        "timeline_axis",
    ),
    "sandbox": (
        "Sandbox",
        "SandboxCrashedError",
        "SandboxStarvedError",
        "SandboxTimeoutError",
    ),
    "zip_limits": (
        "UnsafeZipError",
        "ZIP_ERRORS",
        "ZipFault",
        "ZipLimits",
        "read_part",
        "require_safe_zip",
    ),
}
_MODULE_OF = {name: module for module, names in _LOADED_ON_USE.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"lckm_cli.{_MODULE_OF[name]}"), name)
