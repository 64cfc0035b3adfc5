"""Every port of lckm-core in memory, for tests and examples."""

from lckm_memory.adapter import MemoryAdapter
from lckm_memory.documents import MemoryDocuments
from lckm_memory.peers import MemoryExporter, MemoryHelpdesk, MemoryMailer
from lckm_memory.search import MemorySearch
from lckm_memory.stores import (
    MemoryAttachments,
    MemoryNotices,
    MemoryProcedures,
    MemoryReports,
    MemoryRequests,
)

__all__ = [
    "MemoryAdapter",
    "MemoryAttachments",
    "MemoryDocuments",
    "MemoryExporter",
    "MemoryHelpdesk",
    "MemoryMailer",
    "MemoryNotices",
    "MemoryProcedures",
    "MemoryReports",
    "MemoryRequests",
    "MemorySearch",
]
