import { setDefaultTap } from '../vcenter/wire/message-tap.ts';
import { MessageRecorder } from './recorder.ts';
import type { Strictness, Violation } from './recorder.ts';
import { createSchemaGate } from './schema-gate.ts';
import type { SchemaGate } from './schema-gate.ts';

const SHOWN = 4000;

function describeViolation({ direction, xml, words }: Violation): string {
  const text = xml.length > SHOWN ? `${xml.slice(0, SHOWN)} ... (${xml.length} characters)` : xml;
  return `The official schema refuses this ${direction}:\n${words.map((w) => `- ${w}`).join('\n')}\n${text}`;
}

/**
 * Judges every SOAP message of the simulated vCenters of this process by the official schemas, after each spec; what the schema refuses fails
 * that spec. RTR_SCHEMA_GATE=1 demands it, 0 switches it off; otherwise it works when the set-up has put the schemas there.
 */
export function watchSpecs(strictness: Strictness): void {
  const mode = process.env['RTR_SCHEMA_GATE'];
  if (mode === '0') return;
  const recorder = new MessageRecorder(strictness);
  let gate: SchemaGate | null | undefined;
  const judge = async (): Promise<void> => {
    if (!recorder.hasMessages) return;
    gate ??= await createSchemaGate();
    if (gate === null) {
      setDefaultTap(undefined);
      if (mode === '1') fail('RTR_SCHEMA_GATE=1, and the schemas are missing: run the set-up.');
      return;
    }
    for (const violation of recorder.takeViolations(gate)) fail(describeViolation(violation));
  };
  setDefaultTap((message) => recorder.record(message));
  afterEach(judge);
  afterAll(async () => {
    await judge();
    gate?.close();
    if (recorder.checked > 0) {
      process.stdout.write(`\nSchema gate: ${recorder.checked} message shapes judged.\n`);
    }
  });
}
