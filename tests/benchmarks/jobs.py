"""The jobs: what is measured, against which peer, and the ratio to reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.material import Material
from tests.benchmarks.measure import Unit, script

Command = Callable[[Material], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Job:
    """One comparison. `most_runs` bounds the pairs of a long job."""

    name: str
    ours: Command
    peer: Command
    target: float
    unit: Unit = "printed"
    most_runs: int = 99


def _both_clocks(
    name: str, ours: Command, peer: Command, target: float, most_runs: int = 99
) -> tuple[Job, Job]:
    """A job by the clock on the wall, and by what the processor worked for it."""

    def processor(command: Command) -> Command:
        return lambda material: [*command(material), "processor"]

    return (
        Job(name, ours, peer, target, "printed", most_runs),
        Job(f"{name} (cpu)", processor(ours), processor(peer), target, "processor", most_runs),
    )


def _meeting_key(material: Material, program: str, what: str, times: int) -> Sequence[str]:
    path = material.meeting(times)
    return script("meeting_key", program, what, path, material.notes(times))


JOBS = (
    Job(
        "cold start: first painted window",
        lambda m: script("window", "frame", m.sample),
        lambda _: script("bare_window"),
        1.3,
        "wall",
    ),
    Job(
        "cold start: the sample's delegates on screen",
        lambda m: script("window", "delegates", m.sample),
        lambda _: script("bare_window"),
        2.5,
        "wall",
    ),
    Job(
        "command line: --version",
        lambda _: ["-m", "rapporteur", "--version"],
        lambda _: ["-c", "import sqlalchemy"],
        1.3,
        "wall",
    ),
    Job(
        "command line: check of the sample",
        lambda m: ["-m", "rapporteur", "check", str(m.sample)],
        lambda _: ["-c", "import sqlalchemy"],
        1.3,
        "wall",
    ),
    Job(
        "import 80 rows, click to preview",
        lambda m: script("import_preview", m.sample, m.roster(80)),
        lambda m: script("openpyxl_read", m.roster(80)),
        1.5,
    ),
    *_both_clocks(
        "import 10,000 rows beside 10,000 people",
        lambda m: script("import_list", "import", m.session(10_000), m.roster(10_000, seed=2)),
        lambda m: script("openpyxl_read", m.roster(10_000, seed=2)),
        1.0,
    ),
    *_both_clocks(
        "import 100,000 rows, empty session",
        lambda m: script("import_list", "import", m.empty, m.roster(100_000)),
        lambda m: script("openpyxl_read", m.roster(100_000)),
        0.5,
        most_runs=3,
    ),
    Job(
        "import 100,000 rows, memory of both processes",
        lambda m: script("import_list", "import", m.empty, m.roster(100_000)),
        lambda m: script("openpyxl_read", m.roster(100_000)),
        0.7,
        "memory",
        most_runs=1,
    ),
    *_both_clocks(
        "growth of import, 100,000 against 10,000 rows",
        lambda m: script("import_list", "import", m.empty, m.roster(100_000)),
        lambda m: script("import_list", "import", m.empty, m.roster(10_000)),
        11.0,
        most_runs=3,
    ),
    *_both_clocks(
        "undo of a 10,000-row import",
        lambda m: script("import_list", "undo", m.empty, m.roster(10_000)),
        lambda m: script("import_list", "commit", m.empty, m.roster(10_000)),
        1.0,
    ),
    Job(
        "duplicate suggestions over 10,000 names",
        lambda m: script("duplicates", "ours", m.people(10_000)),
        lambda m: script("duplicates", "cdist", m.people(10_000)),
        0.2,
    ),
    Job(
        "duplicate suggestions, true pairs missed",
        lambda m: script("duplicates", "ours-missed", m.people(10_000)),
        lambda m: script("duplicates", "cdist-missed", m.people(10_000)),
        1.0,
        "count",
        most_runs=1,
    ),
    Job(
        "export 10,000 formatted rows",
        lambda m: script("export_list", m.session(10_000)),
        lambda m: script("openpyxl_write", m.session(10_000)),
        1.2,
    ),
    *(
        Job(
            f"filter as you type, {rows:,} delegates",
            lambda m, rows=rows: script("filter_table", "ours", rows),  # type: ignore[misc]
            lambda m, rows=rows: script("filter_table", "proxy", rows),  # type: ignore[misc]
            0.5,
            most_runs=most,
        )
        for rows, most in ((10_000, 99), (100_000, 3))
    ),
    Job(
        "search over everything, key press, 10,000 people",
        lambda m: script(
            "search_everything", "ours", m.session(10_000), m.session(10_000).with_suffix(".ini")
        ),
        lambda m: script("search_everything", "proxy", m.session(10_000)),
        1.5,
    ),
    Job(
        "saving one field",
        lambda m: script("one_field", "ours", m.sample),
        lambda m: script("one_field", "plain", m.sample),
        1.5,
    ),
    *(
        Job(
            f"meeting mode, key to paint, {size}, {what}",
            lambda m, t=times, w=what: _meeting_key(m, "ours", w, t),  # type: ignore[misc]
            lambda m, t=times, w=what: _meeting_key(m, "bare", w, t),  # type: ignore[misc]
            target,
        )
        for times, size in ((1, "sample"), (10, "10 times the sample"))
        for what, target in (("median", 2.5), ("worst", 4.0))
    ),
    *(
        Job(
            f"{count} {kind}s as PDF, {how}",
            lambda _, k=kind, c=count: script("cards_pdf", k, c),  # type: ignore[misc]
            lambda _, c=count: script("cards_pdf", "empty", c),  # type: ignore[misc]
            3.0,
            unit,
        )
        for kind, count in (("badge", 200), ("plate", 80))
        for how, unit in (("with the start", "wall"), ("drawing (cpu)", "processor"))
    ),
    *(
        Job(
            f"Session Protocol, 45 paragraphs, two languages, .docx{more}",
            ours,
            lambda m: script("protocol_document", "docxtpl", m.word_template),
            2.0,
            "wall",
        )
        for more, ours in (
            ("", lambda _: script("protocol_document", "values")),
            (", from the file", lambda m: script("protocol_document", "file", m.protocol)),
        )
    ),
    Job(
        "memory, sample open, all screens visited",
        lambda m: script("window", "memory", m.sample),
        lambda _: script("bare_window", "memory"),
        2.0,
        "peak",
    ),
)
