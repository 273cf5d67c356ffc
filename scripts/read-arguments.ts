/** Reads the command line; a mistake in it ends the process with status 2 and the help, as scripts that are called by others need it. */
export function readArguments<T>(read: () => T, help: string): T {
  try {
    return read();
  } catch (error) {
    // Expected: an option that does not exist, or one without its value.
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(2);
  }
}
