"""The window and everything in it; the only home of Qt besides `app`."""

from rapporteur.ui.runtime import keep_constants_alive

keep_constants_alive()
