"""The worker: delivers what is due, has data destroyed at the term, asks receivers to erase, reads what came back, opens and closes windows."""

from lckm_operations.worker.bounces import Bounce, BounceSource
from lckm_operations.worker.config import worker_settings
from lckm_operations.worker.options import WorkerSettings
from lckm_operations.worker.signals import Stop, Stoppable
from lckm_operations.worker.worker import Worker, run, work_once

__all__ = [
    "Bounce",
    "BounceSource",
    "Stop",
    "Stoppable",
    "Worker",
    "WorkerSettings",
    "run",
    "work_once",
    "worker_settings",
]
