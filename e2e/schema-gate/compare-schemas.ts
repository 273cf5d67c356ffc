import type {
  DataTypeDef,
  Declaration,
  EnumDef,
  MemberDef,
  MethodDef,
} from '../vcenter/schema/idl.ts';
import type { OfficialMember, OfficialSchema } from './official-types.ts';

const names: Readonly<Record<string, string>> = { base64: 'base64Binary' };

function officialTypeName({ type }: MemberDef): string {
  if (type.isRef) return 'ManagedObjectReference';
  return names[type.name] ?? type.name;
}

function compareMember(own: MemberDef, official: OfficialMember): string[] {
  const problems: string[] = [];
  const type = officialTypeName(own);
  // The published files write a URI as such; it is a string everywhere else.
  const isSame = type === official.type || (type === 'string' && official.type === 'anyURI');
  if (!isSame) problems.push(`is ${type}, officially ${official.type}`);
  if (own.type.list !== official.list)
    problems.push(official.list ? 'is officially a list' : 'is officially no list');
  // A list without elements is as good as left out; whether it may be empty shows on the wire only.
  if (!official.list && own.optional !== official.optional) {
    problems.push(official.optional ? 'is officially optional' : 'is officially required');
  }
  return problems.map((problem) => `${own.name} ${problem}`);
}

/** Own members have to be official ones in the official order; of the official ones the optional may be left out. */
function compareMembers(own: readonly MemberDef[], official: readonly OfficialMember[]): string[] {
  const problems: string[] = [];
  let place = -1;
  for (const member of own) {
    const index = official.findIndex(({ name }) => name === member.name);
    const counterpart = official[index];
    if (counterpart === undefined) {
      problems.push(`${member.name} is officially unknown`);
      continue;
    }
    if (index < place) problems.push(`${member.name} stands in another place officially`);
    place = index;
    problems.push(...compareMember(member, counterpart));
  }
  const left = official.filter(
    ({ optional, name }) => !optional && !own.some((member) => member.name === name),
  );
  return [...problems, ...left.map(({ name }) => `${name} is officially required and not there`)];
}

function compareType(type: DataTypeDef, schema: OfficialSchema): string[] {
  const official = schema.types.get(type.name);
  if (official === undefined) return ['is officially unknown'];
  const base = type.base ?? 'DynamicData';
  const officialBase = official.base ?? 'DynamicData';
  const wrongBase = base === officialBase ? [] : [`extends ${base}, officially ${officialBase}`];
  return [...wrongBase, ...compareMembers(type.members, official.members)];
}

function compareEnum({ name, values }: EnumDef, { enums }: OfficialSchema): string[] {
  const official = enums.get(name);
  if (official === undefined) return ['is officially unknown'];
  return [...values.keys()]
    .filter((value) => !official.includes(value))
    .map((value) => `${value} is officially unknown`);
}

function compareMethod(method: MethodDef, { messages }: OfficialSchema): string[] {
  const request = messages.get(method.name);
  const reply = messages.get(`${method.name}Response`);
  if (request === undefined || reply === undefined) return ['is officially unknown'];
  const parameters = request.members.filter(({ name }) => name !== '_this');
  const results: MemberDef[] =
    method.result === undefined
      ? []
      : [{ name: 'returnval', type: method.result, optional: method.resultOptional }];
  return [...compareMembers(method.params, parameters), ...compareMembers(results, reply.members)];
}

function compareOne(declaration: Declaration, schema: OfficialSchema): string[] {
  switch (declaration.kind) {
    case 'type':
      return compareType(declaration, schema);
    case 'enum':
      return compareEnum(declaration, schema);
    case 'method':
      return compareMethod(declaration, schema);
    case 'object':
      // Managed objects have no official XSD type.
      return [];
  }
}

/** In which way declarations of the simulated vCenter contradict the official schemas, one sentence each. */
export function compareSchemas(own: readonly Declaration[], official: OfficialSchema): string[] {
  return own.flatMap((declaration) =>
    compareOne(declaration, official).map((problem) => `${declaration.name}: ${problem}`),
  );
}
