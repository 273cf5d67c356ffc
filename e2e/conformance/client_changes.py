"""The steps of the foreign client that change hosts and virtual machines: maintenance mode, storage policies, reconfiguration.

`tools` holds what client.py lends: of_kind, wait_for, fault_of, filter_spec, options, service (the logged-in ServiceInstance).
"""

import ssl
import time
from contextlib import contextmanager

from pyVmomi import SoapStubAdapter, VmomiSupport, pbm, vim, vmodl


def maintenance_facts(content, tools):
    cluster = tools.of_kind(content, vim.ClusterComputeResource, tools.options["cluster"])
    host = cluster.host[1]
    running = [vm for vm in host.vm if vm.runtime.powerState == "poweredOn"]
    forecast = cluster.ClusterEnterMaintenanceMode([host])
    seen = tools.wait_for(content, host.EnterMaintenanceMode_Task(0, False))
    facts = {
        "running": len(running) > 0, "forecast": len(forecast.recommendations) == len(running),
        "states": seen["states"], "inMaintenance": host.runtime.inMaintenanceMode,
        "left": [vm.name for vm in host.vm if vm.runtime.powerState == "poweredOn"],
        "twice": tools.fault_of(host.EnterMaintenanceMode_Task, 0),
    }
    tools.wait_for(content, host.ExitMaintenanceMode_Task(0))
    facts["afterwards"] = host.runtime.inMaintenanceMode
    facts["exitTwice"] = tools.fault_of(host.ExitMaintenanceMode_Task, 0)
    machine = running[0]
    tools.wait_for(content, machine.PowerOffVM_Task())
    facts["power"] = [machine.runtime.powerState]
    tools.wait_for(content, machine.PowerOnVM_Task())
    facts["power"].append(machine.runtime.powerState)
    return facts


def policy_service(tools):
    """The managers of the storage policy service, which has an endpoint of its own and takes the session from a SOAP header."""
    context = ssl.create_default_context(cafile=tools.options["caFile"])
    stub = SoapStubAdapter(
        host="localhost", port=tools.options["port"], path="/pbm/sdk", version="pbm.version.v8_0_3_0", sslContext=context)
    return pbm.ServiceInstance("ServiceInstance", stub).PbmRetrieveServiceContent()


@contextmanager
def session_header(tools):
    headers = VmomiSupport.GetRequestContext()
    headers["vcSessionCookie"] = tools.service._stub.cookie.split('"')[1]
    try:
        yield
    finally:
        del headers["vcSessionCookie"]


def policy_facts(tools):
    manager = policy_service(tools).profileManager
    resource = pbm.profile.ResourceType(resourceType="STORAGE")
    anonymous = tools.fault_of(manager.PbmQueryProfile, resource, "REQUIREMENT")
    with session_header(tools):
        profiles = manager.PbmRetrieveContent(manager.PbmQueryProfile(resource, "REQUIREMENT"))
    return {
        "anonymous": anonymous, "names": sorted(profile.name for profile in profiles),
        "resources": sorted({profile.resourceType.resourceType for profile in profiles}),
    }


def capability_of(manager, resource, name):
    """The metadata of a filter's capability; it appears some time after the filter was installed."""
    for _ in range(100):
        for category in manager.PbmFetchCapabilityMetadata(resource, "com.vmware.iofilters"):
            for metadata in category.capabilityMetadata:
                if metadata.id.namespace == name:
                    return category.subCategory, metadata
        time.sleep(0.1)
    raise RuntimeError("the capability of the filter never appeared")


def create_policy(manager, resource, metadata, name):
    values = [
        pbm.capability.PropertyInstance(
            id=each.id, value=each.defaultValue if each.defaultValue is not None else each.allowedValue.values[0])
        for each in metadata.propertyMetadata]
    rule = pbm.capability.CapabilityInstance(
        id=metadata.id, constraint=[pbm.capability.ConstraintInstance(propertyInstance=values)])
    rules = pbm.profile.SubProfileCapabilityConstraints(subProfiles=[
        pbm.profile.SubProfileCapabilityConstraints.SubProfile(name="Host based services", capability=[rule])])
    return manager.PbmCreate(pbm.profile.CapabilityBasedProfileCreateSpec(
        name=name, description="made by a foreign client", resourceType=resource, constraints=rules))


def disk_of(machine):
    return next(d for d in machine.config.hardware.device if isinstance(d, vim.vm.device.VirtualDisk))


def edit(machine, profile, version=None):
    """A specification that puts a policy on the first disk of a machine, the device as it was read."""
    change = vim.vm.device.VirtualDeviceSpec(operation="edit", device=disk_of(machine), profile=[profile])
    return vim.vm.ConfigSpec(changeVersion=version or machine.config.changeVersion, deviceChange=[change])


def assignment_facts(content, tools):
    service = policy_service(tools)
    with session_header(tools):
        return assign(content, tools, service.profileManager, service.complianceManager)


def assign(content, tools, manager, compliance):
    resource = pbm.profile.ResourceType(resourceType="STORAGE")
    category, metadata = capability_of(manager, resource, tools.options["filter"])
    policy = create_policy(manager, resource, metadata, "Conformance")
    cluster = tools.of_kind(content, vim.ClusterComputeResource, tools.options["cluster"])
    machine = tools.of_kind(content, vim.VirtualMachine, tools.options["machine"])
    entity = pbm.ServerObjectRef(objectType="virtualDiskId", key=f"{machine._moId}:{disk_of(machine).key}")
    old = machine.config.changeVersion
    defined = vim.vm.DefinedProfileSpec(profileId=policy.uniqueId)
    states = tools.wait_for(content, machine.ReconfigVM_Task(edit(machine, defined)))["states"]
    facts = {
        "category": category, "states": states, "filters": len(disk_of(machine).iofilter),
        "associated": [p.uniqueId for p in manager.PbmQueryAssociatedProfile(entity)] == [policy.uniqueId],
        "entities": [e.key for e in manager.PbmQueryAssociatedEntity(policy)] == [entity.key],
        "compliance": [r.complianceStatus for r in compliance.PbmCheckCompliance([entity])],
        "twice": tools.fault_of(create_policy, manager, resource, metadata, "Conformance"),
        "inUse": [type(o.fault).__name__ for o in manager.PbmDelete([policy])],
        "usingFilter": len(content.ioFilterManager.QueryDisksUsingFilter(
            disk_of(machine).iofilter[0], cluster)),
    }
    facts["outdated"] = tools.wait_for(
        content, machine.ReconfigVM_Task(edit(machine, defined, old)))["error"]
    tools.wait_for(content, machine.ReconfigVM_Task(edit(machine, vim.vm.DefaultProfileSpec())))
    facts["filtersLeft"] = len(disk_of(machine).iofilter or [])
    facts["deleted"] = all(outcome.fault is None for outcome in manager.PbmDelete([policy]))
    return facts


def list_view_facts(content, tools):
    """Follows the reconfigurations of several machines by one filter on a list of their tasks."""
    cluster = tools.of_kind(content, vim.ClusterComputeResource, tools.options["cluster"])
    machines = [m for m in cluster.resourcePool.vm if m.summary.runtime.powerState == "poweredOn"][:4]
    view = content.viewManager.CreateListView()
    collector = content.propertyCollector.CreatePropertyCollector()
    collector.CreateFilter(tools.filter_spec(view, vim.Task, ["info.state"]), False)
    tasks = [machine.ReconfigVM_Task(vim.vm.ConfigSpec()) for machine in machines]
    second = tools.fault_of(machines[0].ReconfigVM_Task, vim.vm.ConfigSpec())
    nowhere = vim.Task("task-none", content.viewManager._stub)
    unresolved = [item._moId for item in view.ModifyListView(tasks + [nowhere], [])]
    states, left, version = {}, set(), ""
    while len(left) < len(tasks):
        updates = collector.WaitForUpdatesEx(version, vmodl.query.PropertyCollector.WaitOptions(maxWaitSeconds=30))
        if updates is None:
            raise RuntimeError("30 seconds without an update")
        version = updates.version
        for update in (u for each in updates.filterSet for u in each.objectSet):
            if update.kind == "leave":
                left.add(update.obj._moId)
                continue
            states[update.obj._moId] = update.changeSet[0].val
            if states[update.obj._moId] in ("success", "error"):
                view.ModifyListView([], [update.obj])
    facts = {
        "second": second, "unresolved": unresolved, "states": sorted(set(states.values())), "ended": len(states),
        "asked": len(tasks), "rest": len(view.view), "description": tasks[0].info.descriptionId,
    }
    collector.DestroyPropertyCollector()
    view.DestroyView()
    return facts
