# shellcheck shell=sh
# Sourced by start and test, which set $here to this folder: makes the virtual environment in .venv once, and again when something it was made from has
# changed. All of it is said on the error output, so that what the program prints stays clean.
#
# PHOTO_SEARCH_PYTHON names the Python to use; PHOTO_SEARCH_NO_SYSTEM_PACKAGES=1 forbids to install system packages.

root=$(CDPATH='' cd -- "${here:?}/.." && pwd -P)
venv=$root/.venv
log=$root/.venv.log

say() { printf '%s\n' "$*" >&2; }
stop() {
    say "$*"
    exit 1
}

# make_ready app|tests
make_ready() {
    if is_ready "$1"; then return; fi
    [ -w "$root" ] || stop "photo_search can't be set up: you may not write into $root."
    find_python
    exec 9>>"$root/.venv.lock"
    lock
    # Another start may have done it while this one waited.
    if ! is_ready "$1"; then set_up "$1"; fi
    exec 9>&-
}

is_ready() { [ -f "$venv/ready-$1" ] && [ "$(cat "$venv/ready-$1")" = "$(ingredients)" ]; }

ingredients() {
    place_and_python
    cksum <"$root/pyproject.toml"
}

# An environment knows its place and its Python by heart: it works nowhere else.
place_and_python() {
    printf '%s\n' "$venv"
    "$venv/bin/python" -c 'import sys; print(sys.base_prefix, *sys.version_info)' 2>/dev/null || echo "no Python"
}

# The lock ends with this process, however that ends. Not every system has flock(1), but Python is there.
lock() {
    if "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)' 2>/dev/null; then return; fi
    say "photo_search is being set up already; waiting for that to end."
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
}

set_up() {
    : >"$log"
    if venv_is_sound; then say "Bringing the Python packages of photo_search up to date."; else
        say "Setting up photo_search in $venv, which takes some minutes and is needed once."
    fi
    case $1 in
    tests) install_system_packages window screen ;;
    app) install_system_packages window ;;
    esac
    if ! venv_is_sound; then make_venv; fi
    # Whatever interrupts from here on leaves this mark.
    : >"$venv/unfinished"
    rm -f "$venv"/ready-*
    say "- Python packages (some 150 MB, where none are there)"
    pip_install -e "$root" || give_up "The Python packages could not be installed."
    install_graph
    if [ "$1" = tests ]; then
        say "- packages for the tests"
        requirements dependency-groups dev >"$venv/tests.txt"
        pip_install -e "${root}[heic,raw,service]" -r "$venv/tests.txt" || give_up "The test packages could not be installed."
        ingredients >"$venv/ready-tests"
    fi
    ingredients >"$venv/ready-app"
    rm "$venv/unfinished"
    say "- done"
}

# One that was moved, left unfinished, or whose Python is another now, is not; all others just lack packages.
venv_is_sound() {
    [ -f "$venv/made-by-packaging" ] && [ ! -f "$venv/unfinished" ] &&
        [ "$(cat "$venv/made-by-packaging")" = "$(place_and_python)" ]
}

make_venv() {
    if [ -f "$venv/made-by-packaging" ]; then rm -rf "$venv"; fi
    mkdir "$venv" 2>/dev/null || stop "$venv is there already, made by something else. Move it away and start again."
    : >"$venv/made-by-packaging"
    say "- virtual environment of $python"
    "$python" -m venv "$venv" >>"$log" 2>&1 || give_up "The virtual environment could not be made."
    place_and_python >"$venv/made-by-packaging"
}

# hnswlib comes as source. Without it everything works; find-similar in large libraries is slower.
install_graph() {
    if "$venv/bin/python" -c 'import hnswlib' 2>/dev/null; then return; fi
    lacking=$(missing compiler)
    if [ -z "$lacking" ]; then
        say "- hnswlib, which is compiled here"
        requirements project optional-dependencies graph >"$venv/graph.txt"
        if HNSWLIB_NO_NATIVE=1 pip_install -r "$venv/graph.txt"; then return; fi
        say "  It could not be compiled; $log says why."
    else
        say "- without hnswlib, for want of a C++ compiler or Python's headers. $(how_to_get "$lacking")"
    fi
    say "  Everything works; only find-similar in large libraries is slower. To try again, delete $venv and start."
}

# What one command needs beyond the rest, fetched when that command is first asked for.
install_extra() {
    if [ "$(cat "$venv/ready-$1" 2>/dev/null)" = "$(ingredients)" ]; then return; fi
    requirements project optional-dependencies "$1" >"$venv/$1.txt"
    say "Installing the Python packages of the extra $1, once."
    pip_install -r "$venv/$1.txt" || give_up "The Python packages could not be installed."
    ingredients >"$venv/ready-$1"
}

pip_install() {
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 "$venv/bin/python" -m pip install "$@" >>"$log" 2>&1
}

# The requirements that pyproject.toml lists under some keys.
requirements() {
    "$venv/bin/python" - "$root/pyproject.toml" "$@" <<'PYTHON'
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    found = tomllib.load(file)
for key in sys.argv[2:]:
    found = found[key]
print(*found, sep="\n")
PYTHON
}

give_up() {
    say "$1 From $log:"
    grep -E 'ERROR:|[Nn]o space|[Dd]enied' "$log" | tail -n 4 | sed 's/^/    /' >&2
    stop "Check the internet connection and the room on the disk, then start again."
}

# Sets $python to the best of those there are: one with venv and headers before one without.
find_python() {
    python=
    best=0
    for candidate in ${PHOTO_SEARCH_PYTHON:+"$PHOTO_SEARCH_PYTHON"} python3.13 python3.12 python3.11 python3 python3.14; do
        # A command that is there may still lead nowhere, as those of pyenv do.
        if found=$("$candidate" "$here/system_packages.py" judge 2>/dev/null) && [ "${found%% *}" -gt "$best" ]; then
            best=${found%% *}
            python=${found#* }
        fi
        if [ -n "${PHOTO_SEARCH_PYTHON:-}" ]; then break; fi
    done
    if [ -n "$python" ]; then return; fi
    if [ -n "${PHOTO_SEARCH_PYTHON:-}" ]; then stop "$PHOTO_SEARCH_PYTHON is no Python 3.11 or newer."; fi
    : >"$log"
    if [ -z "${asked_for_python:-}" ] && may_install; then
        asked_for_python=1
        say "Installing Python, which photo_search needs."
        apt_install python3 python3-venv
        find_python
        return
    fi
    stop "photo_search needs Python 3.11 or newer. $(how_to_get "$(package_of_python)")"
}

package_of_python() {
    case $(manager) in
    apt-get) echo "python3 python3-venv" ;;
    pacman | brew) echo "python" ;;
    zypper) echo "python311" ;;
    *) echo "python3" ;;
    esac
}

missing() { "$python" "$here/system_packages.py" missing "$(manager)" "$@"; }

manager() {
    for one in apt-get dnf zypper pacman brew; do
        if command -v "$one" >/dev/null; then
            echo "$one"
            return
        fi
    done
    echo none
}

how_to_get() {
    case $(manager) in
    apt-get) echo "Get it with: sudo apt-get install $1" ;;
    dnf) echo "Get it with: sudo dnf install $1" ;;
    zypper) echo "Get it with: sudo zypper install $1" ;;
    pacman) echo "Get it with: sudo pacman -S $1" ;;
    brew) echo "Get it with: brew install $1" ;;
    *) echo "What is missing: $1" ;;
    esac
}

# Installs what it may for making the environment, and for the purposes given; says what the purposes still lack.
install_system_packages() {
    lacking=$(missing venv compiler "$@")
    if [ -n "$lacking" ] && may_install; then
        say "- system packages: $lacking"
        # shellcheck disable=SC2086  # a list of names
        apt_install $lacking
    fi
    lacking=$(missing venv)
    if [ -n "$lacking" ]; then stop "$python can't make virtual environments. $(how_to_get "$lacking")"; fi
    lacking=$(missing "$@")
    if [ -n "$lacking" ]; then say "- The window needs more of the system. $(how_to_get "$lacking")"; fi
}

# Only where nobody is asked for a password, and only with the tool that this was tried with.
may_install() {
    [ -z "${PHOTO_SEARCH_NO_SYSTEM_PACKAGES:-}" ] && [ "$(manager)" = apt-get ] || return 1
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi
    ${sudo:-true} true 2>/dev/null
}

apt_install() {
    $sudo apt-get update >>"$log" 2>&1 || true
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1 ||
        say "  Not all could be installed; $log says why."
}
