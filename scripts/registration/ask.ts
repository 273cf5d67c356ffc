import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * A password out of a file (its first line) or, without one, typed at the terminal without an echo. Passwords are never taken from the
 * command line, because other users of the machine can read it there.
 * @throws Error when there is neither a file nor a terminal, or the password is empty
 */
export async function askPassword(question: string, file: string | undefined): Promise<string> {
  const password =
    file === undefined
      ? await typed(question, false)
      : ((await readFile(file, 'utf8')).split(/\r?\n/)[0] ?? '');
  if (password === '') throw new Error('The password is empty.');
  return password;
}

/** Asks for yes or no at the terminal; anything but `y` or `yes` is no. */
export async function askYesNo(question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await typed(`${question} [y/N] `, true)).trim());
}

async function typed(question: string, echo: boolean): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Error('There is no terminal to ask at; give the answer by an option (see --help).');
  }
  process.stdout.write(question);
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const terminal = createInterface({
    input: process.stdin,
    output: echo ? process.stdout : silent,
    terminal: true,
  });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    if (!echo) process.stdout.write('\n');
  }
}
