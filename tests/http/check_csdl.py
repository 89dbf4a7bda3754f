#!/usr/bin/env python3
"""Reads $metadata from standard input and names everything that OData CSDL 4.0 forbids.

An own reading of the rules that strict client generators enforce (OData CSDL 4.0, sections by number); exits 1 when
something is wrong.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
EDMX = "{http://docs.oasis-open.org/odata/ns/edmx}"
IDENTIFIER = re.compile(r"^[^\W\d]\w{0,127}$")  # 17.2 SimpleIdentifier
PRIMITIVES = {
    f"Edm.{name}"
    for name in "Binary Boolean Byte Date DateTimeOffset Decimal Double Duration Guid Int16 Int32 Int64 SByte Single "
    "Stream String TimeOfDay".split()
}
KEY_TYPES = {
    f"Edm.{name}"
    for name in "Boolean Byte Date DateTimeOffset Decimal Duration Guid Int16 Int32 Int64 SByte String TimeOfDay".split()
}

problems = []


def complain(text):
    problems.append(text)


class Model:
    """The declared types of one schema, by their full names."""

    def __init__(self, document):
        self.document = document
        self.included = {}  # namespace or alias -> True, of other documents
        for include in document.iter(f"{EDMX}Include"):
            for name in (include.get("Namespace"), include.get("Alias")):
                if name:
                    self.included[name] = True
        schemas = list(document.iter(f"{EDM}Schema"))
        if len(schemas) != 1:
            complain(f"{len(schemas)} schemas")
        self.schema = schemas[0]
        self.namespace = self.schema.get("Namespace")
        self.alias = self.schema.get("Alias")
        if self.alias in ("Edm", "odata", "System", "Transient"):
            complain(f"5.1.2: the alias {self.alias} is reserved")
        self.kinds = {}
        names = {}
        for child in self.schema:
            kind = child.tag.removeprefix(EDM)
            name = child.get("Name")
            if kind == "Annotations":
                continue
            if name is None:
                complain(f"a {kind} without a name")
                continue
            if name in names and not (kind == names[name] and kind in ("Action", "Function")):
                complain(f"5.2: {name} is declared twice")
            names[name] = kind
            self.kinds[f"{self.namespace}.{name}"] = child
        self.containers = self.schema.findall(f"{EDM}EntityContainer")

    def find(self, name):
        """A declared element by its full name, the alias allowed."""
        prefix, _, local = name.rpartition(".")
        return self.kinds.get(f"{self.namespace}.{local}") if prefix in (self.namespace, self.alias) else None

    def check_type(self, where, text, entities=False):
        """Whether a Type attribute resolves."""
        inner = re.fullmatch(r"Collection\((.*)\)", text or "")
        name = inner.group(1) if inner else text
        if not entities and name in PRIMITIVES:
            return
        found = self.find(name) if name else None
        kinds = ("EntityType",) if entities else ("EntityType", "ComplexType", "EnumType", "TypeDefinition")
        if found is None or found.tag.removeprefix(EDM) not in kinds:
            complain(f"{where}: the type {text} does not resolve")

    def properties(self, element):
        return {each.get("Name"): each for each in element.findall(f"{EDM}Property")}

    def navigations(self, element):
        return {each.get("Name"): each for each in element.findall(f"{EDM}NavigationProperty")}


def check_names(model):
    for element in model.document.iter():
        kind = element.tag.rpartition("}")[2]
        name = element.get("Name")
        if name is not None and kind not in ("Schema",) and not IDENTIFIER.match(name):
            complain(f"17.2: {kind} {name!r} is no identifier")


def check_members(model, element, owner):
    seen = set()
    for child in element:
        if child.tag not in (f"{EDM}Property", f"{EDM}NavigationProperty"):
            continue
        name = child.get("Name")
        if name in seen:
            complain(f"6.1.1: {owner}.{name} is declared twice")
        if name == element.get("Name"):
            complain(f"6.1.1: {owner}.{name} is named like its type")
        seen.add(name)
        if child.tag == f"{EDM}Property":
            model.check_type(f"{owner}.{name}", child.get("Type"))
            for facet in ("MaxLength", "Scale", "Precision"):
                value = child.get(facet)
                if value is not None and not (value.isdigit() or value in ("max", "variable")):
                    complain(f"6.2: {owner}.{name} has {facet}={value}")


def check_entity(model, element):
    owner = element.get("Name")
    check_members(model, element, owner)
    properties = model.properties(element)
    keys = element.findall(f"{EDM}Key")
    if len(keys) != 1:
        complain(f"8.1: {owner} has {len(keys)} keys")
    for reference in element.iter(f"{EDM}PropertyRef"):
        key = properties.get(reference.get("Name"))
        if key is None:
            complain(f"8.2: the key of {owner} names no property")
        elif key.get("Type") not in KEY_TYPES or key.get("Nullable") != "false":
            complain(f"8.2: the key of {owner} may be null or has a type that no key has")
    for name, navigation in model.navigations(element).items():
        check_navigation(model, element, name, navigation, properties)


def check_navigation(model, element, name, navigation, properties):
    owner = f"{element.get('Name')}.{name}"
    text = navigation.get("Type") or ""
    is_collection = text.startswith("Collection(")
    model.check_type(owner, text, entities=True)
    target = model.find(text.removeprefix("Collection(").removesuffix(")"))
    if target is None:
        return
    if is_collection and navigation.get("Nullable") is not None:
        complain(f"7.1.3: {owner} is a collection with Nullable")
    partner = navigation.get("Partner")
    if partner is not None:
        back = model.navigations(target).get(partner)
        if back is None:
            complain(f"7.1.4: the partner {partner} of {owner} is not there")
        elif (back.get("Type") or "").removeprefix("Collection(").removesuffix(")").rpartition(".")[2] != element.get(
            "Name"
        ):
            complain(f"7.1.4: the partner {partner} of {owner} leads elsewhere")
        elif back.get("Partner") not in (None, name):
            complain(f"7.1.4: the partner of {owner} has another partner, {back.get('Partner')}")
    for constraint in navigation.findall(f"{EDM}ReferentialConstraint"):
        here = properties.get(constraint.get("Property"))
        there = model.properties(target).get(constraint.get("ReferencedProperty"))
        if here is None or there is None:
            complain(f"7.2: a constraint of {owner} names what is not there")
        elif here.get("Type") != there.get("Type"):
            complain(f"7.2: the constraint of {owner} joins {here.get('Type')} and {there.get('Type')}")


def check_enum(element):
    owner = element.get("Name")
    names, values = set(), set()
    members = element.findall(f"{EDM}Member")
    if not members:
        complain(f"10.2: {owner} has no members")
    for member in members:
        if member.get("Name") in names or member.get("Value") in values:
            complain(f"10.2: {owner}.{member.get('Name')} is there twice")
        names.add(member.get("Name"))
        values.add(member.get("Value"))


def check_operation(model, element):
    owner = element.get("Name")
    seen = set()
    for parameter in element.findall(f"{EDM}Parameter"):
        if parameter.get("Name") in seen:
            complain(f"12.3: {owner} has {parameter.get('Name')} twice")
        seen.add(parameter.get("Name"))
        model.check_type(f"{owner}({parameter.get('Name')})", parameter.get("Type"))
    returns = element.findall(f"{EDM}ReturnType")
    if element.tag == f"{EDM}Function" and len(returns) != 1:
        complain(f"12.2: the function {owner} has no return type")
    if len(returns) > 1:
        complain(f"12.1: {owner} has {len(returns)} return types")
    for each in returns:
        model.check_type(f"{owner} returns", each.get("Type"))
    if element.get("IsBound") == "true" and not seen:
        complain(f"12.2.2: {owner} is bound to nothing")


def check_container(model):
    if len(model.containers) != 1:
        complain(f"13: {len(model.containers)} entity containers")
        return
    container = model.containers[0]
    seen = set()
    sets = {each.get("Name"): each for each in container.findall(f"{EDM}EntitySet")}
    for child in container:
        name = child.get("Name")
        if name in seen:
            complain(f"13.1: {name} stands in the container twice")
        seen.add(name)
    for name, each in sets.items():
        entity = model.find(each.get("EntityType") or "")
        if entity is None or entity.tag != f"{EDM}EntityType":
            complain(f"13.2.2: the type of {name} does not resolve")
            continue
        navigations = model.navigations(entity)
        paths = set()
        for binding in each.findall(f"{EDM}NavigationPropertyBinding"):
            path, target = binding.get("Path"), sets.get(binding.get("Target"))
            if path in paths:
                complain(f"13.4: {name} binds {path} twice")
            paths.add(path)
            if path not in navigations or target is None:
                complain(f"13.4: {name} binds {path} to {binding.get('Target')}")
            elif model.find(target.get("EntityType")) is not model.find(
                navigations[path].get("Type").removeprefix("Collection(").removesuffix(")")
            ):
                complain(f"13.4: {name} binds {path} to a set of another type")
    for kind in ("Action", "Function"):
        for each in container.findall(f"{EDM}{kind}Import"):
            found = model.find(each.get(kind) or "")
            if found is None or found.tag != f"{EDM}{kind}":
                complain(f"13.5: the import {each.get('Name')} does not resolve")


def check_annotations(model):
    """14.2: a term is a qualified name; its namespace is declared here or included."""
    for element in model.document.iter(f"{EDM}Annotation"):
        term = element.get("Term") or ""
        prefix = term.rpartition(".")[0]
        if prefix not in model.included and prefix not in (model.namespace, model.alias):
            complain(f"14.2: the vocabulary of the term {term} is not included")


def main():
    document = ElementTree.fromstring(sys.stdin.buffer.read())
    if document.tag != f"{EDMX}Edmx" or document.get("Version") not in ("4.0", "4.01"):
        complain("3.1: the document is no Edmx of version 4.0")
    model = Model(document)
    check_names(model)
    for element in model.kinds.values():
        kind = element.tag.removeprefix(EDM)
        if kind == "EntityType":
            check_entity(model, element)
        elif kind == "ComplexType":
            check_members(model, element, element.get("Name"))
        elif kind == "EnumType":
            check_enum(element)
        elif kind in ("Action", "Function"):
            check_operation(model, element)
    check_container(model)
    check_annotations(model)
    for problem in problems:
        print(problem)
    print(f"{len(model.kinds)} elements, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
