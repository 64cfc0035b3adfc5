"""The settings file ``lckm.toml``: which adapters there are, and the centre that they make, for a program or for one command."""

from lckm_settings.dumping import leave_no_core_dump
from lckm_settings.faults import Fault, SettingsError
from lckm_settings.opening import NoDatabaseError, NotOfferedError, Opened, opened, settings_option
from lckm_settings.openness import open_to_all
from lckm_settings.reading import DEFAULT_FILE, Settings, read_settings, settings_path

__all__ = [
    "DEFAULT_FILE",
    "Fault",
    "NoDatabaseError",
    "NotOfferedError",
    "Opened",
    "Settings",
    "SettingsError",
    "leave_no_core_dump",
    "open_to_all",
    "opened",
    "read_settings",
    "settings_option",
    "settings_path",
]
