import { LogConfinement } from '../../../services';
import { Hole, Text } from '../../../template';
import { accountOf, partitionOfResource, regionOf } from '../environment';
import type { ObservedDelivery } from '../observed-delivery';

/** What stands for the placeholders in the patterns of a service. */
export interface PatternValues {
  readonly prefix: string | Text;
  readonly account: string | Text;
  readonly region: string | Text;
  readonly partition: string | Text;
  readonly source: string | Text;
  readonly name: string | Text;
  readonly any: string | Text;
}

const STRANGER = '444455556666';

/** The pieces of each pattern, parsed once. */
const PATTERNS = new Map<string, readonly string[]>();

/** A pattern with its placeholders filled in. */
export function filled(pattern: string, values: Omit<PatternValues, 'source'> & Partial<PatternValues>): string | Text {
  let pieces = PATTERNS.get(pattern);
  if (!pieces) {
    pieces = pattern.split(/<(\w+)>/);
    PATTERNS.set(pattern, pieces);
  }
  return Text.of(...pieces.map((piece, i) => (i % 2 === 0 ? piece : values[piece as keyof PatternValues] ?? '')));
}

/** The pattern of object keys for all days: from the year on, only its century is told. */
export function anyTime(objectKey: string): string {
  return objectKey.replace(/2026[-/].*$/, '20*');
}

export function valuesOf({ service, source, sourceName, prefix }: ObservedDelivery): PatternValues {
  const values = {
    prefix,
    account: accountOf(source),
    region: regionOf(source),
    partition: partitionOfResource(source),
    name: sourceName ?? source.identity.physicalName,
    any: Text.of(new Hole(`what the service calls it, of ${source.template}/${source.logicalId}`, `{what the service calls it, of ${source.logicalId}}`)),
  };
  const arn = service.sourceIsResource ? source.identity.arn : undefined;
  return { ...values, source: arn ?? (service.sourceArn === undefined ? values.any : filled(service.sourceArn, values)) };
}

/** Somebody in another account, who chooses the prefix. */
export function strangersValues({ service, objectKey }: ObservedDelivery, own: PatternValues, nobody: boolean): PatternValues {
  const free = service.confinement === LogConfinement.SOURCE_CONDITION;
  // Who may choose the prefix chooses the folder in which the logs of the owner are.
  const hasFolder = service.folder.includes('<account>') && objectKey.includes('<account>');
  const folder = free && hasFolder ? Text.of(filled(objectKey.slice(0, objectKey.indexOf('<account>')), own), own.account, '/') : own.prefix;
  const name = nobody ? '' : 'somebody-elses';
  const values = { ...own, prefix: free ? folder : own.prefix, account: nobody ? '' : STRANGER, name, any: name };
  return { ...values, source: service.sourceArn === undefined ? name : filled(service.sourceArn, values) };
}

/** The key at which somebody in another account would write. */
export function strangersObjectKey({ service, objectKey }: ObservedDelivery, nobody: boolean): string {
  if (service.confinement === LogConfinement.SOURCE_CONDITION) { return objectKey.startsWith('<prefix>') ? objectKey : '<prefix><any>'; }
  // Without an id there is nothing between the two slashes, where an id that is unknown could be anything up to a later one.
  return nobody && objectKey.includes('<account>') ? objectKey.slice(0, objectKey.indexOf('<account>')) : objectKey;
}
