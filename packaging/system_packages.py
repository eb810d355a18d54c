#!/usr/bin/env python3
"""Judges the Python that runs it, and names the system packages that are missing. setup.sh calls it.

    system_packages.py judge                     prints how complete this Python is (1 to 3) and where it is; fails
                                                 below 3.11
    system_packages.py missing MANAGER PURPOSE…  prints the missing packages, by the names that a package manager has
                                                 for them; purposes are venv, compiler, window, screen

What is there is found out by trying it, whichever package it came with. Only apt-get's names were tried, on Debian 12;
the others' names were not tried.
"""

from __future__ import annotations

import ctypes
import importlib.util
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

MANAGERS = ("apt-get", "dnf", "zypper", "pacman")

# What Qt's plugins for the window link to, and where each manager has it.
WINDOW = {
    "libGL.so.1": ("libgl1", "libglvnd-glx", "Mesa-libGL1", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "Mesa-libEGL1", "libglvnd"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon0", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig", "fontconfig"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "libglib-2_0-0", "glib2"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "libxcb-icccm4", "xcb-util-wm"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "libxcb-image0", "xcb-util-image"),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "libxcb-render-util0",
        "xcb-util-renderutil",
    ),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb-randr0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb-shape0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libX11-xcb1", "libx11"),
}
SCREEN = {
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    "xauth": ("xauth", "xorg-x11-xauth", "xauth", "xorg-xauth"),
}
COMPILER = ("g++", "gcc-c++", "gcc-c++", "gcc")
# Debian and its kin name the parts of Python by its version.
_PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
HEADERS = (f"{_PYTHON}-dev", "python3-devel", "python3-devel", "python")
VENV = (f"{_PYTHON}-venv", "python3", "python3", "python")


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit status."""
    match arguments:
        case ["judge"]:
            # Not the Python of an environment that is active: it may be the one about to be made anew.
            print(1 + has_venv() + (has_venv() and has_headers()), getattr(sys, "_base_executable", sys.executable))
        case ["missing", manager, *purposes]:
            names = [name for purpose in purposes for name in missing(manager, purpose)]
            print(*dict.fromkeys(names))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def missing(manager: str, purpose: str) -> list[str]:
    """Return what a purpose lacks: packages where the manager is known, else what they would bring."""
    match purpose:
        case "venv":
            lacking = [] if has_venv() else [("Python's ensurepip", VENV)]
        case "compiler":
            lacking = [] if has_compiler() else [("a C++ compiler", COMPILER)]
            lacking += [] if has_headers() else [("Python's headers", HEADERS)]
        case "window":
            lacking = [(library, names) for library, names in WINDOW.items() if not has_library(library)]
        case "screen":
            lacking = [(command, names) for command, names in SCREEN.items() if not has_command(command)]
        case _:
            raise ValueError(purpose)
    return [names[MANAGERS.index(manager)] if manager in MANAGERS else what for what, names in lacking]


def has_venv() -> bool:
    """Tell whether this Python makes virtual environments. Debian's needs a package for it: it lacks ensurepip."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def has_headers() -> bool:
    """Tell whether extensions for this Python can be compiled."""
    return Path(sysconfig.get_path("include"), "Python.h").is_file()


def has_compiler() -> bool:
    """Tell whether there is a C++ compiler. On a Mac without one, its command is there and opens a dialog."""
    if sys.platform == "darwin":
        return subprocess.run(["xcode-select", "-p"], capture_output=True, check=False).returncode == 0
    return any(map(shutil.which, ("g++", "c++", "clang++")))


def has_library(name: str) -> bool:
    """Tell whether a library of Linux is there; no other system needs any for the window."""
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_command(name: str) -> bool:
    """Tell whether a command is there, or needless since the system always has a screen."""
    return sys.platform != "linux" or shutil.which(name) is not None


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - that is what judging is for
        sys.exit(1)
    sys.exit(main(sys.argv[1:]))
