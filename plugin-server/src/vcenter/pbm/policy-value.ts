import type { PolicyValue } from '../../domain/storage-profile.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import { listOf, member, numberOf, optionalText, textOf, UnexpectedReply } from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';

/** Reads the value of a rule's property: simple values keep their type on the wire (`xsd:anyType`). */
export function readPolicyValue(value: unknown): PolicyValue {
  // An element without a type is plain text.
  if (typeof value === 'string') return { kind: 'text', xsdType: 'string', text: value };
  const xsdType = optionalText(value, '$xsd');
  if (xsdType !== null) return { kind: 'text', xsdType, text: textOf(value, 'text') };
  switch (optionalText(value, '$type')) {
    case 'PbmCapabilityDiscreteSet':
      return { kind: 'set', values: listOf(value, 'values').map(readPolicyValue) };
    case 'PbmCapabilityRange': {
      const [min, max] = [member(value, 'min'), member(value, 'max')];
      return { kind: 'range', min: readPolicyValue(min), max: readPolicyValue(max) };
    }
    case 'PbmCapabilityTimeSpan':
      return { kind: 'timeSpan', value: numberOf(value, 'value'), unit: textOf(value, 'unit') };
    // Among allowed values, a value comes with words about it.
    case 'PbmCapabilityDescription':
      return readPolicyValue(member(value, 'value'));
    case null:
      throw new UnexpectedReply('A rule of a storage policy has a value without a type');
    default:
      return { kind: 'unknown', typeName: textOf(value, '$type') };
  }
}

/** @throws VimFault NotSupported for a value whose type is not known here, because it could not be sent back whole */
export function writePolicyValue(value: PolicyValue): WireObject {
  switch (value.kind) {
    case 'text':
      return { $xsd: value.xsdType, text: value.text };
    case 'set':
      return { $type: 'PbmCapabilityDiscreteSet', values: value.values.map(writePolicyValue) };
    case 'range': {
      const [min, max] = [writePolicyValue(value.min), writePolicyValue(value.max)];
      return { $type: 'PbmCapabilityRange', min, max };
    }
    case 'timeSpan':
      return { $type: 'PbmCapabilityTimeSpan', value: value.value, unit: value.unit };
    case 'unknown':
      throw new VimFault('NotSupported', `A rule has a value of the type ${value.typeName}.`);
  }
}
