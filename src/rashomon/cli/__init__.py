"""The command line: a file a family of commands, none of which loads anything heavy before it runs."""
