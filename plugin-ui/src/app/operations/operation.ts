/** A host by id and name. */
export interface HostName {
  readonly id: string;
  readonly name: string;
}

interface OnCluster {
  readonly vcGuid: string;
  readonly clusterId: string;
  readonly clusterName: string;
}

/** Work beyond the wizard that a user asks for, before it is confirmed. */
export type Operation =
  | (OnCluster & {
      readonly kind: 'resolve';
      /** One host, or null for all hosts of the cluster. */
      readonly host: HostName | null;
    })
  | (OnCluster & {
      readonly kind: 'enterMaintenance';
      /** Those that may be chosen; one is taken at a time. Never empty. */
      readonly hosts: readonly HostName[];
      /** Whether an activity waits for it and goes on by itself. */
      readonly continues: boolean;
    })
  | (OnCluster & { readonly kind: 'exitMaintenance'; readonly host: HostName })
  | (OnCluster & {
      readonly kind: 'cancel';
      readonly activityId: string;
      readonly isQueued: boolean;
    });
