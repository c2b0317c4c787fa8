"""Standing studies of the model itself: whether it is stable, and whether scale matters.

Each is a command, ``python -m experiments.studies.NAME``, that prints what it found. They
take minutes, so tests run them small and `experiments/MEASURED.md` quotes them in full.
"""
