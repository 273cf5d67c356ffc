import type { Ref } from '../core/managed-object.ts';
import type { Profile } from './profile.ts';

/** That an entity has a policy, and the state of the policy when it got it. */
export interface Association {
  /** `vm-42` for a machine's own files, `vm-42:2000` for a disk. */
  readonly key: string;
  readonly profileId: string;
  readonly generationId: number;
}

/** The key of a disk of a machine, or of the machine's own files. vSphere storage policy API reference. */
export function entityKey(vm: Ref, diskKey?: number): string {
  return diskKey === undefined ? vm.value : `${vm.value}:${diskKey}`;
}

/** The machine in an entity's key. */
export function vmOfKey(key: string): string {
  return key.split(':')[0] ?? key;
}

/** Which entity has which policy; only the storage policy service knows it. */
export class Associations {
  readonly #byKey = new Map<string, Association>();
  /** Keys by the machine that they belong to. */
  readonly #byVm = new Map<string, Set<string>>();

  of(key: string): Association | undefined {
    return this.#byKey.get(key);
  }

  /** Those of a machine's own files and of its disks. */
  ofVm(vm: string): readonly Association[] {
    return [...(this.#byVm.get(vm) ?? [])].flatMap((key) => this.#byKey.get(key) ?? []);
  }

  ofProfile(profileId: string): readonly Association[] {
    return this.all().filter((each) => each.profileId === profileId);
  }

  all(): readonly Association[] {
    return [...this.#byKey.values()];
  }

  /** @param generation of the policy's content, that of its components included; the policy's own by default */
  set(key: string, profile: Profile | undefined, generation = profile?.generationId ?? 0): void {
    const vm = vmOfKey(key);
    const keys = this.#byVm.get(vm) ?? new Set();
    this.#byVm.set(vm, keys);
    if (profile === undefined) {
      this.#byKey.delete(key);
      keys.delete(key);
      return;
    }
    const profileId = profile.profileId.uniqueId;
    this.#byKey.set(key, { key, profileId, generationId: generation });
    keys.add(key);
  }
}
