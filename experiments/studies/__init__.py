"""Standing studies of the model itself: is it stable, does scale matter, are the anchors met?

Each is a command, ``python -m experiments.studies.NAME``, that prints what it found. They
take minutes, so tests run them small and the README quotes them in full.
"""
