"""Commands whose help ends with an example to copy, and groups that say what each command is for."""

from collections.abc import Mapping, Sequence
from typing import Any

import click


class WithExamples(click.Command):
    """A command that shows examples at the end of its help, as they are typed."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, each on a line of its own."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("Example" if len(self.examples) == 1 else "Examples"):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


class Listed(click.Group):
    """A group that lists its commands in the order of the work, each with its whole first sentence.

    ``sections`` are headings with the names of their commands; without any there is one list.
    """

    def __init__(
        self, *args: Any, sections: Mapping[str, Sequence[str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = dict(sections or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they were added."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section; those of no section come last, so that none is left out."""
        named = {one for names in self.sections.values() for one in names}
        others = [one for one in self.commands if one not in named]
        widest = max(map(len, self.commands), default=0)
        for heading, names in {**self.sections, "Commands": others}.items():
            found = [one for one in names if one in self.commands]
            if not found:
                continue
            with formatter.section(heading):
                formatter.write_dl(
                    [(f"{one:{widest}}", _told(self.commands[one])) for one in found]
                )


def _told(command: click.Command) -> str:
    """The first paragraph of a command's help as far as its first full stop, in one line."""
    first = " ".join((command.help or "").split("\n\n")[0].split())
    return first.partition(". ")[0].removesuffix(".")
