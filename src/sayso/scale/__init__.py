"""The same reading over any number of articles: read by many processes here or on a cluster, kept as Parquet tables.

    inputs -> tasks -> chunks of readings -> tables by day     inputs.py, tasks.py, columns.py, storage.py
              watched, whatever dies                           watched.py
              placed on processes here, or by Ray              engines.py
    what is done, and each article once                        run.py, settled.py

The reader itself knows nothing of it.
"""
