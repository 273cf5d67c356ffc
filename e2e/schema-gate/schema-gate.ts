import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { XmlDocument, XmlElement, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { bodyContent } from './envelope.ts';

/** Which way a SOAP message went. */
export type Direction = 'request' | 'reply';

/** Judges SOAP messages by the official vim25 and PBM schemas. */
export interface SchemaGate {
  /** What the schema says against a message, in its own words; empty for a valid one. Never throws. */
  check(xml: string, direction: Direction): string[];
  /** Frees the compiled schema. */
  close(): void;
}

/** Where the set-up (`scripts/setup.ts`) puts the schema set. */
export const schemaFolder = resolve(import.meta.dirname, '../../.cache/schemas');

function wordsOf(error: unknown): string[] {
  if (!(error instanceof XmlLibError)) throw error;
  return error.details.map(({ message }) => message.trim().replaceAll('{urn:vim25}', ''));
}

function checkName(name: string, direction: Direction): string[] {
  const isReply = name.endsWith('Response') || name.endsWith('Fault');
  if (isReply === (direction === 'reply')) return [];
  return [`${name} is no message of a ${direction}.`];
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** An element that names its type is judged by that type even when no schema declares the element, so its own name has to be looked at. */
function checkFaultName(content: XmlElement): string[] {
  const type = content.attrs.find((each) => each.name === 'type' && each.namespaceUri === XSI);
  const expected = `${type?.value.replace(/^.*:/, '') ?? ''}Fault`;
  if (type === undefined || content.name === expected) return [];
  return [`${content.name} holds the type ${type.value} and should be named ${expected}.`];
}

function checkDocument(document: XmlDocument, direction: Direction, validator: XsdValidator) {
  const content = bodyContent(document.root, direction);
  if (!(content instanceof XmlElement)) return [content.problem];
  const wrongName = [...checkName(content.name, direction), ...checkFaultName(content)];
  if (wrongName.length > 0) return wrongName;
  try {
    validator.validate(content);
    return [];
  } catch (error) {
    // Expected for every message that breaks the schema.
    return wordsOf(error).map((words) => `${content.name}: ${words}`);
  }
}

function createGate(validator: XsdValidator): SchemaGate {
  return {
    check(xml, direction) {
      let document: XmlDocument | undefined;
      try {
        document = XmlDocument.fromString(xml);
        return checkDocument(document, direction, validator);
      } catch (error) {
        // Expected for text that is not well-formed XML.
        return wordsOf(error);
      } finally {
        document?.dispose();
      }
    },
    close: () => validator.dispose(),
  };
}

/**
 * Compiles the schema set; some 0.3 s. Resolves to null when the set-up could not get the schemas (it says why).
 */
export async function createSchemaGate(folder: string = schemaFolder): Promise<SchemaGate | null> {
  const path = join(folder, 'gate.xsd');
  try {
    await access(path);
  } catch {
    // Expected where neither Python nor the packages with the schemas can be had.
    return null;
  }
  xmlRegisterFsInputProviders();
  const document = XmlDocument.fromBuffer(await readFile(path), { url: path });
  try {
    return createGate(XsdValidator.fromDoc(document));
  } finally {
    document.dispose();
  }
}
