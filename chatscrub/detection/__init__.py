"""Passages → findings. `packs` loads detectors, `cascade` runs them; the other modules are their parts."""
