"""What outlives a run, in the state folder."""
