"""Workbooks in and out, as plain values; knows no database."""
