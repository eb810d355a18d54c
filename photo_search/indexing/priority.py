"""Lets background work yield to whatever the person is doing."""

from __future__ import annotations

import os
import sys
import threading

_NICE = 10


def yield_to_others() -> None:
    """Lower the priority of the calling thread and of those it starts, where the system can do that.

    Linux keeps a priority for each thread (setpriority(2) with a thread's id), which the threads of a model that
    is loaded here inherit. Elsewhere only a whole process could be lowered, and this one may have a window.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        if os.getpriority(os.PRIO_PROCESS, thread) < _NICE:
            os.setpriority(os.PRIO_PROCESS, thread, _NICE)
