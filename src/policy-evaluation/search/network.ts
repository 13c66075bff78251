import { conditionFormula, type UnknownOf } from './condition-formula';
import { allOf, anyOf, type Formula, YES } from './formula';
import { Ternary } from '../../template';
import { PrincipalKind } from '../principal';

const ADDRESS = 'aws:sourceip';

/** Requests have all of these, if they come through a VPC endpoint, or none. */
const ALL_OR_NONE = ['aws:sourcevpc', 'aws:sourcevpce', 'aws:vpcsourceip'];

/** Of these some endpoints tell nothing. */
const SOME = ['aws:sourcevpcarn', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths'];

const EACH_KEY: UnknownOf = (unknown) => ({ unknown });

/**
 * How the keys that tell where a request comes from hang together: through a VPC endpoint it has those of the endpoint,
 * otherwise `aws:SourceIp`. Of calls in a service's own name S3 tells none of them.
 *
 * @param keys Those that matter, in lower case.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties
 */
export function networkFormula(keys: ReadonlySet<string>, caller: PrincipalKind): Formula {
  if (caller === PrincipalKind.SERVICE) { return YES; }
  const [all, some] = [ALL_OR_NONE, SOME].map((list) => list.filter((key) => keys.has(key)));
  const ofEndpoint = [...all, ...some];
  const [first] = all;
  const parts = keys.has(ADDRESS) ? ofEndpoint.map((key) => anyOf([isAbsent(ADDRESS), isAbsent(key)])) : [];
  if (keys.has(ADDRESS) && first !== undefined) { parts.push(anyOf([isPresent(ADDRESS), isPresent(first)])); }
  for (const key of all.slice(1)) {
    parts.push(anyOf([isAbsent(first), isPresent(key)]), anyOf([isPresent(first), isAbsent(key)]));
  }
  if (first !== undefined) { parts.push(...some.map((key) => anyOf([isPresent(first), isAbsent(key)]))); }
  return allOf(parts);
}

function isAbsent(key: string): Formula {
  return isNull(key, 'true');
}

function isPresent(key: string): Formula {
  return isNull(key, 'false');
}

function isNull(key: string, value: string): Formula {
  return conditionFormula({ Null: { [key]: value } }, { variables: Ternary.NO }, EACH_KEY);
}
