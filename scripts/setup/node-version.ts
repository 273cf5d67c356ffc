/** The oldest Node that runs this project: TypeScript without a build, built-in SQLite, partial-chain trust in TLS. */
export const NEEDED_NODE = '24.15.0';

/**
 * Why a Node version cannot run this project, in words for its user; undefined when it can.
 * Entry scripts call it first, because an old Node fails later with messages that name no cause.
 */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED_NODE.split('.').map(Number);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return undefined;
  return (
    `This needs Node ${NEEDED_NODE} or newer, and this is Node ${version}. Start it through npm ` +
    '(for example `npm test`), which brings the right Node along, or install Node 24.'
  );
}

/** Ends the process with that message when its Node is too old. */
export function requireNode(version: string = process.versions.node): void {
  const problem = nodeVersionProblem(version);
  if (problem === undefined) return;
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
