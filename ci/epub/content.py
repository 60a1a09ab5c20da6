"""Compares an EPUB with the pages it was made of: content.py SITE LANGUAGE, or content.py --break FROM TO."""

import posixpath
import re
import sys
import zipfile
import xml.etree.ElementTree as xml
from pathlib import Path

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def main_of(page):
    """What stands in a page's <main>."""
    return page[page.index("<main") : page.index("</main>")]


def documents(book):
    """Every text of the EPUB, by the page it was made of."""
    folder = "book/text/"
    names = [name for name in book.namelist() if name.startswith(folder)]
    return {name[len(folder) :].replace(".xhtml", ".html"): xml.fromstring(book.read(name)) for name in names}


def compare(path, page, document, language):
    """What the page has and the document does not."""
    main = main_of(page)
    ids = {element.get("id") for element in document.iter()}
    for found in re.findall(r'<h[1-4] id="([^"]+)"', main):
        if found not in ids:
            yield f"{path}: no heading '{found}'"
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        if document.get(name) != language:
            yield f"{path}: {name} is {document.get(name)}"
    classes = [element.get("class") or "" for element in document.iter()]
    for kind in ("question__answer", "ask", "m", "admonition"):
        pattern = rf'class="(?:[^"]* )?{kind}(?: [^"]*)?"'
        expected = len(re.findall(pattern, main))
        actual = sum(kind in names.split() for names in classes)
        if actual != expected:
            yield f"{path}: {actual} times '{kind}', and {expected} times on the page"
    charts = len(re.findall(r'<svg class="chart', main))
    drawn = sum((element.get("class") or "").startswith("chart") for element in document.iter(f"{SVG}svg"))
    if charts != drawn:
        yield f"{path}: {drawn} charts, and {charts} on the page"
    for name in ("script", "form", "input", "button"):
        if document.find(f".//{XHTML}{name}") is not None:
            yield f"{path}: <{name}> is of no use in a book"
    # The one thing that a reader without a browser has to come to by a link.
    targets = {element.get("href") for element in document.iter(f"{XHTML}a")}
    answers = {found for found in ids if found and found.startswith("answer-")}
    for answer in sorted(answers):
        if f"#{answer}" not in targets:
            yield f"{path}: no link leads to '{answer}'"


def order(book):
    """The texts in reading order, and in the order of the table of contents."""
    package = xml.fromstring(book.read("book/content.opf"))
    opf = "{http://www.idpf.org/2007/opf}"
    files = {item.get("id"): item.get("href") for item in package.iter(f"{opf}item")}
    spine = [files[item.get("idref")] for item in package.iter(f"{opf}itemref")]
    contents = xml.fromstring(book.read("book/nav.xhtml"))
    return spine, [link.get("href") for link in contents.iter(f"{XHTML}a")]


def check(site, language):
    problems = []
    with zipfile.ZipFile(site / f"memory-measured-{language}.epub") as book:
        texts = documents(book)
        pages = {
            posixpath.relpath(file.as_posix(), (site / language).as_posix())
            for file in (site / language).rglob("*.html")
        }
        for path in sorted(pages - set(texts) - {"404.html", "progress.html"}):
            problems.append(f"{path} is not in the book")
        for path, document in texts.items():
            page = (site / language / path).read_text(encoding="utf-8")
            problems.extend(compare(path, page, document, language))
        spine, contents = order(book)
        if spine != contents:
            problems.append(f"the reading order is not that of the contents: {spine} {contents}")
    landing = (site / language / "index.html").read_text(encoding="utf-8")
    if f'href="../memory-measured-{language}.epub"' not in landing:
        problems.append("the landing page has no link to the EPUB")
    for problem in problems:
        print(f"{language}: {problem}", file=sys.stderr)
    print(f"{language}: {len(texts)} pages compared, {len(problems)} problems")
    return not problems


def broken(source, target):
    """Copies a book and leaves out the first end of a paragraph."""
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(target, "w") as copy:
        for name in book.namelist():
            data = book.read(name)
            if name == "book/text/index.xhtml":
                data = data.replace(b"</p>", b"", 1)
            copy.writestr(name, data)


if sys.argv[1] == "--break":
    broken(sys.argv[2], sys.argv[3])
else:
    sys.exit(not check(Path(sys.argv[1]), sys.argv[2]))
