"""The ``lckm`` command over lckm-core."""

__version__ = "0.1.0"
