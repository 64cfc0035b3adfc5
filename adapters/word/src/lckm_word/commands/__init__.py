"""The command group ``lckm word``."""
