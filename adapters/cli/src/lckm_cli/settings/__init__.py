"""The settings file ``lckm.toml``: its adapters, and the centre that they make."""

from lckm_cli.settings.bounds import require_bounds
from lckm_cli.settings.errors import InvalidValueError, SettingsError
from lckm_cli.settings.loader import (
    DEFAULT_FILE,
    Settings,
    read_settings,
    settings_path,
)
from lckm_cli.settings.protection import (
    keys_for_two_things,
    leave_no_core_dump,
    open_to_all,
)
from lckm_cli.settings.secret_files import SecretFiles
from lckm_cli.settings.serve import ServeSettings, serve_settings
from lckm_cli.settings.session import (
    NoDatabaseError,
    NotOfferedError,
    Session,
    open_session,
    session_of,
    settings_option,
)
from lckm_cli.settings.tables import checked_table
from lckm_cli.settings.values import SettingValue, require_fit

__all__ = [
    "DEFAULT_FILE",
    "InvalidValueError",
    "NoDatabaseError",
    "NotOfferedError",
    "SecretFiles",
    "ServeSettings",
    "Session",
    "SettingValue",
    "Settings",
    "SettingsError",
    "checked_table",
    "keys_for_two_things",
    "leave_no_core_dump",
    "open_session",
    "open_to_all",
    "read_settings",
    "require_bounds",
    "require_fit",
    "serve_settings",
    "session_of",
    "settings_option",
    "settings_path",
]
