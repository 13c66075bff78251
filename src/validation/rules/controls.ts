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

/** The frameworks that a rule serves, as reports and pages show them. */
export function frameworksServed(controls: Controls): readonly { readonly title: string; readonly controls: string }[] {
  return (Object.keys(FRAMEWORK_TITLES) as (keyof Controls)[]).flatMap((framework) => {
    const ids = controls[framework] ?? [];
    return ids.length === 0 ? [] : [{ title: FRAMEWORK_TITLES[framework], controls: ids.join(', ') }];
  });
}
