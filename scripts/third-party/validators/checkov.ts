import * as allowed from '../allowed/checkov';
import type { Validator } from '../finding';
import { CHECKOV } from '../programs';

interface FailedCheck {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

/** What is read here of `checkov --output json`. */
interface Report {
  readonly results: { readonly failed_checks: readonly FailedCheck[] };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

export const checkov: Validator = {
  name: 'checkov',
  judges: 'Whether resources are configured as its authors advise.',
  link: 'https://github.com/bridgecrewio/checkov',
  fromPyPI: true,
  version: CHECKOV.version,
  allowed: allowed.CHECKOV,
  findings: (everything) => {
    const { stdout, output } = CHECKOV
      .run(['--directory', everything.templateFolder, '--framework', 'cloudformation', '--output', 'json', '--quiet', '--compact', '--skip-download']);
    const { results, summary } = reportIn(stdout, output);
    if (summary.parsing_errors > 0 || summary.passed === 0) { throw new Error(`checkov could not read the templates: ${JSON.stringify(summary)}`); }
    return results.failed_checks.map(({ check_id: rule, check_name: message, file_path: file, resource }) => ({
      rule, message, ...everything.resource(everything.templateOf(file), resource.split('.').slice(1).join('.')),
    }));
  },
};

function reportIn(stdout: string, output: string): Report {
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    throw new Error(`checkov printed no report: ${output}`);
  }
}
