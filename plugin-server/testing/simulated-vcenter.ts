import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoScenario } from '../../e2e/vcenter/scenario/demo-scenario.ts';
import { DEMO_ADMINISTRATOR, DEMO_SERVICE_ACCOUNT } from '../../e2e/vcenter/scenario/demo-roles.ts';
import type { Scenario } from '../../e2e/vcenter/scenario/scenario-schema.ts';
import { startVcenter } from '../../e2e/vcenter/start-vcenter.ts';
import type { RunningVcenter, VcenterOptions } from '../../e2e/vcenter/start-vcenter.ts';
import type { ManagedObjectReference } from '../src/domain/managed-object-reference.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { VcenterConnection } from '../src/ports/vcenter.ts';
import { ClonedSessions } from '../src/vcenter/cloned-sessions.ts';
import { ServiceConnections } from '../src/vcenter/service-connections.ts';
import type { VcenterEntry } from '../src/vcenter/service-connections.ts';
import type { CallTrace } from '../src/vcenter/soap/traced.ts';
import { VcenterLinks } from '../src/vcenter/vcenter-links.ts';

/** Real time that a spec can move forward; pauses take a hundredth of what they should. */
export class HastyClock implements Clock {
  #ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  async delay(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(ms / 100, undefined, { signal });
  }

  advance(ms: number): void {
    this.#ahead += ms;
  }
}

/** The adapters over a simulated vCenter, wired as the server wires them. */
export interface SimulatedVcenter {
  readonly vcenter: RunningVcenter;
  readonly entry: VcenterEntry;
  readonly clock: HastyClock;
  readonly connections: ServiceConnections;
  readonly users: ClonedSessions;
  readonly traces: readonly CallTrace[];
  connect(): Promise<VcenterConnection>;
  /** The object of that type and name. */
  named(type: string, name: string): ManagedObjectReference;
  close(): Promise<void>;
}

/** Passwords of this run; nobody can know them beforehand. */
export const PASSWORDS = {
  [DEMO_ADMINISTRATOR]: randomUUID(),
  [DEMO_SERVICE_ACCOUNT]: randomUUID(),
};

/** Starts a simulated vCenter with the demo's world, whose work takes next to no time, and connects the adapters to it. */
export async function startSimulatedVcenter(
  options: Partial<VcenterOptions> = {},
  changes: Partial<VcenterEntry> = {},
): Promise<SimulatedVcenter> {
  const scenario: Scenario = demoScenario(PASSWORDS);
  const vcenter = await startVcenter({ scenario, taskSpeed: 100, ...options });
  const entry: VcenterEntry = {
    vcGuid: vcenter.instanceUuid,
    name: 'vcenter.example.com',
    url: vcenter.url,
    certificatePem: vcenter.certificatePem,
    userName: DEMO_SERVICE_ACCOUNT,
    password: () => PASSWORDS[DEMO_SERVICE_ACCOUNT],
    ...changes,
  };
  const traces: CallTrace[] = [];
  const links = new VcenterLinks([entry], (trace) => traces.push(trace));
  const clock = new HastyClock();
  const connections = new ServiceConnections(links, [entry], clock);
  const users = new ClonedSessions(links, clock);
  return {
    vcenter,
    entry,
    clock,
    connections,
    users,
    traces,
    connect: () => connections.connect(entry.vcGuid),
    named: (type, name) => {
      const objects = vcenter.vcenter.registry.ofType(type);
      const found = objects.find(({ properties }) => properties['name'] === name);
      if (found === undefined) throw new Error(`There is no ${type} ${name}.`);
      return found.ref;
    },
    close: async () => {
      await users.stop();
      await connections.stop();
      await links.close();
      await vcenter.close();
    },
  };
}
