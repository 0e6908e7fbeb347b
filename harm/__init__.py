"""Situations in which starting or restarting a container would be wrong, played on a real engine. Standard library only."""
