"""The closed table of message codes; it is also a page of the docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kpi_rules.language.said import said

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for, in one line, and how grave it is."""

    title: str
    severity: Severity = "error"


CODES: dict[str, Code] = {
    # the file
    "KPI001": Code(said("the file cannot be read as a contract")),
    "KPI002": Code(said("a character that may not stand in a contract")),
    "KPI003": Code(said("a block of clauses that is not what is rendered")),
    "KPI004": Code(said("a file without a single clause")),
    "KPI005": Code(said("prose that reads like a clause"), "warning"),
    # front matter and other YAML
    "KPI010": Code(said("YAML that cannot be read")),
    "KPI011": Code(said("an unknown key")),
    "KPI012": Code(said("a required key is missing")),
    "KPI013": Code(said("a value of the wrong form")),
    "KPI014": Code(said("a second key of the same name")),
    "KPI015": Code(said("two files with one version of a contract")),
    # how it is written
    "KPI020": Code(said("text that is not a clause")),
    "KPI021": Code(said("a number in the wrong spelling")),
    "KPI022": Code(said("a date in the wrong spelling")),
    "KPI023": Code(said("a clause without a label")),
    "KPI024": Code(said("two clauses of one id")),
    "KPI025": Code(said("a text beyond the limits of size")),
    "KPI026": Code(said("a clause in the wrong column")),
    "KPI027": Code(said("a modifier that stands twice, or beside one it excludes")),
    "KPI028": Code(said("a part of the language that this version does not judge")),
    # names
    "KPI030": Code(said("an unknown name")),
    "KPI031": Code(said("a name that has several meanings in the trade")),
    "KPI032": Code(said("letters of another alphabet")),
    "KPI033": Code(said("definitions in a circle")),
    "KPI034": Code(said("a function used wrongly")),
    "KPI035": Code(said("a name that is taken")),
    # meaning
    "KPI040": Code(said("units that cannot be compared")),
    "KPI041": Code(said("nothing is compared")),
    "KPI042": Code(said("a target that can never hold")),
    "KPI043": Code(said("a comparison in the harmful direction"), "warning"),
    "KPI044": Code(said("an aggregate that has no meaning")),
    "KPI045": Code(said("a clause outside the term")),
    "KPI046": Code(said("an event that is not declared")),
    "KPI047": Code(said("a value that hides the target"), "warning"),
    "KPI048": Code(said("two clauses that contradict each other"), "warning"),
    "KPI049": Code(said("a modifier that does not fit the clause")),
    "KPI056": Code(said("a requirement that can never fail"), "warning"),
    "KPI057": Code(said("a remedy that is not what it seems"), "warning"),
    # data that a clause needs
    "KPI050": Code(said("no source has the data")),
    "KPI051": Code(said("an unknown source, or several for one table")),
    "KPI052": Code(said("a selection that no table can serve")),
    "KPI053": Code(said("holidays of a year that is not known")),
    "KPI054": Code(said("one measure from two tables"), "warning"),
    "KPI055": Code(said("money in another currency")),
    # scenarios
    "KPI080": Code(said("two scenarios of one title")),
    "KPI081": Code(said("a figure that cannot be given")),
    "KPI082": Code(said("an outcome that no clause can have")),
    "KPI083": Code(said("a scenario that comes out otherwise")),
    "KPI084": Code(said("a figure that no clause reads"), "warning"),
    # the catalogue and the workspace
    "KPI060": Code(said("a catalogue entry that cannot be used")),
    "KPI061": Code(said("a source that cannot be used")),
    "KPI062": Code(said("no workspace, or nothing to judge")),
    # data (found when it is read)
    "KPI070": Code(said("a file that cannot be read")),
    "KPI071": Code(said("a cell that cannot be read")),
    "KPI072": Code(said("rows that count twice")),
    "KPI073": Code(said("a file whose form is ambiguous")),
    "KPI074": Code(said("a row longer or shorter than the header")),
    "KPI075": Code(said("a file that differs from its control figures")),
    "KPI076": Code(said("a column that is not in the file")),
    "KPI077": Code(said("numbers too large for exact arithmetic")),
}
