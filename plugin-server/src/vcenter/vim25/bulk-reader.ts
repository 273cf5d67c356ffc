import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { asList, asReference } from '../decoded.ts';
import type { ServiceContent } from '../service-content.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { VimSession } from '../vim-session.ts';
import { objectSpec } from './inventory-spec.ts';
import { nextPage, parseRetrieved } from './object-properties.ts';
import type { ObjectProperties } from './object-properties.ts';

/** Everything that a container view holds. */
export function viewSpec(view: ManagedObjectReference, propSet: readonly WireObject[]): WireObject {
  const members = { $type: 'TraversalSpec', type: 'ContainerView', path: 'view', skip: false };
  return { propSet, objectSet: [{ obj: view, skip: true, selectSet: [members] }] };
}

type PropertySets = readonly (WireObject & { readonly type: string })[];

interface Page {
  readonly objects: readonly ObjectProperties[];
  /** Null after the last page. */
  readonly next: Promise<Page> | null;
}

/** Where the token stands, in front of the objects (vSphere API schema, RetrieveResult), as long as nothing in it is escaped. */
const EARLY_TOKEN = /<token>([^<&]+)<\/token>/;
const EARLY_LENGTH = 2_000;
const SMALLEST_PAGE = 100;

/** Reads properties of many objects, page by page, through the property collector (vSphere API reference). */
export class BulkReader {
  readonly #session: VimSession;
  readonly #content: ServiceContent;

  constructor(session: VimSession, content: ServiceContent) {
    this.#session = session;
    this.#content = content;
  }

  /** What a PropertyFilterSpec names, all pages of it; once more from the beginning when the session is replaced on the way. */
  objects(spec: WireObject, pageSize: number): Promise<readonly ObjectProperties[]> {
    return this.#session.acrossRenewal(() => this.#pages(spec, pageSize));
  }

  /** Everything in the inventory that the property sets name the type of; needs one view for the time of the reading. */
  inventory(propSet: PropertySets, pageSize: number): Promise<readonly ObjectProperties[]> {
    return this.#throughView(propSet, (view) => this.#pages(viewSpec(view, propSet), pageSize));
  }

  /**
   * The same in so many pages at most, fewer while they would hold less than a hundred objects: the number of calls does not grow with the
   * inventory, and what has to be read at a time stays small. The view is asked first how many objects there are.
   */
  inventoryInPages(propSet: PropertySets, pages: number): Promise<readonly ObjectProperties[]> {
    return this.#throughView(propSet, async (view) => {
      const spec = objectSpec(view, ['view']);
      const [contents] = await this.#pages(spec, 1);
      const count = asList(contents?.value('view')).length;
      return this.#pages(
        viewSpec(view, propSet),
        Math.max(SMALLEST_PAGE, Math.ceil(count / pages)),
      );
    });
  }

  #throughView<T>(
    propSet: PropertySets,
    read: (view: ManagedObjectReference) => Promise<T>,
  ): Promise<T> {
    const types = propSet.map(({ type }) => type);
    return this.#session.acrossRenewal(async () => {
      const view = await this.#open(types);
      try {
        return await read(view);
      } finally {
        await this.#destroy(view);
      }
    });
  }

  async #open(type: readonly string[]): Promise<ManagedObjectReference> {
    const { viewManager, rootFolder } = this.#content;
    const args = { container: rootFolder, type, recursive: true };
    return asReference(
      await this.#session.send({ target: viewManager, operation: 'CreateContainerView', args }),
    );
  }

  async #destroy(view: ManagedObjectReference): Promise<void> {
    try {
      await this.#session.send({ target: view, operation: 'DestroyView', args: {} });
    } catch {
      // Expected: the view went with its session, or vCenter is away, which the read itself then tells.
    }
  }

  async #pages(spec: WireObject, pageSize: number): Promise<readonly ObjectProperties[]> {
    const pages: (readonly ObjectProperties[])[] = [];
    const args = { specSet: [spec], options: { maxObjects: pageSize } };
    let coming: Promise<Page> | null = this.#page('RetrievePropertiesEx', args);
    while (coming !== null) {
      const page: Page = await coming;
      pages.push(page.objects);
      coming = page.next;
    }
    return pages.flat();
  }

  /** Asks for the page after it before this one is read, so that vCenter and we work at the same time. */
  async #page(operation: string, args: WireObject): Promise<Page> {
    const ahead: Promise<Page>[] = [];
    const ask = (token: string): Promise<Page> => {
      const page = this.#page('ContinueRetrievePropertiesEx', { token });
      // Whoever waits for the page is told; until then a failure would count as one that nobody heeds.
      page.catch(() => undefined);
      return page;
    };
    const early = (text: string): void => {
      const token = EARLY_TOKEN.exec(text.slice(0, EARLY_LENGTH))?.[1];
      if (token !== undefined) ahead.push(ask(token));
    };
    const target = this.#content.propertyCollector;
    const result = await this.#session.send({ target, operation, args, early });
    const token = nextPage(result);
    return {
      objects: parseRetrieved(result),
      next: ahead[0] ?? (token === null ? null : ask(token)),
    };
  }
}
