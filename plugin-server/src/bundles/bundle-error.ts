import type { BundleRefusal } from '../domain/bundle.ts';

/** A file is no offline bundle that can be used: a reason for machines, and a sentence for an administrator. */
export class BundleError extends Error {
  readonly reason: BundleRefusal;

  constructor(reason: BundleRefusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BundleError';
    this.reason = reason;
  }
}
