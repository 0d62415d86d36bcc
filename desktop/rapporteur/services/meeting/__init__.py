"""What happens in the room: running the agenda, notes, quick entries, and what rescues them."""
