import { Hole, Text } from '../../../template';
import type { LogDelivery } from '../log-delivery';
import { ForeignKey, type LogProducer } from '../log-producer';
import { accountOf, partitionOfResource, regionOf } from '../place';

/** What stands for the placeholders of a producer's patterns. */
export interface Places {
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

/** A pattern with everything in its place. */
export function filled(pattern: string, places: Omit<Places, 'source'> & Partial<Places>): string | Text {
  let pieces = PATTERNS.get(pattern);
  if (!pieces) {
    pieces = pattern.split(/<(\w+)>/);
    PATTERNS.set(pattern, pieces);
  }
  return Text.of(...pieces.map((piece, i) => (i % 2 === 0 ? piece : places[piece as keyof Places] ?? '')));
}

export function placesOf({ producer, source, prefix }: LogDelivery): Places {
  const places = {
    prefix,
    account: accountOf(source),
    region: regionOf(source),
    partition: partitionOfResource(source),
    name: source.identity.physicalName,
    any: Text.of(new Hole(`what the service calls it, of ${source.template}/${source.logicalId}`)),
  };
  return { ...places, source: source.identity.arn ?? arnOfSource(producer, places) };
}

/** Somebody in another account, who chooses the prefix. */
export function strangersPlaces({ producer, key }: LogDelivery, own: Places, nobody: boolean): Places {
  const free = producer.foreignKey === ForeignKey.ANY;
  // Who may choose the prefix chooses the folder in which the logs of the owner are.
  const folder = free && key.includes('AWSLogs/') ? Text.of(filled(key.slice(0, key.indexOf('<account>')), own), own.account, '/') : own.prefix;
  const name = nobody ? '' : 'somebody-elses';
  const places = { ...own, prefix: free ? folder : own.prefix, account: nobody ? '' : STRANGER, name, any: name };
  return { ...places, source: arnOfSource(producer, places) };
}

/** The key at which somebody in another account would write. */
export function strangersKey({ producer, key }: LogDelivery, nobody: boolean): string {
  if (producer.foreignKey === ForeignKey.ANY) { return key.startsWith('<prefix>') ? key : '<prefix><any>'; }
  // Without an id there is nothing between the two slashes, where an id that is unknown could be anything up to a later one.
  return nobody && key.includes('<account>') ? key.slice(0, key.indexOf('<account>')) : key;
}

function arnOfSource(producer: LogProducer, places: Omit<Places, 'source'>): string | Text {
  return producer.arnOfSource === undefined ? '' : filled(producer.arnOfSource, places);
}
