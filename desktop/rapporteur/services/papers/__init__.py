"""Papers of the session as workbooks: agenda, run sheet, attendance."""
