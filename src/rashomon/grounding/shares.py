"""What all reports together are about, told by a sample of them and in steps that seldom change.

Stands beside `growth`. Enters: the country that each report is mostly about. Leaves: for each country
its share of the reports. The sample are the reports with the smallest ids; ids are hashes, so that it is
drawn by chance and is the same for any order of the reports. The more reports there are, the more seldom
a further one comes into it, and only where that takes a country over a step does anything change for the
others.
"""

from bisect import insort
from collections import Counter
from math import floor, log2

from rashomon.workings import Shelf, UnfitError, Workings

SAMPLED = 512
"""Reports in the sample: the share of a country is then told to within some 2 %."""

FEWEST_REPORTS = 5
"""Reports from which on what they are about together says anything of one more."""

LEAST_SHARE = 1 / 16
"""A smaller share says nothing: a report so seldom about a country hardly hints at it."""

SAMPLE = Shelf("ground.sample", str)
"""Under one key, by report of the sample: the country that it is mostly about."""


class Sample:
    """The sample of the reports that are about some country, in workings."""

    def __init__(self, workings: Workings) -> None:
        self._workings = workings
        self._countries = dict(workings.find(SAMPLE, ""))
        self._order = sorted(self._countries)

    def put(self, report: str, country: str | None) -> None:
        """Take in what a report is mostly about; None for a report that is gone or about no country.

        Raises:
            UnfitError: It was sampled, and which is to be sampled in its place was not kept.
        """
        known = self._countries.get(report)
        is_full = len(self._order) >= SAMPLED
        if country is None and known is not None:
            if is_full:
                raise UnfitError(
                    f"The report {report} was one of those by which others are placed."
                )
            self._drop(report)
        elif country is not None and country != known:
            if not (is_full and report > self._order[-1]):
                self._lay(report, country)
            if len(self._order) > SAMPLED:
                self._drop(self._order[-1])

    def _lay(self, report: str, country: str) -> None:
        if report not in self._countries:
            insort(self._order, report)
        self._countries[report] = country
        self._workings.put(SAMPLE, "", report, country)

    def _drop(self, report: str) -> None:
        self._order.remove(report)
        del self._countries[report]
        self._workings.put(SAMPLE, "", report, None)

    def shares(self) -> dict[str, float]:
        """For each country its share, a half, a quarter and so on; none where it says nothing."""
        about = Counter(self._countries.values())
        total = about.total()
        if total < FEWEST_REPORTS:
            return {}
        return {
            country: 2.0 ** floor(log2(number / total))
            for country, number in sorted(about.items())
            if number >= LEAST_SHARE * total
        }
