"""The verbs of the command line, one file a verb; each loads what it needs when it runs."""
