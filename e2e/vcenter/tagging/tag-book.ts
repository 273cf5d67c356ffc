import type { Ref } from '../core/managed-object.ts';
import { stableUuid } from '../inventory/stable-ids.ts';
import type { World } from '../inventory/world.ts';

/** A tag category as vCenter's REST API describes it. */
export interface TagCategory {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cardinality: 'SINGLE' | 'MULTIPLE';
  readonly associable_types: readonly string[];
  readonly used_by: readonly string[];
}

/** A tag as vCenter's REST API describes it. */
export interface Tag {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category_id: string;
  readonly used_by: readonly string[];
}

/** Ids of the tagging service have this form. vSphere Automation API reference. */
const urn = (kind: 'Category' | 'Tag', name: string): string =>
  `urn:vmomi:InventoryService${kind}:${stableUuid(`${kind} ${name}`)}:GLOBAL`;

/** The tags of the inventory and the machines that they are attached to. */
export class TagBook {
  readonly #categories = new Map<string, TagCategory>();
  readonly #tags = new Map<string, Tag>();
  readonly #objects = new Map<string, Ref[]>();

  /** Takes the tags over that a scenario gives its machines; a category may be used more than once per machine. */
  constructor(world: World) {
    for (const { ref } of world.vcenter.registry.ofType('VirtualMachine')) {
      for (const { category, name } of world.vm(ref).tags) this.#attach(category, name, ref);
    }
  }

  categories(): readonly TagCategory[] {
    return [...this.#categories.values()];
  }

  category(id: string): TagCategory | undefined {
    return this.#categories.get(id);
  }

  tags(): readonly Tag[] {
    return [...this.#tags.values()];
  }

  tag(id: string): Tag | undefined {
    return this.#tags.get(id);
  }

  /** What a tag is attached to. */
  objects(tagId: string): readonly Ref[] {
    return this.#objects.get(tagId) ?? [];
  }

  #attach(categoryName: string, name: string, object: Ref): void {
    const category = this.#categoryNamed(categoryName);
    const id = urn('Tag', `${categoryName}/${name}`);
    if (!this.#tags.has(id)) {
      this.#tags.set(id, { id, name, description: '', category_id: category.id, used_by: [] });
      this.#objects.set(id, []);
    }
    this.#objects.get(id)?.push(object);
  }

  #categoryNamed(name: string): TagCategory {
    const id = urn('Category', name);
    const known = this.#categories.get(id);
    if (known !== undefined) return known;
    const category: TagCategory = {
      id,
      name,
      description: '',
      cardinality: 'MULTIPLE',
      associable_types: ['VirtualMachine'],
      used_by: [],
    };
    this.#categories.set(id, category);
    return category;
  }
}
