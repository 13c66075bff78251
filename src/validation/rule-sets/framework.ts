/**
 * The compliance frameworks to whose controls the rules are mapped.
 */
export enum Framework {
  /** AWS Security Hub CSPM. */
  SECURITY_HUB = 'securityHub',
  /** CIS AWS Foundations Benchmark v5. */
  CIS_AWS_5 = 'cisAws5',
  /** NIST SP 800-53 Rev. 5. */
  NIST_800_53_R5 = 'nist80053r5',
  /** PCI DSS v4. */
  PCI_DSS_4 = 'pciDss4',
}
