"""Bigger models of names and addresses, which the operator brings in a folder; nothing is ever downloaded."""
