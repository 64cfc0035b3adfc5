"""The worker of the Łódź Contact Centre, and the commands of those who run it.

A program that has a scheduler of its own calls :func:`lckm_operations.worker.work_once` or :func:`lckm_operations.worker.run`.
"""
