"""The lckm command."""
