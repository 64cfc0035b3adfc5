"""Tables of the settings file whose keys are known, such as ``[worker]``."""

from collections.abc import Mapping
from typing import Any

from lckm_cli.settings.bounds import require_bounds
from lckm_cli.settings.errors import InvalidValueError
from lckm_cli.settings.values import SettingValue, require_fit
from lckm_core.text import Message, did_you_mean, nearest


def checked_table(name: str, table: Any, kinds: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table after checking its keys, and the types and bounds of its values.

    Args:
        name: of the table, such as ``worker``.
        table: what the file has there.
        kinds: the type of each key.

    Raises:
        InvalidValueError: a key is unknown or a value does not fit.
    """
    if not isinstance(table, dict):
        raise InvalidValueError(name, Message(f"pisze się [{name}].", f"is written [{name}]."))
    for key, value in table.items():
        place = f"[{name}], {key}"
        if key not in kinds:
            hint = did_you_mean(nearest(key, kinds))
            known = ", ".join(kinds)
            raise InvalidValueError(
                place,
                Message(
                    f"nie ma takiego ustawienia.{hint.pl} Są: {known}.",
                    f"there is no such setting.{hint.en} There are: {known}.",
                ),
            )
        try:
            require_fit(SettingValue(value), kinds[key])
            require_bounds(key, value)
        except InvalidValueError as fault:
            raise fault.inside(place) from None
    return dict(table)
