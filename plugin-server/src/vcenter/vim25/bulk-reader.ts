import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { asReference } from '../decoded.ts';
import type { ServiceContent } from '../service-content.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { VimSession } from '../vim-session.ts';
import { nextPage, parseRetrieved } from './object-properties.ts';
import type { ObjectProperties } from './object-properties.ts';

/** Everything that a container view holds. */
export function viewSpec(view: ManagedObjectReference, propSet: readonly WireObject[]): WireObject {
  const members = { $type: 'TraversalSpec', type: 'ContainerView', path: 'view', skip: false };
  return { propSet, objectSet: [{ obj: view, skip: true, selectSet: [members] }] };
}

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
  inventory(
    propSet: readonly (WireObject & { readonly type: string })[],
    pageSize: number,
  ): Promise<readonly ObjectProperties[]> {
    const types = propSet.map(({ type }) => type);
    return this.#session.acrossRenewal(async () => {
      const view = await this.#open(types);
      try {
        return await this.#pages(viewSpec(view, propSet), pageSize);
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
    const target = this.#content.propertyCollector;
    let result = await this.#session.send({
      target,
      operation: 'RetrievePropertiesEx',
      args: { specSet: [spec], options: { maxObjects: pageSize } },
    });
    const pages = [parseRetrieved(result)];
    for (let token = nextPage(result); token !== null; token = nextPage(result)) {
      const operation = 'ContinueRetrievePropertiesEx';
      result = await this.#session.send({ target, operation, args: { token } });
      pages.push(parseRetrieved(result));
    }
    return pages.flat();
  }
}
