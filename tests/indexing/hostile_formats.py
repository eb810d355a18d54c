"""Formats that do to a decoder what the worst files do; decoders import this module by its name."""

from __future__ import annotations

import ctypes
import os
import signal
import time

from PIL import Image, ImageFile


class _Hostile(ImageFile.ImageFile):
    format = "HOSTILE"

    def _open(self) -> None:
        assert self.fp is not None
        deed = self.fp.read().removeprefix(b"HOSTILE ").strip()
        if deed == b"crash":
            ctypes.string_at(0)
        if deed == b"abort":
            os.abort()
        if deed == b"leave":
            os._exit(0)
        if deed == b"be killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if deed == b"hang":
            time.sleep(600)
        if deed == b"allocate":
            bytearray(8 << 30)
        if deed == b"shout":
            os.write(1, b"to stdout")
            os.write(2, b"to stderr")
        raise RuntimeError(deed)


Image.register_open(_Hostile.format, _Hostile, lambda prefix: prefix.startswith(b"HOSTILE "))
