import { Component, YamlFile, type awscdk } from 'projen';

/** What the steps are given: values of inputs reach the script as environment variables alone, never as a part of its text. */
const INPUTS = {
  'paths': { description: 'Cloud assemblies, templates, or folders of templates: one on each line.', default: 'cdk.out' },
  'rule-set': { description: 'Which rules: recommended, strict, dual-layer, security-hub, cis-aws-5, nist-800-53-r5 or pci-dss-4.', default: 'recommended' },
  'fail-on': { description: 'From which severity on findings fail the step: error, warning or never.', default: 'error' },
  'baseline': { description: 'A former JSON report: only findings that it does not have fail the step.', default: '' },
  'formats': { description: 'Which reports to write: sarif, json, markdown, html, csv and junit, separated by spaces.', default: 'sarif' },
  'directory': { description: 'Where the reports are written.', default: 's3-encryption-reports' },
  'summary': { description: 'Whether the Markdown report is shown as the summary of the job: true or false.', default: 'true' },
  'version': { description: 'The version of cdk-s3-encryption on npm, or "installed" for the one in node_modules.', default: 'latest' },
};

const FILES = { sarif: 's3-encryption.sarif', json: 's3-encryption.json', markdown: 's3-encryption.md', html: 's3-encryption.html', csv: 's3-encryption.csv', junit: 's3-encryption.xml' };

// docs/decisions/0105
/**
 * Ends with 0, 1 or 2 as the CLI does. Every value of an input is an argument of its own, and one that cannot be right ends the step
 * before anything runs: npm would take a version for the address of another package.
 */
const SCRIPT = `set -euo pipefail

fail() {
  echo "::error title=cdk-s3-encryption::$1"
  exit 2
}

case "$INPUT_FAIL_ON" in error | warning | never) ;; *) fail "fail-on is none of error, warning and never." ;; esac
case "$INPUT_SUMMARY" in true | false) ;; *) fail "summary is neither true nor false." ;; esac
[[ "$INPUT_VERSION" =~ ^[0-9A-Za-z^~][0-9A-Za-z.+-]*$ ]] || fail "version is no version or tag of npm."
[[ -n "$INPUT_DIRECTORY" && "$INPUT_DIRECTORY" != *[[:cntrl:]]* ]] || fail "directory is empty or more than one line."

arguments=(check --rule-set "$INPUT_RULE_SET")
if [[ "$INPUT_FAIL_ON" == warning ]]; then arguments+=(--fail-on warning); fi
if [[ -n "$INPUT_BASELINE" ]]; then arguments+=(--baseline "$INPUT_BASELINE"); fi

mkdir -p -- "$INPUT_DIRECTORY"
outputs=()
add() {
  rm -f -- "$INPUT_DIRECTORY/$2"
  arguments+=(--report "$1=$INPUT_DIRECTORY/$2")
  outputs+=("$1=$INPUT_DIRECTORY/$2")
}
read -r -d '' -a formats <<<"$INPUT_FORMATS" || true
for format in \${formats[@]+"\${formats[@]}"}; do
  case "$format" in
${Object.entries(FILES).map(([format, file]) => `    ${format}) add ${format} ${file} ;;`).join('\n')}
    *) fail "formats has something that is none of ${Object.keys(FILES).join(', ')}." ;;
  esac
done
summary=''
if [[ "$INPUT_SUMMARY" == true ]]; then
  summary="\${RUNNER_TEMP:-/tmp}/s3-encryption-summary.md"
  rm -f -- "$summary"
  arguments+=(--report "markdown=$summary")
fi

arguments+=(--)
while IFS= read -r path; do
  path="\${path%$'\\r'}"
  if [[ -n "$path" ]]; then arguments+=("$path"); fi
done <<<"$INPUT_PATHS"

command=(npx --yes --package "cdk-s3-encryption@$INPUT_VERSION" -- cdk-s3-encryption)
if [[ "$INPUT_VERSION" == installed ]]; then command=(npx --no-install cdk-s3-encryption); fi

# Names in templates are text: what looks like a command of a workflow is none.
token="$(node -p 'require("crypto").randomUUID()')"
echo "::stop-commands::$token"
code=0
"\${command[@]}" "\${arguments[@]}" || code=$?
echo "::$token::"

# GitHub shows at most 1 MiB.
if [[ -n "$summary" && -s "$summary" ]]; then
  if [[ "$(wc -c <"$summary")" -le 1000000 ]]; then
    cat -- "$summary" >>"$GITHUB_STEP_SUMMARY"
  else
    echo 'The S3 encryption report is too long for a summary: see the files.' >>"$GITHUB_STEP_SUMMARY"
  fi
fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
for output in \${outputs[@]+"\${outputs[@]}"}; do
  if [[ -f "\${output#*=}" ]]; then echo "$output" >>"$GITHUB_OUTPUT"; fi
done

if [[ "$code" == 1 && "$INPUT_FAIL_ON" == never ]]; then code=0; fi
exit "$code"
`;

const OUTPUTS = {
  'exit-code': 'The exit code of the CLI: 0 if nothing fails, 1 if there are findings, 2 if something cannot be read, 3 if a report cannot be written.',
  ...Object.fromEntries(Object.keys(FILES).map((format) => [format, `The path of the report as ${format}, if it was written.`])),
};

/** The GitHub Action that runs the CLI. GitHub wants it at the root of the repository. */
export class GitHubAction extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    new YamlFile(project, 'action.yml', {
      obj: {
        name: 'S3 encryption checks',
        description: 'Checks the S3 encryption in CloudFormation templates and CDK cloud assemblies with cdk-s3-encryption.',
        branding: { icon: 'lock', color: 'green' },
        inputs: INPUTS,
        outputs: Object.fromEntries(Object.entries(OUTPUTS).map(([name, description]) => [
          name, { description, value: `\${{ steps.check.outputs.${name} }}` },
        ])),
        runs: {
          using: 'composite',
          steps: [{
            id: 'check',
            name: 'Check S3 encryption',
            shell: 'bash',
            env: Object.fromEntries(Object.keys(INPUTS).map((name) => [
              `INPUT_${name.toUpperCase().replace(/-/g, '_')}`, `\${{ inputs.${name} }}`,
            ])),
            run: SCRIPT,
          }],
        },
      },
    });
    project.addPackageIgnore('/action.yml');
  }
}
