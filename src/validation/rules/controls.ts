/** The controls of frameworks that a rule serves. */
export interface Controls {
  readonly securityHub?: readonly string[];
  readonly awsConfig?: readonly string[];
  readonly cisAws5?: readonly string[];
  readonly nist80053r5?: readonly string[];
  readonly pciDss4?: readonly string[];
}

/** How users know the frameworks. */
export const FRAMEWORK_TITLES: Readonly<Record<keyof Controls, string>> = {
  securityHub: 'AWS Security Hub CSPM',
  awsConfig: 'AWS Config',
  cisAws5: 'CIS AWS Foundations Benchmark v5',
  nist80053r5: 'NIST SP 800-53 Rev. 5',
  pciDss4: 'PCI DSS v4',
};

/** What was read of a framework, and when: later versions can have other controls. */
export interface Edition {
  /** As the framework names it; undefined if it has no versions. */
  readonly version?: string;
  /** The page that has the controls or maps them. */
  readonly source: string;
  /** The day on which it was read. */
  readonly readOn: string;
}

const STANDARDS = 'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html';

/** CIS, NIST and PCI DSS as Security Hub maps its controls to them ("Related requirements"). */
export const FRAMEWORK_EDITIONS: Readonly<Record<keyof Controls, Edition>> = {
  securityHub: { source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html', readOn: '2026-11-30' },
  awsConfig: { source: 'https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html', readOn: '2026-11-30' },
  cisAws5: { version: '5.0.0', source: STANDARDS, readOn: '2026-11-30' },
  nist80053r5: { version: 'Revision 5', source: STANDARDS, readOn: '2026-11-30' },
  pciDss4: { version: '4.0.1', source: STANDARDS, readOn: '2026-11-30' },
};

/** The frameworks that a rule serves, as reports and pages show them. */
export function frameworksServed(controls: Controls): readonly { readonly title: string; readonly controls: string }[] {
  return (Object.keys(FRAMEWORK_TITLES) as (keyof Controls)[]).flatMap((framework) => {
    const ids = controls[framework] ?? [];
    return ids.length === 0 ? [] : [{ title: FRAMEWORK_TITLES[framework], controls: ids.join(', ') }];
  });
}
