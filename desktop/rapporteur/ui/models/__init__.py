"""Qt models over frozen records: what tables and lists on the screens show."""
