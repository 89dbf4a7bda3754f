#!/usr/bin/env python3
"""Checks every #include against the arrows the layers declare in their CMakeLists.txt, and that the files of a layer,
which are compiled in groups, do not define one name twice.

Usage: check_layers.py [--diagram]   (exit 1 and one line per forbidden include; --diagram prints Mermaid)
"""
import pathlib
import re
import sys

SRC = pathlib.Path(__file__).resolve().parent.parent / "src"
LAYER = re.compile(r"layer\(\s*(\w+)\s+DEPS\s+(.*?)(?:\bLINK\b.*?|\bTEST_DEPS\b.*?)?\)", re.S)
TEST_DEPS = re.compile(r"\bTEST_DEPS\s+([\w\s]+)\)")
INCLUDE = re.compile(r'^\s*#include\s+"([^"]+)"', re.M)
FOREIGN = {
    "sqlite3.h": "sqlite",
    "libpq-fe.h": "postgres",
    "xgboost/c_api.h": "learn",
    "libical/ical.h": "calendar",
    "gmime/gmime.h": "mail",
    "libxml/HTMLparser.h": "mail",
    "libpsl.h": "mail",
}


def read_layers():
    layers = {}
    for lists in SRC.rglob("CMakeLists.txt"):
        text = lists.read_text()
        found = LAYER.search(text)
        if found:
            test = TEST_DEPS.search(text)
            layers[lists.parent] = (found[1], found[2].split(), test[1].split() if test else [])
    return layers


def check(layers):
    by_folder = {folder.relative_to(SRC).as_posix(): entry[0] for folder, entry in layers.items()}
    problems = []
    for folder, (name, deps, test_deps) in layers.items():
        for source in sorted(folder.glob("*")):
            if source.suffix not in (".h", ".cc"):
                continue
            allowed = {name, *deps}
            if re.search(r"_(test|pgtest|bench|fixture)\.(cc|h)$", source.name):
                allowed |= set(test_deps)
            for include in INCLUDE.findall(source.read_text()):
                target = by_folder.get(pathlib.PurePosixPath(include).parent.as_posix())
                if target and target not in allowed:
                    problems.append(
                        f"{source.relative_to(SRC.parent)}: {name} may not see {target} "
                        f"(it may see: {', '.join(sorted(allowed - {name})) or 'nothing'}; "
                        f"arrows live in {folder.relative_to(SRC.parent)}/CMakeLists.txt)"
                    )
            for header, owner in FOREIGN.items():
                if f"<{header}>" in source.read_text() and name != owner:
                    problems.append(f"{source.relative_to(SRC.parent)}: only {owner} may include <{header}>")
    return problems


# Constants and types at the margin: those of a namespace, named or not.
DEFINED = re.compile(r"^(?:constexpr|const)\b[^=({;]*?\b(k[A-Z]\w*)\s*(?:\[\w*\])?\s*[={]|^(?:struct|class|enum class) (\w+)[^;]*\{", re.M)


def check_names(layers):
    problems = []
    for folder in layers:
        owners = {"": {}, "_test": {}, "_pgtest": {}}
        for source in sorted(folder.glob("*.cc")):
            owner = owners[next((end for end in ("_test", "_pgtest") if source.stem.endswith(end)), "")]
            for constant, kind in sorted(set(DEFINED.findall(source.read_text()))):
                name = constant or kind
                first = owner.setdefault(name, source)
                if first != source:
                    problems.append(
                        f"{source.relative_to(SRC.parent)}: {name} is also defined in {first.name}, and both may be compiled as one"
                    )
    return problems


def main():
    layers = read_layers()
    if "--diagram" in sys.argv:
        print("graph TD")
        for name, deps, _ in sorted(layers.values()):
            for dep in deps:
                if dep != "base":
                    print(f"  {name} --> {dep}")
        return 0
    problems = check(layers) + check_names(layers)
    print("\n".join(problems) if problems else f"layers: {len(layers)} layers, every include follows its arrows, every name has one place")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
