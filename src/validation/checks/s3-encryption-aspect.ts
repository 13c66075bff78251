import * as path from 'path';
import { Annotations, type IAspect, type Stack, Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgedAt } from './acknowledged';
import { withAssetTemplates } from './asset-templates';
import type { ConstructExclusion } from './construct-exclusion';
import { Constructs } from './constructs';
import { constructsReport } from './constructs-report';
import { Exclusions } from './exclusions';
import { adviceOf, assembled, Baseline, type Report, type ReportedGroup, ReportedStatus, saidOf, summaryText } from '../reports';
import { acknowledgementId, renamedHint, RuleSet } from '../rule-sets';
import { Severity } from '../rules';
import { sourceOf, stacksBelow, templatePathOf } from './synthesized-stacks';

/**
 * Properties of `S3EncryptionAspect`.
 */
export interface S3EncryptionAspectProps {
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
}

/** How errors call the aspect. */
const OWNER = 'S3EncryptionAspect';

// docs/decisions/0108
/**
 * An aspect that checks the S3 encryption of every bucket in a scope and annotates the constructs with the findings.
 *
 * It covers buckets of other libraries too. The checks run after all aspects, on the templates as they will be written, so they include
 * property overrides and the changes of other aspects, regardless of priority. To acknowledge findings, use
 * `Validations.of(construct).acknowledge({ id: 'S3Encryption::RuleName', reason })`.
 *
 * Like any aspect, it doesn't enter Stages: add it to each Stage. It checks each Stage separately. If one Stage refers to buckets of
 * another, use `S3EncryptionChecks`, which checks all Stages together.
 *
 * @example
 * Aspects.of(app).add(new S3EncryptionAspect());
 */
export class S3EncryptionAspect implements IAspect {
  private readonly ruleSet: RuleSet;
  private readonly baseline: Baseline | undefined;
  private readonly exclusions: Exclusions;
  private readonly visited = new WeakSet<IConstruct>();
  /** The constructs that the aspect was added to, by their Stage. */
  private readonly scopes = new Map<Stage, Set<IConstruct>>();

  /**
   * @param props The properties of the aspect, such as the rules to run
   */
  constructor(props: S3EncryptionAspectProps = {}) {
    this.ruleSet = props.ruleSet ?? RuleSet.recommended();
    this.baseline = props.baseline === undefined ? undefined : Baseline.read(path.resolve(props.baseline), `${OWNER}: ${props.baseline}`);
    this.exclusions = new Exclusions(props.exclusions ?? [], OWNER);
  }

  /**
   * Visits a construct. The CDK calls it for every construct in the scope.
   *
   * @param node The construct
   */
  public visit(node: IConstruct): void {
    this.visited.add(node);
    const parent = node.node.scope;
    // Scopes are visited before what is in them.
    if (parent && this.visited.has(parent)) { return; }
    const stage = Stage.isStage(node) ? node : Stage.of(node);
    if (!stage) { return; }
    const scopes = this.scopes.get(stage);
    if (scopes) {
      scopes.add(node);
    } else {
      this.scopes.set(stage, new Set([node]));
      // To look at templates now would be too early, and would freeze what other aspects may still change.
      stage.node.addValidation({ validate: () => this.annotate(stage) });
    }
  }

  /** Annotations stop the CDK CLI where they must; there is nothing to be thrown. */
  private annotate(stage: Stage): string[] {
    const stacks = stacksBelow(stage).filter((stack) => Stage.of(stack) === stage);
    const written = stacks.map((stack) => sourceOf(stack, rendered(stack)));
    const sources = withAssetTemplates(written, () => stage.assetOutdir);
    const constructs = new Constructs(stacks, sources);
    const scopes = this.scopes.get(stage)!;
    const byPath = new Map<string, IConstruct>();
    const report = constructsReport({
      ruleSet: this.ruleSet,
      sources,
      constructs,
      baseline: this.baseline?.compared(),
      isMeant: (construct) => construct!.node.scopes.some((one) => scopes.has(one)),
      acknowledgementOf: ({ rule }, construct) => {
        byPath.set(construct!.node.path, construct!);
        const reason = this.exclusions.reasonFor(construct!.node.path);
        if (reason !== undefined) { return { id: acknowledgementId(rule.name), reason }; }
        const acknowledged = acknowledgedAt(construct!, rule);
        if (acknowledged && acknowledged.id !== acknowledgementId(rule.name)) {
          Annotations.of(acknowledged.construct).addInfo(renamedHint(acknowledged.id, rule));
        }
        return acknowledged;
      },
    });
    for (const group of report.groups) {
      if (group.status === ReportedStatus.ACKNOWLEDGED) { continue; }
      for (const { constructPath } of group.findings) { annotateWith(group, byPath.get(constructPath!)!); }
    }
    // On stacks: what is on an app or a Stage, the CDK CLI doesn't show.
    for (const stack of stacks) {
      const summary = summaryOfStack(report, templatePathOf(stack));
      if (summary !== undefined) { Annotations.of(stack).addInfo(`S3 encryption: ${summary}`); }
    }
    return [];
  }
}

/** How much was found in a stack with those nested in it; nothing where nothing was that is not acknowledged. */
function summaryOfStack({ rules, templates, findings }: Report, stackTemplate: string): string | undefined {
  const own = templates.filter((template) => template.stackTemplate === stackTemplate);
  const found = findings.filter(({ template }) => template.stackTemplate === stackTemplate);
  if (found.every(({ status }) => status === ReportedStatus.ACKNOWLEDGED)) { return undefined; }
  const buckets = own.reduce((sum, template) => sum + template.buckets, 0);
  return summaryText(assembled(rules, found, { templates: own, buckets, problems: [], failures: [] }));
}

/** CDK has one annotation for each construct, whatever they have in common. */
function annotateWith(group: ReportedGroup, construct: IConstruct): void {
  const id = acknowledgementId(group.rule.name);
  const text = `${saidOf(group)} Fix: ${adviceOf(group)}`;
  switch (group.isKnown ? Severity.INFO : group.severity) {
    case Severity.ERROR:
      Validations.of(construct).addError(id, text);
      break;
    case Severity.WARNING:
      Validations.of(construct).addWarning(id, text);
      break;
    case Severity.INFO:
      Annotations.of(construct).addInfoV2(id, text);
  }
}

/** The template as it will be written. CDK gives it to nobody before it has written it. */
function rendered(stack: Stack): unknown {
  const template = (stack as Stack & { _toCloudFormation(): unknown })._toCloudFormation();
  return JSON.parse(JSON.stringify(stack.resolve(template)));
}
