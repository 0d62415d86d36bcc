"""Word documents: templates that an official edits in Word, filled in a sandbox."""
