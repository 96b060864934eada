"""The closed table of message codes; it is also a page of the docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for, in one line, and how grave it is."""

    title: str
    severity: Severity = "error"


CODES: dict[str, Code] = {
    # the file
    "KPI001": Code("the file cannot be read as a contract"),
    "KPI002": Code("a character that may not stand in a contract"),
    "KPI003": Code("a block of clauses that is not what is rendered"),
    "KPI004": Code("a file without a single clause"),
    "KPI005": Code("prose that reads like a clause", "warning"),
    # front matter and other YAML
    "KPI010": Code("YAML that cannot be read"),
    "KPI011": Code("an unknown key"),
    "KPI012": Code("a required key is missing"),
    "KPI013": Code("a value of the wrong form"),
    "KPI014": Code("a second key of the same name"),
    "KPI015": Code("two files with one version of a contract"),
    # how it is written
    "KPI020": Code("text that is not a clause"),
    "KPI021": Code("a number in the wrong spelling"),
    "KPI022": Code("a date in the wrong spelling"),
    "KPI023": Code("a clause without a label"),
    "KPI024": Code("two clauses of one id"),
    "KPI025": Code("a text beyond the limits of size"),
    "KPI026": Code("a clause in the wrong column"),
    "KPI027": Code("a modifier that stands twice, or beside one it excludes"),
    "KPI028": Code("a part of the language that this version does not judge"),
    # names
    "KPI030": Code("an unknown name"),
    "KPI031": Code("a name that has several meanings in the trade"),
    "KPI032": Code("letters of another alphabet"),
    "KPI033": Code("definitions in a circle"),
    "KPI034": Code("a function used wrongly"),
    "KPI035": Code("a name that is taken"),
    # meaning
    "KPI040": Code("units that cannot be compared"),
    "KPI041": Code("nothing is compared"),
    "KPI042": Code("a target that can never hold"),
    "KPI043": Code("a comparison in the harmful direction", "warning"),
    "KPI044": Code("an aggregate that has no meaning"),
    "KPI045": Code("a clause outside the term"),
    "KPI046": Code("an event that is not declared"),
    "KPI047": Code("a value that hides the target", "warning"),
    "KPI048": Code("two clauses that contradict each other", "warning"),
    "KPI049": Code("a modifier that does not fit the clause"),
    "KPI056": Code("a requirement that can never fail", "warning"),
    "KPI057": Code("a remedy that is not what it seems", "warning"),
    # data that a clause needs
    "KPI050": Code("no source has the data"),
    "KPI051": Code("an unknown source, or several for one table"),
    "KPI052": Code("a selection that no table can serve"),
    "KPI053": Code("holidays of a year that is not known"),
    "KPI054": Code("one measure from two tables", "warning"),
    "KPI055": Code("money in another currency"),
    # the catalogue and the workspace
    "KPI060": Code("a catalogue entry that cannot be used"),
    "KPI061": Code("a source that cannot be used"),
    "KPI062": Code("no workspace, or nothing to judge"),
    # data (found when it is read)
    "KPI070": Code("a file that cannot be read"),
    "KPI071": Code("a cell that cannot be read"),
    "KPI072": Code("rows that count twice"),
    "KPI073": Code("a file whose form is ambiguous"),
    "KPI074": Code("a row longer or shorter than the header"),
    "KPI075": Code("a file that differs from its control figures"),
    "KPI076": Code("a column that is not in the file"),
    "KPI077": Code("numbers too large for exact arithmetic"),
}
