import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';
import type { Log } from '../ports/log.ts';

/** Members that are blanked wherever they turn up in a logged fact, down to three levels. */
const SECRET_MEMBERS = [
  'password',
  'token',
  'sessionToken',
  'sessionKey',
  'cookie',
  'authorization',
  'cloneTicket',
  '["vmware-api-session-id"]',
  '["set-cookie"]',
];

/**
 * The server's log: JSON lines with ISO times, one for each event.
 * @param level pino's level name, or `silent`
 * @param destination where the lines go; standard output when left out
 */
export function createLogger(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretPaths(), censor: '[secret]' },
  };
  const log: PinoLogger = destination ? pino(options, destination) : pino(options);
  return {
    info: (facts, message) => log.info(facts, message),
    warn: (facts, message) => log.warn(facts, message),
    error: (facts, message) => log.error(facts, message),
  };
}

function secretPaths(): string[] {
  const prefixes = ['', '*', '*.*'];
  return prefixes.flatMap((prefix) =>
    SECRET_MEMBERS.map((member) => {
      if (prefix === '') return member;
      return member.startsWith('[') ? `${prefix}${member}` : `${prefix}.${member}`;
    }),
  );
}
