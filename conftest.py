"""Settings of every test: hypothesis judges what holds, never how fast this machine is today; no terminal's size is inherited."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("lckm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lckm")

# Whoever has loaded readline tells processes that it starts the size of a terminal, which they do not have.
for _name in ("COLUMNS", "LINES"):
    os.environ.pop(_name, None)
