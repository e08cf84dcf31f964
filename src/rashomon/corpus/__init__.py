"""The sample corpus: short reports by invented outlets on a real story, in our own words.

Towns, people and days are public facts of Iran's part in the Syrian war, 2012 to 2015; the outlets and
every sentence are made up, so that all that the program does can be seen on a small table. Nothing in
them is evidence of anything.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable


def reports_folder() -> Traversable:
    """The folder of the sample reports, with their ``reports.csv``."""
    return files(__name__) / "reports"
