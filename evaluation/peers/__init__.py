"""Sayso beside other tools that look for quotations: same articles, same machine, one run.

`python -m evaluation.peers --how` says how each tool is installed; none of their code is ours or copied here.
"""
