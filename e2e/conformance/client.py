"""A client of a vCenter that nobody of this project wrote: pyVmomi. It works through the calls that the I/O Filter plug-in depends on and
prints what it saw, one JSON object a line: {"step": NAME, "facts": {...}} or {"step": NAME, "error": TEXT}. Judging that is up to the caller.

Everything it has to know comes as one JSON object on standard input, so that no password stands on a command line.
"""

import json
import ssl
import sys
import traceback
from types import SimpleNamespace

from pyVim.connect import Disconnect, SmartConnect
from pyVmomi import VmomiSupport, vim, vmodl

import client_changes

options = json.load(sys.stdin)
COLLECTOR = vmodl.query.PropertyCollector


def connect(user="administrator", **more):
    account = options[user]
    context = ssl.create_default_context(cafile=options["caFile"])
    return SmartConnect(
        host="localhost", port=options["port"], user=account["name"], pwd=account["password"],
        sslContext=context, **more)


def fault_of(call, *arguments, **named):
    """The type name of what a call raises, with the members that tell why; None when it raises nothing."""
    try:
        call(*arguments, **named)
    except vmodl.MethodFault as fault:
        reason = {"type": type(fault).__name__.split(".")[-1]}
        for member in ("privilegeId", "invalidProperty", "obj"):
            if getattr(fault, member, None) is not None:
                reason[member] = str(getattr(fault, member))
        return reason
    except ssl.SSLError as error:
        return {"type": type(error).__name__}
    return None


def filter_spec(view, kind, paths):
    """What a property collector shall read: some properties (None: all) of all objects of a kind in a view."""
    traversal = COLLECTOR.TraversalSpec(name="view", path="view", skip=False, type=type(view))
    return COLLECTOR.FilterSpec(
        objectSet=[COLLECTOR.ObjectSpec(obj=view, skip=True, selectSet=[traversal])],
        propSet=[COLLECTOR.PropertySpec(type=kind, pathSet=paths or [], all=paths is None)])


def retrieve(content, spec, page):
    """All objects that a specification selects, read in pages. Gives them with the number of pages."""
    collector = content.propertyCollector
    result = collector.RetrievePropertiesEx([spec], COLLECTOR.RetrieveOptions(maxObjects=page))
    objects, pages = [], 0
    while result is not None:
        pages += 1
        objects += result.objects
        if not result.token:
            break
        result = collector.ContinueRetrievePropertiesEx(result.token)
    return objects, pages


def of_kind(content, kind, name=None):
    """Objects of a kind, or the one with a name, found by a container view."""
    view = content.viewManager.CreateContainerView(content.rootFolder, [kind], True)
    try:
        found = retrieve(content, filter_spec(view, kind, ["name"]), 1000)[0]
    finally:
        view.DestroyView()
    if name is None:
        return [item.obj for item in found]
    return next(item.obj for item in found if item.propSet[0].val == name)


def session_facts(_):
    service = connect()
    content = service.RetrieveContent()
    about = content.about
    facts = {
        "apiType": about.apiType, "apiVersion": about.apiVersion, "instanceUuid": about.instanceUuid,
        "negotiated": VmomiSupport.versionIdMap[service._stub.version], "user": content.sessionManager.currentSession.userName,
        "hasIoFilterManager": content.ioFilterManager is not None,
    }
    Disconnect(service)
    facts["afterLogout"] = fault_of(content.viewManager.CreateListView)
    return facts


def refusal_facts(_):
    untrusted = ssl.create_default_context()
    wrong = dict(options["administrator"], password="wrong-" + options["administrator"]["password"])
    trusted = ssl.create_default_context(cafile=options["caFile"])
    arguments = {"host": "localhost", "port": options["port"], "user": wrong["name"]}
    return {
        "unknownCertificate": fault_of(SmartConnect, pwd="x", sslContext=untrusted, **arguments),
        "wrongPassword": fault_of(SmartConnect, pwd=wrong["password"], sslContext=trusted, **arguments),
    }


def old_version_facts(_):
    service = connect(preferredApiVersions="vim.version.version9")
    content = service.RetrieveContent()
    facts = {"hasIoFilterManager": content.ioFilterManager is not None}
    Disconnect(service)
    return facts


def inventory_facts(content):
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.ManagedEntity], True)
    objects, pages = retrieve(content, filter_spec(view, vim.ManagedEntity, ["name", "parent"]), 20)
    in_view = len(view.view)
    view.DestroyView()
    counts, names, orphans = {}, {}, []
    for item in objects:
        kind = type(item.obj).__name__.split(".")[-1]
        values = {value.name: value.val for value in item.propSet}
        counts[kind] = counts.get(kind, 0) + 1
        names.setdefault(kind, []).append(values["name"])
        if values.get("parent") is None:
            orphans.append(values["name"])
    return {
        "counts": counts, "pages": pages, "inView": in_view, "orphans": orphans,
        "clusters": sorted(names.get("ClusterComputeResource", [])), "hosts": sorted(names.get("HostSystem", [])),
        "vms": sorted(names.get("VirtualMachine", [])),
    }


def all_properties(content, managed_object):
    """Every property of an object, read twice: at once by the property collector, and one by one as attributes."""
    kind = type(managed_object)
    spec = COLLECTOR.FilterSpec(
        objectSet=[COLLECTOR.ObjectSpec(obj=managed_object)], propSet=[COLLECTOR.PropertySpec(type=kind, all=True)])
    [item] = retrieve(content, spec, 10)[0]
    at_once = sorted(value.name for value in item.propSet)
    values = {info.name: getattr(managed_object, info.name) for info in managed_object._GetPropertyList()}
    one_by_one = sorted(
        name for name, value in values.items() if value is not None and not (isinstance(value, list) and not value))
    return {
        "atOnce": at_once, "oneByOne": one_by_one,
        "missing": [missing.path for missing in item.missingSet or []],
        "characters": sum(len(str(value.val)) for value in item.propSet),
    }


def host_facts(content):
    cluster = of_kind(content, vim.ClusterComputeResource, options["cluster"])
    host = cluster.host[0]
    facts = all_properties(content, host)
    images = host.configManager.imageConfigManager
    facts.update({
        "name": host.name, "version": host.config.product.version,
        "acceptance": images.HostImageConfigGetAcceptance(),
        "certificate": bytes(b & 0xFF for b in host.config.certificate).decode("ascii")[:27],
        "filters": [item.name for item in host.config.ioFilterInfo],
    })
    return facts


def vm_facts(content):
    cluster = of_kind(content, vim.ClusterComputeResource, options["cluster"])
    machine = cluster.host[0].vm[0]
    facts = all_properties(content, machine)
    disks = [d for d in machine.config.hardware.device if isinstance(d, vim.vm.device.VirtualDisk)]
    facts.update({"name": machine.name, "disks": len(disks), "powerState": machine.runtime.powerState})
    return facts


def wait_for(content, task):
    """Follows a task by property updates alone until it ends. Gives what the updates said, in order."""
    collector = content.propertyCollector.CreatePropertyCollector()
    spec = COLLECTOR.FilterSpec(
        objectSet=[COLLECTOR.ObjectSpec(obj=task)],
        propSet=[COLLECTOR.PropertySpec(type=vim.Task, pathSet=["info.state", "info.progress", "info.error"])])
    collector.CreateFilter(spec, False)
    seen = {"states": [], "progress": [], "kinds": [], "versions": 0, "error": None}
    version = ""
    while not seen["states"] or seen["states"][-1] not in ("success", "error"):
        updates = collector.WaitForUpdatesEx(version, COLLECTOR.WaitOptions(maxWaitSeconds=30))
        if updates is None:
            raise RuntimeError("30 seconds without an update")
        version = updates.version
        seen["versions"] += 1
        for update in (u for each in updates.filterSet for u in each.objectSet):
            seen["kinds"].append(update.kind)
            for change in update.changeSet:
                if change.name == "info.state":
                    seen["states"].append(change.val)
                elif change.name == "info.progress" and change.val is not None:
                    seen["progress"].append(change.val)
                elif change.name == "info.error" and change.val is not None:
                    seen["error"] = f"{type(change.val).__name__}: {change.val.msg}"
    seen["oldVersion"] = fault_of(
        collector.WaitForUpdatesEx, version + "-never-given", COLLECTOR.WaitOptions(maxWaitSeconds=0))
    collector.DestroyPropertyCollector()
    return seen


def install_facts(content):
    cluster = of_kind(content, vim.ClusterComputeResource, options["cluster"])
    before = content.ioFilterManager.QueryIoFilterInfo(cluster)
    task = content.ioFilterManager.InstallIoFilter_Task(options["bundleUrl"], cluster)
    recent = [item._moId for item in cluster.recentTask]
    seen = wait_for(content, task)
    info = task.info
    return {
        "before": len(before), "isRecent": task._moId in recent, **seen,
        "descriptionId": info.descriptionId, "entity": info.entityName, "result": type(info.result).__name__,
        "startedBeforeEnd": info.startTime <= info.completeTime,
        "onHosts": [[f.name for f in host.config.ioFilterInfo] for host in cluster.host],
    }


def query_facts(content):
    manager = content.ioFilterManager
    cluster = of_kind(content, vim.ClusterComputeResource, options["cluster"])
    filters = manager.QueryIoFilterInfo(cluster)
    issues = manager.QueryIoFilterIssues(filters[0].id, cluster)
    return {
        "filters": [
            {"id": f.id, "name": f.name, "vendor": f.vendor, "version": f.version, "type": f.type, "opType": f.opType}
            for f in filters],
        "opType": issues.opType, "hostIssues": len(issues.hostIssue),
        "unknownFilter": fault_of(manager.QueryIoFilterIssues, "no-such-filter", cluster),
        "unknownCluster": fault_of(
            manager.QueryIoFilterInfo, vim.ClusterComputeResource("domain-c999999", cluster._stub)),
    }


def extension_facts(content):
    manager = content.extensionManager
    key = "com.example.conformance"
    extension = vim.Extension(
        key=key, version="1.0.0", company="Example", lastHeartbeatTime=SERVICE.CurrentTime(),
        description=vim.Description(label="Conformance", summary="Registered by a foreign client"),
        server=[vim.Extension.ServerInfo(
            url="https://localhost/plugin.json", type="MANIFEST_SERVER", company="Example", adminEmail=["admin@example.com"],
            serverThumbprint="00:11", description=vim.Description(label="Server", summary="Server"))],
        taskList=[vim.Extension.TaskTypeInfo(taskID=key + ".task")])
    manager.RegisterExtension(extension)
    found = manager.FindExtension(key)
    facts = {
        "found": {"key": found.key, "version": found.version, "type": found.server[0].type},
        "listed": key in [item.key for item in manager.extensionList],
        "twice": fault_of(manager.RegisterExtension, extension),
    }
    task = content.taskManager.CreateTask(content.rootFolder, key + ".task", "conformance", False)
    facts["task"] = task.task.info.descriptionId
    facts["unregisteredTask"] = fault_of(
        content.taskManager.CreateTask, content.rootFolder, "com.example.unknown", "conformance", False)
    manager.UnregisterExtension(key)
    facts["afterwards"] = manager.FindExtension(key) is None
    return facts


def privilege_facts(_):
    service = connect("operator")
    content = service.RetrieveContent()
    cluster = of_kind(content, vim.ClusterComputeResource, options["cluster"])
    facts = {"install": fault_of(content.ioFilterManager.InstallIoFilter_Task, options["bundleUrl"], cluster)}
    Disconnect(service)
    return facts


STEPS = {
    "session": session_facts,
    "refusals": refusal_facts,
    "old version": old_version_facts,
    "inventory": inventory_facts,
    "host": host_facts,
    "virtual machine": vm_facts,
    "install": install_facts,
    "queries": query_facts,
    "extension": extension_facts,
    "storage policies": lambda _: client_changes.policy_facts(TOOLS),
    "maintenance": lambda content: client_changes.maintenance_facts(content, TOOLS),
    "policy assignment": lambda content: client_changes.assignment_facts(content, TOOLS),
    "list view": lambda content: client_changes.list_view_facts(content, TOOLS),
    "privileges": privilege_facts,
}

SERVICE = connect()
TOOLS = SimpleNamespace(
    of_kind=of_kind, wait_for=wait_for, fault_of=fault_of, filter_spec=filter_spec, options=options, service=SERVICE)
for name, step in STEPS.items():
    try:
        outcome = {"step": name, "facts": step(SERVICE.RetrieveContent())}
    except Exception:  # Whatever a step throws is its result; the others still run.
        outcome = {"step": name, "error": traceback.format_exc()}
    print(json.dumps(outcome, default=str), flush=True)
Disconnect(SERVICE)
