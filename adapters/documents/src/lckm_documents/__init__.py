"""Files to download (zał. 2 § 9 ust. 3–4): inspected, kept by content, scanned for viruses.

Each name is loaded when it is first used: ``lckm`` lists its commands without waiting for
what inspects files.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_documents.document_folder import meant_files, purposes_of
    from lckm_documents.folder_adapter import DocumentsAdapter
    from lckm_documents.folder_check import check_folder
    from lckm_documents.report.page import folder_page
    from lckm_documents.sandbox import DocumentSandbox

__all__ = [
    "DocumentSandbox",
    "DocumentsAdapter",
    "check_folder",
    "folder_page",
    "meant_files",
    "purposes_of",
]

_MODULE_OF = {
    "DocumentSandbox": "sandbox",
    "DocumentsAdapter": "folder_adapter",
    "check_folder": "folder_check",
    "folder_page": "report.page",
    "meant_files": "document_folder",
    "purposes_of": "document_folder",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
