"""The scripts and styles of a form that loses nothing that is typed into it."""

from typing import Final

from js_asset import ImportMap, Media, Script

MODULES: Final = ("copies", "fields", "keptstate", "offering", "server")

# The import map names the modules, because the names of static files change with their content.
KEEPING: Final = Media(
    importmap=ImportMap({f"newsroom-keeping/{name}": f"articles/editor/{name}.js" for name in MODULES}),
    css={"all": ["articles/editor/keeping.css"]},
    js=[Script("articles/editor/keeping.js", type="module")],
)
