"""The command group ``lckm files``."""
