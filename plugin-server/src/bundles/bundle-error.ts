/** A file is no offline bundle that can be used; the message says what is wrong with it, for an administrator. */
export class BundleError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BundleError';
  }
}
