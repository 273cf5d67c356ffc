/** Navigation ids of our views, as the manifest names them. */
export const viewIds = {
  home: 'com.rtr.iofilter.home',
  panel: 'com.rtr.iofilter.panel',
} as const;
