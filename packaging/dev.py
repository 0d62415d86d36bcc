"""Start, test and check Rapporteur from a checkout; sets up whatever that needs.

    python3 packaging/dev.py run [--offscreen] [arguments of rapporteur]
    python3 packaging/dev.py test [arguments of pytest]
    python3 packaging/dev.py check          lint, format, types, layers
    python3 packaging/dev.py bench [-n RUNS] [words]   speed and memory, as ratios to a peer
    python3 packaging/dev.py screenshots    draw the pictures of the README anew
    python3 packaging/dev.py translations   collect the words of the window, build plurals
    python3 packaging/dev.py lock           rebuild requirements.lock (needs uv)

On Windows: py packaging\\dev.py …

Needs nothing but Python 3.11 and this folder. Libraries go into .venv, never into the
system's Python. Every call brings the set-up up to date and may be interrupted and repeated.
Without a network, set RAPPORTEUR_WHEELS to a folder of wheels.

Exit codes: 3 something is missing that a person has to get (said in words),
2 wrong usage, otherwise that of the program or the tests.
"""

from __future__ import annotations  # parsed by older Pythons too, so that they get an answer

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
COMMAND = "py packaging\\dev.py" if WINDOWS else "python3 packaging/dev.py"
OLDEST_PYTHON = (3, 11)
MISSING = 3

# What Qt's wheels expect of the system: library -> the Debian package that has it. Debian 13
# renamed some of them; apt still takes these names. Without the first group Qt is not even
# imported; the second is for a real window and for printing.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}

TRANSLATIONS = ROOT / "resources" / "i18n"
# English is written in the source; only its plurals need a file. No line numbers: they would
# change with every edit.
LUPDATE_OPTIONS = (
    *("-source-language", "en", "-target-language", "en"),
    *("-pluralonly", "-no-obsolete", "-locations", "none", "-sort-messages", "-extensions", "py"),
)

CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("layers", ("lint-imports", "--no-logo")),
)


def main(arguments: Sequence[str]) -> int:
    """Carry out one verb and return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        stop(python_too_old(sys.version_info[:3]))
    verb, rest = (arguments[0], list(arguments[1:])) if arguments else ("--help", [])
    verbs = {
        "run": run,
        "test": test,
        "check": check,
        "bench": bench,
        "screenshots": screenshots,
        "translations": translations,
        "lock": lock,
    }
    if verb in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if verb not in verbs:
        print(f"{verb}: no such verb.\n\n{__doc__}", file=sys.stderr)
        return 2
    return verbs[verb](rest)


# ---------------------------------------------------------------------------- verbs


def run(arguments: list[str]) -> int:
    """Start the program; a window needs a display, a command does not."""
    environment = dict(os.environ)
    if "--offscreen" in arguments:
        arguments.remove("--offscreen")
        environment["QT_QPA_PLATFORM"] = "offscreen"
    window = opens_window(arguments)
    if window and not has_display(environment):
        stop(
            "No window can open here: neither DISPLAY nor WAYLAND_DISPLAY is set. Call this from\n"
            "a desktop session (over the network: ssh -X). Without a display there remain\n"
            f"`{COMMAND} run --offscreen` and the commands, such as\n"
            f"`{COMMAND} run sample FILE`."
        )
    on_screen = window and environment.get("QT_QPA_PLATFORM") != "offscreen"
    set_up(qt=window, on_screen=on_screen)
    return hand_over([str(venv_program("python")), "-m", "rapporteur", *arguments], environment)


def test(arguments: list[str]) -> int:
    """Run the tests offscreen, on all cores when they are many."""
    set_up(qt=True, on_screen=False)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    os.chdir(ROOT)
    workers = test_workers(arguments, os.cpu_count() or 1)
    command = [str(venv_program("python")), "-m", "pytest", *workers, *arguments]
    return hand_over(command, environment)


def check(arguments: list[str]) -> int:
    """Run every check, also after one has failed, and say at the end which did."""
    if arguments:
        stop(f"check takes no arguments, got: {' '.join(arguments)}", code=2)
    set_up(qt=False, on_screen=False)
    failed = []
    for name, (program, *options) in CHECKS:
        command = [str(venv_program(program)), *options]
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode:
            failed.append(name)
            print(f"--- {name} ({program})")
            print(done.stdout.decode("utf-8", "replace").rstrip())
    print(f"checks failed: {', '.join(failed)}" if failed else "checks: all passed", flush=True)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Run the benchmarks; they print, and fail only when a job cannot run."""
    set_up(qt=True, on_screen=False)
    os.chdir(ROOT)
    return hand_over(
        [str(venv_program("python")), "-m", "tests.benchmarks", *arguments], os.environ
    )


def screenshots(arguments: list[str]) -> int:
    """Draw the pictures of the README from the sample session."""
    set_up(qt=True, on_screen=False)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = ROOT / "packaging" / "screenshots.py"
    return hand_over([str(venv_program("python")), str(program), *arguments], environment)


def translations(arguments: list[str]) -> int:
    """Bring resources/i18n in step with the source, and build what the program loads."""
    if arguments:
        stop(f"translations takes no arguments, got: {' '.join(arguments)}", code=2)
    set_up(qt=True, on_screen=False)
    words = TRANSLATIONS / "rapporteur_en.ts"
    source = str(ROOT / "desktop" / "rapporteur")
    commands = (
        ("pyside6-lupdate", *LUPDATE_OPTIONS, source, "-ts", str(words)),
        ("pyside6-lrelease", "-silent", str(words), "-qm", str(words.with_suffix(".qm"))),
    )
    for program, *options in commands:
        done = quietly([str(venv_program(program)), *options])
        if done.returncode:
            stop(f"{program} failed:\n{last_lines(done)}", code=1)
    missing = words.read_text("utf-8").count('type="unfinished"')
    if missing:
        say(f"{words.relative_to(ROOT)}: {missing} entries have no plural forms yet. Fill them in")
        say("(by hand or with pyside6-linguist of .venv) and call this verb again.")
    return 1 if missing else 0


def lock(arguments: list[str]) -> int:
    """Rebuild the lock for all systems and Pythons at once; `--upgrade` takes newer versions."""
    uv = shutil.which("uv")
    if uv is None:
        stop("This verb alone needs the program uv on the PATH (pip install uv, in any .venv).")
    options = "--group dev --universal --python-version 3.11 --generate-hashes"
    command = [uv, "pip", "compile", "pyproject.toml", *options.split()]
    # No header: it would quote the command line with this machine's folders. No index: a lock
    # that names the registry it was made with is of no use behind another one.
    command += ["--no-header", "--no-emit-index-url", "--quiet", "-o", str(LOCK), *arguments]
    code = subprocess.call(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    if code == 0:
        made = LOCK.read_text("utf-8")
        if "://" in made:
            stop("The lock holds an address; see which package in packaging/requirements.lock.")
        LOCK.write_text(f"# Made by `dev.py lock` from pyproject.toml.\n{made}", "utf-8")
    return code


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments of rapporteur lead to a window.

    A command is a bare word (`sample`, `import`); a session file to open has a suffix.
    """
    if not arguments or arguments[0] in ("-h", "--help", "--version"):
        return not arguments
    return arguments[0].startswith("-") or Path(arguments[0]).suffix != ""


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether Qt can open a window, or was told to draw elsewhere."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def test_workers(arguments: Sequence[str], cores: int) -> list[str]:
    """Options that share the tests out, unless the caller decides, debugs or names files."""
    own_way = ("-n", "--numprocesses", "-s", "--capture=no", "--pdb", "--collect-only", "--co")
    named = any(Path(argument.split("::")[0]).exists() for argument in arguments)
    if cores < 2 or named or any(argument.startswith(own_way) for argument in arguments):
        return []
    return ["-n", str(min(cores, 4))]


def hand_over(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Become `command`, so that signals and the exit code pass through untouched."""
    sys.stdout.flush()
    if not WINDOWS:  # there exec returns to the prompt while the program still runs
        os.execve(command[0], list(command), dict(environment))  # noqa: S606 - no shell wanted
    return subprocess.call(list(command), env=dict(environment))


# --------------------------------------------------------------------------- set-up


def set_up(*, qt: bool, on_screen: bool) -> None:
    """Bring system libraries and .venv up to date; quick when nothing has changed."""
    with alone():
        fresh = read_stamp("libraries") == libraries_fingerprint()
        libraries = {**QT_LIBRARIES, **WINDOW_LIBRARIES} if on_screen else QT_LIBRARIES
        provide(missing_parts(libraries if qt else {}, venv_wanted=not fresh))
        if not fresh:
            make_venv()
            install_libraries()
            if qt:
                provide(unresolved_libraries(on_screen=on_screen))
            write_stamp("libraries", libraries_fingerprint())
        if read_stamp("project") != project_fingerprint():
            install_project()
            write_stamp("project", project_fingerprint())


def libraries_fingerprint() -> str:
    """What .venv was made from: the lock, the Python, and where it lies (it cannot be moved)."""
    made_from = (LOCK.read_text("utf-8"), sys.version, sys.base_prefix, str(VENV))
    return hashlib.sha256("\n".join(made_from).encode()).hexdigest()


def project_fingerprint() -> str:
    """What the installed entry point was made from."""
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def read_stamp(name: str) -> str:
    """Return the fingerprint of the last finished set-up, empty if there was none."""
    if not venv_program("python").exists():  # also when the system's Python has gone
        return ""
    try:
        return (VENV / f"{name}.stamp").read_text("utf-8")
    except OSError:
        return ""


def write_stamp(name: str, fingerprint: str) -> None:
    """Note a finished set-up; written last, so that an interrupted one is done again."""
    (VENV / f"{name}.stamp").write_text(fingerprint, "utf-8")


def make_venv() -> None:
    """Make .venv anew; leftovers of an older or half-made one would only confuse."""
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"Making .venv with Python {version}.")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as problem:
        stop(f"The old .venv cannot be removed ({problem}). Close Rapporteur and try again.")
    # Called from an activated .venv, sys.executable has just been deleted.
    python = getattr(sys, "_base_executable", None) or sys.executable
    done = quietly([python, "-m", "venv", str(VENV)])
    if done.returncode:
        stop(f"Python could not make {VENV}:\n{last_lines(done)}")


def install_libraries() -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    say("Installing the libraries of the lock (about 300 MB on disk; a minute, once).")
    source: list[str] = []
    wheels = os.environ.get("RAPPORTEUR_WHEELS")
    if wheels:
        source = ["--no-index", "--find-links", wheels]
    done = pip("install", "--require-hashes", "--only-binary", ":all:", *source, "-r", str(LOCK))
    if done.returncode == 0:
        return
    python = venv_program("python").relative_to(ROOT)
    download = f"{python} -m pip download --require-hashes -r packaging/requirements.lock -d wheels"
    stop(
        f"The libraries could not be installed. pip says:\n{last_lines(done)}\n"
        "If that is the network, try again when there is one. For a machine without, run\n"
        f"  {download}\n"
        "on a like one where this worked, bring the folder, and set RAPPORTEUR_WHEELS to it."
    )


def install_project() -> None:
    """Put the `rapporteur` command into .venv, running from this checkout."""
    done = pip("install", "--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    if done.returncode:
        stop(f"The project itself could not be installed. pip says:\n{last_lines(done)}")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait for another set-up of this checkout to end; the system frees a killed one's place."""
    with (ROOT / ".venv.lock").open("a+b") as place:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            held = False
            while not held:  # LK_LOCK gives up after ten seconds
                with contextlib.suppress(OSError):
                    msvcrt.locking(place.fileno(), msvcrt.LK_LOCK, 1)
                    held = True
        else:
            import fcntl  # noqa: PLC0415 - exists elsewhere only

            fcntl.flock(place, fcntl.LOCK_EX)
        yield


# ----------------------------------------------------------- what the system must have


def missing_parts(libraries: Mapping[str, str], *, venv_wanted: bool) -> list[str]:
    """Debian packages that are lacking, before Qt is there to be asked."""
    packages = []
    if venv_wanted and importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    known = system_libraries()
    if known:
        lacking = [library for library in libraries if library not in known]
        if lacking:  # then in one go also what a window will need
            wanted = {**QT_LIBRARIES, **WINDOW_LIBRARIES}
            packages += [package for library, package in wanted.items() if library not in known]
    return packages


def system_libraries() -> set[str]:
    """Names of the shared libraries the loader knows; empty where there is no such list."""
    path = os.pathsep.join((os.environ.get("PATH", ""), "/sbin", "/usr/sbin"))
    ldconfig = shutil.which("ldconfig", path=path)
    if not sys.platform.startswith("linux") or ldconfig is None:
        return set()
    return parse_ldconfig(quietly([ldconfig, "-p"]).stdout)


def parse_ldconfig(listing: str) -> set[str]:
    """Names in the output of `ldconfig -p`, one per line: `libGL.so.1 (libc6,x86-64) => …`."""
    return {line.split()[0] for line in listing.splitlines() if "=>" in line}


def unresolved_libraries(*, on_screen: bool) -> list[str]:
    """Ask the installed Qt itself: packages (or bare names) of libraries it does not find."""
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return []
    parts = ["PySide6/QtWidgets.abi3.so", "PySide6/Qt/plugins/platforms/libqoffscreen.so"]
    if on_screen:
        parts += ["PySide6/QtPrintSupport.abi3.so", "PySide6/Qt/plugins/platforms/libqxcb.so"]
    site = next((VENV / "lib").glob("python3.*/site-packages"))
    report = "".join(quietly(["ldd", str(site / part)]).stdout for part in parts)
    return parse_ldd(report)


def parse_ldd(report: str) -> list[str]:
    """Packages for the `=> not found` lines of ldd; the library's name where none is known."""
    known = {**QT_LIBRARIES, **WINDOW_LIBRARIES}
    lost = {line.split()[0] for line in report.splitlines() if line.endswith("=> not found")}
    return sorted(known.get(library, library) for library in lost)


def provide(packages: Iterable[str]) -> None:
    """Install system packages if we may; otherwise print the one line that does, and stop."""
    packages = list(packages)
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None or any(".so" in package for package in packages):
        stop(f"This system lacks, in Debian's names: {' '.join(packages)}. Install them first.")
    if sys.platform != "win32" and os.geteuid() != 0:
        stop(f"Some system packages are missing. This line gets them:\n  sudo {' '.join(install)}")
    say(f"Installing system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = quietly(install, environment)
    if done.returncode:  # most likely the package lists are empty or old
        quietly(["apt-get", "update"], environment)
        done = quietly(install, environment)
    if done.returncode:
        stop(f"`{' '.join(install)}` failed:\n{last_lines(done)}")


def python_too_old(version: Sequence[int]) -> str:
    """Words for a Python that cannot run the program."""
    found, needed = (".".join(map(str, numbers)) for numbers in (version, OLDEST_PYTHON))
    return (
        f"Rapporteur needs Python {needed} or newer; this is {found}.\n"
        "Debian 12 and later have it as python3; for Windows it is at python.org.\n"
        "If a newer one is installed beside this, call it by name: python3.11 packaging/dev.py …"
    )


# ------------------------------------------------------------------------ small change


def venv_program(name: str) -> Path:
    """Return a program of .venv."""
    return VENV / "Scripts" / f"{name}.exe" if WINDOWS else VENV / "bin" / name


def pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run .venv's pip; it keeps its own settings for mirrors and certificates."""
    command = [str(venv_program("python")), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    return quietly([*command, *arguments])


def quietly(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `command` and keep what it prints to ourselves."""
    return subprocess.run(
        list(command),
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )


def last_lines(done: subprocess.CompletedProcess[str], count: int = 6) -> str:
    """Return the end of what a failed command printed, where the reason usually stands."""
    lines = (done.stdout + done.stderr).strip().splitlines()
    lines = [line for line in lines if not line.startswith("WARNING: Retrying")]
    return "\n".join(f"  {line}" for line in lines[-count:])


def say(text: str) -> None:
    """Tell what happens now."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def stop(text: str, code: int = MISSING) -> NoReturn:
    """End with words instead of a traceback."""
    say(text)
    sys.exit(code)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        stop("Stopped. Call it again to go on.", code=130)
