import { Annotations, type Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { LogPermission, type LogService } from '../../services';
import type { LogTarget } from '../log-writes';

/** The service principals that a policy has to name for a source in a Region; none where a role or an ACL writes. */
export function servicePrincipals(target: LogTarget, service: LogService, region: string): string[] {
  if (service.permission === LogPermission.ACL || service.permission === LogPermission.ROLE) { return []; }
  return [regionalPrincipal(target, service, region) ?? principalInRegion(service.principal, target.stack, region)];
}

// docs/decisions/0035
/**
 * The principal of a service which can have another name in each opt-in Region. Where the Region is not known, a warning
 * says which name was taken.
 *
 * A statement cannot have both names: S3 rejects a policy with a principal that does not exist in the Region.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
function regionalPrincipal(
  { scope, stack }: LogTarget, { id, title, principal, principalInOptInRegions }: LogService, region: string,
): string | undefined {
  if (principalInOptInRegions === undefined) { return undefined; }
  const taken = isOptIn(region) ? principalInRegion(principalInOptInRegions, stack, region) : principal;
  if (!isKnown(region)) {
    Annotations.of(scope).addWarningV2(`cdk-s3-encryption:principalMayDiffer${id}`,
      `The Region that ${title} come from ${Token.isUnresolved(region) ? 'is not known at synthesis time' : `(${region}) is not known to this version of aws-cdk-lib`}, `
      + `so the policies allow ${taken}. In opt-in Regions the service principal is ${principalInOptInRegions}, for example `
      + `${principalInRegion(principalInOptInRegions, stack, 'me-south-1')}; in other Regions it is ${principal}. With the wrong principal, ${title} are not delivered. `
      + 'Fix: set env.region of the stack, or the region option of the log source.');
  }
  return taken;
}

/** CloudWatch Logs is the only one of these services whose principal ends with the DNS suffix of the partition. */
export function principalInRegion(principal: string, stack: Stack, region: string = stack.region): string {
  const suffix = Token.isUnresolved(region) ? undefined : RegionInfo.get(region).domainSuffix;
  return principal.replace('<region>', region).replace('<dns-suffix>', suffix ?? stack.urlSuffix);
}

function isKnown(region: string): boolean {
  return !Token.isUnresolved(region) && RegionInfo.get(region).partition !== undefined;
}

/** All Regions of the partition `aws` since 2019 are opt-in Regions, also those that this version of aws-cdk-lib lacks. */
function isOptIn(region: string): boolean {
  return isKnown(region) ? RegionInfo.get(region).isOptInRegion : /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/.test(region);
}
