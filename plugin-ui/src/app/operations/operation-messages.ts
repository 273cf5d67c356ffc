/** Texts of the questions before an operation, and of its outcome. */
export const operationMessages = {
  resolve: {
    heading: (what: string) => `Repair the I/O Filter on ${what}`,
    detail:
      'vCenter tries again to bring the filter into order where it reports an issue. Hosts without an issue are not touched.',
    action: 'Repair',
    done: (title: string) => `“${title}” has been started. You find it under Activities.`,
  },
  enterMaintenance: {
    heading: 'Enter maintenance mode',
    detail:
      'Running virtual machines have to leave the host first. With DRS fully automated vCenter moves them; otherwise move them by hand.',
    oneAtATime: 'One host at a time, so that the others can take its virtual machines.',
    choose: 'Host',
    forecast: 'What vCenter expects now',
    asking: 'Asking vCenter for the forecast…',
    action: 'Enter maintenance mode',
    actionContinue: 'Enter maintenance mode and continue',
    continues: 'The activity that waits for it goes on by itself once the host is there.',
    done: (host: string, task: string) => `${host} enters maintenance mode (vCenter task ${task}).`,
  },
  exitMaintenance: {
    heading: (host: string) => `Exit maintenance mode on ${host}`,
    detail: 'The host may run virtual machines again.',
    action: 'Exit maintenance mode',
    done: (host: string, task: string) => `${host} exits maintenance mode (vCenter task ${task}).`,
  },
  cancel: {
    heading: (cluster: string) => `Cancel the work on ${cluster}`,
    queued: 'Nothing has been changed on this cluster yet. It is taken out of the queue at once.',
    running:
      'The work has begun. vCenter is asked to stop, and stops as far as it can: hosts that are done stay as they are, and policies that were taken away stay so. What came of it is shown in the activity.',
    action: 'Cancel the work',
    done: (cluster: string) => `Cancelling has been asked for on ${cluster}.`,
  },
  restore: {
    offer: (disks: number, activity: string) =>
      disks === 1
        ? `1 disk has another storage policy now than before “${activity}”.`
        : `${disks.toLocaleString('en-US')} disks have other storage policies now than before “${activity}”.`,
    action: 'Restore…',
  },
} as const;
