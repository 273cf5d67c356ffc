/** Texts of the dialog that says why a cluster cannot be set up. */
export const explainMessages = {
  loading: 'Checking the cluster…',
  refused: (cluster: string) => `The I/O Filter cannot be set up on ${cluster}`,
  allowed: (cluster: string) => `The I/O Filter can be set up on ${cluster}`,
  allowedDetail:
    'Nothing stands in the way any more. Choose Set up I/O Filter… in the cluster’s menu.',
  close: 'Close',
} as const;
