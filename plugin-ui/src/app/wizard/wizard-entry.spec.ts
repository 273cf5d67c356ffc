import { wizardEntry } from './wizard-entry';

describe('how the wizard was opened', () => {
  it('stands in the address for the menu actions', () => {
    expect(wizardEntry('remove', undefined)).toEqual({ mode: 'remove', hostName: null });
    expect(wizardEntry('update', undefined).mode).toBe('update');
  });

  it('stands in the data of our own views, which win over the address', () => {
    const data = { vcGuid: 'x', mode: 'update', hostName: 'esx-01' };

    expect(wizardEntry('remove', data)).toEqual({ mode: 'update', hostName: 'esx-01' });
  });

  it('is an ordinary set-up for everything else', () => {
    expect(wizardEntry(null, null)).toEqual({ mode: 'setup', hostName: null });
    expect(wizardEntry('delete-all', { mode: 7, hostName: 9 })).toEqual({
      mode: 'setup',
      hostName: null,
    });
  });
});
