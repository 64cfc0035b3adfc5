"""The kills of what publishes: publish, withdraw, export and import end whole, and both faces
agree at every moment.
"""
