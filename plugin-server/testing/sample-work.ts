import type { MaintenanceUseCases, WorkUseCases } from '../src/services/work-use-cases.ts';
import { sampleActivity } from './sample-world.ts';

/** Control over work as the sample world answers it. */
export function sampleWork(): {
  readonly work: WorkUseCases;
  readonly maintenance: MaintenanceUseCases;
} {
  const queue = { slots: 10, paused: false, waiting: 1, working: 10 };
  return {
    work: {
      cancel: () => Promise.resolve(sampleActivity),
      queue: () => Promise.resolve(queue),
      setPaused: (_user, paused) => Promise.resolve({ ...queue, paused }),
      resolve: () => Promise.resolve(sampleActivity),
    },
    maintenance: {
      setMaintenanceMode: () => Promise.resolve('task-77'),
      forecast: () =>
        Promise.resolve([
          {
            host: { type: 'HostSystem', value: 'host-12' },
            hostName: 'esx1.example.com',
            canEvacuate: false,
            recommendations: 0,
            faults: ['db1 has nowhere to go.'],
          },
        ]),
    },
  };
}
