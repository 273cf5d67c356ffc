import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import type { TableColumn, TablePage, TableRow } from '../../protocol/shell-api.ts';
import { bytes } from './byte-text.ts';
import type { InventoryReader } from './inventory-reader.ts';
import { hostStateText, powerText } from './object-facts.ts';
import { listAt, numberAt, refAt, textAt } from './property-reader.ts';

/** Which part of a table to show; `sort` is a column id, with `-` before it for descending. */
export interface TableQuery {
  readonly sort: string;
  readonly filter: string;
  /** First row, counted from 0. */
  readonly offset: number;
  readonly limit: number;
}

type Cell = (object: ManagedObject, reader: InventoryReader) => string | number;

interface Column extends TableColumn {
  readonly value: Cell;
  readonly text?: (value: number) => string;
}

const hostColumns: readonly Column[] = [
  { id: 'name', title: 'Name', value: (host) => textAt(host, 'name') },
  { id: 'state', title: 'State', value: (host) => hostStateText(host) },
  { id: 'cluster', title: 'Cluster', value: (host, reader) => parentName(host, reader) },
  { id: 'version', title: 'Version', value: (host) => textAt(host, 'config.product.version') },
  {
    id: 'cores',
    title: 'CPU Cores',
    value: (host) => numberAt(host, 'summary.hardware.numCpuCores'),
  },
  {
    id: 'memory',
    title: 'Memory',
    value: (host) => numberAt(host, 'summary.hardware.memorySize'),
    text: bytes,
  },
];

const vmColumns: readonly Column[] = [
  { id: 'name', title: 'Name', value: (vm) => textAt(vm, 'name') },
  { id: 'state', title: 'State', value: (vm) => powerText(textAt(vm, 'runtime.powerState')) },
  { id: 'host', title: 'Host', value: (vm, reader) => hostName(vm, reader) },
  { id: 'guest', title: 'Guest OS', value: (vm) => textAt(vm, 'config.guestFullName') },
  { id: 'cpus', title: 'CPUs', value: (vm) => numberAt(vm, 'config.hardware.numCPU') },
  {
    id: 'memory',
    title: 'Memory Size',
    value: (vm) => numberAt(vm, 'config.hardware.memoryMB') * 1024 * 1024,
    text: bytes,
  },
  { id: 'provisioned', title: 'Provisioned Space', value: provisioned, text: bytes },
];

/** One page of the table of hosts or of virtual machines below an object. */
export function tablePage(
  kind: 'hosts' | 'vms',
  object: ManagedObject,
  reader: InventoryReader,
  query: TableQuery,
): TablePage {
  const columns = kind === 'hosts' ? hostColumns : vmColumns;
  const objects = kind === 'hosts' ? reader.hosts(object) : reader.vms(object);
  const wanted = query.filter.toLowerCase();
  const matching = objects.filter((entry) => textAt(entry, 'name').toLowerCase().includes(wanted));
  const sorted = sortBy(matching, columns, reader, query.sort);
  const page = sorted.slice(query.offset, query.offset + query.limit);
  return {
    columns: columns.map(({ id, title }) => ({ id, title })),
    rows: page.map((entry) => row(entry, columns, reader)),
    total: sorted.length,
  };
}

function sortBy(
  objects: readonly ManagedObject[],
  columns: readonly Column[],
  reader: InventoryReader,
  sort: string,
): ManagedObject[] {
  const column = columns.find((entry) => entry.id === sort.replace(/^-/, '')) ?? columns[0];
  const sign = sort.startsWith('-') ? -1 : 1;
  const keyed = objects.map((object) => ({ object, key: column?.value(object, reader) ?? '' }));
  keyed.sort((a, b) => sign * compare(a.key, b.key));
  return keyed.map((entry) => entry.object);
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

function row(object: ManagedObject, columns: readonly Column[], reader: InventoryReader): TableRow {
  if (!reader.readable(object)) {
    return { item: reader.item(object), cells: { name: textAt(object, 'name') } };
  }
  const cells: Record<string, string> = {};
  for (const column of columns) {
    const value = column.value(object, reader);
    const text = typeof value === 'number' && column.text ? column.text(value) : String(value);
    cells[column.id] = text;
  }
  return { item: reader.item(object), cells };
}

function parentName(host: ManagedObject, reader: InventoryReader): string {
  const parent = reader.visible(refAt(host, 'parent'));
  return parent?.ref.type === 'ClusterComputeResource' ? textAt(parent, 'name') : '';
}

function hostName(vm: ManagedObject, reader: InventoryReader): string {
  const host = reader.visible(refAt(vm, 'runtime.host'));
  return host ? textAt(host, 'name') : '';
}

function provisioned(vm: ManagedObject): number {
  const sizes = listAt(vm, 'config.hardware.device').map((device) => device['capacityInKB']);
  return sizes.reduce<number>((sum, size) => sum + (typeof size === 'number' ? size : 0), 0) * 1024;
}
