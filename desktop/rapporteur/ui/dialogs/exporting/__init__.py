"""The dialogs that write the papers of the session day, and how screens offer them."""
