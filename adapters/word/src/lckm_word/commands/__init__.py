"""The commands: ``lckm word …``."""
