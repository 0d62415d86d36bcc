"""The facts of a session in one text file: reading it, and making what it says."""

from rapporteur.services.facts.session import (
    EARLIER_SAMPLE,
    SAMPLE,
    DelegateFacts,
    Facts,
    SubGroupName,
    check_dates,
    known_time_zone,
    load_facts,
    parse_facts,
    sample_facts,
)

__all__ = [
    "EARLIER_SAMPLE",
    "SAMPLE",
    "DelegateFacts",
    "Facts",
    "SubGroupName",
    "check_dates",
    "known_time_zone",
    "load_facts",
    "parse_facts",
    "sample_facts",
]
