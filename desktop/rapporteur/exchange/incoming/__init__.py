"""From the bytes of a file to sheets of plain values; most of it runs in the reading process."""
