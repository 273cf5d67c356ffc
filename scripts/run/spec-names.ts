import ts from 'typescript';

/** A spec file as text. */
export interface SpecFile {
  readonly path: string;
  readonly text: string;
}

const suites = new Set(['describe']);
const specs = new Set(['it']);
const focused = new Set(['fdescribe', 'fit', 'xdescribe', 'xit']);

interface FoundSpec {
  readonly name: string;
  readonly where: string;
}

function titleOf(call: ts.CallExpression): string | undefined {
  const [title] = call.arguments;
  return title !== undefined && ts.isStringLiteralLike(title) ? title.text : undefined;
}

/** The specs and the focused or switched-off ones of a file. A title that is computed cannot be compared and is left out. */
function readSpecs({ path, text }: SpecFile): { found: FoundSpec[]; problems: string[] } {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: FoundSpec[] = [];
  const problems: string[] = [];
  const visit = (node: ts.Node, suite: string): void => {
    let inner = suite;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const { text: callee } = node.expression;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const where = `${path}:${line + 1}`;
      const title = titleOf(node);
      if (focused.has(callee)) problems.push(`${where}: ${callee} leaves specs out.`);
      if (suites.has(callee)) inner = `${suite} ${title ?? where}`;
      if (specs.has(callee) && title !== undefined)
        found.push({ name: `${suite} ${title}`, where });
    }
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(source, '');
  return { found, problems };
}

/** What is wrong with the names of a suite's specs: two with one full name, and focused or switched-off ones. */
export function specProblems(files: readonly SpecFile[]): string[] {
  const first = new Map<string, string>();
  const problems: string[] = [];
  for (const file of files) {
    const { found, problems: own } = readSpecs(file);
    problems.push(...own);
    for (const { name, where } of found) {
      const other = first.get(name);
      if (other === undefined) first.set(name, where);
      else problems.push(`${where}: the spec "${name.trim()}" is at ${other} already.`);
    }
  }
  return problems;
}
