import type { DateTimeFormat } from '../../protocol/sdk-protocol.ts';

export type DateTimeStyle = 'DATE' | 'TIME' | 'DATE_AND_TIME';

/** Writes a point in time as the client does: `05/13/2019, 11:24:47 AM`. Source: vSphere Client JavaScript API, `formatDateTime`. */
export function formatDateTime(
  milliseconds: number,
  style: DateTimeStyle,
  format: DateTimeFormat,
): string {
  const date: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' };
  const time: Intl.DateTimeFormatOptions = {
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    hour12: format.hour12,
  };
  const options = {
    ...(style === 'TIME' ? {} : date),
    ...(style === 'DATE' ? {} : time),
  };
  // Newer engines put a narrow no-break space before AM and PM, where the client writes a plain one.
  return new Intl.DateTimeFormat(format.locale, options)
    .format(milliseconds)
    .replaceAll('\u202F', ' ');
}
