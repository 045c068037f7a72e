"""The outlets' templates: `string.Template` files in templates/<outlet>/, or in templates/<outlet>/<language>/."""

from functools import cache
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent / "templates"
_PART = "<!-- part: "


class Templates:
    """One edition's pages, a file each, and the parts of `parts.html`, which start at `<!-- part: name -->`."""

    def __init__(self, folder: Path) -> None:
        self._templates = {
            path.stem: Template(path.read_text(encoding="utf-8"))
            for path in folder.glob("*.html")
            if path.stem != "parts"
        }
        for chunk in (folder / "parts.html").read_text(encoding="utf-8").split(_PART)[1:]:
            name, _, text = chunk.partition(" -->")
            self._templates[name] = Template(text.strip("\n"))
        lines = (folder / "comments.txt").read_text(encoding="utf-8").splitlines()
        self.comments = [(name.strip(), text.strip()) for name, _, text in (line.partition("|") for line in lines)]

    def has(self, name: str) -> bool:
        return name in self._templates

    def fill(self, name: str, /, **values: object) -> str:
        """Values are escaped already. Raises KeyError where the template wants one that is not given."""
        return self._templates[name].substitute(values)


@cache
def templates_of(outlet: str, language: str) -> Templates:
    own = _FOLDER / outlet / language
    return Templates(own if own.is_dir() else _FOLDER / outlet)
