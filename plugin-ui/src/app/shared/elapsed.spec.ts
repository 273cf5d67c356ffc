import { agoText, durationText } from './elapsed';

describe('how long ago something was', () => {
  const now = Date.parse('2026-01-15T12:00:00Z');
  const rows: readonly [seconds: number, text: string][] = [
    [0, 'a moment ago'],
    [9, 'a moment ago'],
    [42, '42 seconds ago'],
    [180, '3 minutes ago'],
    [7200, '2 hours ago'],
    [86_400, 'yesterday'],
  ];

  for (const [seconds, text] of rows) {
    it(`reads "${text}" after ${seconds} s`, () => {
      expect(agoText(now - seconds * 1000, now, 'en-US')).toBe(text);
    });
  }

  it('takes what a clock that runs a little ahead says for a moment ago', () => {
    expect(agoText(now + 4000, now, 'en-US')).toBe('a moment ago');
  });
});

describe('how long something took', () => {
  it('is told in the two largest units', () => {
    expect([4000, 200_000, 7_500_000, -5].map(durationText)).toEqual([
      '4 s',
      '3 min 20 s',
      '2 h 5 min',
      '0 s',
    ]);
  });
});
