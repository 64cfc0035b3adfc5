"""Clients, mailers and workers that break the promise, to see that the chaos notices."""
