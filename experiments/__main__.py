"""`python -m experiments VERB`: the command line from a checkout."""

import sys

from experiments.entry import main

if __name__ == "__main__":
    sys.exit(main())
