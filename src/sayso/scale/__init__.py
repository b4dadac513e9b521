"""The same reading over any number of articles: chunks of inputs, read by many processes, kept as Parquet tables.

    inputs -> chunks -> readings -> tables by day       chunks.py, columns.py, storage.py
                 engines: processes here, or Ray         engines.py
                 what is done, once and for all          run.py

The reader itself knows nothing of it.
"""
