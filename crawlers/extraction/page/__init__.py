"""The bytes of a page to its visible lines: character set, tree, lines, and which element holds what."""
