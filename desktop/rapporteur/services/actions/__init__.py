"""Action items: numbers, due dates, progress, closing, and where they are read."""

from rapporteur.services.actions.editing import (
    create_action,
    move_actions,
    remove_actions,
    set_for_several,
    update_action,
)
from rapporteur.services.actions.numbering import next_number
from rapporteur.services.actions.progress import (
    add_progress,
    all_progress,
    progress_of,
    remove_progress,
    update_progress,
)
from rapporteur.services.actions.reading import (
    actions,
    due_fields,
    read_due_here,
)

__all__ = [
    "actions",
    "add_progress",
    "all_progress",
    "create_action",
    "due_fields",
    "move_actions",
    "next_number",
    "progress_of",
    "read_due_here",
    "remove_actions",
    "remove_progress",
    "set_for_several",
    "update_action",
    "update_progress",
]
