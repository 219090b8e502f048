"""The invented company: Brightwater Logistics, and four of its people."""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "brightwater-logistics.com"


@dataclass(frozen=True, slots=True)
class Employee:
    """Someone who works at Brightwater; `slack` and `claude` are directory ids."""

    name: str
    handle: str
    slack: str
    claude: str
    job: str

    @property
    def email(self) -> str:
        """The address at work."""
        return f"{self.handle}@{DOMAIN}"


MARA = Employee("Mara Lindqvist", "mara.lindqvist", "U07MARA1LQ", "5b1c0c8e-3f0a-4d57-9b11-0c6c1d3a7e01", "support")
TOMAS = Employee("Tomas Okafor", "tomas.okafor", "U07TOMAS2K", "5b1c0c8e-3f0a-4d57-9b11-0c6c1d3a7e02", "engineering")
JULE = Employee("Jule Brandt", "jule.brandt", "U07JULE3BR", "5b1c0c8e-3f0a-4d57-9b11-0c6c1d3a7e03", "sales")
PRIYA = Employee("Priya Raman", "priya.raman", "U07PRIYA4R", "5b1c0c8e-3f0a-4d57-9b11-0c6c1d3a7e04", "finance")
EVERYBODY = (MARA, TOMAS, JULE, PRIYA)
"""The four whose exports lie here."""

FORMER = "5b1c0c8e-3f0a-4d57-9b11-0c6c1d3a7e09"
"""An account that the directory no longer knows."""
