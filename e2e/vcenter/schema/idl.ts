import type { ApiVersion } from '../core/api-version.ts';

/** The two SOAP services; each has its own XML namespace, `urn:vim25` and `urn:pbm`. */
export type Service = 'vim25' | 'pbm';

/** The type of a member, parameter or result. */
export interface TypeRef {
  /** A primitive, a data or enum type; for references the object type that is referred to. */
  readonly name: string;
  readonly isRef: boolean;
  readonly list: boolean;
  /** A list that must hold at least one element. */
  readonly atLeastOne: boolean;
}

/** A member of a data type, a property of an object type or a parameter of a method. */
export interface MemberDef {
  readonly name: string;
  readonly type: TypeRef;
  readonly optional: boolean;
  readonly since?: ApiVersion;
  /** Needed to read the property, or on each object that the parameter refers to. */
  readonly privilege?: string;
}

/** A data type or a fault. */
export interface DataTypeDef {
  readonly kind: 'type';
  readonly name: string;
  readonly base?: string;
  readonly since?: ApiVersion;
  readonly service: Service;
  readonly members: readonly MemberDef[];
}

export interface EnumDef {
  readonly kind: 'enum';
  readonly name: string;
  readonly since?: ApiVersion;
  readonly service: Service;
  /** Value to the version that brought it. */
  readonly values: ReadonlyMap<string, ApiVersion | undefined>;
}

export interface ObjectTypeDef {
  readonly kind: 'object';
  readonly name: string;
  readonly base?: string;
  readonly service: Service;
  readonly members: readonly MemberDef[];
}

export interface MethodDef {
  readonly kind: 'method';
  readonly objectType: string;
  readonly name: string;
  readonly service: Service;
  readonly since?: ApiVersion;
  readonly params: readonly MemberDef[];
  /** Undefined for void. */
  readonly result?: TypeRef;
  readonly resultOptional: boolean;
  /** Static privilege on the target; undefined when the handler checks by itself; `System.Anonymous` needs no session. */
  readonly privilege?: string;
}

export type Declaration = DataTypeDef | EnumDef | ObjectTypeDef | MethodDef;

/**
 * Parses the interface language in which the simulator's schema is written:
 *
 *     type HostIoFilterInfo : IoFilterInfo { available: boolean }
 *     enum IoFilterOperation { install uninstall upgrade }
 *     object HostSystem : ManagedEntity { runtime: HostRuntimeInfo; vm: ref VirtualMachine[] !System.View }
 *     method IoFilterManager.QueryIoFilterInfo(compRes: ref ComputeResource): ClusterIoFilterInfo[] priv System.View
 *     fault InvalidState : VimFault { }
 *
 * `?` optional, `X[]` a list, `X[+]` a list of at least one, `@8.0.3.0` since that API version, `!P` privilege, `priv none` checked by the
 * handler. Members stand in schema order. Throws `SyntaxError` naming the place.
 */
export function parseIdl(text: string, service: Service): readonly Declaration[] {
  const reader = new TokenReader(text);
  const declarations: Declaration[] = [];
  while (reader.peek() !== undefined) declarations.push(parseDeclaration(reader, service));
  return declarations;
}

const tokenPattern = /\/\/[^\n]*|\[\+\]|\[\]|[{}:;?(),@!]|[A-Za-z0-9_][\w.-]*|\S/g;

class TokenReader {
  readonly #tokens: readonly string[];
  #position = 0;

  constructor(text: string) {
    this.#tokens = (text.match(tokenPattern) ?? []).filter((token) => !token.startsWith('//'));
  }

  peek(): string | undefined {
    return this.#tokens[this.#position];
  }

  next(): string {
    const token = this.#tokens[this.#position++];
    if (token === undefined) throw new SyntaxError('The interface text ends too early.');
    return token;
  }

  accept(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#position++;
    return true;
  }

  expect(token: string): void {
    const found = this.next();
    if (found === token) return;
    const before = this.#tokens.slice(Math.max(0, this.#position - 8), this.#position).join(' ');
    throw new SyntaxError(`Expected "${token}" and found "${found}" after: ${before}`);
  }

  word(): string {
    const token = this.next();
    if (/^[A-Za-z0-9_]/.test(token)) return token;
    throw new SyntaxError(`Expected a name and found "${token}".`);
  }
}

function parseDeclaration(reader: TokenReader, service: Service): Declaration {
  const keyword = reader.next();
  switch (keyword) {
    case 'type':
    case 'fault':
      return { kind: 'type', ...parseHead(reader), service, members: parseMembers(reader) };
    case 'object':
      return { kind: 'object', ...parseHead(reader), service, members: parseMembers(reader) };
    case 'enum':
      return { kind: 'enum', ...parseHead(reader), service, values: parseValues(reader) };
    case 'method':
      return parseMethod(reader, service);
    default:
      throw new SyntaxError(`Expected a declaration and found "${keyword}".`);
  }
}

function parseHead(reader: TokenReader): { name: string; base?: string; since?: ApiVersion } {
  const name = reader.word();
  const base = reader.accept(':') ? { base: reader.word() } : {};
  return { name, ...base, ...parseSince(reader) };
}

function parseSince(reader: TokenReader): { since?: ApiVersion } {
  return reader.accept('@') ? { since: reader.word() } : {};
}

function parseMembers(reader: TokenReader): MemberDef[] {
  const members: MemberDef[] = [];
  reader.expect('{');
  while (!reader.accept('}')) {
    members.push(parseMember(reader));
    reader.accept(';');
  }
  return members;
}

function parseMember(reader: TokenReader): MemberDef {
  const name = reader.word();
  const optional = reader.accept('?');
  reader.expect(':');
  const type = parseType(reader);
  const since = parseSince(reader);
  const privilege = reader.accept('!') ? { privilege: reader.word() } : {};
  return { name, type, optional, ...since, ...privilege };
}

function parseType(reader: TokenReader): TypeRef {
  const first = reader.word();
  const isRef = first === 'ref';
  const name = isRef ? reader.word() : first;
  const atLeastOne = reader.accept('[+]');
  const list = atLeastOne || reader.accept('[]');
  return { name, isRef, list, atLeastOne };
}

function parseValues(reader: TokenReader): Map<string, ApiVersion | undefined> {
  const values = new Map<string, ApiVersion | undefined>();
  reader.expect('{');
  while (!reader.accept('}')) {
    const value = reader.word();
    values.set(value, parseSince(reader).since);
  }
  return values;
}

function parseMethod(reader: TokenReader, service: Service): MethodDef {
  const [objectType = '', name = ''] = reader.word().split('.');
  const params: MemberDef[] = [];
  reader.expect('(');
  while (!reader.accept(')')) {
    params.push(parseMember(reader));
    reader.accept(',');
  }
  reader.expect(':');
  const result = parseType(reader);
  const resultOptional = reader.accept('?');
  const since = parseSince(reader);
  reader.expect('priv');
  const privilege = reader.word();
  return {
    kind: 'method',
    objectType,
    name,
    service,
    params,
    resultOptional,
    ...since,
    ...(result.name === 'void' ? {} : { result }),
    ...(privilege === 'none' ? {} : { privilege }),
  };
}
