import { type aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { overrideGrants } from '../cdk';
import { namedPrincipals } from './named-principals';
import { everybodyRefused } from './private/everybody';

/** The grants of `s3.Bucket`, to principals as policies can name them: those other than roles are restricted or cause an error. */
export function toNamedPrincipals(bucket: s3.IBucket, grants: s3.BucketGrants): s3.BucketGrants {
  const each = (grantee: iam.IGrantable, grant: (principal: iam.IPrincipal) => iam.Grant): iam.Grant =>
    namedPrincipals(bucket, grantee).map(({ principal }) => grant(principal)).reduce((all, one) => all.combine(one));
  overrideGrants(grants, (grant) => (grantee, ...rest) => each(grantee, (principal) => grant(principal, ...rest)));
  const replicate = grants.replicationPermission.bind(grants);
  grants.replicationPermission = (grantee, props) => each(grantee, (principal) => replicate(principal, props));
  grants.publicAccess = () => { throw everybodyRefused(bucket.node.path); };
  return grants;
}
