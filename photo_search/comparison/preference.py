"""What a tally of blind choices between two models shows, and what it doesn't; pure functions."""

from __future__ import annotations

import math
from dataclasses import dataclass

_SURE = 20.0
"""Evidence at which a preference counts as shown: an even chance gives as much in 1 of 20 tallies, ever."""

_STEPS = 60


@dataclass(frozen=True, slots=True)
class Preference:
    """How often each of two models was preferred, and how often neither was."""

    first: int
    second: int
    neither: int

    @property
    def decided(self) -> int:
        """How many choices fell on one of the two."""
        return self.first + self.second

    def evidence(self) -> float:
        """Return how much better "they differ" explains the choices than "an even chance"; 1 with no choice.

        The ratio of the choices' likelihood, averaged evenly over all preferences, to that of an even chance:
        2^n * B(a + 1, b + 1). Whoever looks after each choice and stops when it pleases them sees 20 or more in
        at most 1 of 20 tallies if there is no preference (Ville's inequality). Source: Ramdas, Grünwald, Vovk,
        Shafer, "Game-theoretic statistics and safe anytime-valid inference", Statistical Science 38(4), 2023.
        """
        return math.exp(self.decided * math.log(2) + _log_beta(self.first + 1, self.second + 1))

    def interval(self) -> tuple[float, float]:
        """Return between which shares of choices for the second model the true one lies, at 95 %.

        It holds however often one looks (Robbins' confidence sequence of the same mixture as `evidence`): those
        shares that the choices speak against less than 20 to 1.
        """
        if not self.decided:
            return 0.0, 1.0
        found = self.second / self.decided
        return self._edge(0.0, found), self._edge(1.0, found)

    def shown(self) -> bool:
        """Say whether the choices show that one model is preferred."""
        return self.evidence() >= _SURE

    def sentence(self, first: str, second: str) -> str:
        """Say in one or two sentences what the choices show of the models called `first` and `second`."""
        if not self.decided:
            return "No choice has been made yet."
        low, high = self.interval()
        leader, votes = (second, self.second) if self.second > self.first else (first, self.first)
        counted = f"{leader} was preferred in {votes} of {self.decided} choices"
        if self.neither:
            counted += f" ({self.neither} more {'was' if self.neither == 1 else 'were'} even)"
        if self.shown():
            if leader == first:
                low, high = 1 - high, 1 - low
            return f"{counted}: a preference, in {low:.0%} to {high:.0%} of cases."
        even = f"The models are even so far, at {self.first} of {self.decided} choices each"
        start = even if self.first == self.second else counted
        return f"{start}. That shows no preference: {second} may be preferred in {low:.0%} to {high:.0%} of cases."

    def _edge(self, beyond: float, inside: float) -> float:
        """Return the share between `beyond` and `inside` where the evidence against it passes 20."""
        if self._against(beyond) < math.log(_SURE):
            return beyond
        for _ in range(_STEPS):
            middle = (beyond + inside) / 2
            if self._against(middle) < math.log(_SURE):
                inside = middle
            else:
                beyond = middle
        return inside

    def _against(self, share: float) -> float:
        """Return the logarithm of how much better "some other share" explains the choices than `share`."""
        log_likelihood = sum(
            count * math.log(chance) if chance > 0 else -math.inf
            for count, chance in ((self.first, 1 - share), (self.second, share))
            if count
        )
        return _log_beta(self.first + 1, self.second + 1) - log_likelihood


def _log_beta(a: int, b: int) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
