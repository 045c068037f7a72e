"""Who says that a line is chrome: rules as data beside this, structure, the place among paragraphs, neighbours."""
