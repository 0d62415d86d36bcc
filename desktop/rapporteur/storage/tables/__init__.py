"""The tables of a session file, as mapped classes; they never leave storage and services.

Adding a field to the program is one line in the catalogue, one column here and one migration;
a test holds the three together. Nothing in this module knows SQLite: the same classes are to
run on PostgreSQL when several officers share one session.

Three kinds of tables:

- `Tracked` rows are what people edit. The history records every change of theirs.
- `StoredFileRow` keeps bytes by their hash. It never changes, so it needs no history.
- `StepRow`, `ChangeRow`, `FileInfoRow` are the program's own bookkeeping.
"""

from __future__ import annotations

from rapporteur.storage.tables.actions import ActionItemRow, ProgressEntryRow
from rapporteur.storage.tables.agenda import AgendaItemRow, SittingRow
from rapporteur.storage.tables.base import ALEMBIC_VERSION, Base, Tracked, new_uuid, table_of
from rapporteur.storage.tables.bookkeeping import ChangeRow, FileInfoRow, StepRow, StoredFileRow
from rapporteur.storage.tables.delegates import DelegateRow
from rapporteur.storage.tables.lists import (
    ColumnSetRow,
    DelegateSourceRow,
    FrozenListRow,
    IdentityDecisionRow,
    ReceivedListRow,
    SenderRow,
)
from rapporteur.storage.tables.meeting import (
    AttendanceRow,
    MeetingRecordRow,
    ReadinessTickRow,
    SpeakerRow,
)
from rapporteur.storage.tables.printing import PrintedCardRow, SeatingPlanRow, SeatRow
from rapporteur.storage.tables.protocol import (
    ClauseRow,
    ProtocolParagraphRow,
    ProtocolSnapshotRow,
    SealRow,
)
from rapporteur.storage.tables.session import SessionRow, SideRow
from rapporteur.storage.tables.subgroups import SubGroupRow, SubGroupUpdateRow, TopicRow

__all__ = [
    "ALEMBIC_VERSION",
    "ActionItemRow",
    "AgendaItemRow",
    "AttendanceRow",
    "Base",
    "ChangeRow",
    "ClauseRow",
    "ColumnSetRow",
    "DelegateRow",
    "DelegateSourceRow",
    "FileInfoRow",
    "FrozenListRow",
    "IdentityDecisionRow",
    "MeetingRecordRow",
    "PrintedCardRow",
    "ProgressEntryRow",
    "ProtocolParagraphRow",
    "ProtocolSnapshotRow",
    "ReadinessTickRow",
    "ReceivedListRow",
    "SealRow",
    "SeatRow",
    "SeatingPlanRow",
    "SenderRow",
    "SessionRow",
    "SideRow",
    "SittingRow",
    "SpeakerRow",
    "StepRow",
    "StoredFileRow",
    "SubGroupRow",
    "SubGroupUpdateRow",
    "TopicRow",
    "Tracked",
    "new_uuid",
    "table_of",
]
