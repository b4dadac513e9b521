"""The reading room: a local web page over a ledger.

Pages are thin over `sayso.questions`, and nothing is asked of the network.
"""
