"""Where runs come from: few processes that live them, one store that keeps them, for everybody.

`flights` is one run on its way and who waits for it; `hands` the processes; `service` the queue
between them. Whoever asks for a run that somebody has asked for already waits for the same one,
and it is given up only when the last of them has left.
"""

from __future__ import annotations

from viz.dashboard.kitchen.flights import Flight, Watch
from viz.dashboard.kitchen.service import Kitchen, kitchen, open_kitchen

__all__ = ["Flight", "Kitchen", "Watch", "kitchen", "open_kitchen"]
