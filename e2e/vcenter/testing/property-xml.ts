import type { Ref } from '../core/managed-object.ts';
import { PROPERTY_COLLECTOR, VIEW_MANAGER } from '../core/well-known.ts';
import { children, refXml, textAt, type SoapClient, type SoapReply } from './soap-client.ts';
import type { XmlElement } from '../wire/xml-tree.ts';

/** Makes a recursive container view on an object and answers its reference. */
export async function makeView(
  client: SoapClient,
  container: Ref,
  ...types: string[]
): Promise<Ref> {
  const args =
    refXml('container', container) + types.map((type) => `<type>${type}</type>`).join('');
  const reply = await client.call(
    'CreateContainerView',
    VIEW_MANAGER,
    `${args}<recursive>true</recursive>`,
  );
  return { type: 'ContainerView', value: reply.text };
}

/** A `PropertyFilterSpec` under the given tag: properties of all objects of a type in a view, or of one object. */
export function filterSpec(
  tag: string,
  start: Ref,
  wanted: Readonly<Record<string, string[]>>,
): string {
  const propSet = Object.entries(wanted).map(
    ([type, paths]) =>
      `<propSet><type>${type}</type>${paths.map((path) => `<pathSet>${path}</pathSet>`).join('')}</propSet>`,
  );
  const fromView =
    '<skip>true</skip><selectSet xsi:type="TraversalSpec"><name>view</name><type>ContainerView</type><path>view</path><skip>false</skip></selectSet>';
  const follow = start.type === 'ContainerView' ? fromView : '';
  return `<${tag}>${propSet.join('')}<objectSet>${refXml('obj', start)}${follow}</objectSet></${tag}>`;
}

/** Calls RetrievePropertiesEx with one filter spec. */
export function retrieve(
  client: SoapClient,
  start: Ref,
  wanted: Readonly<Record<string, string[]>>,
  maxObjects?: number,
): Promise<SoapReply> {
  const options = maxObjects === undefined ? '' : `<maxObjects>${maxObjects}</maxObjects>`;
  const args = `${filterSpec('specSet', start, wanted)}<options>${options}</options>`;
  return client.call('RetrievePropertiesEx', PROPERTY_COLLECTOR, args);
}

/** The `ObjectContent`s of a RetrieveResult. */
export function objectsOf(reply: SoapReply): XmlElement[] {
  return reply.results.flatMap((result) => children(result, 'objects'));
}

/** The value of a property in an `ObjectContent` or `ObjectUpdate`, as text. */
export function propertyText(content: XmlElement, name: string): string | undefined {
  const sets = [...children(content, 'propSet'), ...children(content, 'changeSet')];
  const found = sets.find((each) => textAt(each, 'name') === name);
  return found === undefined ? undefined : textAt(found, 'val');
}

/** What a property filter reported, one line an object: `enter host-12 name=a`. */
export function updateLines(reply: SoapReply): string[] {
  const filters = reply.results.flatMap((result) => children(result, 'filterSet'));
  return filters
    .flatMap((filter) => children(filter, 'objectSet'))
    .map((update) => {
      const changes = children(update, 'changeSet').map(
        (change) => `${textAt(change, 'name') ?? ''}=${textAt(change, 'val') ?? 'unset'}`,
      );
      return [textAt(update, 'kind'), textAt(update, 'obj'), ...changes].join(' ');
    });
}
