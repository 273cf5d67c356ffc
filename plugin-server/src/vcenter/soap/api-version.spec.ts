import { compareApiVersions, knows, negotiateApiVersion } from './api-version.ts';

function document(version: string, ...prior: string[]): string {
  const versions = prior.map((v) => `<version>${v}</version>`).join('');
  return (
    '<?xml version="1.0"?><namespaces version="1.0"><namespace><name>urn:sms</name><version>8.0.3.0</version></namespace>' +
    `<namespace><name>urn:vim25</name><version>${version}</version><priorVersions>${versions}</priorVersions></namespace></namespaces>`
  );
}

describe('negotiateApiVersion', () => {
  it('takes the newest version that both sides know', () => {
    expect(negotiateApiVersion(document('8.0.3.0', '8.0.2.0', '7.0'))).toBe('8.0.3.0');
    expect(negotiateApiVersion(document('8.0.1.0', '8.0.0.1', '7.0.3.2', '6.5'))).toBe('8.0.1.0');
  });

  it('speaks a prior version to a vCenter that is newer than this server', () => {
    expect(negotiateApiVersion(document('9.0.0.0', '8.0.10.0', '8.0.3.0', '8.0.2.0'))).toBe(
      '8.0.3.0',
    );
  });

  it('finds none on a vCenter that is too old and in a text that is something else', () => {
    expect(negotiateApiVersion(document('6.9.1', '6.7'))).toBeNull();
    expect(negotiateApiVersion('<html></html>')).toBeNull();
  });

  it('compares numbers, not texts, and takes a missing part for zero', () => {
    expect(compareApiVersions('8.0.10.0', '8.0.9.0')).toBe(1);
    expect(compareApiVersions('7.0', '7.0.0.0')).toBe(0);
    expect(knows('8.0.2.0', '8.0.3.0')).toBeFalse();
  });
});
