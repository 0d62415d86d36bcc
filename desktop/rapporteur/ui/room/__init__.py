"""The room's screen: a second window with the item, the next one and the time, all public."""
