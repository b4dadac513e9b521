"""One module a peer, run in the peer's own environment: articles in, quotations out (`protocol.py`).

They use the standard library and the peer, never Sayso's libraries, and read on Python 3.9 and newer, which some
peers need.
"""
