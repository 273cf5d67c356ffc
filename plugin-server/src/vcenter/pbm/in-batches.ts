/** Asks about many things a batch at a time, one batch after the other, and joins the answers in order. */
export async function inBatches<Item, Answer>(
  items: readonly Item[],
  size: number,
  ask: (batch: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += size) {
    answers.push(...(await ask(items.slice(start, start + size))));
  }
  return answers;
}
