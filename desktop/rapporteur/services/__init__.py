"""Use cases: functions that take a database session and return domain records."""
