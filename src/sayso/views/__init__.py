"""Readings for people to look at."""
