"""Clients, mailers, workers and helpdesks that break the promise, to see that the chaos notices."""
