import { formatObjectId, parseObjectId } from './managed-object-reference.ts';
import { isFault, VcenterUnreachable, VimFault } from './vim-fault.ts';

describe('a vim fault', () => {
  it('is recognised by its type, never by its text', () => {
    const fault = new VimFault('NotFound', 'NotAuthenticated');

    expect(isFault(fault, 'NotFound')).toBe(true);
    expect(isFault(fault, 'NotAuthenticated')).toBe(false);
  });

  it('is recognised as the cause of another error', () => {
    const outer = new Error('outer', {
      cause: new Error('inner', { cause: new VimFault('X', '') }),
    });

    expect(isFault(outer, 'X')).toBe(true);
  });

  it('is not what an unreachable vCenter or a plain value is', () => {
    expect(isFault(new VcenterUnreachable('away'), 'X')).toBe(false);
    expect(isFault('X', 'X')).toBe(false);
  });
});

describe('the id of an object', () => {
  const text = 'urn:vmomi:ClusterComputeResource:domain-c8:11111111-2222-3333-4444-555555555555';

  it('is read and written as the vSphere Client has it', () => {
    const id = parseObjectId(text);

    expect(id?.value).toBe('domain-c8');
    expect(id === null ? '' : formatObjectId(id)).toBe(text);
  });

  for (const wrong of ['', 'domain-c8', 'urn:vmomi:Cluster:domain-c8', `${text}:x`, `${text}\n`])
    it(`is not guessed from ${JSON.stringify(wrong)}`, () => {
      expect(parseObjectId(wrong)).toBeNull();
    });
});
