"""Every port of lckm-core in memory, for tests and examples."""

from lckm_core.memory._adapter import MemoryAdapter
from lckm_core.memory._peers import MemoryExporter, MemoryHelpdesk, MemoryMailer
from lckm_core.memory._reports import MemoryReports
from lckm_core.memory._search import MemorySearch
from lckm_core.memory._stores import (
    MemoryAccessLog,
    MemoryAttachments,
    MemoryDocuments,
    MemoryDrafts,
    MemoryNotices,
    MemoryNumbers,
    MemoryProcedures,
    MemoryRequests,
    MemorySessions,
)

__all__ = [
    "MemoryAccessLog",
    "MemoryAdapter",
    "MemoryAttachments",
    "MemoryDocuments",
    "MemoryDrafts",
    "MemoryExporter",
    "MemoryHelpdesk",
    "MemoryMailer",
    "MemoryNotices",
    "MemoryNumbers",
    "MemoryProcedures",
    "MemoryReports",
    "MemoryRequests",
    "MemorySearch",
    "MemorySessions",
]
