import { MessageRecorder } from './recorder.ts';
import type { SchemaGate } from './schema-gate.ts';

/** A gate that refuses whatever holds the word `bad`. */
const gate: SchemaGate = {
  check: (xml) => (xml.includes('bad') ? ['this is bad'] : []),
  close: () => undefined,
};
const refusal = '<InvalidRequestFault xmlns="urn:vim25" xsi:type="InvalidRequest"/>';

describe('the recorder of SOAP messages', () => {
  it('gives what the schema refuses, with its words', () => {
    const recorder = new MessageRecorder('strict');
    recorder.record({ direction: 'request', xml: '<good/>', exchange: 1 });
    recorder.record({ direction: 'reply', xml: '<bad/>', exchange: 1 });
    expect(recorder.takeViolations(gate)).toEqual([
      { direction: 'reply', xml: '<bad/>', words: ['this is bad'] },
    ]);
    expect(recorder.hasMessages).toBeFalse();
  });

  it('judges messages that differ in digits only once', () => {
    const recorder = new MessageRecorder('strict');
    for (const id of [11, 12, 99]) {
      recorder.record({ direction: 'request', xml: `<bad>host-${id}</bad>`, exchange: id });
    }
    expect(recorder.takeViolations(gate).length).toBe(1);
    expect(recorder.checked).toBe(1);
  });

  it('judges a request that was refused as invalid when it is strict', () => {
    const recorder = new MessageRecorder('strict');
    recorder.record({ direction: 'request', xml: '<bad/>', exchange: 1 });
    recorder.record({ direction: 'reply', xml: refusal, exchange: 1 });
    expect(recorder.takeViolations(gate).length).toBe(1);
  });

  it('passes over a request that was refused as invalid when it is lenient, and over no other', () => {
    const recorder = new MessageRecorder('lenient');
    recorder.record({ direction: 'request', xml: '<bad/>', exchange: 1 });
    recorder.record({ direction: 'request', xml: '<bad too=""/>', exchange: 2 });
    recorder.record({ direction: 'reply', xml: refusal, exchange: 1 });
    recorder.record({ direction: 'reply', xml: '<good/>', exchange: 2 });
    expect(recorder.takeViolations(gate).map(({ xml }) => xml)).toEqual(['<bad too=""/>']);
  });
});
