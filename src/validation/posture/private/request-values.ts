import { AccountHole, Hole, Text } from '../../../template';
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

/** The pieces of each pattern, parsed once. */
const PATTERNS = new Map<string, readonly string[]>();

/** A pattern with its placeholders filled in. */
export function filled(pattern: string, values: Omit<PatternValues, 'source'> & Partial<PatternValues>): string | Text {
  let pieces = PATTERNS.get(pattern);
  if (!pieces) {
    pieces = atAnyTime(pattern).split(/<(\w+)>/);
    PATTERNS.set(pattern, pieces);
  }
  return Text.of(...pieces.map((piece, i) => (i % 2 === 0 ? piece : valueOf(piece, values))));
}

function valueOf(placeholder: string, values: Partial<PatternValues>): string | Text {
  const digits = /^digits(\d+)$/.exec(placeholder)?.[1];
  if (digits === undefined) { return values[placeholder as keyof PatternValues] ?? ''; }
  return values.any === ANYTHING ? '?'.repeat(Number(digits)) : DIGITS;
}

/** What `<any>` stands for where keys are meant as a pattern. */
export const ANYTHING = '*';

/** Like the ID of an account, it is made of digits. */
const DIGITS = Text.of(new AccountHole('digits of a day'));

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

/** Patterns of keys have a day in them, and services write on every other as well: its digits are not told, but for the century. */
function atAnyTime(pattern: string): string {
  const start = pattern.search(/2026[-/]/);
  if (start < 0) { return pattern; }
  const day = pattern.slice(start).replace(/[\dA-F]{16}/g, '<any>').replace(/\d+/g, (digits) => (digits === '2026' ? '20<digits2>' : `<digits${digits.length}>`));
  return `${pattern.slice(0, start)}${day}`;
}
