"""The limits of inspection; a file over one has a finding that names it (LCKM-F120)."""

from typing import Final

PAGES: Final = 2_000
"""Pages of a PDF."""
OBJECTS: Final = 200_000
"""Objects of a PDF, and elements of its structure."""
OPERATIONS: Final = 2_000_000
"""Drawing operations on all pages that show text or a picture, or mark content."""
STREAM: Final = 64 * 1024 * 1024
"""Unpacked bytes of one stream of a PDF."""
NESTING: Final = 200
"""Depth of nested forms, XML elements and RTF groups."""
XML: Final = 48 * 1024 * 1024
"""Unpacked bytes of one XML part of a DOCX."""
ELEMENTS: Final = 1_500_000
"""Elements of one XML part."""
TOKENS: Final = 8_000_000
"""Words, braces and escapes of an RTF."""
SECONDS: Final = 60
"""Seconds for one file in the sandbox."""
MEMORY: Final = 2 * 1024**3
"""Bytes of address space of the sandbox's process."""
