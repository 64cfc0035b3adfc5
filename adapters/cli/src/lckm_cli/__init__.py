"""The ``lckm`` command over lckm-core.

Commands of other distributions are written on :mod:`lckm_cli.toolkit` and
:mod:`lckm_cli.settings`; an adapter contributes them by :func:`commands_of`.
"""

from lckm_cli.command_contribution import commands_of

__all__ = ["commands_of"]
