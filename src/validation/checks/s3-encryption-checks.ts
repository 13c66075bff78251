import * as fs from 'fs';
import * as path from 'path';
import { type IPolicyValidationContext, type IPolicyValidationPlugin, type PolicyValidationPluginReport, Stack, Stage } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { withAssetTemplates } from './asset-templates';
import type { ConstructExclusion } from './construct-exclusion';
import { Constructs } from './constructs';
import { acknowledgedForCdk, constructsReport, reportedConstructs } from './constructs-report';
import { Exclusions } from './exclusions';
import { assertReportOptions, writeReports } from './report-files';
import { ReportFormat } from './report-format';
import type { ReportOptions } from './report-options';
import { unseenArtifacts } from '../assembly/internal';
import { Baseline, groupsOf, placeOf, type Report, summaryText, violationsOf } from '../reports';
import { acknowledgementId, PLUGIN_NAME, RuleSet } from '../rule-sets';
// Not the whole room: an app that is synthesized needs no parser of YAML.
import { Severity } from '../rules';
import { environmentOf, manifestPathOf, sourceOf, stacksBelow, templatePathOf } from './synthesized-stacks';
import { thisCopy } from '../../construct-state';
import type { TemplateSource } from '../../template';

/**
 * Properties of `S3EncryptionChecks`.
 */
export interface S3EncryptionChecksProps {
  /**
   * The rules to run, and the severity of their findings.
   *
   * @default RuleSet.recommended()
   */
  readonly ruleSet?: RuleSet;

  /**
   * The path of a JSON report from an earlier run of the CLI or `S3EncryptionChecks`. Findings in this baseline are reported as known, and
   * don't cause failure.
   *
   * A relative path is resolved against the working directory.
   *
   * @default - no baseline; all findings are new
   */
  readonly baseline?: string;

  /**
   * The constructs to exclude, each with a reason, such as third-party constructs.
   *
   * @default - no excluded constructs
   */
  readonly exclusions?: ConstructExclusion[];

  /**
   * The report files to write when the app is synthesized.
   *
   * @default - findings are only in the validation report of the CDK
   */
  readonly report?: ReportOptions;
}

/** How errors call the plugin. */
const OWNER = 'S3EncryptionChecks';

// docs/decisions/0001, docs/decisions/0083
/**
 * A CDK validation plugin that checks the S3 encryption of every bucket in an app, including buckets of other libraries.
 *
 * It reads the final templates, including nested stacks and property overrides. Findings with severity error fail synthesis.
 * It can be used together with cdk-nag packs.
 *
 * To acknowledge findings, use `Validations.of(construct).acknowledge({ id: 'S3Encryption::RuleName', reason })`.
 *
 * @example
 * Validations.of(app).addPlugins(new S3EncryptionChecks(app));
 */
export class S3EncryptionChecks implements IPolicyValidationPlugin {
  /** The name under which findings are reported and acknowledged. */
  public readonly name: string = PLUGIN_NAME;

  /** The version of this library. */
  public readonly version?: string;

  /** The names of the rules. */
  public readonly ruleIds?: string[];

  private readonly ruleSet: RuleSet;
  private readonly baseline: Baseline | undefined;
  private readonly exclusions: Exclusions;
  private readonly reportOptions: ReportOptions | undefined;

  /**
   * @param scope The app, as for cdk-nag packs. The checks read the templates of the app that they are added to.
   * @param props The properties of the checks, such as the rules to run
   */
  constructor(scope?: IConstruct, props: S3EncryptionChecksProps = {}) {
    if (scope !== undefined && !Construct.isConstruct(scope)) {
      throw new Error('S3EncryptionChecks: the first argument is not a construct. Fix: pass the app first, and then the properties.');
    }
    this.version = thisCopy().version;
    this.ruleSet = props.ruleSet ?? RuleSet.recommended();
    this.baseline = props.baseline === undefined ? undefined : Baseline.read(path.resolve(props.baseline), `${OWNER}: ${props.baseline}`);
    this.exclusions = new Exclusions(props.exclusions ?? [], OWNER);
    if (props.report) { assertReportOptions(props.report, OWNER); }
    this.reportOptions = props.report;
    this.ruleIds = this.ruleSet._rules.map(({ name }) => name);
  }

  /**
   * Checks the final templates. The CDK calls it at synthesis.
   *
   * @param context The app, and the paths of its templates
   * @returns the findings, and whether synthesis succeeds
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const stacks = new Map(stacksBelow(context.appConstruct).map((stack) => [templatePathOf(stack), stack]));
    const handed = new Map(context.stackTemplates.map(({ templatePath, accountId, region }) => {
      // The CDK CLI names its folder by a relative path.
      const stack = stacks.get(path.resolve(templatePath));
      const environment = environmentOf(accountId, region);
      return [stack ?? templatePath, stack ? synthesized(stack) : { name: templatePath, json: readJson(templatePath), environment }];
    }));
    // CDK hands nested stacks to nobody, nor the templates of products.
    const others = [...stacks.values()].filter((stack) => !handed.has(stack) && handed.has(deployedWith(stack)));
    const isChecked = (stack: Stack) => handed.has(deployedWith(stack));
    const stages = stagesBelow(context.appConstruct).filter((stage) => stacksBelow(stage).every(isChecked));
    return this.report([...handed.values(), ...others.map(synthesized)], [...stacks.values()], stages, context.appConstruct);
  }

  /**
   * Checks a part of an app directly, for example in tests. Synthesizes the Stage that contains the scope, and checks the stacks in the scope.
   *
   * @param scope A stack, a Stage, or any other construct
   * @returns the findings, and whether none of them is an error
   */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const stage = Stage.isStage(scope) ? scope : Stage.of(scope)!;
    stage.synth({ skipValidation: true });
    const below = stacksBelow(scope);
    const stacks = below.length > 0 ? below : [Stack.of(scope)];
    return this.report(stacks.map(synthesized), stacks, stagesBelow(scope));
  }

  private report(
    written: TemplateSource[], stacks: Stack[], stages: Stage[], app?: IConstruct,
  ): PolicyValidationPluginReport {
    const assetFolders = new Map(stacks.map((stack) => [templatePathOf(stack), Stage.of(stack)!.assetOutdir]));
    const sources = withAssetTemplates(written, (template) => assetFolders.get(template) ?? path.dirname(template));
    const constructs = new Constructs(stacks, sources, stages);
    const read = { sources, artifacts: stages.flatMap(artifactsOf), constructs };
    const report = constructsReport({
      ...read,
      ruleSet: this.ruleSet,
      baseline: this.baseline?.compared(),
      isWhole: app !== undefined,
      hasMap: app !== undefined && this.reportOptions?.formats.includes(ReportFormat.MARKDOWN),
      acknowledgementOf: (judgement, construct) => {
        const reason = this.exclusions.reasonFor(construct?.node.path);
        if (reason !== undefined) { return { id: acknowledgementId(judgement.rule.name), reason }; }
        // Outside of a synthesis, nobody takes out what is acknowledged.
        return app && acknowledgedForCdk(judgement, construct, constructs);
      },
    });
    if (app && this.reportOptions) {
      const { outdir } = Stage.isStage(app) ? app : Stage.of(app)!;
      writeReports(report, this.reportOptions, outdir, { toolVersion: this.version ?? '', reported: () => reportedConstructs(read) }, OWNER);
    }
    const violations = violationsOf(groupsOf(report.findings.filter(({ constructPath }) => this.exclusions.reasonFor(constructPath) === undefined)));
    // CDK goes by this flag, not by severities. What is acknowledged it takes out itself.
    return { success: violations.every(({ severity }) => severity !== Severity.ERROR), violations, metadata: metadataOf(report) };
  }
}

/** What CDK has no place for but the file of its report. */
function metadataOf(report: Report): { [key: string]: string } {
  const resolved = (report.resolved ?? []).map((one) => `${one.rule}: ${placeOf(one)}`).join('; ');
  return { summary: summaryText(report), ...resolved === '' ? {} : { resolved } };
}

/** The stack with which the template of another is deployed, or handed on. */
function deployedWith(stack: Stack): Stack {
  const isOfAnother = stack.templateFile !== `${stack.artifactId}.template.json`;
  return isOfAnother && stack.node.scope ? deployedWith(Stack.of(stack.node.scope)) : stack;
}

/** What the assembly of a Stage holds beside stacks. The assembly of a Stage with nothing in it is not written. */
function artifactsOf(stage: Stage): TemplateSource[] {
  const manifest = manifestPathOf(stage);
  const unseen = fs.existsSync(manifest) ? unseenArtifacts(readJson(manifest)) : [];
  return unseen.length === 0 ? [] : [{ name: manifest, json: {}, unseen }];
}

function stagesBelow(scope: IConstruct): Stage[] {
  return scope.node.findAll().filter((one) => Stage.isStage(one));
}

/** The template that a stack has been synthesized to. */
function synthesized(stack: Stack): TemplateSource {
  return sourceOf(stack, readJson(templatePathOf(stack)));
}

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
