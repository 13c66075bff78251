import { unknownFact } from './values';
import { valueIdentity } from '../../../policy-evaluation';
import { type Resource, textKey, textOf } from '../../../template';
import { KeyView, KmsKeyType } from '../../custom-rules';
import type { KeyReference } from '../../posture';
import type { Aspect, Fact } from '../aspects';

/** How reports call what the templates create. */
export type Called = (resource: Resource) => string;

/**
 * Which key is named. One and the same key, named in two ways, is one.
 *
 * @param type As far as it is known beside the references.
 */
export function keyFact(
  aspect: Aspect, references: readonly KeyReference[], called: Called, type = KeyView._of(references).type, about?: string,
): Fact {
  const named = { aspect, rank: type as string, ...(about === undefined ? {} : { about }) };
  switch (type) {
    case KmsKeyType.UNKNOWN: return unknownFact(aspect, JSON.stringify(references.map(({ value }) => valueIdentity(value))), about);
    case KmsKeyType.NONE: return { ...named, value: 'none' };
    case KmsKeyType.AWS_MANAGED: return { ...named, value: 'aws/s3', shown: 'aws/s3 (AWS managed)' };
    case KmsKeyType.CUSTOMER_MANAGED: {
      const names = new Map(references.map((reference) => [keyOf(reference), shown(reference, called)]));
      return { ...named, value: JSON.stringify([...names.keys()].sort()), shown: [...names.values()].join(' or ') };
    }
  }
}

function keyOf({ key, value }: KeyReference): string {
  return key ? JSON.stringify([key.resource.template, key.resource.logicalId]) : textKey(textOf(value) ?? '');
}

function shown(reference: KeyReference, called: Called): string {
  return reference.key ? called(reference.key.resource) : reference.toString();
}
