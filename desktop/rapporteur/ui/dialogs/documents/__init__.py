"""Dialogs of the documents screen: the session pack, the templates."""
