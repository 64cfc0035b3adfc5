"""The worker: deliveries, erasure, notices, bounces and the daily export."""

from lckm_operations.worker.bounces import Bounce, BounceSource
from lckm_operations.worker.settings import WorkerSettings, worker_settings
from lckm_operations.worker.signals import Stop, Stoppable
from lckm_operations.worker.trail_reading import NoTrailPositionsError
from lckm_operations.worker.worker import Worker, run, work_once

__all__ = [
    "Bounce",
    "BounceSource",
    "NoTrailPositionsError",
    "Stop",
    "Stoppable",
    "Worker",
    "WorkerSettings",
    "run",
    "work_once",
    "worker_settings",
]
