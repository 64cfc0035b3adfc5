"""A knowledge base to try things on: as large as the real one or larger, of its shape, the same at every call."""

from lckm_testing.knowledge_base.generator import MOST, knowledge_base

__all__ = ["MOST", "knowledge_base"]
