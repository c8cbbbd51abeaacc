#!/usr/bin/env python3
"""A WordPress export (WXR) as a folder of HTML files, one for each post and page that is published.

    python3 wxr-to-html.py export.xml articles/
"""
import html
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def main(export, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    language, written = "", 0
    # Item by item: an export may be larger than the memory.
    for _, element in ElementTree.iterparse(export):
        if element.tag == "language":
            language = element.text or ""
        if element.tag != "item":
            continue
        # The namespace of `wp:` has the version of the export in its name.
        field = {child.tag.rpartition("/")[2].rpartition("}")[2]: child.text or "" for child in element}
        content = element.findtext(CONTENT) or ""
        if field.get("status") == "publish" and field.get("post_type") in ("post", "page") and content.strip():
            (folder / f"{field['post_id']}.html").write_text(page(field, content, language), encoding="utf-8")
            written += 1
        element.clear()
    print(f"{written} articles in {folder}")


def page(field, content, language):
    text = {name: html.escape(field.get(name, ""), quote=True) for name in ("title", "link", "post_date")}
    # Classic posts mark paragraphs by an empty line alone; newer ones bring their own elements.
    if "<p" not in content:
        content = "".join(f"<p>{paragraph}</p>" for paragraph in re.split(r"\n\s*\n", content))
    return (
        f'<!doctype html><html lang="{html.escape(language, quote=True)}"><head><title>{text["title"]}</title>'
        f'<link rel="canonical" href="{text["link"]}">'
        f'<meta property="article:published_time" content="{text["post_date"][:10]}"></head>'
        f'<body><main><h1>{text["title"]}</h1>{content}</main></body></html>'
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
