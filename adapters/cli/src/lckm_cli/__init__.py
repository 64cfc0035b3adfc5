"""The ``lckm`` command over lckm-core."""
