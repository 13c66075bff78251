import { all, not, type Ternary } from '../../../../template';
import type { Bucket } from '../../../posture';
import { judge } from '../../private/judge';

/** The setting that turns ACLs off. */
export const OFF = 'BucketOwnerEnforced';

/** Where it stands. */
const OWNERSHIP = ['OwnershipControls', 'Rules', 0, 'ObjectOwnership'] as const;

export const OWNERSHIP_PROPERTY = ['Properties', ...OWNERSHIP].join('.');

/** Whether the bucket says how its ACLs are: where it does not, they are off in new buckets and as they were in old ones. */
export function declaresOwnership({ resource }: Bucket): boolean {
  return resource.read(...OWNERSHIP) !== undefined;
}

/** Whether ACLs are not turned off. */
export function hasAcls({ resource }: Bucket): Ternary {
  return judge(resource.read(...OWNERSHIP), (known) => known !== OFF);
}

/** Whether the bucket's ACL lets S3 write server access logs. */
export function letsLogDeliveryIn(bucket: Bucket): Ternary {
  return all([aclNamesLogDelivery(bucket), hasAcls(bucket)]);
}

/** Whether the bucket's ACL would let S3 write server access logs if ACLs are not turned off. */
export function aclNamesLogDelivery({ resource }: Bucket): Ternary {
  return judge(resource.read('AccessControl'), (known) => known === 'LogDeliveryWrite');
}

/** Whether ACLs are turned off in some branch of a choice. */
export function mayLackAcls(bucket: Bucket): Ternary {
  return not(hasAcls(bucket));
}
