import type { VmFolder } from '../domain/vm-listing.ts';

/** By folder id. */
type Folders = ReadonlyMap<string, VmFolder>;

/**
 * Names of a folder and those above it, outermost first, below the datacenter. vSphere puts a folder of its own between a datacenter and the
 * folders that people make; nobody ever sees it.
 */
export function folderPath(folders: Folders, folderId: string | undefined): readonly string[] {
  const path: string[] = [];
  let folder = folderId === undefined ? undefined : folders.get(folderId);
  while (folder !== undefined && isMadeByPeople(folder)) {
    path.unshift(folder.name);
    folder = folder.parent === null ? undefined : folders.get(folder.parent.value);
  }
  return path;
}

/** The name of the datacenter that a folder lies in. */
export function datacenterOf(folders: Folders, folderId: string): string | null {
  let folder = folders.get(folderId);
  while (folder !== undefined && folder.ref.type !== 'Datacenter')
    folder = folder.parent === null ? undefined : folders.get(folder.parent.value);
  return folder?.name ?? null;
}

/** Whether this is a folder in a datacenter, other than the one that vSphere itself put there. */
export function isMadeByPeople({ ref, parent }: VmFolder): boolean {
  return ref.type === 'Folder' && parent !== null && parent.type !== 'Datacenter';
}

/** A folder and all below it, by id. */
export function folderAndBelow(folders: Folders, folderId: string): ReadonlySet<string> {
  const children = Map.groupBy(folders.values(), ({ parent }) => parent?.value);
  const found = new Set([folderId]);
  for (const id of found) for (const { ref } of children.get(id) ?? []) found.add(ref.value);
  return found;
}
