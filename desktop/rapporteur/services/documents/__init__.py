"""The documents of a session: what there is, making them, writing them, packing them together."""
