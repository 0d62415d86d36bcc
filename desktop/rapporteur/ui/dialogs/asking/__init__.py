"""The dialogs that write what a side is asked to fill in and to send back."""
