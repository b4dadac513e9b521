"""Figures: every quantity in an article, with its bounds and what it counts."""

from sayso.reading.figures.finding import find_figures

__all__ = ["find_figures"]
