import { aDaemon } from '../../testing/contract-builders';
import { daemonFacts } from './daemon-facts';
import { daemonRow, searchDaemons } from './daemon-rows';

describe('a row of the daemon grid', () => {
  it('is in words', () => {
    const row = daemonRow(aDaemon({ state: 'pending', message: 'The host is disconnected.' }));

    expect(row).toEqual(
      jasmine.objectContaining({
        hostName: 'esx-01.lab.example',
        clusterName: 'Production',
        esxi: '8.0.3',
        filterVersion: '–',
        state: 'Pending',
        acceptanceLevel: 'Community supported',
        message: 'The host is disconnected.',
      }),
    );
  });

  it('says so when the host stands alone or does not tell its version', () => {
    const row = daemonRow(aDaemon({ clusterName: null, esxiVersion: null }));

    expect(row.clusterName).toBe('Standalone host');
    expect(row.esxi).toBe('Unknown');
  });
});

describe('searching daemons', () => {
  const rows = [
    daemonRow(aDaemon({ state: 'installed', filterVersion: '1.2.0' })),
    daemonRow(aDaemon({ hostId: 'host-12', hostName: 'esx-02.lab.example' })),
  ];

  it('finds rows that have every word somewhere, in any case', () => {
    expect(searchDaemons(rows, 'PRODUCTION not').map(({ id }) => id)).toEqual(['host-12']);
  });

  it('finds all for no words', () => {
    expect(searchDaemons(rows, '  ').length).toBe(2);
  });
});

describe('the details of a daemon', () => {
  it('say where the acceptance level is found in the client', () => {
    const facts = daemonFacts(aDaemon({ acceptanceLevel: 'partner' }));

    expect(facts).toContain({ label: 'Acceptance level', value: 'Partner supported' });
    expect(facts.map(({ value }) => value).join()).toContain('Security Profile');
  });

  it('show a message only when there is one', () => {
    const labels = daemonFacts(aDaemon()).map(({ label }) => label);

    expect(labels).not.toContain('Message');
  });
});
