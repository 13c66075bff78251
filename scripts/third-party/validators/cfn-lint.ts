import * as allowed from '../allowed/cfn-lint';
import type { Validator } from '../finding';
import { CFN_LINT } from '../programs';

/** An element of `cfn-lint --format json`. */
interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path?: readonly (string | number)[] };
}

export const cfnLint: Validator = {
  name: 'cfn-lint',
  judges: 'Whether CloudFormation takes a template: schemas of resources, values, references, and what its authors advise.',
  link: 'https://github.com/aws-cloudformation/cfn-lint',
  fromPyPI: true,
  version: CFN_LINT.version,
  allowed: allowed.CFN_LINT,
  findings: (everything) => {
    const { status, stdout, output } = CFN_LINT
      .run(['--include-checks', 'I', '--format', 'json', '--', ...everything.templates.map(({ file }) => file)]);
    // Bits of the severities that it found.
    if (status === undefined || status >= 16 || !stdout.trimStart().startsWith('[')) { throw new Error(`cfn-lint exited with ${status}: ${output}`); }
    return (JSON.parse(stdout) as Match[]).map(({ Filename, Message, Rule, Location: { Path: [section, logicalId] = [] } }) => ({
      rule: Rule.Id,
      message: Message,
      ...everything.resource(everything.templateOf(Filename), section === 'Resources' ? String(logicalId) : undefined),
    }));
  },
};
