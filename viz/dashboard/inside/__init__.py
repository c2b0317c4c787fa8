"""Inside a run: every works month by month, who stood over it, what it had in store.

The store keeps years and months of the nation and of regions; what single works did would make
it thirty times larger. A run that is looked into is lived once more and kept apart, beside the
store (`lived`), read a row at a time (`rows`), and told in words (`words`) and charts (`charts`).
"""

from __future__ import annotations
