import { randomUUID } from 'node:crypto';
import type { DataObject } from '../core/managed-object.ts';
import { invalidArgument, VimFault } from '../core/vim-fault.ts';
import { builtInProfiles } from './built-in-profiles.ts';
import type { Profile } from './profile.ts';

/** Longest name of a policy. vSphere storage policy API reference. */
const MAX_NAME = 80;

/** What is given to make a policy. */
export interface NewProfile {
  readonly name: string;
  readonly description?: string;
  readonly profileCategory?: string;
  readonly constraints: DataObject;
  /** Without one a new id is made. */
  readonly uniqueId?: string;
}

/** All storage policies and components, the system's own included. */
export class ProfileStore {
  readonly #profiles = new Map<string, Profile>();

  constructor() {
    for (const profile of builtInProfiles) this.#profiles.set(profile.profileId.uniqueId, profile);
  }

  list(): readonly Profile[] {
    return [...this.#profiles.values()];
  }

  find(uniqueId: string): Profile | undefined {
    return this.#profiles.get(uniqueId);
  }

  /** The policy with this id. Throws `InvalidArgument` naming the parameter. */
  get(uniqueId: string, parameter: string): Profile {
    const profile = this.find(uniqueId);
    if (profile === undefined) throw invalidArgument(parameter, `There is no profile ${uniqueId}.`);
    return profile;
  }

  byName(name: string): Profile | undefined {
    return this.list().find((profile) => profile.name === name);
  }

  /** Makes a policy. Throws `PbmDuplicateName`, or `InvalidArgument` for a name that is none. */
  create(input: NewProfile, userName: string): Profile {
    this.#checkName(input.name, 'createSpec.name');
    const uniqueId = input.uniqueId ?? randomUUID();
    const now = new Date();
    const profile: Profile = {
      $type: 'PbmCapabilityProfile',
      profileId: { uniqueId },
      name: input.name,
      ...(input.description === undefined ? {} : { description: input.description }),
      creationTime: now,
      createdBy: userName,
      lastUpdatedTime: now,
      lastUpdatedBy: userName,
      profileCategory: input.profileCategory ?? 'REQUIREMENT',
      resourceType: { resourceType: 'STORAGE' },
      constraints: input.constraints,
      generationId: 0,
      isDefault: false,
    };
    this.#profiles.set(uniqueId, profile);
    return profile;
  }

  /** Changes what is given; new rules make what has the policy out of date. */
  update(
    profile: Profile,
    changes: Partial<Pick<NewProfile, 'name' | 'description' | 'constraints'>>,
    userName: string,
  ): void {
    if (changes.name !== undefined && changes.name !== profile.name) {
      this.#checkName(changes.name, 'updateSpec.name');
    }
    const generationId = profile.generationId + (changes.constraints === undefined ? 0 : 1);
    const updated = { lastUpdatedTime: new Date(), lastUpdatedBy: userName, generationId };
    const { name, description, constraints } = { ...profile, ...changes } as Profile;
    const content = { name, constraints, ...(description === undefined ? {} : { description }) };
    this.#profiles.set(profile.profileId.uniqueId, { ...profile, ...content, ...updated });
  }

  delete(profile: Profile): void {
    this.#profiles.delete(profile.profileId.uniqueId);
  }

  #checkName(name: string, parameter: string): void {
    if (name.trim() === '' || name.length > MAX_NAME) throw invalidArgument(parameter);
    if (this.byName(name) === undefined) return;
    throw new VimFault('PbmDuplicateName', { name }, `The name '${name}' already exists.`);
  }
}
