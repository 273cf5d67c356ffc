import type {
  FilterCapability,
  ProfileSpec,
  StorageProfile,
} from '../../domain/storage-profile.ts';
import { isFault } from '../../domain/vim-fault.ts';
import type { DeleteOutcome } from '../../ports/storage-policies.ts';
import { asList, localizedFault, member, textOf } from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';
import { inBatches } from './in-batches.ts';
import type { PbmService } from './pbm-service.ts';
import { readCapabilities, readProfile, writeConstraints } from './profile-wire.ts';

const STORAGE = { resourceType: 'STORAGE' };
/** Policies, and the components that they refer to; what else there is describes storage (vSphere storage policy API reference). */
const CATEGORIES = ['REQUIREMENT', 'DATA_SERVICE_POLICY'];
/** Under this vendor all I/O filters publish their capabilities (vSphere storage policy samples). */
const FILTER_VENDOR = 'com.vmware.iofilters';
/** A page of contents has some hundred kilobytes then; the API names no bound. */
const BATCH = 200;

/** Policies and what they can be made of: `PbmProfileProfileManager` of one vCenter. */
export class PbmProfiles {
  readonly #pbm: PbmService;

  constructor(pbm: PbmService) {
    this.#pbm = pbm;
  }

  /** In the order of their ids, so that the order does not depend on vCenter. */
  async list(): Promise<readonly StorageProfile[]> {
    const contents = await this.#contents(await this.#ids());
    return contents
      .flatMap((content) => readProfile(content) ?? [])
      .toSorted((a, b) => (a.profileId < b.profileId ? -1 : 1));
  }

  async filterCapabilities(): Promise<readonly FilterCapability[]> {
    const answer = await this.#call('PbmFetchCapabilityMetadata', {
      resourceType: STORAGE,
      vendorUuid: FILTER_VENDOR,
    });
    return asList(answer).flatMap(readCapabilities);
  }

  async create({ name, description, ruleSets }: ProfileSpec): Promise<string> {
    const createSpec = {
      name,
      description,
      category: 'REQUIREMENT',
      resourceType: STORAGE,
      constraints: writeConstraints(ruleSets),
    };
    return textOf(await this.#call('PbmCreate', { createSpec }), 'uniqueId');
  }

  async update(
    profileId: string,
    { name, description, ruleSets }: Partial<ProfileSpec>,
  ): Promise<void> {
    const constraints = ruleSets === undefined ? undefined : writeConstraints(ruleSets);
    const updateSpec = { name, description, constraints };
    await this.#call('PbmUpdate', { profileId: { uniqueId: profileId }, updateSpec });
  }

  async remove(profileIds: readonly string[]): Promise<readonly DeleteOutcome[]> {
    if (profileIds.length === 0) return [];
    const profileId = profileIds.map((uniqueId) => ({ uniqueId }));
    const outcomes = asList(await this.#call('PbmDelete', { profileId }));
    const faults = new Map(
      outcomes.map((outcome) => {
        const fault = member(outcome, 'fault');
        const id = textOf(member(outcome, 'profileId'), 'uniqueId');
        return [id, fault === undefined ? null : localizedFault(fault)] as const;
      }),
    );
    return profileIds.map((id) => ({ profileId: id, fault: faults.get(id) ?? null }));
  }

  async #ids(): Promise<readonly string[]> {
    const lists = await Promise.all(
      CATEGORIES.map((profileCategory) =>
        this.#call('PbmQueryProfile', { resourceType: STORAGE, profileCategory }),
      ),
    );
    return lists.flatMap((list) => asList(list).map((id) => textOf(id, 'uniqueId')));
  }

  async #contents(ids: readonly string[]): Promise<readonly unknown[]> {
    try {
      return await this.#retrieve(ids);
    } catch (error) {
      // Expected: one of the policies was deleted since they were listed; PBM then refuses the question for all of them.
      if (!isFault(error, 'InvalidArgument')) throw error;
      return this.#retrieve(await this.#ids());
    }
  }

  #retrieve(ids: readonly string[]): Promise<readonly unknown[]> {
    return inBatches(ids, BATCH, async (batch) => {
      const profileIds = batch.map((uniqueId) => ({ uniqueId }));
      return asList(await this.#call('PbmRetrieveContent', { profileIds }));
    });
  }

  #call(operation: string, args: WireObject): Promise<unknown> {
    return this.#pbm.call('profileManager', operation, args);
  }
}
