/** A primitive of the wire: its XML Schema type and how its text is written and read. */
export interface Primitive {
  readonly xsd: string;
  /** The text for a value (not yet escaped), or undefined when the value is of another kind. */
  readonly write: (value: unknown) => string | undefined;
  /** The value of a text, or undefined when the text is not of this type. */
  readonly read: (text: string) => unknown;
}

function integer(xsd: string, min: number, max: number): Primitive {
  const inRange = (value: number): boolean =>
    Number.isInteger(value) && value >= min && value <= max;
  return {
    xsd,
    write: (value) => (typeof value === 'number' && inRange(value) ? String(value) : undefined),
    read: (text) => {
      const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : NaN;
      return inRange(value) ? value : undefined;
    },
  };
}

function floating(xsd: string): Primitive {
  return {
    xsd,
    write: (value) => {
      if (typeof value !== 'number') return undefined;
      if (Number.isFinite(value)) return String(value);
      if (Number.isNaN(value)) return 'NaN';
      return value > 0 ? 'INF' : '-INF';
    },
    read: (text) => {
      const trimmed = text.trim();
      if (trimmed === 'INF' || trimmed === '-INF') return trimmed === 'INF' ? Infinity : -Infinity;
      if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return undefined;
      return Number(trimmed);
    },
  };
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

const datePattern = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

function readDate(text: string): Date | undefined {
  const match = datePattern.exec(text.trim());
  if (match === null) return undefined;
  // A time without a zone is UTC for vCenter; JavaScript would take it for local time.
  const date = new Date(match[2] === undefined ? `${text.trim()}Z` : text.trim());
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function readBase64(text: string): Buffer | undefined {
  const compact = text.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(compact) && compact.length % 4 === 0
    ? Buffer.from(compact, 'base64')
    : undefined;
}

/** The primitives by their names in the interface language; `anyType` is not one of them. */
export const primitives: ReadonlyMap<string, Primitive> = new Map<string, Primitive>([
  [
    'string',
    {
      xsd: 'string',
      write: (value) => (typeof value === 'string' ? value : undefined),
      read: (text) => text,
    },
  ],
  [
    'boolean',
    {
      xsd: 'boolean',
      write: (value) => (typeof value === 'boolean' ? String(value) : undefined),
      read: (text) => booleans.get(text.trim()),
    },
  ],
  ['byte', integer('byte', -128, 127)],
  ['short', integer('short', -32768, 32767)],
  ['int', integer('int', -2147483648, 2147483647)],
  ['long', integer('long', -(2 ** 63), 2 ** 63)],
  ['float', floating('float')],
  ['double', floating('double')],
  [
    'dateTime',
    {
      xsd: 'dateTime',
      write: (value) => (value instanceof Date ? value.toISOString() : undefined),
      read: readDate,
    },
  ],
  [
    'base64',
    {
      xsd: 'base64Binary',
      write: (value) => (Buffer.isBuffer(value) ? value.toString('base64') : undefined),
      read: readBase64,
    },
  ],
]);

/** The name in the interface language for an XML Schema type. */
export function primitiveOfXsd(xsd: string): string | undefined {
  if (xsd === 'base64Binary') return 'base64';
  return primitives.has(xsd) ? xsd : undefined;
}
