import { sharedMessages } from './shared-messages';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in the reader's language: "3 minutes ago". Times are milliseconds since 1970. */
export function agoText(moment: number, now: number, locale: string): string {
  const seconds = Math.round((moment - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const distance = Math.abs(seconds);
  // Clocks of browser and server differ by a little: of what is seconds away no more can be said.
  if (distance < 10) return sharedMessages.momentAgo;
  if (distance < MINUTE) return format.format(seconds, 'second');
  if (distance < HOUR) return format.format(Math.round(seconds / MINUTE), 'minute');
  if (distance < DAY) return format.format(Math.round(seconds / HOUR), 'hour');
  return format.format(Math.round(seconds / DAY), 'day');
}

/** "2 h 5 min", "3 min 20 s", "4 s". */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ${seconds % MINUTE} s`;
  return `${Math.floor(seconds / HOUR)} h ${Math.floor((seconds % HOUR) / MINUTE)} min`;
}
