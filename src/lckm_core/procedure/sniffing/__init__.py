"""What bytes are, judged by content and never by name: one module per family of formats, nothing read from disk."""

from lckm_core.procedure.sniffing.content import Content, FileType
from lckm_core.procedure.sniffing.recognising import sniff

__all__ = ["Content", "FileType", "sniff"]
