"""Papers as Word documents, as PDF and in print, made of plain values; knows no database."""
