import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { referenceOf } from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { Send } from '../soap/send.ts';

/** The one object of PBM whose reference is known beforehand. */
const SERVICE_INSTANCE: ManagedObjectReference = {
  type: 'PbmServiceInstance',
  value: 'ServiceInstance',
};

interface Managers {
  readonly profileManager: ManagedObjectReference;
  readonly complianceManager: ManagedObjectReference;
}

/** The storage policy service of one vCenter, in the session of `send`; where its managers are is asked when first needed. */
export class PbmService {
  readonly #send: Send;
  #managers: Promise<Managers> | null = null;

  constructor(send: Send) {
    this.#send = send;
  }

  async call(manager: keyof Managers, operation: string, args: WireObject): Promise<unknown> {
    const target = (await this.#known())[manager];
    return this.#send({ target, operation, args });
  }

  #known(): Promise<Managers> {
    if (this.#managers === null) {
      const asking = this.#ask();
      this.#managers = asking;
      // Expected: vCenter is away, which the caller is told; the next call asks again.
      asking.catch(() => (this.#managers = null));
    }
    return this.#managers;
  }

  async #ask(): Promise<Managers> {
    const content = await this.#send({
      target: SERVICE_INSTANCE,
      operation: 'PbmRetrieveServiceContent',
      args: {},
    });
    return {
      profileManager: referenceOf(content, 'profileManager'),
      complianceManager: referenceOf(content, 'complianceManager'),
    };
  }
}
