"""Files to download (zał. 2 § 9 ust. 3–4): inspected, scanned for viruses and stored.

Each name is imported on first use, so that ``lckm`` can list its commands without delay.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_documents.document_folder import files_to_check, purposes_of
    from lckm_documents.folder_adapter import DocumentsAdapter
    from lckm_documents.folder_check import check_folder_file
    from lckm_documents.report.page import folder_page
    from lckm_documents.sandbox import DocumentSandbox

__all__ = [
    "DocumentSandbox",
    "DocumentsAdapter",
    "check_folder_file",
    "files_to_check",
    "folder_page",
    "purposes_of",
]

_MODULE_OF = {
    "DocumentSandbox": "sandbox",
    "DocumentsAdapter": "folder_adapter",
    "check_folder_file": "folder_check",
    "folder_page": "report.page",
    "files_to_check": "document_folder",
    "purposes_of": "document_folder",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
