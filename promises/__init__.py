"""The promises, shown with figures: programs that break what can be broken and then count what
is left.
"""
