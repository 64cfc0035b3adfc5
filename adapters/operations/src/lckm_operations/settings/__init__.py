"""The settings file ``lckm.toml``: which adapters there are, and how the worker works."""

from lckm_operations.settings.faults import SettingsError
from lckm_operations.settings.reading import Settings, read_settings, settings_path

__all__ = ["Settings", "SettingsError", "read_settings", "settings_path"]
