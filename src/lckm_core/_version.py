"""The version, in its one place: hatchling reads it for the wheel, the package shows it as ``__version__``."""

__version__ = "0.1.0"
