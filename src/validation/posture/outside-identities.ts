import { accountOf, partitionOfResource } from './environment';
import type { PolicySource } from './identity';
import type { Posture } from './posture';
import { type IdentityType, namesIn, ROLES, USERS } from './private/attached-policies';
import { Text, textKey, textOf } from '../../template';

/** A role or user that is not made in the app, and to which the app attaches policies. */
export interface OutsideIdentity {
  readonly arn: string | Text;
  readonly isRole: boolean;
  readonly sources: readonly PolicySource[];
}

/** The roles and users that are not made in the app, and to which it attaches policies by their names. */
export function outsideIdentities(posture: Posture): readonly OutsideIdentity[] {
  return [...named(posture, ROLES), ...named(posture, USERS)];
}

function named(posture: Posture, identityType: IdentityType): readonly OutsideIdentity[] {
  const isRole = identityType === ROLES;
  const found = new Map<string, { arn: string | Text; isRole: boolean; sources: PolicySource[] }>();
  for (const [type, property] of Object.entries(identityType.policies)) {
    for (const resource of posture.ofType(type)) {
      for (const value of namesIn(resource.read(property))) {
        const name = textOf(value);
        if (name === undefined || (isRole ? posture.roleAt(value, resource) : posture.userAt(value, resource))) { continue; }
        const arn = Text.of('arn:', partitionOfResource(resource), ':iam::', accountOf(resource), isRole ? ':role/' : ':user/', name);
        const identity = found.get(textKey(arn)) ?? { arn, isRole, sources: [] };
        identity.sources.push({ resource, path: ['PolicyDocument'] });
        found.set(textKey(arn), identity);
      }
    }
  }
  return [...found.values()];
}
