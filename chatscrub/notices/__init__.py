"""Messages and reminders for employees, as files: nothing is ever sent.

None holds a value, masked or not, and no title of a chat unless the operator wants it. The sentences of a language are
one TOML file here, found by its name.
"""
