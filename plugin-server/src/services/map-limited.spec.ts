import { mapLimited } from './map-limited.ts';

describe('mapping with a limit', () => {
  it('keeps the order of the items, whoever is done first', async () => {
    const first = Promise.withResolvers<string>();
    const results = mapLimited(['slow', 'fast'], 2, (item) =>
      item === 'slow' ? first.promise : Promise.resolve(item),
    );

    first.resolve('slow');

    expect(await results).toEqual(['slow', 'fast']);
  });

  it('has no more under way than the limit', async () => {
    let underWay = 0;
    let most = 0;

    await mapLimited([1, 2, 3, 4, 5], 2, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      underWay -= 1;
    });

    expect(most).toBe(2);
  });

  it('maps nothing to nothing', async () => {
    expect(await mapLimited([], 3, () => Promise.resolve(1))).toEqual([]);
  });

  it('fails with the first failure', async () => {
    const mapped = mapLimited([1, 2], 1, (item) =>
      item === 1 ? Promise.reject(new Error('broken')) : Promise.resolve(item),
    );

    await expectAsync(mapped).toBeRejectedWithError('broken');
  });
});
