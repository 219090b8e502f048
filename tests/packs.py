"""A detector file of an invented issuer, for tests that add one."""

LOFT = """
issuer = "Loft"
references = ["https://loft.test/rings"]
[remedy]
kind = "rotate"
steps = ["Fit a new ring."]
[[detector]]
id = "loft.ring"
name = "Loft ring"
entity = "LOFT_RING"
confidence = "high"
severity = "high"
pattern = '\\b(?P<value>ring_[0-9a-f]{12})\\b'
match = ["ring_{{hex:12}}", "my ring_{{hex:12}}", "(ring_{{hex:12}})"]
no_match = ["ring_short", "ring_{{upper:12}}", "xring_{{hex:12}}"]
"""
