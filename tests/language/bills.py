"""Random remedies for contracts."""

from __future__ import annotations

from language.pen import GAP
from language.requirements import Writer


class Biller(Writer):
    """Writes what a verdict costs."""

    def remedies(self, *, more: bool, blocked: bool, recurs: bool, gate: list[str]) -> list[str]:
        """Lines for a floor or ceiling of a count; a block has no value of its own, what is judged once has no runs."""
        step = self.one([self.percent(5), self.number(5), f"1{GAP}%", "1"])
        full = self.word("FULL") + GAP if self.chance(0.3) else ""
        over = self.word("BEYOND" if "en" not in self.languages else "OVER")
        rates = {"DEDUCT": self.word("SHORT"), "PAY": over}

        def money(kind: str) -> str:
            rate = self.gaps("", self.word("PER"), f"{full}{step}", rates[kind]) if self.chance(0.5) else ""
            rate = "" if blocked else rate
            most = self.gaps("", self.word("UP_TO"), self.price()) if rate or self.chance(0.3) else ""
            return self.gaps(self.word(kind), self.price()) + rate + most

        run = self.gaps(self.word("ON_RUN" if "en" not in self.languages else "ON"), str(self.whole(1, 22)))
        notice = f"{self.word('NOTIFY')}{GAP}{self.string()}"
        high, low = (self.word(word) + GAP + self.number() for word in ("ON_OVER", "ON_UNDER"))
        lines = [
            self.gaps(self.word("ON_FAIL"), money("DEDUCT")),
            self.gaps(self.word("ON_FAIL"), notice),
            self.gaps(self.word("ON_PASS"), money("PAY")),
        ]
        by_value = [
            self.gaps(high, money("PAY" if more else "DEDUCT")),
            self.gaps(low, money("DEDUCT" if more else "PAY")),
        ]
        last = self.one([notice, self.word("MAY_TERMINATE"), money("DEDUCT")])
        lines += [] if blocked else by_value
        lines += [self.gaps(run, self.word("FAILS_IN_A_ROW"), last)] if recurs else []
        passed = self.gaps("", self.word("IF"), f",{GAP}".join(gate), self.word("PASS")) if gate else ""
        return [line + (passed if self.chance(0.4) else "") for line in self.some(lines, 3)]

    def price(self) -> str:
        share = self.gaps(self.percent(), self.word("OF"), self.word("FEE"))
        return self.one([self.money(), share])
