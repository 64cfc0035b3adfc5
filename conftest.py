"""Settings of every test: hypothesis judges what holds, never how fast this machine is today."""

from hypothesis import HealthCheck, settings

settings.register_profile("lckm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lckm")
