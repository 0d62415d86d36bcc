"""The form of a sub-group update as a workbook: its hidden marks, and reading it back."""
