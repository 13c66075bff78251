import { aliasIn, awsManagedAlias, namesAwsManagedKey } from '../../../encryption/internal';
import { Hole, NameHole, Text, textKey, textOf } from '../../../template';
import { type KeyReference, KeyReferenceKind } from '../../posture';
import { reasonOf } from '../../rules/internal';
import type { NamedKey } from '../key-view';
import { KmsKeyType } from '../kms-key-type';

/** The key that a property names in one of some ways. */
export function namedKey(references: readonly KeyReference[]): NamedKey {
  const [first, ...others] = references;
  if (others.length > 0) { return oneOfSeveral(references); }
  const type = first === undefined ? KmsKeyType.NONE : typeOf(first);
  if (type !== KmsKeyType.UNKNOWN) { return { type, reference: first }; }
  return { type, reference: first, reason: reasonOf(first.value) || 'it is not known which key is specified' };
}

/** What several ways to name a key have in common: at most its type. */
function oneOfSeveral(references: readonly KeyReference[]): NamedKey {
  const types = new Set(references.map(typeOf));
  const [type] = types;
  const keys = new Set(references.map(({ value }) => (value === undefined ? '' : textKey(textOf(value) ?? ''))));
  if (types.size > 1 || type === KmsKeyType.UNKNOWN) { return { type: KmsKeyType.UNKNOWN, reason: 'conditions determine which key is specified' }; }
  return keys.size > 1 ? { type } : { type, reference: references[0] };
}

function typeOf({ kind, value }: KeyReference): KmsKeyType {
  switch (kind) {
    case KeyReferenceKind.NONE: return KmsKeyType.NONE;
    case KeyReferenceKind.AWS_MANAGED: return KmsKeyType.AWS_MANAGED;
    case KeyReferenceKind.UNKNOWN: return KmsKeyType.UNKNOWN;
    default: {
      const text = textOf(value);
      if (text !== undefined && namesAwsManagedKey(textKey(text))) { return KmsKeyType.AWS_MANAGED; }
      return text instanceof Text && mayNameAwsManagedKey(text) ? KmsKeyType.UNKNOWN : KmsKeyType.CUSTOMER_MANAGED;
    }
  }
}

/** Whether what is not known of an alias can make it that of an AWS managed key: names that AWS gives have no slash. */
function mayNameAwsManagedKey({ parts }: Text): boolean {
  return parts.some((part, i) => {
    const before = parts[i - 1];
    const name = typeof before === 'string' ? aliasIn(before) : undefined;
    return part instanceof Hole && !(part instanceof NameHole) && name !== undefined && awsManagedAlias('').startsWith(name);
  });
}
