"""Acts of the Łódź Contact Centre told to other systems by signed web hooks."""

from lckm_web_hooks.adapter import WebHooksAdapter
from lckm_web_hooks.reader import HookFailedError, HookGoneError, WebHookReader
from lckm_web_hooks.signature import key_of, sign
from lckm_web_hooks.web_hook import WebHook

__all__ = [
    "HookFailedError",
    "HookGoneError",
    "WebHook",
    "WebHookReader",
    "WebHooksAdapter",
    "key_of",
    "sign",
]
