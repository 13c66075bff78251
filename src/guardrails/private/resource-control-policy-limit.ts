import type { PolicyLimit } from '../../cdk';

/**
 * White space outside quotation marks counts too; CloudFormation passes none.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const RESOURCE_CONTROL_POLICY_LIMIT: PolicyLimit = {
  policy: 'resource control policy',
  service: 'AWS Organizations',
  bytes: 5120,
  inCharacters: true,
  fix: 'use patterns that cover several ARNs or names, or split the requirements across several OrganizationGuardrail constructs',
};
