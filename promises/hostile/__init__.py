"""Malformed forms, bounces and answers, by the hundred thousand."""
