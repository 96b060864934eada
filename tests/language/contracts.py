"""Random contracts without an error: every form of the language in any layout, spelling and language.

`generated(seed)` is quick; CONTRACTS is the same as a strategy of hypothesis, which makes them smaller.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from hypothesis import strategies as st

from kpi_rules.language.vocabulary import SourceFacts, Vocabulary
from language.bills import Biller
from language.pen import GAP, VOCABULARY

FRONT = """\
---
contract: {id}
term: 2026-01-01..2026-12-31
timezone: Europe/Moscow
currency: RUB
fee: 150000 RUB monthly
holidays: RU
baseline: 2025-10..2025-12
events:
  contest: 2026-05-01..2026-05-14
  Ёлка: 2026-06-01..2026-06-05
"""
SCHEDULES = ["", "schedule: weekly\n", "schedule: every 2 weeks\n", "schedule: over term\n", "schedule: quarterly\n"]
UNITS = {"daily": "days", "weekly": "weeks", "monthly": "months", "quarterly": "quarters", "yearly": "years"}
ROLLING = {"daily": ["days"], "weekly": ["weeks", "days"], "monthly": ["months", "days"], "quarterly": ["quarters"]}
DOUBLED = "aurora-two"  # the id of contracts in a workspace with two sources of daily figures
PERIODS = {
    "daily": ["2026-04-01", "2026-07-31"],
    "weekly": ["2026-W10", "2026-W31"],
    "monthly": ["2026-04", "2026-07"],
    "quarterly": ["2026-Q2", "2026-Q4"],
}
LABELS = ["by", "Month", "пункт", "k", "label", "цель", "Лимит", "x"]
COMMENTS = ["why", 'so "called', "«там»", "# twice", "a: likes >= 5", "до 5%", ""]


class Author(Biller):
    """Writes contracts. Every comment in them is another one."""

    def contract(self) -> str:
        self.own: list[str] = []
        self.said = 0
        self.ids: list[str] = []
        self.gates: dict[str, list[str]] = {}  # clauses of each schedule that a remedy may hang on
        self.doubled = self.chance(0.2)
        blocks = [self.block(n) for n in range(self.whole(1, 2))]
        prose = ["# Annex", "Prose: `likes` and\n  *so on*.", "- a list\n- of two", ""]
        text = FRONT.format(id=DOUBLED if self.doubled else "aurora") + self.one(SCHEDULES) + "---\n"
        for block in blocks:
            text += f"{self.one(prose)}\n\n{block}\n\n"
        text = text if self.chance(0.8) else text.rstrip("\n")
        return self.one(["", "", "", "\ufeff"]) + (text.replace("\n", "\r\n") if self.chance(0.2) else text)

    def block(self, number: int) -> str:
        """A fenced block, maybe in a list or a quotation."""
        lines = [self.between() if self.chance(0.3) else ""]
        count = self.whole(1, 3)
        for index in range(count):
            last = index == count - 1  # a contract has a clause
            self.languages = self.one([("en",), ("en",), ("ru",), ("ru",), ("en", "ru")])
            name = f"{number}{index}"
            statement = self.definition(name) if self.chance(0.25) and not (self.doubled or last) else self.clause(name)
            lines += [self.laid_out(statement), self.between()]
        first, margin = self.one([("", ""), ("", ""), ("", ""), ("- ", "  "), ("12. ", "    "), ("> ", "> ")])
        fence = self.one(["```", "~~~~"])
        body = [f"{fence}kpi", *"\n".join(line for line in lines if line).split("\n"), fence]
        return "\n".join((margin if n else first) + line for n, line in enumerate(body))

    def between(self) -> str:
        """Blank lines and comments between statements."""
        return "\n".join(self.one([str, " ".upper, "\n".upper, self.comment, self.aside])() for _ in range(2))

    def aside(self) -> str:
        return f"  {self.comment()}"

    def comment(self) -> str:
        self.said += 1
        return f"# note {self.said}: {self.one(COMMENTS)}".rstrip()

    def laid_out(self, statement: str) -> str:
        """Blanks, line ends and comments in the gaps."""

        def gap(_: re.Match[str]) -> str:
            match self.whole(0, 30):
                case 0:
                    return "\n    "
                case 1:
                    return f"  {self.comment()}\n "
                case 2:
                    return f"\n{self.comment()}\n  "
                case 3:
                    return "\u00a0 "
                case 4:
                    return "\n\n  "
            return " "

        whole = re.sub(GAP, gap, statement)
        return whole + (f" {self.comment()}" if self.chance(0.2) else "")

    def definition(self, name: str) -> str:
        named = f"{self.one(['own', 'Своя', 'weekly', 'рост'])}_{name}"
        title = GAP + self.string() if self.chance(0.5) else ""
        self.shifted = False
        text = f"{self.word('LET')}{GAP}{named}{GAP}={GAP}{self.count()}{title}"
        self.own.append(named)
        return text

    def clause(self, name: str) -> str:
        kind = self.one(["single", "single", "any", "report"])
        schedule, calendar = self.schedule()
        self.shifted = not calendar.startswith("by")
        label = f"{self.one(LABELS)}_{name}"
        modifiers = self.some(self.plain(), 4)
        modifiers += [self.gaps(self.word("SOURCE"), "daily")] if self.doubled else []
        modifiers += [] if "from…to" in calendar else self.bounds()
        head, id = "", label
        if kind == "report":
            asked = f"{self.word('REPORT')}{GAP}{self.one([self.count, self.ratio])()}"
        elif kind == "any":
            asked = self.requirement()
            modifiers += self.some(self.judging(), 3)
        else:
            more = self.chance(0.6)
            added = self.gaps(self.name("net_growth"), "+", self.name("likes"))
            value = self.one([self.count(), self.count(), added, self.name("net_growth")])
            sign = self.word(self.one(["GE", "GT"] if more else ["LE", "LT"]))
            asked = self.gaps(value, sign, self.number(4_999, 2_000))
            flows = value == added or "+" not in value
            judging = self.some(self.judging(), 3)
            blocked, recurs = calendar in UNITS and self.chance(0.2), calendar in UNITS or calendar == "every"
            plain = calendar in UNITS and not blocked
            gate = self.some(self.gates.get(calendar, []), 3) if plain else []
            modifiers += [
                *judging,
                *self.some(self.alone(calendar, more=more, flows=flows, blocked=blocked), 5),
                *([self.in_block(calendar)] if blocked else []),
                *self.remedies(more=more, blocked=blocked, recurs=recurs, gate=gate),
            ]
            if "+" not in value and "net_growth" not in self.ids and self.chance(0.7):
                id = "net_growth"
            if plain:
                self.gates.setdefault(calendar, []).append(id)
        if id == label:
            head = self.one([f"{label}:{self.one(['', GAP])}", f"{label} {self.string()}{self.one(['', ' '])}:{GAP}"])
        self.ids += [] if kind == "report" else [id]
        parts = [*modifiers, *([schedule] if schedule else [])]
        self.luck.shuffle(parts)
        return head + self.gaps(asked, *parts)

    def schedule(self) -> tuple[str, str]:
        """Any schedule, and what it is: an English word of the calendar, or something else."""
        event, day = self.one(["contest", "CONTEST", "елка"]), self.one(["2026-06-30", "2026-07-01"])
        unit = self.one([unit for unit in UNITS if unit != "yearly"])
        match self.whole(0, 12):
            case 0:
                over, count = self.one(ROLLING[unit]), str(self.whole(1, 3))
                window = self.gaps(self.word("OVER_LAST"), count, self.word("TIME_UNIT", over))
                return f"{self.word('CALENDAR', unit)}{GAP}{window}", unit
            case 1:
                blocks = self.one(["days", "weeks", "months", "quarters"])
                return self.gaps(self.word("EVERY"), str(self.whole(2, 21)), self.word("TIME_UNIT", blocks)), "every"
            case 2:
                return self.words(f"BY{GAP}{day}"), "by"
            case 3:
                return self.words(f"ON{GAP}{day}"), "on"
            case 4:
                return self.gaps(self.word("DURING"), event), "during"
            case 5:
                side = self.word(self.one(["AFTER", "BEFORE"]))
                days = self.gaps(str(self.one([1, 2, 21, 30])), self.word("TIME_UNIT", "days"))
                return self.gaps(self.word("IN_THE"), days, side, event), "around"
            case 6:
                return self.word("OVER_TERM"), "over term"
            case 7:
                return self.from_to("2026-02-01", "2026-08-15"), "from…to"
            case 8:
                return "", "none from…to"
        return self.word("CALENDAR", unit), unit

    def from_to(self, first: str, last: str) -> str:
        to = self.word("UP_AND_ON" if "ru" in self.languages else "TO")
        return self.gaps(self.word("FROM"), first, to, last)

    def bounds(self) -> list[str]:
        first = self.one(["2026-01-15", f"{self.word('MONTH')}{GAP}{self.whole(1, 3)}"])
        last = self.one(["2026-11-30", f"{self.word('MONTH')}{GAP}{self.whole(10, 12)}"])
        until = f"{self.word('UP_AND_ON' if 'en' not in self.languages else 'UNTIL')}{GAP}{last}"
        since = f"{self.word('FROM')}{GAP}{first}"
        return self.one([[], [], [since], [until], [since, until], [self.from_to(first, last)]])

    def plain(self) -> list[str]:
        """Modifiers of any clause, of which each may stand once."""
        days = ["2026-01-01..2026-01-08", "2026-03-08", "contest", self.word("HOLIDAYS"), self.word("WEEKENDS")]
        excluded = [day + self.one(["", f" {self.string()}"]) for day in self.some(days, 4)] or ["Ёлка"]
        columns = self.some(["channel", "format"], 2) or ["channel"]
        owed = self.cased("by") if self.one(self.languages) == "en" else self.word("OWED")
        return [
            self.gaps(self.word("WHEN"), self.requirement(1)),
            self.gaps(self.word("UNLESS"), self.requirement(1)),
            self.gaps(self.word("EXCEPT"), f",{GAP}".join(excluded)),
            self.gaps(self.word("FOR"), self.rows(1, wide=False)),
            self.words(f"FOR{GAP}EACH{GAP}") + f",{GAP}".join(self.name(c, "column") for c in columns),
            self.gaps(owed, self.word("PARTY")),
            *([] if self.doubled else [self.gaps(self.word("SOURCE"), self.one(["daily", "Метрика"]))]),
            self.gaps(self.word("BECAUSE"), self.string()),
        ]

    def judging(self) -> list[str]:
        """Modifiers of any requirement."""
        return [
            self.gaps(self.word("PROVIDED"), self.requirement(1)),
            self.words(self.one([f"IF_MISSING{GAP}FAIL", f"IF_MISSING{GAP}PASS"])),
            self.gaps(self.word("WEIGHT"), self.number(9)),
            self.word("KEY"),
        ]

    def in_block(self, calendar: str) -> str:
        """`in 10 of 12 months`."""
        of = self.whole(2, 12)
        unit = self.word("TIME_UNIT", UNITS[calendar])
        return self.gaps(self.word("IN"), str(self.whole(1, of)), self.word("OF"), str(of), unit)

    def alone(self, calendar: str, *, more: bool, flows: bool, blocked: bool) -> list[str]:
        """Modifiers of a requirement with one comparison of counts, whose target is from 2,000 to 5,000."""
        high, low = self.number(9_999, 5_001), self.number(1_999)
        places = f"{self.whole(0, 3)}{GAP}{self.word('PLACES')}"
        found = [
            self.gaps(self.word("TOLERANCE"), self.one([self.percent(), self.number()])),
            self.gaps(self.word("ROUNDED_TO"), self.one([places, self.number(9)])),
            self.gaps(self.word("WARN_AT"), high if more else self.one(["", "-", "−"]) + low),
            *([self.word("PRORATED")] if flows else []),
        ]
        if calendar in UNITS:
            unit = self.word("TIME_UNIT", UNITS[calendar])
            of = self.whole(2, 12)
            runs = self.gaps(self.word("FAILS_AFTER"), str(self.whole(2, 22)), self.word("MISSES_IN_A_ROW"))
            found += [] if blocked else [runs]
            way, end = self.one([("RISING", high), ("FALLING", low)])
            over = self.gaps(self.word(f"{way}_TO"), end, self.word("OVER"), str(of), unit)
            step = self.gaps(self.word(way), self.number(), self.word("CALENDAR", calendar))
            listed = f",{GAP}".join(f"{period}:{GAP}{self.number()}" for period in PERIODS[calendar])
            found.append(self.one([step, over, self.gaps(self.word("TARGET"), listed)]))
        if self.doubled:
            most = self.one([self.percent(), self.number()])
            found.append(self.gaps(self.word("CHECKED_AGAINST"), "GA4", self.word("WITHIN"), most))
        return found


def vocabulary(text: str) -> Vocabulary:
    """What may be spoken of in a contract of these."""
    if f"contract: {DOUBLED}" not in text:
        return VOCABULARY
    tables = VOCABULARY.tables
    named = {"daily": "daily", "ga4": "daily", "posts": "posts"}
    facts = (SourceFacts(name, table, frozenset(tables[table].columns)) for name, table in named.items())
    return replace(VOCABULARY, sources=tuple(facts))


def written(luck: random.Random) -> str:
    return Author(luck).contract()


def generated(seed: int) -> str:
    """The contract of this seed."""
    return written(random.Random(seed))


CONTRACTS = st.randoms(use_true_random=False).map(written)
