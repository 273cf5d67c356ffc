/** What the server half of the simulated vSphere Client tells its browser half. Everything here crosses the wire as JSON. */

/** The logged-in user and the vCenter. */
export interface SessionView {
  readonly userName: string;
  readonly vcenterName: string;
  readonly vcenterGuid: string;
  readonly vcenterVersion: string;
  readonly vcenterBuild: string;
  readonly clientVersion: string;
  /** The object at the top of the inventory tree. */
  readonly root: InventoryItem;
}

export type ObjectState =
  | 'normal'
  | 'maintenance'
  | 'disconnected'
  | 'notResponding'
  | 'poweredOn'
  | 'poweredOff'
  | 'suspended';

/** An object as trees, menus and headers show it; `id` is `<Type>:<moid>`. */
export interface InventoryItem {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly state: ObjectState;
  readonly hasChildren: boolean;
  /** `true` for a virtual machine template. */
  readonly template?: boolean;
}

/** An item of the inventory tree with the chain of objects above it, topmost first. */
export interface ItemWithPath {
  readonly item: InventoryItem;
  readonly path: readonly InventoryItem[];
}

/** One line of a Summary card; `level` colours the value. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly level?: 'ok' | 'warning' | 'error';
  /** How much of a capacity is used, 0 to 100. */
  readonly percent?: number;
  /** `<Type>:<moid>` of the object that the value names. */
  readonly link?: string;
}

export interface FactCard {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** The client's own pages of an object. */
export interface ObjectView {
  readonly item: InventoryItem;
  readonly path: readonly InventoryItem[];
  /** Parent container shown next to the object's own name. */
  readonly cards: readonly FactCard[];
  /** The client's own Configure pages: left list category, page title, lines. */
  readonly configure: readonly ConfigurePage[];
  readonly tabs: readonly ObjectTab[];
}

/** What the client itself can do to an object. */
export type ObjectAction = 'enter-maintenance' | 'exit-maintenance' | 'power-on' | 'power-off';

export type ObjectTab = 'summary' | 'monitor' | 'configure' | 'hosts' | 'vms';

export interface ConfigurePage {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly cards: readonly FactCard[];
}

export interface TableColumn {
  readonly id: string;
  readonly title: string;
}

export interface TableRow {
  readonly item: InventoryItem;
  readonly cells: Readonly<Record<string, string>>;
}

/** One page of the Hosts or VMs table. */
export interface TablePage {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly total: number;
}

export interface TaskRow {
  readonly key: string;
  readonly name: string;
  readonly target: string;
  readonly targetId?: string;
  readonly state: 'queued' | 'running' | 'success' | 'error';
  readonly progress: number;
  readonly detail: string;
  readonly error?: string;
  readonly initiator: string;
  /** ISO 8601 times. */
  readonly queuedAt: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly server: string;
}

export interface EventRow {
  readonly key: number;
  readonly description: string;
  readonly type: 'info' | 'warning' | 'error';
  readonly at: string;
  readonly user: string;
}

/** The blue line at the top. */
export interface Banner {
  readonly text: string;
  /** Whether a refresh of the browser changes anything. */
  readonly refresh: boolean;
}

/** Told over the live stream; the browser fetches what it shows again. */
export type LiveNotice =
  | { readonly kind: 'inventory'; readonly ids: readonly string[] }
  /** Something about objects changed that trees and tables do not show. */
  | { readonly kind: 'details'; readonly ids: readonly string[] }
  | { readonly kind: 'tasks' }
  | { readonly kind: 'plugins'; readonly banner?: Banner }
  | { readonly kind: 'logged-out' };
