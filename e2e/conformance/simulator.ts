import { DEMO_ADMINISTRATOR, DEMO_OPERATOR } from '../vcenter/scenario/demo-roles.ts';
import { demoScenario } from '../vcenter/scenario/demo-scenario.ts';
import { startVcenter } from '../vcenter/start-vcenter.ts';
import { setDefaultTap } from '../vcenter/wire/message-tap.ts';
import { MessageRecorder } from '../schema-gate/recorder.ts';
import type { Violation } from '../schema-gate/recorder.ts';
import { createSchemaGate } from '../schema-gate/schema-gate.ts';

/** What the conformance run tells the simulator's process. */
export type Order =
  | {
      readonly order: 'start';
      readonly passwords: Readonly<Record<'administrator' | 'operator', string>>;
    }
  | { readonly order: 'stop' };

/** What the simulator's process answers. */
export type Answer =
  | {
      readonly answer: 'started';
      readonly port: number;
      readonly caPem: string;
      readonly instanceUuid: string;
    }
  | {
      readonly answer: 'stopped';
      readonly checked: number;
      readonly violations: readonly Violation[];
    };

// pyVmomi marks some requests with an attribute of its own that no schema has.
const withoutVersionId = (xml: string): string => xml.replaceAll(/ versionId="[^"]*"/g, '');

const recorder = new MessageRecorder('lenient');
setDefaultTap((message) => recorder.record({ ...message, xml: withoutVersionId(message.xml) }));

const say = (answer: Answer): void => void process.send?.(answer);

async function judge(): Promise<Answer> {
  const gate = await createSchemaGate();
  const violations = gate === null ? [] : recorder.takeViolations(gate);
  gate?.close();
  return { answer: 'stopped', checked: recorder.checked, violations };
}

async function run(
  passwords: Readonly<Record<'administrator' | 'operator', string>>,
): Promise<void> {
  const vcenter = await startVcenter({
    taskSpeed: 20,
    scenario: demoScenario({
      [DEMO_ADMINISTRATOR]: passwords.administrator,
      [DEMO_OPERATOR]: passwords.operator,
    }),
  });
  process.on('message', (order: Order) => {
    if (order.order !== 'stop') return;
    void vcenter
      .close()
      .then(judge)
      .then((answer) => {
        say(answer);
        process.disconnect();
      });
  });
  const { port, caPem, instanceUuid } = vcenter;
  say({ answer: 'started', port, caPem, instanceUuid });
}

process.once('message', (order: Order) => {
  if (order.order === 'start') void run(order.passwords);
});
