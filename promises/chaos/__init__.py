"""Chaos: reports are registered and delivered while everything that takes part is killed,
again and again.
"""
