import { createLogger } from './create-logger.ts';

describe('createLogger', () => {
  it('writes JSON lines with the level in words and blanks secrets at any depth it is given', () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line: string) => lines.push(line) });
    log.info({ headers: { 'vmware-api-session-id': 'tok-1' }, password: 'pass-1' }, 'hello');
    log.info({ request: { user: { sessionKey: 'key-1' } } }, 'again');
    const text = lines.join('');
    expect(lines.length).toBe(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual(
      jasmine.objectContaining({ level: 'info', msg: 'hello', password: '[secret]' }),
    );
    expect(text).not.toMatch(/tok-1|pass-1|key-1/);
  });
});
