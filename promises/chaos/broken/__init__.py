"""Clients, mailers, workers and helpdesks that break the promise, to be noticed."""
