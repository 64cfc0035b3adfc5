"""A made-up knowledge base of real size and shape, the same at every call."""

from lckm_testing.knowledge_base.generator import MOST, knowledge_base

__all__ = ["MOST", "knowledge_base"]
