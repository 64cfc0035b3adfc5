"""Hostile: malformed forms, bounces, and answers of mail servers and helpdesks, by the hundred
thousand.
"""
