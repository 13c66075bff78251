import { Annotations, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { LogPlace, LogProducer } from '../log-producer';

/**
 * The principal of a service, which can have another name in each opt-in Region. Where the Region is not known, a warning
 * says which name was taken.
 *
 * A statement cannot have both names: S3 rejects a policy with a principal that does not exist in the Region. See
 * docs/decisions/0035-opt-in-regions-are-told.md.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function regionalPrincipal({ scope }: LogPlace, { id, title, writer, writerInOptInRegions }: LogProducer, region: string): string {
  if (writerInOptInRegions === undefined) { return writer; }
  const principal = isOptIn(region) ? inRegion(writerInOptInRegions, region) : writer;
  if (!isKnown(region)) {
    Annotations.of(scope).addWarningV2(`cdk-s3-encryption:principalMayDiffer${id}`,
      `The Region that ${title} come from ${Token.isUnresolved(region) ? 'is not known at synthesis time' : `(${region}) is not known to this version of aws-cdk-lib`}, `
      + `so the policies allow ${principal}. In opt-in Regions the service principal is ${writerInOptInRegions}, for example `
      + `${inRegion(writerInOptInRegions, 'me-south-1')}; in other Regions it is ${writer}. With the wrong principal, ${title} are not delivered. `
      + 'Fix: set env.region of the stack, or the region option of the log source.');
  }
  return principal;
}

function inRegion(principal: string, region: string): string {
  return principal.replace('<region>', region);
}

function isKnown(region: string): boolean {
  return !Token.isUnresolved(region) && RegionInfo.get(region).partition !== undefined;
}

/** All Regions of the partition `aws` since 2019 are opt-in Regions, also those that this version of aws-cdk-lib lacks. */
function isOptIn(region: string): boolean {
  return isKnown(region) ? RegionInfo.get(region).isOptInRegion : /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/.test(region);
}
