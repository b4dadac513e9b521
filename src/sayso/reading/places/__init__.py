"""Places: which names are places, where they are, and which only stand for a government or a people."""

from sayso.reading.places.finding import find_places

__all__ = ["find_places"]
