import type { Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import { folderObject } from './folder-content.ts';
import type { World } from './world.ts';

interface VmFolder {
  readonly ref: Ref;
  readonly name: string;
  readonly parent: Ref;
  readonly children: Ref[];
}

/** The VM folders of one datacenter: the one that every datacenter has, and those below it, made when the first machine needs them. */
export class VmFolders {
  readonly #world: World;
  readonly #top: VmFolder;
  readonly #byPath = new Map<string, VmFolder>();

  constructor(world: World, top: Ref, datacenter: Ref) {
    this.#world = world;
    this.#top = { ref: top, name: 'vm', parent: datacenter, children: [] };
  }

  /** Puts a machine into the folder of this path (`Servers/Web`; undefined for the topmost one) and answers the folder. */
  add(vm: Ref, path?: string): Ref {
    const folder = path === undefined ? this.#top : this.#folder(path);
    folder.children.push(vm);
    return folder.ref;
  }

  /** Puts the folders into the registry; nothing can be added afterwards. */
  put(): void {
    for (const { ref: self, name, parent, children } of [this.#top, ...this.#byPath.values()]) {
      this.#world.vcenter.registry.put(folderObject(self, name, children, { parent, kind: 'vm' }));
    }
  }

  #folder(path: string): VmFolder {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? this.#top : this.#folder(path.slice(0, slash));
    const self = ref('Folder', this.#world.ids.next('group-v'));
    const folder = { ref: self, name: path.slice(slash + 1), parent: parent.ref, children: [] };
    parent.children.push(self);
    this.#byPath.set(path, folder);
    return folder;
  }
}
