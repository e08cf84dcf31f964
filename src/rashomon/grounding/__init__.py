"""Who, where, when, how many: mentions, entities, places, times and quantities."""

from rashomon.grounding.dating import date_reports
from rashomon.grounding.growth import Grounded, ground, grow
from rashomon.grounding.mentions import mention
from rashomon.grounding.times import read_times

__all__ = ["Grounded", "date_reports", "ground", "grow", "mention", "read_times"]
