"""Makes the rejected file that would be too large to keep.

``python tests/files/make_large.py`` writes it beside the others.
"""

from pathlib import Path

REJECTED = Path(__file__).parent / "rejected"


def large_file(size: int = 2_000_001) -> bytes:
    """Return a procedure file of *size* bytes: one byte more than the default limit (LCKM-E002)."""
    head = b"id: KA-01478\n"
    return head + b"#" * (size - len(head))


if __name__ == "__main__":
    (REJECTED / "LCKM-E002.yaml").write_bytes(large_file())
