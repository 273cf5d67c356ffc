import { ApiProblem } from './api-problem';
import { RemoteData } from './remote-data';
import { aProblem } from '../../testing/fake-plugin-server';

describe('something that a view asks the server for', () => {
  it('is loading, then there', async () => {
    const data = new RemoteData(() => Promise.resolve(7));
    expect(data.state().kind).toBe('loading');

    await data.load();

    expect(data.state()).toEqual({ kind: 'ready', value: 7, problem: null });
    expect(data.isRefreshing()).toBeFalse();
  });

  it('says why it did not come', async () => {
    const data = new RemoteData(() => Promise.reject(new ApiProblem(aProblem())));

    await data.load();

    expect(data.state()).toEqual({
      kind: 'failed',
      problem: jasmine.objectContaining({ code: 'notPermitted' }),
    });
  });

  it('keeps the old value beside the problem of a failed refresh', async () => {
    const answers = [Promise.resolve(7), Promise.reject(new ApiProblem(aProblem()))];
    const data = new RemoteData(() => answers.shift() ?? Promise.resolve(0));

    await data.load();
    await data.load();

    expect(data.state()).toEqual({
      kind: 'ready',
      value: 7,
      problem: jasmine.objectContaining({ code: 'notPermitted' }),
    });
  });

  it('takes the answer that was asked for last when two cross', async () => {
    const first = Promise.withResolvers<string>();
    const second = Promise.withResolvers<string>();
    const answers = [first.promise, second.promise];
    const data = new RemoteData(() => answers.shift() ?? Promise.resolve(''));

    const loads = [data.load(), data.load()];
    second.resolve('new');
    first.resolve('old');
    await Promise.all(loads);

    expect(data.state()).toEqual({ kind: 'ready', value: 'new', problem: null });
  });

  it('forgets the value when it is about something else from now on', async () => {
    const data = new RemoteData(() => Promise.resolve(7));
    await data.load();

    data.reset();

    expect(data.state().kind).toBe('loading');
  });
});
