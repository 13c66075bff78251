import { Hole, type Resource, Text, textOf } from '../../../template';
import { pseudoParameter } from '../../../template/pseudo-parameters';
import type { LogDelivery } from '../log-delivery';
import { ForeignKey } from '../log-producer';

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
export function filled(pattern: string, places: Places): string | Text {
  let pieces = PATTERNS.get(pattern);
  if (!pieces) {
    pieces = pattern.split(/<(\w+)>/);
    PATTERNS.set(pattern, pieces);
  }
  return Text.of(...pieces.map((piece, i) => (i % 2 === 0 ? piece : places[piece as keyof Places])));
}

export function placesOf({ source, prefix }: LogDelivery): Places {
  const [account, region, partition] = ['AWS::AccountId', 'AWS::Region', 'AWS::Partition'].map((name) => pseudo(name, source));
  const name = source.identity.physicalName;
  return {
    prefix,
    account,
    region,
    partition,
    name,
    source: source.identity.arn ?? Text.of('arn:', partition, ':elasticloadbalancing:', region, ':', account, ':loadbalancer/', name),
    any: Text.of(new Hole(`what the service calls it, of ${source.template}/${source.logicalId}`)),
  };
}

/** Somebody in another account, who chooses the prefix. */
export function strangersPlaces({ producer, key }: LogDelivery, own: Places, nobody: boolean): Places {
  const account = nobody ? '' : STRANGER;
  const free = producer.foreignKey === ForeignKey.ANY;
  // Who may choose the prefix chooses the folder in which the logs of the owner are.
  const folder = free && key.includes('AWSLogs/') ? Text.of(filled(key.slice(0, key.indexOf('<account>')), own), own.account, '/') : own.prefix;
  return {
    ...own,
    prefix: free ? folder : own.prefix,
    account,
    name: nobody ? '' : 'somebody-elses',
    source: strangersArn(producer.service, own, account, nobody),
    any: nobody ? '' : 'somebody-elses',
  };
}

/** The key at which somebody in another account would write. */
export function strangersKey({ producer, key }: LogDelivery, nobody: boolean): string {
  if (producer.foreignKey === ForeignKey.ANY) { return key.startsWith('<prefix>') ? key : '<prefix><any>'; }
  // Without an id there is nothing between the two slashes, where an id that is unknown could be anything up to a later one.
  return nobody && key.includes('<account>') ? key.slice(0, key.indexOf('<account>')) : key;
}

function strangersArn(service: string, { partition, region }: Places, account: string, nobody: boolean): string | Text {
  const name = nobody ? '' : 'somebody-elses';
  if (service.includes('elasticloadbalancing')) { return Text.of('arn:', partition, ':elasticloadbalancing:', region, ':', account, ':loadbalancer/', name); }
  if (service.startsWith('cloudtrail')) { return Text.of('arn:', partition, ':cloudtrail:', region, ':', account, ':trail/', name); }
  return Text.of('arn:', partition, ':s3:::', name);
}

function pseudo(name: string, { template, environment }: Resource): string | Text {
  return textOf(pseudoParameter(name, { template, environment, stackName: undefined })) ?? '';
}
