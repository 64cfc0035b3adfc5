"""The version, which hatchling reads for the wheel and the package as ``__version__``."""

__version__ = "0.2.0"
