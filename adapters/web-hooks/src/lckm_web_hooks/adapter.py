"""The adapter: web hooks as readers of the audit trail, by settings."""

from collections.abc import Mapping, Sequence
from typing import Any

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import impl, read_options
from lckm_core.text import Message
from lckm_web_hooks.reader import WebHookReader
from lckm_web_hooks.web_hook import WebHook

_NO_HOOKS = Message("podaj co najmniej jeden", "give at least one")
_TWO_NAMES = Message("dwa mają jedną nazwę", "two have one name")


class WebHooksAdapter:
    """Tells other systems of acts. Nothing is opened before the first message.

    Args:
        hooks: the web hooks, each a :class:`WebHook` or its arguments.

    Raises ``InvalidSettingError`` for invalid settings, without a secret.
    """

    name = "web-hooks"

    def __init__(self, *, hooks: Sequence[WebHook | Mapping[str, Any]]) -> None:
        if not hooks:
            raise InvalidSettingError("hooks", _NO_HOOKS)
        self.readers = [WebHookReader(hook) for hook in read_options(WebHook, hooks, "hooks")]
        if len({reader.name for reader in self.readers}) < len(self.readers):
            raise InvalidSettingError("hooks", _TWO_NAMES)

    @impl
    def contribute_trail_readers(self) -> Sequence[WebHookReader]:
        """Return the web hooks."""
        return self.readers
