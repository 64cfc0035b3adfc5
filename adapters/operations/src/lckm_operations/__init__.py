"""The worker of the Contact Centre and the operator's commands.

A program with a scheduler of its own calls :func:`lckm_operations.worker.work_once` or
:func:`lckm_operations.worker.run`.
"""
