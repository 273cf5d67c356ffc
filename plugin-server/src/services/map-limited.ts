/** Maps with at most `limit` calls under way; the results keep the order of the items. The first failure is thrown, nothing new starts after it. */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  const entries = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of entries) results.set(index, await map(item));
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return items.flatMap((_, index) => (results.has(index) ? [results.get(index) as R] : []));
}
