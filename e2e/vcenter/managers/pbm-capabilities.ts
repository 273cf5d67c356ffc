import type { DataObject } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { capabilityMetadata, description, FILTER_VENDOR } from '../policies/capability-catalog.ts';
import { filterClass } from '../policies/filter-classes.ts';
import type { PolicyContext } from '../policies/policy-context.ts';
import type { HostFilter } from '../inventory/world.ts';
import { checkResourceType } from './pbm-profiles.ts';

/** The line of service of each class of filters, where it is called otherwise. vSphere storage policy API reference. */
const lines: Readonly<Record<string, string>> = {
  CACHE: 'CACHING',
  DATAPROVIDER: 'DATA_PROVIDER',
  DATASTOREIOCONTROL: 'DATASTORE_IO_CONTROL',
};

/** Defines the methods that tell what policies can be made of. Only I/O filters are listed; vSAN and tags are not (simulation's choice). */
export function defineCapabilityMethods(context: PolicyContext): void {
  const define = (name: string, run: (call: Call) => unknown): void =>
    context.world.vcenter.methods.define('PbmProfileProfileManager', name, run);
  define('PbmFetchVendorInfo', ({ args }) => {
    checkResourceType(args['resourceType']);
    return [vendorInfo(context)];
  });
  define('PbmFetchCapabilityMetadata', ({ args }) => {
    checkResourceType(args['resourceType']);
    return isAsked(args['vendorUuid']) ? categoriesOf(context.capabilities.filters()) : [];
  });
  define('PbmFetchCapabilitySchema', ({ args }) => {
    const wanted = args['lineOfService'] as readonly string[];
    if (!isAsked(args['vendorUuid'])) return [];
    return context.capabilities
      .filters()
      .filter((filter) => wanted.length === 0 || wanted.includes(lineOf(filter)))
      .map(schemaOf);
  });
}

function isAsked(vendorUuid: unknown): boolean {
  return vendorUuid === undefined || vendorUuid === FILTER_VENDOR;
}

function classOf({ type }: HostFilter): string {
  return filterClass(type) ?? '';
}

function lineOf(filter: HostFilter): string {
  const className = classOf(filter);
  return lines[className] ?? className;
}

/** Metadata by the class of the filters. */
function categoriesOf(filters: readonly HostFilter[]): DataObject[] {
  const byClass = Map.groupBy(filters, classOf);
  return [...byClass].map(([subCategory, members]) => ({
    subCategory,
    capabilityMetadata: members.map(capabilityMetadata),
  }));
}

const vendor: DataObject = {
  vendorUuid: FILTER_VENDOR,
  info: description('I/O filters', FILTER_VENDOR),
};

function namespaceInfo({ name, version, summary }: HostFilter): DataObject {
  const info = description(summary === '' ? name : summary, `${FILTER_VENDOR}.${name}`);
  return { version, namespace: name, info };
}

function vendorInfo({ capabilities }: PolicyContext): DataObject {
  const vendorNamespaceInfo = capabilities
    .filters()
    .map((filter) => ({ vendorInfo: vendor, namespaceInfo: namespaceInfo(filter) }));
  return { resourceType: 'STORAGE', vendorNamespaceInfo };
}

function schemaOf(filter: HostFilter): DataObject {
  const lineOfService = lineOf(filter);
  return {
    vendorInfo: vendor,
    namespaceInfo: namespaceInfo(filter),
    lineOfService: {
      $type: 'PbmVaioDataServiceInfo',
      lineOfService,
      name: description(lineOfService, `${FILTER_VENDOR}.${lineOfService}`),
    },
    capabilityMetadataPerCategory: categoriesOf([filter]),
  };
}
