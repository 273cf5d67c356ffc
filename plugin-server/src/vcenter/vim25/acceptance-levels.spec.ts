import { FakeClock } from '../../../testing/fake-clock.ts';
import { VcenterUnreachable, VimFault } from '../../domain/vim-fault.ts';
import { AcceptanceLevels } from './acceptance-levels.ts';

const MINUTE_MS = 60_000;

function host(number: number) {
  return {
    ref: { type: 'HostSystem', value: `host-${number}` },
    imageConfigManager: { type: 'HostImageConfigManager', value: `image-${number}` },
  };
}

describe('AcceptanceLevels', () => {
  let clock: FakeClock;
  let send: jasmine.Spy;
  let levels: AcceptanceLevels;

  beforeEach(() => {
    clock = new FakeClock();
    send = jasmine.createSpy('send').and.resolveTo('community');
    levels = new AcceptanceLevels(send, clock);
  });

  it('asks a host once for all who ask at the same time, and again after five minutes', async () => {
    await Promise.all([levels.of([host(1), host(2)]), levels.of([host(2), host(1)])]);
    await levels.of([host(1)]);
    expect(send).toHaveBeenCalledTimes(2);

    clock.advance(5 * MINUTE_MS);
    expect((await levels.of([host(1)])).get('host-1')).toBe('community');
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('forgets hosts that nobody asks for any more', async () => {
    await levels.of([host(1), host(2), host(3)]);
    clock.advance(5 * MINUTE_MS);
    await levels.of([host(4)]);
    expect(levels.size).toBe(1);
  });

  it('keeps neither a level that a host could not tell nor a vCenter that was away', async () => {
    send.and.rejectWith(new VimFault('HostCommunication', 'The host is away.'));
    expect((await levels.of([host(1)])).get('host-1')).toBe('unknown');
    send.and.rejectWith(new VcenterUnreachable('away'));
    await expectAsync(levels.of([host(1)])).toBeRejectedWithError(VcenterUnreachable);
    send.and.resolveTo('partner');
    expect((await levels.of([host(1)])).get('host-1')).toBe('partner');
  });
});
