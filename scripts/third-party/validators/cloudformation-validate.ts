import * as fs from 'fs';
import * as path from 'path';
import { CLOUDFORMATION_VALIDATE } from '../allowed/cloudformation-validate';
import type { Everything } from '../everything';
import type { Finding, Validator } from '../finding';
import { folderOfPackage, versionOfPackage } from './package-version';

const RULES = '@cdklabs/cdk-validator-cfnguard';
const ENGINE = '@aws/cloudformation-validate';

/** What is used here of the engine, which aws-cdk-lib brings along. */
interface Library {
  readonly CompositeEngine: new (config: { guardRules: object[] }) => Engine;
  readonly RuleFile: new (file: string) => object;
  readonly TemplateFile: new (file: string) => object;
}

interface Engine {
  validateTemplate(template: object, config: object): { readonly diagnostics: readonly Diagnostic[] };
  free(): void;
}

interface Diagnostic {
  readonly ruleId: string;
  readonly message: string;
  /** Of rules in Guard: `guard:ct_kms_pr_3`. */
  readonly category?: string;
  readonly entity?: { readonly logicalId: string; readonly entityType: string };
}

export const cloudformationValidate: Validator = {
  name: 'CloudFormation Validate with the rules of AWS Control Tower',
  judges: `The rules of \`${ENGINE}\`, which \`cdk synth\` runs, too, and the proactive controls of AWS Control Tower in \`${RULES}\`.`,
  link: 'https://github.com/cdklabs/cdk-validator-cfnguard',
  version: `${versionOfPackage(ENGINE, 'aws-cdk-lib')} with ${versionOfPackage(RULES)}`,
  allowed: CLOUDFORMATION_VALIDATE,
  findings: (everything) => {
    const { CompositeEngine, RuleFile, TemplateFile } = require(folderOfPackage(ENGINE, 'aws-cdk-lib')) as Library; // eslint-disable-line @typescript-eslint/no-require-imports
    const engine = new CompositeEngine({ guardRules: controlTowerRules(everything).map((file) => new RuleFile(file)) });
    try {
      return everything.templates.flatMap((template) => distinct(engine.validateTemplate(new TemplateFile(template.file), { detailLevel: 'STANDARD' }).diagnostics
        .map((diagnostic) => ({
          rule: ruleOf(diagnostic),
          message: diagnostic.message,
          ...everything.resource(template, diagnostic.entity?.entityType === 'Resource' ? diagnostic.entity.logicalId : undefined),
        }))));
    } finally {
      engine.free();
    }
  },
};

/** Rules about types of resources that are there: the others would find nothing, and take most of the time. */
function controlTowerRules({ templates }: Everything): string[] {
  const types = new Set(templates.flatMap(({ json }) => Object.values(json.Resources ?? {}).map(({ Type }) => Type)));
  const folder = path.join(folderOfPackage(RULES), 'rules', 'control-tower', 'cfn-guard');
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.guard')).map((file) => path.join(folder, file))
    .filter((file) => (fs.readFileSync(file, 'utf8').match(/AWS::\w+::\w+/g) ?? []).some((type) => types.has(type)));
}

/** `CT.KMS.PR.3`, by which AWS documents it. */
function ruleOf({ ruleId, category }: Diagnostic): string {
  const guard = /^guard:ct_(\w+)$/.exec(category ?? '');
  return guard ? `CT.${guard[1].replace(/_/g, '.').toUpperCase()}` : ruleId;
}

/** Each check of a Guard rule is a finding of its own, and some name no resource: one for each rule and resource is enough. */
function distinct(findings: readonly Finding[]): Finding[] {
  const first = new Map(findings.map((finding) => [`${finding.rule} ${finding.place}`, finding]).reverse() as [string, Finding][]);
  return [...first.values()].filter(({ rule, type }) => type !== 'template' || !findings.some((other) => other.rule === rule && other.type !== 'template'));
}
