"""How far a file is looked into. Beyond a limit the check ends with a finding that names it (LCKM-F120)."""

from typing import Final

PAGES: Final = 2_000
"""Pages of a PDF."""
OBJECTS: Final = 200_000
"""Objects of a PDF, and elements of its structure."""
OPERATIONS: Final = 2_000_000
"""Drawing operations, of all pages together, that show text or a picture, or mark content."""
STREAM: Final = 64 * 1024 * 1024
"""Bytes that one stream of a PDF may unpack to."""
NESTING: Final = 200
"""Depth of forms in forms, of XML elements and of RTF groups."""
XML: Final = 48 * 1024 * 1024
"""Bytes of one XML part of a DOCX, unpacked."""
ELEMENTS: Final = 1_500_000
"""Elements of one XML part."""
TOKENS: Final = 8_000_000
"""Words, braces and escapes of an RTF."""
SECONDS: Final = 60
"""How long one file may take where it is looked into by a process of its own."""
MEMORY: Final = 2 * 1024**3
"""Bytes of address space of that process."""
