"""Writes the XSD of vim25's SOAP message elements.

The published vSphere XSDs hold every data type of vim25 but not the elements that wrap a request, a reply or a fault. pyVmomi carries the
parameters of every method, so those elements are made from its tables, for all methods whose types the XSDs know.

usage: message-wrappers.py FOLDER_OF_PYVMOMI FOLDER_OF_XSD OUTPUT
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

XSD = "{http://www.w3.org/2001/XMLSchema}"
OPTIONAL = 4
BUILT_IN = {
    "string": "xsd:string",
    "boolean": "xsd:boolean",
    "byte": "xsd:byte",
    "short": "xsd:short",
    "int": "xsd:int",
    "long": "xsd:long",
    "float": "xsd:float",
    "double": "xsd:double",
    "anyType": "xsd:anyType",
    "vmodl.Any": "xsd:anyType",
    "vmodl.DateTime": "xsd:dateTime",
    "vmodl.Binary": "xsd:base64Binary",
    "vmodl.URI": "xsd:anyURI",
    "vmodl.MethodName": "xsd:string",
    "vmodl.TypeName": "xsd:string",
    "vmodl.PropertyPath": "xsd:string",
    "vmodl.MethodFault": "vim25:LocalizedMethodFault",
    "vmodl.ManagedObject": "vim25:ManagedObjectReference",
}
# Called by pyVmomi on every property access; the published method tables leave it out.
FETCH = ("Fetch", [("prop", "string", 0)], "vmodl.Any", OPTIONAL)


def read_types(folder):
    """Names of all vim25 types, and the names of those that are faults."""
    bases = {}
    for name in ("core-types", "query-types", "vim-types", "newer-types"):
        root = ElementTree.parse(folder / (name + ".xsd")).getroot()
        for tag in ("complexType", "simpleType"):
            for item in root.findall(XSD + tag):
                extension = item.find(f"{XSD}complexContent/{XSD}extension")
                base = None if extension is None else extension.get("base").split(":")[1]
                bases[item.get("name")] = base
    faults = []
    for name in bases:
        ancestor = name
        while ancestor is not None and ancestor != "MethodFault":
            ancestor = bases.get(ancestor)
        if ancestor == "MethodFault":
            faults.append(name)
    return bases, sorted(faults)


class Tables:
    """pyVmomi's type tables, read without loading its thousands of classes."""

    def __init__(self, support, known):
        self.managed = dict(support._managedDefMap)
        self.wire = {key: entry[1] for key, entry in support._dataDefMap.items()}
        self.wire.update({key: entry[1] for key, entry in support._enumDefMap.items()})
        self.known = known

    def xsd_type(self, name):
        """The XSD type of a type named as pyVmomi does, or None when the XSDs do not know it."""
        if name in BUILT_IN:
            return BUILT_IN[name]
        if name in self.managed:
            return "vim25:ManagedObjectReference"
        wire = self.wire.get(name)
        return f"vim25:{wire}" if wire in self.known else None

    def methods(self):
        for entry in self.managed.values():
            if not entry[0].startswith(("vim.", "vmodl.")):
                continue
            for method in entry[5] or []:
                parameters = [(p[0], p[1], p[3]) for p in method[3] or []]
                yield method[1], parameters, method[4][1], method[4][0]
        yield FETCH


def element(tables, name, type_name, flags):
    """One member of a message; None for a type that the XSDs do not know."""
    is_list = type_name.endswith("[]")
    xsd_type = tables.xsd_type(type_name[:-2] if is_list else type_name)
    if xsd_type is None:
        return None
    occurs = ' minOccurs="0"' if flags & OPTIONAL else ""
    occurs += ' maxOccurs="unbounded"' if is_list else ""
    return f'<element name="{name}" type="{xsd_type}"{occurs}/>'


def wrapper(tables, method):
    """The request and the reply element of a method, or None when a required member has an unknown type."""
    name, parameters, result, result_flags = method
    members = ['<element name="_this" type="vim25:ManagedObjectReference"/>']
    for parameter, type_name, flags in parameters:
        member = element(tables, parameter, type_name, flags)
        if member is not None:
            members.append(member)
        elif not flags & OPTIONAL:
            return None
    # A task method's table says what its task results in as well; the reply itself is the reference in the second place.
    reply = "" if result == "void" else element(tables, "returnval", result, result_flags if not name.endswith("_Task") else 0)
    if result.endswith("[]") and reply:
        reply = reply.replace("<element ", '<element minOccurs="0" ') if "minOccurs" not in reply else reply
    if reply is None:
        return None
    template = '<element name="{}"><complexType><sequence>{}</sequence></complexType></element>'
    return template.format(name, "".join(members)) + "\n" + template.format(name + "Response", reply)


def main():
    packages, folder, output = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    sys.path.insert(0, packages)
    from pyVmomi import VmomiSupport

    known, faults = read_types(folder)
    tables = Tables(VmomiSupport, known)
    wrappers = {}
    for method in tables.methods():
        text = wrapper(tables, method)
        if text is not None:
            wrappers[method[0]] = text
    lines = [wrappers[name] for name in sorted(wrappers)]
    lines += [f'<element name="{name}Fault" type="vim25:{name}"/>' for name in faults]
    lines.append('<element name="versionURI" type="xsd:string"/>')
    output.write_text("\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<schema targetNamespace="urn:vim25" xmlns="http://www.w3.org/2001/XMLSchema" xmlns:vim25="urn:vim25"',
        ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">',
        *lines,
        "</schema>",
        "",
    ]), encoding="utf-8")
    print(f"{len(wrappers)} methods, {len(faults)} faults")


main()
