/** How the value of one property is made when somebody asks for it. */
type Build = () => unknown;

/**
 * Adds properties that are built when first read and kept from then on. Thousands of virtual machines and hosts start quickly because most of
 * their large properties are never looked at. Writing to such a property replaces its value.
 */
export function addLazy(
  target: Record<string, unknown>,
  builders: Readonly<Record<string, Build>>,
): void {
  for (const [name, build] of Object.entries(builders)) {
    const keep = (value: unknown): void => {
      Object.defineProperty(target, name, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    };
    Object.defineProperty(target, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = build();
        keep(value);
        return value;
      },
      set: keep,
    });
  }
}

/** Whether a lazy property has neither been built nor written yet. */
export function isPending(target: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(target, name)?.get !== undefined;
}
